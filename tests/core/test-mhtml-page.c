/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page in an MHTML file: as browsers save it, in many encodings, and as nobody should. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "core/article/gloss-mhtml-page.h"
#include "core/base/gloss-error.h"

#define ADDRESS "https://news.example/2026/grenfeld-timber.html"

static GlossMhtml *
parse (const char *data, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length < 0 ? strlen (data) : (gsize) length);
  g_autoptr (GError) error = NULL;
  GlossMhtml *mhtml = gloss_mhtml_new (bytes, &error);

  g_assert_no_error (error);
  return mhtml;
}

static GlossMhtml *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "saved", name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return parse (data, (gssize) length);
}

/* The same article in each, with what breaks when an encoding is taken for another. */
static void
test_browsers (void)
{
  static const struct
  {
    const char *name;
    const char *saved;
    guint n_frames;
  } files[] = { { "chrome.mhtml", "2026-11-03T15:20:09Z", 1 },
                { "webkit.mhtml", "2026-11-03T15:20:09Z", 0 },
                { "ie.mht", "2026-11-03T15:20:09Z", 0 },
                { "utf-16.mhtml", NULL, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GlossMhtml) mhtml = load (files[i].name);
      g_autoptr (GError) error = NULL;
      g_autofree char *markup = gloss_mhtml_dup_markup (mhtml, files[i].name, &error);
      g_autofree char *address = gloss_mhtml_dup_address (mhtml);
      g_autofree char *base = gloss_mhtml_dup_base (mhtml);
      g_autofree char *saved = gloss_mhtml_dup_saved (mhtml);

      g_test_message ("%s", files[i].name);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (markup, "was “only half of the reason”. The other"));
      g_assert_nonnull (strstr (markup, "cost about €3.4 million, of which"));
      g_assert_nonnull (strstr (markup, "© Grenfeld Courier"));
      g_assert_null (strchr (markup, '\r'));
      g_assert_cmpstr (address, ==, ADDRESS);
      g_assert_cmpstr (base, ==, ADDRESS);
      g_assert_cmpstr (saved, ==, files[i].saved);
      g_assert_cmpuint (gloss_mhtml_count_frames (mhtml), ==, files[i].n_frames);
      g_assert_false (gloss_mhtml_is_cut (mhtml));
    }
}

static char *
dup_markup_of (const char *type, const char *body, gsize length)
{
  g_autoptr (GString) file = g_string_new ("Content-Type: ");
  g_autoptr (GlossMhtml) mhtml = NULL;
  g_autoptr (GError) error = NULL;
  char *markup;

  g_string_append_printf (file, "%s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n", type);
  g_string_append_len (file, body, (gssize) length);
  mhtml = parse (file->str, (gssize) file->len);
  markup = gloss_mhtml_dup_markup (mhtml, "a.mhtml", &error);
  g_assert_no_error (error);
  return markup;
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *type;
    const char *body;
    gsize length;
    const char *markup;
  } cases[] = {
    { "text/html", "caf\303\251", 5, "café" },
    { "text/html", "caf\351", 4, "café" },
    { "text/html; charset=koi8-r", "\304\301", 2, "да" },
    /* The part goes before what the page says; a label that nobody knows before nothing. */
    { "text/html; charset=koi8-r", "<meta charset=utf-8>\304\301", 22, "<meta charset=utf-8>да" },
    { "text/html; charset=x-nonsense", "<meta charset=koi8-r>\304\301", 23, "<meta charset=koi8-r>да" },
    { "text/html; charset=\"\"", "caf\303\251", 5, "café" },
    /* A byte order mark before all. */
    { "text/html; charset=koi8-r", "\357\273\277caf\303\251", 8, "café" },
    { "text/html", "\377\376c\0a\0", 6, "ca" },
    { "text/html; charset=utf-8", "\376\377\0c\0a", 6, "ca" },
    { "text/html; charset=UTF-16", "c\0a\0", 4, "ca" },
    { "text/html; charset=utf-16be", "\0c\0a", 4, "ca" },
    { "text/html; charset=unicode", "c\0\0\0a\0", 6, "c\357\277\275a" },
    { "text/html; charset=utf-16", "c\0a", 3, "c\357\277\275" },
    { "text/html; charset=utf-8", "a\377b\r\nc\0", 7, "a\357\277\275b\nc\357\277\275" },
    { "application/xhtml+xml", "", 0, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = dup_markup_of (cases[i].type, cases[i].body, cases[i].length);

      g_assert_cmpstr (markup, ==, cases[i].markup);
    }
}

static void
test_no_page (void)
{
  static const char *const files[] = {
    "Content-Type: text/plain\r\n\r\nJust words.",
    "Content-Type: multipart/related; boundary=b; start=\"<i>\"\r\n\r\n--b\r\nContent-Type: "
    "text/html\r\n\r\n<p>a\r\n"
    "--b\r\nContent-Type: image/png\r\nContent-ID: <i>\r\n\r\nx\r\n--b--\r\n",
    "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/css\r\n\r\nb "
    "{}\r\n--b--\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GlossMhtml) mhtml = parse (files[i], -1);
      g_autoptr (GError) error = NULL;

      g_assert_null (gloss_mhtml_dup_markup (mhtml, "a.mhtml", &error));
      g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "“a.mhtml”"));
    }
}

