/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must hold for every passage of the re-anchoring set, which is not part of the project: one digit of a
 * number changed is always an alarm, and what a text does not say is never found in it. Skipped, with a word,
 * where the set is not there. With -m slow, every digit of every passage is changed, not some.
 */

#include "config.h"

#include "core/anchor/gloss-anchor-resolver.h"
#include "support/gloss-test-cases.h"

#include <string.h>

/* Longer texts have one digit of a passage changed, shorter ones up to so many. */
#define LONG_TEXT (16 * 1024)
#define MAX_DIGITS 4
#define N_ABSENT 10000

typedef struct
{
  char *texts;
  GArray *cases;
  GHashTable *read;
  GRand *random; /* seeded: the same passages each time */
} Set;

static GlossText *
get_text (Set *self, const char *name)
{
  GlossText *text = g_hash_table_lookup (self->read, name);

  if (text == NULL)
    {
      text = gloss_test_cases_read_text (self->texts, name);
      g_hash_table_insert (self->read, g_strdup (name), text);
    }

  return text;
}

/* FALSE: there is no set. */
static gboolean
set_up (Set *self)
{
  g_autofree char *shared = gloss_test_cases_dup_shared ();
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "reanchor-dev", NULL) : NULL;
  g_autofree char *cases = folder != NULL ? g_build_filename (folder, "cases.jsonl", NULL) : NULL;

  if (cases == NULL || !g_file_test (cases, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the re-anchoring set is not there: name its folder by GLOSSATOR_SHARED");
      return FALSE;
    }
  self->random = g_rand_new_with_seed (20261122);
  self->texts = g_build_filename (folder, "texts", NULL);
  self->cases = gloss_test_cases_read (cases);
  self->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gloss_text_unref);

  return TRUE;
}

static void
tear_down (Set *self)
{
  g_free (self->texts);
  g_rand_free (self->random);
  g_array_unref (self->cases);
  g_hash_table_unref (self->read);
}

/* Resolves one anchor against its own text with one digit changed; whether that was an alarm at its own
 * place. */
static gboolean
is_alarm (GlossText *old, GlossAnchor *anchor, gsize digit, int step, gboolean has_old)
{
  g_autofree char *utf8 = g_strdup (gloss_text_get_utf8 (old));
  g_autoptr (GlossText) new = NULL;
  g_autoptr (GArray) resolutions = NULL;
  const GlossResolution *resolution;

  utf8[digit] = '0' + (utf8[digit] - '0' + step) % 10;
  new = gloss_text_new (utf8, -1, NULL);
  resolutions = gloss_anchor_resolve (has_old ? old : NULL, new, &anchor, 1, NULL);
  resolution = &g_array_index (resolutions, GlossResolution, 0);

  return resolution->state == GLOSS_ANCHOR_CHANGED && (resolution->change & GLOSS_CLAIM_CHANGE_NUMBER) != 0 &&
         resolution->start <= gloss_anchor_get_start (anchor) &&
         resolution->end >= gloss_anchor_get_end (anchor);
}

static GArray *
list_digits (GlossText *text, GlossAnchor *anchor)
{
  GArray *digits = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize end = gloss_text_point_to_byte (text, gloss_anchor_get_end (anchor));

  for (gsize i = gloss_text_point_to_byte (text, gloss_anchor_get_start (anchor)); i < end; i++)
    if (g_ascii_isdigit (gloss_text_get_utf8 (text)[i]))
      g_array_append_val (digits, i);

  return digits;
}

static void
test_digits (gconstpointer data)
{
  gboolean has_old = GPOINTER_TO_INT (data);
  Set set;
  guint n_tried = 0, n_silent = 0;

  if (!set_up (&set))
    return;

  for (guint i = 0; i < set.cases->len; i++)
    {
      const GlossTestCase *one = &g_array_index (set.cases, GlossTestCase, i);
      GlossText *old = get_text (&set, one->old_text);
      g_autoptr (GArray) digits = list_digits (old, one->anchor);
      guint most = g_test_slow () ? G_MAXUINT : gloss_text_get_n_bytes (old) > LONG_TEXT ? 1 : MAX_DIGITS;

      while (digits->len > most)
        g_array_remove_index_fast (digits, g_rand_int_range (set.random, 0, digits->len));
      for (guint k = 0; k < digits->len; k++)
        {
          n_tried++;
          if (is_alarm (old, one->anchor, g_array_index (digits, gsize, k),
                        g_rand_int_range (set.random, 1, 10), has_old))
            continue;
          n_silent++;
          g_test_message ("%s: no alarm for byte %zu of %s", one->id, g_array_index (digits, gsize, k),
                          one->old_text);
        }
    }
  g_test_message ("%u digits changed", n_tried);
  g_assert_cmpuint (n_tried, >, 0);
  g_assert_cmpuint (n_silent, ==, 0);
  tear_down (&set);
}

