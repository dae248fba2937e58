/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of runs, against looking at every place. */

#include "config.h"

#include "core/text/gloss-word-index.h"

static void
test_random (void)
{
  for (int round = 0; round < 100; round++)
    {
      gsize n = g_test_rand_int_range (0, 60), length = g_test_rand_int_range (1, 5);
      g_autofree GlossWord *words = g_new0 (GlossWord, n + 8);
      g_autoptr (GlossWordIndex) index = NULL;

      for (gsize i = 0; i < n + 8; i++)
        words[i].key = g_test_rand_int_range (0, 4) + 1;
      index = gloss_word_index_new (words, n, length);

      for (gsize i = 0; i < n + 4; i++)
        {
          gsize n_found, k = 0;
          const guint32 *places = gloss_word_index_find (index, words + i, &n_found);

          for (gsize at = 0; at + length <= n; at++)
            {
              gboolean is_equal = TRUE;

              for (gsize j = 0; j < length; j++)
                is_equal = is_equal && words[at + j].key == words[i + j].key;
              if (!is_equal)
                continue;
              g_assert_cmpuint (k, <, n_found);
              g_assert_cmpuint (places[k++], ==, at);
            }
          g_assert_cmpuint (k, ==, n_found);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/word-index/random", test_random);

  return g_test_run ();
}
