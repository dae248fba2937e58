/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Resolves all annotations of an article against another text, in one call, on values that never change: any
 * thread.
 *
 * With the old text at hand, an alignment of both texts says where everything went; what it has no place for
 * is looked for by its exact words, for it may have moved. Without it, runs of words that stand there just
 * once tell how far the text drifted; every other quote is placed by its exact words, its context and that
 * drift, or by search for something like it. Whatever is found must reach a floor, which is lower the more of
 * the context agrees. Below it the answer is lost: a wrong place is worse than none.
 *
 * Cost: O(n log n) in the texts once, and then a bounded number of looks a quote that does not grow with the
 * text, but for quotes without a whole word, which are searched byte by byte.
 */

#include "config.h"

#include "core/anchor/gloss-anchor-resolver.h"

#include "core/anchor/gloss-anchor-search.h"
#include "core/anchor/gloss-drift.h"
#include "core/text/gloss-word-diff.h"

#include <string.h>

/*
 * The floors were chosen on the development part of the re-anchoring set, whose halves by document agree on
 * them: a floor for short quotes of 1.2 instead of 1.4 finds 0.3 % more and doubles the harm, one for long
 * quotes of 0.8 instead of 0.75 loses 0.05 % and takes a quarter of it. On 178 documents of other kinds in 27
 * languages, edited by a program far harder than people do, they give 97.7 % and 0.03 %, by quote alone
 * 95.9 % and 0.41 %. Of 10,000 quotes of 8 to 40 code points that the text does not hold, none is found.
 * Between two texts the alignment itself is the evidence, so that a passage need only be like itself, less so
 * where its neighbours still stand beside it. A search has none but what it finds: similarity, context and
 * nearness make up for each other. A short quote is like many things, so that its context must agree and
 * carry most of the weight.
 */
#define HELD_FLOOR 0.4
/* Between the very words that stood beside it, a few words are the passage whatever became of them, if they
 * did not become many: "Monday" is "Tuesday" now. */
#define HELD_SHORT_FLOOR 0.2
#define HELD_WORD_POINTS 16
#define HELD_GROWTH 2
#define ALIGNED_FLOOR 0.5
#define LONG_FLOOR 0.75
#define LONG_CONTEXT 0.3
#define LONG_NEARNESS 0.15
#define SHORT_POINTS 40
#define SHORT_FLOOR 1.4
#define SHORT_SIMILARITY 0.6
#define SHORT_NEARNESS 0.3
#define SHORT_LEAST_CONTEXT 0.5
/* For the same words with other marks one side of the context is enough, near to where they should be. */
#define WORDS_FLOOR 0.8
#define WORDS_LEAST_CONTEXT 0.35
/* The least length at which the same words elsewhere are taken for the passage itself, moved. */
#define MOVED_POINTS 16
/* The least one at which they are, between the words that stood around the passage. */
#define BETWEEN_POINTS 8
/* How like itself a long passage must be that left its place and was edited, of which no context tells. */
#define MOVED_FLOOR 0.9
#define MOVED_MISSING 0.5
/* What a shorter one needs of context and nearness. */
#define EXACT_FLOOR 0.15
/* What the same words are ahead of similar ones: a long quote is hardly said twice. */
#define EXACT_LEAD 0.25
#define LONG_EXACT_LEAD 0.5
/* The same words without so much of their context, and not so near to where they should be, are elsewhere. */
#define ELSEWHERE_CONTEXT 0.5
#define ELSEWHERE_NEARNESS 0.5

typedef struct
{
  GlossText *old; /* NULL: not known */
  GlossText *new;
  GlossSearchText *search;
} Resolver;

/**
 * gloss_resolution_judge:
 * @self: what became of a passage
 * @quote: the words it is to be compared with
 *
 * Judges the words found by other words than those they were found by: a passage is looked for by what stood
 * there last, but what the reader stands by is the quote. State and change become what they are seen from
 * @quote; place, score and words found stay. The same words are exact, or moved where they were found
 * elsewhere; others are changed. Lost stays lost. Linear in both.
 */
void
gloss_resolution_judge (GlossResolution *self, const char *quote)
{
  g_return_if_fail (self != NULL && quote != NULL);

  if (self->state == GLOSS_ANCHOR_LOST)
    return;

  self->change = GLOSS_CLAIM_CHANGE_NONE;
  if (!gloss_placement_is_same (quote, self->found))
    {
      self->state = GLOSS_ANCHOR_CHANGED;
      self->change = gloss_claim_change_find (quote, self->found);
    }
  else if (self->state == GLOSS_ANCHOR_CHANGED)
    self->state = GLOSS_ANCHOR_EXACT;
}

