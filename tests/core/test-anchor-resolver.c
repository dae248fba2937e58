/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of annotations: by example, in every script, and on input made to be hard. */

#include "config.h"

#include "core/anchor/gloss-anchor-resolver.h"
#include "core/text/gloss-word-diff.h"
#include "support/gloss-test-prose.h"

#include <string.h>

#define ROCKET "\360\237\232\200"
#define FAMILY "\360\237\221\251\342\200\215\360\237\221\251\342\200\215\360\237\221\247"

typedef struct
{
  const char *name;
  const char *old;
  const char *quote;
  const char *new;
  GlossAnchorState state;
  const char *found; /* NULL: lost */
} Case;

static const Case cases[] = {
  { "same", "The missiles fly about 190 miles, they said.", "about 190 miles",
    "The missiles fly about 190 miles, they said.", GLOSS_ANCHOR_EXACT, "about 190 miles" },
  { "inserted-before", "The missiles fly about 190 miles, they said.", "about 190 miles",
    "On Friday night. The missiles fly about 190 miles, they said.", GLOSS_ANCHOR_EXACT, "about 190 miles" },
  { "digit", "The missiles fly about 190 miles, they said.", "about 190 miles",
    "The missiles fly about 290 miles, they said.", GLOSS_ANCHOR_CHANGED, "about 290 miles" },
  { "lookalike", "There are 7 ships in the north harbour. In the south there are none, but 7 planes came.",
    "7", "There are 8 ships in the north harbour. In the south there are none, but 7 planes came.",
    GLOSS_ANCHOR_CHANGED, "8" },
  { "gone", "It rained. The minister denied that the figures were forged. We left.",
    "The minister denied that the figures were forged.", "It rained. We left.", GLOSS_ANCHOR_LOST, NULL },
  { "white-space", "The missiles fly about 190 miles, they said.", "about 190 miles",
    "The missiles fly about\n190 miles, they said.", GLOSS_ANCHOR_EXACT, "about\n190 miles" },
  { "emoji", "We saw " ROCKET ROCKET " over the town at night.", ROCKET " over the town",
    "Then we saw " ROCKET ROCKET " over the town at night.", GLOSS_ANCHOR_EXACT, ROCKET " over the town" },
  { "family", "The " FAMILY " family moved to Lviv in May.", FAMILY " family moved",
    "The " FAMILY " family fled to Lviv in May.", GLOSS_ANCHOR_CHANGED, FAMILY " family fled" },
  { "combining", "Le cafe\314\201 de la gare a ferme\314\201 hier.", "cafe\314\201 de la gare",
    "Le cafe\314\201 de la place a ferme\314\201 hier.", GLOSS_ANCHOR_CHANGED, "cafe\314\201 de la place" },
  { "right-to-left",
    "\327\220\327\227\327\223 \327\251\327\234\327\225\327\251 190 \327\247\327\236 \327\223\327\231",
    "\327\251\327\234\327\225\327\251 190 \327\247\327\236",
    "\327\220\327\227\327\223 \327\251\327\234\327\225\327\251 290 \327\247\327\236 \327\223\327\231",
    GLOSS_ANCHOR_CHANGED, "\327\251\327\234\327\225\327\251 290 \327\247\327\236" },
  { "unspaced",
    "\346\224\277\345\272\234\345\256\243\345\270\203\346\264\276\351\201\243190\345\220\215\345\243\253\345"
    "\205"
    "\265\345\211\215\345\276\200",
    "\346\264\276\351\201\243190\345\220\215\345\243\253\345\205\265",
    "\346\224\277\345\272\234\345\256\243\345\270\203\346\264\276\351\201\243290\345\220\215\345\243\253\345"
    "\205"
    "\265\345\211\215\345\276\200",
    GLOSS_ANCHOR_CHANGED, "\346\264\276\351\201\243290\345\220\215\345\243\253\345\205\265" },
  { "no-break-space", "It costs 10\302\240000 euros a year, he said.", "10\302\240000 euros",
    "It costs 10 000 euros a year, he said.", GLOSS_ANCHOR_EXACT, "10 000 euros" },
  { "ligature", "The e\357\254\203cient method was first tried in Kyiv.", "e\357\254\203cient method",
    "Today the e\357\254\203cient method was first tried in Kyiv.", GLOSS_ANCHOR_EXACT,
    "e\357\254\203cient method" },
  { "longer-than-text", "A quote that is far longer than what is left of the text it stood in.",
    "A quote that is far longer than what is left of the text it stood in.", "It.", GLOSS_ANCHOR_LOST, NULL },
  { "weekday", "The talks lasted until Monday evening in Geneva and ended.", "Monday",
    "The talks lasted until Tuesday evening in Geneva and ended.", GLOSS_ANCHOR_CHANGED, "Tuesday" },
  { "other-words", "The senator said forty vehicles were lost near the river yesterday.", "forty vehicles",
    "The senator said sixty tanks were lost near the river yesterday.", GLOSS_ANCHOR_CHANGED, "sixty tanks" },
  { "one-word-gone", "The talks lasted until Monday evening in Geneva and ended.", "Monday",
    "The talks lasted until evening in Geneva and ended.", GLOSS_ANCHOR_LOST, NULL },
  { "sentence-gone", "It rained. Unrelated words about cats here. Then the sun came out over the hills.",
    "Unrelated words about cats here.", "It rained. Then the sun came out over the hills.", GLOSS_ANCHOR_LOST,
    NULL },
  { "long-word", "Das neue Krankenversicherungsgesetz tritt im Mai in Kraft.", "Krankenversicherungsgesetz",
    "Das neue Krankenversicherungsgesezt tritt im Mai in Kraft.", GLOSS_ANCHOR_CHANGED,
    "Krankenversicherungsgesezt" },
  { "ideograph", "\346\264\276\351\201\243\344\270\200\347\231\276\345\220\215\345\243\253\345\205\265",
    "\344\270\200\347\231\276\345\220\215",
    "\346\264\276\351\201\243\344\272\214\347\231\276\345\220\215\345\243\253\345\205\265",
    GLOSS_ANCHOR_CHANGED, "\344\272\214\347\231\276\345\220\215" },
  { "empty", "A quote whose text was emptied.", "whose text", "", GLOSS_ANCHOR_LOST, NULL },
};

