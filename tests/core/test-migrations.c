/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From one schema to the next, with steps of the test's own: whole or not at all, and with a copy of what was
 * there. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "core/base/gloss-error.h"
#include "core/store/gloss-migrations.h"
#include "support/gloss-test-library.h"

static const char *const first_only[] = { "CREATE TABLE thing (name TEXT) STRICT", NULL };
static const char *const both[] = {
  "CREATE TABLE thing (name TEXT) STRICT",
  "ALTER TABLE thing ADD COLUMN colour TEXT; UPDATE thing SET colour = 'grey'", NULL
};
static const char *const broken[] = {
  "CREATE TABLE thing (name TEXT) STRICT",
  "ALTER TABLE thing ADD COLUMN colour TEXT; UPDATE nothing SET colour = 'grey'", NULL
};

static GlossConnection *
open_connection (const char *path)
{
  g_autoptr (GError) error = NULL;
  GlossConnection *connection = gloss_connection_open (path, GLOSS_CONNECTION_WRITE, &error);

  g_assert_no_error (error);
  return connection;
}

static void
run (const char *path, const char *const *steps)
{
  g_autoptr (GlossConnection) connection = open_connection (path);
  g_autoptr (GError) error = NULL;

  gloss_migrations_run (connection, steps, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gint64
query (const char *path, const char *sql)
{
  g_autoptr (GlossConnection) connection = open_connection (path);
  g_autoptr (GError) error = NULL;
  gint64 value;

  gloss_connection_query_int (connection, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
insert_thing (const char *path)
{
  g_autoptr (GlossConnection) connection = open_connection (path);

  g_assert_true (gloss_connection_exec (connection, "INSERT INTO thing (name) VALUES ('a')", NULL));
}

static void
test_shipped (void)
{
  g_auto (GStrv) steps = gloss_migrations_dup_steps ();

  g_assert_cmpuint (g_strv_length (steps), >=, 2);
  for (guint i = 0; steps[i] != NULL; i++)
    g_assert_true (g_str_has_prefix (steps[i], "-- SPDX-License-Identifier"));
}

static char *
dup_head (GlossDatabase *database)
{
  g_autoptr (GError) error = NULL;
  char *head = gloss_database_dup_history_head (database, &error);

  g_assert_no_error (error);
  return head;
}

/* A library as a release left it: an article captured twice, with annotations, one of which an edit changed.
 */
static void
test_released (gconstpointer data)
{
  guint version = GPOINTER_TO_UINT (data);
  g_autofree char *name = g_strdup_printf ("v%u.db", version);
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autofree char *copy = g_strdup_printf ("%s.v%u", path, version);
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "..", "data", "databases", name, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GlossDatabase) database = NULL;
  g_autoptr (GPtrArray) articles = NULL;
  g_autoptr (GlossCapture) before = NULL;
  g_autoptr (GlossCapture) after = NULL;
  g_autoptr (GlossCapture) further = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *head = NULL;
  const char *article;
  gsize length;

  g_assert_true (g_file_get_contents (fixture, &bytes, &length, &error));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, &error));
  g_assert_cmpint (query (path, "PRAGMA user_version"), ==, version);

  database = gloss_test_open (path);
  gloss_test_assert_sound (database);
  g_assert_cmpint (query (path, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (query (path, "SELECT count (*) FROM history"), ==, 16);
  head = dup_head (database);
  g_assert_cmpstr (head, ==, "6792bf13492b863390fe6bd369e8a06e580ae909a6014de3cc49f04894418289");

  articles = gloss_database_list_articles (database, &error);
  g_assert_no_error (error);
  article = gloss_article_get_uuid (g_ptr_array_index (articles, 0));
  before = gloss_database_load_capture (database, article, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (gloss_text_get_utf8 (gloss_capture_get_fields (before)->text), "236 metres"));

  /* What is written now stands beside what was there. */
  further =
    gloss_test_make_capture (gloss_capture_get_fields (before)->uri, "The bridge is about 9 metres long.");
  gloss_database_add_capture (database, further, GLOSS_TEST_WHO, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  after = gloss_database_load_capture (database, article, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (gloss_text_get_utf8 (gloss_capture_get_fields (after)->text), "9 metres"));
  gloss_test_assert_sound (database);

  /* The copy is the library as it was, which its own version can still open. */
  g_assert_cmpint (query (copy, "PRAGMA user_version"), ==, version);
  g_assert_cmpint (query (copy, "SELECT count (*) FROM history"), ==, 16);
  g_assert_cmpint (query (copy, "SELECT count (*) FROM pragma_table_info ('content')"), ==, 3);
}

static char *
copy_released (void)
{
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "..", "data", "databases", "v1.db", NULL);
  g_autofree char *bytes = NULL;
  char *path = gloss_test_dup_library_path ();
  gsize length;

  g_assert_true (g_file_get_contents (fixture, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  return path;
}

/* On a disk that cannot be written, or for a command that only reads. */
static void
test_released_to_read (void)
{
  g_autofree char *path = copy_released ();
  g_autofree char *copy = g_strconcat (path, ".v1", NULL);
  g_autofree char *head = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GlossDatabase) database = NULL;
  g_autoptr (GPtrArray) articles = NULL;
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_before, n_after;

  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  database = gloss_database_open (path, GLOSS_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (gloss_database_is_read_only (database));
  gloss_test_assert_sound (database);
  head = dup_head (database);
  g_assert_cmpstr (head, ==, "6792bf13492b863390fe6bd369e8a06e580ae909a6014de3cc49f04894418289");
  articles = gloss_database_list_articles (database, &error);
  g_assert_no_error (error);
  capture =
    gloss_database_load_capture (database, gloss_article_get_uuid (g_ptr_array_index (articles, 0)), &error);
  g_assert_no_error (error);
  g_assert_true (gloss_database_owns_file (database, path));
  g_clear_pointer (&database, gloss_database_close);

  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

static void
test_migrate (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autofree char *copy = g_strconcat (path, ".v1", NULL);
  g_autofree char *second_copy = g_strconcat (path, ".v1.2", NULL);

  run (path, first_only);
  insert_thing (path);
  g_assert_true (g_file_set_contents (copy, "something of the user's", -1, NULL));

  run (path, both);
  g_assert_cmpint (query (path, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (query (path, "SELECT count (*) FROM thing WHERE colour = 'grey'"), ==, 1);

  /* The copy is what was there before, under a name that nothing had. */
  g_assert_cmpint (query (second_copy, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (query (second_copy, "PRAGMA application_id"), ==, GLOSS_APPLICATION_ID);
  g_assert_cmpint (query (second_copy, "SELECT count (*) FROM thing"), ==, 1);

  run (path, both);
  g_unlink (copy);
  g_assert_cmpint (query (path, "PRAGMA user_version"), ==, 2);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

static void
test_broken_step (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  run (path, first_only);
  connection = open_connection (path);
  g_assert_false (gloss_migrations_run (connection, broken, NULL, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED);
  g_assert_cmpint (query (path, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (query (path, "SELECT count (*) FROM pragma_table_info ('thing')"), ==, 1);
}

static gboolean
fail_to_seed (GlossConnection *connection, gpointer data, GError **error)
{
  g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_FAILED, "no seed");
  return FALSE;
}

static void
test_failing_seed (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossConnection) connection = open_connection (path);
  g_autoptr (GError) error = NULL;

  g_assert_false (gloss_migrations_run (connection, both, fail_to_seed, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED);
  g_assert_cmpint (query (path, "SELECT count (*) FROM sqlite_schema"), ==, 0);
  run (path, both);
}

static void
test_newer (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autofree char *copy = g_strconcat (path, ".v2", NULL);
  g_autoptr (GlossConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  run (path, both);
  connection = open_connection (path);
  g_assert_false (gloss_migrations_run (connection, first_only, NULL, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NEWER);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* Reading alone cannot bring it up to date. */
static void
test_older_to_read (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  run (path, first_only);
  connection = open_connection (path);
  g_assert_false (gloss_migrations_check_version (connection, 2, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_READ_ONLY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/migrations/shipped", test_shipped);
  g_test_add_data_func ("/migrations/released/v1", GUINT_TO_POINTER (1), test_released);
  g_test_add_func ("/migrations/released/to-read", test_released_to_read);
  g_test_add_func ("/migrations/migrate", test_migrate);
  g_test_add_func ("/migrations/broken-step", test_broken_step);
  g_test_add_func ("/migrations/failing-seed", test_failing_seed);
  g_test_add_func ("/migrations/newer", test_newer);
  g_test_add_func ("/migrations/older-to-read", test_older_to_read);

  return g_test_run ();
}
