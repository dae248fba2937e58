/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which changes of a claim are alarms, and of which kind. */

#include "config.h"

#include "core/anchor/gloss-claim-change.h"

#include <string.h>

typedef struct
{
  const char *quote;
  const char *found;
  const char *flags;
} Case;

static const Case cases[] = {
  { "about 190 miles", "about 190 miles", "" },
  { "about 190 miles", "about  190\nmiles", "" },
  { "about 190 miles", "roughly 190 miles", "" },
  { "about 190 miles", "about 290 miles", "number" },
  { "about 190 miles", "about 190 km", "unit" },
  { "rose from 5 to 8", "rose from 8 to 5", "number" },
  { "a gain of 5 %", "a gain of -5 %", "number" },
  { "a gain of 5 %", "a gain of \342\210\2225 %", "number" },
  { "pages 5-8", "pages 5-9", "number" },
  { "10,000 troops", "1,000 troops", "number" },
  { "0.5 percent", "0.05 percent", "number" },
  { "\331\243 \331\205", "\331\244 \331\205", "number" },
  { "1\302\275 tons", "1\302\274 tons", "number" },
  { "18F has", "19F has", "number" },
  { "two million people", "three million people", "number-word" },
  { "two million people", "two billion people", "unit" },
  { "rund drei\303\237ig Boote", "rund vierzig Boote", "number-word" },
  { "it was found", "it was not found", "negation" },
  { "he did it", "he didn't do it", "negation" },
  { "Er hat es gesagt", "Er hat es nicht gesagt", "negation" },
  { "in Kyiv today", "in Moscow today", "name" },
  { "Putin said so", "Zelensky said so", "name" },
  { "Poland beat Spain", "Spain beat Poland", "name" },
  { "The talks began", "These talks began", "" },
  { "the talks began", "The talks began", "" },
  { "5 km in Kyiv", "6 miles in Lviv", "number unit name" },
  /* Numbers in every form. */
  { "10\302\240000 euros", "10 000 euros", "" },
  { "10\302\240000 euros", "10\302\240001 euros", "number" },
  { "10 000 000 euros", "10 000 001 euros", "number" },
  { "5-6 people", "5\342\200\2236 people", "" },
  { "5-6 people", "5-7 people", "number" },
  { "\357\274\225\357\274\220\345\271\264", "50\345\271\264", "" },
  { "\357\274\225\357\274\220\345\271\264", "\357\274\226\357\274\220\345\271\264", "number" },
  { "\331\243 \331\205", "3 \331\205", "" },
  { "10\302\262 units", "10\302\263 units", "number" },
  { "10\302\262 units", "102 units", "number" },
  { "1\302\275 tons", "11/2 tons", "number" },
  { "World War II", "World War III", "number" },
  { "at 12:30 on 3/4", "at 12:31 on 3/4", "number" },
  { "in 2023-05-06", "in 2023-05-07", "number" },
  { "(-5 degrees)", "(5 degrees)", "number" },
  { "\342\200\2235 Grad", "5 Grad", "number" },
  { "a loss of -$5", "a loss of $5", "number" },
  { "p < 0.05", "p > 0.05", "number" },
  { "COVID-19", "COVID-20", "number" },
  { "the 1st time", "the 2nd time", "number" },
  { "twenty-one men", "twenty-two men", "number-word" },
  { "the first time", "the third time", "number-word" },
  { "einundzwanzig Boote", "zweiundzwanzig Boote", "number-word" },
  { "quatre-vingts personnes", "quatre-vingt-dix personnes", "number-word" },
  { "\320\264\320\262\320\260 \321\202\320\260\320\275\320\272\320\260",
    "\321\202\321\200\320\270 \321\202\320\260\320\275\320\272\320\260", "number-word" },
  { "\344\270\211\344\270\207\344\272\272", "\345\233\233\344\270\207\344\272\272", "number-word" },
  { "\344\270\211\344\270\207\344\272\272", "\344\270\211\344\272\277\344\272\272", "unit" },
  /* Units. */
  { "190 miles", "190 kilometres", "unit" },
  { "190 km", "190 kilometers", "" },
  { "5 percent", "5 %", "" },
  { "5 percent", "5 percentage points", "unit" },
  { "5\302\240%", "5\302\240\342\200\260", "unit" },
  { "\342\202\2545 million", "$5 million", "unit" },
  { "\342\202\2545m", "\342\202\2545bn", "unit" },
  { "5 m high", "5 ft high", "unit" },
  { "5 \302\260C", "5 \302\260F", "unit" },
  { "5 \302\260C", "5 \342\204\203", "" },
  /* Letters whose code points end in the bytes of C and F: у, ц and Ń. */
  { "5 \302\260\321\203", "5 \302\260\321\206", "" },
  { "5 \302\260\305\203", "5 \302\260C", "unit name" },
  { "at 5 a.m. today", "at 5 p.m. today", "unit" },
  { "10 kg", "10 t", "unit" },
  { "50 km/h", "50 km/s", "unit" },
  { "he ran in a car", "he ran in an automobile", "" },
  /* Negations. */
  { "they do it", "they don\342\200\231t do it", "negation" },
  { "it is not so", "it isn't so", "" },
  { "they did it with help", "they did it without help", "negation" },
  { "is likely to win", "is unlikely to win", "negation" },
  { "a legal act", "an illegal act", "negation" },
  { "the test was successful", "the test was unsuccessful", "negation" },
  { "each of them", "none of them", "negation" },
  { "il est venu", "il n'est pas venu", "negation" },
  { "\320\276\320\275 \320\277\321\200\320\270\321\210\320\265\320\273",
    "\320\276\320\275 \320\275\320\265 \320\277\321\200\320\270\321\210\320\265\320\273", "negation" },
  { "\346\230\257\347\234\237\347\232\204", "\344\270\215\346\230\257\347\234\237\347\232\204", "negation" },
  /* Names. */
  { "the U.S. army", "the US army", "" },
  { "the U.S. army", "the UK army", "name" },
  { "says Mr O'Brien", "says Mr O'Neill", "name" },
  { "Rights of the user", "Rights Of The User", "" },
  { "In the talks", "talks", "" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names =
        gloss_claim_change_to_strv (gloss_claim_change_find (cases[i].quote, cases[i].found));
      g_auto (GStrv) back =
        gloss_claim_change_to_strv (gloss_claim_change_find (cases[i].found, cases[i].quote));
      g_autofree char *flags = g_strjoinv (" ", names);

      g_test_message ("%s -> %s", cases[i].quote, cases[i].found);
      g_assert_cmpstr (flags, ==, cases[i].flags);
      g_assert_cmpstrv (names, back);
    }
}