static GlossText *
make_text (const char *utf8)
{
  g_autoptr (GError) error = NULL;
  GlossText *text = gloss_text_new (utf8, -1, &error);

  g_assert_no_error (error);
  return text;
}

static GlossAnchor *
make_anchor (GlossText *text, const char *quote)
{
  const char *utf8 = gloss_text_get_utf8 (text);
  gsize byte = strstr (utf8, quote) - utf8;
  GlossAnchor *anchor = gloss_anchor_new_for_range (text, gloss_text_byte_to_point (text, byte),
                                                    gloss_text_byte_to_point (text, byte + strlen (quote)));

  g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, quote);
  return anchor;
}

static void
check_resolution (GlossText *new, const GlossResolution *resolution)
{
  g_autofree char *found = NULL;

  if (resolution->state == GLOSS_ANCHOR_LOST)
    {
      g_assert_null (resolution->found);
      g_assert_cmpuint (resolution->start, ==, G_MAXSIZE);
      g_assert_cmpuint (resolution->end, ==, G_MAXSIZE);
      return;
    }
  g_assert_cmpuint (resolution->start, <, resolution->end);
  g_assert_cmpuint (resolution->end, <=, gloss_text_get_n_points (new));
  found = gloss_text_dup_range (new, resolution->start, resolution->end);
  g_assert_cmpstr (resolution->found, ==, found);
  g_assert_cmpfloat (resolution->score, >=, 0);
  g_assert_cmpfloat (resolution->score, <=, 1);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GlossText) old = make_text (one->old);
  g_autoptr (GlossText) new = make_text (one->new);
  g_autoptr (GlossAnchor) anchor = make_anchor (old, one->quote);

  for (int has_old = 0; has_old <= 1; has_old++)
    {
      g_autoptr (GArray) resolutions = gloss_anchor_resolve (has_old ? old : NULL, new, &anchor, 1, NULL);
      const GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, 0);

      g_test_message (has_old ? "both texts" : "quote only");
      check_resolution (new, resolution);
      g_assert_cmpstr (resolution->found, ==, one->found);
      g_assert_cmpstr (gloss_anchor_state_to_string (resolution->state), ==,
                       gloss_anchor_state_to_string (one->state));
    }
}

