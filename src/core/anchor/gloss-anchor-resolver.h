/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/anchor/gloss-anchor.h"
#include "core/anchor/gloss-claim-change.h"

G_BEGIN_DECLS

/**
 * GlossAnchorState:
 * @GLOSS_ANCHOR_EXACT: the same words in the same place of the text's order (white space may differ). With
 * both texts, where the alignment has them; by quote alone, between the other passages that it stood between,
 * or as far as nothing speaks against it
 * @GLOSS_ANCHOR_MOVED: the same words somewhere else: on the other side of passages that stayed, or, by quote
 * alone, far from where they should be and among other words
 * @GLOSS_ANCHOR_CHANGED: the passage is there with other words
 * @GLOSS_ANCHOR_LOST: it is not there, or nothing says that what is there is it
 */
typedef enum
{
  GLOSS_ANCHOR_EXACT,
  GLOSS_ANCHOR_MOVED,
  GLOSS_ANCHOR_CHANGED,
  GLOSS_ANCHOR_LOST
} GlossAnchorState;

/**
 * GlossResolution:
 * @state: what became of the passage
 * @start, @end: where it stands, code points of the new text, end exclusive; %G_MAXSIZE where it is lost
 * @score: how sure that is, 0 to 1
 * @found: (nullable): the words that stand there, %NULL where it is lost
 * @change: what differs in sense, where it is changed
 */
typedef struct
{
  GlossAnchorState state;
  gsize start;
  gsize end;
  double score;
  char *found;
  GlossClaimChange change;
} GlossResolution;

/* exact, moved, changed, lost. */
const char *gloss_anchor_state_to_string (GlossAnchorState state);
void gloss_resolution_judge (GlossResolution *self, const char *quote);

/* The words of quote and those found compared (element-type GlossDiffRun, gloss-word-diff.h), transfer full;
 * NULL where it is lost. Made when asked for: few of the passages resolved are looked at. Any thread. */
GArray *gloss_resolution_compare_words (const GlossResolution *self, const char *quote);

GArray *gloss_anchor_resolve (
  GlossText *old, GlossText *new, GlossAnchor *const *anchors, gsize n_anchors, GCancellable *cancellable);

G_END_DECLS
