/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a card says about where its words stand, from rows as a further capture makes them. */

#include "config.h"

#include <pango/pango.h>
#include <string.h>

#include "app/annotations/gloss-anchor-words.h"
#include "core/annotation/gloss-commands.h"
#include "support/gloss-test-list.h"

#define WENT(words) "<span background=\"#e01b24\" background_alpha=\"20%\"><s>" words "</s></span>"
#define CAME(words) "<span background=\"#26a269\" background_alpha=\"24%\"><b>" words "</b></span>"
#define FSI "\342\201\250"
#define PDI "\342\201\251"
/* What fits into three lines of a card. */
#define THREE_LINES 130

/* The row that a capture brings; found NULL: lost. reviewed, quote: (nullable) */
static void
add_row (GlossTestList *fixture,
         const char *capture,
         const char *state,
         const char *quote,
         const char *found,
         const char *flags,
         const char *reviewed)
{
  GlossRecord *before = g_ptr_array_index (gloss_annotation_get_anchors (fixture->annotation), 0);
  g_autoptr (JsonObject) values = gloss_record_dup_values (before);
  g_autoptr (GlossRecord) after = NULL;
  g_autofree char *uuid = g_uuid_string_random ();
  /* Each later than the one before. */
  g_autofree char *created =
    g_strdup_printf ("2030-01-01T00:00:%02u.000Z", gloss_annotation_get_anchors (fixture->annotation)->len);
  GlossChange *change = gloss_change_new ("Add capture", "article-1");

  json_object_set_string_member (values, "uuid", uuid);
  json_object_set_string_member (values, "capture", capture);
  json_object_set_string_member (values, "created", created);
  json_object_set_string_member (values, "state", state);
  json_object_set_string_member (values, "flags", flags);
  if (quote != NULL)
    json_object_set_string_member (values, "quote", quote);
  if (found != NULL)
    json_object_set_string_member (values, "found", found);
  if (found == NULL)
    {
      json_object_set_null_member (values, "start_point");
      json_object_set_null_member (values, "end_point");
    }
  if (reviewed != NULL)
    json_object_set_string_member (values, "reviewed", reviewed);
  after = gloss_record_new_for_values ("anchor", values);
  gloss_change_add (change, NULL, after);
  gloss_test_list_apply (fixture, change);
  gloss_annotation_list_set_newest (fixture->list, capture);
  gloss_annotation_list_set_capture (fixture->list, capture);
}

static void
assert_says (GlossTestList *fixture, GlossStanding standing, const char *pill, const char *spoken)
{
  g_autofree char *words = gloss_anchor_words_dup_spoken (fixture->annotation, NULL);
  g_autofree char *shown = gloss_anchor_words_dup_pill (fixture->annotation);

  g_assert_cmpint (gloss_standing_of (fixture->annotation), ==, standing);
  g_assert_cmpstr (shown, ==, pill);
  g_assert_cmpstr (words, ==, spoken);
}

static void
test_plain (GlossTestList *fixture, gconstpointer data)
{
  assert_says (fixture, GLOSS_STANDING_PLAIN, "", "");
  add_row (fixture, "capture-2", "exact", NULL, "about forty vehicles", "[]", NULL);
  assert_says (fixture, GLOSS_STANDING_PLAIN, "", "");
}

static void
test_moved (GlossTestList *fixture, gconstpointer data)
{
  add_row (fixture, "capture-2", "moved", NULL, "about forty vehicles", "[]", NULL);
  assert_says (fixture, GLOSS_STANDING_MOVED, "Moved", "Moved");
}

/* Numbers first, whatever order the flags came in. */
static void
test_changed (GlossTestList *fixture, gconstpointer data)
{
  g_autofree char *changes = NULL;

  add_row (fixture, "capture-2", "changed", NULL, "about sixty Trucks", "[\"name\",\"number-word\"]", NULL);
  assert_says (fixture, GLOSS_STANDING_CHANGED, "Number, name changed",
               "Number changed, name changed, now “about sixty Trucks”");
  changes = gloss_anchor_words_dup_changes (fixture->annotation);
  g_assert_cmpstr (changes, ==, "Number changed, name changed");
}

