/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/anchor/gloss-anchor.h"
#include "core/anchor/gloss-placement.h"

G_BEGIN_DECLS

/**
 * GlossExcerpt:
 * @passage: prefix, quote and suffix as one text, with its words
 * @words: owns the words
 * @text: owns the text
 * @quote_start: first byte of the quote
 * @quote_end: byte after its last
 * @first_word: the first word that the quote touches
 * @last_word: the word after the last one that it touches
 * @context_first: the first word of the context that was surely not cut in two
 * @context_last: the word after its last such one
 * @n_points: length of the quote in code points
 *
 * All that an anchor says of its place without the old text. Linear in its length. Never changed, any thread.
 */
typedef struct
{
  GlossPassage passage;
  GlossWords *words;
  char *text;
  gsize quote_start;
  gsize quote_end;
  gsize first_word;
  gsize last_word;
  gsize context_first;
  gsize context_last;
  gsize n_points;
} GlossExcerpt;

GlossExcerpt *gloss_excerpt_new (GlossAnchor *anchor);
void gloss_excerpt_free (GlossExcerpt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossExcerpt, gloss_excerpt_free)

G_END_DECLS
