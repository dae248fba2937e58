/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A process that annotates is killed at random moments: whatever it had reported as saved is there
 * afterwards, and the library is sound. The process is this program again, which prints a line for each thing
 * once the store says that it is saved. The moments are random by nature: after a random number of lines, a
 * random part of a millisecond or more.
 */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/annotation/gloss-commands.h"
#include "core/store/gloss-store.h"
#include "support/gloss-test-library.h"

#define TEXT "The missiles have a range of about 190 miles. Almost 10,000 forces were sent."
/* A sanitizer slows the start of each process, and looks at the same code in each round: the number of
 * moments is for the build without. */
#ifdef __SANITIZE_ADDRESS__
#define ROUNDS 60
#else
#define ROUNDS 200
#endif
#define MOST_LINES 12
#define LONGEST_DELAY 4000 /* microseconds */
#define CAPTURE_ROUNDS 40
#define N_ANNOTATIONS 30

static const char *program;

/* --- The process that is killed --- */

typedef struct
{
  GlossStore *store;
  GlossCapture *capture;
  guint n;
} Annotator;

typedef struct
{
  Annotator *annotator;
  char *line;
} Report;

/* One write for a line: a kill leaves the whole line or nothing of it. */
static void
print_line (Report *report)
{
  gsize length = strlen (report->line);

  if (write (STDOUT_FILENO, report->line, length) != (gssize) length)
    _exit (1);
  g_free (report->line);
  g_free (report);
}

static void
change_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  if (!gloss_store_submit_finish (GLOSS_STORE (object), result, NULL))
    _exit (2);
  print_line (data);
}

static void
draft_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  if (!gloss_store_save_draft_finish (GLOSS_STORE (object), result, NULL))
    _exit (3);
  print_line (data);
}

static Report *
report_new (Annotator *annotator, char *line)
{
  Report *report = g_new0 (Report, 1);

  report->annotator = annotator;
  report->line = line;
  return report;
}

static gboolean
annotate_cb (gpointer data)
{
  Annotator *annotator = data;
  gsize start = annotator->n++ % 60;
  g_autoptr (GlossChange) change = gloss_test_annotate (annotator->capture, start, start + 8);
  const char *uuid = gloss_test_get_annotation (change);
  g_autofree char *text = g_strdup_printf ("%d-%u", (int) getpid (), annotator->n);

  gloss_store_submit_async (annotator->store, change, change_saved_cb,
                            report_new (annotator, g_strdup_printf ("annotation %s\n", uuid)));
  gloss_store_save_draft_async (annotator->store, "annotation", uuid, "note", NULL, text, draft_saved_cb,
                                report_new (annotator, g_strdup_printf ("draft %s %s\n", uuid, text)));
  /* A queue that grows for ever would save nothing new before the kill. */
  while (gloss_store_get_n_pending (annotator->store) > 4)
    g_main_context_iteration (NULL, TRUE);
  return G_SOURCE_CONTINUE;
}

static gpointer
load_capture (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) articles = gloss_database_list_articles (database, error);

  return gloss_database_load_capture (database, gloss_article_get_uuid (g_ptr_array_index (articles, 0)),
                                      error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Annotator *annotator = data;

  annotator->capture = gloss_store_read_finish (annotator->store, result, NULL);
  if (annotator->capture == NULL)
    _exit (4);
  g_idle_add (annotate_cb, annotator);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Annotator *annotator = data;

  if (!gloss_store_open_finish (annotator->store, result, NULL))
    _exit (5);
  gloss_store_read_async (annotator->store, load_capture, NULL, NULL, (GDestroyNotify) gloss_capture_unref,
                          NULL, loaded_cb, annotator);
}

static int
run_annotator (const char *path)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Annotator annotator = { .store = gloss_store_new (path, GLOSS_TEST_WHO) };

  gloss_store_open_async (annotator.store, NULL, opened_cb, &annotator);
  g_main_loop_run (loop);
  return 0;
}

/* Captures an article again and again, of which each capture has other bytes than the one before; when it is
 * asked to, by a byte, or without a pause, which leaves no other process much of a chance to write. */
static int
run_capturer (const char *path, gboolean is_asked)
{
  g_autoptr (GlossDatabase) database = gloss_test_open (path);

  for (guint n = 0; !is_asked || getchar () != EOF; n++)
    {
      g_autofree char *text = g_strdup_printf (TEXT " It was said %u times.", n);
      g_autoptr (GlossCapture) capture = gloss_test_make_capture ("file:///article.txt", text);
      g_autoptr (GlossChange) change = NULL;
      Report *report;

      if (!gloss_database_add_capture (database, capture, GLOSS_TEST_WHO, NULL, NULL, &change, NULL))
        _exit (6);
      if (change == NULL)
        continue;
      report = g_new0 (Report, 1);
      report->line =
        g_strdup_printf ("capture %s\n", gloss_record_get_uuid (gloss_change_get_after (change, 0)));
      print_line (report);
    }
  return 0;
}

