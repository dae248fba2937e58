/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GlossWord:
 * @start, @end: its bytes in the text
 * @key: equal for words that are equal but for case, quotation marks and dashes (64 bits of a hash: two
 * different words of one text share a key once in billions of texts)
 * @weight: how much finding it says, in tenths: 1 for a mark, up to 10 for a long word
 */
typedef struct
{
  guint32 start;
  guint32 end;
  guint64 key;
  guint32 weight;
} GlossWord;

/**
 * GlossWords:
 *
 * A text as the sequence of its words, for comparing and searching: a run of letters, digits and marks is a
 * word, so is each other visible character, each Han, Kana, Hangul or Thai character (which no spaces part)
 * and nothing else: white space and invisible characters vanish. Immutable, atomically counted. Making it
 * costs one pass, 24 bytes a word.
 */
typedef struct _GlossWords GlossWords;

GlossWords *gloss_words_new (const char *utf8, gsize n_bytes);
GlossWords *gloss_words_ref (GlossWords *self);
void gloss_words_unref (GlossWords *self);

const GlossWord *gloss_words_get (GlossWords *self, gsize *n_words);
/* Equal for runs of equal words: 64 bits of a hash. */
guint64 gloss_words_hash_run (const GlossWord *run, gsize length);
/* The first word that ends after byte: n_words where there is none. O(log n). */
gsize gloss_words_find (GlossWords *self, gsize byte);

/* Whether a character is of a script that puts no spaces between words: each stands alone, so that a small
 * edit stays small. */
gboolean gloss_words_is_unspaced (gunichar c);
/* What parts the digits of one number: 10,000.5; 12:30; 1/2; 10 000 with a space that does not break. */
gboolean gloss_words_is_digit_joint (gunichar c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossWords, gloss_words_unref)

G_END_DECLS
