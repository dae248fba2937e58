/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edit distance and the map of places, against the table that defines them. */

#include "config.h"

#include "core/text/gloss-edits.h"

#define MOST 300

static gsize
make_points (gunichar *points, int most, int n_different)
{
  gsize n = g_test_rand_int_range (0, most);

  for (gsize i = 0; i < n; i++)
    points[i] = 'a' + g_test_rand_int_range (0, n_different) * 1000;

  return n;
}

/* Levenshtein's distance; is_indel: a replacement counts as two. */
static gsize
measure_naively (const gunichar *a, gsize n_a, const gunichar *b, gsize n_b, gboolean is_indel)
{
  g_autofree gsize *cells = g_new (gsize, (n_a + 1) * (n_b + 1));

  for (gsize i = 0; i <= n_a; i++)
    for (gsize j = 0; j <= n_b; j++)
      {
        gsize *cell = &cells[i * (n_b + 1) + j];

        if (i == 0 || j == 0)
          *cell = i + j;
        else
          *cell = MIN (MIN (*(cell - 1), *(cell - n_b - 1)) + 1, *(cell - n_b - 2) + (a[i - 1] == b[j - 1] ? 0
                                                                                      : is_indel           ? 2
                                                                                                 : 1));
      }

  return cells[n_a * (n_b + 1) + n_b];
}

static void
test_distance (void)
{
  gunichar a[MOST], b[MOST];

  for (int round = 0; round < 400; round++)
    {
      int n_different = g_test_rand_int_range (1, 12);
      gsize n_a = make_points (a, round % 2 == 0 ? MOST : 80, n_different);
      gsize n_b = make_points (b, round % 3 == 0 ? MOST : 80, n_different);

      g_assert_cmpuint (gloss_edits_distance (a, n_a, b, n_b), ==, measure_naively (a, n_a, b, n_b, FALSE));
    }
}

/* A place parts both strings in two, and the halves are as near to each other as the wholes are. */
static void
test_map (void)
{
  gunichar a[40], b[40];
  guint16 low[41], high[41];

  for (int round = 0; round < 400; round++)
    {
      gsize n_a = make_points (a, 40, 4), n_b = make_points (b, 40, 4);
      gsize whole = measure_naively (a, n_a, b, n_b, TRUE);

      gloss_edits_map (a, n_a, b, n_b, low, high);
      for (gsize i = 0; i <= n_a; i++)
        {
          g_assert_cmpuint (low[i], <=, high[i]);
          g_assert_cmpuint (high[i], <=, n_b);
          g_assert_true (i == 0 || high[i - 1] <= low[i]);
          for (gsize j = low[i]; j <= high[i]; j++)
            g_assert_cmpuint (measure_naively (a, i, b, j, TRUE) +
                                measure_naively (a + i, n_a - i, b + j, n_b - j, TRUE),
                              ==, whole);
        }
      g_assert_cmpuint (low[0], ==, 0);
      g_assert_cmpuint (high[n_a], ==, n_b);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edits/distance", test_distance);
  g_test_add_func ("/edits/map", test_map);

  return g_test_run ();
}