static void
finish (Resolver *self,
        GlossAnchor *anchor,
        const GlossPlacement *placement,
        gboolean is_elsewhere,
        double score,
        GlossResolution *resolution)
{
  const char *quote = gloss_anchor_get_quote (anchor);
  const char *utf8 = self->search->passage.utf8;

  resolution->start = gloss_text_byte_to_point (self->new, placement->start);
  resolution->end = gloss_text_byte_to_point (self->new, placement->end);
  if (strncmp (utf8 + placement->start, quote, placement->end - placement->start) != 0 ||
      strlen (quote) != placement->end - placement->start)
    gloss_text_fit_range (self->new, &resolution->start, &resolution->end);

  resolution->found = gloss_text_dup_range (self->new, resolution->start, resolution->end);
  resolution->score = CLAMP (score, 0, 1);
  resolution->state = is_elsewhere ? GLOSS_ANCHOR_MOVED : GLOSS_ANCHOR_EXACT;
  gloss_resolution_judge (resolution, quote);
}

static void
finish_similar (Resolver *self, GlossAnchor *anchor, const GlossCandidate *found, GlossResolution *resolution)
{
  finish (self, anchor, &found->placement, FALSE,
          found->placement.similarity * (0.5 + 0.35 * found->context + 0.15 * found->nearness), resolution);
}

static gboolean
is_acceptable (const GlossCandidate *found, gsize n_points)
{
  double similarity = found->placement.similarity;

  if (n_points > SHORT_POINTS)
    return similarity + LONG_CONTEXT * found->context + LONG_NEARNESS * found->nearness >= LONG_FLOOR;
  if (found->placement.has_same_words && found->context >= WORDS_LEAST_CONTEXT &&
      found->context + found->nearness >= WORDS_FLOOR)
    return TRUE;

  return found->context >= SHORT_LEAST_CONTEXT &&
         SHORT_SIMILARITY * similarity + found->context + SHORT_NEARNESS * found->nearness >= SHORT_FLOOR;
}

/* Whether the same words are taken for the passage itself: short ones that stand in another context, and not
 * where they should, are another passage. */
static gboolean
is_supported (const GlossCandidate *exact, gsize n_points)
{
  return n_points >= MOVED_POINTS || exact->context + exact->nearness >= EXACT_FLOOR;
}

/* Where a quote should stand, in bytes. */
typedef struct
{
  gsize old_place; /* if nothing before it changed */
  gsize expected;  /* by all that is known of the drift */
  gsize by_others; /* by what other passages tell */
  gsize first;     /* between which bytes it stands, if the order of the text is the same */
  gsize last;
} Places;

static gboolean
is_nearer (gsize to, gsize place, gsize other)
{
  return ABS ((gint64) place - (gint64) to) <= ABS ((gint64) other - (gint64) to);
}

/* Whether the passage stands, edited, where it did or where it should, with all of its context around it. The
 * same words in the same context elsewhere are then another passage: tables and lists are full of them.
 * exact: they, or NULL. */
static gboolean
is_in_place (Resolver *self,
             const GlossExcerpt *excerpt,
             const Places *places,
             const GlossCandidate *exact,
             GlossCandidate *found)
{
  if (exact != NULL && gloss_candidate_is_at (exact, places->old_place))
    return FALSE;
  if ((exact == NULL || is_nearer (places->by_others, places->old_place, exact->placement.start)) &&
      gloss_anchor_search_in_place (excerpt, self->search, places->old_place, found) &&
      is_acceptable (found, excerpt->n_points))
    return TRUE;
  if (exact != NULL && gloss_candidate_is_at (exact, places->expected))
    return FALSE;

  return gloss_anchor_search_in_place (excerpt, self->search, places->expected, found) &&
         is_acceptable (found, excerpt->n_points);
}

/* Whether words that are the same stand elsewhere: before a passage that they stood behind, or the other way
 * round, or far from where they should be and among others. */
static gboolean
is_elsewhere (const GlossCandidate *exact, const Places *places)
{
  return exact->placement.start < places->first || exact->placement.end > places->last ||
         (exact->context < ELSEWHERE_CONTEXT && exact->nearness < ELSEWHERE_NEARNESS);
}

