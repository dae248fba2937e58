/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is pasted or dropped: addresses, or text in which addresses stand. */

#include "config.h"

#include "core/article/gloss-address-list.h"

#include "core/article/gloss-archive.h"
#include "core/base/gloss-error.h"

static const struct
{
  const char *text;
  const char *addresses; /* joined by a space; NULL: it is a text */
} texts[] = {
  { "https://example.org/a", "https://example.org/a" },
  { " \nhttps://example.org/a\r\n", "https://example.org/a" },
  { "https://example.org/b http://example.org/a", "https://example.org/b http://example.org/a" },
  { "https://example.org/a\nhttps://example.org/a?utm_source=x\nhttps://example.org/c",
    "https://example.org/a https://example.org/c" },
  { "https://example.org", "https://example.org/" },
  { "", NULL },
  { " \n ", NULL },
  { "example.org", NULL },
  { "See https://example.org/a", NULL },
  { "https://example.org/a, https://example.org/b and more", NULL },
  { "https://example.org/a file:///etc/passwd", NULL },
  { "javascript:alert(1)", NULL },
  { "https://", NULL },
  { "https://ann:secret@example.org/", NULL },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (GStrv) found = gloss_address_list_dup (texts[i].text);
      g_autofree char *joined = found != NULL ? g_strjoinv (" ", found) : NULL;

      g_assert_cmpstr (joined, ==, texts[i].addresses);
    }
}

static const struct
{
  const char *text;
  const char *addresses; /* joined by a space; NULL: there is none */
} entries[] = {
  { "https://example.org/a", "https://example.org/a" },
  { " example.org/a ", "https://example.org/a" },
  { "https://example.org/a\nhttps://example.org/b", "https://example.org/a https://example.org/b" },
  { "https://example.org/a https://example.org/a#top\n\n", "https://example.org/a" },
  { "example.org/a example.net\texample.com/c",
    "https://example.org/a https://example.net/ https://example.com/c" },
  /* One that holds spaces. */
  { "https://example.org/a b.html", "https://example.org/a%20b.html" },
  { "example.org/a b", "https://example.org/a%20b" },
  { "", NULL },
  { "two words", NULL },
  { "https://example.org/a https://ann:secret@example.org/", NULL },
};

static void
test_entries (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) found = gloss_address_list_dup_from_entry (entries[i].text, &error);
      g_autofree char *joined = found != NULL ? g_strjoinv (" ", found) : NULL;

      g_assert_cmpstr (joined, ==, entries[i].addresses);
      if (found == NULL)
        g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
    }
}

static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = NULL;

  for (guint i = 0; i < GLOSS_ADDRESS_LIST_MAX; i++)
    g_string_append_printf (text, "https://example.org/%u\n", i);
  found = gloss_address_list_dup (text->str);
  g_assert_cmpuint (g_strv_length (found), ==, GLOSS_ADDRESS_LIST_MAX);
  g_string_append (text, "https://example.org/one-more");
  g_assert_null (gloss_address_list_dup (text->str));
  g_assert_null (gloss_address_list_dup_from_entry (text->str, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_TOO_LARGE);
}

/* Whoever names ever new schemes fills no memory with them. */
static void
test_schemes (void)
{
  static const char text[] = "never-seen-scheme://site.example/";
  g_auto (GStrv) found = gloss_address_list_dup (text);
  g_autofree char *link = gloss_archive_dup_link (text, NULL);

  g_assert_null (found);
  g_assert_null (link);
  g_assert_false (gloss_archive_can_have (text, NULL));
  g_assert_cmpuint (g_quark_try_string ("never-seen-scheme"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/address-list/texts", test_texts);
  g_test_add_func ("/core/address-list/entries", test_entries);
  g_test_add_func ("/core/address-list/many", test_many);
  g_test_add_func ("/core/address-list/schemes", test_schemes);
  return g_test_run ();
}
