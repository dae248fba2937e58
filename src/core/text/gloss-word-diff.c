/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How two versions of a text differ, for people to read. The units of both are aligned (GlossWordMap), what
 * is left of the alignment are changes, and these are made coherent: few words that stay between larger
 * changes go with them, and what was only put in or taken out goes where a sentence or line begins (both
 * after the semantic clean-up of diff-match-patch, Fraser 2006, on words instead of characters). Pure
 * functions, any thread. Costs what the alignment costs, and is linear beyond it.
 */

#include "config.h"

#include "core/text/gloss-word-diff.h"

#include "core/text/gloss-diff-units.h"
#include "core/text/gloss-word-map.h"

#include <string.h>

/* Words that stay are not swallowed by the changes around them from this weight on (see GlossWord): four long
 * ones, eight characters of a script without spaces. */
#define MAX_SWALLOWED 40

typedef struct
{
  const char *utf8;
  gsize n_bytes;
  const GlossWord *units;
  gsize n_units;
  guint32 *weights; /* of all units before this one */
} Side;

/* The units first to before last of either side, none of which stands in the other. */
typedef struct
{
  gsize old_first;
  gsize old_last;
  gsize new_first;
  gsize new_last;
} Change;

/* What parts two units; the more the better for a change to begin there. */
typedef enum
{
  GAP_NONE,
  GAP_SPACE,
  GAP_LINE
} Gap;

static void
side_init (Side *self, const char *utf8, gsize n_bytes, const GArray *units)
{
  self->utf8 = utf8;
  self->n_bytes = n_bytes;
  self->units = (const GlossWord *) units->data;
  self->n_units = units->len;
  self->weights = g_new (guint32, units->len + 1);
  self->weights[0] = 0;
  for (gsize i = 0; i < self->n_units; i++)
    self->weights[i + 1] = self->weights[i] + self->units[i].weight;
}

static void
side_clear (Side *self)
{
  g_free (self->weights);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, side_clear)

/* The white space before a unit, or at the end of the text. */
static gsize
get_gap_start (const Side *self, gsize unit)
{
  return unit > 0 ? self->units[unit - 1].end : 0;
}

static gsize
get_gap_end (const Side *self, gsize unit)
{
  return unit < self->n_units ? self->units[unit].start : self->n_bytes;
}

static Gap
get_gap (const Side *self, gsize unit)
{
  const char *start = self->utf8 + get_gap_start (self, unit);
  gsize length = get_gap_end (self, unit) - get_gap_start (self, unit);

  if (memchr (start, '\n', length) != NULL)
    return GAP_LINE;
  return gloss_diff_units_is_same (start, length, "", 0) ? GAP_NONE : GAP_SPACE;
}

/* Whether two units parted by white space in one text are so in the other; lines end where they like. */
static gboolean
has_same_gap (const Side *old, gsize old_unit, const Side *new, gsize new_unit)
{
  return (get_gap (old, old_unit) == GAP_NONE) == (get_gap (new, new_unit) == GAP_NONE);
}

static gboolean
is_same_unit (const Side *old, gsize old_unit, const Side *new, gsize new_unit)
{
  const GlossWord *a = &old->units[old_unit], *b = &new->units[new_unit];

  return gloss_diff_units_is_same (old->utf8 + a->start, a->end - a->start, new->utf8 + b->start,
                                   b->end - b->start);
}

/* What the alignment leaves; a change without units is white space that came or went. */
static GArray *
list_changes (const Side *old, const Side *new)
{
  g_autoptr (GlossWordMap) map = gloss_word_map_new (old->units, old->n_units, new->units, new->n_units);
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));
  gsize i = 0, j = 0;

  for (gsize at = 0; at < old->n_units; at++)
    {
      gsize to = map->to[at];
      Change change = { i, at, j, to };

      if (to == GLOSS_WORD_MAP_NONE || !is_same_unit (old, at, new, to))
        continue;
      if (at > i || to > j || (at > 0 && to > 0 && !has_same_gap (old, at, new, to)))
        g_array_append_val (changes, change);
      i = at + 1;
      j = to + 1;
    }
  if (i < old->n_units || j < new->n_units)
    {
      Change change = { i, old->n_units, j, new->n_units };
      g_array_append_val (changes, change);
    }

  return changes;
}