/* --- The process that kills --- */

static void
read_line (GDataInputStream *lines, GPtrArray *saved, gboolean *is_end)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  char *line = g_data_input_stream_read_line (lines, &length, NULL, &error);

  g_assert_no_error (error);
  *is_end = line == NULL;
  if (line != NULL)
    g_ptr_array_add (saved, line);
}

/* Lets a process do what the option says, and kills it. */
static void
run_and_kill (const char *path, const char *option, GPtrArray *saved)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, option, path, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  int n_lines = g_test_rand_int_range (0, MOST_LINES);
  gulong delay = (gulong) g_test_rand_int_range (0, LONGEST_DELAY);
  gboolean is_end = FALSE;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  for (int i = 0; i < n_lines; i++)
    {
      read_line (lines, saved, &is_end);
      g_assert_false (is_end);
    }
  g_usleep (delay);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);

  /* What it had reported before it died. */
  while (!is_end)
    read_line (lines, saved, &is_end);
}

static GHashTable *
load_drafts (GlossDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = gloss_database_load_drafts (database, &error);
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_assert_no_error (error);
  for (guint i = 0; i < drafts->len; i++)
    {
      JsonObject *draft = g_ptr_array_index (drafts, i);

      g_hash_table_insert (texts, g_strdup (json_object_get_string_member (draft, "uuid")),
                           g_strdup (json_object_get_string_member (draft, "text")));
    }

  return texts;
}

/* From the line first on. */
static void
assert_saved (GlossDatabase *database, GPtrArray *saved, guint first)
{
  g_autoptr (GHashTable) drafts = load_drafts (database);

  for (guint i = first; i < saved->len; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_ptr_array_index (saved, i), " ", -1);

      if (g_str_equal (words[0], "annotation"))
        {
          g_autoptr (GlossRecord) record = gloss_test_load_record (database, "annotation", words[1]);

          g_assert_nonnull (record);
        }
      else
        g_assert_cmpstr (g_hash_table_lookup (drafts, words[1]), ==, words[2]);
    }
}

static void
test_kill (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GPtrArray) saved = g_ptr_array_new_with_free_func (g_free);
  GlossDatabase *database = gloss_test_open (path);

  g_free (gloss_test_add_article (database, "file:///article.txt", TEXT));
  gloss_database_close (database);

  for (guint i = 0; i < ROUNDS; i++)
    {
      guint first = saved->len;

      run_and_kill (path, "--annotate", saved);
      database = gloss_test_open (path);
      assert_saved (database, saved, first);
      gloss_test_assert_sound (database);
      gloss_database_close (database);
    }

  database = gloss_test_open (path);
  assert_saved (database, saved, 0);
  gloss_database_close (database);
  g_test_message ("%d kills, %u reports of something saved", ROUNDS, saved->len);
  g_assert_cmpuint (saved->len, >, ROUNDS);
}

/* The file and the schema are made: whenever the kill comes, what is left opens. */
static void
test_kill_while_making (void)
{
  for (guint i = 0; i < ROUNDS / 4; i++)
    {
      g_autofree char *path = gloss_test_dup_library_path ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process =
        g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--make", path, NULL);
      g_autoptr (GlossDatabase) database = NULL;
      gint64 wait = g_test_rand_int_range (0, 3000);

      g_assert_no_error (error);
      while (!g_file_test (path, G_FILE_TEST_EXISTS))
        g_thread_yield ();
      g_usleep ((gulong) wait);
      g_subprocess_force_exit (process);
      g_subprocess_wait (process, NULL, &error);
      g_assert_no_error (error);

      database = gloss_test_open (path);
      gloss_test_assert_sound (database);
    }
}

static char *
add_annotated_article (GlossDatabase *database)
{
  g_autoptr (GlossCapture) capture = NULL;
  char *article = gloss_test_add_article (database, "file:///article.txt", TEXT);

  capture = gloss_database_load_capture (database, article, NULL);
  for (guint i = 0; i < N_ANNOTATIONS; i++)
    {
      g_autoptr (GlossChange) change = gloss_test_annotate (capture, i, i + 12);

      g_assert_true (gloss_database_apply (database, change, GLOSS_TEST_WHO, NULL));
    }

  return article;
}

/* Each capture has a row for each annotation, and each that was reported is there. */
static void
assert_whole_captures (GlossDatabase *database, const char *article, GPtrArray *saved)
{
  g_autoptr (GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) captures = gloss_database_list_captures (database, article, NULL);

  for (guint i = 0; i < captures->len; i++)
    {
      const char *uuid = gloss_record_get_uuid (captures->pdata[i]);
      g_autoptr (GPtrArray) rows =
        gloss_database_load_records (database, "anchor", "capture", uuid, NULL, NULL);

      g_assert_cmpuint (rows->len, ==, N_ANNOTATIONS);
      g_hash_table_add (uuids, (gpointer) uuid);
    }
  for (guint i = 0; i < saved->len; i++)
    {
      const char *line = g_ptr_array_index (saved, i);

      g_assert_true (g_str_has_prefix (line, "capture "));
      g_assert_true (g_hash_table_contains (uuids, line + strlen ("capture ")));
    }
}

