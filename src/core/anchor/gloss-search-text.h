/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/anchor/gloss-placement.h"
#include "core/text/gloss-text.h"
#include "core/text/gloss-word-index.h"

G_BEGIN_DECLS

/* The words of a run long enough to stand in a text by chance hardly ever. */
#define GLOSS_SEARCH_RUN 4

/**
 * GlossSearchText:
 * @passage: the text and its words, whole
 * @text: the text itself
 * @words: owns the words
 * @index: where each word occurs
 * @pairs: where each pair of neighbouring words does
 * @runs: where each run of %GLOSS_SEARCH_RUN words does
 *
 * A text made ready for finding quotes in it: one for all annotations of a call, borrowed by those who
 * search. Linear in the text, in time and in memory (some 35 bytes a byte of the text). Never changed, any
 * thread.
 */
typedef struct
{
  GlossPassage passage;
  GlossText *text;
  GlossWords *words;
  GlossWordIndex *index;
  GlossWordIndex *pairs;
  GlossWordIndex *runs;
} GlossSearchText;

GlossSearchText *gloss_search_text_new (GlossText *text);
void gloss_search_text_free (GlossSearchText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossSearchText, gloss_search_text_free)

G_END_DECLS
