/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Owns its text and its words; the anchor may go. */

#include "config.h"

#include "core/anchor/gloss-excerpt.h"

#include <string.h>

GlossExcerpt *
gloss_excerpt_new (GlossAnchor *anchor)
{
  GlossExcerpt *self = g_new0 (GlossExcerpt, 1);
  const char *prefix = gloss_anchor_get_prefix (anchor);
  const char *quote = gloss_anchor_get_quote (anchor);
  gsize n_bytes;

  self->text = g_strconcat (prefix, quote, gloss_anchor_get_suffix (anchor), NULL);
  n_bytes = strlen (self->text);
  self->quote_start = strlen (prefix);
  self->quote_end = self->quote_start + strlen (quote);
  self->n_points = gloss_text_count_points (quote, self->quote_end - self->quote_start);
  self->words = gloss_words_new (self->text, n_bytes);
  gloss_passage_init (&self->passage, self->text, n_bytes, self->words);
  self->passage.is_open_start = gloss_anchor_get_start (anchor) > (gsize) g_utf8_strlen (prefix, -1);
  self->passage.is_open_end = TRUE;

  self->first_word = gloss_words_find (self->words, self->quote_start);
  self->last_word = self->first_word;
  while (self->last_word < self->passage.n_words &&
         self->passage.words[self->last_word].start < self->quote_end)
    self->last_word++;

  /* Context is cut by length, in the middle of words. */
  self->context_first = self->first_word > 1 ? 1 : 0;
  self->context_last = self->passage.n_words - (self->passage.n_words > self->last_word + 1 ? 1 : 0);

  return self;
}

void
gloss_excerpt_free (GlossExcerpt *self)
{
  gloss_words_unref (self->words);
  g_free (self->text);
  g_free (self);
}
