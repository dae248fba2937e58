/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where an annotation sits in one capture. It owns copies of its words and nothing else, and never changes,
 * so that any thread may read it. Making one for a range costs a few conversions; finding a quote reads the
 * text at most twice, whatever the quote is (Knuth, Morris and Pratt over code points), and makes no folded
 * copy of it: one cursor reads ahead, a second one follows by the length of the quote and knows where a match
 * began.
 */

#include "config.h"

#include "core/anchor/gloss-anchor.h"

#include "core/base/gloss-error.h"
#include "core/text/gloss-fold-cursor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _GlossAnchor
{
  char *quote;
  char *prefix;
  char *suffix;
  gsize start;
  gsize end;
};

G_DEFINE_BOXED_TYPE (GlossAnchor, gloss_anchor, gloss_anchor_ref, gloss_anchor_unref)

/* What to look for: its characters and, for each, how long a beginning of the pattern ends there. */
typedef struct
{
  GArray *points;
  GArray *borders;
  gboolean folds;
} Pattern;

typedef struct
{
  const char *start;
  const char *end;
} Match;

/* How many places hold the quote, how many of them stand between prefix and suffix, and one of either. */
typedef struct
{
  gsize n_found;
  gsize n_fitting;
  Match found;
  Match fitting;
} Matches;

static void
free_members (gpointer data)
{
  GlossAnchor *self = data;

  g_free (self->quote);
  g_free (self->prefix);
  g_free (self->suffix);
}

static GlossAnchor *
take (char *quote, char *prefix, char *suffix, gsize start, gsize end)
{
  GlossAnchor *self = g_atomic_rc_box_new0 (GlossAnchor);

  self->quote = quote;
  self->prefix = prefix;
  self->suffix = suffix;
  self->start = start;
  self->end = end;

  return self;
}

static void
pattern_clear (Pattern *self)
{
  g_array_unref (self->points);
  g_array_unref (self->borders);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pattern, pattern_clear)

/* White space at its ends doesn't count. */
static void
pattern_init (Pattern *self, const char *quote, gboolean folds)
{
  GlossFoldCursor cursor = { quote, quote, quote + strlen (quote), folds };
  gsize border = 0;

  self->points = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->borders = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->folds = folds;

  for (gunichar c; (c = gloss_fold_cursor_read (&cursor)) != 0;)
    if (self->points->len > 0 || !gloss_text_is_blank (c))
      g_array_append_val (self->points, c);
  while (self->points->len > 0 &&
         gloss_text_is_blank (g_array_index (self->points, gunichar, self->points->len - 1)))
    g_array_set_size (self->points, self->points->len - 1);

  for (gsize i = 0; i < self->points->len; i++)
    {
      gunichar c = g_array_index (self->points, gunichar, i);

      while (border > 0 && g_array_index (self->points, gunichar, border) != c)
        border = g_array_index (self->borders, gsize, border - 1);
      if (i > 0 && g_array_index (self->points, gunichar, border) == c)
        border++;
      g_array_append_val (self->borders, border);
    }
}

/* Takes up one more character of the text; TRUE where the pattern is complete with it. */
static gboolean
pattern_advance (Pattern *self, gsize *n_matched, gunichar c)
{
  while (*n_matched > 0 &&
         (*n_matched == self->points->len || g_array_index (self->points, gunichar, *n_matched) != c))
    *n_matched = g_array_index (self->borders, gsize, *n_matched - 1);
  if (g_array_index (self->points, gunichar, *n_matched) == c)
    ++*n_matched;

  return *n_matched == self->points->len;
}

/* Folded, and whatever white space is between: whether the text goes on with the context in the direction in
 * which both cursors read. */
static gboolean
goes_on_with (GlossFoldCursor text, GlossFoldCursor context)
{
  gunichar wanted = gloss_fold_cursor_read (&context);
  gunichar c = gloss_fold_cursor_read (&text);

  if (wanted == ' ')
    wanted = gloss_fold_cursor_read (&context);
  if (c == ' ')
    c = gloss_fold_cursor_read (&text);

  while (wanted != 0 && wanted == c)
    {
      wanted = gloss_fold_cursor_read (&context);
      c = gloss_fold_cursor_read (&text);
    }

  return wanted == 0 || (wanted == ' ' && gloss_fold_cursor_read (&context) == 0);
}

