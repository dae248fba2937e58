/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comparison of words: what must hold on any two texts, beside a naive twin, and how it reads. */

#include "config.h"

#include "core/text/gloss-diff-units.h"
#include "core/text/gloss-text.h"
#include "core/text/gloss-word-diff.h"
#include "support/gloss-test-prose.h"

#include <string.h>

/* A text in brackets as a reader sees it: [-taken out-], [+put in+]. */
static char *
write_runs (GArray *runs, const char *old, const char *new)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const GlossDiffRun *run = &g_array_index (runs, GlossDiffRun, i);
      g_autofree char *gone = g_strndup (old + run->old_start, run->old_end - run->old_start);
      g_autofree char *come = g_strndup (new + run->new_start, run->new_end - run->new_start);

      if (run->kind == GLOSS_DIFF_SAME)
        g_string_append (out, come);
      else if (run->kind == GLOSS_DIFF_DELETED)
        g_string_append_printf (out, "[-%s-]", gone);
      else
        g_string_append_printf (out, "[+%s+]", come);
    }

  return g_string_free (out, FALSE);
}

/* White space runs made one space, at the ends none; what only allows a break left out. */
static char *
fold_space (const char *utf8, gsize n_bytes)
{
  g_autofree char *copy = g_strndup (utf8, n_bytes);
  GString *out = g_string_new (NULL);

  for (const char *p = copy; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x200b || c == 0xfeff)
        continue;
      if (!gloss_text_is_blank (c))
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);

  return g_string_free (out, FALSE);
}

static void
check_border (GlossText *text, gsize byte)
{
  gsize point = gloss_text_byte_to_point (text, byte);

  g_assert_cmpuint (gloss_text_point_to_byte (text, point), ==, byte);
  g_assert_cmpuint (gloss_text_find_boundary (text, point, TRUE), ==, point);
}

static void
check_same (const GlossDiffRun *run, const char *old, const char *new)
{
  g_autofree char *before = fold_space (old + run->old_start, run->old_end - run->old_start);
  g_autofree char *after = fold_space (new + run->new_start, run->new_end - run->new_start);

  g_assert_cmpstr (before, ==, after);
}

/* What must hold whatever the texts are. Returns how many visible code points stay. */
static gsize
check_runs (GArray *runs, const char *old, const char *new)
{
  g_autoptr (GlossText) old_text = gloss_text_new (old, -1, NULL);
  g_autoptr (GlossText) new_text = gloss_text_new (new, -1, NULL);
  gsize old_at = 0, new_at = 0, n_same = 0;
  int last = -1;

  for (guint i = 0; i < runs->len; i++)
    {
      const GlossDiffRun *run = &g_array_index (runs, GlossDiffRun, i);

      g_assert_cmpuint (run->old_start, ==, old_at);
      g_assert_cmpuint (run->new_start, ==, new_at);
      g_assert_true (run->old_end > old_at || run->new_end > new_at);
      g_assert_true (run->kind != GLOSS_DIFF_DELETED || run->new_end == new_at);
      g_assert_true (run->kind != GLOSS_DIFF_INSERTED || run->old_end == old_at);
      g_assert_cmpint (run->kind, !=, last);
      g_assert_false (run->kind == GLOSS_DIFF_DELETED && last == GLOSS_DIFF_INSERTED);
      old_at = run->old_end;
      new_at = run->new_end;
      check_border (old_text, old_at);
      check_border (new_text, new_at);
      if (run->kind == GLOSS_DIFF_SAME)
        {
          check_same (run, old, new);
          for (const char *p = new + run->new_start; p < new + run->new_end; p = g_utf8_next_char (p))
            n_same += !gloss_text_is_blank (g_utf8_get_char (p));
        }
      last = run->kind;
    }
  g_assert_cmpuint (old_at, ==, strlen (old));
  g_assert_cmpuint (new_at, ==, strlen (new));

  return n_same;
}

/* Which visible code points two texts can have in common at most: the longest common subsequence. */
static gsize
count_common (const char *old, const char *new)
{
  glong n_old, n_new;
  g_autofree gunichar *a = g_utf8_to_ucs4_fast (old, -1, &n_old);
  g_autofree gunichar *b = g_utf8_to_ucs4_fast (new, -1, &n_new);
  g_autofree gsize *row = g_new0 (gsize, n_new + 1);

  for (glong i = 0; i < n_old; i++)
    for (gsize j = 0, diagonal = 0; j < (gsize) n_new; j++)
      {
        gsize above = row[j + 1];

        row[j + 1] = a[i] == b[j] && !gloss_text_is_blank (a[i]) ? diagonal + 1 : MAX (above, row[j]);
        diagonal = above;
      }

  return row[n_new];
}