/* The same paragraph many times: each passage stays in its own. */
static void
test_identical_paragraphs (void)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new ("A new first paragraph of the article.\n");
  g_autoptr (GPtrArray) anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_anchor_unref);
  g_autoptr (GlossText) old = NULL;
  g_autoptr (GlossText) new = NULL;
  gsize moved = after->len;

  for (int i = 0; i < 30; i++)
    g_string_append (before, "Each report says that the losses were small and the gains were large.\n");
  g_string_append (after, before->str);
  old = make_text (before->str);
  new = make_text (after->str);
  for (int i = 0; i < 30; i++)
    g_ptr_array_add (anchors, gloss_anchor_new_for_range (old, i * 70 + 17, i * 70 + 38));

  {
    g_autoptr (GArray) resolutions =
      gloss_anchor_resolve (old, new, (GlossAnchor *const *) anchors->pdata, anchors->len, NULL);

    for (guint i = 0; i < resolutions->len; i++)
      {
        const GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, i);

        check_resolution (new, resolution);
        g_assert_cmpuint (resolution->state, ==, GLOSS_ANCHOR_EXACT);
        g_assert_cmpuint (resolution->start, ==, gloss_anchor_get_start (anchors->pdata[i]) + moved);
      }
  }
}

static void
test_moved (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autofree char *prose = gloss_test_prose_new (random, 4000);
  g_autofree char *before = g_strconcat ("The committee counted 412 ballots twice on Sunday.\n", prose, NULL);
  g_autofree char *after = g_strconcat (prose, "\nThe committee counted 412 ballots twice on Sunday.", NULL);
  g_autoptr (GlossText) old = make_text (before);
  g_autoptr (GlossText) new = make_text (after);
  g_autoptr (GlossAnchor) anchor = make_anchor (old, "committee counted 412 ballots twice");
  g_autoptr (GArray) resolutions = gloss_anchor_resolve (old, new, &anchor, 1, NULL);
  const GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, 0);

  check_resolution (new, resolution);
  g_assert_cmpuint (resolution->state, ==, GLOSS_ANCHOR_MOVED);
  g_assert_cmpstr (resolution->found, ==, "committee counted 412 ballots twice");
}

/* The words of a passage win over what stands where it stood, which nothing but its neighbours speaks for. */
static void
test_moved_before (void)
{
  g_autoptr (GlossText) old =
    make_text ("The missiles have a range of about 190 miles. Almost 10,000 forces were sent.");
  g_autoptr (GlossText) new =
    make_text ("Corrected. Almost 10,000 forces were sent. The missiles have a range of about 290 miles. It "
               "was said so.");
  g_autoptr (GlossAnchor) anchor = make_anchor (old, "Almost 10,000 forces were sent.");
  g_autoptr (GArray) resolutions = gloss_anchor_resolve (old, new, &anchor, 1, NULL);
  const GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, 0);

  check_resolution (new, resolution);
  g_assert_cmpuint (resolution->state, ==, GLOSS_ANCHOR_MOVED);
  g_assert_cmpstr (resolution->found, ==, "Almost 10,000 forces were sent.");
}

/* A sentence that moved, and whose number changed, is an alarm, not lost. */
static void
test_moved_and_edited (void)
{
  g_autoptr (GlossText) old =
    make_text ("The missiles have a range of about 190 miles, they said. Almost 10,000 forces were sent to "
               "the front in the first weeks of the autumn, the ministry added on Sunday.");
  g_autoptr (GlossText) new =
    make_text ("Almost 10,000 forces were sent to the front in the first weeks of the autumn, the ministry "
               "added on Sunday. The missiles have a range of about 290 miles, they said.");
  g_autoptr (GlossAnchor) anchor = make_anchor (old, "The missiles have a range of about 190 miles");
  g_autoptr (GArray) resolutions = gloss_anchor_resolve (old, new, &anchor, 1, NULL);
  const GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, 0);

  check_resolution (new, resolution);
  g_assert_cmpuint (resolution->state, ==, GLOSS_ANCHOR_CHANGED);
  g_assert_cmpuint (resolution->change, ==, GLOSS_CLAIM_CHANGE_NUMBER);
  g_assert_cmpstr (resolution->found, ==, "The missiles have a range of about 290 miles");
}

