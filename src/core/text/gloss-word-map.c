/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The alignment of two texts, word by word. Runs of words that occur once in either text are matched first
 * (patience diff, Cohen 2003, on runs instead of lines), long runs before short ones; the longest increasing
 * sequence of them is kept, and what lies between is treated alike. Small rests are aligned by dynamic
 * programming, where neighbours matched together count more than scattered ones; words that only one side has
 * take no part in it. O(n log n) but for the rests, which are bounded.
 */

#include "config.h"

#include "core/text/gloss-word-map.h"

#include "core/text/gloss-ties.h"

/* Rests up to so many cells are aligned cell by cell at once; as one side has at most 64 words, all of them
 * together cost at most 64 cells a word. */
#define SMALL_CELLS (64 * 64)
/* What no run parts is aligned so up to this many cells, as long as there are cells left: some for every
 * text, and more for each of its words. */
#define MAX_CELLS (2 * 1024 * 1024)
#define CELLS_A_WORD 64
/* A larger window is aligned like two texts. */
#define MAX_WINDOW_CELLS (64 * 1024)

typedef struct
{
  const GlossWord *old;
  const GlossWord *new;
  guint32 *map;
  gsize n_cells_left;
} Diff;

typedef struct
{
  guint64 key;
  guint32 old_at;
  guint32 new_at;
  guint8 old_count;
  guint8 new_count;
} Run;

/* Longest first: a long run that occurs once is as good as certain. */
static const guint run_lengths[] = { 16, 8, 4, 2, 1 };

static Run *
find_slot (Run *table, gsize mask, guint64 key)
{
  gsize slot = (key >> 8) & mask;

  while (table[slot].key != 0 && table[slot].key != key)
    slot = (slot + 1) & mask;
  table[slot].key = key;

  return &table[slot];
}

/* Runs of this length that occur once in each range, in no order. */
static GArray *
find_unique_runs (Diff *self, gsize old_start, gsize old_end, gsize new_start, gsize new_end, guint length)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (GlossTie));
  gsize n = (old_end - old_start) + (new_end - new_start);
  gsize size = 16;
  g_autofree Run *table = NULL;

  if (old_end - old_start < length || new_end - new_start < length)
    return pairs;

  while (size < 2 * n)
    size *= 2;
  table = g_new0 (Run, size);

  for (gsize i = old_start; i + length <= old_end; i++)
    {
      Run *run = find_slot (table, size - 1, gloss_words_hash_run (self->old + i, length) | 1);

      run->old_at = i;
      run->old_count = MIN (run->old_count + 1, 2);
    }
  for (gsize i = new_start; i + length <= new_end; i++)
    {
      Run *run = find_slot (table, size - 1, gloss_words_hash_run (self->new + i, length) | 1);

      run->new_at = i;
      run->new_count = MIN (run->new_count + 1, 2);
    }

  for (gsize i = 0; i < size; i++)
    if (table[i].old_count == 1 && table[i].new_count == 1)
      {
        GlossTie pair = { table[i].old_at, table[i].new_at };
        g_array_append_val (pairs, pair);
      }

  return pairs;
}

/* A word of a rest that the other side seems to have too. */
typedef struct
{
  guint64 key;
  guint32 at;
  guint32 weight;
} Shared;

/* The cells of one rest: how the best alignment of all before the words i and j goes on from them. */
typedef struct
{
  Shared *old;
  Shared *new; /* in one piece with them */
  gsize n_old;
  gsize n_new;
  guint8 *steps; /* (n_old + 1) * (n_new + 1) */
} Cells;

enum
{
  STEP_MATCH = 1,
  STEP_SKIP_OLD = 2,
  STEP_SKIP_NEW = 3,
  STEP_KINDS = 3,
  /* A match of both words goes on from one of the two before them. */
  STEP_IN_RUN = 4
};

/* A match beside a match gains, one that begins a run loses: words that stand together belong together. */
#define RUN_GAIN 6
#define RUN_LOSS 3
#define UNREACHED (G_MININT32 / 2)

/* A set of keys that may take a key for one of its own, for words that most often are not (Bloom 1970). */
#define SET_BITS 2048

typedef struct
{
  guint64 bits[SET_BITS / 64];
} KeySet;

static inline void
add_key (KeySet *self, guint64 key)
{
  self->bits[(key >> 6) % G_N_ELEMENTS (self->bits)] |= G_GUINT64_CONSTANT (1) << (key % 64);
}

static inline gboolean
may_have_key (const KeySet *self, guint64 key)
{
  return (self->bits[(key >> 6) % G_N_ELEMENTS (self->bits)] >> (key % 64) & 1) != 0;
}

