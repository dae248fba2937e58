/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/text/gloss-words.h"

G_BEGIN_DECLS

/**
 * GlossWordIndex:
 *
 * Where each run of words of a text occurs, for runs of one length. An open hash of keys, and all places in
 * one array, grouped by key. Made in one pass over the words, which it borrows; 40 to 70 bytes a word. A
 * look-up costs O(1). Immutable, any thread.
 */
typedef struct _GlossWordIndex GlossWordIndex;

/* Of the runs of length words, one at least, that begin at each word. */
GlossWordIndex *gloss_word_index_new (const GlossWord *words, gsize n_words, gsize length);
void gloss_word_index_free (GlossWordIndex *self);
/* Where a run of as many words begins, in increasing order, borrowed; *n is 0 where it is not there. */
const guint32 *gloss_word_index_find (GlossWordIndex *self, const GlossWord *run, gsize *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossWordIndex, gloss_word_index_free)

G_END_DECLS