static gboolean
stands_between (GlossText *text, Match match, const char *prefix, const char *suffix)
{
  const char *first = gloss_text_get_utf8 (text);
  const char *last = first + gloss_text_get_n_bytes (text);
  const char *prefix_end = prefix + strlen (prefix);

  return goes_on_with ((GlossFoldCursor){ match.start, NULL, first, TRUE },
                       (GlossFoldCursor){ prefix_end, NULL, prefix, TRUE }) &&
         goes_on_with ((GlossFoldCursor){ match.end, NULL, last, TRUE },
                       (GlossFoldCursor){ suffix, NULL, suffix + strlen (suffix), TRUE });
}

static Matches
find_matches (GlossText *text, const char *quote, const char *prefix, const char *suffix, gboolean folds)
{
  const char *first = gloss_text_get_utf8 (text);
  GlossFoldCursor ahead = { first, first, first + gloss_text_get_n_bytes (text), folds };
  GlossFoldCursor behind = ahead;
  g_auto (Pattern) pattern;
  Matches matches = { 0 };
  gsize n_ahead = 0;
  gsize n_behind = 0;
  gsize n_matched = 0;

  pattern_init (&pattern, quote, folds);
  if (pattern.points->len == 0)
    return matches;

  for (gunichar c; (c = gloss_fold_cursor_read (&ahead)) != 0;)
    {
      Match match;

      n_ahead++;
      if (!pattern_advance (&pattern, &n_matched, c))
        continue;

      for (; n_behind + pattern.points->len <= n_ahead; n_behind++)
        gloss_fold_cursor_read (&behind);
      match = (Match){ behind.begin, ahead.at };

      matches.n_found++;
      matches.found = match;
      if (stands_between (text, match, prefix, suffix))
        {
          matches.n_fitting++;
          matches.fitting = match;
        }
    }

  return matches;
}

static void
set_ambiguous (gsize n_found, gsize n_fitting, GError **error)
{
  if (n_fitting > 0)
    g_set_error (
      error, GLOSS_ERROR, GLOSS_ERROR_AMBIGUOUS,
      ngettext ("The quote stands in %zu place. Say which one with --prefix or --suffix: the words just "
                "before or after it.",
                "The quote stands in %zu places. Say which one with --prefix or --suffix: the words "
                "just before or after it.",
                n_fitting),
      n_fitting);
  else
    g_set_error (
      error, GLOSS_ERROR, GLOSS_ERROR_AMBIGUOUS,
      ngettext ("The quote stands in %zu place, but not with that --prefix and --suffix: they must be "
                "the words just before and after it.",
                "The quote stands in %zu places, but in none with that --prefix and --suffix: they "
                "must be the words just before and after it.",
                n_found),
      n_found);
}

static gboolean
is_blank (const char *words)
{
  while (gloss_text_is_blank (g_utf8_get_char (words)))
    words = g_utf8_next_char (words);

  return *words == '\0';
}

/* The one match there is, or NULL with an error. Context decides between several; words that stand once need
 * none. */
static const Match *
choose (const Matches *exact, const Matches *folded, GError **error)
{
  if (exact->n_fitting == 1)
    return &exact->fitting;
  if (exact->n_fitting == 0 && folded->n_fitting == 1)
    return &folded->fitting;
  if (exact->n_fitting == 0 && folded->n_fitting == 0 && exact->n_found == 1)
    return &exact->found;
  if (exact->n_found == 0 && folded->n_fitting == 0 && folded->n_found == 1)
    return &folded->found;

  if (exact->n_fitting > 0)
    set_ambiguous (exact->n_found, exact->n_fitting, error);
  else if (folded->n_found > 0)
    set_ambiguous (folded->n_found, folded->n_fitting, error);
  else
    g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                         _ ("The article does not contain the quote. Copy the words from its text."));
  return NULL;
}

static GlossAnchor *
make_for_match (GlossText *text, const Match *match)
{
  const char *first = gloss_text_get_utf8 (text);

  return gloss_anchor_new_for_range (text, gloss_text_byte_to_point (text, match->start - first),
                                     gloss_text_byte_to_point (text, match->end - first));
}

/**
 * gloss_anchor_new:
 * @quote: the words, as the capture has them
 * @prefix: what stands before them
 * @suffix: what stands after them
 * @start: first code point
 * @end: code point after the last
 *
 * Makes an anchor from what was stored; nothing is checked against a text.
 *
 * Returns: (transfer full): the anchor
 */