#define LAST_PARAGRAPH                                                                                       \
  "The council paid two and a half million to the families, and no officer was ever tried for what "         \
  "happened "                                                                                                \
  "on the way. Nobody knows why, since all of its papers were burned in spring, and the last witness died "  \
  "before anyone came to ask."

/* Few words that went along with their edited paragraph are known by what stands around them. */
static void
test_moved_paragraph (void)
{
  g_autoptr (GlossText) old =
    make_text ("Traders wrote of it as a way of three hundred miles, which they had never seen.\n\n"
               "The column reached the coast on 21 June. Only a third of them were fit.\n\n" LAST_PARAGRAPH);
  g_autoptr (GlossText) new = make_text (
    LAST_PARAGRAPH "\n\nTraders wrote of it as a way of two hundred miles, which they had never seen.\n\n"
                   "The column reached the coast on 22 June. Only a fifth of them were fit.");
  g_autoptr (GlossAnchor) same = make_anchor (old, "wrote of it as");
  g_autoptr (GlossAnchor) changed = make_anchor (old, "on 21 June");
  GlossAnchor *anchors[] = { same, changed };
  g_autoptr (GArray) resolutions = gloss_anchor_resolve (old, new, anchors, G_N_ELEMENTS (anchors), NULL);
  const GlossResolution *resolution = (const GlossResolution *) resolutions->data;

  check_resolution (new, &resolution[0]);
  g_assert_cmpuint (resolution[0].state, ==, GLOSS_ANCHOR_MOVED);
  g_assert_cmpstr (resolution[0].found, ==, "wrote of it as");
  check_resolution (new, &resolution[1]);
  g_assert_cmpuint (resolution[1].state, ==, GLOSS_ANCHOR_CHANGED);
  g_assert_cmpuint (resolution[1].change, ==, GLOSS_CLAIM_CHANGE_NUMBER);
  g_assert_cmpstr (resolution[1].found, ==, "on 22 June");
}

/* A sentence that moved behind all others, with its quotation marks and line breaks as they were and changed.
 */
static void
test_moved_marks (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autofree char *prose = gloss_test_prose_new (random, 4000);
  g_autofree char *before =
    g_strconcat ("He said the \"count of\nballots\" was false in each district.\n", prose, NULL);
  g_autofree char *after =
    g_strconcat (prose, "\nHe said the \342\200\234count of ballots\342\200\235 was false in each district.",
                 NULL);
  g_autoptr (GlossText) old = make_text (before);
  g_autoptr (GlossText) new = make_text (after);
  g_autoptr (GlossAnchor) anchor = make_anchor (old, "said the \"count of\nballots\" was false in each");

  for (int has_old = 0; has_old <= 1; has_old++)
    {
      g_autoptr (GArray) resolutions = gloss_anchor_resolve (has_old ? old : NULL, new, &anchor, 1, NULL);
      const GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, 0);

      check_resolution (new, resolution);
      g_assert_cmpuint (resolution->state, ==, GLOSS_ANCHOR_CHANGED);
      g_assert_cmpuint (resolution->change, ==, GLOSS_CLAIM_CHANGE_NONE);
      g_assert_cmpstr (resolution->found, ==,
                       "said the \342\200\234count of ballots\342\200\235 was false in each");
    }
}

