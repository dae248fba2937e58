/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The longest sequence of ties that agree, against trying all. */

#include "config.h"

#include "core/text/gloss-ties.h"

/* The length of the longest increasing sequence, by trying every subset. */
static guint
count_naively (GArray *ties)
{
  guint best = 0;

  for (guint set = 0; set < 1u << ties->len; set++)
    {
      gboolean agrees = TRUE;
      guint n = 0;

      for (guint i = 0; i < ties->len; i++)
        {
          n += (set >> i) & 1;
          for (guint k = 0; k < ties->len; k++)
            {
              const GlossTie *a = &g_array_index (ties, GlossTie, i), *b = &g_array_index (ties, GlossTie, k);

              if (i != k && (set >> i & 1) && (set >> k & 1) &&
                  !((a->old_at < b->old_at && a->new_at < b->new_at) ||
                    (a->old_at > b->old_at && a->new_at > b->new_at)))
                agrees = FALSE;
            }
        }
      if (agrees)
        best = MAX (best, n);
    }

  return best;
}

static void
test_random (void)
{
  for (int round = 0; round < 300; round++)
    {
      g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (GlossTie));
      int n = g_test_rand_int_range (0, 9);
      guint longest;

      for (int i = 0; i < n; i++)
        {
          GlossTie tie = { g_test_rand_int_range (0, 8), g_test_rand_int_range (0, 8) };

          g_array_append_val (ties, tie);
        }
      longest = count_naively (ties);
      gloss_ties_keep_increasing (ties);

      g_assert_cmpuint (ties->len, ==, longest);
      for (guint i = 1; i < ties->len; i++)
        {
          const GlossTie *a = &g_array_index (ties, GlossTie, i - 1), *b = &g_array_index (ties, GlossTie, i);

          g_assert_cmpuint (a->old_at, <, b->old_at);
          g_assert_cmpuint (a->new_at, <, b->new_at);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ties/random", test_random);

  return g_test_run ();
}
