/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the field with the focus in sight. Borrows the scrolled window and the area; looks when the focus
 * moves and at each key, in two frames after it. Main thread. */

#include "config.h"

#include "app/annotations/gloss-focus-scroller.h"

#define MARGIN 12
#define N_FRAMES 2

struct _GlossFocusScroller
{
  GObject parent_instance;

  GtkWidget *scroller; /* borrowed */
  GtkWidget *area;     /* borrowed */
  GtkRoot *root;       /* borrowed */
  guint tick_id;
  guint frames;
};

G_DEFINE_FINAL_TYPE (GlossFocusScroller, gloss_focus_scroller, G_TYPE_OBJECT)

/* Where the focus is, in the scroller: of a text the line of the caret, else the whole field. */
static gboolean
get_focus_bounds (GlossFocusScroller *self, graphene_rect_t *bounds)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->area) ||
      !gtk_widget_compute_bounds (focus, self->scroller, bounds))
    return FALSE;

  if (GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
      GtkTextIter caret;
      GdkRectangle line;
      int y;

      gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
      gtk_text_view_get_iter_location (GTK_TEXT_VIEW (focus), &caret, &line);
      gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (focus), GTK_TEXT_WINDOW_WIDGET, 0, line.y, NULL,
                                             &y);
      bounds->origin.y += y;
      bounds->size.height = line.height;
    }
  return TRUE;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GlossFocusScroller *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
  graphene_rect_t bounds;

  if (get_focus_bounds (self, &bounds))
    {
      double top = bounds.origin.y - MARGIN;
      double over = bounds.origin.y + bounds.size.height + MARGIN - gtk_widget_get_height (widget);

      if (top < 0)
        gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + top);
      else if (over > 0)
        gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + MIN (over, top));
    }

  if (--self->frames > 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

/* Once at once, and once when the row has been laid out anew: a text may have grown by a line. */
static void
look (GlossFocusScroller *self)
{
  if (!gtk_widget_get_mapped (self->scroller))
    return;
  self->frames = N_FRAMES;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (self->scroller, tick_cb, self, NULL);
}

static gboolean
key_pressed_cb (
  GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  look (data);
  return GDK_EVENT_PROPAGATE;
}

static void
forget_root (GlossFocusScroller *self)
{
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_func (self->root, look, self);
  self->root = NULL;
}

static void
root_changed_cb (GlossFocusScroller *self)
{
  forget_root (self);
  self->root = gtk_widget_get_root (self->scroller);
  if (self->root != NULL)
    g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (look), self);
}

static void
dispose (GObject *object)
{
  GlossFocusScroller *self = GLOSS_FOCUS_SCROLLER (object);

  forget_root (self);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (self->scroller, self->tick_id);
  self->tick_id = 0;

  G_OBJECT_CLASS (gloss_focus_scroller_parent_class)->dispose (object);
}

static void
gloss_focus_scroller_class_init (GlossFocusScrollerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
gloss_focus_scroller_init (GlossFocusScroller *self)
{
}

/**
 * gloss_focus_scroller_new:
 * @scroller: a #GtkScrolledWindow, borrowed
 * @area: the widget whose fields to keep in sight while it is somewhere in @scroller, borrowed
 *
 * Returns: (transfer full): to be kept as long as it shall work
 */
GlossFocusScroller *
gloss_focus_scroller_new (GtkWidget *scroller, GtkWidget *area)
{
  GlossFocusScroller *self = g_object_new (GLOSS_TYPE_FOCUS_SCROLLER, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->scroller = scroller;
  self->area = area;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (scroller, keys);
  g_signal_connect_object (scroller, "notify::root", G_CALLBACK (root_changed_cb), self, G_CONNECT_SWAPPED);
  root_changed_cb (self);
  return self;
}
