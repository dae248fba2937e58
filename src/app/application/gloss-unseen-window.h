/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossUnseenWindow:
 *
 * A window that is never on the screen, for a widget that works only where it is mapped: a web view paints,
 * and loads what comes into sight, in no other. Main thread; it needs a display.
 */
#define GLOSS_TYPE_UNSEEN_WINDOW (gloss_unseen_window_get_type ())
G_DECLARE_FINAL_TYPE (GlossUnseenWindow, gloss_unseen_window, GLOSS, UNSEEN_WINDOW, GObject)

GlossUnseenWindow *gloss_unseen_window_new (GtkWidget *child);

G_END_DECLS