static void
resolve_by_search (Resolver *self,
                   GlossAnchor *anchor,
                   const GlossExcerpt *excerpt,
                   const Places *places,
                   GlossResolution *resolution)
{
  GlossCandidate exact, similar;
  gboolean is_exact = gloss_anchor_search_exact (excerpt, self->search, places->expected, &exact) > 0;
  gboolean has_context = is_exact && exact.context > GLOSS_WHOLE_CONTEXT;
  double lead = excerpt->n_points > SHORT_POINTS ? LONG_EXACT_LEAD : EXACT_LEAD;
  gboolean is_similar;

  if (is_in_place (self, excerpt, places, has_context ? &exact : NULL, &similar))
    {
      finish_similar (self, anchor, &similar, resolution);
      return;
    }
  if (has_context)
    {
      finish (self, anchor, &exact.placement, is_elsewhere (&exact, places), 1, resolution);
      return;
    }

  is_exact = is_exact && is_supported (&exact, excerpt->n_points);
  is_similar = gloss_anchor_search_similar (excerpt, self->search, places->expected, &similar) &&
               is_acceptable (&similar, excerpt->n_points);
  if (is_exact &&
      (!is_similar || gloss_candidate_get_score (&exact) + lead >= gloss_candidate_get_score (&similar)))
    finish (self, anchor, &exact.placement, is_elsewhere (&exact, places), 0.5 + exact.context / 2,
            resolution);
  else if (is_similar)
    finish_similar (self, anchor, &similar, resolution);
}

/* In code points. Rows come from other programs and may say anything; no text is that long. */
static gsize
get_old_place (GlossAnchor *anchor)
{
  return MIN (gloss_anchor_get_start (anchor), G_MAXUINT32);
}

static Places
predict (Resolver *self, const GlossDrift *drift, const GlossExcerpt *excerpt, gsize start)
{
  gsize n_before = gloss_text_count_points (excerpt->text, excerpt->quote_start);
  gsize n_after = gloss_text_count_points (excerpt->text + excerpt->quote_start,
                                           excerpt->passage.n_bytes - excerpt->quote_start);
  gsize before = start - MIN (n_before, start), after = start + n_after;
  gsize first, last;

  gloss_drift_bound (drift, before, after, &first, &last);

  return (Places){
    .old_place = gloss_text_point_to_byte (self->new, start),
    .expected = gloss_text_point_to_byte (self->new, gloss_drift_expect (drift, start, start, start)),
    .by_others = gloss_text_point_to_byte (self->new, gloss_drift_expect (drift, start, before, after)),
    .first = gloss_text_point_to_byte (self->new, first),
    .last = gloss_text_point_to_byte (self->new, last),
  };
}

static void
resolve_without_old (
  Resolver *self, GlossAnchor *const *anchors, gsize n, GCancellable *cancellable, GlossResolution *out)
{
  g_autoptr (GPtrArray) excerpts = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_excerpt_free);
  g_autoptr (GlossDrift) drift = gloss_drift_new (self->search);

  for (gsize i = 0; i < n; i++)
    {
      g_ptr_array_add (excerpts, gloss_excerpt_new (anchors[i]));
      gloss_drift_add (drift, excerpts->pdata[i], get_old_place (anchors[i]));
    }
  gloss_drift_settle (drift);

  for (gsize i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Places places = predict (self, drift, excerpts->pdata[i], get_old_place (anchors[i]));

      resolve_by_search (self, anchors[i], excerpts->pdata[i], &places, &out[i]);
    }
}

static gboolean
stands_in_old (GlossText *old, GlossAnchor *anchor, gsize *start, gsize *end)
{
  const char *quote = gloss_anchor_get_quote (anchor);

  *start = gloss_text_point_to_byte (old, gloss_anchor_get_start (anchor));
  *end = gloss_text_point_to_byte (old, gloss_anchor_get_end (anchor));

  return *end > *start && strlen (quote) == *end - *start &&
         memcmp (gloss_text_get_utf8 (old) + *start, quote, *end - *start) == 0;
}

/* Whether the quote, whose place is gone, stands between the survivors around it: then it is the same passage
 * among other words. */
