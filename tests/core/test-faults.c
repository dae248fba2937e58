/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The disk fails at the n-th write, for every n until all goes well: each time a change is either reported as
 * not done and not there, or reported as done and there, and the library is sound.
 */

#include "config.h"

#include <glib/gstdio.h>

#include "core/base/gloss-error.h"
#include "core/store/gloss-connection.h"
#include "core/store/gloss-database-extent.h"
#include "support/gloss-fault-vfs.h"
#include "support/gloss-test-library.h"

#define TEXT "The missiles have a range of about 190 miles. Almost 10,000 forces were sent."
#define EDITED "The missiles have a range of about 290 miles. Almost 10,000 forces were not sent."
#define N_ANNOTATIONS 20

/* Far more writes than one change takes: reached only if a fault never ends. */
#define MOST_WRITES 2000

typedef struct
{
  GlossFault fault;
  int code; /* what it is reported as */
} FaultCase;

static const FaultCase full = { GLOSS_FAULT_FULL, GLOSS_ERROR_FULL };
static const FaultCase once = { GLOSS_FAULT_WRITE_ONCE, GLOSS_ERROR_FAILED };
static const FaultCase death = { GLOSS_FAULT_DEATH, GLOSS_ERROR_FAILED };

/* A copy of one that was made once: hundreds are needed. */
static char *
make_library (char **article)
{
  static char *bytes, *uuid;
  static gsize length;
  char *path = gloss_test_dup_library_path ();
  g_autoptr (GError) error = NULL;

  if (bytes == NULL)
    {
      GlossDatabase *database = gloss_test_open (path);

      uuid = gloss_test_add_article (database, "file:///article.txt", TEXT);
      gloss_database_close (database);
      g_file_get_contents (path, &bytes, &length, &error);
      g_assert_no_error (error);
    }
  else
    {
      g_file_set_contents (path, bytes, (gssize) length, &error);
      g_assert_no_error (error);
    }

  *article = g_strdup (uuid);
  return path;
}

/* An annotation with so much text that it takes many pages, each a place to fail at. */
static GlossChange *
make_change (GlossCapture *capture)
{
  g_autoptr (GlossChange) small = gloss_test_annotate (capture, 29, 44);
  g_autofree char *long_text = g_strnfill (20000, 'x');
  g_autoptr (GlossRecord) annotation =
    gloss_record_with_string (gloss_change_get_after (small, 0), "explanation", long_text);
  GlossChange *change = gloss_change_new ("Add annotation", gloss_change_get_article (small));

  gloss_change_add (change, NULL, annotation);
  gloss_change_add (change, NULL, gloss_change_get_after (small, 1));
  gloss_change_clear_draft (change, "annotation", "a", "note");
  return change;
}

static guint
count_drafts (GlossDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = gloss_database_load_drafts (database, &error);

  g_assert_no_error (error);
  return drafts->len;
}

/* All of the change is there, or nothing of it. */
static void
assert_state (GlossDatabase *database, GlossChange *change, gboolean is_applied)
{
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *after = gloss_change_get_after (change, i);
      g_autoptr (GlossRecord) record =
        gloss_test_load_record (database, gloss_record_get_table (after), gloss_record_get_uuid (after));

      g_assert_cmpint (record != NULL, ==, is_applied);
    }
  g_assert_cmpuint (count_drafts (database), ==, is_applied ? 0 : 1);
  gloss_test_assert_sound (database);
}

static void
test_apply (gconstpointer data)
{
  const FaultCase *fault = data;
  gboolean has_happened = TRUE;
  guint n;

  for (n = 1; has_happened && n < MOST_WRITES; n++)
    {
      g_autofree char *article = NULL;
      g_autofree char *path = make_library (&article);
      GlossDatabase *database = gloss_test_open (path);
      g_autoptr (GlossCapture) capture = gloss_database_load_capture (database, article, NULL);
      g_autoptr (GlossChange) change = make_change (capture);
      g_autoptr (GError) error = NULL;
      gboolean is_applied;

      g_assert_true (gloss_database_save_draft (database, "annotation", "a", "note", NULL, "typed", NULL));
      gloss_fault_vfs_arm (fault->fault, n);
      is_applied = gloss_database_apply (database, change, GLOSS_TEST_WHO, &error);
      if (!is_applied)
        g_assert_error (error, GLOSS_ERROR, fault->code);

      /* A dead process closes nothing in order: its end reaches the disk no more. */
      if (fault->fault == GLOSS_FAULT_DEATH)
        gloss_database_close (g_steal_pointer (&database));
      has_happened = gloss_fault_vfs_disarm ();
      if (database != NULL)
        {
          assert_state (database, change, is_applied);
          gloss_database_close (database);
        }

      database = gloss_test_open (path);
      if (fault->fault == GLOSS_FAULT_DEATH && !is_applied)
        is_applied = count_drafts (database) == 0;
      assert_state (database, change, is_applied);
      /* What could not be saved can be saved now. */
      if (!is_applied)
        {
          g_assert_true (gloss_database_apply (database, change, GLOSS_TEST_WHO, NULL));
          assert_state (database, change, TRUE);
        }
      gloss_database_close (database);
      g_unlink (path);
    }

  g_test_message ("%u places to fail at", n - 2);
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n, <, MOST_WRITES);
}

