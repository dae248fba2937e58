/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * save-bench [ROUNDS]
 *
 * What it costs to save one annotation durably, against SQLite inserting the same four rows (annotation,
 * anchor and two rows of history) in one transaction, with the same log and the same syncing. Each round does
 * one of each, in a library of its own each, in an order that changes, so that whatever else the disk does
 * hits all alike. Prints medians and their ratios.
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/store/gloss-store.h"
#include "support/gloss-test-library.h"

#define TEXT "The missiles have a range of about 190 miles. Almost 10,000 forces were sent."
#define DEFAULT_ROUNDS 500

static const char *const raw_statements[] = {
  "INSERT INTO annotation (uuid, created, modified, article, category, status, author) "
  "SELECT ?1, created, modified, article, category, status, author FROM model.annotation",
  "INSERT INTO anchor (uuid, created, modified, annotation, capture, quote, prefix, suffix, start_point, "
  "end_point, "
  "order_key, state, flags) SELECT ?2, created, modified, ?1, capture, quote, prefix, suffix, start_point, "
  "end_point, order_key, state, flags FROM model.anchor",
  "INSERT INTO history (library, seq, at, who, record_table, record, before, after, previous, hash) "
  "SELECT library, ?3, at, who, record_table, ?1, before, after, previous, hash FROM model.history WHERE seq "
  "= 1",
  "INSERT INTO history (library, seq, at, who, record_table, record, before, after, previous, hash) "
  "SELECT library, ?3 + 1, at, who, record_table, ?2, before, after, previous, hash FROM model.history WHERE "
  "seq = 2",
};

typedef struct
{
  sqlite3 *handle;
  sqlite3_stmt *begin;
  sqlite3_stmt *commit;
  sqlite3_stmt *inserts[G_N_ELEMENTS (raw_statements)];
  gint64 seq;
} Raw;

typedef struct
{
  GlossDatabase *database;
  GlossCapture *capture;
} Library;

static void
check (sqlite3 *handle, int code)
{
  if (code != SQLITE_OK && code != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (handle));
}

static void
library_open (Library *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *article = NULL;

  self->database = gloss_test_open (path);
  article = gloss_test_add_article (self->database, "file:///article.txt", TEXT);
  self->capture = gloss_database_load_capture (self->database, article, &error);
  g_assert_no_error (error);
}

/* The rows that a save wrote, read once from a library, are what raw SQLite inserts: same schema, same text.
 */
static void
raw_open (Raw *self, const char *path)
{
  Library library;
  g_autoptr (GlossChange) change = NULL;

  library_open (&library, path);
  change = gloss_test_annotate (library.capture, 29, 44);
  g_assert_true (gloss_database_apply (library.database, change, GLOSS_TEST_WHO, NULL));
  gloss_capture_unref (library.capture);
  gloss_database_close (library.database);

  check (NULL, sqlite3_open (path, &self->handle));
  check (self->handle,
         sqlite3_exec (self->handle,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                       "ATTACH ':memory:' AS model;"
                       "CREATE TABLE model.annotation AS SELECT * FROM main.annotation;"
                       "CREATE TABLE model.anchor AS SELECT * FROM main.anchor;"
                       "CREATE TABLE model.history AS SELECT * FROM main.history WHERE seq > 2;"
                       "UPDATE model.history SET seq = seq - 2;",
                       NULL, NULL, NULL));
  check (self->handle, sqlite3_prepare_v2 (self->handle, "BEGIN IMMEDIATE", -1, &self->begin, NULL));
  check (self->handle, sqlite3_prepare_v2 (self->handle, "COMMIT", -1, &self->commit, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (raw_statements); i++)
    check (self->handle, sqlite3_prepare_v2 (self->handle, raw_statements[i], -1, &self->inserts[i], NULL));
  self->seq = 5;
}

static void
raw_run (Raw *self, sqlite3_stmt *statement)
{
  check (self->handle, sqlite3_step (statement));
  sqlite3_reset (statement);
}

static double
raw_save (Raw *self)
{
  g_autofree char *annotation = g_uuid_string_random ();
  g_autofree char *anchor = g_uuid_string_random ();
  gint64 start = g_get_monotonic_time ();

  raw_run (self, self->begin);
  for (guint i = 0; i < G_N_ELEMENTS (raw_statements); i++)
    {
      sqlite3_stmt *statement = self->inserts[i];

      sqlite3_bind_text (statement, 1, annotation, -1, SQLITE_STATIC);
      if (sqlite3_bind_parameter_count (statement) > 1)
        sqlite3_bind_text (statement, 2, anchor, -1, SQLITE_STATIC);
      if (sqlite3_bind_parameter_count (statement) > 2)
        sqlite3_bind_int64 (statement, 3, self->seq);
      raw_run (self, statement);
    }
  raw_run (self, self->commit);
  self->seq += 2;

  return (double) (g_get_monotonic_time () - start);
}

static double
database_save (Library *library)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (library->capture, 29, 44);
  gint64 start = g_get_monotonic_time ();

  if (!gloss_database_apply (library->database, change, GLOSS_TEST_WHO, NULL))
    g_error ("a save failed");

  return (double) (g_get_monotonic_time () - start);
}

