/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MHTML as WebKit, Chrome and Outlook write it, and as nobody should. */

#include "config.h"

#include <string.h>

#include "core/article/gloss-mhtml.h"
#include "core/base/gloss-error.h"

static GlossMhtml *
parse (const char *file)
{
  g_autoptr (GBytes) bytes = g_bytes_new (file, strlen (file));
  g_autoptr (GError) error = NULL;
  GlossMhtml *mhtml = gloss_mhtml_new (bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (mhtml);
  return mhtml;
}

static void
assert_part (
  GlossMhtml *mhtml, guint index, const char *location, const char *media_type, const char *content)
{
  const GlossMhtmlPart *part = gloss_mhtml_get_part (mhtml, index);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);

  g_assert_cmpstr (part->location, ==, location);
  g_assert_cmpstr (part->media_type, ==, media_type);
  g_assert_cmpmem (g_bytes_get_data (part->bytes, NULL), g_bytes_get_size (part->bytes), content,
                   strlen (content));
  g_assert_cmpstr (part->sha256, ==, sha256);
}

static void
test_webkit (void)
{
  const char *file = "From: <Saved by WebKit>\r\n"
                     "Subject: A\r\n"
                     "Date: Mon, 22 Nov 2026 18:01:54 -0000\r\n"
                     "MIME-Version: 1.0\r\n"
                     "Content-Type: multipart/related;\r\n"
                     "\ttype=\"text/html\";\r\n"
                     "\tboundary=\"----=_NextPart_000_ED43\"\r\n"
                     "\r\n"
                     "------=_NextPart_000_ED43\r\n"
                     "Content-Type: text/html\r\n"
                     "Content-Transfer-Encoding: quoted-printable\r\n"
                     "Content-Location: http://example.org/i.html\r\n"
                     "\r\n"
                     "<html><img src=3D\"http://example.org/a.=\r\npng\">\r\n"
                     "------=_NextPart_000_ED43\r\n"
                     "Content-Type: image/png\r\n"
                     "Content-Transfer-Encoding: base64\r\n"
                     "Content-Location: http://example.org/a.png\r\n"
                     "\r\n"
                     "aW1h\r\nZ2U=\r\n"
                     "------=_NextPart_000_ED43--\r\n";
  g_autoptr (GlossMhtml) mhtml = parse (file);
  const GlossMhtmlPart *image;

  g_assert_cmpuint (gloss_mhtml_get_n_parts (mhtml), ==, 2);
  assert_part (mhtml, 0, "http://example.org/i.html", "text/html",
               "<html><img src=\"http://example.org/a.png\">");
  assert_part (mhtml, 1, "http://example.org/a.png", "image/png", "image");
  g_assert_true (gloss_mhtml_get_root (mhtml) == gloss_mhtml_get_part (mhtml, 0));

  image = gloss_mhtml_find_part (mhtml, "http://example.org/a.png");
  g_assert_true (image == gloss_mhtml_get_part (mhtml, 1));
  g_assert_cmpint (image->encoding, ==, GLOSS_MHTML_BASE64);
  g_assert_cmpmem (file + image->offset, image->length, "aW1h\r\nZ2U=", 10);
  g_assert_null (gloss_mhtml_find_part (mhtml, "http://example.org/b.png"));
}