/* By quote alone, what moved with all of its context shows by the passages that stayed. */
static void
test_moved_whole (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autofree char *prose = gloss_test_prose_new (random, 20000);
  g_autofree char *paragraph = gloss_test_prose_new (random, 600);
  g_autofree char *before = g_strconcat (paragraph, "\n", prose, NULL);
  g_autofree char *after = g_strconcat (prose, "\n", paragraph, NULL);
  g_autoptr (GlossText) old = make_text (before);
  g_autoptr (GlossText) new = make_text (after);
  g_autoptr (GPtrArray) anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_anchor_unref);

  for (gsize start = 200; start < 20000; start += 800)
    g_ptr_array_add (anchors, gloss_anchor_new_for_range (old, start, start + 60));

  for (int has_old = 0; has_old <= 1; has_old++)
    {
      g_autoptr (GArray) resolutions =
        gloss_anchor_resolve (has_old ? old : NULL, new, (GlossAnchor *const *) anchors->pdata, anchors->len,
                              NULL);

      for (guint i = 0; i < resolutions->len; i++)
        g_assert_cmpuint (g_array_index (resolutions, GlossResolution, i).state, ==,
                          i == 0 ? GLOSS_ANCHOR_MOVED : GLOSS_ANCHOR_EXACT);
    }
}

/* A few words whose sentence is gone are not the same words in another sentence far away. */
static void
test_short_elsewhere (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autofree char *prose = gloss_test_prose_new (random, 20000);
  g_autofree char *before = g_strconcat ("The harbour held 7 ships that day.\n", prose,
                                         "\nLater on the coast guard lost 7 ships near Odesa.\n", NULL);
  g_autofree char *after = g_strconcat (prose, "\nLater on the coast guard lost 7 ships near Odesa.\n", NULL);
  g_autoptr (GlossText) old = make_text (before);
  g_autoptr (GlossText) new = make_text (after);
  g_autoptr (GlossAnchor) anchor = make_anchor (old, "7 ships");

  for (int has_old = 0; has_old <= 1; has_old++)
    {
      g_autoptr (GArray) resolutions = gloss_anchor_resolve (has_old ? old : NULL, new, &anchor, 1, NULL);

      g_assert_cmpuint (g_array_index (resolutions, GlossResolution, 0).state, ==, GLOSS_ANCHOR_LOST);
    }
}

/* Ten thousand annotations on one passage, which was edited. */
static void
test_many (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autofree char *prose = gloss_test_prose_new (random, 20000);
  g_autofree char *before =
    g_strconcat (prose, "\nAbout 190 of the missiles hit Kyiv on Friday.\n", prose, NULL);
  g_autofree char *after =
    g_strconcat (prose, "\nAbout 290 of the missiles hit Kyiv on Friday.\n", prose, NULL);
  g_autoptr (GlossText) old = make_text (before);
  g_autoptr (GlossText) new = make_text (after);
  g_autoptr (GlossAnchor) anchor = make_anchor (old, "190 of the missiles hit Kyiv");
  g_autofree GlossAnchor **anchors = g_new (GlossAnchor *, 10000);

  for (int i = 0; i < 10000; i++)
    anchors[i] = anchor;

  for (int has_old = 0; has_old <= 1; has_old++)
    {
      g_autoptr (GArray) resolutions = gloss_anchor_resolve (has_old ? old : NULL, new, anchors, 10000, NULL);

      for (guint i = 0; i < resolutions->len; i++)
        {
          const GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, i);

          g_assert_cmpstr (resolution->found, ==, "290 of the missiles hit Kyiv");
          g_assert_true ((resolution->change & GLOSS_CLAIM_CHANGE_NUMBER) != 0);
        }
    }
}

/* Words that are in no text, without any context. */
static void
test_invented (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autofree char *prose = gloss_test_prose_new (random, 50000);
  g_autoptr (GlossText) new = make_text (prose);
  g_autoptr (GPtrArray) anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_anchor_unref);
  g_autoptr (GArray) resolutions = NULL;

  while (anchors->len < 10000)
    {
      char quote[41] = { 0 };
      int n = g_rand_int_range (random, 8, 41);

      for (int i = 0; i < n; i++)
        quote[i] = i > 0 && i + 1 < n && g_rand_int_range (random, 0, 6) == 0
                     ? ' '
                     : 'a' + g_rand_int_range (random, 0, 26);
      if (strstr (prose, quote) == NULL)
        g_ptr_array_add (anchors, gloss_anchor_new (quote, "", "", g_rand_int_range (random, 0, 50000), 0));
    }
  resolutions = gloss_anchor_resolve (NULL, new, (GlossAnchor *const *) anchors->pdata, anchors->len, NULL);
  for (guint i = 0; i < resolutions->len; i++)
    g_assert_cmpuint (g_array_index (resolutions, GlossResolution, i).state, ==, GLOSS_ANCHOR_LOST);
}