static void
answer_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for_answer (GAsyncResult **answer)
{
  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *answer;
}

static double
store_save (GlossStore *store, Library *library)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (library->capture, 29, 44);
  g_autoptr (GAsyncResult) answer = NULL;
  gint64 start = g_get_monotonic_time ();

  gloss_store_submit_async (store, change, answer_cb, &answer);
  if (!gloss_store_submit_finish (store, wait_for_answer (&answer), NULL))
    g_error ("a save failed");

  return (double) (g_get_monotonic_time () - start);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static double
median (GArray *values)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, values->len / 2);
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "raw SQLite", "GlossDatabase", "GlossStore" };
  guint rounds = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : DEFAULT_ROUNDS;
  g_autofree char *folder = g_dir_make_tmp ("save-bench-XXXXXX", NULL);
  char *paths[G_N_ELEMENTS (names)];
  GArray *times[G_N_ELEMENTS (names)];
  g_autoptr (GlossStore) store = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  Library library, behind_store;
  Raw raw;
  double base;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("library-%u.db", i);

      paths[i] = g_build_filename (folder, name, NULL);
      times[i] = g_array_new (FALSE, FALSE, sizeof (double));
    }
  raw_open (&raw, paths[0]);
  library_open (&library, paths[1]);
  library_open (&behind_store, paths[2]);
  gloss_database_close (behind_store.database);
  store = gloss_store_new (paths[2], GLOSS_TEST_WHO);
  gloss_store_open_async (store, NULL, answer_cb, &answer);
  g_assert_true (gloss_store_open_finish (store, wait_for_answer (&answer), NULL));

  for (guint i = 0; i < rounds; i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      {
        guint which = (i + j) % G_N_ELEMENTS (names);
        double time = which == 0   ? raw_save (&raw)
                      : which == 1 ? database_save (&library)
                                   : store_save (store, &behind_store);

        g_array_append_val (times[which], time);
      }

  base = MAX (median (times[0]), 1);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    printf ("%-14s %8.0f us  %.2f x\n", names[i], median (times[i]), median (times[i]) / base);

  gloss_store_close (store);
  gloss_database_close (library.database);
  gloss_capture_unref (library.capture);
  gloss_capture_unref (behind_store.capture);
  for (guint i = 0; i < G_N_ELEMENTS (raw_statements); i++)
    sqlite3_finalize (raw.inserts[i]);
  sqlite3_finalize (raw.begin);
  sqlite3_finalize (raw.commit);
  sqlite3_close (raw.handle);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_unlink (paths[i]);
      g_free (paths[i]);
      g_array_unref (times[i]);
    }
  g_rmdir (folder);

  return 0;
}
