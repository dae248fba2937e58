/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anchors: fitted to what people see, with context that cuts nothing; quotes found exactly, folded, or not at
 * all. */

#include "config.h"

#include "core/anchor/gloss-anchor.h"
#include "core/base/gloss-error.h"
#include "core/text/gloss-fold-cursor.h"

#include <string.h>

#define ROCKET "\360\237\232\200"
#define FLAG "\360\237\207\272\360\237\207\246"

static GlossText *
make_text (const char *utf8)
{
  g_autoptr (GError) error = NULL;
  GlossText *text = gloss_text_new (utf8, -1, &error);

  g_assert_no_error (error);
  return text;
}

/* What every anchor made from a text must hold. */
static void
check_anchor (GlossText *text, GlossAnchor *anchor)
{
  gsize start = gloss_anchor_get_start (anchor);
  gsize end = gloss_anchor_get_end (anchor);
  gsize n_prefix = g_utf8_strlen (gloss_anchor_get_prefix (anchor), -1);
  gsize n_suffix = g_utf8_strlen (gloss_anchor_get_suffix (anchor), -1);
  g_autofree char *quote = gloss_text_dup_range (text, start, end);
  g_autofree char *prefix = gloss_text_dup_range (text, start - n_prefix, start);
  g_autofree char *suffix = gloss_text_dup_range (text, end, end + n_suffix);

  g_assert_cmpuint (start, <, end);
  g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, quote);
  g_assert_cmpstr (gloss_anchor_get_prefix (anchor), ==, prefix);
  g_assert_cmpstr (gloss_anchor_get_suffix (anchor), ==, suffix);
  g_assert_cmpuint (n_prefix, <=, GLOSS_ANCHOR_CONTEXT);
  g_assert_cmpuint (n_suffix, <=, GLOSS_ANCHOR_CONTEXT);
}

static void
test_new (void)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("190 miles", "about ", " away", 6, 15);
  GlossAnchor *copy = g_boxed_copy (GLOSS_TYPE_ANCHOR, anchor);

  g_assert_true (copy == anchor);
  g_boxed_free (GLOSS_TYPE_ANCHOR, copy);
  g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, "190 miles");
  g_assert_cmpstr (gloss_anchor_get_prefix (anchor), ==, "about ");
  g_assert_cmpstr (gloss_anchor_get_suffix (anchor), ==, " away");
  g_assert_cmpuint (gloss_anchor_get_start (anchor), ==, 6);
  g_assert_cmpuint (gloss_anchor_get_end (anchor), ==, 15);
}

static void
test_range (void)
{
  g_autoptr (GlossText) text =
    make_text ("The missiles " ROCKET " reach about 190 miles, the ministry said on Friday "
               "evening in Kyiv.");
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_range (text, 20, 36);
  g_autoptr (GlossAnchor) whole = gloss_anchor_new_for_range (text, 0, 999);

  check_anchor (text, anchor);
  g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, "about 190 miles");
  g_assert_cmpstr (gloss_anchor_get_prefix (anchor), ==, "The missiles " ROCKET " reach ");
  g_assert_cmpstr (gloss_anchor_get_suffix (anchor), ==, ", the ministry said on Friday ev");

  check_anchor (text, whole);
  g_assert_cmpstr (gloss_anchor_get_prefix (whole), ==, "");
  g_assert_cmpstr (gloss_anchor_get_suffix (whole), ==, "");

  g_assert_null (gloss_anchor_new_for_range (text, 12, 13));
  g_assert_null (gloss_anchor_new_for_range (text, 500, 501));
}

/* A flag of two code points lies across the edge of the context on either side. */
static void
test_context_cuts_nothing (void)
{
  g_autoptr (GlossText) text = make_text ("x" FLAG "123456789012345678901234567890a"
                                          "quote"
                                          "b123456789012345678901234567890" FLAG "y");
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_range (text, 34, 39);

  check_anchor (text, anchor);
  g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, "quote");
  g_assert_cmpstr (gloss_anchor_get_prefix (anchor), ==, "123456789012345678901234567890a");
  g_assert_cmpstr (gloss_anchor_get_suffix (anchor), ==, "b123456789012345678901234567890");
}