/* Quotes as long as articles, and half as long. */
static void
test_long (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autofree char *prose = gloss_test_prose_new (random, 200000);
  g_autofree char *edited = gloss_test_prose_edit (random, prose);
  g_autoptr (GlossText) old = make_text (prose);
  g_autoptr (GlossText) new = make_text (edited);
  g_autoptr (GlossAnchor) whole = gloss_anchor_new_for_range (old, 0, 200000);
  g_autoptr (GlossAnchor) half = gloss_anchor_new_for_range (old, 50000, 150000);
  GlossAnchor *anchors[] = { whole, half };

  for (int has_old = 0; has_old <= 1; has_old++)
    {
      g_autoptr (GArray) resolutions = gloss_anchor_resolve (has_old ? old : NULL, new, anchors, 2, NULL);

      for (guint i = 0; i < 2; i++)
        {
          const GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, i);

          check_resolution (new, resolution);
          g_assert_cmpuint (resolution->state, ==, GLOSS_ANCHOR_CHANGED);
        }
    }
}

/* An old text that is not the one the anchor was made in is not relied on. */
static void
test_wrong_old (void)
{
  g_autoptr (GlossText) made_in = make_text ("The missiles fly about 190 miles, they said on Friday.");
  g_autoptr (GlossText) old = make_text ("Something else.");
  g_autoptr (GlossText) new = make_text ("It is new: The missiles fly about 190 miles, they said on Friday.");
  g_autoptr (GlossAnchor) anchor = make_anchor (made_in, "about 190 miles");
  g_autoptr (GArray) resolutions = gloss_anchor_resolve (old, new, &anchor, 1, NULL);

  g_assert_cmpstr (g_array_index (resolutions, GlossResolution, 0).found, ==, "about 190 miles");
}

/* Places that no text has: rows come from other programs. */
static void
test_wrong_place (void)
{
  static const gsize starts[] = { 100,        G_MAXINT32,     G_MAXUINT32, (gsize) G_MAXUINT32 + 1,
                                  G_MAXINT64, G_MAXSIZE - 20, G_MAXSIZE };
  g_autoptr (GlossText) new = make_text ("It is new: The missiles fly about 190 miles, they said on Friday.");
  g_autoptr (GPtrArray) anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_anchor_unref);
  g_autoptr (GArray) resolutions = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    g_ptr_array_add (anchors, gloss_anchor_new ("fly about 190 miles", "The missiles ", ", they said on",
                                                starts[i], starts[i] + 19));
  resolutions = gloss_anchor_resolve (NULL, new, (GlossAnchor *const *) anchors->pdata, anchors->len, NULL);
  for (guint i = 0; i < resolutions->len; i++)
    {
      check_resolution (new, &g_array_index (resolutions, GlossResolution, i));
      g_assert_cmpstr (g_array_index (resolutions, GlossResolution, i).found, ==, "fly about 190 miles");
    }
}

static void
check_judged (GlossAnchorState before,
              const char *found,
              const char *quote,
              GlossAnchorState after,
              GlossClaimChange change)
{
  GlossResolution resolution = {
    before, 7, 22, 0.5, g_strdup (found), before == GLOSS_ANCHOR_CHANGED ? GLOSS_CLAIM_CHANGE_NAME : 0
  };

  gloss_resolution_judge (&resolution, quote);
  g_assert_cmpstr (gloss_anchor_state_to_string (resolution.state), ==, gloss_anchor_state_to_string (after));
  g_assert_cmpuint (resolution.change, ==, change);
  g_assert_cmpstr (resolution.found, ==, found);
  g_assert_cmpuint (resolution.start, ==, 7);
  g_assert_cmpuint (resolution.end, ==, 22);
  g_assert_cmpfloat (resolution.score, ==, 0.5);
  g_free (resolution.found);
}

