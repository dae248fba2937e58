/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossScrollKeeper:
 *
 * Keeps a row of a scrolled list where it is on the screen while what is around it changes its size: the list
 * itself keeps a place that depends on its height.
 */
#define GLOSS_TYPE_SCROLL_KEEPER (gloss_scroll_keeper_get_type ())
G_DECLARE_FINAL_TYPE (GlossScrollKeeper, gloss_scroll_keeper, GLOSS, SCROLL_KEEPER, GObject)

/* scroller: borrowed; it has to outlive the result. */
GlossScrollKeeper *gloss_scroll_keeper_new (GtkScrolledWindow *scroller);
/* To be called before the next layout, for the one row that shall not move in it. */
void gloss_scroll_keeper_hold (GlossScrollKeeper *self, GtkWidget *row);
/* The same for the row that one works on, or else the first that can be seen from its top; rows: a set. */
void gloss_scroll_keeper_hold_one (GlossScrollKeeper *self, GHashTable *rows);
/* Scrolls to a row of a list view after the next layout, instead of holding one. */
void gloss_scroll_keeper_lead (GlossScrollKeeper *self, GtkWidget *list, guint position);

G_END_DECLS
