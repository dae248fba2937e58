/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * capture-bench [ANNOTATIONS [KILOBYTES]]
 *
 * What it costs to capture an article again that has many annotations (10,000 on 1,000 KB), and to undo it,
 * against SQLite inserting the same rows (capture, anchors and history) in one transaction, with the same log
 * and the same syncing. Twice: a tenth of the paragraphs was edited, and all of them were. The resolver's
 * part is measured by itself. Each figure is the median of three runs, each on libraries of its own.
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/anchor/gloss-anchor-resolver.h"
#include "core/annotation/gloss-commands.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-prose.h"

#define URI "https://example.org/article"
#define SEED 20261122
#define N_RUNS 3
#define N_CHANGES 100 /* in which the annotations are made */

typedef enum
{
  RAW,
  RESOLVE,
  CAPTURE,
  SETTLE,
  UNDO,
  N_FIGURES
} Figure;

static const char *const names[N_FIGURES] = { "raw SQLite", "resolver alone", "add_capture",
                                              "settle, nothing lacks", "undo" };

typedef struct
{
  guint n_annotations;
  char *prose;
  char *edited;
  char *folder;
} Bench;

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1e3;
}

static void
check (sqlite3 *handle, int code)
{
  if (code != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (handle));
}

/* Edits every nth paragraph. */
static char *
edit_paragraphs (GRand *random, const char *prose, guint nth)
{
  g_auto (GStrv) paragraphs = g_strsplit (prose, "\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    if (i % nth == 0)
      {
        char *edited = gloss_test_prose_edit (random, paragraphs[i]);

        g_free (paragraphs[i]);
        paragraphs[i] = edited;
      }

  return g_strjoinv ("\n", paragraphs);
}

static void
apply (GlossDatabase *database, GlossChange *change)
{
  if (!gloss_database_apply (database, change, GLOSS_TEST_WHO, NULL))
    g_error ("a change failed");
}

/* A library with the annotations, and what the resolver is asked. */
static GlossDatabase *
make_library (Bench *bench, const char *path, GPtrArray *anchors)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  GlossDatabase *database = gloss_test_open (path);
  g_autofree char *article = gloss_test_add_article (database, URI, bench->prose);
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (database, article, NULL);
  const GlossCaptureFields *fields = gloss_capture_get_fields (capture);
  gsize n_points = gloss_text_get_n_points (fields->text);

  for (guint i = 0; i < N_CHANGES; i++)
    {
      g_autoptr (GlossChange) change = gloss_change_new ("Annotate", article);

      for (guint j = 0; j < bench->n_annotations / N_CHANGES; j++)
        {
          gsize start = (gsize) g_rand_int_range (random, 0, (gint32) n_points - 200);
          g_autoptr (GlossAnchor) anchor =
            gloss_anchor_new_for_range (fields->text, start,
                                        start + (gsize) g_rand_int_range (random, 20, 201));
          g_autoptr (GlossChange) one =
            gloss_command_create_annotation (article, fields->uuid, anchor, "claim", GLOSS_TEST_WHO);

          for (guint k = 0; k < gloss_change_get_n_edits (one); k++)
            gloss_change_add (change, NULL, gloss_change_get_after (one, k));
          g_ptr_array_add (anchors, g_steal_pointer (&anchor));
        }
      apply (database, change);
    }

  return database;
}

static double
measure_resolver (Bench *bench, GPtrArray *anchors)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GlossText) old = gloss_text_new (bench->prose, -1, NULL);
  g_autoptr (GlossText) new = gloss_text_new (bench->edited, -1, NULL);
  g_autoptr (GArray) resolutions =
    gloss_anchor_resolve (old, new, (GlossAnchor *const *) anchors->pdata, anchors->len, NULL);

  return since (start);
}

