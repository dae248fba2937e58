/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding a quote by itself and its context. Candidates come from seeds: pairs of neighbouring words, and
 * rare words, that stand in both; each votes for the shift between excerpt and text that it implies. The
 * shift that the drift of the text predicts and, unless it leaves no doubt, the few with most votes are
 * aligned word by word in a window, and the best one is kept. The cost of an excerpt of n words is its seeds'
 * occurrences plus n * n a candidate; it does not grow with the text.
 */

#include "config.h"

#include "core/anchor/gloss-anchor-search.h"

#include <math.h>
#include <string.h>

/* Seeds that occur more often say too little. */
#define MAX_PAIR_PLACES 24
#define MAX_WORD_PLACES 12
#define MAX_CANDIDATES 4
/* Windows reach twelve words beyond the excerpt, and further for a long one. */
#define MARGIN 12
#define SAME_WINDOW 4
/* Exact places of one quote that are compared. */
#define MAX_PLACES 256
/* A shift with less than this share of the best one's votes is not looked at. */
#define MIN_VOTE_SHARE 0.3

/* The least share of an excerpt's words, by weight, that has to stand in a window for looking closer. */
#define MIN_KEPT 0.2

/* Words of context that have to stand around a place that is taken for the passage's own whatever stands in
 * it. */
#define MIN_CONTEXT 3
/* Words that such a passage may have more or less. */
static const int steps[] = { 0, 1, -1, 2, -2, 3, -3 };

/* Bytes that a place which is expected may be off. */
#define MAX_STRAY 8

#define CONTEXT_WEIGHT 0.6
#define NEARNESS_WEIGHT 0.3
/* What scores so much where the text's drift predicts it needs no rival: on the development set looking on
 * finds no better one, and costs most of the search. */
#define CLEAR_SCORE 1.5

/* A word of the excerpt, and where the run that begins with it stands in the text. */
typedef struct
{
  gsize word;
  const guint32 *places;
  gsize n;
} Seed;

typedef struct
{
  gsize n_found;
  double score;
  GlossCandidate *best;
} Exact;

typedef struct
{
  gint64 shift; /* in words */
  double votes;
} Vote;

double
gloss_candidate_get_score (const GlossCandidate *self)
{
  return self->placement.similarity + CONTEXT_WEIGHT * self->context + NEARNESS_WEIGHT * self->nearness;
}

gboolean
gloss_candidate_is_at (const GlossCandidate *self, gsize expected)
{
  return ABS ((gint64) self->placement.start - (gint64) expected) <= MAX_STRAY;
}

static double
get_nearness (gsize byte, gsize expected)
{
  return 1 / (1 + fabs ((double) byte - (double) expected) / 500);
}

/* The share, by weight, of the excerpt's context whose words stand right there. */
static double
weigh_context (const GlossExcerpt *self, const GlossSearchText *text, gsize start, gsize end)
{
  const GlossPassage *old = &self->passage, *new = &text->passage;
  gsize before = gloss_words_find (text->words, start);
  gsize after = gloss_words_find (text->words, end);
  double kept = 0, all = 0;

  if (after < new->n_words &&new->words[after].start < end)
    after++;

  for (gsize i = self->first_word, j = before; i > self->context_first; i--, j -= j > 0)
    {
      all += old->words[i - 1].weight;
      if (j > 0 && old->words[i - 1].key == new->words[j - 1].key)
        kept += old->words[i - 1].weight;
    }
  for (gsize i = self->last_word, j = after; i < self->context_last; i++, j++)
    {
      all += old->words[i].weight;
      if (j < new->n_words && old->words[i].key == new->words[j].key)
        kept += old->words[i].weight;
    }

  return all > 0 ? kept / all : 0;
}

/* Whether the quote stands there to the byte; then, how good a place it is, compared with the best so far. */
static void
try_exact (const GlossExcerpt *self, const GlossSearchText *text, gsize byte, gsize expected, Exact *exact)
{
  gsize n_quote = self->quote_end - self->quote_start;
  GlossCandidate candidate;
  double score;

  if (byte > text->passage.n_bytes || text->passage.n_bytes - byte < n_quote ||
      memcmp (text->passage.utf8 + byte, self->text + self->quote_start, n_quote) != 0)
    return;

  candidate.placement.start = byte;
  candidate.placement.end = byte + n_quote;
  candidate.placement.similarity = 1;
  candidate.context = weigh_context (self, text, byte, candidate.placement.end);
  candidate.placement.is_held = candidate.context == 1;
  candidate.placement.has_same_words = TRUE;
  candidate.nearness = get_nearness (byte, expected);
  /* All of the context is worth a shift by a factor of ten thousand: context decides, distance breaks ties.
   */
  score = 40 * candidate.context - 3 * log2 (1 + fabs ((double) byte - (double) expected) / 20);
  if (exact->n_found++ > 0 && score <= exact->score)
    return;
  exact->score = score;
  *exact->best = candidate;
}

