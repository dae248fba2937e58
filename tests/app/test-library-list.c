/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/library/gloss-library-list.h"
#include "core/annotation/gloss-commands.h"
#include "core/article/gloss-loader.h"
#include "support/gloss-test-library.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
  GlossStore *store;
  GlossLibraryList *list;
  char *capture; /* the uuid of the one that was added last */
  guint n_answers;
} Fixture;

static gboolean
is_answered (Fixture *fixture)
{
  return fixture->n_answers > 0;
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  gloss_store_open_finish (GLOSS_STORE (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) data)->n_answers++;
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  gloss_library_list_load_finish (GLOSS_LIBRARY_LIST (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) data)->n_answers++;
}

static void
added_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;
  GError *error = NULL;
  g_autoptr (GlossChange) change = NULL;
  g_autofree char *uuid =
    gloss_store_add_capture_finish (GLOSS_STORE (object), result, NULL, &change, &error);

  g_assert_no_error (error);
  g_assert_nonnull (uuid);
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *record = gloss_change_get_after (change, i);

      if (g_str_equal (gloss_record_get_table (record), "capture"))
        {
          g_free (fixture->capture);
          fixture->capture = g_strdup (gloss_record_get_uuid (record));
        }
    }
  fixture->n_answers++;
}

static void
add_article (Fixture *fixture, const char *text)
{
  GError *error = NULL;
  g_autoptr (GlossSourceFile) source = gloss_source_file_new_for_paste (text, &error);
  g_autoptr (GlossCapture) capture = NULL;

  g_assert_no_error (error);
  capture = gloss_loader_capture (source, &error);
  g_assert_no_error (error);
  fixture->n_answers = 0;
  gloss_store_add_capture_async (fixture->store, capture, added_cb, fixture);
  GLOSS_TEST_WAIT_FOR (is_answered (fixture));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("gloss-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->store = gloss_store_new (fixture->path, "Tester");
  fixture->list = gloss_library_list_new (fixture->store);
  gloss_store_open_async (fixture->store, NULL, opened_cb, fixture);
  GLOSS_TEST_WAIT_FOR (is_answered (fixture));
  fixture->n_answers = 0;
  gloss_library_list_load_async (fixture->list, NULL, loaded_cb, fixture);
  GLOSS_TEST_WAIT_FOR (is_answered (fixture));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  gloss_test_finalize (fixture->list);
  gloss_test_close_store (fixture->store);

  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_no_errno (g_remove (path));
    }
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_free (fixture->capture);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static GlossArticle *
get_first (Fixture *fixture)
{
  g_autoptr (GlossArticle) article = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);

  return article;
}

static void
submit (Fixture *fixture, GlossChange *change)
{
  gloss_store_submit_async (fixture->store, change, NULL, NULL);
  gloss_change_unref (change);
}

static gboolean
is_idle (Fixture *fixture)
{
  return gloss_store_get_n_pending (fixture->store) == 0 && !g_main_context_pending (NULL);
}

static gboolean
has_one_claim (Fixture *fixture)
{
  return gloss_article_get_counts (get_first (fixture))->n_annotations == 1;
}

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("300 ships", "", "", 0, 9);
  g_autoptr (GlossRecord) in_work = NULL;
  GlossRecord *record;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  add_article (fixture, "300 ships\n\nThey came on Tuesday.\n");
  add_article (fixture, "A second one\n\nNewer, so it stands first.\n");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 2);
  g_assert_cmpstr (gloss_article_get_title (get_first (fixture)), ==, "A second one");

  /* What a change says shows at once, and a read that was under way does not put the older row back. */
  record = gloss_article_get_record (get_first (fixture));
  in_work = gloss_record_with_string (record, "state", "in-work");
  submit (fixture, gloss_command_edit_article (record, in_work));
  g_assert_cmpstr (gloss_article_get_state (get_first (fixture)), ==, "in-work");
  GLOSS_TEST_WAIT_FOR (is_idle (fixture));
  g_assert_cmpstr (gloss_article_get_state (get_first (fixture)), ==, "in-work");

  /* Counts follow once it is durable. */
  submit (fixture, gloss_command_create_annotation (gloss_article_get_uuid (get_first (fixture)),
                                                    fixture->capture, anchor, "claim", "Tester"));
  GLOSS_TEST_WAIT_FOR (has_one_claim (fixture));

  submit (fixture, gloss_command_delete_article (gloss_article_get_record (get_first (fixture))));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
  g_assert_cmpstr (gloss_article_get_title (get_first (fixture)), ==, "300 ships");
  GLOSS_TEST_WAIT_FOR (is_idle (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/library-list/follows", Fixture, NULL, set_up, test_follows, tear_down);
  return g_test_run ();
}