static gboolean
stands_between (const GlossPlacement *gap, const GlossCandidate *exact, gsize n_points)
{
  return n_points >= BETWEEN_POINTS && gap->start < gap->end && exact->placement.start >= gap->start &&
         exact->placement.end <= gap->end;
}

/* Whether what stands nowhere in the text is at most the share of the quote, marks aside: most quotes that
 * are gone have more, and need no search. */
static gboolean
has_words (const GlossExcerpt *excerpt, const GlossSearchText *text, double missing_share)
{
  gsize n_all = 0, n_missing = 0;

  for (gsize i = excerpt->first_word; i < excerpt->last_word; i++)
    {
      const GlossWord *word = &excerpt->passage.words[i];
      gsize n;

      if (word->weight == 1 || word->start < excerpt->quote_start || word->end > excerpt->quote_end)
        continue;
      gloss_word_index_find (text->index, word, &n);
      n_all += word->weight;
      if (n == 0)
        n_missing += word->weight;
    }

  return n_missing <= missing_share * n_all;
}

/* The quote left its place: its words may stand elsewhere, maybe with other marks. gap: what stands between
 * the survivors around its place. */
static void
resolve_moved (Resolver *self, GlossAnchor *anchor, const GlossPlacement *gap, GlossResolution *resolution)
{
  g_autoptr (GlossExcerpt) excerpt = gloss_excerpt_new (anchor);
  GlossCandidate best;
  gsize n_places = gloss_anchor_search_exact (excerpt, self->search, gap->start, &best);

  if (n_places == 1 && stands_between (gap, &best, excerpt->n_points))
    finish (self, anchor, &best.placement, FALSE, 0.5 + best.context / 2, resolution);
  else if (n_places > 0 &&
           (best.context >= GLOSS_WHOLE_CONTEXT || (n_places == 1 && excerpt->n_points >= MOVED_POINTS)))
    finish (self, anchor, &best.placement, TRUE, 0.5 + best.context / 2, resolution);
  else if (n_places == 0 && excerpt->n_points >= MOVED_POINTS && has_words (excerpt, self->search, 0) &&
           gloss_anchor_search_similar (excerpt, self->search, gap->start, &best) &&
           best.placement.has_same_words)
    finish (self, anchor, &best.placement, TRUE, best.placement.similarity / 2, resolution);
}

/* A passage that left its place and was edited on the way: the number in a sentence that moved. Where it
 * should stand tells nothing then. */
static void
resolve_moved_and_edited (Resolver *self,
                          GlossAnchor *anchor,
                          const GlossPlacement *gap,
                          GlossResolution *resolution)
{
  g_autoptr (GlossExcerpt) excerpt = gloss_excerpt_new (anchor);
  GlossCandidate best;

  if (!has_words (excerpt, self->search, MOVED_MISSING) ||
      !gloss_anchor_search_similar (excerpt, self->search, gap->start, &best))
    return;

  best.nearness = 0;
  if (is_acceptable (&best, excerpt->n_points) ||
      (excerpt->n_points > SHORT_POINTS && best.placement.similarity >= MOVED_FLOOR))
    finish (self, anchor, &best.placement, TRUE, best.placement.similarity / 2, resolution);
}

static gboolean
is_aligned (const GlossPlacement *placement, gsize n_points, gsize n_bytes)
{
  if (!placement->is_held)
    return placement->similarity >= ALIGNED_FLOOR;
  if (n_points > SHORT_POINTS || placement->end - placement->start > HELD_GROWTH * n_bytes + HELD_WORD_POINTS)
    return placement->similarity >= HELD_FLOOR;

  return n_points <= HELD_WORD_POINTS || placement->similarity >= HELD_SHORT_FLOOR;
}

