/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/library/gloss-library-rows.h"
#include "core/article/gloss-article.h"

#include <gtk/gtk.h>

static const char *const states[] = { "in-work", "to-read", "checked", "source" };

static GlossArticle *
make_article (const char *state)
{
  GlossArticleCounts none = { 0 };
  g_autoptr (GlossRecord) empty = gloss_record_new ("article");
  g_autoptr (GlossRecord) record = gloss_record_with_string (empty, "state", state);

  return gloss_article_new (record, &none);
}

/* What a list view knows: only what items-changed says. */
static void
follow_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  GPtrArray *twin = data;

  g_ptr_array_remove_range (twin, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (twin, position + i, g_list_model_get_item (model, position + i));
}

/* Every article of the list below its state's heading, in the list's order, and no heading without one. */
static void
assert_rows (GPtrArray *rows, GListModel *articles)
{
  static const char *const titles[] = { "In work", "To read", "Checked", "Sources" };
  guint row = 0;

  for (guint group = 0; group < G_N_ELEMENTS (states); group++)
    {
      guint n_found = 0;

      for (guint i = 0; i < g_list_model_get_n_items (articles); i++)
        {
          g_autoptr (GlossArticle) article = g_list_model_get_item (articles, i);

          if (g_strcmp0 (gloss_article_get_state (article), states[group]) != 0)
            continue;
          if (n_found++ == 0)
            g_assert_cmpstr (gtk_string_object_get_string (g_ptr_array_index (rows, row++)), ==,
                             titles[group]);
          g_assert_true (g_ptr_array_index (rows, row++) == article);
        }
    }
  g_assert_cmpuint (row, ==, rows->len);
}

/* Random edits of the list; what was announced is held against what the list says. */
static void
test_announced (void)
{
  g_autoptr (GListStore) articles = g_list_store_new (GLOSS_TYPE_ARTICLE);
  g_autoptr (GlossLibraryRows) rows = gloss_library_rows_new (G_LIST_MODEL (articles));
  g_autoptr (GPtrArray) twin = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect (rows, "items-changed", G_CALLBACK (follow_cb), twin);
  for (guint i = 0; i < 2000; i++)
    {
      guint n_items = g_list_model_get_n_items (G_LIST_MODEL (articles));
      guint position = g_test_rand_int_range (0, n_items + 1);

      if (position == n_items || g_test_rand_bit ())
        {
          g_autoptr (GlossArticle) article =
            make_article (states[g_test_rand_int_range (0, G_N_ELEMENTS (states))]);

          g_list_store_insert (articles, position, article);
        }
      else if (g_test_rand_bit ())
        g_list_store_splice (articles, position, g_test_rand_int_range (1, n_items - position + 1), NULL, 0);
      else
        {
          g_autoptr (GlossArticle) article = g_list_model_get_item (G_LIST_MODEL (articles), position);
          g_autoptr (GlossRecord) moved =
            gloss_record_with_string (gloss_article_get_record (article), "state",
                                      states[g_test_rand_int_range (0, G_N_ELEMENTS (states))]);

          gloss_article_set_record (article, moved);
          g_list_model_items_changed (G_LIST_MODEL (articles), position, 1, 1);
        }
      assert_rows (twin, G_LIST_MODEL (articles));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, twin->len);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/library-rows/announced", test_announced);
  return g_test_run ();
}
