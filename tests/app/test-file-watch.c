/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The watch on real files: what differs, what does not, and what can't be read.
 */

#include "config.h"

#include "app/window/gloss-file-watch.h"

#include "support/gloss-test-wait.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
  guint n_notified;
} Fixture;

static void
write_words (Fixture *fixture, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, words, -1, &error);
  g_assert_no_error (error);
}

static void
notify_cb (Fixture *fixture)
{
  fixture->n_notified++;
}

static GlossFileWatch *
watch_for (Fixture *fixture, const char *words)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, words, -1);
  GlossFileWatch *watch = gloss_file_watch_new (fixture->file, sha256);

  g_signal_connect_swapped (watch, "notify::changed", G_CALLBACK (notify_cb), fixture);
  return watch;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("gloss-watch-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "article.txt", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_object_unref (fixture->file);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossFileWatch) watch = NULL;

  write_words (fixture, "about 190 miles");
  watch = watch_for (fixture, "about 190 miles");
  g_assert_false (gloss_file_watch_get_changed (watch));

  write_words (fixture, "about 290 miles");
  GLOSS_TEST_WAIT_FOR (gloss_file_watch_get_changed (watch));
  g_assert_cmpuint (fixture->n_notified, ==, 1);

  write_words (fixture, "about 190 miles");
  GLOSS_TEST_WAIT_FOR (!gloss_file_watch_get_changed (watch));
  g_assert_cmpuint (fixture->n_notified, ==, 2);
}

static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossFileWatch) watch = NULL;

  write_words (fixture, "about 290 miles");
  watch = watch_for (fixture, "about 190 miles");
  GLOSS_TEST_WAIT_FOR (gloss_file_watch_get_changed (watch));
}

/* A file that is gone has not changed, as far as one can tell; it may come back. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossFileWatch) watch = NULL;

  write_words (fixture, "about 290 miles");
  watch = watch_for (fixture, "about 190 miles");
  GLOSS_TEST_WAIT_FOR (gloss_file_watch_get_changed (watch));

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  GLOSS_TEST_WAIT_FOR (!gloss_file_watch_get_changed (watch));

  write_words (fixture, "about 390 miles");
  GLOSS_TEST_WAIT_FOR (gloss_file_watch_get_changed (watch));
}

/* A pipe is in the file's place, and nobody ever writes into it. */
static void
test_pipe (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossFileWatch) watch = NULL;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  watch = watch_for (fixture, "about 190 miles");
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  write_words (fixture, "about 290 miles");
  GLOSS_TEST_WAIT_FOR (gloss_file_watch_get_changed (watch));
}

static void
test_ends_while_it_looks (Fixture *fixture, gconstpointer data)
{
  GlossFileWatch *watch;
  gpointer weak;

  write_words (fixture, "about 290 miles");
  watch = watch_for (fixture, "about 190 miles");
  weak = watch;
  g_object_add_weak_pointer (G_OBJECT (watch), &weak);
  g_object_run_dispose (G_OBJECT (watch));
  g_object_unref (watch);
  GLOSS_TEST_WAIT_FOR (weak == NULL);
  g_assert_cmpuint (fixture->n_notified, ==, 0);
}

/* Whichever comes last, the end of the look or that of the watch. */
#define N_WATCHES 5000

typedef struct
{
  GThread *thread;
  guint n_ended;
} Ends;

static void
ended_cb (gpointer data, GObject *where_it_was)
{
  Ends *ends = data;

  g_assert_true (g_thread_self () == ends->thread);
  ends->n_ended++;
}

static void
test_ends_on_its_own_thread (Fixture *fixture, gconstpointer data)
{
  Ends ends = { g_thread_self (), 0 };

  write_words (fixture, "about 190 miles");
  for (guint i = 0; i < N_WATCHES; i++)
    {
      GlossFileWatch *watch = watch_for (fixture, "about 190 miles");

      g_object_weak_ref (G_OBJECT (watch), ended_cb, &ends);
      g_object_unref (watch);
      GLOSS_TEST_WAIT_FOR (ends.n_ended == i + 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/file-watch/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/file-watch/at-once", Fixture, NULL, set_up, test_at_once, tear_down);
  g_test_add ("/file-watch/gone", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add ("/file-watch/pipe", Fixture, NULL, set_up, test_pipe, tear_down);
  g_test_add ("/file-watch/ends-while-it-looks", Fixture, NULL, set_up, test_ends_while_it_looks, tear_down);
  g_test_add ("/file-watch/ends-on-its-own-thread", Fixture, NULL, set_up, test_ends_on_its_own_thread,
              tear_down);
  return g_test_run ();
}