/* Tries the places of a run that begins with the excerpt's word: all, or those next to the one that is
 * expected. */
static void
try_places (
  const GlossExcerpt *self, const GlossSearchText *text, const Seed *seed, gsize expected, Exact *exact)
{
  const GlossWord *word = &self->passage.words[seed->word];
  gint64 into = (gint64) word->start - (gint64) self->quote_start;
  gsize low = 0, high = seed->n;

  while (seed->n > MAX_PLACES && low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (text->passage.words[seed->places[middle]].start < (gint64) expected + into)
        low = middle + 1;
      else
        high = middle;
    }
  low = low > MAX_PLACES / 2 ? low - MAX_PLACES / 2 : 0;
  high = MIN (low + MAX_PLACES, seed->n);

  for (gsize i = low; i < high; i++)
    {
      gint64 byte = (gint64) text->passage.words[seed->places[i]].start - into;

      if (byte >= 0)
        try_exact (self, text, byte, expected, exact);
    }
}

/* Tries the places of the rarest run of words that reaches into the quote or touches it. */
static void
try_runs (const GlossExcerpt *self, const GlossSearchText *text, gsize expected, Exact *exact)
{
  gsize first = self->first_word > GLOSS_SEARCH_RUN ? self->first_word - GLOSS_SEARCH_RUN : 0;
  Seed rarest = { .n = G_MAXSIZE };

  for (gsize i = first; i <= self->last_word && i + GLOSS_SEARCH_RUN <= self->passage.n_words; i++)
    {
      Seed seed = { .word = i };

      seed.places = gloss_word_index_find (text->runs, self->passage.words + i, &seed.n);
      if (seed.n > 0 && seed.n < rarest.n)
        rarest = seed;
    }

  if (rarest.n != G_MAXSIZE)
    try_places (self, text, &rarest, expected, exact);
}

/* Looks at every byte from a place on, until there are enough. */
static void
try_bytes (const GlossExcerpt *self, const GlossSearchText *text, gsize from, gsize expected, Exact *exact)
{
  const char *quote = self->text + self->quote_start;
  gsize n_quote = self->quote_end - self->quote_start;
  const char *end = text->passage.utf8 + text->passage.n_bytes;
  guint n = 0;

  for (const char *hit = text->passage.utf8 + from; n_quote > 0 && n < MAX_PLACES; hit++, n++)
    {
      hit = memmem (hit, end - hit, quote, n_quote);
      if (hit == NULL)
        return;
      try_exact (self, text, hit - text->passage.utf8, expected, exact);
    }
}

/* Whether a word is surely one: at the end of an excerpt it may have been cut. */
static gboolean
is_whole (const GlossExcerpt *self, gsize word)
{
  return (word > 0 || self->passage.words[word].start > 0) &&
         (word + 1 < self->passage.n_words || self->passage.words[word].end < self->passage.n_bytes);
}

/**
 * gloss_anchor_search_exact:
 * @excerpt: what is looked for
 * @text: where
 * @expected: the byte where the quote should stand
 * @best: (out caller-allocates): the best of the places where the quote stands to the byte, by its context
 * and then by how near it is
 *
 * Looks at the places of the quote's rarest word; where these are very many, at those next to the one
 * expected, and at those of the rarest run around it. Costs a bounded number of looks, but for a quote
 * without context that is a part of one or two words: for it the text is searched byte by byte.
 *
 * Returns: how many places were looked at where it does, 0 where there is none
 */
gsize
gloss_anchor_search_exact (const GlossExcerpt *excerpt,
                           const GlossSearchText *text,
                           gsize expected,
                           GlossCandidate *best)
{
  Exact exact = { .best = best };
  Seed rarest = { .n = G_MAXSIZE };

  for (gsize i = excerpt->first_word; i < excerpt->last_word; i++)
    {
      Seed seed = { .word = i };

      if (!is_whole (excerpt, i))
        continue;
      seed.places = gloss_word_index_find (text->index, excerpt->passage.words + i, &seed.n);
      if (seed.n < rarest.n)
        rarest = seed;
    }

  if (rarest.n == G_MAXSIZE)
    {
      expected = MIN (expected, text->passage.n_bytes);
      try_bytes (excerpt, text, expected - MIN (expected, MAX_PLACES), expected, &exact);
      if (exact.n_found == 0)
        try_bytes (excerpt, text, 0, expected, &exact);
    }
  else
    try_places (excerpt, text, &rarest, expected, &exact);
  if (rarest.n > MAX_PLACES && rarest.n != G_MAXSIZE)
    try_runs (excerpt, text, expected, &exact);

  return exact.n_found;
}

