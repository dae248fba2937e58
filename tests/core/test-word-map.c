/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The alignment of words: what must hold on any input, how much it finds beside the longest common
 * subsequence, and input made to be slow. */

#include "config.h"

#include "core/text/gloss-word-map.h"
#include "support/gloss-test-prose.h"

#include <string.h>

static GlossWord *
make_words (gsize n, int n_different)
{
  GlossWord *words = g_new0 (GlossWord, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      words[i].key = g_test_rand_int_range (1, n_different + 1);
      words[i].weight = 4;
    }

  return words;
}

static gsize
check_map (const GlossWordMap *map, const GlossWord *old, gsize n_old, const GlossWord *new, gsize n_new)
{
  gsize n_kept = 0;
  gint64 last = -1;

  g_assert_cmpuint (map->n, ==, n_old);
  for (gsize i = 0; i < n_old; i++)
    {
      if (map->to[i] == GLOSS_WORD_MAP_NONE)
        continue;
      g_assert_cmpint (map->to[i], >, last);
      g_assert_cmpuint (map->to[i], <, n_new);
      g_assert_true (old[i].key == new[map->to[i]].key);
      last = map->to[i];
      n_kept++;
    }
  for (gsize i = 0, before = GLOSS_WORD_MAP_NONE; i < n_old; i++)
    {
      before = map->to[i] != GLOSS_WORD_MAP_NONE ? i : before;
      g_assert_cmpuint (map->before[i], ==, before);
    }
  for (gsize i = n_old, after = GLOSS_WORD_MAP_NONE; i > 0; i--)
    {
      after = map->to[i - 1] != GLOSS_WORD_MAP_NONE ? i - 1 : after;
      g_assert_cmpuint (map->after[i - 1], ==, after);
    }

  return n_kept;
}

/* The length of the longest common subsequence. */
static gsize
count_common (const GlossWord *old, gsize n_old, const GlossWord *new, gsize n_new)
{
  g_autofree gsize *row = g_new0 (gsize, n_new + 1);

  for (gsize i = 0; i < n_old; i++)
    {
      gsize diagonal = 0;

      for (gsize j = 0; j < n_new; j++)
        {
          gsize above = row[j + 1];

          row[j + 1] = old[i].key == new[j].key ? diagonal + 1 : MAX (above, row[j]);
          diagonal = above;
        }
    }

  return row[n_new];
}

static void
test_random (void)
{
  for (int round = 0; round < 400; round++)
    {
      gsize n_old = g_test_rand_int_range (0, 150), n_new = g_test_rand_int_range (0, 150);
      int n_different = g_test_rand_int_range (1, 200);
      g_autofree GlossWord *old = make_words (n_old, n_different);
      g_autofree GlossWord *new = make_words (n_new, n_different);
      gsize first = g_test_rand_int_range (0, n_new + 1);
      g_autoptr (GlossWordMap) map = gloss_word_map_new (old, n_old, new, n_new);
      g_autoptr (GlossWordMap) window = gloss_word_map_new_for_window (old, n_old, new, first, n_new);

      g_assert_cmpuint (check_map (map, old, n_old, new, n_new), <=, count_common (old, n_old, new, n_new));
      check_map (window, old, n_old, new, n_new);
      for (gsize i = 0; i < n_old; i++)
        g_assert_true (window->to[i] == GLOSS_WORD_MAP_NONE || window->to[i] >= first);
    }
}

/* Of prose that was edited here and there, nearly all that is common is found. */
static void
test_edited (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char *before = gloss_test_prose_new (random, 12000);
  g_autofree char *after = gloss_test_prose_edit (random, before);
  g_autoptr (GlossWords) old_words = gloss_words_new (before, strlen (before));
  g_autoptr (GlossWords) new_words = gloss_words_new (after, strlen (after));
  gsize n_old, n_new;
  const GlossWord *old = gloss_words_get (old_words, &n_old), *new = gloss_words_get (new_words, &n_new);
  g_autoptr (GlossWordMap) map = gloss_word_map_new (old, n_old, new, n_new);

  g_assert_cmpuint (check_map (map, old, n_old, new, n_new) * 100, >=,
                    count_common (old, n_old, new, n_new) * 95);
}

/* Nothing occurs once, and nothing is common: the work stays bounded, and what is found is right. */
static void
test_slow (void)
{
  gsize n = 200000;
  g_autofree GlossWord *old = make_words (n, 50);
  g_autofree GlossWord *new = make_words (n, 50);
  g_autofree GlossWord *other = make_words (n, 200000);
  g_autoptr (GlossWordMap) repeated = gloss_word_map_new (old, n, new, n);
  g_autoptr (GlossWordMap) unrelated = gloss_word_map_new (new, n, other, n);
  g_autoptr (GlossWordMap) window = gloss_word_map_new_for_window (old, n, other, 0, n);

  check_map (repeated, old, n, new, n);
  check_map (unrelated, new, n, other, n);
  check_map (window, old, n, other, n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/word-map/random", test_random);
  g_test_add_func ("/word-map/edited", test_edited);
  g_test_add_func ("/word-map/slow", test_slow);

  return g_test_run ();
}
