/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/text/gloss-word-map.h"

G_BEGIN_DECLS

/**
 * GlossPassage:
 * @utf8: its text, borrowed
 * @n_bytes: its length
 * @words: its words, borrowed
 * @n_words: how many
 * @is_open_start: before its first word stands something that is not known
 * @is_open_end: after its last one does
 *
 * A text and its words. For an annotation without its old text, the text is its prefix, quote and suffix.
 */
typedef struct
{
  const char *utf8;
  gsize n_bytes;
  const GlossWord *words;
  gsize n_words;
  gboolean is_open_start;
  gboolean is_open_end;
} GlossPassage;

void gloss_passage_init (GlossPassage *self, const char *utf8, gsize n_bytes, GlossWords *words);

/* Which place in a gap's new side each place in its old side became; byte offsets in both texts. */
typedef struct
{
  gsize old_start, old_end, new_start, new_end;
  guint32 *old_bytes;
  guint32 *new_low;
  guint32 *new_high;
  gsize n;
} GlossGapTable;

/**
 * GlossAlignment:
 *
 * Two passages and the alignment of their words, all borrowed, and the gaps that were looked into last, so
 * that many quotes in one gap cost little more than one. One thread at a time.
 */
typedef struct
{
  const GlossPassage *old;
  const GlossPassage *new;
  const GlossWordMap *map;
  GlossGapTable tables[2];
} GlossAlignment;

void gloss_alignment_init (GlossAlignment *self,
                           const GlossPassage *old,
                           const GlossPassage *new,
                           const GlossWordMap *map);
void gloss_alignment_clear (GlossAlignment *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossAlignment, gloss_alignment_clear)

/**
 * GlossPlacement:
 * @start: first byte in the new text
 * @end: byte after the last
 * @similarity: 1 less the share of the longer one's code points that were edited; digits count as equal to
 * each other (a changed figure is the same passage with another figure), white space runs and quotation marks
 * too
 * @is_held: the words right before and right after the quote have their places right there
 * @has_same_words: the words of both are the same ones; only marks, case and white space may differ
 *
 * Where a quote stands in the new text, given the alignment of its words.
 */
typedef struct
{
  gsize start;
  gsize end;
  double similarity;
  gboolean is_held;
  gboolean has_same_words;
} GlossPlacement;

gboolean gloss_placement_find (GlossAlignment *alignment,
                               gsize quote_start,
                               gsize quote_end,
                               GlossPlacement *placement);

void gloss_placement_find_gap (const GlossAlignment *alignment,
                               gsize quote_start,
                               gsize quote_end,
                               GlossPlacement *placement);

/* Whether both say the same but for white space. */
gboolean gloss_placement_is_same (const char *a, const char *b);

G_END_DECLS
