/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding an excerpt in a text: exact places against a plain search, similar ones where they were put, and
 * the drift. */

#include "config.h"

#include "core/anchor/gloss-anchor-search.h"
#include "core/anchor/gloss-drift.h"
#include "support/gloss-test-prose.h"

#include <string.h>

static GlossText *
make_prose (guint32 seed, gsize n_bytes)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree char *prose = gloss_test_prose_new (random, n_bytes);

  return gloss_text_new (prose, -1, NULL);
}

/* The place whose context agrees, of all that a plain search finds. */
static void
test_exact (void)
{
  g_autoptr (GlossText) text = make_prose (1, 20000);
  g_autoptr (GlossSearchText) search = gloss_search_text_new (text);

  for (int round = 0; round < 400; round++)
    {
      gsize start = g_test_rand_int_range (0, 19800);
      g_autoptr (GlossAnchor) anchor =
        gloss_anchor_new_for_range (text, start, start + g_test_rand_int_range (1, 80));
      g_autoptr (GlossExcerpt) excerpt = NULL;
      GlossCandidate best;

      if (anchor == NULL)
        continue;
      excerpt = gloss_excerpt_new (anchor);
      start = gloss_anchor_get_start (anchor);
      g_assert_cmpuint (gloss_anchor_search_exact (excerpt, search, start, &best), >=, 1);
      g_assert_cmpuint (best.placement.start, ==, start);
      g_assert_cmpuint (best.placement.end, ==, gloss_anchor_get_end (anchor));
      g_assert_cmpfloat (best.placement.similarity, ==, 1);
      g_assert_true (gloss_candidate_is_at (&best, start));
    }
}

/* A word that occurs very often is found where it is expected. */
static void
test_frequent (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GlossText) text = NULL;
  g_autoptr (GlossSearchText) search = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (many, "the cat ");
  text = gloss_text_new (many->str, -1, NULL);
  search = gloss_search_text_new (text);

  for (int i = 0; i < 5000; i += 123)
    {
      g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("cat", "", "", 0, 3);
      g_autoptr (GlossExcerpt) excerpt = gloss_excerpt_new (anchor);
      GlossCandidate best;

      g_assert_cmpuint (gloss_anchor_search_exact (excerpt, search, 8 * i + 4, &best), >, 0);
      g_assert_cmpuint (best.placement.start, ==, 8 * i + 4);
    }
}

/* Parts of words, without context, are in no index. */
static void
test_part (void)
{
  g_autoptr (GlossText) text = gloss_text_new ("The machines stood still.", -1, NULL);
  g_autoptr (GlossSearchText) search = gloss_search_text_new (text);
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("chines st", "", "", 0, 9);
  g_autoptr (GlossExcerpt) excerpt = gloss_excerpt_new (anchor);
  GlossCandidate best;

  g_assert_cmpuint (gloss_anchor_search_exact (excerpt, search, 0, &best), ==, 1);
  g_assert_cmpuint (best.placement.start, ==, 6);
}

/* An edited sentence is found among others. */
static void
test_similar (void)
{
  const char *before = "On Friday night the army fired nearly 190 missiles at the harbour of Odesa, he said.";
  const char *after =
    "On Friday night the army launched almost 290 missiles at the harbour of Odesa, he said.";
  g_autoptr (GlossText) prose = make_prose (3, 20000);
  g_autofree char *new =
    g_strconcat (gloss_text_get_utf8 (prose), "\n", after, "\n", gloss_text_get_utf8 (prose), NULL);
  g_autoptr (GlossText) old = gloss_text_new (before, -1, NULL);
  g_autoptr (GlossText) text = gloss_text_new (new, -1, NULL);
  g_autoptr (GlossSearchText) search = gloss_search_text_new (text);
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_range (old, 20, 50);
  g_autoptr (GlossExcerpt) excerpt = gloss_excerpt_new (anchor);
  g_autofree char *found = NULL;
  GlossCandidate best;

  g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, "army fired nearly 190 missiles");
  g_assert_cmpuint (gloss_anchor_search_exact (excerpt, search, 0, &best), ==, 0);
  g_assert_true (gloss_anchor_search_similar (excerpt, search, 0, &best));
  found = g_strndup (new + best.placement.start, best.placement.end - best.placement.start);
  g_assert_cmpstr (found, ==, "army launched almost 290 missiles");
  g_assert_cmpfloat (best.context, >, 0.9);
}

/* Text inserted in the middle shifts what stands after it, and nothing before it. */
static void
test_drift (void)
{
  g_autoptr (GlossText) old = make_prose (5, 20000);
  g_autoptr (GString) shifted = g_string_new (gloss_text_get_utf8 (old));
  g_autoptr (GlossText) text = NULL;
  g_autoptr (GlossSearchText) search = NULL;
  g_autoptr (GlossDrift) drift = NULL;

  g_string_insert (shifted, 10000, "Editors inserted all of this later. ");
  text = gloss_text_new (shifted->str, -1, NULL);
  search = gloss_search_text_new (text);
  drift = gloss_drift_new (search);
  for (gsize start = 500; start < 19000; start += 500)
    {
      g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_range (old, start, start + 60);
      g_autoptr (GlossExcerpt) excerpt = gloss_excerpt_new (anchor);

      gloss_drift_add (drift, excerpt, gloss_anchor_get_start (anchor));
    }
  gloss_drift_settle (drift);

  g_assert_cmpuint (gloss_drift_expect (drift, 0, 0, 0), ==, 0);
  g_assert_cmpuint (gloss_drift_expect (drift, 7777, 7777, 7777), ==, 7777);
  g_assert_cmpuint (gloss_drift_expect (drift, 15000, 15000, 15000), ==, 15036);
  g_assert_cmpuint (gloss_drift_expect (drift, 15000, 14000, 16000), ==, 15036);
  g_assert_cmpuint (gloss_drift_expect (drift, G_MAXUINT32, G_MAXUINT32, G_MAXUINT32), ==, 20036);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/anchor-search/exact", test_exact);
  g_test_add_func ("/anchor-search/frequent", test_frequent);
  g_test_add_func ("/anchor-search/part", test_part);
  g_test_add_func ("/anchor-search/similar", test_similar);
  g_test_add_func ("/anchor-search/drift", test_drift);

  return g_test_run ();
}
