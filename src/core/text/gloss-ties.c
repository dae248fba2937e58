/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The longest increasing sequence by patience sorting (Fredman 1975). Pure, any thread. */

#include "config.h"

#include "core/text/gloss-ties.h"

#include <string.h>

/* Of ties of one old place at most one can be kept: the later ones are met first. */
static int
compare_ties (gconstpointer a, gconstpointer b)
{
  const GlossTie *first = a;
  const GlossTie *second = b;

  if (first->old_at != second->old_at)
    return first->old_at < second->old_at ? -1 : 1;

  return first->new_at > second->new_at ? -1 : first->new_at < second->new_at;
}

/**
 * gloss_ties_keep_increasing:
 * @ties: (element-type GlossTie): ties in any order
 *
 * Leaves a longest sequence in which both places increase from each tie to the next. Costs O(n log n).
 */
void
gloss_ties_keep_increasing (GArray *ties)
{
  g_autofree guint *tails = g_new (guint, ties->len + 1); /* of the best sequence of each length */
  g_autofree guint *before = g_new (guint, ties->len + 1);
  g_autofree GlossTie *kept = g_new (GlossTie, ties->len + 1);
  const GlossTie *all;
  guint n = 0;

  g_array_sort (ties, compare_ties);
  all = (const GlossTie *) ties->data;

  for (guint i = 0; i < ties->len; i++)
    {
      guint low = 0, high = n;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (all[tails[middle]].new_at < all[i].new_at)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tails[low - 1] : 0;
      tails[low] = i;
      n = MAX (n, low + 1);
    }

  for (guint i = n > 0 ? tails[n - 1] : 0, k = n; k > 0; i = before[i])
    kept[--k] = all[i];
  g_array_set_size (ties, 0);
  g_array_append_vals (ties, kept, n);
}
