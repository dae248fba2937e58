/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-reader-view.h"

G_BEGIN_DECLS

/**
 * GlossFindBar:
 *
 * Find in the article: an entry, "3 of 12", next and previous. Enter and Shift+Enter go on, Escape closes it.
 */
#define GLOSS_TYPE_FIND_BAR (gloss_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlossFindBar, gloss_find_bar, GLOSS, FIND_BAR, GtkWidget)

GtkWidget *gloss_find_bar_new (void);
void gloss_find_bar_set_view (GlossFindBar *self, GlossReaderView *view);
void gloss_find_bar_open (GlossFindBar *self);
void gloss_find_bar_close (GlossFindBar *self);

G_END_DECLS
