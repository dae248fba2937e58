/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation-list.h"

G_BEGIN_DECLS

/**
 * GlossAnchorSummary:
 * @n_exact, @n_moved, @n_changed, @n_lost: each annotation is one of these
 * @n_number, @n_number_word, @n_unit, @n_negation, @n_name: what of the claims differs in those that are
 * changed; one may count in several, or in none
 * @n_to_review: of those changed and lost, what nobody looked at yet
 *
 * What became of an article's annotations in one of its captures.
 */
typedef struct
{
  guint n_exact;
  guint n_moved;
  guint n_changed;
  guint n_lost;

  guint n_number;
  guint n_number_word;
  guint n_unit;
  guint n_negation;
  guint n_name;

  guint n_to_review;
} GlossAnchorSummary;

/* Counts one row of table anchor; self starts as zeroes. */
void gloss_anchor_summary_add (GlossAnchorSummary *self, GlossRecord *row);
/* The annotations that are listed, in a capture; those that were not looked for there do not count. */
void gloss_anchor_summary_of_list (GlossAnnotationList *annotations,
                                   const char *capture,
                                   GlossAnchorSummary *self);
/* Translated, such as "12 exact, 1 moved, 3 changed (2 numbers, 1 negation), 1 not found". Transfer full. */
char *gloss_anchor_summary_dup_words (const GlossAnchorSummary *self);
/* The same for a capture whose text is that of the one before it. Transfer full. */
char *gloss_anchor_summary_dup_words_of_same_text (const GlossAnchorSummary *self, const char *same);

G_END_DECLS
