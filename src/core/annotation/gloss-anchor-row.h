/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/anchor/gloss-anchor.h"
#include "core/anchor/gloss-claim-change.h"
#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/*
 * What a row of table anchor says: where an annotation stands in one capture. Its quote, prefix and suffix
 * are the words that the user stands by; `found` are the words that stand there. Rows come from other
 * programs, too: whatever they hold, these answer.
 */

/* A row for a passage that was marked by hand: exact, not reviewed. */
GlossRecord *gloss_anchor_row_new (const char *annotation, const char *capture, GlossAnchor *anchor);

/* Of several rows in one capture (imports may bring them) the one that was made last, by uuid where that is
 * the same; rows: oldest first, as gloss_annotation_get_anchors() gives them. NULL where there is none.
 * Borrowed. */
GlossRecord *gloss_anchor_row_find (GPtrArray *rows, const char *capture);

/* Which one of an annotation was made first: negative if a was. Of two of one millisecond it is the one for
 * which nothing was found or decided yet. */
int gloss_anchor_row_compare_age (GlossRecord *a, GlossRecord *b);

/* Whether it has a place: what is lost has none, whatever its points say. */
gboolean gloss_anchor_row_is_placed (GlossRecord *self);
/* exact, moved, changed or lost. What has a place but no state that is known counts as changed. */
const char *gloss_anchor_row_get_state (GlossRecord *self);
/* The words that stand there; NULL where it is lost, or changed into words that the row doesn't give. */
const char *gloss_anchor_row_get_found (GlossRecord *self);
/* What of the claim differs; nothing unless it is changed. */
GlossClaimChange gloss_anchor_row_get_claim_change (GlossRecord *self);
/* Changed or lost, and nobody looked at it yet. */
gboolean gloss_anchor_row_needs_review (GlossRecord *self);
/* Of the rows of one annotation that are not in the trash. */
gboolean gloss_anchor_row_any_decided (GPtrArray *rows);

G_END_DECLS
