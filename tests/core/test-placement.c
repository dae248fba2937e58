/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the ends of a quote are put, given how the words of both texts agree. */

#include "config.h"

#include "core/anchor/gloss-placement.h"
#include "support/gloss-test-prose.h"

#include <string.h>

typedef struct
{
  const char *old; /* the quote in brackets */
  const char *new;
} Case;

static const Case cases[] = {
  { "He said [about 190 miles] at night.", "He said [about 190 miles] at night." },
  { "He said [about 190 miles] at night.", "He said [roughly 290 miles] at night." },
  { "He said [about 190 miles] at night.", "He said [about 190 kilometres] at night." },
  { "He said [about 190 miles] at night.", "Then he said [about 190 nautical miles] at night." },
  { "anzuwenden. [\302\247 7 Fees and costs] are due.", "anzuwenden. [\302\247 8 Fees and costs] are due." },
  { "He called it [\342\200\234safe.\342\200\235] They left.", "He called it [\"safe.\"] They left." },
  { "One. [Two three four five.] Six.", "One. [Two four five.] Six." },
};

/* The text without the brackets, and where they were. */
static char *
take_brackets (const char *marked, gsize *start, gsize *end)
{
  g_auto (GStrv) parts = g_strsplit_set (marked, "[]", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  *start = strlen (parts[0]);
  *end = *start + strlen (parts[1]);
  return g_strjoinv ("", parts);
}

static gboolean
place (const char *old_text, const char *new_text, gsize start, gsize end, GlossPlacement *placement)
{
  g_autoptr (GlossWords) old_words = gloss_words_new (old_text, strlen (old_text));
  g_autoptr (GlossWords) new_words = gloss_words_new (new_text, strlen (new_text));
  g_autoptr (GlossWordMap) map = NULL;
  g_auto (GlossAlignment) alignment = { 0 };
  GlossPassage old, new;

  gloss_passage_init (&old, old_text, strlen (old_text), old_words);
  gloss_passage_init (&new, new_text, strlen (new_text), new_words);
  map = gloss_word_map_new (old.words, old.n_words, new.words, new.n_words);
  gloss_alignment_init (&alignment, &old, &new, map);

  return gloss_placement_find (&alignment, start, end, placement);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize start, end, new_start, new_end;
      g_autofree char *old = take_brackets (cases[i].old, &start, &end);
      g_autofree char *new = take_brackets (cases[i].new, &new_start, &new_end);
      GlossPlacement placement;

      g_test_message ("%s", cases[i].new);
      g_assert_true (place (old, new, start, end, &placement));
      g_assert_cmpuint (placement.start, ==, new_start);
      g_assert_cmpuint (placement.end, ==, new_end);
    }
}

static void
test_measures (void)
{
  const char *old = "He said about 190 miles at night.";
  GlossPlacement placement;

  g_assert_true (place (old, old, 8, 23, &placement));
  g_assert_cmpfloat (placement.similarity, ==, 1);
  g_assert_true (placement.is_held);
  g_assert_true (placement.has_same_words);

  g_assert_true (place (old, "He said About 190, miles at night.", 8, 23, &placement));
  g_assert_cmpfloat (placement.similarity, <, 1);
  g_assert_true (placement.has_same_words);

  /* Digits count as equal: the same passage with another figure. */
  g_assert_true (place (old, "He said about 290 miles at night.", 8, 23, &placement));
  g_assert_cmpfloat (placement.similarity, ==, 1);
  g_assert_false (placement.has_same_words);

  g_assert_false (place (old, "", 8, 23, &placement));
  g_assert_false (place (old, "He said at night.", 8, 23, &placement));
}

/* Whatever the texts are, what is found lies in the new one, on boundaries of code points. */
static void
test_random (void)
{
  for (int round = 0; round < 50; round++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
      g_autofree char *old = gloss_test_prose_new (random, 1500);
      g_autofree char *new =
        round % 2 == 0 ? gloss_test_prose_edit (random, old) : gloss_test_prose_new (random, 900);

      for (int i = 0; i < 20; i++)
        {
          gsize start = g_test_rand_int_range (0, 1400), end = start + g_test_rand_int_range (1, 100);
          GlossPlacement placement;

          if (!place (old, new, start, end, &placement))
            continue;
          g_assert_cmpuint (placement.start, <, placement.end);
          g_assert_cmpuint (placement.end, <=, strlen (new));
          g_assert_true (placement.similarity >= 0 && placement.similarity <= 1);
          g_assert_true (g_utf8_validate (new + placement.start, placement.end - placement.start, NULL));
        }
    }
}

static void
test_is_same (void)
{
  g_assert_true (gloss_placement_is_same ("a  b", "a\nb"));
  g_assert_true (gloss_placement_is_same ("10\302\240000", "10 000"));
  g_assert_false (gloss_placement_is_same ("a b", "ab"));
  g_assert_false (gloss_placement_is_same ("a", "A"));
  g_assert_false (gloss_placement_is_same ("a", "a b"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/placement/cases", test_cases);
  g_test_add_func ("/placement/measures", test_measures);
  g_test_add_func ("/placement/random", test_random);
  g_test_add_func ("/placement/is-same", test_is_same);

  return g_test_run ();
}