static guint32
weigh_change (const Side *old, const Side *new, const Change *change)
{
  return MAX (old->weights[change->old_last] - old->weights[change->old_first],
              new->weights[change->new_last] - new->weights[change->new_first]);
}

/* Whether a line ends between two changes, or beside one of them, in both texts: there each stands alone. */
static gboolean
has_line_end (const Side *self, gsize first, gsize last)
{
  for (gsize i = first; i <= last; i++)
    if (get_gap (self, i) == GAP_LINE)
      return TRUE;

  return FALSE;
}

/* Whether what stays between two changes says so little beside them that they read better as one. */
static gboolean
is_salad (const Side *old, const Side *new, const Change *left, const Change *right)
{
  guint32 left_weight = weigh_change (old, new, left);
  guint32 right_weight = weigh_change (old, new, right);
  guint32 weight = old->weights[right->old_first] - old->weights[left->old_last];

  return weight < MAX_SWALLOWED && weight <= MIN (left_weight, right_weight) &&
         3 * weight <= left_weight + right_weight &&
         !(has_line_end (old, left->old_last, right->old_first) &&
           has_line_end (new, left->new_last, right->new_first));
}

static void
join_changes (GArray *changes, const Side *old, const Side *new)
{
  guint n = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      Change change = g_array_index (changes, Change, i);

      while (n > 0 && is_salad (old, new, &g_array_index (changes, Change, n - 1), &change))
        {
          const Change *left = &g_array_index (changes, Change, --n);

          change.old_first = left->old_first;
          change.new_first = left->new_first;
        }
      g_array_index (changes, Change, n++) = change;
    }
  g_array_set_size (changes, n);
}

static gboolean
ends_sentence (const Side *self, gsize unit)
{
  const char *p = self->utf8 + self->units[unit].end;

  do
    p = g_utf8_prev_char (p);
  while (p > self->utf8 + self->units[unit].start && g_unichar_ismark (g_utf8_get_char (p)));

  return g_utf8_strchr (".!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964", -1, g_utf8_get_char (p)) != NULL;
}

/* How well a change may begin or end before a unit. */
static int
rate_border (const Side *self, gsize unit)
{
  Gap gap;

  if (unit == 0 || unit == self->n_units)
    return 4;
  gap = get_gap (self, unit);
  if (gap == GAP_LINE)
    return 4;
  if (ends_sentence (self, unit - 1))
    return 3;
  if (self->units[unit - 1].end - self->units[unit - 1].start == 1 &&
      g_ascii_ispunct (self->utf8[self->units[unit - 1].start]))
    return 2;
  return gap == GAP_SPACE;
}

/* A change of one side alone, and where in the other text it stands. */
typedef struct
{
  const Side *side;
  gsize first;
  gsize last;
  const Side *other;
  gsize at;
} Slide;

/* The units that one step takes in at one end must be those that it leaves at the other, and the white space
 * that comes to stand between units that stay must be in both texts. */
static gboolean
step_back (Slide *self)
{
  if (!is_same_unit (self->side, self->first - 1, self->side, self->last - 1) ||
      !has_same_gap (self->side, self->last, self->other, self->at))
    return FALSE;

  self->first--;
  self->last--;
  self->at--;
  return TRUE;
}

static gboolean
step_forth (Slide *self)
{
  if (!is_same_unit (self->side, self->first, self->side, self->last) ||
      !has_same_gap (self->side, self->first, self->other, self->at))
    return FALSE;

  self->first++;
  self->last++;
  self->at++;
  return TRUE;
}

static int
rate (const Slide *self)
{
  return rate_border (self->side, self->first) + rate_border (self->side, self->last);
}

/* Of all places where the same text may have been put in, or taken out, takes that which reads best: "He
 * left. [He slept.] He ate.", not "He left. He [slept. He] ate." Units from..to are free for that. */
static void
slide (Slide *self, gsize from, gsize to)
{
  Slide at = *self;
  Slide best = *self;

  while (at.first > from && step_back (&at))
    if (rate (&at) > rate (&best))
      best = at;
  at = *self;
  while (at.last < to && step_forth (&at))
    if (rate (&at) > rate (&best))
      best = at;

  *self = best;
}