/* The article is captured again: there is no capture without its anchors. */
static void
test_kill_while_capturing (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GPtrArray) saved = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GlossChange) change = NULL;
  GlossDatabase *database = gloss_test_open (path);
  g_autofree char *article = add_annotated_article (database);

  gloss_database_close (database);
  for (guint i = 0; i < CAPTURE_ROUNDS; i++)
    {
      run_and_kill (path, "--capture", saved);
      database = gloss_test_open (path);
      assert_whole_captures (database, article, saved);
      gloss_database_close (database);
    }

  database = gloss_test_open (path);
  gloss_test_assert_sound (database);
  g_assert_true (gloss_database_settle_anchors (database, article, GLOSS_TEST_WHO, &change, NULL));
  g_assert_null (change);
  gloss_database_close (database);
  g_test_message ("%d kills, %u reports of a capture", CAPTURE_ROUNDS, saved->len);
  g_assert_cmpuint (saved->len, >, CAPTURE_ROUNDS);
}

/* Two processes at once, as the window and the command line may be. */
static void
test_two_processes (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GPtrArray) saved = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  GSubprocess *processes[2];
  GDataInputStream *lines[2];

  g_free (gloss_test_add_article (database, "file:///article.txt", TEXT));
  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    {
      processes[i] =
        g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--annotate", path, NULL);
      g_assert_no_error (error);
      lines[i] = g_data_input_stream_new (g_subprocess_get_stdout_pipe (processes[i]));
    }
  for (guint n = 0; n < 100; n++)
    for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
      {
        gboolean is_end;

        read_line (lines[i], saved, &is_end);
        g_assert_false (is_end);
      }
  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    {
      g_subprocess_force_exit (processes[i]);
      g_subprocess_wait (processes[i], NULL, &error);
      g_assert_no_error (error);
      g_object_unref (lines[i]);
      g_object_unref (processes[i]);
    }

  assert_saved (database, saved, 0);
  gloss_test_assert_sound (database);
}

/* One annotates, the other captures: whatever came between, nothing is without a row after settling. */
static void
test_annotating_while_capturing (void)
{
  static const char *const options[] = { "--annotate", "--capture-when-asked" };
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GPtrArray) saved = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  g_autofree char *article = gloss_test_add_article (database, "file:///article.txt", TEXT);
  g_autoptr (GlossCapture) newest = NULL;
  g_autoptr (GPtrArray) annotations = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *processes[G_N_ELEMENTS (options)];
  GDataInputStream *lines[G_N_ELEMENTS (options)];

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      processes[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                       program, options[i], path, NULL);
      g_assert_no_error (error);
      lines[i] = g_data_input_stream_new (g_subprocess_get_stdout_pipe (processes[i]));
    }
  for (guint n = 0; n < 30; n++)
    {
      g_output_stream_write_all (g_subprocess_get_stdin_pipe (processes[1]), "\n", 1, NULL, NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < G_N_ELEMENTS (options); i++)
        {
          gboolean is_end;

          read_line (lines[i], saved, &is_end);
          g_assert_false (is_end);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_subprocess_force_exit (processes[i]);
      g_subprocess_wait (processes[i], NULL, &error);
      g_assert_no_error (error);
      g_object_unref (lines[i]);
      g_object_unref (processes[i]);
    }

  g_assert_true (gloss_database_settle_anchors (database, article, GLOSS_TEST_WHO, NULL, &error));
  newest = gloss_database_load_capture (database, article, NULL);
  annotations = gloss_database_load_records (database, "annotation", NULL, NULL, NULL, NULL);
  rows = gloss_database_load_records (database, "anchor", "capture", gloss_capture_get_fields (newest)->uuid,
                                      NULL, NULL);
  g_assert_cmpuint (annotations->len, >, 0);
  g_assert_cmpuint (rows->len, ==, annotations->len);
  gloss_test_assert_sound (database);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--annotate"))
    return run_annotator (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--capture"))
    return run_capturer (argv[2], FALSE);
  if (argc == 3 && g_str_equal (argv[1], "--capture-when-asked"))
    return run_capturer (argv[2], TRUE);
  if (argc == 3 && g_str_equal (argv[1], "--make"))
    {
      gloss_database_close (gloss_test_open (argv[2]));
      return 0;
    }

  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/kill/annotating", test_kill);
  g_test_add_func ("/kill/making", test_kill_while_making);
  g_test_add_func ("/kill/capturing", test_kill_while_capturing);
  g_test_add_func ("/kill/two-processes", test_two_processes);
  g_test_add_func ("/kill/annotating-while-capturing", test_annotating_while_capturing);

  return g_test_run ();
}
