/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each run of words occurs: two passes, the first counts and the second fills, so that nothing ever
 * grows. */

#include "config.h"

#include "core/text/gloss-word-index.h"

typedef struct
{
  guint64 key;
  guint32 first;
  guint32 n; /* 0: a free slot */
} Entry;

struct _GlossWordIndex
{
  Entry *entries;
  gsize mask;
  guint32 *places;
  gsize length;
};

static Entry *
find_entry (GlossWordIndex *self, guint64 key)
{
  gsize slot = (key >> 7) & self->mask;

  while (self->entries[slot].n != 0 && self->entries[slot].key != key)
    slot = (slot + 1) & self->mask;

  return &self->entries[slot];
}

/**
 * gloss_word_index_new:
 * @words: (array length=n_words): the words of a text
 * @n_words: how many
 * @length: how many words a run has, at least 1
 *
 * Returns: (transfer full): the index
 */
GlossWordIndex *
gloss_word_index_new (const GlossWord *words, gsize n_words, gsize length)
{
  GlossWordIndex *self = g_new (GlossWordIndex, 1);
  gsize n_runs = n_words >= length ? n_words - length + 1 : 0;
  g_autofree Entry **entries = g_new (Entry *, n_runs + 1);
  gsize size = 16;
  guint32 at = 0;

  while (size < n_runs + n_runs / 2)
    size *= 2;
  self->length = length;
  self->mask = size - 1;
  self->entries = g_new0 (Entry, size);
  self->places = g_new (guint32, n_runs + 1);

  for (gsize i = 0; i < n_runs; i++)
    {
      guint64 key = gloss_words_hash_run (words + i, length);

      entries[i] = find_entry (self, key);
      entries[i]->key = key;
      entries[i]->n++;
    }
  /* Each begins behind its places and is filled backwards, so that its first place is right at the end. */
  for (gsize i = 0; i < size; i++)
    self->entries[i].first = at += self->entries[i].n;
  for (gsize i = n_runs; i > 0; i--)
    self->places[--entries[i - 1]->first] = i - 1;

  return self;
}

void
gloss_word_index_free (GlossWordIndex *self)
{
  g_free (self->entries);
  g_free (self->places);
  g_free (self);
}

/**
 * gloss_word_index_find:
 * @run: (array): as many words as a run has
 * @n: (out): how often it occurs
 *
 * Returns: (transfer none) (array length=n): where it begins each time, in words, increasing
 */
const guint32 *
gloss_word_index_find (GlossWordIndex *self, const GlossWord *run, gsize *n)
{
  const Entry *entry = find_entry (self, gloss_words_hash_run (run, self->length));

  *n = entry->n;
  return self->places + entry->first;
}