/* Making a library fails, or the process dies at it: what is left opens, and is whole. */
static void
test_make (gconstpointer data)
{
  const FaultCase *fault = data;
  gboolean has_happened = TRUE;
  guint n;

  for (n = 1; has_happened && n < MOST_WRITES; n++)
    {
      g_autofree char *path = gloss_test_dup_library_path ();
      g_autoptr (GError) error = NULL;
      GlossDatabase *database;

      gloss_fault_vfs_arm (fault->fault, n);
      database = gloss_database_open (path, GLOSS_DATABASE_WRITE, &error);
      if (database == NULL)
        g_assert_error (error, GLOSS_ERROR, fault->code);
      else
        gloss_database_close (database);
      has_happened = gloss_fault_vfs_disarm ();

      database = gloss_test_open (path);
      gloss_test_assert_sound (database);
      gloss_database_close (database);
      g_unlink (path);
    }

  g_test_message ("%u places to fail at", n - 2);
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n, <, MOST_WRITES);
}

/* The article was captured again, and all of its annotations have a row there, or neither. */
static void
assert_whole (GlossDatabase *database, const char *article, gboolean *is_captured)
{
  g_autoptr (GPtrArray) captures = gloss_database_list_captures (database, article, NULL);
  g_autoptr (GPtrArray) anchors = gloss_database_load_records (database, "anchor", NULL, NULL, NULL, NULL);

  g_assert_cmpuint (anchors->len, ==, captures->len * N_ANNOTATIONS);
  *is_captured = captures->len > 1;
  gloss_test_assert_sound (database);
}

static void
annotate (GlossDatabase *database, GlossCapture *capture)
{
  g_autoptr (GlossChange) all = gloss_change_new ("Annotate", gloss_capture_get_fields (capture)->article);

  for (guint i = 0; i < N_ANNOTATIONS; i++)
    {
      g_autoptr (GlossChange) one = gloss_test_annotate (capture, i, i + 20);

      for (guint k = 0; k < gloss_change_get_n_edits (one); k++)
        gloss_change_add (all, NULL, gloss_change_get_after (one, k));
    }
  g_assert_true (gloss_database_apply (database, all, GLOSS_TEST_WHO, NULL));
}

static void
test_capture (gconstpointer data)
{
  const FaultCase *fault = data;
  gboolean has_happened = TRUE;
  guint n;

  for (n = 1; has_happened && n < MOST_WRITES; n++)
    {
      g_autofree char *article = NULL;
      g_autofree char *path = make_library (&article);
      GlossDatabase *database = gloss_test_open (path);
      g_autoptr (GlossCapture) shown = gloss_database_load_capture (database, article, NULL);
      g_autoptr (GlossCapture) capture = gloss_test_make_capture ("file:///article.txt", EDITED);
      g_autoptr (GError) error = NULL;
      gboolean is_added, is_captured;

      annotate (database, shown);
      gloss_fault_vfs_arm (fault->fault, n);
      is_added = gloss_database_add_capture (database, capture, GLOSS_TEST_WHO, NULL, NULL, NULL, &error);
      if (!is_added)
        g_assert_error (error, GLOSS_ERROR, fault->code);
      if (fault->fault == GLOSS_FAULT_DEATH)
        gloss_database_close (g_steal_pointer (&database));
      has_happened = gloss_fault_vfs_disarm ();
      g_clear_pointer (&database, gloss_database_close);

      database = gloss_test_open (path);
      assert_whole (database, article, &is_captured);
      g_assert_true (is_captured || !is_added);
      g_assert_true (!is_captured || is_added || fault->fault == GLOSS_FAULT_DEATH);
      gloss_database_close (database);
      g_unlink (path);
    }

  g_test_message ("%u places to fail at", n - 2);
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n, <, MOST_WRITES);
}

/* Less of the page was taken, or what was there is there: never both, never neither. */
static void
assert_one (GlossDatabase *database, const char *article, gboolean *is_taken)
{
  g_autoptr (GPtrArray) captures = gloss_database_list_captures (database, article, NULL);
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (database, article, NULL);

  g_assert_cmpuint (captures->len, ==, 1);
  *is_taken = gloss_capture_get_fields (capture)->extent == GLOSS_EXTENT_WHOLE_PART;
  g_assert_cmpstr (gloss_text_get_utf8 (gloss_capture_get_fields (capture)->text), ==,
                   *is_taken ? EDITED : TEXT);
  gloss_test_assert_sound (database);
}