static void
resolve_with_old (
  Resolver *self, GlossAnchor *const *anchors, gsize n, GCancellable *cancellable, GlossResolution *out)
{
  g_autoptr (GlossWords) words =
    gloss_words_new (gloss_text_get_utf8 (self->old), gloss_text_get_n_bytes (self->old));
  GlossPassage old = {
    gloss_text_get_utf8 (self->old), gloss_text_get_n_bytes (self->old), NULL, 0, FALSE, FALSE
  };
  const GlossPassage *new = &self->search->passage;
  g_autoptr (GlossWordMap) map = NULL;
  g_auto (GlossAlignment) alignment = { 0 };

  old.words = gloss_words_get (words, &old.n_words);
  map = gloss_word_map_new (old.words, old.n_words, new->words, new->n_words);
  gloss_alignment_init (&alignment, &old, new, map);

  for (gsize i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      GlossPlacement placement, gap;
      gsize start, end;
      gboolean is_here;

      if (!stands_in_old (self->old, anchors[i], &start, &end))
        {
          resolve_without_old (self, &anchors[i], 1, cancellable, &out[i]);
          continue;
        }

      is_here = gloss_placement_find (&alignment, start, end, &placement) &&
                is_aligned (&placement, gloss_text_count_points (old.utf8 + start, end - start), end - start);
      /* Where little more than the place says that this is the passage, its own words elsewhere say more. */
      if (!is_here || placement.similarity < ALIGNED_FLOOR)
        {
          gloss_placement_find_gap (&alignment, start, end, &gap);
          resolve_moved (self, anchors[i], &gap, &out[i]);
        }
      if (is_here && out[i].state == GLOSS_ANCHOR_LOST)
        finish (self, anchors[i], &placement, FALSE, placement.similarity, &out[i]);
      else if (out[i].state == GLOSS_ANCHOR_LOST)
        resolve_moved_and_edited (self, anchors[i], &gap, &out[i]);
    }
}

static void
resolution_clear (gpointer data)
{
  GlossResolution *resolution = data;

  g_free (resolution->found);
}

/**
 * gloss_anchor_state_to_string:
 *
 * Returns: the state as rows and exports write it
 */
const char *
gloss_anchor_state_to_string (GlossAnchorState state)
{
  static const char *const names[] = { "exact", "moved", "changed", "lost" };

  g_return_val_if_fail (state < G_N_ELEMENTS (names), "lost");

  return names[state];
}

/**
 * gloss_resolution_compare_words:
 * @quote: the words that the user stands by
 *
 * Compares @quote with the words found, for people to read. Linear in both but for words without anything
 * unique in common.
 *
 * Returns: (transfer full) (nullable) (element-type GlossDiffRun): the runs, in bytes of @quote (old) and of
 * the words found (new); %NULL where the passage is lost
 */
GArray *
gloss_resolution_compare_words (const GlossResolution *self, const char *quote)
{
  g_return_val_if_fail (self != NULL && quote != NULL, NULL);

  return self->found != NULL ? gloss_word_diff_new (quote, self->found) : NULL;
}

/**
 * gloss_anchor_resolve:
 * @old: (nullable): the text that the anchors were made in; %NULL: only their quotes, contexts and places are
 * known
 * @new: the text to find them in
 * @anchors: (array length=n_anchors): the anchors
 * @n_anchors: how many
 * @cancellable: (nullable): after it, what was not looked at is lost; the caller drops the answer
 *
 * Finds out what became of every annotation of an article. Blocking: for a GTask thread.
 *
 * Costs O(n log n) in the texts, once, and then a bounded number of looks for each anchor, some 20
 * microseconds; 35 bytes of memory for a byte of the new text. On the development part of the re-anchoring
 * set (7,980 passages that count), with @old 99.2 % are right, and 0.14 % are at a wrong place or at one for
 * a passage that is gone (0.9 % of those); without, 98.0 % and 0.25 % (0.6 %).
 *
 * Returns: (transfer full) (element-type GlossResolution): one for each anchor, in their order
 */
GArray *
gloss_anchor_resolve (
  GlossText *old, GlossText *new, GlossAnchor *const *anchors, gsize n_anchors, GCancellable *cancellable)
{
  GArray *resolutions = g_array_sized_new (FALSE, TRUE, sizeof (GlossResolution), n_anchors);
  g_autoptr (GlossSearchText) search = NULL;
  Resolver self = { old, new, NULL };

  g_return_val_if_fail (new != NULL, resolutions);

  g_array_set_clear_func (resolutions, resolution_clear);
  g_array_set_size (resolutions, n_anchors);
  for (gsize i = 0; i < n_anchors; i++)
    {
      GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, i);

      resolution->state = GLOSS_ANCHOR_LOST;
      resolution->start = resolution->end = G_MAXSIZE;
    }

  search = gloss_search_text_new (new);
  self.search = search;
  if (old != NULL)
    resolve_with_old (&self, anchors, n_anchors, cancellable, (GlossResolution *) resolutions->data);
  else
    resolve_without_old (&self, anchors, n_anchors, cancellable, (GlossResolution *) resolutions->data);

  return resolutions;
}
