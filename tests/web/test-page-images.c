/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The images of a page: found in a saved page, each content once, nothing that is no image. */

#include "config.h"

#include "core/article/gloss-capture-resource.h"
#include "core/base/gloss-hash.h"
#include "web/gloss-page-images.h"

#include <string.h>

#define RED "R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
#define BLUE "R0lGODlhAQABAIAAAAAA/////yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="

static GBytes *
decode (const char *base64)
{
  gsize length;
  guchar *data = g_base64_decode (base64, &length);

  return g_bytes_new_take (data, length);
}

static void
append_part (GString *file, const char *headers, const char *type, const char *base64)
{
  g_string_append_printf (file,
                          "--b\r\n%sContent-Type: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n",
                          headers, type, base64);
}

static GlossPageImages *
read_page (void)
{
  g_autoptr (GString) file = g_string_new ("MIME-Version: 1.0\r\n"
                                           "Content-Type: multipart/related; boundary=\"b\"\r\n\r\n"
                                           "--b\r\nContent-Type: text/html\r\n"
                                           "Content-Location: https://example.org/\r\n\r\n<p>Words\r\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GlossMhtml) mhtml = NULL;
  g_autoptr (GError) error = NULL;

  append_part (file, "Content-Location: https://example.org/red\r\n", "text/html", RED);
  append_part (file, "Content-Location: https://example.org/style\r\n", "image/gif", "cCB7fQ==");
  append_part (file, "Content-Location: https://example.org/blue\r\nContent-ID: <blue@page>\r\n",
               "application/octet-stream", BLUE);
  append_part (file, "Content-Location: red-again.gif\r\n", "image/gif", RED);
  append_part (file, "Content-Location: https://example.org/red\r\n", "image/gif", BLUE);
  append_part (file, "", "image/gif", BLUE);
  g_string_append (file, "--b--\r\n");
  bytes = g_bytes_new (file->str, file->len);
  mhtml = gloss_mhtml_new (bytes, &error);
  g_assert_no_error (error);
  return gloss_page_images_new_for_mhtml (mhtml);
}

static void
assert_image (const GlossPageImage *image, const char *address, const char *base64)
{
  g_autoptr (GBytes) bytes = decode (base64);
  g_autofree char *sha256 = gloss_hash_bytes (bytes);

  g_assert_cmpstr (image->address, ==, address);
  g_assert_cmpstr (image->sha256, ==, sha256);
  g_assert_cmpstr (image->media_type, ==, "image/gif");
  g_assert_cmpuint (image->width, ==, 1);
  g_assert_cmpuint (image->height, ==, 1);
}

static void
test_mhtml (void)
{
  g_autoptr (GlossPageImages) self = read_page ();
  const GlossPageImage *images;
  gsize n;

  images = gloss_page_images_get (self, &n);
  g_assert_cmpuint (n, ==, 4);
  assert_image (&images[0], "https://example.org/red", RED);
  assert_image (&images[1], "https://example.org/blue", BLUE);
  assert_image (&images[2], "cid:blue@page", BLUE);
  assert_image (&images[3], "red-again.gif", RED);
}

static void
test_resources (void)
{
  g_autoptr (GlossPageImages) self = read_page ();
  const GlossPageImage *images;
  gsize n;

  images = gloss_page_images_get (self, &n);
  {
    const char *unknown = "0000000000000000000000000000000000000000000000000000000000000000";
    const char *const hashes[] = { images[1].sha256, unknown, images[0].sha256, images[3].sha256, NULL };
    const char *const others[] = { unknown, NULL };
    g_autoptr (GPtrArray) resources = gloss_page_images_dup_resources (self, hashes);
    GlossCaptureResource *first, *second;
    g_autoptr (GBytes) red = decode (RED);

    g_assert_cmpuint (resources->len, ==, 2);
    first = g_ptr_array_index (resources, 0);
    second = g_ptr_array_index (resources, 1);
    g_assert_cmpstr (gloss_capture_resource_get_uri (first), ==, "https://example.org/blue");
    g_assert_cmpstr (gloss_capture_resource_get_uri (second), ==, "https://example.org/red");
    g_assert_cmpstr (gloss_capture_resource_get_media_type (second), ==, "image/gif");
    g_assert_cmpstr (gloss_capture_resource_get_sha256 (second), ==, images[0].sha256);
    g_assert_true (g_bytes_equal (gloss_capture_resource_get_bytes (second), red));
    g_assert_null (gloss_page_images_dup_resources (self, others));
    g_assert_null (gloss_page_images_dup_resources (self, NULL));
  }
}

static void
test_added (void)
{
  g_autoptr (GlossPageImages) self = gloss_page_images_new ();
  g_autoptr (GBytes) red = decode (RED), none = g_bytes_new_static ("<p>", 3);
  gsize n;

  g_assert_false (gloss_page_images_add (self, "a", none));
  g_assert_false (gloss_page_images_add (self, "\xff", red));
  g_assert_true (gloss_page_images_add (self, "data:image/gif;base64," RED, red));
  g_assert_false (gloss_page_images_add (self, "data:image/gif;base64," RED, red));
  for (guint i = 1; i < GLOSS_PAGE_IMAGES_MAX; i++)
    {
      g_autofree char *address = g_strdup_printf ("%u", i);

      g_assert_true (gloss_page_images_add (self, address, red));
    }
  g_assert_false (gloss_page_images_add (self, "one too many", red));
  gloss_page_images_get (self, &n);
  g_assert_cmpuint (n, ==, GLOSS_PAGE_IMAGES_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-images/mhtml", test_mhtml);
  g_test_add_func ("/page-images/resources", test_resources);
  g_test_add_func ("/page-images/added", test_added);
  return g_test_run ();
}