/* Found by the words of one version, judged by those of another. */
static void
test_judge (void)
{
  check_judged (GLOSS_ANCHOR_EXACT, "about 290 miles", "about 190 miles", GLOSS_ANCHOR_CHANGED,
                GLOSS_CLAIM_CHANGE_NUMBER);
  check_judged (GLOSS_ANCHOR_MOVED, "about 290 miles", "about 190 miles", GLOSS_ANCHOR_CHANGED,
                GLOSS_CLAIM_CHANGE_NUMBER);
  check_judged (GLOSS_ANCHOR_CHANGED, "about 290 miles", "roughly 290 miles", GLOSS_ANCHOR_CHANGED,
                GLOSS_CLAIM_CHANGE_NONE);
  check_judged (GLOSS_ANCHOR_CHANGED, "about 190\nmiles", "about 190 miles", GLOSS_ANCHOR_EXACT,
                GLOSS_CLAIM_CHANGE_NONE);
  check_judged (GLOSS_ANCHOR_MOVED, "about 190 miles", "about 190 miles", GLOSS_ANCHOR_MOVED,
                GLOSS_CLAIM_CHANGE_NONE);
  check_judged (GLOSS_ANCHOR_EXACT, "about 190 miles", "about 190 miles", GLOSS_ANCHOR_EXACT,
                GLOSS_CLAIM_CHANGE_NONE);
  check_judged (GLOSS_ANCHOR_LOST, NULL, "about 190 miles", GLOSS_ANCHOR_LOST, GLOSS_CLAIM_CHANGE_NONE);
}

static void
test_compare_words (void)
{
  GlossResolution resolution = { .state = GLOSS_ANCHOR_LOST };
  g_autofree char *found = g_strdup ("about 290 miles");
  g_autoptr (GArray) none = gloss_resolution_compare_words (&resolution, "about 190 miles");
  g_autoptr (GArray) runs = NULL;

  g_assert_null (none);
  resolution.found = found;
  runs = gloss_resolution_compare_words (&resolution, "about 190 miles");
  g_assert_cmpuint (runs->len, ==, 4);
  g_assert_cmpuint (g_array_index (runs, GlossDiffRun, 1).kind, ==, GLOSS_DIFF_DELETED);
  g_assert_cmpuint (g_array_index (runs, GlossDiffRun, 2).new_end, ==, strlen ("about 290"));
}

static void
test_cancelled (void)
{
  g_autoptr (GlossText) text = make_text ("The missiles fly about 190 miles.");
  g_autoptr (GlossAnchor) anchor = make_anchor (text, "about 190 miles");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (int has_old = 0; has_old <= 1; has_old++)
    {
      g_autoptr (GArray) resolutions =
        gloss_anchor_resolve (has_old ? text : NULL, text, &anchor, 1, cancellable);

      g_assert_cmpuint (resolutions->len, ==, 1);
      g_assert_cmpuint (g_array_index (resolutions, GlossResolution, 0).state, ==, GLOSS_ANCHOR_LOST);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/anchor-resolver/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/anchor-resolver/identical-paragraphs", test_identical_paragraphs);
  g_test_add_func ("/anchor-resolver/moved", test_moved);
  g_test_add_func ("/anchor-resolver/moved-before", test_moved_before);
  g_test_add_func ("/anchor-resolver/moved-and-edited", test_moved_and_edited);
  g_test_add_func ("/anchor-resolver/moved-paragraph", test_moved_paragraph);
  g_test_add_func ("/anchor-resolver/moved-marks", test_moved_marks);
  g_test_add_func ("/anchor-resolver/moved-whole", test_moved_whole);
  g_test_add_func ("/anchor-resolver/short-elsewhere", test_short_elsewhere);
  g_test_add_func ("/anchor-resolver/many", test_many);
  g_test_add_func ("/anchor-resolver/invented", test_invented);
  g_test_add_func ("/anchor-resolver/long", test_long);
  g_test_add_func ("/anchor-resolver/wrong-old", test_wrong_old);
  g_test_add_func ("/anchor-resolver/wrong-place", test_wrong_place);
  g_test_add_func ("/anchor-resolver/judge", test_judge);
  g_test_add_func ("/anchor-resolver/compare-words", test_compare_words);
  g_test_add_func ("/anchor-resolver/cancelled", test_cancelled);

  return g_test_run ();
}