static const char *const pieces[] = {
  "a",          "b",          "The",        "said",   "miles",  "190",    "1",      ",",      ".",
  "%",          "'",          "\u2019",     "-",      " ",      " ",      " ",      "\n",     "\u00a0",
  "e",          "\u0301",     "\u200d",     "\ufe0f", "\u00ad", "\u200b", "\u200f", "\u0600", "\u0627",
  "\u0644",     "\u064e",     "\u4e09",     "\u5341", "\u8f86", "\u3002", "\u0e01", "\u0e33", "\U0001f468",
  "\U0001f469", "\U0001f1fa", "\U0001f1e6", "\u00bd", "\u0915", "\u094d", "\u1100", "\u1161", "\ud55c",
  "\u0661",     "\u066b",     "\ufeff",     "<",      "&",      "\u2009",
};

static void
append_pieces (GString *out, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append (out, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
}

/* A copy some of whose parts are left out, written twice or anew. Cuts where it likes. */
static char *
edit_text (const char *utf8)
{
  GString *out = g_string_new (NULL);
  int every = g_test_rand_int_range (2, 30);

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_test_rand_int_range (0, every) == 0)
        append_pieces (out, g_test_rand_int_range (0, 4));
      if (g_test_rand_int_range (0, every) > 0)
        g_string_append_unichar (out, g_utf8_get_char (p));
    }

  return g_string_free (out, FALSE);
}

static void
test_random (void)
{
  for (int round = 0; round < 4000; round++)
    {
      g_autoptr (GString) old = g_string_new (NULL);
      g_autofree char *new = NULL;
      g_autoptr (GArray) runs = NULL;

      append_pieces (old, g_test_rand_int_range (0, 60));
      new = edit_text (old->str);
      runs = gloss_word_diff_new (old->str, new);
      g_assert_cmpuint (check_runs (runs, old->str, new), <=, count_common (old->str, new));
    }
}

/* Of edited prose the words that nobody touched stay. */
static void
test_prose (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char *old = gloss_test_prose_new (random, 4000);
  g_auto (GStrv) words = g_strsplit (old, " ", -1);
  g_autofree char *new = NULL;
  g_autofree char *edited = NULL;
  g_autoptr (GArray) runs = NULL;
  g_autoptr (GArray) edited_runs = NULL;
  gsize n_changed = 0;

  for (guint i = 5; i < g_strv_length (words); i += 20)
    {
      g_free (words[i]);
      words[i] = g_strdup ("xyzzy");
      n_changed++;
    }
  new = g_strjoinv (" ", words);
  runs = gloss_word_diff_new (old, new);
  check_runs (runs, old, new);
  g_assert_cmpuint (runs->len, <=, 3 * n_changed + 1);
  g_assert_cmpuint (runs->len, >=, 3 * n_changed - 1);

  edited = gloss_test_prose_edit (random, old);
  edited_runs = gloss_word_diff_new (old, edited);
  g_assert_cmpuint (check_runs (edited_runs, old, edited), <=, count_common (old, edited));
}

static const struct
{
  const char *old, *new, *expected;
} cases[] = {
  { "", "", "" },
  { "", "a b", "[+a b+]" },
  { "a b", "", "[-a b-]" },
  { "a\n b", "a b", "a b" },
  { "about 190 miles", "about 290 miles", "about [-190-][+290+] miles" },
  { "forty vehicles", "sixty vehicles", "[-forty-][+sixty+] vehicles" },
  { "some 1,200 men", "some 1,300 men", "some [-1,200-][+1,300+] men" },
  { "3.5 % more", "3.6 % more", "[-3.5-][+3.6+] % more" },
  { "3.5% more", "3.5 % more", "3.5[+ +]% more" },
  { "10,000 men", "100,000 men", "[-10,000-][+100,000+] men" },
  { "10\u00a0000 men", "10 000 men", "10 000 men" },
  { "10\u202f000 men", "11\u202f000 men", "[-10\u202f000-][+11\u202f000+] men" },
  { "1\u00bd hours", "2\u00bd hours", "[-1\u00bd-][+2\u00bd+] hours" },
  { "at 10:30, 12", "at 10:45, 12", "at [-10:30-][+10:45+], 12" },
  { "it is now here", "it is nowhere", "it is [-now here-][+nowhere+]" },
  { "Don't go", "Do go", "[-Don't-][+Do+] go" },
  { "It is not true.", "It is true.", "It is [-not -]true." },
  { "It is true.", "It is not true.", "It is [+not +]true." },
  { "a dog", "a big dog, black", "a [+big +]dog[+, black+]" },
  { "a dog, black", "a dog", "a dog[-, black-]" },
  { "He left. He ate.", "He left. He slept. He ate.", "He left. [+He slept. +]He ate." },
  { "One.\nTwo two.\nThree.", "One.\nThree.", "One.\n[-Two two.\n-]Three." },
  { "One.\nTwo.", "One.\nNew.\nTwo.", "One.\n[+New.\n+]Two." },
  { "One. Gone.\nTwo.", "One.\nTwo.", "One.[- Gone.-]\nTwo." },
  { "Caf\u00e9", "Cafe\u0301", "[-Caf\u00e9-][+Cafe\u0301+]" },
  { "the e\u0301 sound", "the e sound", "the [-e\u0301-][+e+] sound" },
  { "\u5171\u56db\u5341\u8f86\u8f66", "\u5171\u516d\u5341\u8f86\u8f66",
    "\u5171[-\u56db\u5341-][+\u516d\u5341+]\u8f86\u8f66" },
  { "\u5171\u4eba\u5728\u6b64", "\u5171\u4eba\u4e0d\u5728\u6b64", "\u5171\u4eba[+\u4e0d+]\u5728\u6b64" },
  { "ok \U0001f468\u200d\U0001f469\u200d\U0001f467 end", "ok \U0001f468\u200d\U0001f469\u200d\U0001f466 end",
    "ok [-\U0001f468\u200d\U0001f469\u200d\U0001f467-][+\U0001f468\u200d\U0001f469\u200d\U0001f466+] end" },
  { "\u0642\u0627\u0644 \u0661\u0662\u0660 \u0631\u062c\u0644\u0627",
    "\u0642\u0627\u0644 \u0661\u0663\u0660 \u0631\u062c\u0644\u0627",
    "\u0642\u0627\u0644 [-\u0661\u0662\u0660-][+\u0661\u0663\u0660+] \u0631\u062c\u0644\u0627" },
  { "co\u00adop wins", "coop wins", "[-co\u00adop-][+coop+] wins" },
  { "\uc0ac\ub78c\uc740 \uac04\ub2e4", "\uc0ac\ub78c\uc774 \uac04\ub2e4",
    "[-\uc0ac\ub78c\uc740-][+\uc0ac\ub78c\uc774+] \uac04\ub2e4" },
  { "Said yes.", "said yes.", "[-Said-][+said+] yes." },
  { "killed 12 people in Kyiv and 3 in Lviv", "killed 14 people in Odesa and 5 in Lviv",
    "killed [-12-][+14+] people in [-Kyiv-][+Odesa+] and [-3-][+5+] in Lviv" },
  { "Rain fell. Officials said the strike hit a fuel depot near the border on Monday. He left.",
    "Rain fell. A fuel depot close to the frontier was destroyed in Monday's raid, officials said. He "
    "left.",
    "Rain fell. [-Officials said the strike hit a fuel depot near the border on Monday-][+A fuel depot "
    "close to "
    "the frontier was destroyed in Monday's raid, officials said+]. He left." },
};

