/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests of the store have in common. Everything that fails here fails the test. */

#include "config.h"

#include "support/gloss-test-library.h"

#include <sqlite3.h>

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-time.h"

/* GLib 2.74 forgets the folders of a finished case and never frees them (G_TEST_OPTION_ISOLATE_DIRS). Kept
 * here, they are no leaks; a suppression would need the names of the callers, which cost ten times as much.
 */
static void
keep_folders (void)
{
  static GPtrArray *kept;
  gconstpointer folders[] = { g_get_home_dir (),           g_get_user_cache_dir (),
                              g_get_user_config_dir (),    g_get_user_data_dir (),
                              g_get_user_state_dir (),     g_get_user_runtime_dir (),
                              g_get_system_config_dirs (), g_get_system_data_dirs () };

  if (kept == NULL)
    kept = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    g_ptr_array_add (kept, (gpointer) folders[i]);
}

char *
gloss_test_dup_library_path (void)
{
  static int n;
  g_autofree char *name = g_strdup_printf ("library-%d.db", g_atomic_int_add (&n, 1));
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "test", NULL);

  keep_folders ();
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  return g_build_filename (folder, name, NULL);
}

GlossDatabase *
gloss_test_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  GlossDatabase *database = gloss_database_open (path, GLOSS_DATABASE_WRITE, &error);

  g_assert_no_error (error);
  return database;
}

GlossCapture *
gloss_test_make_capture (const char *uri, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossText) canonical = gloss_text_new (text, -1, &error);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autofree char *html = g_strdup_printf ("<!DOCTYPE html><main id=\"gloss-text\">%s</main>", text);
  GlossCaptureFields fields = { .uri = uri,
                                .media_type = "text/plain",
                                .bytes = bytes,
                                .html = html,
                                .text = canonical,
                                .title = "An article" };

  g_assert_no_error (error);
  return gloss_capture_new (&fields);
}

char *
gloss_test_add_article (GlossDatabase *database, const char *uri, const char *text)
{
  g_autoptr (GlossCapture) capture = gloss_test_make_capture (uri, text);
  g_autoptr (GError) error = NULL;
  char *article = NULL;

  gloss_database_add_capture (database, capture, GLOSS_TEST_WHO, &article, NULL, NULL, &error);
  g_assert_no_error (error);
  return article;
}

GlossChange *
gloss_test_annotate (GlossCapture *capture, gsize start, gsize end)
{
  const GlossCaptureFields *fields = gloss_capture_get_fields (capture);
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_range (fields->text, start, end);

  g_assert_nonnull (anchor);
  return gloss_command_create_annotation (fields->article, fields->uuid, anchor, "claim", GLOSS_TEST_WHO);
}

const char *
gloss_test_get_annotation (GlossChange *change)
{
  GlossRecord *record = gloss_change_get_after (change, 0);

  g_assert_cmpstr (gloss_record_get_table (record), ==, "annotation");
  return gloss_record_get_uuid (record);
}

void
gloss_test_exec (const char *path, const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

GlossRecord *
gloss_test_load_record (GlossDatabase *database, const char *table, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = gloss_database_load_records (database, table, "uuid", uuid, NULL, &error);

  g_assert_no_error (error);
  return records->len > 0 ? gloss_record_ref (g_ptr_array_index (records, 0)) : NULL;
}

void
gloss_test_assert_sound (GlossDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = gloss_database_check (database, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

void
gloss_test_wait_for_clock (void)
{
  g_autofree char *start = gloss_time_dup_now ();
  g_autofree char *now = NULL;

  do
    {
      g_free (now);
      now = gloss_time_dup_now ();
    }
  while (g_str_equal (start, now));
}

void
gloss_test_library_set_up (GlossTestLibrary *library, gconstpointer data)
{
  library->path = gloss_test_dup_library_path ();
  library->database = gloss_test_open (library->path);
}

void
gloss_test_library_tear_down (GlossTestLibrary *library, gconstpointer data)
{
  gloss_test_assert_sound (library->database);
  gloss_database_close (library->database);
  g_free (library->path);
}

GlossStore *
gloss_test_open_store (const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GlossStore *store = gloss_store_new (path, GLOSS_TEST_WHO);

  gloss_store_open_async (store, NULL, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  gloss_store_open_finish (store, result, &error);
  g_assert_no_error (error);

  return store;
}

void
gloss_test_close_store (GlossStore *store)
{
  gloss_store_close (store);
  gloss_test_finalize (store);
}
