/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossFindBar owns its entry. Main thread. Searching is done in the web process; the bar only says what came
 * back.
 */
#include "config.h"

#include "app/reader/gloss-find-bar.h"

#include <glib/gi18n.h>

struct _GlossFindBar
{
  GtkWidget parent_instance;

  GlossReaderView *view;

  GtkWidget *bar;
  GtkWidget *entry;
  GtkWidget *count;
  GtkWidget *next;
  GtkWidget *previous;
};

G_DEFINE_FINAL_TYPE (GlossFindBar, gloss_find_bar, GTK_TYPE_WIDGET)

static void
found_cb (GlossFindBar *self, guint matches, guint current)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *count = NULL;

  if (*words == '\0')
    count = g_strdup ("");
  else if (matches == 0)
    count = g_strdup (_ ("Not found"));
  else
    /* Translators: which of how many places found: "3 of 12" */
    count = g_strdup_printf (_ ("%u of %u"), current, matches);

  gtk_label_set_label (GTK_LABEL (self->count), count);
  gtk_widget_set_sensitive (self->next, matches > 1);
  gtk_widget_set_sensitive (self->previous, matches > 1);
  if (*words != '\0' && matches == 0)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
}

static void
changed_cb (GlossFindBar *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->bar)))
    gloss_reader_view_find (self->view, words);
  if (*words == '\0')
    found_cb (self, 0, 0);
}

static void
next_cb (GlossFindBar *self)
{
  gloss_reader_view_find_next (self->view);
}

static void
previous_cb (GlossFindBar *self)
{
  gloss_reader_view_find_previous (self->view);
}

static gboolean
key_cb (GlossFindBar *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || (state & GDK_SHIFT_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  previous_cb (self);
  return GDK_EVENT_STOP;
}

static void
mode_changed_cb (GlossFindBar *self)
{
  if (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->bar)))
    return;

  gloss_reader_view_find (self->view, NULL);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
gloss_find_bar_dispose (GObject *object)
{
  GlossFindBar *self = GLOSS_FIND_BAR (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (gloss_find_bar_parent_class)->dispose (object);
}

static void
gloss_find_bar_class_init (GlossFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_find_bar_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/glossator/reader/gloss-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, GlossFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, GlossFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, GlossFindBar, next);
  gtk_widget_class_bind_template_child (widget_class, GlossFindBar, previous);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, gloss_find_bar_close);
}

static void
gloss_find_bar_init (GlossFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->bar), GTK_EDITABLE (self->entry));
}

/**
 * gloss_find_bar_new:
 *
 * Returns: (transfer floating): a closed bar
 */
GtkWidget *
gloss_find_bar_new (void)
{
  return g_object_new (GLOSS_TYPE_FIND_BAR, NULL);
}

/**
 * gloss_find_bar_set_view:
 * @self: a bar
 * @view: where to search; once
 *
 * Searches in a view.
 */
void
gloss_find_bar_set_view (GlossFindBar *self, GlossReaderView *view)
{
  g_return_if_fail (GLOSS_IS_FIND_BAR (self));
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
  g_signal_connect_object (view, "find", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "notify::search-mode-enabled", G_CALLBACK (mode_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gloss_find_bar_open:
 * @self: a bar
 *
 * Shows it, with the words of last time selected.
 */
void
gloss_find_bar_open (GlossFindBar *self)
{
  g_return_if_fail (GLOSS_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), TRUE);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  changed_cb (self);
}

/**
 * gloss_find_bar_close:
 * @self: a bar
 *
 * Hides it and ends the search.
 */
void
gloss_find_bar_close (GlossFindBar *self)
{
  g_return_if_fail (GLOSS_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), FALSE);
}