/* Any one digit of any number, changed. */
static void
test_digits (void)
{
  for (int round = 0; round < 500; round++)
    {
      g_autofree char *before =
        g_strdup_printf ("On %d May, %d,%03d of %d.%d people", g_test_rand_int_range (1, 32),
                         g_test_rand_int_range (1, 999), g_test_rand_int_range (0, 1000),
                         g_test_rand_int_range (0, 100), g_test_rand_int_range (0, 100));
      g_autofree char *after = g_strdup (before);
      char *digit = after + g_test_rand_int_range (0, strlen (after));

      if (!g_ascii_isdigit (*digit))
        continue;
      *digit = '0' + (*digit - '0' + g_test_rand_int_range (1, 10)) % 10;
      g_assert_true (gloss_claim_change_find (before, after) == GLOSS_CLAIM_CHANGE_NUMBER);
    }
}

/* Whatever stands around it, and in every script that has its own: a changed digit is named. */
static void
test_any_digit (void)
{
  static const char *const around[] = { "",
                                        " ",
                                        "a",
                                        "-",
                                        ".",
                                        ",",
                                        "(",
                                        ")",
                                        "\302\240",
                                        "\342\200\223",
                                        "/",
                                        "%",
                                        "\344\270\255",
                                        "\327\220",
                                        "$",
                                        "\302\262",
                                        "'",
                                        "5",
                                        "x",
                                        "\n" };
  static const gunichar zeros[] = { '0', 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce };

  for (int round = 0; round < 20000; round++)
    {
      g_autoptr (GString) before = g_string_new (NULL);
      g_autoptr (GString) after = NULL;
      gunichar zero = zeros[g_test_rand_int_range (0, G_N_ELEMENTS (zeros))];
      int digit = g_test_rand_int_range (0, 10);
      int n = g_test_rand_int_range (0, 6), m = g_test_rand_int_range (0, 6);

      for (int i = 0; i < n; i++)
        g_string_append (before, around[g_test_rand_int_range (0, G_N_ELEMENTS (around))]);
      after = g_string_new (before->str);
      g_string_append_unichar (before, zero + digit);
      g_string_append_unichar (after, zero + (digit + g_test_rand_int_range (1, 10)) % 10);
      for (int i = 0; i < m; i++)
        {
          const char *more = around[g_test_rand_int_range (0, G_N_ELEMENTS (around))];

          g_string_append (before, more);
          g_string_append (after, more);
        }
      if ((gloss_claim_change_find (before->str, after->str) & GLOSS_CLAIM_CHANGE_NUMBER) == 0)
        g_error ("“%s” -> “%s” has no alarm", before->str, after->str);
    }
}

