/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each thing that may be wrong with a library is found, and said in one sentence. */

#include "config.h"

#include <sqlite3.h>

#include "core/annotation/gloss-commands.h"
#include "support/gloss-test-library.h"

#define TEXT "The missiles have a range of about 190 miles. Almost 10,000 forces were sent."

#define EDITED "The missiles have a range of about 290 miles. Almost 10,000 forces were sent."

typedef struct
{
  const char *name;
  const char *sql;   /* what someone does with another program */
  const char *words; /* what the sentence says */
} Damage;

static const Damage damages[] = {
  { "row-changed", "UPDATE annotation SET status = 'checked'", "is not what its history says" },
  { "row-removed", "DELETE FROM anchor", "was removed outside Glossator" },
  { "row-added",
    "INSERT INTO tag (uuid, created, modified, name) VALUES ('t', '2026-01-01T00:00:00Z', "
    "'2026-01-01T00:00:00Z', 'x')",
    "has no history" },
  { "reference", "UPDATE annotation SET article = 'none'", "refers to one of" },
  { "text", "DELETE FROM content WHERE sha256 IN (SELECT text_sha256 FROM capture)", "is gone" },
  { "text-in-row", "DROP TRIGGER capture_is_immutable; UPDATE capture SET text = 'Other'",
    "its hash differs" },
  { "html", "DROP TRIGGER capture_is_immutable; UPDATE capture SET html_sha256 = text_sha256",
    "is not what its history says" },
  { "html-removed", "DELETE FROM content WHERE sha256 IN (SELECT html_sha256 FROM capture)",
    "refers to one of" },
  { "bytes", "DROP TRIGGER content_is_immutable; UPDATE content SET bytes = x'00'", "its hash differs" },
  { "bytes-size", "DROP TRIGGER content_is_immutable; UPDATE content SET size = size + 1",
    "its hash differs" },
  { "anchor-place", "UPDATE anchor SET start_point = start_point + 1", "does not stand on its words" },
  { "anchor-past-end", "UPDATE anchor SET end_point = 1000000", "does not stand on its words" },
  { "anchor-before-start", "UPDATE anchor SET start_point = -5", "does not stand on its words" },
  { "anchor-found", "UPDATE anchor SET found = 'about 390 miles' WHERE state = 'changed'",
    "does not stand on its words" },
  { "anchor-not-found", "UPDATE anchor SET found = NULL WHERE state = 'changed'",
    "does not stand on its words" },
  { "anchor-said-to-be-exact", "UPDATE anchor SET state = 'exact' WHERE state = 'changed'",
    "does not stand on its words" },
  { "anchor-said-to-be-lost", "UPDATE anchor SET state = 'lost' WHERE state = 'changed'",
    "is lost in capture" },
  { "anchor-without-place", "UPDATE anchor SET start_point = NULL, end_point = NULL WHERE state = 'changed'",
    "has none but is not lost" },
  { "trigger-removed", "DROP TRIGGER quote_is_kept", "“quote_is_kept” was removed" },
  { "trigger-replaced",
    "DROP TRIGGER content_is_immutable; CREATE TRIGGER content_is_immutable BEFORE UPDATE ON content "
    "BEGIN SELECT 1; END",
    "“content_is_immutable” was removed or changed" },
  { "trigger-added", "CREATE TRIGGER other AFTER INSERT ON note BEGIN DELETE FROM source; END",
    "“other” was added outside Glossator" },
  { "index-removed", "DROP INDEX history_record", "“history_record” was removed" },
  { "history-gap", "DROP TRIGGER history_is_append_only; DELETE FROM history WHERE seq = 2", "has a gap" },
  { "history-first", "DROP TRIGGER history_is_append_only; DELETE FROM history WHERE seq = 1", "has a gap" },
  { "history-who", "DROP TRIGGER history_is_immutable; UPDATE history SET who = 'Nobody' WHERE seq = 2",
    "its hash is not that of its content" },
  { "history-after",
    "DROP TRIGGER history_is_immutable; UPDATE history SET after = replace (after, 'claim', 'quote') WHERE "
    "seq = 3",
    "its hash is not that of its content" },
  { "history-previous", "DROP TRIGGER history_is_immutable; UPDATE history SET previous = 'x' WHERE seq = 2",
    "does not follow from the row before it" },
};

/* An article with one annotation, rows 1 to 4 of the history, in which that changed. */
static GlossDatabase *
make_library (const char *path)
{
  GlossDatabase *database = gloss_test_open (path);
  g_autofree char *article = gloss_test_add_article (database, "file:///article.txt", TEXT);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (database, article, &error);
  g_autoptr (GlossCapture) further = NULL;
  g_autoptr (GlossChange) change = NULL;

  g_assert_no_error (error);
  change = gloss_test_annotate (capture, 29, 44);
  g_assert_true (gloss_database_apply (database, change, GLOSS_TEST_WHO, &error));
  g_assert_no_error (error);

  further = gloss_test_make_capture ("file:///article.txt", EDITED);
  gloss_database_add_capture (database, further, GLOSS_TEST_WHO, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return database;
}

static gboolean
contains (GPtrArray *sentences, const char *words)
{
  for (guint i = 0; i < sentences->len; i++)
    if (strstr (g_ptr_array_index (sentences, i), words) != NULL)
      return TRUE;

  return FALSE;
}

static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = make_library (path);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  gloss_test_assert_sound (database);
  gloss_test_exec (path, damage->sql);

  problems = gloss_database_check (database, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (problems, i));
  g_assert_true (contains (problems, damage->words));
}

/* A purge puts a hash in place of a value: the chain holds, and what still stands is compared by its hash. */
static void
test_purged (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = make_library (path);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *sql = NULL;
  sqlite3 *handle;
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "SELECT after FROM history WHERE seq = 3", -1, &statement,
                                       NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  hash =
    g_compute_checksum_for_string (G_CHECKSUM_SHA256, (const char *) sqlite3_column_text (statement, 0), -1);
  sqlite3_finalize (statement);
  sqlite3_close (handle);

  sql = g_strdup_printf ("UPDATE history SET after = '%s' WHERE seq = 3", hash);
  gloss_test_exec (path, sql);
  gloss_test_assert_sound (database);

  rows = gloss_database_load_records (database, "annotation", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  gloss_test_exec (path, "UPDATE annotation SET status = 'checked'");
  g_ptr_array_unref (g_steal_pointer (&rows));
  rows = gloss_database_check (database, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (contains (rows, "is not what its history says"));
}

static void
test_cancelled (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = make_library (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (gloss_database_check (database, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gloss_test_assert_sound (database);
}

/* A page in the middle of the file is overwritten. */
static void
test_damaged_page (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;
  GlossDatabase *database = make_library (path);

  gloss_database_close (database);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  /* Not the first ones, where opening reads the schema: some table's or index's own. */
  memset (contents + length / 4096 * 3 / 4 * 4096, 0xa5, 4096);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));

  database = gloss_database_open (path, GLOSS_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  problems = gloss_database_check (database, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, >, 0);
  g_assert_true (contains (problems, "damaged"));
  gloss_database_close (database);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strdup_printf ("/check/damage/%s", damages[i].name);

      g_test_add_data_func (name, &damages[i], test_damage);
    }
  g_test_add_func ("/check/purged", test_purged);
  g_test_add_func ("/check/cancelled", test_cancelled);
  g_test_add_func ("/check/damaged-page", test_damaged_page);

  return g_test_run ();
}
