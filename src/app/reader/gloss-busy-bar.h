/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossBusyBar:
 *
 * Says above the article what is on its way, how far it is and how much waits behind it, with a way to
 * cancel. What takes only a moment is not told.
 */
#define GLOSS_TYPE_BUSY_BAR (gloss_busy_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlossBusyBar, gloss_busy_bar, GLOSS, BUSY_BAR, GtkWidget)

void gloss_busy_bar_set_busy (GlossBusyBar *self, gboolean busy);
void gloss_busy_bar_set_loading (
  GlossBusyBar *self, const char *words, double progress, guint n_waiting, gboolean is_more);

G_END_DECLS
