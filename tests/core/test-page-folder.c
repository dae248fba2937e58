/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder beside a page: which one it is, what of it is read, and that nothing leads out of it. */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/article/gloss-capture-resource.h"
#include "core/article/gloss-page-folder.h"

#define BASE "thismessage:/"
#define RED "R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="

typedef struct
{
  char *folder; /* of the page */
  char *page;
} Fixture;

static void
put (Fixture *fixture, const char *name, const char *data, gsize length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
put_image (Fixture *fixture, const char *name)
{
  gsize n;
  g_autofree guchar *data = g_base64_decode (RED, &n);

  put (fixture, name, (const char *) data, n);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("glossator-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->page = g_build_filename (fixture->folder, "page.html", NULL);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_all (inner);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_all (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->page);
}

/* What is read for a page that says this, as "address type" each. */
static void
assert_read (Fixture *fixture, const char *markup, const char *const *expected)
{
  gboolean is_cut = TRUE;
  g_autoptr (GPtrArray) resources = gloss_page_folder_read (fixture->page, markup, BASE, NULL, &is_cut);

  g_assert_false (is_cut);
  for (guint i = 0; i < resources->len; i++)
    {
      GlossCaptureResource *resource = g_ptr_array_index (resources, i);
      g_autofree char *found = g_strdup_printf ("%s %s", gloss_capture_resource_get_uri (resource),
                                                gloss_capture_resource_get_media_type (resource));

      g_assert_cmpstr (found, ==, expected[i]);
    }
  g_assert_cmpuint (resources->len, ==, g_strv_length ((char **) expected));
}

#define ASSERT_READ(fixture, markup, ...)                                                                    \
  assert_read (fixture, markup, (const char *const[]){ __VA_ARGS__ __VA_OPT__ (, ) NULL })

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  put_image (fixture, "page_files/b.gif");
  put_image (fixture, "page_files/a");
  put_image (fixture, "page_files/claims.html");
  put_image (fixture, "page_files/deep/er/c.gif");
  put (fixture, "page_files/style.CSS", "p {}", 4);
  put (fixture, "page_files/f.woff2", "font", 4);
  put (fixture, "page_files/script.js", "alert ()", 8);
  put (fixture, "page_files/frame.html", "<p>", 3);
  put (fixture, "page_files/no.png", "no image", 8);
  put (fixture, "page_files/empty.gif", "", 0);
  put_image (fixture, "page.gif");
  put_image (fixture, "other_files/d.gif");

  ASSERT_READ (fixture, "<img src='page_files/a'>", BASE "page_files/a image/gif",
               BASE "page_files/b.gif image/gif", BASE "page_files/claims.html image/gif",
               BASE "page_files/deep/er/c.gif image/gif", BASE "page_files/f.woff2 font/woff2",
               BASE "page_files/style.CSS text/css");
}

/* Any language's word for it, but only what the page names. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "page_files", "page-Dateien", "page.files",
                                       "page 파일",  "page_2_files", "page2_files",
                                       "page",       "Page_files",   NULL };

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *image = g_build_filename (names[i], "a.gif", NULL);

      put_image (fixture, image);
    }

  ASSERT_READ (fixture, "<img src='page_files/a.gif'>", BASE "page_files/a.gif image/gif");
  ASSERT_READ (fixture, "<img src='./page-Dateien/a.gif'>", BASE "page-Dateien/a.gif image/gif");
  ASSERT_READ (fixture, "<img src='page.files/a.gif'>", BASE "page.files/a.gif image/gif");
  ASSERT_READ (fixture, "<img src='page%20%ED%8C%8C%EC%9D%BC/a.gif'>",
               BASE "page%20%ED%8C%8C%EC%9D%BC/a.gif image/gif");
  ASSERT_READ (fixture, "<img src='page 파일/a.gif'>", BASE "page%20%ED%8C%8C%EC%9D%BC/a.gif image/gif");
  ASSERT_READ (fixture, "<img src='page/a.gif'><img src='page2_files/a.gif'><img src='other/a.gif'>", NULL);
  ASSERT_READ (fixture, "<img src='otherpage_files.gif'>");
  ASSERT_READ (fixture, "", NULL);
}

/* A name as the page spells it, so that it is found by comparing addresses. */
static void
test_spellings (Fixture *fixture, gconstpointer data)
{
  put_image (fixture, "page_files/a (1).gif");
  put_image (fixture, "page_files/b,c.gif");
  put_image (fixture, "page_files/what?.gif");
  put_image (fixture, "page_files/50%.gif");
  put_image (fixture, "page_files/é.gif");

  ASSERT_READ (fixture, "page_files/a (1).gif page_files/b%2Cc.gif", BASE "page_files/50%25.gif image/gif",
               BASE "page_files/a%20(1).gif image/gif", BASE "page_files/b%2Cc.gif image/gif",
               BASE "page_files/what%3F.gif image/gif", BASE "page_files/%C3%A9.gif image/gif");
  ASSERT_READ (fixture, "page_files/a%20%281%29.gif", BASE "page_files/50%25.gif image/gif",
               BASE "page_files/a%20%281%29.gif image/gif", BASE "page_files/b,c.gif image/gif",
               BASE "page_files/what%3F.gif image/gif", BASE "page_files/%C3%A9.gif image/gif");
}

/* Nothing but what is there itself: no link, whatever it leads to, and nothing that would block. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (fixture->folder, "page_files", "pipe.gif", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "page_files", "link.gif", NULL);
  g_autofree char *up = g_build_filename (fixture->folder, "page_files", "up", NULL);
  g_autofree char *folder = g_build_filename (fixture->folder, "page-Dateien", NULL);

  put_image (fixture, "page_files/a.gif");
  put_image (fixture, "secret/b.gif");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("../secret/b.gif", link), ==, 0);
  g_assert_cmpint (symlink ("../secret", up), ==, 0);
  g_assert_cmpint (symlink ("secret", folder), ==, 0);

  ASSERT_READ (fixture,
               "page_files/a.gif page_files/../secret/b.gif page_files/link.gif page_files/up/b.gif "
               "page-Dateien/b.gif page_files/pipe.gif",
               BASE "page_files/a.gif image/gif");
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  gboolean is_cut = FALSE;
  g_autoptr (GPtrArray) resources = NULL;

  put_image (fixture, "page_files/1/2/3/4/5.gif");
  put_image (fixture, "page_files/1/2/3/4.gif");
  resources = gloss_page_folder_read (fixture->page, "page_files/", BASE, NULL, &is_cut);
  g_assert_true (is_cut);
  g_assert_cmpuint (resources->len, ==, 1);
  g_clear_pointer (&resources, g_ptr_array_unref);

  remove_all (fixture->folder);
  for (guint i = 0; i <= GLOSS_PAGE_FOLDER_MAX_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("page_files/%u.gif", i);

      put_image (fixture, name);
    }
  resources = gloss_page_folder_read (fixture->page, "page_files/", BASE, NULL, &is_cut);
  g_assert_true (is_cut);
  g_assert_cmpuint (resources->len, ==, GLOSS_PAGE_FOLDER_MAX_FILES);
}

/* A file that claims to be huge costs nothing. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "page_files", "huge.gif", NULL);
  gboolean is_cut = FALSE;
  g_autoptr (GPtrArray) resources = NULL;

  put_image (fixture, "page_files/a.gif");
  put_image (fixture, "page_files/huge.gif");
  g_assert_cmpint (truncate (path, (off_t) 1 << 40), ==, 0);
  resources = gloss_page_folder_read (fixture->page, "page_files/", BASE, NULL, &is_cut);
  g_assert_true (is_cut);
  g_assert_cmpuint (resources->len, ==, 1);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "no", "such", "page.html", NULL);
  gboolean is_cut = TRUE;
  g_autoptr (GPtrArray) resources = gloss_page_folder_read (elsewhere, "page_files/", BASE, NULL, &is_cut);

  g_assert_cmpuint (resources->len, ==, 0);
  g_assert_false (is_cut);
  ASSERT_READ (fixture, "page_files/", NULL);
}

#define ADD(name, func) g_test_add ("/page-folder/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("kinds", test_kinds);
  ADD ("names", test_names);
  ADD ("spellings", test_spellings);
  ADD ("hostile", test_hostile);
  ADD ("bounds", test_bounds);
  ADD ("large", test_large);
  ADD ("nothing", test_nothing);

  return g_test_run ();
}