/* In increasing order (Shell 1959, with gaps by Gonnet): most excerpts have a hundred votes or so. */
static void
sort_votes (Vote *votes, gsize n)
{
  for (gsize gap = n / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
    for (gsize i = gap; i < n; i++)
      {
        Vote vote = votes[i];
        gsize at = i;

        for (; at >= gap && votes[at - gap].shift > vote.shift; at -= gap)
          votes[at] = votes[at - gap];
        votes[at] = vote;
      }
}

/* Leaves the few with most votes, best first. */
static void
keep_best (GArray *shifts)
{
  Vote *all = (Vote *) shifts->data;
  guint n = 0;

  for (guint i = 0; i < shifts->len; i++)
    {
      Vote vote = all[i];
      guint at = n;

      for (; at > 0 && all[at - 1].votes < vote.votes; at--)
        if (at < MAX_CANDIDATES)
          all[at] = all[at - 1];
      if (at < MAX_CANDIDATES)
        all[at] = vote;
      n = MIN (n + 1, MAX_CANDIDATES);
    }
  g_array_set_size (shifts, n);
}

static void
add_votes (GArray *votes, const guint32 *places, gsize n, gsize word, double weight)
{
  gsize at = votes->len;
  Vote *all;

  g_array_set_size (votes, at + n);
  all = (Vote *) votes->data + at;
  for (gsize i = 0; i < n; i++)
    all[i] = (Vote){ (gint64) places[i] - (gint64) word, weight / (1 + 0.3 * n) };
}

/* The votes of all seeds, each for the shift it implies. */
static GArray *
collect_votes (const GlossExcerpt *self, const GlossSearchText *text)
{
  GArray *votes = g_array_new (FALSE, FALSE, sizeof (Vote));
  const GlossWord *words = self->passage.words;

  for (gsize i = 0; i < self->passage.n_words; i++)
    {
      gsize n;
      const guint32 *places = gloss_word_index_find (text->index, words + i, &n);

      if (n > 0 && n <= MAX_WORD_PLACES)
        add_votes (votes, places, n, i, words[i].weight);
      if (n == 0 || i + 1 == self->passage.n_words)
        continue;
      places = gloss_word_index_find (text->pairs, words + i, &n);
      if (n > 0 && n <= MAX_PAIR_PLACES)
        add_votes (votes, places, n, i, words[i].weight + words[i + 1].weight);
    }
  sort_votes ((Vote *) votes->data, votes->len);

  return votes;
}

/* Votes for nearly the same shift count together: an edit inside the excerpt shifts what follows it. */
static GArray *
find_shifts (const GlossExcerpt *self, const GlossSearchText *text)
{
  g_autoptr (GArray) votes = collect_votes (self, text);
  GArray *shifts = g_array_new (FALSE, FALSE, sizeof (Vote));
  gint64 width = 6 + self->passage.n_words / 3;
  double sum = 0;
  guint first = 0;

  for (guint i = 0; i < votes->len; i++)
    {
      const Vote *vote = &g_array_index (votes, Vote, i);
      Vote group;
      Vote *last;

      sum += vote->votes;
      while (g_array_index (votes, Vote, first).shift < vote->shift - width)
        sum -= g_array_index (votes, Vote, first++).votes;
      group.shift = (vote->shift + g_array_index (votes, Vote, first).shift) / 2;
      group.votes = sum;

      last = shifts->len > 0 ? &g_array_index (shifts, Vote, shifts->len - 1) : NULL;
      if (last == NULL || last->shift <= group.shift - width)
        g_array_append_val (shifts, group);
      else if (last->votes < sum)
        *last = group;
    }
  keep_best (shifts);

  return shifts;
}

static void
add_kept (
  const GlossExcerpt *self, const GlossWordMap *map, gsize first, gsize last, double *kept, double *all)
{
  for (gsize i = first; i < last; i++)
    {
      *all += self->passage.words[i].weight;
      if (map->to[i] != GLOSS_WORD_MAP_NONE)
        *kept += self->passage.words[i].weight;
    }
}

/* Aligns the excerpt with the words first to before last of the text. */
static gboolean
try_window (const GlossExcerpt *self,
            const GlossSearchText *text,
            gsize first,
            gsize last,
            gsize expected,
            GlossCandidate *candidate)
{
  g_autoptr (GlossWordMap) map = gloss_word_map_new_for_window (self->passage.words, self->passage.n_words,
                                                                text->passage.words, first, last);
  g_auto (GlossAlignment) alignment = { 0 };
  double kept = 0, all = 0;

  add_kept (self, map, self->context_first, self->first_word, &kept, &all);
  add_kept (self, map, self->last_word, self->context_last, &kept, &all);
  candidate->context = all > 0 ? kept / all : 0;
  add_kept (self, map, self->first_word, self->last_word, &kept, &all);
  if (kept < MIN_KEPT * all)
    return FALSE;

  gloss_alignment_init (&alignment, &self->passage, &text->passage, map);
  if (!gloss_placement_find (&alignment, self->quote_start, self->quote_end, &candidate->placement))
    return FALSE;
  candidate->nearness = get_nearness (candidate->placement.start, expected);

  return TRUE;
}

static gboolean
try_shift (const GlossExcerpt *self,
           const GlossSearchText *text,
           gint64 shift,
           gsize expected,
           GlossCandidate *candidate)
{
  gint64 margin = MARGIN + self->passage.n_words / 2;
  gint64 first = CLAMP (shift - margin, 0, (gint64) text->passage.n_words);
  gint64 last = CLAMP (shift + (gint64) self->passage.n_words + margin, 0, (gint64) text->passage.n_words);

  return first < last && try_window (self, text, first, last, expected, candidate);
}

/* Whether the excerpt's words first to before last stand in the text, as they are, from at on. */
static gboolean
stand_there (const GlossExcerpt *self, const GlossSearchText *text, gsize first, gsize last, gint64 at)
{
  if (at < 0 || at + (gint64) (last - first) > (gint64) text->passage.n_words)
    return FALSE;

  for (gsize i = first; i < last; i++)
    if (self->passage.words[i].key != text->passage.words[at + (i - first)].key)
      return FALSE;

  return TRUE;
}

/**
 * gloss_anchor_search_in_place:
 * @excerpt: what is looked for
 * @text: where
 * @expected: the byte where the quote should stand, a word more or less
 * @candidate: (out caller-allocates): the place
 *
 * Costs a few comparisons, and the square of the excerpt's length where the context stands.
 *
 * Returns: whether all of the context stands there, right around the place of the quote, which may have a few
 * words more or less: then that is the place, whatever looks like the quote elsewhere
 */
gboolean
gloss_anchor_search_in_place (const GlossExcerpt *excerpt,
                              const GlossSearchText *text,
                              gsize expected,
                              GlossCandidate *candidate)
{
  gint64 near = gloss_words_find (text->words, expected);
  gint64 n_before = excerpt->first_word - excerpt->context_first;
  gint64 n_after = excerpt->context_last - excerpt->last_word;
  gint64 n_quote = excerpt->last_word - excerpt->first_word;

  if (n_before + n_after < MIN_CONTEXT)
    return FALSE;

  for (guint i = 0; i < 3; i++)
    {
      gint64 word = near + steps[i];

      if (!stand_there (excerpt, text, excerpt->context_first, excerpt->first_word, word - n_before))
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (steps); k++)
        {
          gint64 end = word + n_quote + steps[k];

          if (end > word && stand_there (excerpt, text, excerpt->last_word, excerpt->context_last, end) &&
              try_window (excerpt, text, word - n_before, end + n_after, expected, candidate) &&
              candidate->placement.is_held)
            return TRUE;
        }
    }

  return FALSE;
}

