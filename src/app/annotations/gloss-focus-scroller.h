/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossFocusScroller:
 *
 * A list view scrolls to rows; where a row may be higher than the window, the field in it that has the focus
 * matters, and in a text of many lines the caret. This keeps them in sight.
 */
#define GLOSS_TYPE_FOCUS_SCROLLER (gloss_focus_scroller_get_type ())
G_DECLARE_FINAL_TYPE (GlossFocusScroller, gloss_focus_scroller, GLOSS, FOCUS_SCROLLER, GObject)

/* scroller: a #GtkScrolledWindow; area: the widget whose fields to follow, wherever it is. Borrowed: both own
 * the result, or live as long. */
GlossFocusScroller *gloss_focus_scroller_new (GtkWidget *scroller, GtkWidget *area);

G_END_DECLS