static void
slide_changes (GArray *changes, const Side *old, const Side *new)
{
  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = &g_array_index (changes, Change, i);
      const Change *before = i > 0 ? change - 1 : NULL;
      const Change *after = i + 1 < changes->len ? change + 1 : NULL;
      gboolean is_deletion = change->old_first < change->old_last;
      Slide at;

      if (is_deletion == (change->new_first < change->new_last))
        continue;

      /* A unit of what stays is left on either side. */
      if (is_deletion)
        {
          at = (Slide){ old, change->old_first, change->old_last, new, change->new_first };
          slide (&at, before != NULL ? before->old_last + 1 : 0,
                 after != NULL ? after->old_first - 1 : old->n_units);
          *change = (Change){ at.first, at.last, at.at, at.at };
        }
      else
        {
          at = (Slide){ new, change->new_first, change->new_last, old, change->old_first };
          slide (&at, before != NULL ? before->new_last + 1 : 0,
                 after != NULL ? after->new_first - 1 : new->n_units);
          *change = (Change){ at.at, at.at, at.first, at.last };
        }
    }
}

static gsize
count_lines (const Side *self, gsize first, gsize last)
{
  gsize n_lines = first < last;

  for (gsize i = first + 1; i < last; i++)
    n_lines += get_gap (self, i) == GAP_LINE;

  return n_lines;
}

/* The unit after the line that begins with a unit, at most last. */
static gsize
skip_line (const Side *self, gsize first, gsize last)
{
  do
    first++;
  while (first < last && get_gap (self, first) != GAP_LINE);

  return first;
}

/* Leaves what both sides begin and end with to what stays. */
static void
append_trimmed (GArray *changes, const Side *old, const Side *new, Change change)
{
  while (change.old_first < change.old_last && change.new_first < change.new_last &&
         is_same_unit (old, change.old_first, new, change.new_first) &&
         has_same_gap (old, change.old_first, new, change.new_first))
    {
      change.old_first++;
      change.new_first++;
    }
  while (change.old_first < change.old_last && change.new_first < change.new_last &&
         is_same_unit (old, change.old_last - 1, new, change.new_last - 1) &&
         has_same_gap (old, change.old_last, new, change.new_last))
    {
      change.old_last--;
      change.new_last--;
    }

  g_array_append_val (changes, change);
}

/* As many lines in place of as many are compared one by one. */
static GArray *
split_changes (GArray *changes, const Side *old, const Side *new)
{
  GArray *parts = g_array_sized_new (FALSE, FALSE, sizeof (Change), changes->len);

  for (guint i = 0; i < changes->len; i++)
    {
      Change change = g_array_index (changes, Change, i);
      gsize n_lines = count_lines (old, change.old_first, change.old_last);

      if (n_lines != count_lines (new, change.new_first, change.new_last))
        n_lines = 0;
      for (; n_lines > 1; n_lines--)
        {
          Change line = change;

          change.old_first = line.old_last = skip_line (old, change.old_first, change.old_last);
          change.new_first = line.new_last = skip_line (new, change.new_first, change.new_last);
          append_trimmed (parts, old, new, line);
        }
      append_trimmed (parts, old, new, change);
    }

  return parts;
}

/* Which white space beside a change goes with it: what the other text has not. Where one text has but one
 * gap, it is the counterpart of one of the two that the other has: of one of its kind, if there is one. */
static void
choose_gaps (
  const Side *old, const Side *new, const Change *change, gboolean *takes_lead, gboolean *takes_trail)
{
  Gap old_lead = get_gap (old, change->old_first), old_trail = get_gap (old, change->old_last);
  Gap new_lead = get_gap (new, change->new_first), new_trail = get_gap (new, change->new_last);

  *takes_lead = (old_lead == GAP_NONE) != (new_lead == GAP_NONE);
  *takes_trail = (old_trail == GAP_NONE) != (new_trail == GAP_NONE);
  if (change->old_first < change->old_last && change->new_first < change->new_last)
    return;

  if (old_lead == new_lead || (!*takes_lead && old_trail != new_trail))
    {
      *takes_lead = FALSE;
      *takes_trail = TRUE;
    }
  else if (old_trail == new_trail || !*takes_trail)
    {
      *takes_lead = TRUE;
      *takes_trail = FALSE;
    }
}

