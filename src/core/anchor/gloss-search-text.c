/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Owns a reference to the text, its words and three indexes of them. */

#include "config.h"

#include "core/anchor/gloss-search-text.h"

GlossSearchText *
gloss_search_text_new (GlossText *text)
{
  GlossSearchText *self = g_new0 (GlossSearchText, 1);
  const GlossWord *words;
  gsize n_words;

  self->text = gloss_text_ref (text);
  self->words = gloss_words_new (gloss_text_get_utf8 (text), gloss_text_get_n_bytes (text));
  words = gloss_words_get (self->words, &n_words);
  gloss_passage_init (&self->passage, gloss_text_get_utf8 (text), gloss_text_get_n_bytes (text), self->words);
  self->index = gloss_word_index_new (words, n_words, 1);
  self->pairs = gloss_word_index_new (words, n_words, 2);
  self->runs = gloss_word_index_new (words, n_words, GLOSS_SEARCH_RUN);

  return self;
}

void
gloss_search_text_free (GlossSearchText *self)
{
  gloss_word_index_free (self->index);
  gloss_word_index_free (self->pairs);
  gloss_word_index_free (self->runs);
  gloss_words_unref (self->words);
  gloss_text_unref (self->text);
  g_free (self);
}
