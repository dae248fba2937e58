/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture.h"
#include "core/article/gloss-image-changes.h"

G_BEGIN_DECLS

/* The uuid that gloss_comparison_get_capture() has: no stored capture's. */
#define GLOSS_COMPARISON_UUID "comparison"

/**
 * GlossComparisonChange:
 * @start, @end: where it stands, code points of the comparison's text; empty where only a break between
 * blocks or white space went
 * @n_deleted, @n_inserted: how many words
 *
 * Something that differs: what was taken out, put in, or put in the place of something.
 */
typedef struct
{
  gsize start;
  gsize end;
  gsize n_deleted;
  gsize n_inserted;
} GlossComparisonChange;

/**
 * GlossComparison:
 *
 * Two captures of an article laid into one reader document: the new one, with what was put in marked as
 * `<ins>`, and what was taken out as `<del>` where it stood. Immutable, atomically counted, any thread.
 * Making one costs what the comparison of words costs (gloss_word_diff_new()): for a thread; mapping a range
 * costs O(log n).
 */
typedef struct _GlossComparison GlossComparison;

GlossComparison *gloss_comparison_new (GlossCapture *old, GlossCapture *new);
GlossComparison *gloss_comparison_ref (GlossComparison *self);
void gloss_comparison_unref (GlossComparison *self);

/* In memory, in no library. Borrowed. */
GlossCapture *gloss_comparison_get_capture (GlossComparison *self);
GlossCapture *gloss_comparison_get_old (GlossComparison *self);
GlossCapture *gloss_comparison_get_new (GlossComparison *self);
/* In order; borrowed. */
const GlossComparisonChange *gloss_comparison_get_changes (GlossComparison *self, guint *n_changes);
/* What differs in what they show; the comparison itself shows no images. Borrowed. */
const GlossImageChanges *gloss_comparison_get_images (GlossComparison *self);

/* From code points of that capture's text to those of the comparison's; FALSE for an empty range and one that
 * goes past the end. What was put in between the words of an old passage is within its range. */
gboolean
gloss_comparison_map_old (GlossComparison *self, gsize start, gsize end, gsize *start_out, gsize *end_out);
gboolean
gloss_comparison_map_new (GlossComparison *self, gsize start, gsize end, gsize *start_out, gsize *end_out);
/* Where an old place went in the new text, in code points; for words that were taken out, where they would
 * stand. */
gsize gloss_comparison_carry (GlossComparison *self, gsize old_point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossComparison, gloss_comparison_unref)

G_END_DECLS