static void
append_run (GArray *runs, GlossDiffKind kind, gsize old_start, gsize old_end, gsize new_start, gsize new_end)
{
  GlossDiffRun run = { kind, old_start, old_end, new_start, new_end };
  GlossDiffRun *last = runs->len > 0 ? &g_array_index (runs, GlossDiffRun, runs->len - 1) : NULL;

  if (old_start == old_end && new_start == new_end)
    return;

  if (last != NULL && last->kind == kind && kind == GLOSS_DIFF_SAME)
    {
      last->old_end = old_end;
      last->new_end = new_end;
    }
  else
    g_array_append_val (runs, run);
}

static void
append_change (GArray *runs, const Side *old, const Side *new, const GlossDiffRun *change)
{
  gsize n_old = change->old_end - change->old_start, n_new = change->new_end - change->new_start;

  /* Units may be cut otherwise where only the kind of a space differs: "10 000" with and without a break. */
  if (gloss_diff_units_is_same (old->utf8 + change->old_start, n_old, new->utf8 + change->new_start, n_new))
    {
      append_run (runs, GLOSS_DIFF_SAME, change->old_start, change->old_end, change->new_start,
                  change->new_end);
      return;
    }

  append_run (runs, GLOSS_DIFF_DELETED, change->old_start, change->old_end, change->new_start,
              change->new_start);
  append_run (runs, GLOSS_DIFF_INSERTED, change->old_end, change->old_end, change->new_start,
              change->new_end);
}

static GArray *
list_runs (GArray *changes, const Side *old, const Side *new)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (GlossDiffRun));
  gsize old_at = 0, new_at = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);
      gboolean takes_lead, takes_trail;
      GlossDiffRun run = { 0 };

      choose_gaps (old, new, change, &takes_lead, &takes_trail);
      run.old_start = (takes_lead ? get_gap_start : get_gap_end) (old, change->old_first);
      run.new_start = (takes_lead ? get_gap_start : get_gap_end) (new, change->new_first);
      run.old_end = (takes_trail ? get_gap_end : get_gap_start) (old, change->old_last);
      run.new_end = (takes_trail ? get_gap_end : get_gap_start) (new, change->new_last);

      append_run (runs, GLOSS_DIFF_SAME, old_at, run.old_start, new_at, run.new_start);
      append_change (runs, old, new, &run);
      old_at = run.old_end;
      new_at = run.new_end;
    }
  append_run (runs, GLOSS_DIFF_SAME, old_at, old->n_bytes, new_at, new->n_bytes);

  return runs;
}

/**
 * gloss_word_diff_new:
 * @old: valid UTF-8
 * @new: valid UTF-8
 *
 * Compares two texts word by word. The old ranges of all runs are the old text, byte for byte, and the new
 * ones the new text. What stays is equal but for the amount and kind of white space, and no run cuts a
 * grapheme cluster, nor a number. A deletion comes before the insertion that takes its place. Costs O(n log
 * n); what has nothing unique in common is compared within bounds, and taken for changed beyond them.
 *
 * Returns: (transfer full) (element-type GlossDiffRun): the runs in order, none of them empty on both sides
 */
GArray *
gloss_word_diff_new (const char *old, const char *new)
{
  g_autoptr (GArray) old_units = NULL;
  g_autoptr (GArray) new_units = NULL;
  g_autoptr (GArray) changes = NULL;
  g_autoptr (GArray) parts = NULL;
  g_auto (Side) old_side = { 0 };
  g_auto (Side) new_side = { 0 };
  gsize n_old, n_new;

  g_return_val_if_fail (old != NULL && new != NULL, NULL);

  n_old = strlen (old);
  n_new = strlen (new);
  old_units = gloss_diff_units_new (old, n_old);
  new_units = gloss_diff_units_new (new, n_new);
  side_init (&old_side, old, n_old, old_units);
  side_init (&new_side, new, n_new, new_units);

  changes = list_changes (&old_side, &new_side);
  join_changes (changes, &old_side, &new_side);
  slide_changes (changes, &old_side, &new_side);
  parts = split_changes (changes, &old_side, &new_side);

  return list_runs (parts, &old_side, &new_side);
}