static void
test_chrome (void)
{
  g_autoptr (GlossMhtml) mhtml = parse ("From: <Saved by Blink>\r\n"
                                        "Snapshot-Content-Location: https://example.org/\r\n"
                                        "Subject: =?utf-8?Q?A?=\r\n"
                                        "MIME-Version: 1.0\r\n"
                                        "Content-Type: multipart/related;\r\n"
                                        "\ttype=\"text/html\";\r\n"
                                        "\tboundary=\"----MultipartBoundary--aB3----\"\r\n"
                                        "\r\n\r\n"
                                        "------MultipartBoundary--aB3----\r\n"
                                        "Content-Type: text/html\r\n"
                                        "Content-ID: <frame-3FA8@mhtml.blink>\r\n"
                                        "Content-Transfer-Encoding: binary\r\n"
                                        "Content-Location: https://example.org/\r\n"
                                        "\r\n"
                                        "<iframe src=\"cid:frame-77@mhtml.blink\"></iframe>\r\n"
                                        "------MultipartBoundary--aB3----\r\n"
                                        "Content-Type: text/css\r\n"
                                        "Content-Transfer-Encoding: quoted-printable\r\n"
                                        "Content-Location: cid:css-1@mhtml.blink\r\n"
                                        "\r\n"
                                        "@charset \"utf-8\";\r\n"
                                        "\r\n"
                                        "------MultipartBoundary--aB3----\r\n"
                                        "Content-Type: text/html\r\n"
                                        "Content-ID: <frame-77@mhtml.blink>\r\n"
                                        "Content-Transfer-Encoding: quoted-printable\r\n"
                                        "\r\n"
                                        "<p>frame\r\n"
                                        "------MultipartBoundary--aB3------\r\n");

  g_assert_cmpuint (gloss_mhtml_get_n_parts (mhtml), ==, 3);
  assert_part (mhtml, 0, "https://example.org/", "text/html",
               "<iframe src=\"cid:frame-77@mhtml.blink\"></iframe>");
  assert_part (mhtml, 1, "cid:css-1@mhtml.blink", "text/css", "@charset \"utf-8\";\r\n");
  assert_part (mhtml, 2, NULL, "text/html", "<p>frame");
  g_assert_true (gloss_mhtml_find_part (mhtml, "cid:frame-77@mhtml.blink") ==
                 gloss_mhtml_get_part (mhtml, 2));
  g_assert_true (gloss_mhtml_find_part (mhtml, "cid:css-1@mhtml.blink") == gloss_mhtml_get_part (mhtml, 1));
}

/* A part within a part, a start that is not the first, an address in two lines, a charset, LF alone. */
static void
test_outlook (void)
{
  g_autoptr (GlossMhtml) mhtml =
    parse ("X-Unsent: 1\n"
           "content-type: Multipart/Related; boundary=outer; start=\"<page@x>\"\n"
           "\n"
           "This is a multi-part message in MIME format.\n"
           "--outer  \n"
           "Content-Type: image/gif; name=\"a;b.gif\"\n"
           "Content-Location: file:///C:/long/\n"
           " name.gif\n"
           "\n"
           "GIF\n"
           "--outer\n"
           "Content-Type: multipart/alternative; boundary=\"in ner\"\n"
           "\n"
           "--in ner\n"
           "Content-Type: text/plain; charset=us-ascii\n"
           "\n"
           "words\n"
           "--in ner\n"
           "Content-Type: TEXT/HTML; format=\"\\\"\"; Charset = \"Windows-1251\"\n"
           "Content-ID: <page@x>\n"
           "Content-Transfer-Encoding: 8bit\n"
           "\n"
           "<p>\xcf\n"
           "--in ner--\n"
           "\n"
           "--outer--\n"
           "after\n");
  const GlossMhtmlPart *root = gloss_mhtml_get_root (mhtml);

  g_assert_cmpuint (gloss_mhtml_get_n_parts (mhtml), ==, 3);
  assert_part (mhtml, 0, "file:///C:/long/name.gif", "image/gif", "GIF");
  assert_part (mhtml, 1, NULL, "text/plain", "words");
  assert_part (mhtml, 2, NULL, "text/html", "<p>\xcf");
  g_assert_true (root == gloss_mhtml_get_part (mhtml, 2));
  g_assert_cmpstr (root->charset, ==, "windows-1251");
}

/* The page alone, as Internet Explorer wrote one that shows nothing else. */
static void
test_single (void)
{
  g_autoptr (GlossMhtml) mhtml = parse ("Content-Type: text/html\nContent-Transfer-Encoding: base64\n"
                                        "Content-Location: http://a/\n\nPHA+\n");

  g_assert_cmpuint (gloss_mhtml_get_n_parts (mhtml), ==, 1);
  assert_part (mhtml, 0, "http://a/", "text/html", "<p>");
}

