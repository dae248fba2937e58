/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The units of a comparison for people. Pure functions on strings, any thread. One pass over the words, and a
 * look at the grapheme clusters only where a character beside a border may belong to one: linear.
 */

#include "config.h"

#include "core/text/gloss-diff-units.h"

#include "core/text/gloss-text.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

/* Below the first combining mark nothing forms a cluster, but for CR LF, which no canonical text holds. */
#define FIRST_MARK 0x300

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && gloss_text_is_blank (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static const char *
skip_visible (const char *p, const char *end)
{
  while (p < end && !gloss_text_is_blank (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

/* Digits of any script, fractions, and the numerals that are Han characters. */
static gboolean
is_numeral (gunichar c)
{
  return c < 0x80 ? g_ascii_isdigit (c) : u_getIntPropertyValue (c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

/* Whether the characters on both sides are of one number. */
static gboolean
parts_numerals (const char *utf8, gsize before, gsize after)
{
  return is_numeral (g_utf8_get_char (g_utf8_prev_char (utf8 + before))) &&
         is_numeral (g_utf8_get_char (utf8 + after));
}

static gboolean
parts_letters (const char *utf8, gsize before, gsize after)
{
  return g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (utf8 + before))) &&
         g_unichar_isalpha (g_utf8_get_char (utf8 + after));
}

/* Korean has spaces between its words, unlike the other scripts whose characters are words of their own. */
static gboolean
parts_hangul (const char *utf8, gsize before, gsize after)
{
  gunichar c = g_utf8_get_char (utf8 + after);

  return c >= FIRST_MARK && g_unichar_get_script (c) == G_UNICODE_SCRIPT_HANGUL &&
         g_unichar_get_script (g_utf8_get_char (g_utf8_prev_char (utf8 + before))) == G_UNICODE_SCRIPT_HANGUL;
}

/* How many of the words from this one on belong to the unit that ends at a byte. */
static guint
count_joined (const char *utf8, gsize end, const GlossWord *words, gsize n_words)
{
  gunichar c = g_utf8_get_char (utf8 + end);
  gboolean is_one = utf8 + words[0].start == g_utf8_next_char (utf8 + end);

  if (words[0].start > end)
    return is_one && gloss_words_is_digit_joint (c) && parts_numerals (utf8, end, words[0].start);

  if (parts_numerals (utf8, end, words[0].start) || parts_hangul (utf8, end, words[0].start))
    return 1;
  if (n_words > 1 && words[1].start == words[0].end &&
      ((gloss_words_is_digit_joint (c) && parts_numerals (utf8, end, words[1].start)) ||
       (is_apostrophe (c) && parts_letters (utf8, end, words[1].start))))
    return 2;

  return 0;
}

static void
append_unit (GArray *units, gsize start, gsize end, guint32 weight)
{
  GlossWord unit = { .start = start, .end = end, .weight = weight };

  g_array_append_val (units, unit);
}

static void
extend_last (GArray *units, gsize end, guint32 weight)
{
  GlossWord *last = &g_array_index (units, GlossWord, units->len - 1);

  last->end = end;
  last->weight += weight;
}

/* Puts invisible characters that stand between two words to the one they touch, or makes a unit of them.
 * Returns where the next unit starts; the end of the last one, where it goes on there. */
static gsize
take_gap (GArray *units, const char *utf8, gsize start, gsize end)
{
  const char *p = utf8 + start, *last = utf8 + end;

  if (units->len > 0)
    {
      p = skip_visible (p, last);
      extend_last (units, p - utf8, 0);
    }
  while ((p = skip_blanks (p, last)) < last)
    {
      const char *next = skip_visible (p, last);

      if (next == last)
        break;
      append_unit (units, p - utf8, next - utf8, 1);
      p = next;
    }

  return p - utf8;
}

/* The units but for clusters. */
static GArray *
join_words (const char *utf8, gsize n_bytes, const GlossWord *words, gsize n_words)
{
  GArray *units = g_array_sized_new (FALSE, FALSE, sizeof (GlossWord), n_words + 1);
  gsize at = 0;

  for (gsize i = 0; i < n_words;)
    {
      guint n_joined = units->len > 0 ? count_joined (utf8, at, words + i, n_words - i) : 0;

      if (n_joined == 0)
        {
          gsize start = take_gap (units, utf8, at, words[i].start);

          if (units->len > 0 && start == g_array_index (units, GlossWord, units->len - 1).end && start > at)
            extend_last (units, words[i].end, words[i].weight);
          else
            append_unit (units, start, words[i].end, words[i].weight);
          at = words[i++].end;
        }
      for (; n_joined > 0; n_joined--, i++)
        {
          extend_last (units, words[i].end, words[i].weight);
          at = words[i].end;
        }
    }

  at = take_gap (units, utf8, at, n_bytes);
  if (at < n_bytes)
    append_unit (units, at, n_bytes, 1);

  return units;
}

static gboolean
may_cut (const char *utf8, gsize n_bytes, gsize at)
{
  return at > 0 && at < n_bytes &&
         (g_utf8_get_char (utf8 + at) >= FIRST_MARK ||
          g_utf8_get_char (g_utf8_prev_char (utf8 + at)) >= FIRST_MARK);
}

/* Widens each unit to the borders of grapheme clusters, and makes one of those that then overlap. */
static void
join_clusters (GArray *units, const char *utf8, gsize n_bytes)
{
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  UBreakIterator *clusters;
  guint n = 0;

  utext_openUTF8 (&text, utf8, n_bytes, &status);
  clusters = ubrk_open (UBRK_CHARACTER, "", NULL, 0, &status);
  ubrk_setUText (clusters, &text, &status);
  g_assert (U_SUCCESS (status));

  for (guint i = 0; i < units->len; i++)
    {
      GlossWord unit = g_array_index (units, GlossWord, i);
      GlossWord *last = n > 0 ? &g_array_index (units, GlossWord, n - 1) : NULL;

      if (may_cut (utf8, n_bytes, unit.start) && !ubrk_isBoundary (clusters, unit.start))
        unit.start = ubrk_preceding (clusters, unit.start);
      if (may_cut (utf8, n_bytes, unit.end) && !ubrk_isBoundary (clusters, unit.end))
        unit.end = ubrk_following (clusters, unit.end);

      if (last != NULL && unit.start < last->end)
        {
          last->end = MAX (last->end, unit.end);
          last->weight += unit.weight;
        }
      else
        g_array_index (units, GlossWord, n++) = unit;
    }
  g_array_set_size (units, n);

  ubrk_close (clusters);
  utext_close (&text);
}

/* The next character, 0 after the last: white space counts as one space, what only allows a break as nothing.
 */
static gunichar
take_point (const char **p, const char *end)
{
  gboolean has_space = FALSE;
  gunichar c;

  while (*p < end && gloss_text_is_blank (c = g_utf8_get_char (*p)))
    {
      has_space = has_space || u_isUWhiteSpace (c);
      *p = g_utf8_next_char (*p);
    }
  if (has_space)
    return ' ';
  if (*p >= end)
    return 0;

  c = g_utf8_get_char (*p);
  *p = g_utf8_next_char (*p);
  return c;
}

/* FNV-1a (Fowler, Noll, Vo), on code points. */
static void
fill_keys (GArray *units, const char *utf8)
{
  for (guint i = 0; i < units->len; i++)
    {
      GlossWord *unit = &g_array_index (units, GlossWord, i);
      const char *p = utf8 + unit->start;
      gunichar c;

      unit->key = G_GUINT64_CONSTANT (0xcbf29ce484222325);
      while ((c = take_point (&p, utf8 + unit->end)) != 0)
        unit->key = (unit->key ^ c) * G_GUINT64_CONSTANT (0x100000001b3);
    }
}

/**
 * gloss_diff_units_new:
 * @utf8: valid UTF-8
 * @n_bytes: its length
 *
 * Returns: (transfer full) (element-type GlossWord): the units in order; what lies between them is white
 * space
 */
GArray *
gloss_diff_units_new (const char *utf8, gsize n_bytes)
{
  g_autoptr (GlossWords) words = NULL;
  const GlossWord *word;
  GArray *units;
  gsize n_words;

  g_return_val_if_fail (utf8 != NULL, NULL);

  words = gloss_words_new (utf8, n_bytes);
  word = gloss_words_get (words, &n_words);
  units = join_words (utf8, n_bytes, word, n_words);
  join_clusters (units, utf8, n_bytes);
  fill_keys (units, utf8);

  return units;
}

/**
 * gloss_diff_units_is_same:
 * @a: valid UTF-8
 * @n_a: its bytes
 * @b: valid UTF-8
 * @n_b: its bytes
 *
 * Returns: whether both are equal but for how much white space, of which kind, stands in a place; none is not
 * some, but for what only allows a break (zero width space, byte order mark)
 */
gboolean
gloss_diff_units_is_same (const char *a, gsize n_a, const char *b, gsize n_b)
{
  const char *end_a, *end_b;
  gunichar c;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  end_a = a + n_a;
  end_b = b + n_b;
  do
    {
      c = take_point (&a, end_a);
      if (c != take_point (&b, end_b))
        return FALSE;
    }
  while (c != 0);

  return TRUE;
}
