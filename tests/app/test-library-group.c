/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/library/gloss-library-group.h"

#include <gtk/gtk.h>

/* A list that is kept only by what items-changed says, against which the model is held. */
static void
follow_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  GPtrArray *twin = data;

  g_ptr_array_remove_range (twin, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (twin, position + i, g_list_model_get_item (model, position + i));
}

static void
assert_equal (GListModel *model, GPtrArray *twin)
{
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, twin->len);
  for (guint i = 0; i < twin->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_assert_true (item == g_ptr_array_index (twin, i));
    }
  g_assert_null (g_list_model_get_item (model, twin->len));
}

static void
test_heading (void)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GlossLibraryGroup) group = gloss_library_group_new ("In work", G_LIST_MODEL (list));
  g_autoptr (GtkStringObject) heading = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (group)), ==, 0);
  gtk_string_list_append (list, "one");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (group)), ==, 2);
  heading = g_list_model_get_item (G_LIST_MODEL (group), 0);
  g_assert_cmpstr (gtk_string_object_get_string (heading), ==, "In work");
  gtk_string_list_remove (list, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (group)), ==, 0);
}

/* Random edits: what is announced is what is there. */
static void
test_announced (void)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GlossLibraryGroup) group = gloss_library_group_new ("Checked", G_LIST_MODEL (list));
  g_autoptr (GPtrArray) twin = g_ptr_array_new_with_free_func (g_object_unref);
  static const char *const additions[] = { "a", "b", "c", NULL };

  g_signal_connect (group, "items-changed", G_CALLBACK (follow_cb), twin);
  for (guint i = 0; i < 2000; i++)
    {
      guint n_items = g_list_model_get_n_items (G_LIST_MODEL (list));
      guint position = g_test_rand_int_range (0, n_items + 1);
      guint removed = g_test_rand_int_range (0, n_items - position + 1);
      guint added = g_test_rand_int_range (0, 4);

      gtk_string_list_splice (list, position, removed, added > 0 ? &additions[3 - added] : NULL);
      assert_equal (G_LIST_MODEL (group), twin);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/library-group/heading", test_heading);
  g_test_add_func ("/library-group/announced", test_announced);
  return g_test_run ();
}
