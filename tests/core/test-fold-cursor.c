/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding while reading: what equals what, in both directions, and that places stay true. */

#include "config.h"

#include "core/text/gloss-fold-cursor.h"

#include <string.h>

static char *
read_all (const char *string, gboolean folds, gboolean backwards)
{
  const char *end = string + strlen (string);
  GlossFoldCursor cursor = { .at = backwards ? end : string,
                             .limit = backwards ? string : end,
                             .folds = folds };
  GString *read = g_string_new (NULL);

  for (gunichar c; (c = gloss_fold_cursor_read (&cursor)) != 0;)
    {
      if (backwards)
        g_string_prepend_unichar (read, c);
      else
        g_string_append_unichar (read, c);
    }
  g_assert_true (cursor.at == cursor.limit);

  return g_string_free (read, FALSE);
}

static void
test_folding (void)
{
  static const struct
  {
    const char *string;
    const char *folded;
  } cases[] = {
    { "", "" },
    { "about 190 miles", "about 190 miles" },
    { "about\302\240190 \n\t miles", "about 190 miles" },
    { "  \n", " " },
    { "\342\200\234rockets\342\200\235 \302\253speak\302\273 \342\200\236for\342\200\237",
      "\"rockets\" \"speak\" \"for\"" },
    { "Ukraine\342\200\231s \342\200\230own\342\200\231 \342\200\271x\342\200\272 \312\274 `",
      "Ukraine's 'own' 'x' ' '" },
    { "\343\200\214\344\270\255\343\200\215 \357\274\202", "\"\344\270\255\" \"" },
    { "5\342\200\262 7\342\200\263", "5' 7\"" },
    { "missiles\342\200\224capable \342\200\223 \342\200\220 \342\200\221 \342\210\2225",
      "missiles-capable - - - -5" },
    { "long\302\255range \342\200\213\342\201\240\357\273\277x", "longrange x" },
    { "a \302\255 b", "a b" },
    { "\302\255", "" },
    { "caf\303\251 \360\237\232\200 \320\232\320\270\321\227\320\262",
      "caf\303\251 \360\237\232\200 \320\232\320\270\321\227\320\262" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *forwards = read_all (cases[i].string, TRUE, FALSE);
      g_autofree char *backwards = read_all (cases[i].string, TRUE, TRUE);
      g_autofree char *plain = read_all (cases[i].string, FALSE, FALSE);
      g_autofree char *plain_backwards = read_all (cases[i].string, FALSE, TRUE);

      g_assert_cmpstr (forwards, ==, cases[i].folded);
      g_assert_cmpstr (backwards, ==, cases[i].folded);
      g_assert_cmpstr (plain, ==, cases[i].string);
      g_assert_cmpstr (plain_backwards, ==, cases[i].string);
    }
}

static void
test_places (void)
{
  const char *string = "a\302\255\342\200\224 \302\240 b";
  GlossFoldCursor cursor = { .at = string, .limit = string + strlen (string), .folds = TRUE };
  static const struct
  {
    gunichar c;
    gsize begin, at;
  } places[] = { { 'a', 0, 1 }, { '-', 3, 6 }, { ' ', 6, 10 }, { 'b', 10, 11 } };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_assert_cmpuint (gloss_fold_cursor_read (&cursor), ==, places[i].c);
      g_assert_cmpuint (cursor.begin - string, ==, places[i].begin);
      g_assert_cmpuint (cursor.at - string, ==, places[i].at);
    }
  g_assert_cmpuint (gloss_fold_cursor_read (&cursor), ==, 0);
  g_assert_cmpuint (gloss_fold_cursor_read (&cursor), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fold-cursor/folding", test_folding);
  g_test_add_func ("/fold-cursor/places", test_places);

  return g_test_run ();
}
