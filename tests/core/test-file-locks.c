/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library stays locked whatever else the process does with its files. */

#include "config.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/store/gloss-connection.h"
#include "support/gloss-test-library.h"

/* From SQLite's file format: the range that is locked for reading while a connection is open, and the byte of
 * the index of the log that says that it is in use. */
#define SHARED_FIRST (0x40000000 + 2)
#define SHARED_LENGTH 510
#define LOG_IN_USE 128

/* Whether another program would be let in to clear the log away. */
static gboolean
is_free (const char *path, off_t start, off_t length)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = start, .l_len = length };
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      int fd = open (path, O_RDWR | O_CLOEXEC);

      _exit (fd >= 0 && fcntl (fd, F_SETLK, &lock) == 0 ? 1 : 0);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status) == 1;
}

static void
open_and_close (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
}

static void
test_close_elsewhere (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gloss-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autoptr (GlossConnection) writer = NULL;
  GlossConnection *reader;
  g_autoptr (GError) error = NULL;
  gint64 n;

  writer = gloss_connection_open (path, GLOSS_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
  gloss_connection_exec (writer, "PRAGMA journal_mode = WAL; CREATE TABLE thing (name TEXT)", &error);
  g_assert_no_error (error);
  reader = gloss_connection_open (path, GLOSS_CONNECTION_QUERY, &error);
  g_assert_no_error (error);
  gloss_connection_query_int (reader, "SELECT count(*) FROM thing", &n, &error);
  g_assert_no_error (error);

  g_assert_false (is_free (path, SHARED_FIRST, SHARED_LENGTH));
  g_assert_false (is_free (index, LOG_IN_USE, 1));
  open_and_close (path);
  open_and_close (index);
  g_assert_false (is_free (path, SHARED_FIRST, SHARED_LENGTH));
  g_assert_false (is_free (index, LOG_IN_USE, 1));

  /* And are given back: by the reader nothing that the writer still needs, by the writer everything. */
  gloss_connection_close (reader);
  g_assert_false (is_free (path, SHARED_FIRST, SHARED_LENGTH));
  gloss_connection_exec (writer, "INSERT INTO thing VALUES ('kept')", &error);
  g_assert_no_error (error);
  g_clear_pointer (&writer, gloss_connection_close);
  g_assert_true (is_free (path, SHARED_FIRST, SHARED_LENGTH));
  /* The last one out cleared the log away, so that it was alone. */
  g_assert_false (g_file_test (index, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/file-locks/close-elsewhere", test_close_elsewhere);

  return g_test_run ();
}