/**
 * gloss_anchor_search_similar:
 * @excerpt: what is looked for
 * @text: where
 * @expected: the byte where the quote should stand
 * @best: (out caller-allocates): the best place for something like it, however bad
 *
 * Costs the excerpt's length times a window of some two lengths, and where that leaves a doubt the
 * occurrences of its seeds and as much again for each of at most four places.
 *
 * Returns: %FALSE where nothing is like it
 */
gboolean
gloss_anchor_search_similar (const GlossExcerpt *excerpt,
                             const GlossSearchText *text,
                             gsize expected,
                             GlossCandidate *best)
{
  g_autoptr (GArray) shifts = NULL;
  gint64 predicted = (gint64) gloss_words_find (text->words, expected) - (gint64) excerpt->first_word;
  gboolean is_found = try_shift (excerpt, text, predicted, expected, best);
  double least;

  if (is_found && gloss_candidate_get_score (best) >= CLEAR_SCORE)
    return TRUE;

  shifts = find_shifts (excerpt, text);
  least = shifts->len > 0 ? g_array_index (shifts, Vote, 0).votes * MIN_VOTE_SHARE : 0;
  for (guint i = 0; i < shifts->len; i++)
    {
      const Vote *shift = &g_array_index (shifts, Vote, i);
      GlossCandidate candidate;

      if (shift->votes < least)
        break;
      /* The same window. */
      if (ABS (shift->shift - predicted) <= SAME_WINDOW)
        continue;
      if (!try_shift (excerpt, text, shift->shift, expected, &candidate))
        continue;
      if (!is_found || gloss_candidate_get_score (&candidate) > gloss_candidate_get_score (best))
        *best = candidate;
      is_found = TRUE;
    }

  return is_found;
}
