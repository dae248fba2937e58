/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that browsers saved, as what is read of them: markup, address and images belong together. */

#include "config.h"

#include <string.h>

#include "core/base/gloss-error.h"
#include "web/gloss-saved-page.h"

#define ADDRESS "https://news.example/2026/grenfeld-timber.html"

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "saved", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static void
assert_images (GlossPageImages *images, const char *const *addresses)
{
  gsize n;
  const GlossPageImage *found = gloss_page_images_get (images, &n);

  g_assert_cmpuint (n, ==, g_strv_length ((char **) addresses));
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpstr (found[i].address, ==, addresses[i]);
      g_assert_cmpstr (found[i].media_type, ==, "image/png");
      g_assert_cmpuint (found[i].width, ==, 8);
    }
}

static void
test_browsers (void)
{
  static const char *const images[] = { "https://news.example/img/crane.png",
                                        "https://news.example/img/mooring.png", NULL };
  static const char *const files[] = { "chrome.mhtml", "webkit.mhtml", "ie.mht" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) file = load (files[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GlossSavedPage) page = gloss_saved_page_new (file, files[i], &error);
      const GlossSavedPageFields *fields;

      g_assert_no_error (error);
      fields = gloss_saved_page_get_fields (page);
      g_assert_cmpstr (fields->uri, ==, ADDRESS);
      g_assert_cmpstr (fields->address, ==, ADDRESS);
      g_assert_cmpstr (fields->saved, ==, "2026-11-03T15:20:09Z");
      g_assert_nonnull (strstr (fields->markup, "cost about €3.4 million"));
      g_assert_cmpuint (fields->n_frames, ==, g_str_equal (files[i], "chrome.mhtml") ? 1 : 0);
      g_assert_false (fields->is_cut);
      assert_images (fields->images, images);
    }
}

static GlossSavedPage *
make (const char *header, const char *markup, GError **error)
{
  g_autofree char *text = g_strconcat (header, "\r\n\r\n", markup, NULL);
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));

  return gloss_saved_page_new (file, "a.mhtml", error);
}

#define RED "R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="

/* What stands in the page itself. */
static void
test_data_images (void)
{
  static const char *const addresses[] = {
    "data:image/gif;base64," RED, "data:image/png;charset=x;BASE64," RED,
    "data:image/gif;base64,R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABA"
    "AEAAAICRAEAOw",
    NULL
  };
  g_autofree char *markup = g_strconcat (
    "<img src='", addresses[0], "'><img src=", addresses[1], "><p style=\"background: url(", addresses[2],
    ")\"><img src='data:image/svg+xml,<svg/>'><img src='data:image/gif;base64,'><img src='data:image/gif'>"
    "<img src='data:image/gif;base64 ,",
    RED, "'><img src='data:image/png;base64,AAAA'>data:image/", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSavedPage) page = make ("Content-Type: text/html", markup, &error);
  const GlossSavedPageFields *fields;
  const GlossPageImage *images;
  gsize n;

  g_assert_no_error (error);
  fields = gloss_saved_page_get_fields (page);
  g_assert_cmpstr (fields->uri, ==, "thismessage:/");
  g_assert_null (fields->address);
  images = gloss_page_images_get (fields->images, &n);
  g_assert_cmpuint (n, ==, 3);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpstr (images[i].address, ==, addresses[i]);
      g_assert_cmpstr (images[i].sha256, ==, images[0].sha256);
    }
}

static void
test_no_page (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (make ("Content-Type: image/png", "x", &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (make ("No: header", "x", &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/saved-page/browsers", test_browsers);
  g_test_add_func ("/saved-page/data-images", test_data_images);
  g_test_add_func ("/saved-page/no-page", test_no_page);

  return g_test_run ();
}