/* As rows hold them, and as no row should. */
static void
test_json (void)
{
  static const struct
  {
    const char *json;
    GlossClaimChange change;
  } lists[] = {
    { NULL, GLOSS_CLAIM_CHANGE_NONE },
    { "", GLOSS_CLAIM_CHANGE_NONE },
    { "[]", GLOSS_CLAIM_CHANGE_NONE },
    { " [ \"number\" , \"unit\" ] ", GLOSS_CLAIM_CHANGE_NUMBER | GLOSS_CLAIM_CHANGE_UNIT },
    { "[\"number\",\"number-word\",\"unit\",\"negation\",\"name\"]", 31 },
    { "[\"name\",\"name\",\"weather\",\"Number\",\"\"]", GLOSS_CLAIM_CHANGE_NAME },
    { "[1,null,true,{\"number\":1},[\"number\"],\"negation\",1e999]", GLOSS_CLAIM_CHANGE_NEGATION },
    { "\"number\"", GLOSS_CLAIM_CHANGE_NONE },
    { "{\"number\":true}", GLOSS_CLAIM_CHANGE_NONE },
    { "null", GLOSS_CLAIM_CHANGE_NONE },
    { "[\"number\"", GLOSS_CLAIM_CHANGE_NONE },
    { "number", GLOSS_CLAIM_CHANGE_NONE },
    { "[\"\377\",\"number\"]", GLOSS_CLAIM_CHANGE_NONE },
  };
  g_autofree char *deep = g_strnfill (100000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_assert_cmpuint (gloss_claim_change_from_json (lists[i].json), ==, lists[i].change);
  g_assert_cmpuint (gloss_claim_change_from_json (deep), ==, GLOSS_CLAIM_CHANGE_NONE);

  for (GlossClaimChange change = 0; change < 32; change++)
    {
      g_auto (GStrv) names = gloss_claim_change_to_strv (change);
      g_autofree char *joined = g_strjoinv ("\",\"", names);
      g_autofree char *json = g_strdup_printf (*joined != '\0' ? "[\"%s\"]" : "[%s]", joined);

      g_assert_cmpuint (gloss_claim_change_from_json (json), ==, change);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/claim-change/cases", test_cases);
  g_test_add_func ("/claim-change/digits", test_digits);
  g_test_add_func ("/claim-change/any-digit", test_any_digit);
  g_test_add_func ("/claim-change/json", test_json);

  return g_test_run ();
}
