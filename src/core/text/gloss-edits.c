/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Edit distance: the columns of the dynamic programming table as bit vectors (Myers, "A fast
 * bit-vector algorithm for approximate string matching based on dynamic programming", J. ACM 1999), in blocks
 * of 64 rows for longer patterns (Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit
 * distances", Nordic J. of Computing 2003). Pure functions, any thread.
 */

#include "config.h"

#include "core/text/gloss-edits.h"

#include <string.h>

#define BITS 64

/* Which rows of the pattern hold a code point: one bit vector a block, found by hashing. */
typedef struct
{
  gsize n_blocks;
  gsize mask;
  gunichar *points;
  guint64 *rows; /* n_blocks for each slot */
  guint64 *none;
} Rows;

static gsize
find_row (const Rows *self, gunichar c)
{
  gsize slot = (c * 0x9e3779b1u >> 7) & self->mask;

  while (self->points[slot] != 0 && self->points[slot] != c)
    slot = (slot + 1) & self->mask;

  return slot;
}

static void
rows_init (Rows *self, const gunichar *pattern, gsize n)
{
  gsize size = 16;

  while (size < 2 * n)
    size *= 2;
  self->n_blocks = (n + BITS - 1) / BITS;
  self->mask = size - 1;
  self->points = g_new0 (gunichar, size);
  self->rows = g_new0 (guint64, size * self->n_blocks);
  self->none = g_new0 (guint64, self->n_blocks);

  for (gsize i = 0; i < n; i++)
    {
      gsize slot = find_row (self, pattern[i]);

      self->points[slot] = pattern[i];
      self->rows[slot * self->n_blocks + i / BITS] |= G_GUINT64_CONSTANT (1) << (i % BITS);
    }
}

static void
rows_clear (Rows *self)
{
  g_free (self->points);
  g_free (self->rows);
  g_free (self->none);
}

static inline const guint64 *
rows_get (const Rows *self, gunichar c)
{
  gsize slot = find_row (self, c);

  return self->points[slot] == c ? self->rows + slot * self->n_blocks : self->none;
}

/* One block of one column. carry: the horizontal difference that enters above; returns the one that leaves at
 * top. */
static inline int
advance (guint64 *plus, guint64 *minus, guint64 equal, int carry, guint64 top)
{
  guint64 vertical = equal | *minus;
  guint64 horizontal, up, down;
  int out;

  if (carry < 0)
    equal |= 1;
  horizontal = (((equal & *plus) + *plus) ^ *plus) | equal;
  up = *minus | ~(horizontal | *plus);
  down = *plus & horizontal;
  out = (up & top) != 0 ? 1 : (down & top) != 0 ? -1 : 0;

  up <<= 1;
  down <<= 1;
  if (carry < 0)
    down |= 1;
  else if (carry > 0)
    up |= 1;
  *plus = down | ~(vertical | up);
  *minus = up & vertical;

  return out;
}

static gsize
run (const gunichar *pattern, gsize n, const gunichar *text, gsize m)
{
  Rows rows;
  g_autofree guint64 *plus = NULL;
  g_autofree guint64 *minus = NULL;
  guint64 last_top = G_GUINT64_CONSTANT (1) << ((n - 1) % BITS);
  gsize distance = n;

  rows_init (&rows, pattern, n);
  plus = g_new (guint64, rows.n_blocks);
  minus = g_new0 (guint64, rows.n_blocks);
  memset (plus, 0xff, rows.n_blocks * sizeof (guint64));

  for (gsize j = 0; j < m; j++)
    {
      const guint64 *equal = rows_get (&rows, text[j]);
      int carry = 1;

      for (gsize block = 0; block < rows.n_blocks; block++)
        {
          gboolean is_last = block + 1 == rows.n_blocks;
          guint64 top = is_last ? last_top : G_GUINT64_CONSTANT (1) << (BITS - 1);

          carry = advance (&plus[block], &minus[block], equal[block], carry, top);
        }
      distance += carry;
    }
  rows_clear (&rows);

  return distance;
}

/**
 * gloss_edits_distance:
 * @a: (array length=n_a): code points, none of them 0
 * @n_a: how many
 * @b: (array length=n_b): code points
 * @n_b: how many
 *
 * Costs @n_b times @n_a / 64 steps, and a bit for each point of @a times its different ones.
 *
 * Returns: how many insertions, deletions and replacements make one of the other (Levenshtein)
 */
gsize
gloss_edits_distance (const gunichar *a, gsize n_a, const gunichar *b, gsize n_b)
{
  while (n_a > 0 && n_b > 0 && a[0] == b[0])
    {
      a++, b++;
      n_a--, n_b--;
    }
  while (n_a > 0 && n_b > 0 && a[n_a - 1] == b[n_b - 1])
    n_a--, n_b--;
  if (n_a == 0 || n_b == 0)
    return MAX (n_a, n_b);

  return run (a, n_a, b, n_b);
}

/**
 * gloss_edits_map:
 * @a: (array length=n_a): code points
 * @n_a: how many
 * @b: (array length=n_b): code points
 * @n_b: how many
 * @low: (out caller-allocates) (array): for each of the @n_a + 1 places in @a, the first place in @b that it
 * may have become
 * @high: (out caller-allocates) (array): for each, the last one: text was inserted between
 *
 * Follows the places of @a through an alignment of both that keeps the most in common (a replacement counts
 * as two edits, so that unrelated characters are not paired). Costs @n_a times @n_b cells of two bytes: for
 * short rests only.
 */
void
gloss_edits_map (const gunichar *a, gsize n_a, const gunichar *b, gsize n_b, guint16 *low, guint16 *high)
{
  gsize width = n_b + 1;
  g_autofree guint16 *cells = NULL;

  g_return_if_fail (n_a + n_b < G_MAXUINT16);

  cells = g_new (guint16, (n_a + 1) * width);
  for (gsize i = 0; i <= n_a; i++)
    for (gsize j = 0; j <= n_b; j++)
      {
        guint16 *cell = &cells[i * width + j];

        if (i == 0 || j == 0)
          *cell = i + j;
        else if (a[i - 1] == b[j - 1])
          *cell = *(cell - width - 1);
        else
          *cell = 1 + MIN (*(cell - 1), *(cell - width));
      }

  low[n_a] = high[n_a] = n_b;
  for (gsize i = n_a, j = n_b; i > 0 || j > 0;)
    {
      if (i > 0 && j > 0 && a[i - 1] == b[j - 1])
        i--, j--;
      else if (i > 0 && (j == 0 || cells[(i - 1) * width + j] <= cells[i * width + j - 1]))
        i--;
      else
        {
          low[i] = --j;
          continue;
        }
      low[i] = high[i] = j;
    }
}
