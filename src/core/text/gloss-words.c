/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text cut into words for comparing. It owns the array and nothing else; the text may go. Any thread.
 */

#include "config.h"

#include "core/text/gloss-words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

struct _GlossWords
{
  GlossWord *words;
  gsize n_words;
};

typedef enum
{
  KIND_NOTHING, /* white space and what is not seen */
  KIND_LETTER,
  KIND_ALONE /* a word of its own */
} Kind;

gboolean
gloss_words_is_unspaced (gunichar c)
{
  UErrorCode status = U_ZERO_ERROR;

  if (c < 0xe00)
    return FALSE;

  switch (uscript_getScript (c, &status))
    {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

static Kind
classify_beyond_ascii (gunichar c)
{
  switch (u_charType (c))
    {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK:
      return gloss_words_is_unspaced (c) ? KIND_ALONE : KIND_LETTER;
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return KIND_NOTHING;
    default:
      return KIND_ALONE;
    }
}

static inline Kind
classify (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum (c) ? KIND_LETTER : c > ' ' && c < 0x7f ? KIND_ALONE : KIND_NOTHING;

  return classify_beyond_ascii (c);
}

static gunichar
fold_beyond_ascii (gunichar c)
{
  switch (c)
    {
    case 0x00b4:
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2032:
    case 0x2039:
    case 0x203a:
      return '\'';
    case 0x00ab:
    case 0x00bb:
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033:
    case 0x300c:
    case 0x300d:
    case 0x300e:
    case 0x300f:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return '-';
    case 0x2026:
      return '.';
    default:
      return u_foldCase (c, U_FOLD_CASE_DEFAULT);
    }
}

/* One form for what typography varies. */
static inline gunichar
fold (gunichar c)
{
  if (c < 0x80)
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;

  return fold_beyond_ascii (c);
}

static inline gunichar
get_char (const char *p)
{
  return (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);
}

/* A step of a 64-bit mix (the multiplier of MurmurHash64A, Appleby 2008). */
static inline guint64
mix (guint64 key, guint64 value)
{
  key = (key ^ value) * G_GUINT64_CONSTANT (0xc6a4a7935bd1e995);
  return key ^ (key >> 29);
}

static guint32
weigh (gboolean is_letters, gsize n_points, gunichar c)
{
  if (!is_letters)
    return gloss_words_is_unspaced (c) ? 5 : 1;
  return MIN (10, 2 + 2 * n_points);
}

GlossWords *
gloss_words_new (const char *utf8, gsize n_bytes)
{
  GlossWords *self = g_atomic_rc_box_new0 (GlossWords);
  g_autoptr (GArray) words = g_array_sized_new (FALSE, FALSE, sizeof (GlossWord), n_bytes / 5 + 1);
  const char *p = utf8;
  const char *end = utf8 + n_bytes;

  while (p < end)
    {
      gunichar c = get_char (p);
      Kind kind = classify (c);
      GlossWord word = { .start = p - utf8, .key = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) };
      gsize n_points = 0;

      do
        {
          if (kind != KIND_NOTHING)
            word.key = mix (word.key, fold (c));
          n_points++;
          p = g_utf8_next_char (p);
          if (p >= end || kind != KIND_LETTER)
            break;
          c = get_char (p);
        }
      while (classify (c) == KIND_LETTER);

      if (kind == KIND_NOTHING)
        continue;
      word.end = p - utf8;
      word.weight = weigh (kind == KIND_LETTER, n_points, c);
      g_array_append_val (words, word);
    }

  self->n_words = words->len;
  self->words = (GlossWord *) g_array_free (g_steal_pointer (&words), FALSE);

  return self;
}

static void
words_clear (gpointer data)
{
  GlossWords *self = data;

  g_free (self->words);
}

GlossWords *
gloss_words_ref (GlossWords *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gloss_words_unref (GlossWords *self)
{
  g_atomic_rc_box_release_full (self, words_clear);
}

const GlossWord *
gloss_words_get (GlossWords *self, gsize *n_words)
{
  *n_words = self->n_words;
  return self->words;
}

guint64
gloss_words_hash_run (const GlossWord *run, gsize length)
{
  guint64 key = length;

  for (gsize i = 0; i < length; i++)
    key = mix (key, run[i].key);

  return key;
}

gsize
gloss_words_find (GlossWords *self, gsize byte)
{
  gsize low = 0;
  gsize high = self->n_words;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->words[middle].end <= byte)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

gboolean
gloss_words_is_digit_joint (gunichar c)
{
  switch (c)
    {
    case '.':
    case ',':
    case ':':
    case '/':
    case '\'':
    case 0xa0:
    case 0xb7:
    case 0x66b:
    case 0x66c:
    case 0x2009:
    case 0x2019:
    case 0x202f:
    case 0x2044:
    case 0xff0e:
      return TRUE;
    default:
      return FALSE;
    }
}