static const GlossTestCase *
pick_case (Set *self)
{
  return &g_array_index (self->cases, GlossTestCase, g_rand_int_range (self->random, 0, self->cases->len));
}

/* Whether more than a few of an old text's longer lines stand in a new one: versions of one document share
 * most of them, and laws share what all laws say. */
static gboolean
are_related (GlossText *old, GlossText *new)
{
  g_auto (GStrv) lines = g_strsplit (gloss_text_get_utf8 (old), "\n", -1);
  guint n = 0, n_shared = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (strlen (lines[i]) > 60)
      {
        n++;
        n_shared += strstr (gloss_text_get_utf8 (new), lines[i]) != NULL;
      }

  return n_shared * 50 > n;
}

/* Letters and digits alone, in small letters: what is in no text in this form is in it in none. */
static char *
strip_marks (const char *utf8)
{
  g_autofree char *folded = g_utf8_casefold (utf8, -1);
  GString *stripped = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (stripped, g_utf8_get_char (p));

  return g_string_free (stripped, FALSE);
}

/* Passages of 8 to 40 code points of a text that stand in another one not even with other marks. */
static GPtrArray *
pick_absent (Set *set, GlossText *old, GlossText *new, gboolean has_context)
{
  GPtrArray *anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_anchor_unref);
  g_autofree char *haystack = strip_marks (gloss_text_get_utf8 (new));
  gsize n_points = gloss_text_get_n_points (old);

  for (guint i = 0; i < 100 && n_points > 50; i++)
    {
      gsize start = g_rand_int_range (set->random, 0, n_points - 41);
      g_autoptr (GlossAnchor) anchor =
        gloss_anchor_new_for_range (old, start, start + g_rand_int_range (set->random, 8, 41));
      const char *quote = anchor != NULL ? gloss_anchor_get_quote (anchor) : "";
      g_autofree char *needle = strip_marks (quote);

      if (g_utf8_strlen (quote, -1) < 8 || strstr (haystack, needle) != NULL)
        continue;
      g_ptr_array_add (anchors, has_context
                                  ? g_steal_pointer (&anchor)
                                  : gloss_anchor_new (quote, "", "", gloss_anchor_get_start (anchor),
                                                      gloss_anchor_get_end (anchor)));
    }

  return anchors;
}

/* Each with its context and without it; against texts that have next to nothing in common with its own. */
static void
test_absent (gconstpointer data)
{
  gboolean has_context = GPOINTER_TO_INT (data);
  Set set;
  guint n_tried = 0, n_found = 0;

  if (!set_up (&set))
    return;

  while (n_tried < N_ABSENT)
    {
      const char *one = pick_case (&set)->old_text, *other = pick_case (&set)->new_text;
      GlossText *old = get_text (&set, one), *new = get_text (&set, other);
      g_autoptr (GPtrArray) anchors = NULL;
      g_autoptr (GArray) resolutions = NULL;

      if (are_related (old, new))
        continue;
      anchors = pick_absent (&set, old, new, has_context);
      resolutions =
        gloss_anchor_resolve (NULL, new, (GlossAnchor *const *) anchors->pdata, anchors->len, NULL);
      n_tried += anchors->len;
      for (guint i = 0; i < resolutions->len; i++)
        {
          const GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, i);

          if (resolution->state == GLOSS_ANCHOR_LOST)
            continue;
          n_found++;
          g_test_message ("%s -> %s: \"%s\" found as \"%s\"", one, other,
                          gloss_anchor_get_quote (anchors->pdata[i]), resolution->found);
        }
    }
  g_test_message ("%u absent quotes, %u found", n_tried, n_found);
  g_assert_cmpuint (n_found, ==, 0);
  tear_down (&set);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/anchor-set/digits/both-texts", GINT_TO_POINTER (TRUE), test_digits);
  g_test_add_data_func ("/anchor-set/digits/quote-only", GINT_TO_POINTER (FALSE), test_digits);
  g_test_add_data_func ("/anchor-set/absent/with-context", GINT_TO_POINTER (TRUE), test_absent);
  g_test_add_data_func ("/anchor-set/absent/without-context", GINT_TO_POINTER (FALSE), test_absent);

  return g_test_run ();
}