/* Leaves out the words that the other side has not: they match nothing, so that no cell needs to say so. */
static void
cells_init (Cells *self, const Diff *diff, gsize old_start, gsize old_end, gsize new_start, gsize new_end)
{
  KeySet old_keys = { 0 }, new_keys = { 0 };

  self->old = g_new (Shared, old_end - old_start + new_end - new_start);
  self->new = self->old + (old_end - old_start);
  self->n_old = self->n_new = 0;

  for (gsize i = old_start; i < old_end; i++)
    add_key (&old_keys, diff->old[i].key);
  for (gsize j = new_start; j < new_end; j++)
    if (may_have_key (&old_keys, diff->new[j].key))
      {
        add_key (&new_keys, diff->new[j].key);
        self->new[self->n_new++] = (Shared){ diff->new[j].key, j, diff->new[j].weight };
      }
  for (gsize i = old_start; i < old_end; i++)
    if (may_have_key (&new_keys, diff->old[i].key))
      self->old[self->n_old++] = (Shared){ diff->old[i].key, i, diff->old[i].weight };

  self->steps = g_malloc ((self->n_old + 1) * (self->n_new + 1));
}

static void
cells_clear (Cells *self)
{
  g_free (self->old);
  g_free (self->steps);
}

/* Whether the i-th and the j-th word stand right behind those before them. */
static inline gboolean
are_next (const Cells *self, gsize i, gsize j)
{
  return i > 0 && j > 0 && self->old[i].at == self->old[i - 1].at + 1 &&
         self->new[j].at == self->new[j - 1].at + 1;
}

/* Fills the cells row by row. best: the most that the words up to these two have in common; match: where they
 * end in a match of these two. */
static void
fill_cells (Cells *self)
{
  g_autofree gint32 *best = g_new0 (gint32, 2 * (self->n_new + 1));
  gint32 *match = best + self->n_new + 1;

  for (gsize j = 0; j <= self->n_new; j++)
    match[j] = UNREACHED;

  for (gsize i = 1; i <= self->n_old; i++)
    {
      const Shared *word = &self->old[i - 1];
      guint8 *steps = self->steps + i * (self->n_new + 1);
      gint32 best_before = 0, match_before = UNREACHED;

      for (gsize j = 1; j <= self->n_new; j++)
        {
          gint32 best_above = best[j], match_above = match[j];
          guint8 step = best_above >= best[j - 1] ? STEP_SKIP_OLD : STEP_SKIP_NEW;

          best[j] = MAX (best_above, best[j - 1]);
          match[j] = UNREACHED;
          if (word->key == self->new[j - 1].key)
            {
              gint32 along = are_next (self, i - 1, j - 1) ? match_before + RUN_GAIN : UNREACHED;
              gint32 anew = best_before - RUN_LOSS;

              match[j] = MAX (along, anew) + 2 * (gint32) word->weight;
              if (match[j] >= best[j])
                {
                  best[j] = match[j];
                  step = STEP_MATCH;
                }
              if (along >= anew)
                step |= STEP_IN_RUN;
            }
          steps[j] = step;
          best_before = best_above;
          match_before = match_above;
        }
    }
}

/* Aligns a small rest: the heaviest common subsequence, in which a match beside a match counts extra. */
static void
align_cells (Diff *self, gsize old_start, gsize old_end, gsize new_start, gsize new_end)
{
  Cells cells;
  gsize i, j;

  cells_init (&cells, self, old_start, old_end, new_start, new_end);
  fill_cells (&cells);

  i = cells.n_old;
  j = cells.n_new;
  while (i > 0 && j > 0)
    {
      guint8 step = cells.steps[i * (cells.n_new + 1) + j];

      if ((step & STEP_KINDS) == STEP_SKIP_OLD)
        i--;
      else if ((step & STEP_KINDS) == STEP_SKIP_NEW)
        j--;
      else
        do
          {
            step = cells.steps[i * (cells.n_new + 1) + j];
            self->map[cells.old[--i].at] = cells.new[--j].at;
          }
        while ((step & STEP_IN_RUN) != 0);
    }
  cells_clear (&cells);
}

/* Marks a run as standing there, but for what is marked already. Runs are equal by a hash; words are looked
 * at. */
static void
take_run (Diff *self, const GlossTie *run, guint length, gsize *old_at, gsize *new_at)
{
  for (; *old_at < run->old_at + length && *new_at < run->new_at + length; (*old_at)++, (*new_at)++)
    if (self->old[*old_at].key == self->new[*new_at].key)
      self->map[*old_at] = *new_at;
}

