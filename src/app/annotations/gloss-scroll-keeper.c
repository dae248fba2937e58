/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps a row in its place on the screen through one layout, or leads to another after it. Owns nothing;
 * borrows the scrolled window and holds row and list weakly. Main thread. The place is mended before the
 * frame is painted: what the list asks for while it is laid out is laid out in the same frame. */

#include "config.h"

#include "app/annotations/gloss-scroll-keeper.h"

struct _GlossScrollKeeper
{
  GObject parent_instance;

  GtkScrolledWindow *scroller; /* borrowed */
  GtkWidget *row;              /* weak: the one to keep */
  GtkWidget *list;             /* weak: the one to lead in */
  guint position;              /* in it */
  GdkFrameClock *clock;        /* while it waits for a layout */
  double top;
};

G_DEFINE_FINAL_TYPE (GlossScrollKeeper, gloss_scroll_keeper, G_TYPE_OBJECT)

static gboolean
find_top (GtkWidget *row, double *top)
{
  GtkRoot *root = gtk_widget_get_root (row);
  double x;

  return root != NULL && gtk_widget_get_mapped (row) &&
         gtk_widget_translate_coordinates (row, GTK_WIDGET (root), 0, 0, &x, top);
}

static void
let_go (GlossScrollKeeper *self)
{
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
  g_clear_weak_pointer (&self->row);
  g_clear_weak_pointer (&self->list);
}

static void
layout_cb (GlossScrollKeeper *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double top;

  if (self->list != NULL)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", self->position);
  /* A row that went far was given to something else. */
  if (self->row != NULL && find_top (self->row, &top) &&
      ABS (top - self->top) < gtk_adjustment_get_page_size (adjustment))
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + top - self->top);
  let_go (self);
}

static void
dispose (GObject *object)
{
  let_go (GLOSS_SCROLL_KEEPER (object));

  G_OBJECT_CLASS (gloss_scroll_keeper_parent_class)->dispose (object);
}

static void
gloss_scroll_keeper_class_init (GlossScrollKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
gloss_scroll_keeper_init (GlossScrollKeeper *self)
{
}

/**
 * gloss_scroll_keeper_new:
 * @scroller: what scrolls the rows; borrowed
 *
 * Returns: (transfer full): what holds no row yet
 */
GlossScrollKeeper *
gloss_scroll_keeper_new (GtkScrolledWindow *scroller)
{
  GlossScrollKeeper *self = g_object_new (GLOSS_TYPE_SCROLL_KEEPER, NULL);

  self->scroller = scroller;
  return self;
}

static void
wait_for_layout (GlossScrollKeeper *self, GtkWidget *widget)
{
  self->clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  g_signal_connect_data (self->clock, "layout", G_CALLBACK (layout_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * gloss_scroll_keeper_hold:
 * @self: a keeper
 * @row: a row that can be seen
 *
 * Keeps the row where it is through the next layout, unless that leads to another. At the very top nothing is
 * held: there, what comes above the rows shall not hide the first one.
 */
void
gloss_scroll_keeper_hold (GlossScrollKeeper *self, GtkWidget *row)
{
  g_return_if_fail (GLOSS_IS_SCROLL_KEEPER (self));

  if (self->list != NULL)
    return;
  let_go (self);
  if (gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller)) <= 0 ||
      !find_top (row, &self->top))
    return;

  g_set_weak_pointer (&self->row, row);
  wait_for_layout (self, row);
}

static GtkWidget *
find_row (GlossScrollKeeper *self, GHashTable *rows)
{
  GtkWidget *scroller = GTK_WIDGET (self->scroller);
  GHashTableIter iter;
  gpointer row;
  GtkWidget *first = NULL;
  double x, y, least = G_MAXDOUBLE;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    {
      if (!gtk_widget_get_mapped (row) || !gtk_widget_translate_coordinates (row, scroller, 0, 0, &x, &y) ||
          y < 0 || y >= gtk_widget_get_height (scroller))
        continue;
      if (gtk_widget_get_focus_child (row) != NULL)
        return row;
      if (y < least)
        {
          least = y;
          first = row;
        }
    }
  return first;
}

/**
 * gloss_scroll_keeper_hold_one:
 * @self: a keeper
 * @rows: (element-type GtkWidget): a set of rows
 *
 * Keeps the row that one works on, or else the first that can be seen from its top, as
 * gloss_scroll_keeper_hold() does; nothing where none can be seen.
 */
void
gloss_scroll_keeper_hold_one (GlossScrollKeeper *self, GHashTable *rows)
{
  GtkWidget *row;

  g_return_if_fail (GLOSS_IS_SCROLL_KEEPER (self));
  g_return_if_fail (rows != NULL);

  row = find_row (self, rows);
  if (row != NULL)
    gloss_scroll_keeper_hold (self, row);
}

/**
 * gloss_scroll_keeper_lead:
 * @self: a keeper
 * @list: a list view in the scrolled window
 * @position: the place of one of its rows
 *
 * Scrolls to a row after the next layout, instead of holding one: before it, a list whose rows have just
 * changed takes the new ones for rows without any height, and so for rows in sight.
 */
void
gloss_scroll_keeper_lead (GlossScrollKeeper *self, GtkWidget *list, guint position)
{
  g_return_if_fail (GLOSS_IS_SCROLL_KEEPER (self));
  g_return_if_fail (GTK_IS_LIST_VIEW (list));

  let_go (self);
  if (!gtk_widget_get_mapped (list))
    return;

  g_set_weak_pointer (&self->list, list);
  self->position = position;
  wait_for_layout (self, list);
  gtk_widget_queue_resize (list);
}
