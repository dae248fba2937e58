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

  g_assert_cmpuint (g_strv_length (steps), >=, 1);
  for (guint i = 0; steps[i] != NULL; i++)
    g_assert_nonnull (strstr (steps[i], "CREATE TABLE"));
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
  g_test_add_func ("/migrations/migrate", test_migrate);
  g_test_add_func ("/migrations/broken-step", test_broken_step);
  g_test_add_func ("/migrations/failing-seed", test_failing_seed);
  g_test_add_func ("/migrations/newer", test_newer);
  g_test_add_func ("/migrations/older-to-read", test_older_to_read);

  return g_test_run ();
}