/* Into a copy of the library as it was before, the rows that came with the capture. */
static double
measure_raw (const char *before, const char *after)
{
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS model", after);
  sqlite3 *handle;
  gint64 start;
  double time;

  check (NULL, sqlite3_open (before, &handle));
  check (handle, sqlite3_exec (handle,
                               "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                               "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY",
                               NULL, NULL, NULL));
  check (handle, sqlite3_exec (handle, attach, NULL, NULL, NULL));
  check (
    handle,
    sqlite3_exec (
      handle,
      "CREATE TEMP TABLE new_capture AS SELECT * FROM model.capture WHERE rowid > (SELECT max (rowid) FROM "
      "main.capture);"
      "CREATE TEMP TABLE new_content AS SELECT * FROM model.content EXCEPT SELECT * FROM main.content;"
      "CREATE TEMP TABLE new_anchor AS SELECT * FROM model.anchor WHERE rowid > (SELECT max (rowid) FROM "
      "main.anchor);"
      "CREATE TEMP TABLE new_history AS SELECT * FROM model.history WHERE seq > (SELECT max (seq) FROM "
      "main.history)",
      NULL, NULL, NULL));

  start = g_get_monotonic_time ();
  check (handle, sqlite3_exec (handle,
                               "BEGIN IMMEDIATE; INSERT INTO content SELECT * FROM new_content;"
                               "INSERT INTO capture SELECT * FROM new_capture;"
                               "INSERT INTO anchor SELECT * FROM new_anchor;"
                               "INSERT INTO history SELECT * FROM new_history; COMMIT",
                               NULL, NULL, NULL));
  time = since (start);
  sqlite3_close (handle);
  return time;
}

static void
copy_library (const char *from, const char *to)
{
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", to);

  gloss_test_exec (from, sql);
}

static void
run (Bench *bench, guint number, double times[N_FIGURES])
{
  g_autofree char *path = g_strdup_printf ("%s/library-%u.db", bench->folder, number);
  g_autofree char *before = g_strdup_printf ("%s/before-%u.db", bench->folder, number);
  g_autoptr (GPtrArray) anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_anchor_unref);
  GlossDatabase *database = make_library (bench, path, anchors);
  g_autoptr (GlossCapture) capture = gloss_test_make_capture (URI, bench->edited);
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossChange) undo = NULL;
  g_autofree char *article = NULL;
  gint64 start;

  copy_library (path, before);
  times[RESOLVE] = measure_resolver (bench, anchors);

  start = g_get_monotonic_time ();
  if (!gloss_database_add_capture (database, capture, GLOSS_TEST_WHO, &article, NULL, &change, NULL))
    g_error ("the capture failed");
  times[CAPTURE] = since (start);

  start = g_get_monotonic_time ();
  if (!gloss_database_settle_anchors (database, article, GLOSS_TEST_WHO, NULL, NULL))
    g_error ("settling failed");
  times[SETTLE] = since (start);
  times[RAW] = measure_raw (before, path);

  undo = gloss_change_invert (change);
  start = g_get_monotonic_time ();
  apply (database, undo);
  times[UNDO] = since (start);

  gloss_database_close (database);
  g_unlink (path);
  g_unlink (before);
}

static int
compare_doubles (const void *a, const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static void
measure (Bench *bench, const char *what)
{
  double times[N_FIGURES][N_RUNS];
  double raw = 1;

  for (guint i = 0; i < N_RUNS; i++)
    {
      double one[N_FIGURES];

      run (bench, i, one);
      for (guint k = 0; k < N_FIGURES; k++)
        times[k][i] = one[k];
    }

  printf ("%u annotations on %zu bytes, %s\n", bench->n_annotations, strlen (bench->prose), what);
  for (guint k = 0; k < N_FIGURES; k++)
    {
      qsort (times[k], N_RUNS, sizeof (double), compare_doubles);
      raw = k == RAW ? MAX (times[k][N_RUNS / 2], 0.001) : raw;
      printf ("  %-22s %9.1f ms %7.2f x\n", names[k], times[k][N_RUNS / 2], times[k][N_RUNS / 2] / raw);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  gsize n_bytes = (argc > 2 ? strtoul (argv[2], NULL, 10) : 1000) * 1000;
  Bench bench = { .n_annotations = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 10000,
                  .prose = gloss_test_prose_new (random, n_bytes),
                  .folder = g_dir_make_tmp ("capture-bench-XXXXXX", NULL) };

  for (guint i = 0; i < 2; i++)
    {
      bench.edited = edit_paragraphs (random, bench.prose, i == 0 ? 10 : 1);
      measure (&bench, i == 0 ? "a tenth of the paragraphs edited" : "all paragraphs edited");
      g_free (bench.edited);
    }

  g_rmdir (bench.folder);
  g_free (bench.folder);
  g_free (bench.prose);
  return 0;
}
