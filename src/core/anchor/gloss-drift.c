/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The drift of a text, by ties: a run of words of an excerpt that occurs once in the new text ties its old
 * place to its new one. Runs that moved, or that look alike, are outvoted by the most ties that agree about
 * the order. The beginnings of both texts are tied to each other. Between two ties a place is expected in
 * proportion. Made on one thread, then read from any.
 */

#include "config.h"

#include "core/anchor/gloss-drift.h"

#include "core/text/gloss-ties.h"

/* A run that weighs less is made of marks and short words and says too little. */
#define MIN_RUN_WEIGHT 16
/* Ties that one excerpt gives; a long quote gives them from all of its length. */
#define MAX_TIES 16

struct _GlossDrift
{
  const GlossSearchText *text;
  GArray *ties; /* code points of both texts */
};

GlossDrift *
gloss_drift_new (const GlossSearchText *text)
{
  GlossDrift *self = g_new (GlossDrift, 1);

  self->text = text;
  self->ties = g_array_new (FALSE, FALSE, sizeof (GlossTie));

  return self;
}

void
gloss_drift_free (GlossDrift *self)
{
  g_array_unref (self->ties);
  g_free (self);
}

static guint
weigh_run (const GlossWord *words)
{
  guint weight = 0;

  for (guint i = 0; i < GLOSS_SEARCH_RUN; i++)
    weight += words[i].weight;

  return weight;
}

void
gloss_drift_add (GlossDrift *self, const GlossExcerpt *excerpt, gsize start)
{
  const GlossPassage *passage = &excerpt->passage;
  gsize step = 1 + passage->n_words / MAX_TIES;
  const char *quote = passage->utf8 + excerpt->quote_start;

  for (gsize i = 0; i + GLOSS_SEARCH_RUN <= passage->n_words; i += step)
    {
      gsize n;
      const guint32 *places = gloss_word_index_find (self->text->runs, passage->words + i, &n);
      gint64 point;
      GlossTie tie;

      if (n != 1 || weigh_run (passage->words + i) < MIN_RUN_WEIGHT)
        continue;
      point = (gint64) start + g_utf8_pointer_to_offset (quote, passage->utf8 + passage->words[i].start);
      if (point <= 0 || point >= G_MAXUINT32)
        continue;
      tie.old_at = point;
      tie.new_at = gloss_text_byte_to_point (self->text->text, self->text->passage.words[places[0]].start);
      g_array_append_val (self->ties, tie);
    }
}

void
gloss_drift_settle (GlossDrift *self)
{
  GlossTie beginning = { 0, 0 };

  gloss_ties_keep_increasing (self->ties);
  g_array_prepend_val (self->ties, beginning);
}

/* The first tie whose old place is not before point. */
static guint
find_tie (const GlossDrift *self, gsize point)
{
  guint low = 0, high = self->ties->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->ties, GlossTie, middle).old_at < point)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

gsize
gloss_drift_expect (const GlossDrift *self, gsize point, gsize first, gsize last)
{
  guint after_at = find_tie (self, MAX (last, point + 1));
  const GlossTie *before =
    &g_array_index (self->ties, GlossTie, MAX (find_tie (self, MIN (first, point) + 1), 1) - 1);
  const GlossTie *after = after_at < self->ties->len ? &g_array_index (self->ties, GlossTie, after_at) : NULL;
  double grown = 1;

  if (after != NULL)
    grown = (double) (after->new_at - before->new_at) / (after->old_at - before->old_at);

  return MIN (before->new_at + (gsize) ((point - before->old_at) * grown),
              gloss_text_get_n_points (self->text->text));
}

void
gloss_drift_bound (const GlossDrift *self, gsize first, gsize last, gsize *low, gsize *high)
{
  guint before = find_tie (self, first), after = find_tie (self, last);

  *low = before > 0 ? g_array_index (self->ties, GlossTie, before - 1).new_at : 0;
  *high = after < self->ties->len ? g_array_index (self->ties, GlossTie, after).new_at
                                  : gloss_text_get_n_points (self->text->text);
}