static void
test_reading (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) runs = gloss_word_diff_new (cases[i].old, cases[i].new);
      g_autofree char *written = write_runs (runs, cases[i].old, cases[i].new);

      check_runs (runs, cases[i].old, cases[i].new);
      g_assert_cmpstr (written, ==, cases[i].expected);
    }
}

/* Paragraphs that were all written anew are compared one by one. */
static void
test_lines (void)
{
  const char *old = "Alpha beta gamma.\nDelta epsilon zeta.\nEnd.";
  const char *new = "One two three four.\nFive six seven eight.\nEnd.";
  g_autoptr (GArray) runs = gloss_word_diff_new (old, new);
  g_autofree char *written = write_runs (runs, old, new);

  g_assert_cmpstr (written, ==,
                   "[-Alpha beta gamma-][+One two three four+].\n"
                   "[-Delta epsilon zeta-][+Five six seven eight+].\nEnd.");
}

/* Texts made to be slow: the same words again and again, nothing in common, one endless word, marks alone. */
static void
test_slow (void)
{
  static const char *const beginnings[] = { "a ",      "a b ", "1,", "\u0301",
                                            "e\u0301", "\n",   " ",  "\U0001f468\u200d" };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (GString) old = g_string_new (NULL);
      g_autoptr (GString) new = g_string_new ("b");
      g_autoptr (GArray) runs = NULL;

      while (old->len < 300000)
        g_string_append (old, beginnings[i]);
      g_string_append (new, old->str);
      g_string_insert (new, 1 + strlen (beginnings[i]) * 1000, "c");
      runs = gloss_word_diff_new (old->str, new->str);
      check_runs (runs, old->str, new->str);
    }
}

static void
test_units (void)
{
  const char *text = " \u200f The  U.S. has 10,000.5 don\u2019t \u0600 7 ";
  static const char *const expected[] = { "\u200f", "The",      "U",          ".",       "S", ".",
                                          "has",    "10,000.5", "don\u2019t", "\u0600 ", "7" };
  g_autoptr (GArray) units = gloss_diff_units_new (text, strlen (text));

  g_assert_cmpuint (units->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < units->len; i++)
    {
      const GlossWord *unit = &g_array_index (units, GlossWord, i);
      g_autofree char *word = g_strndup (text + unit->start, unit->end - unit->start);

      g_assert_cmpstr (word, ==, expected[i]);
    }

  g_assert_true (gloss_diff_units_is_same ("a\n b", 4, "a\u00a0b", 4));
  g_assert_true (gloss_diff_units_is_same ("a\u200bb", 5, "ab", 2));
  g_assert_false (gloss_diff_units_is_same ("a b", 3, "ab", 2));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/word-diff/random", test_random);
  g_test_add_func ("/word-diff/prose", test_prose);
  g_test_add_func ("/word-diff/reading", test_reading);
  g_test_add_func ("/word-diff/lines", test_lines);
  g_test_add_func ("/word-diff/slow", test_slow);
  g_test_add_func ("/word-diff/units", test_units);

  return g_test_run ();
}
