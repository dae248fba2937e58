/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tells which of the words that differ between two versions of a claim alter what it says. What differs is
 * cut, with a few words around it, into words, numbers and signs; those that say something of a class are its
 * mentions, and a class whose mentions are not the same ones in the same order on both sides is named. A
 * digit is a digit in any script and anywhere: no change of one goes unnamed. What is known of words is in
 * gloss-claim-words. Pure functions, any thread.
 */

#include "config.h"

#include "core/anchor/gloss-claim-change.h"

#include "core/anchor/gloss-claim-words.h"
#include "core/base/gloss-json.h"
#include "core/text/gloss-words.h"

#include <string.h>

static const GlossClaimChange classes[] = {
  GLOSS_CLAIM_CHANGE_NUMBER,   GLOSS_CLAIM_CHANGE_NUMBER_WORD, GLOSS_CLAIM_CHANGE_UNIT,
  GLOSS_CLAIM_CHANGE_NEGATION, GLOSS_CLAIM_CHANGE_NAME,
};

/* As rows and exports write the classes. */
static const char *const names[] = { "number", "number-word", "unit", "negation", "name" };
G_STATIC_ASSERT (G_N_ELEMENTS (names) == G_N_ELEMENTS (classes));

/* What turns a word into its contrary from inside: likely, unlikely; законный, незаконный. */
static const char *const contraries[] = { "un", "in", "im", "ir", "il", "dis", "des", "non", "не" };

/* The least bytes of a word that has a contrary. */
#define MIN_STEM 3

/* Words left around what differs, so that what stands before and behind a word is known. */
#define N_AROUND 3

/* A word, a number or a sign of a claim. */
typedef struct
{
  GlossClaimChange changes; /* what another one in its place changes */
  guint32 word;             /* where it stands among the reading's words */
  guint32 sense;            /* where the word for all that say the same does */
} Token;

/* One version of a claim, read from its beginning. */
typedef struct
{
  GArray *tokens;
  GString *words; /* folded; each ends with a zero byte */
  const char *start;
  const char *end;
  gboolean is_behind_number; /* or behind what takes a unit like one: miles per h */
} Reading;

static void
add_token (Reading *self, GlossClaimChange changes, gsize word, gsize sense)
{
  Token token = { changes, word, sense };

  g_array_append_val (self->tokens, token);
}

static gsize
add_word (Reading *self, const char *word)
{
  gsize at = self->words->len;

  g_string_append_len (self->words, word, strlen (word) + 1);

  return at;
}