/* The pill has room for two; who listens is told all. */
static void
test_several (GlossTestList *fixture, gconstpointer data)
{
  static const struct
  {
    const char *flags, *pill, *all;
  } cases[] = {
    { "[\"negation\"]", "Negation changed", "Negation changed" },
    { "[\"unit\",\"negation\"]", "Unit, negation changed", "Unit changed, negation changed" },
    { "[\"number\",\"number-word\"]", "Number changed", "Number changed" },
    { "[\"number\",\"unit\"]", "Number, unit changed", "Number changed, unit changed" },
    { "[\"number-word\",\"negation\"]", "Number, negation changed", "Number changed, negation changed" },
    { "[\"unit\",\"name\"]", "Unit, name changed", "Unit changed, name changed" },
    { "[\"negation\",\"name\"]", "Negation, name changed", "Negation changed, name changed" },
    { "[\"number\",\"negation\",\"name\"]", "Number, negation changed +1",
      "Number changed, negation changed, name changed" },
    { "[\"number\",\"unit\",\"negation\",\"name\"]", "Number, unit changed +2",
      "Number changed, unit changed, negation changed, name changed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint kept = 0; kept < 2; kept++)
        {
          g_autofree char *capture = g_strdup_printf ("capture-%u", 2 + 2 * i + kept);
          g_autofree char *pill = g_strconcat (cases[i].pill, kept ? ", kept" : "", NULL);
          g_autofree char *spoken =
            g_strconcat (cases[i].all, kept ? ", kept" : "", ", now “no 5 Trucks”", NULL);

          add_row (fixture, capture, "changed", NULL, "no 5 Trucks", cases[i].flags,
                   kept ? "2030-01-02T00:00:00.000Z" : NULL);
          assert_says (fixture, kept ? GLOSS_STANDING_KEPT : GLOSS_STANDING_CHANGED, pill, spoken);
        }
    }
}

static void
test_reworded (GlossTestList *fixture, gconstpointer data)
{
  add_row (fixture, "capture-2", "changed", NULL, "around forty vehicles", "[]", NULL);
  assert_says (fixture, GLOSS_STANDING_CHANGED, "Words changed",
               "Words changed, now “around forty vehicles”");
}

static void
test_kept (GlossTestList *fixture, gconstpointer data)
{
  add_row (fixture, "capture-2", "changed", NULL, "about sixty vehicles", "[\"number-word\"]",
           "2030-01-02T00:00:00.000Z");
  assert_says (fixture, GLOSS_STANDING_KEPT, "Number changed, kept",
               "Number changed, kept, now “about sixty vehicles”");
}

static void
test_lost (GlossTestList *fixture, gconstpointer data)
{
  add_row (fixture, "capture-2", "lost", NULL, NULL, "[]", NULL);
  assert_says (fixture, GLOSS_STANDING_LOST, "Not found in this version", "Not found in this version");
  g_assert_cmpstr (gloss_standing_find_capture (fixture->annotation), ==, "capture-1");
}

static void
test_left (GlossTestList *fixture, gconstpointer data)
{
  add_row (fixture, "capture-2", "lost", NULL, NULL, "[]", "2030-01-02T00:00:00.000Z");
  assert_says (fixture, GLOSS_STANDING_LEFT, "Not found in this version", "Not found in this version");
}

/* Nothing is asked about a capture that is not the newest. */
static void
test_older (GlossTestList *fixture, gconstpointer data)
{
  add_row (fixture, "capture-2", "changed", NULL, "about sixty vehicles", "[\"number-word\"]", NULL);
  gloss_annotation_list_set_newest (fixture->list, "capture-3");
  assert_says (fixture, GLOSS_STANDING_KEPT, "Number changed", "Number changed, now “about sixty vehicles”");

  gloss_annotation_list_set_capture (fixture->list, "capture-0");
  assert_says (fixture, GLOSS_STANDING_ELSEWHERE, "Not in this version", "Not in this version");
  g_assert_cmpstr (gloss_standing_find_capture (fixture->annotation), ==, "capture-2");
}

/* The records of captures 3, 2 and 1. */
static GPtrArray *
make_captures (void)
{
  GPtrArray *captures = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  for (int i = 3; i > 0; i--)
    {
      g_autoptr (JsonObject) values = json_object_new ();
      g_autofree char *uuid = g_strdup_printf ("capture-%d", i);

      json_object_set_string_member (values, "uuid", uuid);
      g_ptr_array_add (captures, gloss_record_new_for_values ("capture", values));
    }
  return captures;
}

/* It changed since the capture that has what the user stands by, or has looked at, not since just any. */
static void
test_last (GlossTestList *fixture, gconstpointer data)
{
  static const struct
  {
    const char *state, *reviewed;
    guint last;
  } cases[] = {
    { "exact", NULL, 1 },
    { "moved", NULL, 1 },
    { "changed", NULL, 2 },
    { "lost", NULL, 2 },
    { "changed", "2030-01-02T00:00:00.000Z", 1 },
    { "lost", "2030-01-02T00:00:00.000Z", 1 },
  };
  g_autoptr (GPtrArray) captures = make_captures ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  add_row (fixture, "capture-3", "changed", NULL, "about sixty vehicles", "[\"number-word\"]", NULL);
  g_assert_cmpuint (gloss_standing_find_last (fixture->annotation, captures), ==, 2);
  g_assert_cmpuint (gloss_standing_find_last (fixture->annotation, none), >=, none->len);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_lost = strcmp (cases[i].state, "lost") == 0;

      add_row (fixture, "capture-2", cases[i].state, NULL, is_lost ? NULL : "about forty vehicles", "[]",
               cases[i].reviewed);
      g_assert_cmpuint (gloss_standing_find_last (fixture->annotation, captures), ==, cases[i].last);
    }
  g_ptr_array_set_size (captures, 2);
  add_row (fixture, "capture-2", "changed", NULL, "about sixty vehicles", "[]", NULL);
  g_assert_cmpuint (gloss_standing_find_last (fixture->annotation, captures), ==, 2);
}

