/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an HTML page declares, as the HTML standard's prescan finds it. */

#include "config.h"

#include "core/article/gloss-html-charset.h"

#include <string.h>
#include <unicode/ucnv.h>

static const struct
{
  const char *html;
  const char *converter;
} pages[] = {
  { "", NULL },
  { "<", NULL },
  { "<p>no declaration", NULL },
  { "<meta charset=utf-8>", "UTF-8" },
  { "<META CHARSET='Windows-1251'>", "windows-1251" },
  { "<meta charset=\" koi8-u \">", "KOI8-U" },
  { "<meta/charset=gb2312>", "gb18030" },
  { "<meta name=x charset = big5 >", "Big5-HKSCS" },
  { "<!doctype html><html lang=uk><head><title>t</title><meta charset=sjis>", "windows-31j" },
  { "<meta charset=iso-8859-1>", "windows-1252" },
  { "<meta charset=utf-16>", "UTF-8" },
  { "<meta charset=utf-16le>", "UTF-8" },
  { "<meta charset=x-user-defined>", "windows-1252" },
  { "<meta charset=utf-7>", NULL },
  { "<meta charset=nonsense>", NULL },
  { "<meta charset=''>", NULL },
  { "<meta charset>", NULL },
  { "<meta charset=nonsense><meta charset=latin2>", "ISO-8859-2" },
  { "<meta charset=latin2 charset=utf-8>", "ISO-8859-2" },
  { "<meta http-equiv=content-type content='text/html; charset=euc-kr'>", "windows-949" },
  { "<meta content='text/html; charset = \"euc-jp\"' http-equiv=Content-Type>", "EUC-JP" },
  { "<meta http-equiv=content-type content='charset;charset=latin5'>", "windows-1254" },
  { "<meta http-equiv=content-type content='charset=\"latin5'>", NULL },
  { "<meta http-equiv=refresh content='text/html; charset=latin2'>", NULL },
  { "<meta content='text/html; charset=latin2'>", NULL },
  { "<meta content='charset=latin2' charset=utf-8>", "UTF-8" },
  { "<metal charset=latin2>", NULL },
  { "<p title='<meta charset=latin2>'>", NULL },
  { "<p title=\"> \" class='<meta charset=latin2>'><meta charset=latin3>", "ISO-8859-3" },
  { "<!-- <meta charset=latin2> --><meta charset=latin3>", "ISO-8859-3" },
  { "<!--><meta charset=latin2>-->", "ISO-8859-2" },
  { "<!-- <meta charset=latin2>", NULL },
  { "<? <meta charset=latin2> ?>", NULL },
  { "</p <meta charset=latin2>", NULL },
  { "</ <meta charset=latin2><meta charset=latin3>", "ISO-8859-3" },
  { "<1><meta charset=latin2>", "ISO-8859-2" },
  { "<meta charset=latin2", NULL },
  { "<meta charset='latin2", NULL },
  { "<?xml version='1.0' encoding='windows-1250'?><html>", "windows-1250" },
  { "<?xml version='1.0' encoding='windows-1250'?><meta charset=utf-8>", "UTF-8" },
  { "<?xml version='1.0'?><html>", NULL },
  { "<?xml version='1.0' encoding=windows-1250?>", NULL },
  { "<?xml version='1.0' encoding='windows-1250'", NULL },
};

static void
test_pages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gsize length = strlen (pages[i].html);
      /* Exactly as long as the page, so that a sanitizer sees a read past it. */
      g_autofree char *data = g_memdup2 (pages[i].html, length);

      g_test_message ("%s", pages[i].html);
      g_assert_cmpstr (gloss_html_charset_sniff (data, length), ==, pages[i].converter);
    }
}

static void
test_only_the_beginning (void)
{
  g_autoptr (GString) page = g_string_new (NULL);

  while (page->len < GLOSS_HTML_CHARSET_BYTES - strlen ("<meta charset=latin2>"))
    g_string_append_c (page, 'x');
  g_string_append (page, "<meta charset=latin2>");
  g_assert_cmpstr (gloss_html_charset_sniff (page->str, page->len), ==, "ISO-8859-2");

  g_string_prepend_c (page, 'x');
  g_assert_null (gloss_html_charset_sniff (page->str, page->len));
}

/* Every converter that a label leads to is one that ICU has. */
static void
test_converters (void)
{
  static const char *const labels[] = {
    "utf-8",        "latin1",       "866",
    "latin2",       "latin3",       "latin4",
    "cyrillic",     "arabic",       "greek",
    "hebrew",       "latin6",       "iso-8859-13",
    "iso-8859-14",  "l9",           "koi8-r",
    "koi8-u",       "mac",          "tis-620",
    "windows-1250", "windows-1251", "windows-1253",
    "windows-1254", "cp1255",       "windows-1256",
    "windows-1257", "windows-1258", "x-mac-cyrillic",
    "gbk",          "big5",         "euc-jp",
    "iso-2022-jp",  "shift_jis",    "euc-kr",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *page = g_strdup_printf ("<meta charset=%s>", labels[i]);
      const char *converter = gloss_html_charset_sniff (page, strlen (page));
      UErrorCode status = U_ZERO_ERROR;
      UConverter *open;

      g_test_message ("%s", labels[i]);
      g_assert_nonnull (converter);
      open = ucnv_open (converter, &status);
      g_assert_true (U_SUCCESS (status));
      ucnv_close (open);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html-charset/pages", test_pages);
  g_test_add_func ("/html-charset/only-the-beginning", test_only_the_beginning);
  g_test_add_func ("/html-charset/converters", test_converters);

  return g_test_run ();
}
