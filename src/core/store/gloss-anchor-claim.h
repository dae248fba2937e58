/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/anchor/gloss-anchor-resolver.h"
#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/* Private to core/store: an annotation that is looked for in a capture. */
typedef struct
{
  GlossRecord *newest; /* its row in the newest capture that has one */
  GlossRecord *placed; /* that in the newest one in which it has a place, or NULL */
  GlossRecord *intact; /* that in the newest one in which its place has the words of its quote, or NULL */
  GlossRecord *twin;   /* that in the newest one with the very same text, if it has a place there, or NULL */
  GlossRecord *stale;  /* the row whose place what is found takes, or NULL */
  GlossRecord *former; /* a row from the trash that says what would be found, or NULL */
  GlossResolution resolution;
  gboolean is_at_twin; /* the resolution is the place of the twin */
} GlossAnchorClaim;

GlossAnchorClaim *gloss_anchor_claim_new (void);
void gloss_anchor_claim_free (gpointer claim);

/* A row that is more to rely on than those before it. */
void gloss_anchor_claim_take_row (GlossAnchorClaim *self, GlossRecord *row);
/* One in a capture that has the same text as that in which it is looked for. */
void gloss_anchor_claim_take_twin (GlossAnchorClaim *self, GlossRecord *row);
/* The row that the annotation is looked for from, whose quote is what the reader stands by. */
GlossRecord *gloss_anchor_claim_get_source (const GlossAnchorClaim *self);
/* When a person looked at this very difference, in the rows before; NULL where nobody did. found: NULL where
 * lost. */
const char *
gloss_anchor_claim_get_reviewed (const GlossAnchorClaim *self, GlossAnchorState state, const char *found);
/* Whether the row could have been found from these rows, as they are now. */
gboolean gloss_anchor_claim_explains (const GlossAnchorClaim *self, GlossRecord *row);

/* The words that stood where the row says. */
const char *gloss_anchor_claim_get_words (GlossRecord *row);
/* Whether the row is what a person decided in its capture: marked, accepted, attached, kept or left. */
gboolean gloss_anchor_claim_is_decision (GlossRecord *row);

G_END_DECLS