static void
test_extent (gconstpointer data)
{
  const FaultCase *fault = data;
  gboolean has_happened = TRUE;
  guint n;

  for (n = 1; has_happened && n < MOST_WRITES; n++)
    {
      g_autofree char *article = NULL;
      g_autofree char *path = make_library (&article);
      GlossDatabase *database = gloss_test_open (path);
      g_autoptr (GlossCapture) stored = gloss_database_load_capture (database, article, NULL);
      g_autoptr (GlossText) text = gloss_text_new (EDITED, -1, NULL);
      g_autoptr (GlossCapture) taken = NULL;
      g_autoptr (GError) error = NULL;
      GlossCaptureFields fields = *gloss_capture_get_fields (stored);
      gboolean is_done, is_taken;

      fields.text = text;
      fields.html = "<!DOCTYPE html><main id=\"gloss-text\">" EDITED "</main>";
      fields.extent = GLOSS_EXTENT_WHOLE_PART;
      taken = gloss_capture_new (&fields);
      gloss_fault_vfs_arm (fault->fault, n);
      is_done = gloss_database_change_extent (database, taken, GLOSS_TEST_WHO, NULL, &error);
      if (!is_done)
        g_assert_error (error, GLOSS_ERROR, fault->code);
      if (fault->fault == GLOSS_FAULT_DEATH)
        gloss_database_close (g_steal_pointer (&database));
      has_happened = gloss_fault_vfs_disarm ();
      g_clear_pointer (&database, gloss_database_close);

      database = gloss_test_open (path);
      assert_one (database, article, &is_taken);
      g_assert_true (is_taken || !is_done);
      g_assert_true (!is_taken || is_done || fault->fault == GLOSS_FAULT_DEATH);
      gloss_database_close (database);
      g_unlink (path);
    }

  g_test_message ("%u places to fail at", n - 2);
  g_assert_cmpuint (n, >, 5);
  g_assert_cmpuint (n, <, MOST_WRITES);
}

/* What a copy of the library is called is either whole or empty, and never the only place of anything. */
static void
assert_copies (const char *path, gboolean may_be_cut)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *prefix = g_strconcat (strrchr (path, '/') + 1, ".v1", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autoptr (GlossConnection) copy = NULL;
      gint64 n = 0;

      if (!g_str_has_prefix (name, prefix))
        continue;
      if (!may_be_cut)
        {
          copy = gloss_connection_open (file, GLOSS_CONNECTION_READ, NULL);
          g_assert_true (gloss_connection_query_int (copy, "SELECT count (*) FROM history", &n, NULL));
          g_assert_cmpint (n, ==, 16);
          g_clear_pointer (&copy, gloss_connection_close);
        }
      g_unlink (file);
    }
}

/* Bringing a library up to date fails, or the process dies at it: the library is the one or the other, and
 * nothing in it is lost. */
static void
test_migrate (gconstpointer data)
{
  const FaultCase *fault = data;
  g_autofree char *released = g_test_build_filename (G_TEST_DIST, "..", "data", "databases", "v1.db", NULL);
  g_autofree char *bytes = NULL;
  gboolean has_happened = TRUE;
  gsize length;
  guint n;

  g_assert_true (g_file_get_contents (released, &bytes, &length, NULL));
  for (n = 1; has_happened && n < MOST_WRITES; n++)
    {
      g_autofree char *path = gloss_test_dup_library_path ();
      g_autofree char *head = NULL;
      g_autoptr (GError) error = NULL;
      GlossDatabase *database;

      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      gloss_fault_vfs_arm (fault->fault, n);
      database = gloss_database_open (path, GLOSS_DATABASE_WRITE, &error);
      if (database == NULL)
        g_assert_error (error, GLOSS_ERROR, fault->code);
      else
        gloss_database_close (database);
      has_happened = gloss_fault_vfs_disarm ();

      assert_copies (path, fault->fault == GLOSS_FAULT_DEATH);
      database = gloss_test_open (path);
      gloss_test_assert_sound (database);
      head = gloss_database_dup_history_head (database, NULL);
      g_assert_cmpstr (head, ==, "6792bf13492b863390fe6bd369e8a06e580ae909a6014de3cc49f04894418289");
      gloss_database_close (database);
      assert_copies (path, FALSE);
      g_unlink (path);
    }

  g_test_message ("%u places to fail at", n - 2);
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n, <, MOST_WRITES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gloss_fault_vfs_install ();

  g_test_add_data_func ("/faults/apply/full", &full, test_apply);
  g_test_add_data_func ("/faults/apply/once", &once, test_apply);
  g_test_add_data_func ("/faults/apply/death", &death, test_apply);
  g_test_add_data_func ("/faults/capture/full", &full, test_capture);
  g_test_add_data_func ("/faults/capture/once", &once, test_capture);
  g_test_add_data_func ("/faults/capture/death", &death, test_capture);
  g_test_add_data_func ("/faults/extent/full", &full, test_extent);
  g_test_add_data_func ("/faults/extent/once", &once, test_extent);
  g_test_add_data_func ("/faults/extent/death", &death, test_extent);
  g_test_add_data_func ("/faults/migrate/full", &full, test_migrate);
  g_test_add_data_func ("/faults/migrate/once", &once, test_migrate);
  g_test_add_data_func ("/faults/migrate/death", &death, test_migrate);
  g_test_add_data_func ("/faults/make/full", &full, test_make);
  g_test_add_data_func ("/faults/make/once", &once, test_make);
  g_test_add_data_func ("/faults/make/death", &death, test_make);

  return g_test_run ();
}
