/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find in page. */

#include "config.h"

#include "web/gloss-text-finder.h"

static void
check (const char *haystack, const char *words, const char *wanted)
{
  g_autoptr (GlossText) text = gloss_text_new (haystack, -1, NULL);
  g_autoptr (GArray) found = gloss_text_finder_find (text, words);
  g_autoptr (GString) places = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (places, "%s%u-%u", i > 0 ? " " : "", g_array_index (found, GlossFound, i).start,
                            g_array_index (found, GlossFound, i).end);
  g_assert_cmpstr (places->str, ==, wanted);
}

static void
test_places (void)
{
  check ("One two one", "one", "0-3 8-11");
  check ("One two one", "none", "");
  check ("One", "", "");
  check ("", "a", "");
  check ("aaaaa", "aa", "0-2 2-4");
  check ("aab aaab", "aab", "0-3 5-8");
  check ("ÄÖÜ äöü", "äÖü", "0-3 4-7");
  check ("ΣΊΣΥΦΟΣ", "σίσυφοσ", "0-7");
  check ("𝒳 word 𝒳", "word 𝒳", "2-8");
  check ("two\nlines", "two lines", "0-9");
  check ("she said “no”", "\"no\"", "9-13");
  check ("1990–1995", "1990-1995", "0-9");
}

static void
test_random (void)
{
  for (int round = 0; round < 5000; round++)
    {
      char haystack[40], needle[5];
      g_autoptr (GString) places = g_string_new (NULL);
      int n = g_test_rand_int_range (0, 39), m = g_test_rand_int_range (1, 5);

      for (int i = 0; i < n; i++)
        haystack[i] = (char) g_test_rand_int_range ('a', 'c');
      haystack[n] = '\0';
      for (int i = 0; i < m; i++)
        needle[i] = (char) g_test_rand_int_range ('a', 'c');
      needle[m] = '\0';

      for (const char *p = strstr (haystack, needle); p != NULL; p = strstr (p + m, needle))
        g_string_append_printf (places, "%s%d-%d", places->len > 0 ? " " : "", (int) (p - haystack),
                                (int) (p - haystack) + m);
      check (haystack, needle, places->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web/text-finder/places", test_places);
  g_test_add_func ("/web/text-finder/random", test_random);
  return g_test_run ();
}