static const struct
{
  const char *name;
  const char *text;
  const char *quote, *prefix, *suffix;
  /* The words found and where, or NULL and the error's code and a part of its message. */
  const char *found;
  gsize start;
  int code;
  const char *says;
} quotes[] = {
  { "exact", "about 190 miles away", "190 miles", NULL, NULL, "190 miles", 6 },
  { "trimmed", "about 190 miles away", " \n190 miles\302\240", NULL, NULL, "190 miles", 6 },
  { "whole", "all of it", "all of it", "", "", "all of it", 0 },
  { "crlf", "one\ntwo three", "one\r\ntwo", NULL, NULL, "one\ntwo", 0 },
  { "after-astral", ROCKET ROCKET " 190", "190", NULL, NULL, "190", 3 },
  { "exact-before-folded", "a \"war\" or a \342\200\234war\342\200\235", "\342\200\234war\342\200\235", NULL,
    NULL, "\342\200\234war\342\200\235", 13 },
  { "space", "almost 10,000\302\240North\nKorean  forces", "almost 10,000 North Korean forces", NULL, NULL,
    "almost 10,000\302\240North\nKorean  forces", 0 },
  { "quotes", "he said: \342\200\234They won\342\200\231t.\342\200\235", "\"They won't.\"", NULL, NULL,
    "\342\200\234They won\342\200\231t.\342\200\235", 9 },
  { "dashes", "a range of 10\342\200\22320 km \342\200\224 or so", "10-20 km - or", NULL, NULL,
    "10\342\200\22320 km \342\200\224 or", 11 },
  { "soft-hyphen", "the infra\302\255struc\302\255ture fell", "infrastructure", NULL, NULL,
    "infra\302\255struc\302\255ture", 4 },
  { "soft-hyphen-typed", "the infrastructure fell", "infra\302\255structure", NULL, NULL, "infrastructure",
    4 },
  { "widened", "un cafe\314\201 noir", "cafe", NULL, NULL, "cafe\314\201", 3 },
  { "lone-needs-no-context", "about 190 miles", "190", "exactly", "km", "190", 6 },
  { "lone-folded-needs-no-context", "won\342\200\231t", "won't", "x", "y", "won\342\200\231t", 0 },

  { "prefix", "5 men, 5 women", "5", "men, ", NULL, "5", 7 },
  { "suffix", "5 men, 5 women", "5", NULL, "women", "5", 7 },
  { "both", "a 5 b, a 5 c, b 5 c", "5", "b", "c", "5", 16 },
  { "context-folded", "\342\200\234no\342\200\235 5 x; no 5\302\240\302\240x y", "5", "no", "x y", "5", 13 },
  { "context-space", "5 men,\n5 women", "5", "  men,  ", "\n\nwomen \n", "5", 7 },
  { "context-partial-word", "about 5, without 5", "5", "hout", NULL, "5", 17 },
  { "context-decides-folded", "\"war\" here, \342\200\234war\342\200\235 there", "\"war\"", NULL, "there",
    "\342\200\234war\342\200\235", 12 },
  { "overlap", "ana, banana", "ana", "ban", NULL, "ana", 8 },

  { "none", "about 190 miles", "300 miles", NULL, NULL, NULL, 0, GLOSS_ERROR_NOT_FOUND, "does not contain" },
  { "case", "About 190 miles", "about", NULL, NULL, NULL, 0, GLOSS_ERROR_NOT_FOUND, "does not contain" },
  { "digits", "about 190 miles", "about 19O miles", NULL, NULL, NULL, 0, GLOSS_ERROR_NOT_FOUND, "does not" },
  { "longer-than-text", "short", "shorter", NULL, NULL, NULL, 0, GLOSS_ERROR_NOT_FOUND, "does not contain" },
  { "no-text", "", "x", NULL, NULL, NULL, 0, GLOSS_ERROR_NOT_FOUND, "does not contain" },
  { "several", "5 men, 5 women, 5 dogs", "5", NULL, NULL, NULL, 0, GLOSS_ERROR_AMBIGUOUS, "in 3 places" },
  { "several-overlap", "aaaa", "aa", NULL, NULL, NULL, 0, GLOSS_ERROR_AMBIGUOUS, "in 3 places" },
  { "several-folded", "\342\200\234a\342\200\235 \342\200\236a\342\200\235", "\"a\"", NULL, NULL, NULL, 0,
    GLOSS_ERROR_AMBIGUOUS, "in 2 places" },
  { "several-fit", "x 5 a, y 5 b, x 5 c", "5", "x", NULL, NULL, 0, GLOSS_ERROR_AMBIGUOUS,
    "in 2 places. Say" },
  { "none-fits", "x 5 a, y 5 b", "5", "z", NULL, NULL, 0, GLOSS_ERROR_AMBIGUOUS, "in 2 places, but" },
  { "empty", "text", "", NULL, NULL, NULL, 0, GLOSS_ERROR_EMPTY, "empty" },
  { "blank", "te xt", " \n\302\240\342\200\213", NULL, NULL, NULL, 0, GLOSS_ERROR_EMPTY, "empty" },
  { "broken", "text", "te\377", NULL, NULL, NULL, 0, GLOSS_ERROR_INVALID, "UTF-8" },
  { "broken-prefix", "text", "te", "\377", NULL, NULL, 0, GLOSS_ERROR_INVALID, "UTF-8" },
  { "broken-suffix", "text", "te", NULL, "\377", NULL, 0, GLOSS_ERROR_INVALID, "UTF-8" },
};

static void
test_quote (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossText) text = make_text (quotes[i].text);
  g_autoptr (GlossAnchor) anchor =
    gloss_anchor_new_for_quote (text, quotes[i].quote, quotes[i].prefix, quotes[i].suffix, &error);

  if (quotes[i].found == NULL)
    {
      g_assert_null (anchor);
      g_assert_error (error, GLOSS_ERROR, quotes[i].code);
      g_assert_nonnull (strstr (error->message, quotes[i].says));
      g_assert_null (strchr (error->message, '\n'));
      return;
    }

  g_assert_no_error (error);
  check_anchor (text, anchor);
  g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, quotes[i].found);
  g_assert_cmpuint (gloss_anchor_get_start (anchor), ==, quotes[i].start);
}

