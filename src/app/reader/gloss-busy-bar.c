/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossBusyBar owns its widgets and the timer of the moment before it shows. Main thread. It stops nothing
 * itself: its buttons activate the window's actions.
 */
#include "config.h"

#include "app/reader/gloss-busy-bar.h"

#include <glib/gi18n.h>

/* What is quicker needs no bar. */
#define DELAY_MS 300

struct _GlossBusyBar
{
  GtkWidget parent_instance;

  guint show_id;

  GtkWidget *revealer;
  GtkWidget *words;
  GtkWidget *progress;
  GtkWidget *cancel_all;
};

G_DEFINE_FINAL_TYPE (GlossBusyBar, gloss_busy_bar, GTK_TYPE_WIDGET)

static gboolean
show_cb (gpointer data)
{
  GlossBusyBar *self = data;

  self->show_id = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  return G_SOURCE_REMOVE;
}

static void
gloss_busy_bar_dispose (GObject *object)
{
  GlossBusyBar *self = GLOSS_BUSY_BAR (object);

  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (gloss_busy_bar_parent_class)->dispose (object);
}

static void
gloss_busy_bar_class_init (GlossBusyBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_busy_bar_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-busy-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossBusyBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, GlossBusyBar, words);
  gtk_widget_class_bind_template_child (widget_class, GlossBusyBar, progress);
  gtk_widget_class_bind_template_child (widget_class, GlossBusyBar, cancel_all);
}

static void
gloss_busy_bar_init (GlossBusyBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gloss_busy_bar_set_busy:
 * @self: a bar
 * @busy: whether something is on its way
 *
 * Shows the bar, if that takes longer than a moment, or hides it.
 */
void
gloss_busy_bar_set_busy (GlossBusyBar *self, gboolean busy)
{
  g_return_if_fail (GLOSS_IS_BUSY_BAR (self));

  if (!busy)
    {
      g_clear_handle_id (&self->show_id, g_source_remove);
      gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
    }
  else if (self->show_id == 0 && !gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)))
    self->show_id = g_timeout_add (DELAY_MS, show_cb, self);
}

/**
 * gloss_busy_bar_set_loading:
 * @self: a bar
 * @words: (nullable): what is being done, for the user; %NULL: something is being opened
 * @progress: how far that is, 0 to 1
 * @n_waiting: how many more pages are to be loaded
 * @is_more: whether anything besides what is being done can be cancelled
 *
 * Says what takes so long.
 */
void
gloss_busy_bar_set_loading (
  GlossBusyBar *self, const char *words, double progress, guint n_waiting, gboolean is_more)
{
  g_autofree char *waiting = NULL;
  g_autofree char *all = NULL;

  g_return_if_fail (GLOSS_IS_BUSY_BAR (self));

  if (words == NULL)
    words = _ ("Opening…");
  if (n_waiting > 0)
    {
      waiting =
        g_strdup_printf (ngettext ("%u more page to load", "%u more pages to load", n_waiting), n_waiting);
      /* Translators: what is being done, and what comes next: “Waiting for example.org… · 2 more pages to
       * load”. */
      all = g_strdup_printf (_ ("%s · %s"), words, waiting);
    }
  gtk_label_set_label (GTK_LABEL (self->words), all != NULL ? all : words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), progress);
  gtk_widget_set_visible (self->cancel_all, is_more);
}
