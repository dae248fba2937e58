/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Captures: what is copied, what is filled in, what stays absent. */

#include "config.h"

#include "core/article/gloss-capture.h"

#include <string.h>

static GlossText *
make_text (const char *utf8)
{
  g_autoptr (GError) error = NULL;
  GlossText *text = gloss_text_new (utf8, -1, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_copies (void)
{
  g_autoptr (GlossText) text = make_text ("words");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autoptr (GlossCaptureResource) image =
    gloss_capture_resource_new ("https://example.org/a.png", "image/png", bytes);
  g_autoptr (GPtrArray) resources = g_ptr_array_new ();
  char uri[] = "file:///a%20b.txt";
  char title[] = "A title";
  GlossCaptureFields fields = { .uuid = "u",
                                .article = "a",
                                .uri = uri,
                                .sha256 = "given",
                                .captured = "2026-11-22T10:00:00Z",
                                .media_type = "text/plain",
                                .bytes = bytes,
                                .html = "<p>words",
                                .text = text,
                                .title = title,
                                .byline = "B. Line",
                                .site = "example.org",
                                .published = "2026-11-21",
                                .language = "uk",
                                .status = 404,
                                .headers = "{}",
                                .mhtml = bytes,
                                .archive = "https://archive.example/1",
                                .resources = resources };
  g_autoptr (GlossCapture) capture = gloss_capture_new (&fields);
  const GlossCaptureFields *copy = gloss_capture_get_fields (capture);

  memset (uri, 'x', sizeof uri - 1);
  memset (title, 'x', sizeof title - 1);
  g_ptr_array_add (resources, image);

  g_assert_cmpstr (copy->uuid, ==, "u");
  g_assert_cmpstr (copy->article, ==, "a");
  g_assert_cmpstr (copy->uri, ==, "file:///a%20b.txt");
  g_assert_cmpstr (copy->sha256, ==, "given");
  g_assert_cmpstr (copy->captured, ==, "2026-11-22T10:00:00Z");
  g_assert_cmpstr (copy->media_type, ==, "text/plain");
  g_assert_true (copy->bytes == bytes);
  g_assert_cmpstr (copy->html, ==, "<p>words");
  g_assert_true (copy->text == text);
  g_assert_cmpstr (copy->title, ==, "A title");
  g_assert_cmpstr (copy->byline, ==, "B. Line");
  g_assert_cmpstr (copy->site, ==, "example.org");
  g_assert_cmpstr (copy->published, ==, "2026-11-21");
  g_assert_cmpstr (copy->language, ==, "uk");
  g_assert_cmpint (copy->status, ==, 404);
  g_assert_cmpstr (copy->headers, ==, "{}");
  g_assert_true (copy->mhtml == bytes);
  g_assert_cmpstr (copy->mhtml_sha256, ==, gloss_capture_resource_get_sha256 (image));
  g_assert_cmpstr (copy->archive, ==, "https://archive.example/1");
  /* Added after the capture was made. */
  g_assert_cmpuint (copy->resources->len, ==, 0);
}

static void
test_filled_in (void)
{
  g_autoptr (GlossText) text = make_text ("");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autoptr (GDateTime) before = g_date_time_new_now_utc ();
  GlossCaptureFields fields = {
    .uri = "gloss-paste:x", .media_type = "text/plain", .bytes = bytes, .html = "", .text = text
  };
  g_autoptr (GlossCapture) capture = gloss_capture_new (&fields);
  const GlossCaptureFields *copy = gloss_capture_get_fields (capture);
  g_autoptr (GDateTime) captured = g_date_time_new_from_iso8601 (copy->captured, NULL);

  g_assert_cmpstr (copy->sha256, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_nonnull (captured);
  g_assert_true (g_str_has_suffix (copy->captured, "Z"));
  g_assert_cmpint (g_date_time_to_unix (captured), >=, g_date_time_to_unix (before));
  g_assert_null (copy->uuid);
  g_assert_null (copy->article);
  g_assert_null (copy->title);
  g_assert_null (copy->byline);
  g_assert_null (copy->site);
  g_assert_null (copy->published);
  g_assert_null (copy->language);
}

static void
test_without_bytes (void)
{
  g_autoptr (GlossText) text = make_text ("x");
  GlossCaptureFields fields = {
    .uri = "u", .media_type = "text/plain", .sha256 = "h", .html = "x", .text = text
  };
  g_autoptr (GlossCapture) capture = gloss_capture_new (&fields);
  GlossCapture *copy = g_boxed_copy (GLOSS_TYPE_CAPTURE, capture);

  g_assert_true (copy == capture);
  g_boxed_free (GLOSS_TYPE_CAPTURE, copy);
  g_assert_null (gloss_capture_get_fields (capture)->bytes);
  g_assert_cmpstr (gloss_capture_get_fields (capture)->sha256, ==, "h");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/capture/copies", test_copies);
  g_test_add_func ("/capture/filled-in", test_filled_in);
  g_test_add_func ("/capture/without-bytes", test_without_bytes);

  return g_test_run ();
}