/* Counts the places where the quote stands, folding the text anew from every place: slow and obvious. */
static gsize
count_naively (const char *utf8, const char *quote, gboolean folds, const char **place)
{
  gsize n_found = 0;

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      GlossFoldCursor text = { .at = p, .limit = utf8 + strlen (utf8), .folds = folds };
      GlossFoldCursor words = { .at = quote, .limit = quote + strlen (quote), .folds = folds };
      gunichar c = gloss_fold_cursor_read (&text);
      gunichar wanted = gloss_fold_cursor_read (&words);

      /* Only where the first character itself begins, not at what is passed over before it. */
      if (text.begin != p)
        continue;
      while (wanted != 0 && wanted == c)
        {
          c = gloss_fold_cursor_read (&text);
          wanted = gloss_fold_cursor_read (&words);
        }
      if (wanted == 0)
        {
          n_found++;
          *place = p;
        }
    }

  return n_found;
}

static void
test_random (void)
{
  static const char *const pieces[] = {
    "a", "b", "a", " ", "\n", "\302\240", "'", "\342\200\231", "-", "\342\200\224", "\302\255", ROCKET
  };
  gsize n_unique = 0;

  for (gsize i = 0; i < 6000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) utf8 = g_string_new (NULL);
      g_autoptr (GString) quote = g_string_new ("a");
      g_autoptr (GlossText) text = NULL;
      g_autoptr (GlossAnchor) anchor = NULL;
      const char *place = NULL;
      gsize n_found;

      for (int n = g_test_rand_int_range (0, 30); n > 0; n--)
        g_string_append (utf8, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      for (int n = g_test_rand_int_range (0, 3); n > 0; n--)
        g_string_append (quote, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      g_string_append (quote, "b");

      n_found = count_naively (utf8->str, quote->str, FALSE, &place);
      if (n_found == 0)
        n_found = count_naively (utf8->str, quote->str, TRUE, &place);

      text = make_text (utf8->str);
      anchor = gloss_anchor_new_for_quote (text, quote->str, NULL, NULL, &error);
      if (n_found != 1)
        {
          int code = n_found == 0 ? GLOSS_ERROR_NOT_FOUND : GLOSS_ERROR_AMBIGUOUS;

          g_assert_null (anchor);
          g_assert_error (error, GLOSS_ERROR, code);
          continue;
        }

      n_unique++;
      g_assert_no_error (error);
      check_anchor (text, anchor);
      g_assert_cmpuint (gloss_anchor_get_start (anchor), ==,
                        gloss_text_byte_to_point (text, place - utf8->str));
    }

  g_assert_cmpuint (n_unique, >, 100);
}

/* An anchor's own words and context find it again, wherever they stand. */
static void
test_found_again (void)
{
  g_autoptr (GString) utf8 = g_string_new (NULL);
  g_autoptr (GlossText) text = NULL;

  for (int i = 0; i < 400; i++)
    g_string_append_printf (utf8, "%d tanks \342\200\224 %s.\n", i, i % 3 == 0 ? "or so" : "no more " FLAG);
  text = make_text (utf8->str);

  for (gsize i = 0; i < 300; i++)
    {
      g_autoptr (GError) error = NULL;
      gsize start = g_test_rand_int_range (0, gloss_text_get_n_points (text) - 40);
      g_autoptr (GlossAnchor) anchor =
        gloss_anchor_new_for_range (text, start, start + g_test_rand_int_range (3, 40));
      g_autoptr (GlossAnchor) again =
        gloss_anchor_new_for_quote (text, gloss_anchor_get_quote (anchor), gloss_anchor_get_prefix (anchor),
                                    gloss_anchor_get_suffix (anchor), &error);

      g_assert_no_error (error);
      g_assert_cmpuint (gloss_anchor_get_start (again), ==, gloss_anchor_get_start (anchor));
      g_assert_cmpuint (gloss_anchor_get_end (again), ==, gloss_anchor_get_end (anchor));
    }
}

/* Every place of a text of one letter matches a long quote of it: quadratic code would not come back. */
static void
test_hostile_repeats (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *utf8 = g_strnfill (2000000, 'a');
  g_autofree char *quote = g_strnfill (100000, 'a');
  g_autoptr (GlossText) text = make_text (utf8);

  g_assert_null (gloss_anchor_new_for_quote (text, quote, NULL, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "1900001 places"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/anchor/new", test_new);
  g_test_add_func ("/anchor/range", test_range);
  g_test_add_func ("/anchor/context-cuts-nothing", test_context_cuts_nothing);
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/anchor/quote/%s", quotes[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_quote);
    }
  g_test_add_func ("/anchor/random", test_random);
  g_test_add_func ("/anchor/found-again", test_found_again);
  g_test_add_func ("/anchor/hostile-repeats", test_hostile_repeats);

  return g_test_run ();
}