static void
align (Diff *self, gsize old_start, gsize old_end, gsize new_start, gsize new_end, guint level)
{
  g_autoptr (GArray) runs = NULL;
  gsize old_at, new_at, n_cells;
  guint length;

  while (old_start < old_end && new_start < new_end && self->old[old_start].key == self->new[new_start].key)
    self->map[old_start++] = new_start++;
  while (old_start < old_end && new_start < new_end &&
         self->old[old_end - 1].key == self->new[new_end - 1].key)
    self->map[--old_end] = --new_end;
  if (old_start == old_end || new_start == new_end)
    return;

  n_cells = (old_end - old_start) * (new_end - new_start);
  if (n_cells <= SMALL_CELLS || level == G_N_ELEMENTS (run_lengths))
    {
      if (n_cells > SMALL_CELLS && (n_cells > MAX_CELLS || n_cells > self->n_cells_left))
        return;
      self->n_cells_left -= MIN (n_cells, self->n_cells_left);
      align_cells (self, old_start, old_end, new_start, new_end);
      return;
    }

  length = run_lengths[level];
  runs = find_unique_runs (self, old_start, old_end, new_start, new_end, length);
  gloss_ties_keep_increasing (runs);

  old_at = old_start;
  new_at = new_start;
  for (guint i = 0; i < runs->len; i++)
    {
      const GlossTie *run = &g_array_index (runs, GlossTie, i);

      if (run->old_at >= old_at && run->new_at >= new_at)
        {
          align (self, old_at, run->old_at, new_at, run->new_at, level + 1);
          old_at = run->old_at;
          new_at = run->new_at;
        }
      /* A run that overlaps the one before it goes on with it, or says nothing new. */
      if ((gint64) run->old_at - (gint64) old_at == (gint64) run->new_at - (gint64) new_at)
        take_run (self, run, length, &old_at, &new_at);
    }
  align (self, old_at, old_end, new_at, new_end, level + 1);
}

static void
find_neighbours (GlossWordMap *self)
{
  guint32 last = GLOSS_WORD_MAP_NONE;

  for (gsize i = 0; i < self->n; i++)
    {
      if (self->to[i] != GLOSS_WORD_MAP_NONE)
        last = i;
      self->before[i] = last;
    }

  last = GLOSS_WORD_MAP_NONE;
  for (gsize i = self->n; i > 0; i--)
    {
      if (self->to[i - 1] != GLOSS_WORD_MAP_NONE)
        last = i - 1;
      self->after[i - 1] = last;
    }
}

static GlossWordMap *
allocate (gsize n)
{
  GlossWordMap *self = g_new (GlossWordMap, 1);

  self->n = n;
  self->to = g_new (guint32, 3 * (n + 1));
  self->before = self->to + n + 1;
  self->after = self->before + n + 1;
  for (gsize i = 0; i <= n; i++)
    self->to[i] = GLOSS_WORD_MAP_NONE;

  return self;
}

/**
 * gloss_word_map_new:
 * @old: (array length=n_old): the words of the old text
 * @n_old: how many
 * @new: (array length=n_new): the words of the new text
 * @n_new: how many
 *
 * Aligns two whole texts. Costs O(n log n) but for rests without any run that occurs once, which are aligned
 * cell by cell up to a bound and left without a place beyond it.
 *
 * Returns: (transfer full): the alignment
 */
GlossWordMap *
gloss_word_map_new (const GlossWord *old, gsize n_old, const GlossWord *new, gsize n_new)
{
  GlossWordMap *self = allocate (n_old);
  Diff diff = { old, new, self->to, MAX_CELLS + CELLS_A_WORD *(n_old + n_new) };

  align (&diff, 0, n_old, 0, n_new, 0);
  find_neighbours (self);

  return self;
}

/**
 * gloss_word_map_new_for_window:
 * @old: (array length=n_old): the words of a passage
 * @n_old: how many
 * @new: the words of the new text
 * @first: the window's first word
 * @last: the word after its last
 *
 * Aligns a short passage with a window of a text, whose ends may stay without a counterpart. Costs n_old
 * times the window's length, and no more than two texts as long where that is much.
 *
 * Returns: (transfer full): the alignment; places count from the beginning of @new
 */
GlossWordMap *
gloss_word_map_new_for_window (
  const GlossWord *old, gsize n_old, const GlossWord *new, gsize first, gsize last)
{
  GlossWordMap *self = allocate (n_old);
  Diff diff = { old, new, self->to, MAX_CELLS };

  if (n_old > 0 && last > first && n_old * (last - first) <= MAX_WINDOW_CELLS)
    align_cells (&diff, 0, n_old, first, last);
  else
    align (&diff, 0, n_old, first, last, 0);
  find_neighbours (self);

  return self;
}

void
gloss_word_map_free (GlossWordMap *self)
{
  g_free (self->to);
  g_free (self);
}
