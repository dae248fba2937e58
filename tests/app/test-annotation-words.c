/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words on a card, from records as a library or an import may hold them. */

#include "config.h"

#include <string.h>

#include "app/annotations/gloss-annotation-words.h"
#include "core/annotation/gloss-commands.h"
#include "support/gloss-test-list.h"

typedef struct
{
  GlossTestList own;
  GlossCatalog *catalog;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) records = gloss_catalog_make_shipped_records ();

  fixture->catalog = gloss_catalog_new (records);
  gloss_test_list_set_up (&fixture->own, data);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_test_list_tear_down (&fixture->own, data);
  gloss_catalog_unref (fixture->catalog);
}

static GlossRecord *
make_source (const char *uri, const char *title)
{
  g_autoptr (JsonObject) values = json_object_new ();

  json_object_set_string_member (values, "stance", "supports");
  if (uri != NULL)
    json_object_set_string_member (values, "uri", uri);
  if (title != NULL)
    json_object_set_string_member (values, "title", title);
  return gloss_record_new_for_values ("source", values);
}

static void
test_numbers (void)
{
  static const char *const expected[] = { "(0)", "①", "⑳", "(21)" };
  static const guint numbers[] = { 0, 1, 20, 21 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *number = gloss_words_dup_number (numbers[i]);

      g_assert_cmpstr (number, ==, expected[i]);
    }
}

/* What another program wrote is shown as it is. */
static void
test_foreign_ids (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (gloss_words_status ("waiting"), ==, "waiting");
  g_assert_cmpstr (gloss_words_stance (NULL), ==, "");
  g_assert_cmpstr (gloss_words_category (fixture->catalog, "rumour"), ==, "rumour");
  g_assert_cmpstr (gloss_words_verdict (fixture->catalog, "their-scale", "pants-on-fire"), ==,
                   "pants-on-fire");
  g_assert_cmpstr (gloss_words_verdict (fixture->catalog, NULL, NULL), ==, "");
}

static void
test_sources (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossRecord) safe = make_source ("https://www.x.example/?a&b", "A <title>");
  g_autoptr (GlossRecord) hostile = make_source ("javascript:alert(1)", "Click & lose");
  g_autoptr (GlossRecord) bare = make_source (NULL, NULL);
  g_autofree char *safe_title = gloss_words_dup_source_title (safe);
  g_autofree char *hostile_title = gloss_words_dup_source_title (hostile);
  g_autofree char *bare_title = gloss_words_dup_source_title (bare);
  g_autofree char *facts = gloss_words_dup_source_facts (safe, NULL);
  g_autoptr (GlossRecord) captured = gloss_record_with_string (safe, "capture", "capture-1");
  g_autoptr (GlossRecord) kept = gloss_record_with_string (captured, "hash", "ab12cd34ef56");
  g_autoptr (GlossRecord) blank = gloss_record_new ("capture");
  g_autoptr (GlossRecord) capture = gloss_record_with_string (blank, "captured", "2026-11-22T12:00:00.000Z");
  g_autofree char *dated_facts = gloss_words_dup_source_facts (kept, capture);
  g_autofree char *unkept_facts = gloss_words_dup_source_facts (safe, capture);
  g_autofree char *kept_facts = gloss_words_dup_source_facts (kept, NULL);

  g_assert_cmpstr (safe_title, ==,
                   "<a href=\"https://www.x.example/?a&amp;b\"><b>A &lt;title&gt;</b></a> — supports");
  g_assert_cmpstr (hostile_title, ==, "<b>Click &amp; lose</b> — supports");
  g_assert_cmpstr (bare_title, ==, "<b>Source without a title</b> — supports");
  g_assert_cmpstr (facts, ==, "x.example");
  g_assert_cmpstr (kept_facts, ==, "x.example · copy kept, SHA-256 ab12cd34…");
  g_assert_cmpstr (dated_facts, ==, "x.example · copy kept 22 Nov 2026, SHA-256 ab12cd34…");
  g_assert_cmpstr (unkept_facts, ==, "x.example");
}

static void
test_further_notes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none = NULL;
  g_autofree char *one = NULL;

  gloss_test_list_apply (&fixture->own, gloss_command_set_note (fixture->own.annotation, "mine", "me"));
  none = gloss_words_dup_further_notes (fixture->own.annotation);
  g_assert_cmpstr (none, ==, "");
  gloss_test_list_apply (&fixture->own,
                         gloss_command_add_note (fixture->own.annotation, "*theirs*", "B. <Other>"));
  one = gloss_words_dup_further_notes (fixture->own.annotation);
  g_assert_cmpstr (one, ==, "<i>theirs</i>\n<span size=\"smaller\" alpha=\"70%\">B. &lt;Other&gt;</span>");
}

static void
test_summary (Fixture *fixture, gconstpointer data)
{
  static const char *const tags[] = { "range", "weapons", NULL };
  g_autoptr (GlossRecord) source = make_source ("https://x.example/", "T");
  g_autofree char *bare = gloss_words_dup_summary (fixture->own.annotation, fixture->catalog, NULL);
  g_autofree char *full = NULL;

  g_assert_cmpstr (bare, ==, "Claim: about forty vehicles, status To check");

  gloss_test_list_apply (&fixture->own,
                         gloss_command_set_verdict (fixture->own.annotation, "truth-5", "mostly-true"));
  gloss_test_list_apply (&fixture->own,
                         gloss_command_set_claimant (fixture->own.annotation, fixture->own.list, "Ministry"));
  gloss_test_list_apply (&fixture->own, gloss_command_set_note (fixture->own.annotation, "counted", "me"));
  gloss_test_list_apply (&fixture->own, gloss_command_add_source (fixture->own.annotation, source));
  gloss_test_list_apply (&fixture->own,
                         gloss_command_set_tags (fixture->own.annotation, fixture->own.list, tags));
  full = gloss_words_dup_summary (fixture->own.annotation, fixture->catalog, NULL);
  g_assert_cmpstr (
    full, ==,
    "Claim: about forty vehicles, verdict Mostly true, status Checked, claimant Ministry, note: counted, "
    "1 source, tags range weapons");
}

#define ADD(name, func) g_test_add ("/annotation-words/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotation-words/numbers", test_numbers);
  ADD ("foreign-ids", test_foreign_ids);
  ADD ("sources", test_sources);
  ADD ("further-notes", test_further_notes);
  ADD ("summary", test_summary);
  return g_test_run ();
}