static void
test_cut_off (void)
{
  g_autoptr (GlossMhtml) mhtml = parse ("Content-Type: multipart/related; boundary=b\n\n--b\n"
                                        "Content-Type: text/html\n\n<p>\n--b\nContent-Type: image/png\n"
                                        "Content-Transfer-Encoding: base64\n\naW1hZ");

  g_assert_cmpuint (gloss_mhtml_get_n_parts (mhtml), ==, 2);
  assert_part (mhtml, 0, NULL, "text/html", "<p>");
  assert_part (mhtml, 1, NULL, "image/png", "ima");
}

/* What stands in a header is a stranger's. */
static void
test_odd_fields (void)
{
  g_autoptr (GlossMhtml) mhtml =
    parse ("Content-Type: multipart/related; boundary=b\n\n"
           "--b\nContent-Type: <script>/x\nContent-Location: http://a/\xff\n\n1\n"
           "--b\nContent-Location: http://a/\nno colon\n: nothing\nContent-Location: http://b/\n\n2\n"
           "--b\nContent-Type\n\n3\n--bb\n4\n--b-\n5\n--b--x\n--b--\n--b\n\n6\n");

  g_assert_cmpuint (gloss_mhtml_get_n_parts (mhtml), ==, 3);
  assert_part (mhtml, 0, "http://a/\xef\xbf\xbd", "application/octet-stream", "1");
  assert_part (mhtml, 1, "http://a/", "text/plain", "2");
  assert_part (mhtml, 2, NULL, "text/plain", "3\n--bb\n4\n--b-\n5\n--b--x");
}

static void
assert_refused (GString *file, GlossError code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (file->str, file->len);
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_mhtml_new (bytes, &error));
  g_assert_error (error, GLOSS_ERROR, (int) code);
}

static void
test_no_mhtml (void)
{
  const char *const files[] = { "",
                                "<!DOCTYPE html><p>words",
                                "Subject: a letter\n\nwords",
                                "\nContent-Type: text/html\n\n<p>",
                                "Content-Type: multipart/related; boundary=b\n\n--c\n\nwords\n",
                                "Content-Type: multipart/related; boundary=b\n\n--b--\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GString) file = g_string_new (files[i]);

      assert_refused (file, GLOSS_ERROR_INVALID);
    }
}

static void
test_too_deep (void)
{
  g_autoptr (GString) file = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (file, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
  assert_refused (file, GLOSS_ERROR_TOO_LARGE);
}

static void
test_too_many (void)
{
  g_autoptr (GString) file = g_string_new ("Content-Type: multipart/mixed; boundary=b\n\n");

  for (guint i = 0; i <= GLOSS_MHTML_MAX_PARTS; i++)
    g_string_append (file, "--b\n\nx\n");
  assert_refused (file, GLOSS_ERROR_TOO_LARGE);
}

static void
test_long_header (void)
{
  g_autoptr (GString) file = g_string_new ("Content-Type: text/html\n");

  for (gsize i = 0; i < GLOSS_MHTML_MAX_HEADER; i++)
    g_string_append (file, "A:\n");
  g_string_append (file, "\n<p>");
  assert_refused (file, GLOSS_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mhtml/webkit", test_webkit);
  g_test_add_func ("/mhtml/chrome", test_chrome);
  g_test_add_func ("/mhtml/outlook", test_outlook);
  g_test_add_func ("/mhtml/single", test_single);
  g_test_add_func ("/mhtml/cut-off", test_cut_off);
  g_test_add_func ("/mhtml/odd-fields", test_odd_fields);
  g_test_add_func ("/mhtml/no-mhtml", test_no_mhtml);
  g_test_add_func ("/mhtml/too-deep", test_too_deep);
  g_test_add_func ("/mhtml/too-many", test_too_many);
  g_test_add_func ("/mhtml/long-header", test_long_header);

  return g_test_run ();
}
