/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossPageSides:
 *
 * Two widgets beside each other, with a handle between, where there is room for both; where there is not, the second
 * one in the first one's place. Main thread.
 *
 * Properties: `first`, `second` (GtkWidget, given when it is made), `both` (gboolean: whether the second is wanted).
 */
#define GLOSS_TYPE_PAGE_SIDES (gloss_page_sides_get_type ())
G_DECLARE_FINAL_TYPE (GlossPageSides, gloss_page_sides, GLOSS, PAGE_SIDES, GtkWidget)

gboolean gloss_page_sides_get_both (GlossPageSides *self);
void gloss_page_sides_set_both (GlossPageSides *self, gboolean both);

G_END_DECLS
