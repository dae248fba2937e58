/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At which addresses an archive is asked for a page, and for which pages it is not. */

#include "config.h"

#include "core/article/gloss-archive.h"

#include <string.h>

#include "core/article/gloss-address.h"
#include "core/base/gloss-error.h"

/* address: what stands behind the archive's own, NULL where it can't have the page. */
static const struct
{
  const char *uri;
  const char *address;
} cases[] = {
  { "https://site.example/a?b=c&d=%2F", "https://site.example/a?b=c&d=%2F" },
  { "http://site.example/a#part", "http://site.example/a" },
  { "https://site.example/?q=a#!/b?c", "https://site.example/?q=a" },
  { "https://SITE.example:8443/%zz", "https://site.example:8443/%25zz" },
  { "https://site.example/a b|\"<>\\^`{}", "https://site.example/a%20b%7C%22%3C%3E%5C%5E%60%7B%7D" },
  { "https://b\303\274cher.example/\303\274", "https://xn--bcher-kva.example/%C3%BC" },
  { "https://site.example/\342\200\256gpj.exe", "https://site.example/%E2%80%AEgpj.exe" },
  { "https://93.184.216.34/a", "https://93.184.216.34/a" },
  { "http://localhost:8080/a", NULL },
  { "http://127.1/a", NULL },
  { "http://0x7f000001/", NULL },
  { "http://[::1]/", NULL },
  { "http://192.168.0.1/a", NULL },
  { "http://printer.local/a", NULL },
  { "http://intranet/a", NULL },
  { "https://ann:secret@site.example/", NULL },
  { "file:///home/ann/a.html", NULL },
  { "gloss-paste:00", NULL },
  { "javascript:alert(1)", NULL },
  { "data:text/html,x", NULL },
  { "ftp://site.example/", NULL },
  { "words", NULL },
  { "", NULL },
};

static void
test_addresses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *save = gloss_archive_dup_save_address (cases[i].uri);
      g_autofree char *look = gloss_archive_dup_look_address (cases[i].uri);
      g_autofree char *expected_save =
        cases[i].address != NULL ? g_strconcat ("https://web.archive.org/save/", cases[i].address, NULL)
                                 : NULL;
      g_autofree char *expected_look =
        cases[i].address != NULL ? g_strconcat ("https://web.archive.org/web/*/", cases[i].address, NULL)
                                 : NULL;

      g_assert_cmpstr (save, ==, expected_save);
      g_assert_cmpstr (look, ==, expected_look);
    }
}

static void
test_reasons (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean can_have = gloss_archive_can_have (cases[i].uri, &error);

      g_assert_cmpint (can_have, ==, cases[i].address != NULL);
      if (cases[i].address == NULL)
        {
          g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
          g_assert_true (g_str_has_suffix (error->message, "."));
        }
      else
        g_assert_no_error (error);
    }
}

/* Whatever stands in an address: the archive's is one of the web, on its own host, of letters that a browser
 * keeps. */
static void
test_random (void)
{
  static const char letters[] = "%#?/\\@:[]&+ \"'<>|^`{}aZ9\303\274";

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) uri = g_string_new ("https://site.example/");
      g_autofree char *save = NULL;
      g_autofree char *host = NULL;

      for (int n = g_test_rand_int_range (0, 20); n > 0; n--)
        g_string_append_c (uri, letters[g_test_rand_int_range (0, sizeof letters - 1)]);
      save = gloss_archive_dup_save_address (uri->str);
      if (save == NULL)
        continue;
      host = gloss_address_dup_host (save);
      g_assert_cmpstr (host, ==, "web.archive.org");
      g_assert_true (g_str_has_prefix (save, "https://web.archive.org/save/https://site.example/"));
      for (const char *p = save; *p != '\0'; p++)
        {
          g_assert_true (g_ascii_isgraph (*p));
          g_assert_null (strchr ("#\"<>\\^`{}|", *p));
          if (*p == '%')
            g_assert_true (g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]));
        }
    }
}

static void
test_links (void)
{
  static const struct
  {
    const char *text;
    const char *link;
  } links[] = {
    { " https://web.archive.org/web/2026/https://site.example/a \n",
      "https://web.archive.org/web/2026/https://site.example/a" },
    { "archive.example/x1", "https://archive.example/x1" },
    { "https://ann:secret@archive.example/", NULL },
    { "javascript:alert(1)", NULL },
    { "file:///etc/passwd", NULL },
    { "no link", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *link = gloss_archive_dup_link (links[i].text, &error);

      g_assert_cmpstr (link, ==, links[i].link);
      if (link == NULL)
        g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/archive/addresses", test_addresses);
  g_test_add_func ("/archive/reasons", test_reasons);
  g_test_add_func ("/archive/random", test_random);
  g_test_add_func ("/archive/links", test_links);

  return g_test_run ();
}