GlossAnchor *
gloss_anchor_new (const char *quote, const char *prefix, const char *suffix, gsize start, gsize end)
{
  g_return_val_if_fail (quote != NULL && prefix != NULL && suffix != NULL, NULL);

  return take (g_strdup (quote), g_strdup (prefix), g_strdup (suffix), start, end);
}

/**
 * gloss_anchor_new_for_range:
 * @text: the text of the capture
 * @start: first code point
 * @end: code point after the last
 *
 * Makes an anchor for what lies between, fitted by gloss_text_fit_range(), with up to %GLOSS_ANCHOR_CONTEXT
 * code points on either side, fewer where a grapheme cluster would be cut.
 *
 * Returns: (transfer full) (nullable): the anchor, or %NULL where nothing but white space lies between
 */
GlossAnchor *
gloss_anchor_new_for_range (GlossText *text, gsize start, gsize end)
{
  gsize before, after;

  g_return_val_if_fail (text != NULL, NULL);

  if (!gloss_text_fit_range (text, &start, &end))
    return NULL;

  before = start - MIN (start, GLOSS_ANCHOR_CONTEXT);
  after = end + GLOSS_ANCHOR_CONTEXT;

  return take (gloss_text_dup_range (text, start, end),
               gloss_text_dup_range (text, gloss_text_find_boundary (text, before, TRUE), start),
               gloss_text_dup_range (text, end, gloss_text_find_boundary (text, after, FALSE)), start, end);
}

/**
 * gloss_anchor_new_for_quote:
 * @text: the text of the capture
 * @quote: the words to find; white space at its ends doesn't count
 * @prefix: (nullable): words that end just before it
 * @suffix: (nullable): words that begin just after it
 * @error: return location
 *
 * Finds the one place where the words stand: exactly, else folded (#GlossFoldCursor). Where they stand more
 * than once, prefix and suffix decide, compared folded; words that stand once need neither. The anchor holds
 * the text's own words, widened to grapheme clusters. Costs at most two passes over the text.
 *
 * Returns: (transfer full): the anchor, or %NULL with %GLOSS_ERROR_EMPTY (no words), %GLOSS_ERROR_INVALID
 * (not UTF-8), %GLOSS_ERROR_NOT_FOUND or %GLOSS_ERROR_AMBIGUOUS
 */
GlossAnchor *
gloss_anchor_new_for_quote (
  GlossText *text, const char *quote, const char *prefix, const char *suffix, GError **error)
{
  g_autofree char *words = NULL;
  Matches exact;
  Matches folded = { 0 };
  const Match *match;

  g_return_val_if_fail (text != NULL && quote != NULL, NULL);

  prefix = prefix != NULL ? prefix : "";
  suffix = suffix != NULL ? suffix : "";
  words = gloss_text_normalize (quote, -1, NULL);
  if (words == NULL || !g_utf8_validate (prefix, -1, NULL) || !g_utf8_validate (suffix, -1, NULL))
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
        _ ("The quote, its prefix or its suffix is not valid UTF-8. Copy the words from the "
           "article."));
      return NULL;
    }
  if (is_blank (words))
    {
      g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_EMPTY,
                           _ ("The quote is empty. Give the words to annotate."));
      return NULL;
    }

  exact = find_matches (text, words, prefix, suffix, FALSE);
  if (exact.n_fitting == 0)
    folded = find_matches (text, words, prefix, suffix, TRUE);

  match = choose (&exact, &folded, error);
  return match != NULL ? make_for_match (text, match) : NULL;
}

GlossAnchor *
gloss_anchor_ref (GlossAnchor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
gloss_anchor_unref (GlossAnchor *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, free_members);
}

/**
 * gloss_anchor_get_quote:
 *
 * Returns: the words, as the capture has them
 */
const char *
gloss_anchor_get_quote (GlossAnchor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->quote;
}

/**
 * gloss_anchor_get_prefix:
 *
 * Returns: what stands just before the quote, "" at the beginning of the text
 */
const char *
gloss_anchor_get_prefix (GlossAnchor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->prefix;
}

/**
 * gloss_anchor_get_suffix:
 *
 * Returns: what stands just after the quote, "" at the end of the text
 */
const char *
gloss_anchor_get_suffix (GlossAnchor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->suffix;
}

/**
 * gloss_anchor_get_start:
 *
 * Returns: the quote's first code point
 */
gsize
gloss_anchor_get_start (GlossAnchor *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->start;
}

/**
 * gloss_anchor_get_end:
 *
 * Returns: the code point after the quote's last
 */
gsize
gloss_anchor_get_end (GlossAnchor *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->end;
}
