/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Pure functions. */

#include "config.h"

#include "support/gloss-test-prose.h"

#include <math.h>

#define N_WORDS 20000

/* The word of a rank: rank as a number whose digits are syllables, so that each rank has its own and common
 * ones are short. */
static void
append_word (GString *text, guint rank, gboolean is_name)
{
  static const char *const syllables[] = {
    "a",   "te", "mor", "in",  "sel", "o",   "ran", "di",  "ve",  "lu",
    "par", "e",  "con", "sta", "mi",  "ger", "u",   "fin", "bel", "kos"
  };
  gsize start = text->len;

  do
    {
      g_string_append (text, syllables[rank % G_N_ELEMENTS (syllables)]);
      rank /= G_N_ELEMENTS (syllables);
    }
  while (rank > 0);

  if (is_name)
    text->str[start] = g_ascii_toupper (text->str[start]);
}

char *
gloss_test_prose_new (GRand *random, gsize n_bytes)
{
  GString *text = g_string_sized_new (n_bytes + 512);

  while (text->len < n_bytes)
    {
      int n_sentences = g_rand_int_range (random, 3, 9);

      for (int i = 0; i < n_sentences; i++)
        {
          int n_words = g_rand_int_range (random, 5, 31);

          for (int k = 0; k < n_words; k++)
            {
              int what = g_rand_int_range (random, 0, 40);

              if (what == 0)
                g_string_append_printf (text, "%d", g_rand_int_range (random, 1, 2030));
              else
                append_word (text, (guint) pow (N_WORDS, g_rand_double (random)) - 1, k == 0 || what == 1);
              g_string_append (text, k + 1 == n_words ? ". " : what < 4 ? ", " : " ");
            }
        }
      text->str[text->len - 1] = '\n';
    }
  g_string_truncate (text, n_bytes);

  return g_string_free (text, FALSE);
}

char *
gloss_test_prose_edit (GRand *random, const char *prose)
{
  GString *text = g_string_new (NULL);

  for (const char *p = prose; *p != '\0'; p++)
    {
      if (g_ascii_isspace (*p) || g_rand_int_range (random, 0, 10) > 0)
        {
          g_string_append_c (text, *p);
          continue;
        }
      switch (g_rand_int_range (random, 0, 3))
        {
        case 0:
          g_string_append_c (text, 'a' + g_rand_int_range (random, 0, 26));
          break;
        case 1:
          g_string_append_c (text, *p);
          g_string_append_c (text, *p);
          break;
        default:
          break;
        }
    }

  return g_string_free (text, FALSE);
}
