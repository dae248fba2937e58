/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of annotations, counted and in words. */

#include "config.h"

#include "core/annotation/gloss-anchor-row.h"
#include "core/annotation/gloss-anchor-summary.h"
#include "core/annotation/gloss-commands.h"

typedef struct
{
  GlossAnchorSummary summary;
  const char *words;
} Case;

static const Case cases[] = {
  { { 0 }, "no annotations" },
  { { .n_exact = 1 }, "the text under the annotation is the same" },
  { { .n_exact = 12 }, "the text under all 12 annotations is the same" },
  { { .n_moved = 1 }, "1 moved" },
  { { .n_lost = 2, .n_to_review = 2 }, "2 not found" },
  { { .n_changed = 3 }, "3 changed" },
  { { .n_exact = 5, .n_moved = 2 }, "5 exact, 2 moved" },
  { { .n_exact = 12, .n_moved = 1, .n_changed = 3, .n_lost = 1, .n_number = 2, .n_negation = 1 },
    "12 exact, 1 moved, 3 changed (2 numbers, 1 negation), 1 not found" },
  { { .n_changed = 5, .n_number = 1, .n_number_word = 2, .n_unit = 1, .n_negation = 2, .n_name = 1 },
    "5 changed (1 number, 2 number words, 1 unit, 2 negations, 1 name)" },
  { { .n_changed = 2, .n_number_word = 1, .n_unit = 2, .n_name = 2 },
    "2 changed (1 number word, 2 units, 2 names)" },
};

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = gloss_anchor_summary_dup_words (&cases[i].summary);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static GlossRecord *
make_row (
  const char *annotation, const char *capture, const char *state, const char *flags, gboolean reviewed)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("quote", "", "", 3, 8);
  g_autoptr (GlossRecord) row = gloss_anchor_row_new (annotation, capture, anchor);
  g_autoptr (GlossRecord) with_state = gloss_record_with_string (row, "state", state);
  g_autoptr (GlossRecord) with_flags = gloss_record_with_string (with_state, "flags", flags);

  return gloss_record_with_string (with_flags, "reviewed", reviewed ? "2026-11-22T10:00:00.000Z" : NULL);
}

static void
add (GlossChange *change, GlossRecord *record)
{
  g_autoptr (GlossRecord) owned = record;

  gloss_change_add (change, NULL, owned);
}

static void
test_rows (void)
{
  static const char *const flags = "[\"name\",\"number\",\"date\",7,null,[\"unit\"],\"number\"]";
  GlossAnchorSummary summary = { 0 };
  g_autoptr (GlossRecord) exact = make_row ("a", "c", "exact", flags, FALSE);
  g_autoptr (GlossRecord) changed = make_row ("a", "c", "changed", flags, FALSE);
  g_autoptr (GlossRecord) kept = make_row ("a", "c", "changed", "not JSON", TRUE);
  g_autoptr (GlossRecord) lost = make_row ("a", "c", "lost", "[\"number\"]", FALSE);
  g_autoptr (GlossRecord) of_later_version = make_row ("a", "c", "rewritten", "[]", FALSE);

  gloss_anchor_summary_add (&summary, exact);
  gloss_anchor_summary_add (&summary, changed);
  gloss_anchor_summary_add (&summary, kept);
  gloss_anchor_summary_add (&summary, lost);
  gloss_anchor_summary_add (&summary, of_later_version);
  g_assert_cmpuint (summary.n_exact, ==, 1);
  g_assert_cmpuint (summary.n_moved, ==, 0);
  g_assert_cmpuint (summary.n_changed, ==, 3);
  g_assert_cmpuint (summary.n_lost, ==, 1);
  g_assert_cmpuint (summary.n_number, ==, 1);
  g_assert_cmpuint (summary.n_name, ==, 1);
  g_assert_cmpuint (summary.n_unit, ==, 0);
  g_assert_cmpuint (summary.n_to_review, ==, 3);
}

/* What is listed counts, in any capture; what is in the trash, or was not looked for there, does not. */
static void
test_list (void)
{
  g_autoptr (GlossAnnotationList) list = gloss_annotation_list_new ("article");
  GlossAnchorSummary summary;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("quote", "", "", i, i + 5);
      g_autoptr (GlossChange) made =
        gloss_command_create_annotation ("article", "old", anchor, "claim", NULL);
      const char *uuid = gloss_record_get_uuid (gloss_change_get_after (made, 0));
      g_autoptr (GlossChange) change = gloss_change_new ("", "article");
      g_autoptr (GlossChange) deleted = NULL;

      gloss_annotation_list_apply (list, made);
      g_assert_true (gloss_annotation_list_lacks_anchors (list, "new"));
      add (change, make_row (uuid, "new", i == 0 ? "changed" : "exact", "[\"number\"]", FALSE));
      gloss_annotation_list_apply (list, change);
      deleted = gloss_command_delete_annotation (gloss_annotation_list_find (list, uuid));
      if (i == 2)
        gloss_annotation_list_apply (list, deleted);
    }
  g_assert_false (gloss_annotation_list_lacks_anchors (list, "new"));

  gloss_anchor_summary_of_list (list, "new", &summary);
  g_assert_cmpuint (summary.n_exact, ==, 1);
  g_assert_cmpuint (summary.n_changed, ==, 1);
  g_assert_cmpuint (summary.n_number, ==, 1);
  g_assert_cmpuint (summary.n_to_review, ==, 1);
  gloss_anchor_summary_of_list (list, "old", &summary);
  g_assert_cmpuint (summary.n_exact, ==, 2);
  gloss_anchor_summary_of_list (list, "none", &summary);
  g_assert_cmpuint (summary.n_exact + summary.n_changed + summary.n_lost, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/anchor-summary/words", test_words);
  g_test_add_func ("/anchor-summary/rows", test_rows);
  g_test_add_func ("/anchor-summary/list", test_list);

  return g_test_run ();
}
