/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting overlaps, against a twin that asks every position of the text by itself. */

#include "config.h"

#include "web/gloss-highlight-plan.h"

#define LENGTH 60

typedef struct
{
  guint16 category;
  guint8 depth;
  guint8 is_alarm;
} Cell;

static void
paint_naively (const GlossSpan *spans, gsize n, Cell *cells)
{
  for (guint32 at = 0; at < LENGTH; at++)
    {
      const GlossSpan *inner = NULL;

      cells[at] = (Cell){ 0 };
      for (gsize i = 0; i < n; i++)
        {
          if (at < spans[i].start || at >= spans[i].end)
            continue;
          cells[at].depth = MIN (cells[at].depth + 1, 3);
          cells[at].is_alarm |= spans[i].is_alarm;
          if (inner == NULL || spans[i].end - spans[i].start <= inner->end - inner->start)
            inner = &spans[i];
        }
      if (inner != NULL)
        cells[at].category = inner->category;
    }
}

/* Also checks that segments are in order, not empty, disjoint and as few as can be. */
static void
paint_segments (GArray *segments, Cell *cells)
{
  const GlossSegment *last = NULL;

  memset (cells, 0, LENGTH * sizeof *cells);
  for (guint i = 0; i < segments->len; i++)
    {
      const GlossSegment *segment = &g_array_index (segments, GlossSegment, i);

      g_assert_cmpuint (segment->start, <, segment->end);
      g_assert_cmpuint (segment->end, <=, LENGTH);
      if (last != NULL)
        {
          g_assert_cmpuint (last->end, <=, segment->start);
          g_assert_false (last->end == segment->start && last->category == segment->category &&
                          last->depth == segment->depth && last->is_alarm == segment->is_alarm);
        }
      for (guint32 at = segment->start; at < segment->end; at++)
        cells[at] = (Cell){ segment->category, segment->depth, segment->is_alarm };
      last = segment;
    }
}

static gsize
make_random (GlossSpan *spans, gsize max)
{
  gsize n = (gsize) g_test_rand_int_range (0, (int) max);

  for (gsize i = 0; i < n; i++)
    {
      guint32 start = (guint32) g_test_rand_int_range (0, LENGTH);

      /* Some are empty. */
      spans[i] = (GlossSpan){ start, (guint32) g_test_rand_int_range ((int) start, LENGTH + 1),
                              (guint16) g_test_rand_int_range (0, 3), g_test_rand_int_range (0, 3) == 0 };
    }
  return n;
}

static void
test_random (void)
{
  GlossSpan spans[12];

  for (int round = 0; round < 20000; round++)
    {
      gsize n = make_random (spans, G_N_ELEMENTS (spans));
      g_autoptr (GArray) segments = gloss_highlight_plan_cut (spans, n);
      Cell wanted[LENGTH], cells[LENGTH];

      paint_naively (spans, n, wanted);
      paint_segments (segments, cells);
      g_assert_cmpmem (wanted, sizeof wanted, cells, sizeof cells);
    }
}

/* Removing and adding what the comparison says makes the one of the other. */
static void
test_compare (void)
{
  GlossSpan one[8], other[8];

  for (int round = 0; round < 5000; round++)
    {
      g_autoptr (GArray) before = gloss_highlight_plan_cut (one, make_random (one, 8));
      g_autoptr (GArray) after = gloss_highlight_plan_cut (other, make_random (other, 8));
      g_autoptr (GArray) removed = NULL, added = NULL;
      GlossSegment page[LENGTH] = { 0 };
      guint n = 0;

      gloss_highlight_plan_compare (before, after, &removed, &added);
      for (guint i = 0; i < before->len; i++)
        page[g_array_index (before, GlossSegment, i).start] = g_array_index (before, GlossSegment, i);
      for (guint i = 0; i < removed->len; i++)
        {
          g_assert_cmpuint (page[g_array_index (removed, guint32, i)].end, >, 0);
          page[g_array_index (removed, guint32, i)].end = 0;
        }
      for (guint i = 0; i < added->len; i++)
        {
          g_assert_cmpuint (page[g_array_index (added, GlossSegment, i).start].end, ==, 0);
          page[g_array_index (added, GlossSegment, i).start] = g_array_index (added, GlossSegment, i);
        }
      for (guint i = 0; i < after->len; i++)
        g_assert_cmpmem (&page[g_array_index (after, GlossSegment, i).start], sizeof *page,
                         &g_array_index (after, GlossSegment, i), sizeof *page);
      for (guint i = 0; i < LENGTH; i++)
        n += page[i].end > 0;
      g_assert_cmpuint (n, ==, after->len);
    }
}

/* One more among many is a difference of a few segments. */
static void
test_difference_is_small (void)
{
  g_autofree GlossSpan *spans = g_new (GlossSpan, 10001);
  g_autoptr (GArray) before = NULL, after = NULL, removed = NULL, added = NULL;

  for (guint32 i = 0; i < 10000; i++)
    spans[i] = (GlossSpan){ i * 7, i * 7 + 20, (guint16) (i % 5), i % 3 == 0 };
  spans[10000] = (GlossSpan){ 35000, 35010, 1, TRUE };
  before = gloss_highlight_plan_cut (spans, 10000);
  after = gloss_highlight_plan_cut (spans, 10001);
  gloss_highlight_plan_compare (before, after, &removed, &added);
  g_assert_cmpuint (before->len, >, 10000);
  g_assert_cmpuint (removed->len, <=, 6);
  g_assert_cmpuint (added->len, <=, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web/highlight-plan/random", test_random);
  g_test_add_func ("/web/highlight-plan/compare", test_compare);
  g_test_add_func ("/web/highlight-plan/difference-is-small", test_difference_is_small);
  return g_test_run ();
}