/* What a file says of its page may be anything. */
static void
test_addresses (void)
{
  static const struct
  {
    const char *whole;
    const char *part;
    const char *address;
    const char *base;
  } cases[] = {
    { NULL, NULL, NULL, NULL },
    { NULL, "https://a.example/b", "https://a.example/b", "https://a.example/b" },
    { "https://a.example/b", NULL, "https://a.example/b", "https://a.example/b" },
    { "https://a.example/b", "cid:frame-1@mhtml.blink", "https://a.example/b", "cid:frame-1@mhtml.blink" },
    { "https://a.example/b", "https://c.example/d", "https://a.example/b", "https://c.example/d" },
    { "javascript:alert(1)", "file:///etc/passwd", NULL, "file:///etc/passwd" },
    { "page.html", "img/a.png", NULL, NULL },
    { "news.example", "https://", NULL, "https://" },
    { "data:text/html,<p>", "https://c.example/", "https://c.example/", "https://c.example/" },
    { "http:\r\n //host", "//host/a", "http://host/", "http://host" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) file = g_string_new (NULL);
      g_autoptr (GlossMhtml) mhtml = NULL;
      g_autofree char *address = NULL;
      g_autofree char *base = NULL;

      if (cases[i].whole != NULL)
        g_string_append_printf (file, "Snapshot-Content-Location: %s\r\n", cases[i].whole);
      g_string_append (
        file, "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n");
      if (cases[i].part != NULL)
        g_string_append_printf (file, "Content-Location: %s\r\n", cases[i].part);
      g_string_append (file, "\r\n<p>a\r\n--b--\r\n");
      mhtml = parse (file->str, -1);
      address = gloss_mhtml_dup_address (mhtml);
      base = gloss_mhtml_dup_base (mhtml);
      g_test_message ("%s, %s", cases[i].whole, cases[i].part);
      g_assert_cmpstr (address, ==, cases[i].address);
      g_assert_cmpstr (base, ==, cases[i].base);
    }
}

static void
test_times (void)
{
  static const struct
  {
    const char *date;
    const char *saved;
  } cases[] = {
    { "Tue, 3 Nov 2026 16:20:09 +0100", "2026-11-03T15:20:09Z" },
    { "3 Nov 2026 16:20 -0330", "2026-11-03T19:50:00Z" },
    { "Tue, 03 Nov 2026 15:20:09 -0000", "2026-11-03T15:20:09Z" },
    { "Tue, 03 Nov 2026 15:20:09 GMT", "2026-11-03T15:20:09Z" },
    { "Tue, 03 Nov 2026 15:20:09 EST", "2026-11-03T20:20:09Z" },
    { "Tue, 03 Nov 2026 15:20:09", "2026-11-03T15:20:09Z" },
    { "Tue, 31 Feb 2026 15:20:09 GMT", NULL },
    { "Tue, 03 anF 2026 15:20:09 GMT", NULL },
    { "Tue, 03 Nov 2026 25:20:09 GMT", NULL },
    { "Tue, 03 Nov 2026 15:20:09 +9999", NULL },
    { "2026-11-03T15:20:09Z", NULL },
    { "yesterday", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = g_strdup_printf ("Date: %s\r\nContent-Type: text/html\r\n\r\na", cases[i].date);
      g_autoptr (GlossMhtml) mhtml = parse (file, -1);
      g_autofree char *saved = gloss_mhtml_dup_saved (mhtml);

      g_test_message ("%s", cases[i].date);
      g_assert_cmpstr (saved, ==, cases[i].saved);
    }
}

/* A file that ends anywhere is read as far as it goes, and known to be cut. */
static void
test_cut (void)
{
  g_autoptr (GlossMhtml) whole = load ("chrome.mhtml");
  GBytes *file = gloss_mhtml_get_file (whole);
  gsize length;
  const char *data = g_bytes_get_data (file, &length);
  gsize start = gloss_mhtml_get_part (whole, 0)->offset;

  for (gsize n = start; n < length - 4; n += 41)
    {
      g_autoptr (GlossMhtml) mhtml = parse (data, (gssize) n);
      g_autofree char *markup = gloss_mhtml_dup_markup (mhtml, "a.mhtml", NULL);

      g_assert_true (gloss_mhtml_is_cut (mhtml));
      g_assert_nonnull (markup);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mhtml-page/browsers", test_browsers);
  g_test_add_func ("/mhtml-page/encodings", test_encodings);
  g_test_add_func ("/mhtml-page/no-page", test_no_page);
  g_test_add_func ("/mhtml-page/addresses", test_addresses);
  g_test_add_func ("/mhtml-page/times", test_times);
  g_test_add_func ("/mhtml-page/cut", test_cut);

  return g_test_run ();
}
