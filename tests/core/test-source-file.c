/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading files: what is opened, and every kind of file that is refused, each with its own error. */

#include "config.h"

#include "core/article/gloss-source-file.h"
#include "core/base/gloss-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* A file in a folder of this test's own. */
static GFile *
write_file (const char *name, const char *data, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, length, &error));
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static void
assert_refused (GFile *file, int code, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_source_file_read (file, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, code);
  g_assert_nonnull (strstr (error->message, says));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_read (void)
{
  static const char bytes[] = "\xef\xbb\xbfOne\r\nКиїв\r\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = write_file ("a note.txt", bytes, -1);
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (GlossSourceFile) source = gloss_source_file_read (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (source->uri, ==, uri);
  g_assert_cmpstr (source->media_type, ==, "text/plain");
  g_assert_cmpstr (source->name, ==, "a note.txt");
  g_assert_cmpstr (source->utf8, ==, "One\nКиїв\n");
  g_assert_cmpmem (g_bytes_get_data (source->bytes, NULL), g_bytes_get_size (source->bytes), bytes,
                   strlen (bytes));
}

#define MHTML                                                                                                \
  "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: "                                            \
  "multipart/related;\r\n\ttype=\"text/html\";\r\n"                                                          \
  "\tboundary=\"b\"\r\n\r\n--b\r\n"

static void
test_media_types (void)
{
  static const struct
  {
    const char *name;
    const char *data;
    const char *media_type;
  } cases[] = {
    { "a.txt", "words", "text/plain" },
    { "a", "words", "text/plain" },
    { "a.md", "words", "text/markdown" },
    { "a.MD", "<html>", "text/markdown" },
    { "a.b.markdown", "words", "text/markdown" },
    { "a.html", "words", "text/html" },
    { "a.HTM", "words", "text/html" },
    { "a.xhtml", "words", "text/html" },
    { "a.mhtml", "words", GLOSS_SOURCE_FILE_MHTML },
    { "a.MHT", "words", GLOSS_SOURCE_FILE_MHTML },
    { "a.mht", "<!DOCTYPE html>x", "text/html" },
    { "a.txt", MHTML, GLOSS_SOURCE_FILE_MHTML },
    { "a.html", MHTML, GLOSS_SOURCE_FILE_MHTML },
    { "mail", "From: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n", "text/plain" },
    { "mail", "Content-Type: multipart/related\n\nNo boundary.", "text/plain" },
    { "about", "A page has\nContent-Type: multipart/related; boundary=b\n", "text/plain" },
    { "html", "words", "text/plain" },
    { "b", " \r\n<!DOCTYPE HTML>x", "text/html" },
    { "b.txt", "\xef\xbb\xbf<html lang=de>x", "text/html" },
    { "b.asc", "<?xml version='1.0'?>\n<html>x", "text/html" },
    { "c.txt", "<htmlish> words", "text/plain" },
    { "d.txt", "How <html> works", "text/plain" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GFile) file = write_file (cases[i].name, cases[i].data, -1);
      g_autoptr (GlossSourceFile) source = gloss_source_file_read (file, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (source->media_type, ==, cases[i].media_type);
    }
}

static void
test_utf16_html (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = write_file ("page", "\xff\xfe<\0h\0t\0m\0l\0>\0x\0", 16);
  g_autoptr (GlossSourceFile) source = gloss_source_file_read (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (source->media_type, ==, "text/html");
  g_assert_cmpstr (source->utf8, ==, "<html>x");
}

static void
test_html_by_content_declares (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = write_file ("saved-page", "<html><meta charset=windows-1251>\xca\xe8\xbf\xe2", -1);
  g_autoptr (GlossSourceFile) source = gloss_source_file_read (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (source->utf8, ==, "<html><meta charset=windows-1251>Київ");
}

static void
test_one_uri (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = write_file ("one.txt", "words", -1);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autoptr (GFile) link = g_file_get_child (parent, "link.txt");
  g_autoptr (GFile) around = g_file_resolve_relative_path (parent, "./x/../one.txt");
  g_autoptr (GFile) missing = g_file_get_child (parent, "missing.txt");
  g_autoptr (GlossSourceFile) first = NULL;
  g_autoptr (GlossSourceFile) second = NULL;
  g_autofree char *third = gloss_source_file_dup_uri (around);
  g_autofree char *fourth = gloss_source_file_dup_uri (missing);

  g_assert_true (g_file_make_symbolic_link (link, "one.txt", NULL, &error));
  first = gloss_source_file_read (file, NULL, &error);
  g_assert_no_error (error);
  second = gloss_source_file_read (link, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (first->uri, ==, second->uri);
  g_assert_cmpstr (first->uri, ==, third);
  g_assert_true (g_str_has_suffix (fourth, "/missing.txt"));
}

static void
test_any_name (void)
{
  static const struct
  {
    const char *name;
    const char *shown;
  } cases[] = { { "a\xff"
                  "b.txt",
                  "a\xef\xbf\xbd"
                  "b.txt" },
                { "a\nb\033[31m.txt", "a\xef\xbf\xbd"
                                      "b\xef\xbf\xbd[31m.txt" },
                { "Стаття.txt", "Стаття.txt" },
                { "%41 %s.txt", "%41 %s.txt" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GFile) file = write_file (cases[i].name, "words", -1);
      g_autoptr (GFile) empty = NULL;
      g_autoptr (GFile) again = NULL;
      g_autoptr (GlossSourceFile) source = gloss_source_file_read (file, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (source->name, ==, cases[i].shown);
      again = g_file_new_for_uri (source->uri);
      g_assert_true (g_file_equal (file, again));

      empty = write_file (cases[i].name, "", 0);
      assert_refused (empty, GLOSS_ERROR_EMPTY, cases[i].shown);
    }
}

static void
test_missing (void)
{
  g_autoptr (GFile) file = write_file ("there.txt", "words", -1);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autoptr (GFile) missing = g_file_get_child (parent, "nowhere.txt");
  g_autoptr (GFile) below = g_file_get_child (file, "below.txt");
  g_autoptr (GFile) broken = g_file_get_child (parent, "broken.txt");
  g_autofree char *long_name = g_strnfill (300, 'x');
  g_autoptr (GFile) too_long = g_file_get_child (parent, long_name);

  g_assert_true (g_file_make_symbolic_link (broken, "nowhere.txt", NULL, NULL));
  assert_refused (missing, GLOSS_ERROR_NOT_FOUND, "“nowhere.txt”");
  assert_refused (below, GLOSS_ERROR_NOT_FOUND, "“below.txt”");
  assert_refused (broken, GLOSS_ERROR_NOT_FOUND, "“broken.txt”");
  assert_refused (too_long, GLOSS_ERROR_NOT_FOUND, "xxx");
}

static void
test_denied (void)
{
  g_autoptr (GFile) file = write_file ("secret.txt", "words", -1);

  if (geteuid () == 0)
    {
      g_test_skip ("root may read everything");
      return;
    }

  g_assert_cmpint (g_chmod (g_file_peek_path (file), 0), ==, 0);
  assert_refused (file, GLOSS_ERROR_DENIED, "“secret.txt”");
}

static void
test_not_regular (void)
{
  g_autoptr (GFile) file = write_file ("regular.txt", "words", -1);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *pipe = g_build_filename (g_get_user_cache_dir (), "pipe.txt", NULL);
  g_autoptr (GFile) pipe_file = g_file_new_for_path (pipe);
  g_autoptr (GFile) zero = g_file_new_for_path ("/dev/zero");
  g_autoptr (GFile) null = g_file_new_for_path ("/dev/null");
  g_autofree char *link = g_build_filename (g_get_user_cache_dir (), "link.txt", NULL);
  g_autoptr (GFile) link_file = g_file_new_for_path (link);

  assert_refused (folder, GLOSS_ERROR_NOT_REGULAR, "is a folder");
  assert_refused (zero, GLOSS_ERROR_NOT_REGULAR, "is a device");
  assert_refused (null, GLOSS_ERROR_NOT_REGULAR, "is a device");

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (pipe_file, GLOSS_ERROR_NOT_REGULAR, "is a pipe");
  g_assert_cmpint (symlink (pipe, link), ==, 0);
  assert_refused (link_file, GLOSS_ERROR_NOT_REGULAR, "is a pipe");
}

static void
test_socket (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "s", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_assert_cmpuint (g_strlcpy (address.sun_path, path, sizeof address.sun_path), <, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  assert_refused (file, GLOSS_ERROR_NOT_REGULAR, "is a socket");

  close (fd);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_empty (void)
{
  static const char *const contents[] = { "", " \r\n\t", "\xef\xbb\xbf",
                                          "\xef\xbb\xbf\xc2\xa0\xe2\x80\x8b\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GFile) file = write_file ("empty.txt", contents[i], -1);

      assert_refused (file, GLOSS_ERROR_EMPTY, "“empty.txt” is empty");
    }
}

static void
test_too_large (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = write_file ("large.txt", "words", -1);
  g_autoptr (GlossSourceFile) source = NULL;
  g_autofree char *most = g_strnfill (GLOSS_LOADER_MAX_BYTES, 'x');
  g_autofree char *more = g_strconcat (most, "x", NULL);
  g_autoptr (GFile) just_fits = write_file ("most.txt", most, -1);

  /* Sparse: no bytes are written. */
  g_assert_cmpint (truncate (g_file_peek_path (file), 200 * 1024 * 1024), ==, 0);
  assert_refused (file, GLOSS_ERROR_TOO_LARGE, "32 MiB");
  g_assert_cmpint (truncate (g_file_peek_path (file), (goffset) GLOSS_LOADER_MAX_BYTES + 1), ==, 0);
  assert_refused (file, GLOSS_ERROR_TOO_LARGE, "32 MiB");

  source = gloss_source_file_read (just_fits, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (source->utf8), ==, GLOSS_LOADER_MAX_BYTES);

  g_assert_null (gloss_source_file_new_for_paste (more, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_TOO_LARGE);
}

/* Files of the kernel say that they hold 0 bytes. */
static void
test_size_unknown (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path ("/proc/self/status");
  g_autoptr (GlossSourceFile) source = gloss_source_file_read (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (source->utf8, "Pid:"));
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = write_file ("cancelled.txt", "words", -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (gloss_source_file_read (file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A GFile without a path, which GIO alone can read. */
static void
test_through_gio (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "test-source-file.gresource", NULL);
  g_autoptr (GResource) resource = g_resource_load (path, &error);
  g_autoptr (GFile) file = g_file_new_for_uri ("resource:///test/hand/welcome.md");
  g_autoptr (GFile) folder = g_file_new_for_uri ("resource:///test/hand");
  g_autoptr (GFile) missing = g_file_new_for_uri ("resource:///test/hand/none.md");
  g_autoptr (GFile) nowhere = g_file_new_for_uri ("no-such-scheme:///a.txt");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GlossSourceFile) source = NULL;

  g_assert_no_error (error);
  g_resources_register (resource);

  source = gloss_source_file_read (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (source->uri, ==, "resource:///test/hand/welcome.md");
  g_assert_cmpstr (source->media_type, ==, "text/markdown");
  g_assert_cmpstr (source->name, ==, "welcome.md");
  g_assert_true (g_str_has_prefix (source->utf8, "# "));

  assert_refused (folder, GLOSS_ERROR_NOT_REGULAR, "is a folder");
  assert_refused (missing, GLOSS_ERROR_NOT_FOUND, "“none.md”");
  assert_refused (nowhere, GLOSS_ERROR_FAILED, "a.txt");

  g_cancellable_cancel (cancellable);
  g_assert_null (gloss_source_file_read (file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_resources_unregister (resource);
}

static void
test_paste (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSourceFile) source = gloss_source_file_new_for_paste ("<html>a\r\nb", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (source->uri, ==,
                   "gloss-paste:d1f4093c3fc81c7df06304a5d3643f10f3440b3aca299ece863d768554cc9f46");
  g_assert_cmpstr (source->media_type, ==, "text/plain");
  g_assert_cmpstr (source->utf8, ==, "<html>a\nb");
  g_assert_cmpuint (g_bytes_get_size (source->bytes), ==, strlen ("<html>a\r\nb"));

  g_assert_null (gloss_source_file_new_for_paste (" \n", &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_EMPTY);
  g_clear_error (&error);
  g_assert_null (gloss_source_file_new_for_paste ("a\xff", &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/source-file/read", test_read);
  g_test_add_func ("/source-file/media-types", test_media_types);
  g_test_add_func ("/source-file/utf-16-html", test_utf16_html);
  g_test_add_func ("/source-file/html-by-content-declares", test_html_by_content_declares);
  g_test_add_func ("/source-file/one-uri", test_one_uri);
  g_test_add_func ("/source-file/any-name", test_any_name);
  g_test_add_func ("/source-file/missing", test_missing);
  g_test_add_func ("/source-file/denied", test_denied);
  g_test_add_func ("/source-file/not-regular", test_not_regular);
  g_test_add_func ("/source-file/socket", test_socket);
  g_test_add_func ("/source-file/empty", test_empty);
  g_test_add_func ("/source-file/too-large", test_too_large);
  g_test_add_func ("/source-file/size-unknown", test_size_unknown);
  g_test_add_func ("/source-file/cancelled", test_cancelled);
  g_test_add_func ("/source-file/through-gio", test_through_gio);
  g_test_add_func ("/source-file/paste", test_paste);

  return g_test_run ();
}
