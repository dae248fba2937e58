/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/anchor/gloss-excerpt.h"
#include "core/anchor/gloss-search-text.h"

G_BEGIN_DECLS

/**
 * GlossCandidate:
 * @placement: where
 * @context: the share of prefix and suffix that stands around it, 0 to 1
 * @nearness: how well that agrees with where the text has drifted to, 0 to 1
 */
typedef struct
{
  GlossPlacement placement;
  double context;
  double nearness;
} GlossCandidate;

/* A context that is all there but for rounding. */
#define GLOSS_WHOLE_CONTEXT 0.99

double gloss_candidate_get_score (const GlossCandidate *self);
/* Whether it is where the quote should stand, within a few bytes. */
gboolean gloss_candidate_is_at (const GlossCandidate *self, gsize expected);

/* expected: the byte of the text where the quote should stand. */
gsize gloss_anchor_search_exact (const GlossExcerpt *excerpt,
                                 const GlossSearchText *text,
                                 gsize expected,
                                 GlossCandidate *best);
gboolean gloss_anchor_search_in_place (const GlossExcerpt *excerpt,
                                       const GlossSearchText *text,
                                       gsize expected,
                                       GlossCandidate *candidate);
gboolean gloss_anchor_search_similar (const GlossExcerpt *excerpt,
                                      const GlossSearchText *text,
                                      gsize expected,
                                      GlossCandidate *best);

G_END_DECLS
