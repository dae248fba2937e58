/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overlapping passages cut into parts that don't overlap, because ranges of one highlight don't blend where
 * they do. Pure functions, any thread. Cutting n passages costs O(n log n), comparing two plans O(n). */

#include "config.h"

#include "web/gloss-highlight-plan.h"

#include "web/gloss-palette.h"

#include <stdlib.h>

typedef struct
{
  GlossSpan span;
  gsize order;
} Entry;

static int
compare_starts (const void *a, const void *b)
{
  const Entry *one = a, *other = b;

  if (one->span.start != other->span.start)
    return one->span.start < other->span.start ? -1 : 1;
  return one->order < other->order ? -1 : 1;
}

static int
compare_ends (const void *a, const void *b)
{
  guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

  return (one > other) - (one < other);
}

static gboolean
is_inner (const Entry *one, const Entry *other)
{
  guint32 length = one->span.end - one->span.start, other_length = other->span.end - other->span.start;

  return length != other_length ? length < other_length : one->order > other->order;
}

/* A binary heap whose first entry is the innermost passage. Those that have ended stay until they come up. */
static void
heap_push (GArray *heap, const Entry *entry)
{
  Entry *entries;
  guint i = heap->len;

  g_array_append_vals (heap, entry, 1);
  entries = (Entry *) (void *) heap->data;
  while (i > 0 && is_inner (entry, &entries[(i - 1) / 2]))
    {
      entries[i] = entries[(i - 1) / 2];
      i = (i - 1) / 2;
    }
  entries[i] = *entry;
}

static void
heap_pop (GArray *heap)
{
  Entry *entries = (Entry *) (void *) heap->data;
  Entry last = entries[heap->len - 1];
  guint length = heap->len - 1, i = 0;

  for (;;)
    {
      guint child = 2 * i + 1;

      if (child >= length)
        break;
      if (child + 1 < length && is_inner (&entries[child + 1], &entries[child]))
        child++;
      if (!is_inner (&entries[child], &last))
        break;
      entries[i] = entries[child];
      i = child;
    }
  entries[i] = last;
  g_array_set_size (heap, length);
}

static void
append_segment (GArray *segments, GlossSegment segment)
{
  GlossSegment *last = segments->len > 0 ? &g_array_index (segments, GlossSegment, segments->len - 1) : NULL;

  if (last != NULL && last->end == segment.start && last->category == segment.category &&
      last->depth == segment.depth && last->is_alarm == segment.is_alarm)
    last->end = segment.end;
  else
    g_array_append_val (segments, segment);
}

/* Sorted ends of passages, and how many of them were passed. */
typedef struct
{
  guint32 *ends;
  gsize n;
  gsize n_passed;
} Ends;

static void
ends_init (Ends *self, const Entry *entries, gsize n, gboolean alarms_only)
{
  self->ends = g_new (guint32, n);
  self->n = self->n_passed = 0;
  for (gsize i = 0; i < n; i++)
    if (!alarms_only || entries[i].span.is_alarm)
      self->ends[self->n++] = entries[i].span.end;
  qsort (self->ends, self->n, sizeof *self->ends, compare_ends);
}

static void
ends_clear (Ends *self)
{
  g_free (self->ends);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ends, ends_clear)

static void
ends_pass (Ends *self, guint32 position)
{
  while (self->n_passed < self->n && self->ends[self->n_passed] <= position)
    self->n_passed++;
}

/* entries: by their starts, none of them empty. */
static void
sweep (GArray *segments, const Entry *entries, gsize n)
{
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_auto (Ends) ends = { 0 };
  g_auto (Ends) alarm_ends = { 0 };
  gsize next = 0, n_alarms = 0;
  guint32 position = 0;

  ends_init (&ends, entries, n, FALSE);
  ends_init (&alarm_ends, entries, n, TRUE);
  while (ends.n_passed < n)
    {
      guint32 stop = ends.ends[ends.n_passed];

      if (next < n && entries[next].span.start < stop)
        stop = entries[next].span.start;
      while (heap->len > 0 && g_array_index (heap, Entry, 0).span.end <= position)
        heap_pop (heap);
      if (next > ends.n_passed && stop > position)
        append_segment (segments,
                        (GlossSegment){ position, stop, g_array_index (heap, Entry, 0).span.category,
                                        (guint8) MIN (next - ends.n_passed, GLOSS_PALETTE_DEPTHS),
                                        n_alarms > alarm_ends.n_passed });
      position = stop;
      ends_pass (&ends, position);
      ends_pass (&alarm_ends, position);
      for (; next < n && entries[next].span.start <= position; next++)
        {
          heap_push (heap, &entries[next]);
          n_alarms += entries[next].span.is_alarm;
        }
    }
}

/**
 * gloss_highlight_plan_cut:
 * @spans: the passages in any order; of two equal ones the later lies above
 *
 * Returns: (transfer full) (element-type GlossSegment): what to paint, in order, no two overlapping;
 * neighbours that look the same are one
 */
GArray *
gloss_highlight_plan_cut (const GlossSpan *spans, gsize n_spans)
{
  g_autofree Entry *entries = NULL;
  GArray *segments;
  gsize n = 0;

  g_return_val_if_fail (spans != NULL || n_spans == 0, NULL);

  segments = g_array_new (FALSE, FALSE, sizeof (GlossSegment));
  entries = g_new (Entry, n_spans);
  for (gsize i = 0; i < n_spans; i++)
    if (spans[i].end > spans[i].start)
      entries[n++] = (Entry){ spans[i], i };
  if (n > 0)
    {
      qsort (entries, n, sizeof *entries, compare_starts);
      sweep (segments, entries, n);
    }
  return segments;
}

static gboolean
is_same (const GlossSegment *one, const GlossSegment *other)
{
  return one->start == other->start && one->end == other->end && one->category == other->category &&
         one->depth == other->depth && one->is_alarm == other->is_alarm;
}

/**
 * gloss_highlight_plan_compare:
 * @before, @after: (element-type GlossSegment): plans
 * @removed: (out) (element-type guint32): the starts of segments of @before that @after hasn't
 * @added: (out) (element-type GlossSegment): segments of @after that @before hasn't
 *
 * What has to be done to what is painted. A start may be in both: it is removed first.
 */
void
gloss_highlight_plan_compare (GArray *before, GArray *after, GArray **removed, GArray **added)
{
  guint i = 0, j = 0;

  g_return_if_fail (before != NULL && after != NULL && removed != NULL && added != NULL);

  *removed = g_array_new (FALSE, FALSE, sizeof (guint32));
  *added = g_array_new (FALSE, FALSE, sizeof (GlossSegment));
  while (i < before->len || j < after->len)
    {
      const GlossSegment *old = i < before->len ? &g_array_index (before, GlossSegment, i) : NULL;
      const GlossSegment *new = j < after->len ? &g_array_index (after, GlossSegment, j) : NULL;

      if (old != NULL && new != NULL && is_same (old, new))
        {
          i++;
          j++;
        }
      else if (new == NULL || (old != NULL && old->start <= new->start))
        {
          g_array_append_val (*removed, old->start);
          i++;
        }
      else
        {
          g_array_append_vals (*added, new, 1);
          j++;
        }
    }
}