/* The first words are shown for ever, with the day when they stood there, if that is known. */
static void
test_was (GlossTestList *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  g_autofree char *none = gloss_anchor_words_dup_was (fixture->annotation, NULL);
  g_autofree char *undated = NULL, *dated = NULL;

  g_assert_cmpstr (none, ==, "");
  add_row (fixture, "capture-2", "exact", "about sixty vehicles", "about sixty vehicles", "[]",
           "2030-01-02T00:00:00.000Z");
  undated = gloss_anchor_words_dup_was (fixture->annotation, captures);
  g_assert_cmpstr (undated, ==, "Was “about forty vehicles”");

  json_object_set_string_member (values, "uuid", "capture-1");
  json_object_set_string_member (values, "captured", "2026-11-21T12:00:00.000Z");
  g_ptr_array_add (captures, gloss_record_new_for_values ("capture", values));
  dated = gloss_anchor_words_dup_was (fixture->annotation, captures);
  g_assert_cmpstr (dated, ==, "Was “about forty vehicles”, captured 21 Nov 2026");
  assert_says (fixture, GLOSS_STANDING_PLAIN, "", "Was “about forty vehicles”");
}

static void
assert_diff (const char *old, const char *new, const char *markup)
{
  g_autofree char *card = gloss_anchor_words_dup_diff (old, new, FALSE);
  g_autofree char *whole = gloss_anchor_words_dup_diff (old, new, TRUE);

  g_assert_cmpstr (card, ==, markup);
  g_assert_cmpstr (whole, ==, markup);
}

static void
test_diff (void)
{
  assert_diff ("forty vehicles", "sixty vehicles", WENT ("forty") " " CAME ("sixty") " vehicles");
  assert_diff ("it is not true", "it is true", "it is " WENT ("not") " true");
  assert_diff ("it is true", "it is not true", "it is " CAME ("not") " true");
  assert_diff ("a <b> & c", "a <d> & c", "a &lt;" WENT ("b") " " CAME ("d") "&gt; &amp; c");
  assert_diff ("约190公里", "约290公里", "约" WENT ("190") " " CAME ("290") "公里");
}

/* What differs stands on its own, so that old and new keep their order in a line read from the right. */
static void
test_diff_rtl (void)
{
  g_autofree char *arrow = gloss_anchor_words_dup_arrow ("شركة Boeing هنا", "شركة Airbus هنا");

  assert_diff ("شركة Boeing هنا", "شركة Airbus هنا",
               "شركة " FSI WENT ("Boeing") PDI " " FSI CAME ("Airbus") PDI " هنا");
  g_assert_cmpstr (arrow, ==, "“شركة " FSI "Boeing" PDI " ← " FSI "<b>Airbus</b>" PDI " هنا”");
}

static char *
dup_plain (const char *markup)
{
  g_autofree char *plain = NULL;
  g_autoptr (GError) error = NULL;

  pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&plain);
}

/* A long quote, and what changed is at its end. */
static void
test_excerpt (void)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *old = NULL, *new = NULL, *card = NULL, *plain = NULL, *whole = NULL, *all = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append (words, i == 5 ? "said\n" : "words ");
  old = g_strconcat (words->str, "covers 140 sites in the north", NULL);
  new = g_strconcat (words->str, "covers 410 sites in the north", NULL);
  card = gloss_anchor_words_dup_diff (old, new, FALSE);
  plain = dup_plain (card);
  g_assert_cmpstr (plain, ==, "…words words covers 140 410 sites in the north");

  whole = gloss_anchor_words_dup_diff (old, new, TRUE);
  all = dup_plain (whole);
  g_assert_cmpuint (g_utf8_strlen (all, -1), ==, g_utf8_strlen (old, -1) + strlen (" 410"));
  g_assert_null (strchr (all, '\n'));
}

