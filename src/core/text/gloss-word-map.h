/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/text/gloss-words.h"

G_BEGIN_DECLS

#define GLOSS_WORD_MAP_NONE G_MAXUINT32

/**
 * GlossWordMap:
 * @n: number of old words
 * @to: (array length=n): where each old word stands among the new ones, or %GLOSS_WORD_MAP_NONE; increasing
 * @before: (array length=n): the last old word up to and with this one that has a place, or
 * %GLOSS_WORD_MAP_NONE
 * @after: (array length=n): the first one from this one on
 *
 * An alignment of two texts, word by word.
 */
typedef struct
{
  gsize n;
  guint32 *to;
  guint32 *before;
  guint32 *after;
} GlossWordMap;

/* Of two whole texts. */
GlossWordMap *gloss_word_map_new (const GlossWord *old, gsize n_old, const GlossWord *new, gsize n_new);
/* Of a short passage and the window first to before last of the new text that it may stand in. */
GlossWordMap *gloss_word_map_new_for_window (
  const GlossWord *old, gsize n_old, const GlossWord *new, gsize first, gsize last);
void gloss_word_map_free (GlossWordMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossWordMap, gloss_word_map_free)

G_END_DECLS
