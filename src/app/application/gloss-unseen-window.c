/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossUnseenWindow owns a GtkWindow that is realised and never presented: its surface is unknown to the
 * desktop, so that nothing flashes on the screen or in a list of windows. Mapping a widget in it is all that
 * the widget sees of a shown one. A window that is not shown lays nothing out, so that is done here, twenty
 * times a second and only where something asked for it. Main thread.
 */
#include "config.h"

#include "app/application/gloss-unseen-window.h"

#define LAYOUT_MS 50

struct _GlossUnseenWindow
{
  GObject parent_instance;

  GtkWidget *window;
  GtkWidget *child; /* borrowed: the window's */
  guint source;
};

G_DEFINE_FINAL_TYPE (GlossUnseenWindow, gloss_unseen_window, G_TYPE_OBJECT)

static gboolean
lay_out (gpointer data)
{
  GlossUnseenWindow *self = data;
  GtkAllocation place = { 0 };

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &place.width, NULL, NULL, NULL);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, place.width, &place.height, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->child, &place, -1);
  return G_SOURCE_CONTINUE;
}

static void
gloss_unseen_window_dispose (GObject *object)
{
  GlossUnseenWindow *self = GLOSS_UNSEEN_WINDOW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;

  G_OBJECT_CLASS (gloss_unseen_window_parent_class)->dispose (object);
}

static void
gloss_unseen_window_class_init (GlossUnseenWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_unseen_window_dispose;
}

static void
gloss_unseen_window_init (GlossUnseenWindow *self)
{
}

/**
 * gloss_unseen_window_new:
 * @child: a widget without a parent
 *
 * Maps a widget where nobody sees it, as small as it can be.
 *
 * Returns: (transfer full): keeps it there for as long as it lives
 */
GlossUnseenWindow *
gloss_unseen_window_new (GtkWidget *child)
{
  GlossUnseenWindow *self;

  g_return_val_if_fail (GTK_IS_WIDGET (child), NULL);

  self = g_object_new (GLOSS_TYPE_UNSEEN_WINDOW, NULL);
  self->window = gtk_window_new ();
  self->child = child;
  gtk_window_set_child (GTK_WINDOW (self->window), child);
  gtk_widget_realize (self->window);
  gtk_widget_map (child);
  lay_out (self);
  self->source = g_timeout_add (LAYOUT_MS, lay_out, self);
  return self;
}
