/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of a text: what is one, which are equal, and where they stand. */

#include "config.h"

#include "core/text/gloss-words.h"

#include <string.h>

/* The words of a text, each in brackets. */
static char *
show (const char *utf8)
{
  g_autoptr (GlossWords) words = gloss_words_new (utf8, strlen (utf8));
  GString *shown = g_string_new (NULL);
  gsize n;
  const GlossWord *list = gloss_words_get (words, &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (shown, "[%.*s]", (int) (list[i].end - list[i].start), utf8 + list[i].start);

  return g_string_free (shown, FALSE);
}

static void
test_cut (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { " \n\t", "" },
    { "about 190 miles.", "[about][190][miles][.]" },
    { "don\342\200\231t", "[don][\342\200\231][t]" },
    { "10,000", "[10][,][000]" },
    { "18F has", "[18F][has]" },
    { "cafe\314\201 noir", "[cafe\314\201][noir]" },
    { "\346\227\245\346\234\254\350\252\236", "[\346\227\245][\346\234\254][\350\252\236]" },
    { "\327\251\327\234\327\225\327\235 \327\242\327\225\327\234\327\235",
      "[\327\251\327\234\327\225\327\235][\327\242\327\225\327\234\327\235]" },
    { "\360\237\232\200!", "[\360\237\232\200][!]" },
    { "two\302\240words", "[two][words]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = show (cases[i][0]);

      g_assert_cmpstr (shown, ==, cases[i][1]);
    }
}

static guint64
get_key (const char *word)
{
  g_autoptr (GlossWords) words = gloss_words_new (word, strlen (word));
  gsize n;
  const GlossWord *list = gloss_words_get (words, &n);

  g_assert_cmpuint (n, ==, 1);
  return list[0].key;
}

static void
test_keys (void)
{
  g_assert_true (get_key ("Missile") == get_key ("missile"));
  g_assert_true (get_key ("\303\204rger") == get_key ("\303\244rger"));
  g_assert_true (get_key ("\342\200\234") == get_key ("\""));
  g_assert_true (get_key ("\342\200\223") == get_key ("-"));
  g_assert_true (get_key ("190") != get_key ("290"));
  g_assert_true (get_key ("a") != get_key ("aa"));
}

static void
test_find (void)
{
  const char *text = "one  two, three";
  g_autoptr (GlossWords) words = gloss_words_new (text, strlen (text));
  gsize n;
  const GlossWord *list = gloss_words_get (words, &n);

  for (gsize byte = 0; byte <= strlen (text) + 2; byte++)
    {
      gsize found = gloss_words_find (words, byte);
      gsize naive = 0;

      while (naive < n && list[naive].end <= byte)
        naive++;
      g_assert_cmpuint (found, ==, naive);
    }
}

static void
test_runs (void)
{
  const char *text = "a b a b c a b";
  g_autoptr (GlossWords) words = gloss_words_new (text, strlen (text));
  gsize n;
  const GlossWord *list = gloss_words_get (words, &n);

  g_assert_true (gloss_words_hash_run (list, 2) == gloss_words_hash_run (list + 2, 2));
  g_assert_true (gloss_words_hash_run (list, 3) != gloss_words_hash_run (list + 2, 3));
  g_assert_true (gloss_words_hash_run (list, 2) != gloss_words_hash_run (list + 1, 2));
}

/* A word of a megabyte is one word. */
static void
test_huge (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'a');
  g_autoptr (GlossWords) words = gloss_words_new (text, strlen (text));
  gsize n;
  const GlossWord *list = gloss_words_get (words, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (list[0].end, ==, strlen (text));
}

static void
test_digit_joints (void)
{
  static const gunichar joints[] = { '.', ',', ':', '/', '\'', 0xa0, 0x2009, 0x2019, 0x202f, 0x2044 };
  static const gunichar others[] = { ' ', '-', '%', '1', 'a', 0x2013, 0x200b, 0x3002 };

  for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
    g_assert_true (gloss_words_is_digit_joint (joints[i]));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (gloss_words_is_digit_joint (others[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/cut", test_cut);
  g_test_add_func ("/words/keys", test_keys);
  g_test_add_func ("/words/find", test_find);
  g_test_add_func ("/words/runs", test_runs);
  g_test_add_func ("/words/digit-joints", test_digit_joints);
  g_test_add_func ("/words/huge", test_huge);

  return g_test_run ();
}
