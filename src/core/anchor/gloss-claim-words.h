/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/anchor/gloss-claim-change.h"

G_BEGIN_DECLS

/**
 * GlossClaimWord:
 * @changes: what another word in its place changes, any of #GlossClaimChange; none for most words
 * @sense: one word for all that say the same, such as % for percent; static or the word itself
 * @needs_number: it means that only right behind a number: 5 m
 * @is_opener: it may open a sentence with a capital without being a name
 *
 * What is known of a word by itself.
 */
typedef struct
{
  GlossClaimChange changes;
  const char *sense;
  gboolean needs_number;
  gboolean is_opener;
} GlossClaimWord;

/* Appends a word as the tables have it: in small letters and composed form, without what is not seen. */
void gloss_claim_words_fold (GString *folded, const char *word, gsize n_bytes);
/* word: folded. A hash look-up; long words are also tried as compounds. Any thread. */
GlossClaimWord gloss_claim_words_look_up (const char *word);

G_END_DECLS
