/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library whose tables are not those that the code reads is refused, not read and not written; what was
 * only added to it does no harm. What test-check.c calls damage to the rules is told by a check. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "core/store/gloss-database-private.h"
#include "core/store/gloss-schema.h"
#include "support/gloss-test-library.h"

typedef struct
{
  const char *name;
  const char *sql; /* what someone does with another program */
} Case;

static const Case refused[] = {
  { "table-removed", "DROP TABLE quantity" },
  { "first-table-removed", "PRAGMA foreign_keys = OFF; DROP TABLE article" },
  { "meta-removed", "DROP TABLE meta" },
  { "history-removed", "DROP TABLE history" },
  { "column-removed", "ALTER TABLE article DROP COLUMN site" },
  { "column-added", "ALTER TABLE note ADD COLUMN colour TEXT" },
  { "view-instead", "PRAGMA foreign_keys = OFF; DROP TABLE tag; CREATE VIEW tag AS SELECT 1 AS uuid" },
  { "constraint-removed",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'status TEXT NOT NULL', "
    "'status TEXT') WHERE name = 'annotation'" },
};

static const Case accepted[] = {
  { "index-added", "CREATE INDEX mine ON note (author)" },
  { "table-added", "CREATE TABLE mine (words TEXT)" },
  { "statistics", "ANALYZE" },
};

static char *
make_library (const char *sql)
{
  char *path = gloss_test_dup_library_path ();
  GlossDatabase *database = gloss_test_open (path);
  g_autofree char *article = gloss_test_add_article (database, "file:///article.txt", "Some words.");

  gloss_database_close (database);
  gloss_test_exec (path, sql);
  return path;
}

static void
test_refused (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *path = make_library (test->sql);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;

  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  for (GlossDatabaseMode mode = GLOSS_DATABASE_WRITE; mode <= GLOSS_DATABASE_READ_ONLY; mode++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gloss_database_open (path, mode, &error));
      g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
    }

  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_accepted (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *path = make_library (test->sql);
  g_autoptr (GlossDatabase) database = gloss_test_open (path);

  gloss_test_assert_sound (database);
}

/* A wrong one would not be seen elsewhere: opening would only be slow. */
static void
test_fingerprint (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *fingerprint = gloss_schema_dup_fingerprint (database->connection, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (fingerprint, ==, GLOSS_SCHEMA_FINGERPRINT);
}

static void
add_tests (const char *group, const Case *cases, gsize n_cases, GTestDataFunc func)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *name = g_strdup_printf ("/schema/%s/%s", group, cases[i].name);

      g_test_add_data_func (name, &cases[i], func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/schema/fingerprint", test_fingerprint);
  add_tests ("refused", refused, G_N_ELEMENTS (refused), test_refused);
  add_tests ("accepted", accepted, G_N_ELEMENTS (accepted), test_accepted);

  return g_test_run ();
}
