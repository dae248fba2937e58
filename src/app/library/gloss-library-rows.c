/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossLibraryRows owns its headings and an array of the rows as they were announced last. Main thread. A
 * change of the list costs O(n) pointers and is announced as one: filters for each state, flattened, would be
 * asked for rows while some of them know of a change of the list and others don't yet.
 */
#include "config.h"

#include "app/library/gloss-library-rows.h"

#include "core/article/gloss-article.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

static const struct
{
  const char *state;
  const char *title;
} groups[] = {
  { "in-work", N_ ("In work") },
  { "to-read", N_ ("To read") },
  { "checked", N_ ("Checked") },
  /* Pages that were kept because an article's annotations cite them. */
  { "source", N_ ("Sources") },
};

struct _GlossLibraryRows
{
  GObject parent_instance;

  GListModel *articles;
  GtkStringObject *headings[G_N_ELEMENTS (groups)];
  GPtrArray *rows;
};

static void gloss_library_rows_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GlossLibraryRows,
                               gloss_library_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gloss_library_rows_model_init))

static GType
gloss_library_rows_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
gloss_library_rows_get_n_items (GListModel *model)
{
  return GLOSS_LIBRARY_ROWS (model)->rows->len;
}

static gpointer
gloss_library_rows_get_item (GListModel *model, guint position)
{
  GlossLibraryRows *self = GLOSS_LIBRARY_ROWS (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position)) : NULL;
}

static void
gloss_library_rows_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gloss_library_rows_get_item_type;
  iface->get_n_items = gloss_library_rows_get_n_items;
  iface->get_item = gloss_library_rows_get_item;
}

/* A state from elsewhere that is none of ours is something to read. */
static guint
get_group (GlossArticle *article)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (gloss_article_get_state (article), groups[i].state))
      return i;
  return 1;
}

static void
append_group (GlossLibraryRows *self, guint group, GPtrArray *rows)
{
  gboolean is_empty = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (self->articles); i++)
    {
      g_autoptr (GlossArticle) article = g_list_model_get_item (self->articles, i);

      if (get_group (article) != group)
        continue;
      if (is_empty)
        g_ptr_array_add (rows, g_object_ref (self->headings[group]));
      is_empty = FALSE;
      g_ptr_array_add (rows, g_steal_pointer (&article));
    }
}

static void
items_changed_cb (GlossLibraryRows *self)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->rows);
  guint shorter;
  guint head = 0;
  guint tail = 0;

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    append_group (self, i, self->rows);
  shorter = MIN (before->len, self->rows->len);
  while (head < shorter && before->pdata[head] == self->rows->pdata[head])
    head++;
  while (tail < shorter - head &&
         before->pdata[before->len - 1 - tail] == self->rows->pdata[self->rows->len - 1 - tail])
    tail++;
  if (before->len > head + tail || self->rows->len > head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail,
                                self->rows->len - head - tail);
}

static void
gloss_library_rows_dispose (GObject *object)
{
  GlossLibraryRows *self = GLOSS_LIBRARY_ROWS (object);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    g_clear_object (&self->headings[i]);
  g_clear_object (&self->articles);
  g_ptr_array_set_size (self->rows, 0);

  G_OBJECT_CLASS (gloss_library_rows_parent_class)->dispose (object);
}

static void
gloss_library_rows_finalize (GObject *object)
{
  g_ptr_array_unref (GLOSS_LIBRARY_ROWS (object)->rows);

  G_OBJECT_CLASS (gloss_library_rows_parent_class)->finalize (object);
}

static void
gloss_library_rows_class_init (GlossLibraryRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_library_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = gloss_library_rows_finalize;
}

static void
gloss_library_rows_init (GlossLibraryRows *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    self->headings[i] = gtk_string_object_new (_ (groups[i].title));
}

/**
 * gloss_library_rows_new:
 * @articles: a list of #GlossArticle; it announces articles whose state changed with items-changed
 *
 * Returns: (transfer full): the rows
 */
GlossLibraryRows *
gloss_library_rows_new (GListModel *articles)
{
  GlossLibraryRows *self = g_object_new (GLOSS_TYPE_LIBRARY_ROWS, NULL);

  self->articles = g_object_ref (articles);
  g_signal_connect_object (articles, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);
  return self;
}
