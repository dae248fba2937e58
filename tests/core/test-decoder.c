/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From bytes to text: every encoding that is read, and every kind of file that is refused. */

#include "config.h"

#include "core/article/gloss-decoder.h"
#include "core/base/gloss-error.h"

#include <string.h>

#define BYTES(literal) literal, sizeof (literal) - 1

static const struct
{
  const char *name;
  const char *bytes;
  gsize length;
  gboolean is_html;
  /* The text, or NULL and what the message says. */
  const char *text;
  const char *says;
} cases[] = {
  { "empty", BYTES (""), FALSE, "" },
  { "ascii", BYTES ("190 miles\r\n"), FALSE, "190 miles\n" },
  { "utf-8", BYTES ("Ки\xd1\x97\xd0\xb2 \xf0\x9f\x9a\x80"), FALSE, "Київ \xf0\x9f\x9a\x80" },
  { "utf-8-bom",
    BYTES ("\xef\xbb\xbf"
           "Київ"),
    FALSE, "Київ" },
  { "utf-8-bom-only", BYTES ("\xef\xbb\xbf"), FALSE, "" },
  { "utf-8-two-boms",
    BYTES ("\xef\xbb\xbf\xef\xbb\xbf"
           "a"),
    FALSE,
    "\xef\xbb\xbf"
    "a" },
  { "utf-16le",
    BYTES ("\xff\xfe"
           "a\0\r\0\n\0\x3d\xd8\x80\xde"),
    FALSE, "a\n\xf0\x9f\x9a\x80" },
  { "utf-16be",
    BYTES ("\xfe\xff"
           "\0a\0\r\0\n\xd8\x3d\xde\x80"),
    FALSE, "a\n\xf0\x9f\x9a\x80" },
  { "utf-16-nul",
    BYTES ("\xff\xfe"
           "a\0\0\0b\0"),
    FALSE,
    "a\xef\xbf\xbd"
    "b" },
  { "utf-16-only-bom", BYTES ("\xff\xfe"), FALSE, "" },
  { "utf-16-html", BYTES ("\xff\xfe<\0p\0>\0"), TRUE, "<p>" },

  { "utf-8-broken", BYTES ("abc\xff"), FALSE, NULL, "byte 4" },
  { "utf-8-bom-broken",
    BYTES ("\xef\xbb\xbf"
           "abc\xff"),
    FALSE, NULL, "byte 7" },
  { "windows-1252-text", BYTES ("caf\xe9"), FALSE, NULL, "byte 4" },
  { "utf-16-odd",
    BYTES ("\xff\xfe"
           "a\0b"),
    FALSE, NULL, "byte 5" },
  { "utf-16-lone-high",
    BYTES ("\xff\xfe"
           "a\0\x3d\xd8"
           "b\0"),
    FALSE, NULL, "byte 5" },
  { "utf-16-lone-low", BYTES ("\xff\xfe\x80\xde"), FALSE, NULL, "byte 3" },
  { "utf-16-cut-pair",
    BYTES ("\xff\xfe"
           "a\0\x3d\xd8"),
    FALSE, NULL, "byte 5" },
  { "utf-16-no-bom", BYTES ("a\0b\0"), FALSE, NULL, "without a byte order mark" },
  { "nul", BYTES ("text\0text"), FALSE, NULL, "binary" },
  { "nul-html", BYTES ("<p>\0"), TRUE, NULL, "binary" },
  { "pdf", BYTES ("%PDF-1.7\n"), FALSE, NULL, "is a PDF" },
  { "zip", BYTES ("PK\003\004\024\0xx"), FALSE, NULL, "is a ZIP archive. Nothing was added. Unpack it" },
  { "epub", BYTES ("PK\003\004\024\0mimetypeapplication/epub+zipPK"), FALSE, NULL, "is an EPUB book" },
  { "word", BYTES ("PK\003\004\024\0[Content_Types].xmlPKword/document.xml"), FALSE, NULL,
    "a Word document" },
  { "maff", BYTES ("PK\003\004\024\0001/index.rdf"), FALSE, NULL, "MAFF" },
  { "webarchive", BYTES ("bplist00\337\001\002_\020\017WebMainResource_"), FALSE, NULL,
    "in Safari: Page Source" },
  { "webarchive-as-html", BYTES ("bplist00\337\001\002_\020\017WebMainResource_"), TRUE, NULL,
    "web archive" },
  { "webarchive-xml",
    BYTES ("<?xml version=\"1.0\"?>\n<!DOCTYPE plist PUBLIC \"x\">\n<plist><dict><key>WebMainResource</key>"),
    FALSE, NULL, "web archive of Safari" },
  { "about-webarchives", BYTES ("A <plist> has a WebMainResource."), FALSE,
    "A <plist> has a WebMainResource." },
  { "bplist", BYTES ("bplist00\337\001"), FALSE, NULL, "binary property list" },
  { "bplist-words", BYTES ("bplist00 is how it begins"), FALSE, "bplist00 is how it begins" },
  { "rtf", BYTES ("{\\rtf1\\ansi a}"), FALSE, NULL, "rich text" },
  { "png", BYTES ("\211PNG\r\n\032\n"), TRUE, NULL, "is a PNG" },
  { "jpeg", BYTES ("\377\330\377\340"), FALSE, NULL, "is a JPEG" },
  { "gif", BYTES ("GIF89a\001\0\001\0"), FALSE, NULL, "is a GIF" },
  { "webp", BYTES ("RIFF\044\0\0\0WEBP"), FALSE, NULL, "WebP" },
  { "ogg", BYTES ("OggS\0\002"), FALSE, NULL, "Ogg" },
  { "bzip2", BYTES ("BZh91AY&SY\254\336"), FALSE, NULL, "bzip2" },
  /* Texts that begin as such a file does. */
  { "about-webp", BYTES ("The new WEBP format"), FALSE, "The new WEBP format" },
  { "about-mp4", BYTES ("The ftyp box"), FALSE, "The ftyp box" },
  { "about-gif", BYTES ("GIF89a is old – very"), FALSE, "GIF89a is old – very" },
  { "about-ogg", BYTES ("OggS"), FALSE, "OggS" },
  { "gzip", BYTES ("\037\213\010"), FALSE, NULL, "gzip" },
  { "doc", BYTES ("\320\317\021\340\241\261\032\341"), FALSE, NULL, "Word" },
  { "mp4", BYTES ("\0\0\0\040ftypisom"), FALSE, NULL, "MP4" },
  { "elf", BYTES ("\177ELF\002"), FALSE, NULL, "program" },
  { "sqlite", BYTES ("SQLite format 3\0"), FALSE, NULL, "SQLite" },
  { "utf-32", BYTES ("\377\376\0\0a\0\0\0"), FALSE, NULL, "UTF-32" },

  { "html-utf-8", BYTES ("<p>\xd0\x9a"), TRUE, "<p>К" },
  { "html-undeclared", BYTES ("<p>caf\xe9 \x93x\x94 \x81"), TRUE, "<p>café “x” \xc2\x81" },
  { "html-latin1", BYTES ("<meta charset=iso-8859-1>\x80"), TRUE, "<meta charset=iso-8859-1>€" },
  { "html-1251", BYTES ("<meta charset=windows-1251>\xca\xe8\xbf\xe2"), TRUE,
    "<meta charset=windows-1251>Київ" },
  { "html-koi8", BYTES ("<meta charset=koi8-u>\xeb\xc9\xa7\xd7"), TRUE, "<meta charset=koi8-u>Київ" },
  { "html-sjis", BYTES ("<meta charset=shift_jis>\x93\xfa\x96\x7b"), TRUE, "<meta charset=shift_jis>日本" },
  { "html-gbk", BYTES ("<meta charset=gb2312>\xd6\xd0\xce\xc4"), TRUE, "<meta charset=gb2312>中文" },
  { "html-big5", BYTES ("<meta charset=big5>\xa4\xa4\xa4\xe5"), TRUE, "<meta charset=big5>中文" },
  { "html-euc-kr", BYTES ("<meta charset=euc-kr>\xc7\xd1"), TRUE, "<meta charset=euc-kr>한" },
  { "html-2022", BYTES ("<meta charset=iso-2022-jp>\x1b$BF|\x1b(B."), TRUE, "<meta charset=iso-2022-jp>日." },
  { "html-utf-16-declared", BYTES ("<meta charset=utf-16>\xd0\x9a"), TRUE, "<meta charset=utf-16>К" },
  { "html-declared-broken",
    BYTES ("<meta charset=utf-8>a\xff"
           "b"),
    TRUE,
    "<meta charset=utf-8>a\xef\xbf\xbd"
    "b" },
  { "html-bom-over-meta", BYTES ("\xef\xbb\xbf<meta charset=latin2>\xd0\x9a"), TRUE,
    "<meta charset=latin2>К" },
  { "html-bom-broken",
    BYTES ("\xef\xbb\xbf"
           "a\xff"),
    TRUE, "a\xef\xbf\xbd" },
  { "text-does-not-declare", BYTES ("<meta charset=windows-1251>\xca"), FALSE, NULL, "byte 28" },
};

static void
test_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  /* A copy of just this size, so that a sanitizer sees a read past it. */
  g_autoptr (GBytes) bytes = g_bytes_new (cases[i].bytes, cases[i].length);
  g_autofree char *text = gloss_decoder_decode (bytes, cases[i].is_html, "a file", &error);

  if (cases[i].text != NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].text);
      return;
    }

  g_assert_null (text);
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT);
  g_assert_nonnull (strstr (error->message, cases[i].says));
  g_assert_nonnull (strstr (error->message, "“a file”"));
  g_assert_null (strchr (error->message, '\n'));
}

/* Longer than the buffers of a conversion, with a character across every edge. */
static void
test_long (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) page = g_string_new ("<meta charset=windows-1251>");
  g_autoptr (GString) want = g_string_new ("<meta charset=windows-1251>");
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < 20000; i++)
    {
      g_string_append_c (page, '\xca');
      g_string_append (want, "К");
    }
  bytes = g_bytes_new (page->str, page->len);
  text = gloss_decoder_decode (bytes, TRUE, "a file", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, want->str);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/decoder/%s", cases[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/decoder/long", test_long);

  return g_test_run ();
}
