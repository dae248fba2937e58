/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is replaced whole or not at all, and what it was otherwise (mode, link) stays. */

#include "config.h"

#include "core/base/gloss-atomic-file.h"
#include "core/base/gloss-error.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("glossator-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
write_words (GlossAtomicFile *file, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (gloss_atomic_file_get_stream (file), words, strlen (words), NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
replace (const char *path, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossAtomicFile) file = gloss_atomic_file_open (path, &error);

  g_assert_no_error (error);
  write_words (file, words);
  g_assert_true (gloss_atomic_file_commit (file, &error));
  g_assert_no_error (error);
}

static void
assert_contents (const char *path, const char *words)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, words);
}

static void
test_new (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "new", NULL);
  struct stat info;
  mode_t mask = umask (0027);

  replace (path, "words");
  umask (mask);
  assert_contents (path, "words");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
  g_assert_cmpuint (count_files (folder), ==, 1);
}

static void
test_keeps_mode (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "old", NULL);
  struct stat info;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0604), ==, 0);
  replace (path, "new");
  assert_contents (path, "new");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0604);
}

static void
test_follows_links (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "target", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);

  g_assert_cmpint (symlink ("target", link), ==, 0);
  /* First to a file that is not there yet, then to the one that is. */
  replace (link, "first");
  assert_contents (path, "first");
  replace (link, "second");
  assert_contents (path, "second");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpuint (count_files (folder), ==, 2);
}

static void
test_dropped (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "old", NULL);
  GlossAtomicFile *file;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  file = gloss_atomic_file_open (path, NULL);
  write_words (file, "half");
  gloss_atomic_file_free (file);
  assert_contents (path, "old");
  g_assert_cmpuint (count_files (folder), ==, 1);
}

static void
assert_refused (const char *path, GlossError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_atomic_file_open (path, &error));
  g_assert_error (error, GLOSS_ERROR, (int) code);
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_refused (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *nowhere = g_build_filename (folder, "none", "file", NULL);
  g_autofree char *loop = g_build_filename (folder, "loop", NULL);

  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  assert_refused (folder, GLOSS_ERROR_NOT_REGULAR);
  assert_refused ("/dev/null", GLOSS_ERROR_NOT_REGULAR);
  assert_refused ("", GLOSS_ERROR_NOT_REGULAR);
  assert_refused (nowhere, GLOSS_ERROR_NOT_FOUND);
  assert_refused (loop, GLOSS_ERROR_FAILED);
}

static void
test_write_protected (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "old", NULL);

  if (geteuid () == 0)
    {
      g_test_skip ("root may write to every file");
      return;
    }
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  assert_refused (path, GLOSS_ERROR_DENIED);
  assert_contents (path, "old");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/atomic-file/new", test_new);
  g_test_add_func ("/atomic-file/keeps-mode", test_keeps_mode);
  g_test_add_func ("/atomic-file/follows-links", test_follows_links);
  g_test_add_func ("/atomic-file/dropped", test_dropped);
  g_test_add_func ("/atomic-file/refused", test_refused);
  g_test_add_func ("/atomic-file/write-protected", test_write_protected);
  return g_test_run ();
}
