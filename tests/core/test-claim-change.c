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
  g_test_add_func ("/claim-change/json", test_json);

  return g_test_run ();
}
