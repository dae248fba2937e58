/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/anchor/gloss-anchor.h"
#include "core/anchor/gloss-claim-change.h"
#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/**
 * GlossAnnotation:
 *
 * An annotation with all that hangs on it: its row and the rows of its notes, sources, tags, anchors and
 * contacts. It is what lists show. It is never edited in place: commands (gloss-commands.h) make a
 * #GlossChange, the store applies it, and gloss_annotation_list_apply() brings the object up to date, which
 * emits #GlossAnnotation::changed. Main thread, except while it is built. Strings are borrowed and valid
 * until the next ::changed.
 */
#define GLOSS_TYPE_ANNOTATION (gloss_annotation_get_type ())
G_DECLARE_FINAL_TYPE (GlossAnnotation, gloss_annotation, GLOSS, ANNOTATION, GObject)

GlossAnnotation *gloss_annotation_new (GlossRecord *record);

const char *gloss_annotation_get_uuid (GlossAnnotation *self);
const char *gloss_annotation_get_article (GlossAnnotation *self);
/* claim, figure, quotation, question, context, or one of the user's own. */
const char *gloss_annotation_get_category (GlossAnnotation *self);
/* to-check, in-work, checked, needs-attention. */
const char *gloss_annotation_get_status (GlossAnnotation *self);
/* Both NULL while there is no verdict. */
const char *gloss_annotation_get_scale (GlossAnnotation *self);
const char *gloss_annotation_get_verdict (GlossAnnotation *self);
/* The claimant's name, or NULL. */
const char *gloss_annotation_get_claimant (GlossAnnotation *self);
const char *gloss_annotation_get_claim_date (GlossAnnotation *self);
const char *gloss_annotation_get_claim (GlossAnnotation *self);
const char *gloss_annotation_get_explanation (GlossAnnotation *self);
const char *gloss_annotation_get_created (GlossAnnotation *self);
/* The Markdown of the first note (position 0), the one that is edited in place; "" where there is none. */
const char *gloss_annotation_get_note (GlossAnnotation *self);
/* The anchor in the shown capture (see gloss_annotation_set_capture()): quote and place. `start` is G_MAXSIZE
 * when it is lost or was never looked for there; the quote is kept then. Never NULL. */
GlossAnchor *gloss_annotation_get_anchor (GlossAnnotation *self);
/* exact, moved, changed, lost. */
const char *gloss_annotation_get_anchor_state (GlossAnnotation *self);
/* Its row in the shown capture; NULL where it has none there. Borrowed. */
GlossRecord *gloss_annotation_get_anchor_row (GlossAnnotation *self);
/* The words that stand in its place in the shown capture; NULL where it is lost or they are not known. */
const char *gloss_annotation_get_found (GlossAnnotation *self);
/* What of the claim differs in the shown capture. */
GlossClaimChange gloss_annotation_get_claim_change (GlossAnnotation *self);
/* Changed or lost in the newest capture, which is shown, and not looked at yet. */
gboolean gloss_annotation_needs_review (GlossAnnotation *self);
/* The row that it was made with, whatever became of it (NULL where it came without any), and its words, ""
 * then. */
GlossRecord *gloss_annotation_get_original_row (GlossAnnotation *self);
const char *gloss_annotation_get_original_quote (GlossAnnotation *self);

/* The rows themselves, without those in the trash, in order; element-type GlossRecord, transfer none. */
GlossRecord *gloss_annotation_get_record (GlossAnnotation *self);
GPtrArray *gloss_annotation_get_notes (GlossAnnotation *self);
GPtrArray *gloss_annotation_get_sources (GlossAnnotation *self);
GPtrArray *gloss_annotation_get_anchors (GlossAnnotation *self);
GPtrArray *gloss_annotation_get_tag_links (GlossAnnotation *self);
/* Tag names in order, NULL-terminated, borrowed. */
const char *const *gloss_annotation_get_tags (GlossAnnotation *self);

/* Takes up a row of this annotation (its own or one that refers to it), replacing an older version of it;
 * emits ::changed where anything differs. FALSE where the row is none of this annotation's. */
gboolean gloss_annotation_take_record (GlossAnnotation *self, GlossRecord *record);
/* Replaces all rows at once: its own and those that refer to it or that it refers to; emits ::changed once,
 * where anything differs. */
void gloss_annotation_set_records (GlossAnnotation *self, GlossRecord *record, GPtrArray *others);
/* The capture (uuid) whose anchors give the place; NULL: the newest anchor's, whatever its capture. */
void gloss_annotation_set_capture (GlossAnnotation *self, const char *capture);
/* The article's newest capture (uuid), the only one in which something is to be reviewed; NULL: the shown
 * one. */
void gloss_annotation_set_newest (GlossAnnotation *self, const char *capture);
/* First code point and length; FALSE where it has no place, with the last known one. */
gboolean gloss_annotation_get_place (GlossAnnotation *self, gint64 *place, gint64 *length);

G_END_DECLS