/* Whatever was rewritten: three lines show words that went and words that came, and a number before all. */
static void
test_excerpt_rewritten (void)
{
  g_autoptr (GString) old = g_string_new (NULL), new = g_string_new (NULL);
  g_autofree char *card = NULL, *plain = NULL, *numbers = NULL, *with_numbers = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_string_append_printf (old, "old%c ", 'a' + i % 26);
      g_string_append_printf (new, "fresh%c ", 'a' + i % 26);
    }
  card = gloss_anchor_words_dup_diff (old->str, new->str, FALSE);
  plain = dup_plain (card);
  g_assert_cmpuint (g_utf8_strlen (plain, -1), <=, THREE_LINES);
  g_assert_nonnull (strstr (plain, "olda"));
  g_assert_nonnull (strstr (plain, "fresha"));

  for (guint i = 0; i < 40; i++)
    {
      g_string_append (old, "and the same as before ");
      g_string_append (new, "and the same as before ");
    }
  g_string_append (old, "190 miles away");
  g_string_append (new, "290 miles away");
  numbers = gloss_anchor_words_dup_diff (old->str, new->str, FALSE);
  with_numbers = dup_plain (numbers);
  g_assert_true (g_str_has_prefix (with_numbers, "…"));
  g_assert_true (g_str_has_suffix (with_numbers, "190 290 miles away"));
  g_assert_cmpuint (g_utf8_strlen (with_numbers, -1), <=, THREE_LINES);
}

/* A cut never parts a letter from its marks. */
static void
test_excerpt_marks (void)
{
  g_autoptr (GString) old = g_string_new (NULL), new = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append (old, "e\314\201");
  new = g_string_new (old->str);
  g_string_append (old, " 190");
  g_string_append (new, " 290");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *card = gloss_anchor_words_dup_diff (old->str, new->str, FALSE);
      g_autofree char *plain = dup_plain (card);

      g_assert_true (g_str_has_prefix (plain, "…e"));
      g_assert_true (g_str_has_suffix (plain, "190 290"));
      g_string_insert (old, 0, "e");
      g_string_insert (new, 0, "e");
    }
}

static void
test_arrow (void)
{
  static const char *const quotes[][3] = {
    { "forty vehicles", "sixty vehicles", "“forty → <b>sixty</b> vehicles”" },
    { "it is not true", "it is true", "“it is <s>not</s> true”" },
    { "it is true", "it is not true", "“it is <b>not</b> true”" },
    { "about the year 1945", "about the year 1946", "“about the year 1945 → <b>1946</b>”" },
    { "Officials of the northern ministry said on Tuesday that about 190 miles is what it can reach",
      "Officials of the northern ministry said on Friday that about 290 miles is what it can reach",
      "“…that about 190 → <b>290</b> miles is what it can reach”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *markup = gloss_anchor_words_dup_arrow (quotes[i][0], quotes[i][1]);

      g_assert_cmpstr (markup, ==, quotes[i][2]);
    }
}

static void
test_days (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format_iso8601 (now);
  g_autofree char *hour = gloss_anchor_words_dup_short_day (today);
  g_autofree char *old = gloss_anchor_words_dup_short_day ("1999-03-05T12:00:00.000Z");
  g_autofree char *none = gloss_anchor_words_dup_short_day (NULL);
  g_autofree char *wrong = gloss_anchor_words_dup_day ("yesterday");

  g_assert_nonnull (strchr (hour, ':'));
  g_assert_cmpstr (old, ==, "5 Mar 1999");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (wrong, ==, "");
}

#define ADD(name, func)                                                                                      \
  g_test_add ("/anchor-words/" name, GlossTestList, NULL, gloss_test_list_set_up, func,                      \
              gloss_test_list_tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("plain", test_plain);
  ADD ("moved", test_moved);
  ADD ("changed", test_changed);
  ADD ("several", test_several);
  ADD ("reworded", test_reworded);
  ADD ("kept", test_kept);
  ADD ("lost", test_lost);
  ADD ("left", test_left);
  ADD ("older", test_older);
  ADD ("last", test_last);
  ADD ("was", test_was);
  g_test_add_func ("/anchor-words/diff", test_diff);
  g_test_add_func ("/anchor-words/diff-rtl", test_diff_rtl);
  g_test_add_func ("/anchor-words/excerpt", test_excerpt);
  g_test_add_func ("/anchor-words/excerpt-rewritten", test_excerpt_rewritten);
  g_test_add_func ("/anchor-words/excerpt-marks", test_excerpt_marks);
  g_test_add_func ("/anchor-words/arrow", test_arrow);
  g_test_add_func ("/anchor-words/days", test_days);
  return g_test_run ();
}