static gboolean
is_word_point (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalpha (c);

  return g_unichar_isalpha (c) || g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

/* Digits of any script, fractions and superscripts. */
static gboolean
is_digit (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isdigit (c);

  switch (g_unichar_type (c))
    {
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
      return TRUE;
    default:
      return FALSE;
    }
}

/* The end is a character that is nothing. */
static gunichar
peek (const Reading *self, const char *p)
{
  return p >= self->end ? 0 : (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);
}

static gunichar
look_back (const Reading *self, const char *p)
{
  return p > self->start ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;
}

static const char *
skip_space (const Reading *self, const char *p)
{
  while (p < self->end && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

/* The sign that a character may be, one for all ways to write it; 0: none. */
static char
get_sign (gunichar c)
{
  switch (c)
    {
    case '-':
    case 0x2010 ... 0x2013:
    case 0x2212:
    case 0xfe63:
    case 0xff0d:
      return '-';
    case '+':
    case 0xff0b:
      return '+';
    case 0xb1:
    case 0x2213:
      return '#';
    case '<':
    case 0x2264:
    case 0xff1c:
      return '<';
    case '>':
    case 0x2265:
    case 0xff1e:
      return '>';
    case '~':
    case 0x223c:
    case 0x2248:
      return '~';
    default:
      return 0;
    }
}

/* A sign belongs to the number that follows, a currency or a space after < and > between them; but a dash
 * that follows something is none: 5-10, B-52. */
static gboolean
is_sign (const Reading *self, const char *p)
{
  char sign = get_sign (peek (self, p));
  gunichar before = look_back (self, p);
  const char *next = g_utf8_next_char (p);

  if (sign == 0 || (sign == '-' && (is_word_point (before) || is_digit (before) || before == ')')))
    return FALSE;
  if (sign == '<' || sign == '>' || sign == '~')
    next = skip_space (self, next);
  if (g_unichar_type (peek (self, next)) == G_UNICODE_CURRENCY_SYMBOL)
    next = g_utf8_next_char (next);

  return is_digit (peek (self, next));
}

/* Whether a space parts thousands: behind one to three digits and before three. */
static gboolean
is_thousands_space (const Reading *self, const char *p, guint n_digits)
{
  const char *next = g_utf8_next_char (p);
  guint n = 0;

  if (n_digits == 0 || n_digits > 3 || !g_unichar_isspace (peek (self, p)))
    return FALSE;
  for (; is_digit (peek (self, next)); next = g_utf8_next_char (next))
    n++;

  return n == 3;
}

/* A digit by its value, others as they are: 10² is not 102. */
static void
append_digit (GString *number, gunichar c)
{
  int value = g_unichar_digit_value (c);

  if (value >= 0 && g_unichar_type (c) == G_UNICODE_DECIMAL_NUMBER)
    g_string_append_c (number, '0' + value);
  else
    g_string_append_unichar (number, c);
}

static void
append_joint (GString *number, gunichar c)
{
  if (g_unichar_isspace (c))
    g_string_append_c (number, ' ');
  else
    g_string_append_unichar (number, c == 0x2019                 ? '\''
                                     : c == 0x2044               ? '/'
                                     : c == 0x66b || c == 0xff0e ? '.'
                                     : c == 0x66c                ? ','
                                                                 : c);
}

static const char *
read_number (Reading *self, const char *p)
{
  gsize at = self->words->len;
  guint n_digits = 0;

  for (; p < self->end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_digit (c))
        {
          append_digit (self->words, c);
          n_digits++;
        }
      else if (is_thousands_space (self, p, n_digits) ||
               (gloss_words_is_digit_joint (c) && is_digit (peek (self, g_utf8_next_char (p)))))
        {
          append_joint (self->words, c);
          n_digits = 0;
        }
      else
        break;
    }
  g_string_append_c (self->words, '\0');
  add_token (self, GLOSS_CLAIM_CHANGE_NUMBER, at, at);
  self->is_behind_number = TRUE;

  return p;
}

static gboolean
is_letter (const Reading *self, const char *p)
{
  return is_word_point (peek (self, p));
}

/* A word ends where its letters do; letters with a dot behind each are one: U.S., a.m. */
static const char *
find_word_end (const Reading *self, const char *p)
{
  const char *second = g_utf8_next_char (p);

  for (const char *next = p; next < self->end && (guchar) *next < 0x80; next++)
    if (!g_ascii_isalpha (*next))
      {
        if (*next != '.')
          return next;
        break;
      }

  if (gloss_words_is_unspaced (g_utf8_get_char (p)))
    return second;

  while (peek (self, second) == '.' && is_letter (self, second + 1) &&
         !is_letter (self, g_utf8_next_char (second + 1)))
    second = g_utf8_next_char (second + 1);
  for (p = second; is_letter (self, p) && !gloss_words_is_unspaced (g_utf8_get_char (p));)
    p = g_utf8_next_char (p);

  return p;
}

/* Whether a word that ends at p is one with a negation that its end is: isn't. */
static gboolean
ends_in_not (const Reading *self, const char *p)
{
  gunichar mark = peek (self, p);
  const char *t = p < self->end ? g_utf8_next_char (p) : p;

  return (mark == '\'' || mark == 0x2019) && p > self->start && (p[-1] | 0x20) == 'n' &&
         (peek (self, t) | 0x20) == 't' && !is_letter (self, t + 1);
}

/* Two to five of the letters that numbers up to 39 are written with, and nothing else: World War II. */
static gboolean
is_roman (const char *p, gsize n_bytes)
{
  return n_bytes >= 2 && n_bytes <= 7 && strspn (p, "IVX") >= n_bytes;
}

/* Looks up the word that was added last, at, and takes it. */
static void
take_word (Reading *self, gsize at, GlossClaimChange changes)
{
  const char *word = self->words->str + at;
  GlossClaimWord known = gloss_claim_words_look_up (word);
  gsize sense = at;

  if (!known.needs_number || self->is_behind_number)
    changes |= known.changes;
  if (known.is_opener)
    changes &= ~GLOSS_CLAIM_CHANGE_NAME;
  self->is_behind_number =
    (changes & (GLOSS_CLAIM_CHANGE_NUMBER | GLOSS_CLAIM_CHANGE_NUMBER_WORD | GLOSS_CLAIM_CHANGE_UNIT)) != 0 ||
    strcmp (word, "per") == 0;

  if (known.sense != word)
    sense = add_word (self, known.sense);
  add_token (self, changes, at, sense);
}

static void
drop_dots (GString *words, gsize from)
{
  gsize to = from;

  for (gsize i = from; i < words->len; i++)
    if (words->str[i] != '.')
      words->str[to++] = words->str[i];
  g_string_truncate (words, to);
}

static gboolean
is_capital (gunichar c)
{
  return c < 0x80 ? g_ascii_isupper (c) : g_unichar_isupper (c) || g_unichar_istitle (c);
}

static const char *
read_word (Reading *self, const char *start)
{
  const char *end = find_word_end (self, start);
  GlossClaimChange changes = GLOSS_CLAIM_CHANGE_NONE;
  gsize at = self->words->len;

  gloss_claim_words_fold (self->words, start, end - start);
  if (memchr (start, '.', end - start) != NULL)
    drop_dots (self->words, at);
  g_string_append_c (self->words, '\0');
  if (is_roman (start, end - start))
    changes = GLOSS_CLAIM_CHANGE_NUMBER;
  else if (is_capital (g_utf8_get_char (start)))
    changes = GLOSS_CLAIM_CHANGE_NAME;
  take_word (self, at, changes);

  if (ends_in_not (self, end))
    take_word (self, add_word (self, "not"), GLOSS_CLAIM_CHANGE_NONE);

  return end;
}

/* The letter of °C. */
static gboolean
is_temperature_scale (gunichar c)
{
  return c == 'C' || c == 'F' || c == 'c' || c == 'f';
}

/* Most marks say nothing. */
static const char *
read_mark (Reading *self, const char *start)
{
  const char *end = g_utf8_next_char (start);
  gunichar c = g_utf8_get_char (start);
  gsize at = self->words->len;

  if (c == 0xb0 && is_temperature_scale (peek (self, end)) && !is_letter (self, end + 1))
    end++;
  if (c < 0x80 && c != '%' && c != '$')
    {
      self->is_behind_number = c == '/' || (self->is_behind_number && (c == '-' || g_ascii_isspace (c)));
      return end;
    }
  if (g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION ||
      g_unichar_type (c) == G_UNICODE_FORMAT)
    return end;

  gloss_claim_words_fold (self->words, start, end - start);
  g_string_append_c (self->words, '\0');
  take_word (self, at, GLOSS_CLAIM_CHANGE_NONE);

  return end;
}

static void
reading_init (Reading *self, const char *start, gsize n_bytes)
{
  const char *p = start;

  *self = (Reading){ .tokens = g_array_sized_new (FALSE, FALSE, sizeof (Token), n_bytes / 4 + 1),
                     .words = g_string_sized_new (n_bytes + n_bytes / 2 + 64),
                     .start = start,
                     .end = start + n_bytes };
  while (p < self->end)
    if (is_digit (g_utf8_get_char (p)))
      p = read_number (self, p);
    else if (is_sign (self, p))
      {
        const char sign[] = { get_sign (g_utf8_get_char (p)), '\0' };
        gsize at = add_word (self, sign);

        add_token (self, GLOSS_CLAIM_CHANGE_NUMBER, at, at);
        p = g_utf8_next_char (p);
      }
    else
      p = is_letter (self, p) ? read_word (self, p) : read_mark (self, p);
}

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->tokens, g_array_unref);
  if (self->words != NULL)
    g_string_free (g_steal_pointer (&self->words), TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static const char *
get_word (const Reading *self, guint at)
{
  return self->words->str + g_array_index (self->tokens, Token, at).word;
}

/* The sense of the next token of a class, NULL after the last. */
static const char *
take_next (const Reading *self, GlossClaimChange change, guint *at)
{
  while (*at < self->tokens->len)
    {
      const Token *token = &g_array_index (self->tokens, Token, (*at)++);

      if ((token->changes & change) != 0)
        return self->words->str + token->sense;
    }

  return NULL;
}

/* The next word that is a name on one of both sides. */
static const char *
take_next_name (const Reading *self, GHashTable *capitals, guint *at)
{
  while (*at < self->tokens->len)
    {
      const char *word = get_word (self, (*at)++);

      if (g_hash_table_contains (capitals, word))
        return word;
    }

  return NULL;
}

/* In order: "from 5 to 8" is not "from 8 to 5". capitals: NULL for other classes. */
static gboolean
is_same (const Reading *before, const Reading *after, GlossClaimChange change, GHashTable *capitals)
{
  guint i = 0, j = 0;
  const char *old, *new;

  do
    {
      old = capitals != NULL ? take_next_name (before, capitals, &i) : take_next (before, change, &i);
      new = capitals != NULL ? take_next_name (after, capitals, &j) : take_next (after, change, &j);
      if (g_strcmp0 (old, new) != 0)
        return FALSE;
    }
  while (old != NULL);

  return TRUE;
}

static void
add_words (GHashTable *set, const Reading *reading, GlossClaimChange change)
{
  for (guint i = 0; i < reading->tokens->len; i++)
    if ((g_array_index (reading->tokens, Token, i).changes & change) == change)
      g_hash_table_add (set, (gpointer) get_word (reading, i));
}

/* A word with a capital on one side may be one at the beginning of a sentence, which the other side has too.
 */
static gboolean
has_same_names (const Reading *before, const Reading *after)
{
  g_autoptr (GHashTable) capitals = g_hash_table_new (g_str_hash, g_str_equal);

  add_words (capitals, before, GLOSS_CLAIM_CHANGE_NAME);
  add_words (capitals, after, GLOSS_CLAIM_CHANGE_NAME);

  return is_same (before, after, GLOSS_CLAIM_CHANGE_NAME, capitals);
}

static const char *
skip_contrary (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (contraries); i++)
    {
      const char *contrary = contraries[i];

      if (*word == *contrary && g_str_has_prefix (word, contrary) &&
          strlen (word) >= strlen (contrary) + MIN_STEM)
        return word + strlen (contrary);
    }

  return NULL;
}

/* Whether a word of one side is the contrary of one that the other side has in its place. */
static gboolean
has_contrary (const Reading *reading, const Reading *other)
{
  g_autoptr (GHashTable) words = NULL;

  for (guint i = 0; i < reading->tokens->len; i++)
    {
      const char *word = get_word (reading, i);
      const char *stem = skip_contrary (word);

      if (stem == NULL)
        continue;
      if (words == NULL)
        {
          words = g_hash_table_new (g_str_hash, g_str_equal);
          add_words (words, other, GLOSS_CLAIM_CHANGE_NONE);
        }
      if (g_hash_table_contains (words, stem) && !g_hash_table_contains (words, word))
        return TRUE;
    }

  return FALSE;
}

static const char *
go_back (const char *text, const char *p, guint n_words)
{
  for (; n_words > 0 && p > text; n_words--)
    {
      while (p > text && !g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_prev_char (p);
      if (n_words > 1)
        while (p > text && g_unichar_isspace (g_utf8_get_char (p)))
          p = g_utf8_prev_char (p);
    }

  return p;
}

static const char *
go_on (const char *p, guint n_words)
{
  for (; n_words > 0; n_words--)
    {
      while (g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    }

  return p;
}

/* Leaves out what both begin and end with, but for a few words beside what differs. */
static void
find_difference (const char *a, const char *b, const char **start, const char **a_end, const char **b_end)
{
  gsize n_a = strlen (a), n_b = strlen (b);
  gsize n_common = 0, n_tail = 0;

  while (n_common < MIN (n_a, n_b) && a[n_common] == b[n_common])
    n_common++;
  while (n_tail < MIN (n_a, n_b) - n_common && a[n_a - n_tail - 1] == b[n_b - n_tail - 1])
    n_tail++;
  while (n_common > 0 && ((guchar) a[n_common] & 0xc0) == 0x80)
    n_common--;
  while (n_tail > 0 && ((guchar) a[n_a - n_tail] & 0xc0) == 0x80)
    n_tail--;

  *start = go_back (a, a + n_common, N_AROUND + 1);
  *a_end = go_on (a + n_a - n_tail, N_AROUND + 1);
  *b_end = b + n_b - (a + n_a - *a_end);
}

/**
 * gloss_claim_change_find:
 * @quote: the claim as it was marked
 * @found: the words that stand in its place now
 *
 * Compares what both mention, in its order. Linear in their length.
 *
 * Returns: what differs, %GLOSS_CLAIM_CHANGE_NONE where nothing of these does
 */
GlossClaimChange
gloss_claim_change_find (const char *quote, const char *found)
{
  GlossClaimChange change = GLOSS_CLAIM_CHANGE_NONE;
  g_auto (Reading) before = { 0 };
  g_auto (Reading) after = { 0 };
  const char *start, *quote_end, *found_end;

  g_return_val_if_fail (quote != NULL && found != NULL, GLOSS_CLAIM_CHANGE_NONE);

  find_difference (quote, found, &start, &quote_end, &found_end);
  reading_init (&before, start, quote_end - start);
  reading_init (&after, found + (start - quote), found_end - (found + (start - quote)));

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (classes[i] == GLOSS_CLAIM_CHANGE_NAME ? !has_same_names (&before, &after)
                                              : !is_same (&before, &after, classes[i], NULL))
      change |= classes[i];
  if (has_contrary (&before, &after) || has_contrary (&after, &before))
    change |= GLOSS_CLAIM_CHANGE_NEGATION;

  return change;
}

/**
 * gloss_claim_change_to_strv:
 * @change: any of the flags
 *
 * Returns: (transfer full): their names as exports write them, in one order
 */
char **
gloss_claim_change_to_strv (GlossClaimChange change)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if ((change & classes[i]) != 0)
      g_strv_builder_add (builder, names[i]);

  return g_strv_builder_end (builder);
}

/**
 * gloss_claim_change_from_json:
 * @json: (nullable): a JSON list of names, as rows hold it
 *
 * Reads what gloss_claim_change_to_strv() names. What is no list, and what in it is no name of these, counts
 * for nothing: rows come from other programs, and from later versions.
 *
 * Returns: the flags
 */
GlossClaimChange
gloss_claim_change_from_json (const char *json)
{
  GlossClaimChange change = GLOSS_CLAIM_CHANGE_NONE;
  g_autofree char *wrapped = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonArray *list;

  if (json == NULL || strcmp (json, "[]") == 0)
    return change;

  /* The one parser that bounds what it takes reads objects. */
  wrapped = g_strdup_printf ("{\"flags\":%s}", json);
  object = gloss_json_parse_object (wrapped, -1, NULL);
  list = object != NULL ? gloss_json_get_array (object, "flags") : NULL;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), names[j]) == 0)
          change |= classes[j];
    }

  return change;
}
