/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the annotations of an article when it is captured again. */

#include "config.h"

#include "core/annotation/gloss-anchor-commands.h"
#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-versions.h"

static void
test_states (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autofree char *forces = gloss_test_versions_annotate (self, GLOSS_TEST_FORCES);
  g_autofree char *denial = gloss_test_versions_annotate (self, GLOSS_TEST_DENIAL);
  g_autofree char *witness = gloss_test_versions_annotate (self, GLOSS_TEST_WITNESS);
  g_autofree char *weather = gloss_test_versions_annotate (self, GLOSS_TEST_WEATHER);
  g_autoptr (GlossRecord) original = gloss_test_versions_load_row (self, range);
  g_autoptr (GlossRecord) last_seen = gloss_test_versions_load_row (self, weather);
  g_autoptr (GlossChange) change = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_autoptr (GlossRecord) row = NULL;
  g_autoptr (GlossRecord) kept = NULL;
  g_autoptr (GlossRecord) lost = NULL;
  g_autoptr (GlossArticle) article = NULL;

  gloss_test_versions_assert_row (self, range, "changed", GLOSS_TEST_RANGE, "about 290 miles",
                                  "[\"number\"]");
  gloss_test_versions_assert_row (self, forces, "exact", GLOSS_TEST_FORCES, GLOSS_TEST_FORCES, "[]");
  gloss_test_versions_assert_row (self, denial, "changed", GLOSS_TEST_DENIAL,
                                  "The ministry did not confirm the report", "[\"negation\"]");
  gloss_test_versions_assert_row (self, witness, "moved", GLOSS_TEST_WITNESS, GLOSS_TEST_WITNESS, "[]");
  gloss_test_versions_assert_row (self, weather, "lost", GLOSS_TEST_WEATHER, NULL, "[]");

  row = gloss_test_versions_load_row (self, range);
  g_assert_cmpstr (gloss_record_get_string (row, "prefix"), ==, gloss_record_get_string (original, "prefix"));
  g_assert_cmpstr (gloss_record_get_string (row, "suffix"), ==, gloss_record_get_string (original, "suffix"));
  kept = gloss_test_load_record (self->database, "anchor", gloss_record_get_uuid (original));
  g_assert_true (gloss_record_equal (kept, original));
  lost = gloss_test_versions_load_row (self, weather);
  g_assert_cmpint (gloss_record_get_int (lost, "order_key"), ==,
                   gloss_record_get_int (last_seen, "order_key"));

  article = gloss_database_load_article (self->database, self->article, NULL);
  g_assert_cmpuint (gloss_article_get_counts (article)->n_attention, ==, 3);
  gloss_test_versions_assert_settled (self);
}

/* The capture and all that became of the annotations are one step. */
static void
test_undo (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autofree char *weather = gloss_test_versions_annotate (self, GLOSS_TEST_WEATHER);
  g_autoptr (GlossChange) change = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_autoptr (GlossChange) undone = NULL;
  g_autoptr (GlossChange) redone = NULL;
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossRecord) first = NULL;
  g_autoptr (GlossArticle) before = NULL;
  g_autoptr (GlossArticle) after = NULL;

  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 3);
  g_assert_cmpstr (gloss_change_get_article (change), ==, self->article);

  undone = gloss_test_versions_undo (self, change);
  capture = gloss_test_versions_load_capture (self);
  g_assert_cmpstr (gloss_text_get_utf8 (gloss_capture_get_fields (capture)->text), ==,
                   gloss_test_first_version);
  first = gloss_test_versions_load_row (self, range);
  g_assert_cmpstr (gloss_record_get_string (first, "state"), ==, "exact");
  g_assert_true (gloss_record_is_null (first, "found"));
  before = gloss_database_load_article (self->database, self->article, NULL);
  g_assert_cmpuint (gloss_article_get_counts (before)->n_attention, ==, 0);
  gloss_test_versions_assert_settled (self);

  redone = gloss_test_versions_undo (self, undone);
  gloss_test_versions_assert_row (self, range, "changed", GLOSS_TEST_RANGE, "about 290 miles",
                                  "[\"number\"]");
  gloss_test_versions_assert_row (self, weather, "lost", GLOSS_TEST_WEATHER, NULL, "[]");
  after = gloss_database_load_article (self->database, self->article, NULL);
  g_assert_cmpuint (gloss_article_get_counts (after)->n_attention, ==, 2);
  gloss_test_versions_assert_settled (self);
}

/* A number that changed twice is held against the one that was checked; the place comes from where it stood
 * last. */
static void
test_chain (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autofree char *weather = gloss_test_versions_annotate (self, GLOSS_TEST_WEATHER);

  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_second_version));
  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_third_version));
  gloss_test_versions_assert_row (self, range, "changed", GLOSS_TEST_RANGE, "about 390 miles",
                                  "[\"number\"]");
  gloss_test_versions_assert_row (self, weather, "lost", GLOSS_TEST_WEATHER, NULL, "[]");

  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_first_version));
  gloss_test_versions_assert_row (self, range, "exact", GLOSS_TEST_RANGE, GLOSS_TEST_RANGE, "[]");
  gloss_test_versions_assert_row (self, weather, "exact", GLOSS_TEST_WEATHER, GLOSS_TEST_WEATHER, "[]");
  gloss_test_versions_assert_settled (self);
}

/* No second alarm for what was looked at, but one for each new change. */
static void
test_reviewed (GlossTestVersions *self, gconstpointer data)
{
  static const char when[] = "2026-11-22T10:00:00.000Z";
  static const char same_words[] = "New standfirst here. " GLOSS_TEST_WITNESS
                                   ". The missiles have a range of about 290 miles. " GLOSS_TEST_REST;
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autofree char *denial = gloss_test_versions_annotate (self, GLOSS_TEST_DENIAL);
  g_autofree char *weather = gloss_test_versions_annotate (self, GLOSS_TEST_WEATHER);

  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_second_version));
  gloss_test_versions_review (self, range, when);
  gloss_test_versions_review (self, weather, when);

  gloss_change_unref (gloss_test_versions_capture_again (self, same_words));
  gloss_test_versions_assert_row (self, range, "changed", GLOSS_TEST_RANGE, "about 290 miles",
                                  "[\"number\"]");
  gloss_test_versions_assert_reviewed (self, range, when);
  gloss_test_versions_assert_reviewed (self, weather, when);
  gloss_test_versions_assert_reviewed (self, denial, NULL);

  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_third_version));
  gloss_test_versions_assert_reviewed (self, range, NULL);
  gloss_test_versions_assert_reviewed (self, weather, when);

  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_first_version));
  gloss_test_versions_assert_row (self, weather, "exact", GLOSS_TEST_WEATHER, GLOSS_TEST_WEATHER, "[]");
  gloss_test_versions_assert_reviewed (self, range, NULL);
  gloss_test_versions_assert_reviewed (self, weather, NULL);

  /* It was there again: that it is gone is news. */
  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_second_version));
  gloss_test_versions_assert_reviewed (self, weather, NULL);
}

/* Returns what was done. */
static GlossChange *
accept (GlossTestVersions *self, const char *uuid)
{
  g_autoptr (GlossCapture) capture = gloss_test_versions_load_capture (self);
  const GlossCaptureFields *fields = gloss_capture_get_fields (capture);
  g_autoptr (GlossAnnotationList) list = gloss_annotation_list_new (self->article);
  g_autoptr (GPtrArray) records = gloss_database_load_annotations (self->database, self->article, NULL);
  GlossChange *change;

  gloss_annotation_list_set_capture (list, fields->uuid);
  gloss_annotation_list_set_records (list, records);
  change = gloss_command_accept_anchor (gloss_annotation_list_find_any (list, uuid), fields->text);
  g_assert_nonnull (change);
  gloss_test_versions_apply (self, change);
  return change;
}

/* From then on the accepted words are what the reader stands by. */
static void
test_accepted (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);

  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_second_version));
  gloss_change_unref (accept (self, range));
  gloss_test_versions_assert_settled (self);

  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_third_version));
  gloss_test_versions_assert_row (self, range, "changed", "about 290 miles", "about 390 miles",
                                  "[\"number\"]");
  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_second_version));
  gloss_test_versions_assert_row (self, range, "exact", "about 290 miles", "about 290 miles", "[]");
  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_first_version));
  gloss_test_versions_assert_row (self, range, "changed", "about 290 miles", GLOSS_TEST_RANGE,
                                  "[\"number\"]");
}

/* What was done after it is taken back before it, and done again after it. */
static void
test_undo_in_order (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autoptr (GlossChange) capture = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_autoptr (GlossChange) acceptance = accept (self, range);
  g_autoptr (GlossChange) not_accepted = gloss_test_versions_undo (self, acceptance);
  g_autoptr (GlossChange) not_captured = gloss_test_versions_undo (self, capture);
  g_autoptr (GlossChange) captured = gloss_test_versions_undo (self, not_captured);
  g_autoptr (GlossChange) accepted = NULL;
  g_autoptr (GlossRecord) row = NULL;

  gloss_test_versions_assert_row (self, range, "changed", GLOSS_TEST_RANGE, "about 290 miles",
                                  "[\"number\"]");
  accepted = gloss_test_versions_undo (self, not_accepted);
  row = gloss_test_versions_load_row (self, range);
  g_assert_cmpstr (gloss_record_get_string (row, "quote"), ==, "about 290 miles");
  g_assert_cmpstr (gloss_record_get_string (row, "state"), ==, "exact");
}

/* What lies in the trash is not left behind, however it got there. */
static void
test_trash (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autoptr (GlossRecord) record = gloss_test_versions_load_annotation (self, range);
  g_autoptr (GlossAnnotation) annotation = gloss_annotation_new (record);
  g_autoptr (GlossChange) removal = gloss_command_delete_annotation (annotation);
  g_autoptr (GlossCapture) capture = gloss_test_versions_load_capture (self);
  g_autoptr (GlossChange) making = gloss_test_versions_annotate_in (self, capture, GLOSS_TEST_FORCES);
  g_autoptr (GlossChange) undone = gloss_test_versions_undo (self, making);
  g_autoptr (GlossChange) restored = NULL;
  g_autoptr (GlossChange) redone = NULL;

  gloss_test_versions_apply (self, removal);
  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_second_version));
  gloss_test_versions_assert_row (self, range, "changed", GLOSS_TEST_RANGE, "about 290 miles",
                                  "[\"number\"]");
  gloss_test_versions_assert_row (self, gloss_test_get_annotation (making), "exact", GLOSS_TEST_FORCES,
                                  GLOSS_TEST_FORCES, "[]");
  gloss_test_versions_assert_settled (self);

  restored = gloss_test_versions_undo (self, removal);
  redone = gloss_test_versions_undo (self, undone);
  gloss_test_versions_assert_settled (self);
  gloss_test_versions_assert_row (self, gloss_test_get_annotation (making), "exact", GLOSS_TEST_FORCES,
                                  GLOSS_TEST_FORCES, "[]");
}

/* Imported without the text, or the text is damaged: the quote and its context are all there is. */
static void
test_without_text (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autofree char *forces = gloss_test_versions_annotate (self, GLOSS_TEST_FORCES);
  g_autofree char *weather = gloss_test_versions_annotate (self, GLOSS_TEST_WEATHER);
  const char *damage = data;

  gloss_test_exec (self->path, "DROP TRIGGER capture_is_immutable");
  gloss_test_exec (self->path, damage);
  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_second_version));
  gloss_test_versions_assert_row (self, range, "changed", GLOSS_TEST_RANGE, "about 290 miles",
                                  "[\"number\"]");
  gloss_test_versions_assert_row (self, forces, "exact", GLOSS_TEST_FORCES, GLOSS_TEST_FORCES, "[]");
  gloss_test_versions_assert_row (self, weather, "lost", GLOSS_TEST_WEATHER, NULL, "[]");

  /* What tears down holds its library to be sound, which this one is not. */
  gloss_database_close (self->database);
  g_free (self->path);
  self->path = gloss_test_dup_library_path ();
  self->database = gloss_test_open (self->path);
}

/* Without a place anywhere there is only the quote; without a row there is nothing to look for. */
static void
test_never_placed (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autoptr (GlossRecord) row = gloss_test_versions_load_row (self, range);
  g_autoptr (GlossRecord) lost = NULL;
  g_autoptr (JsonObject) values = gloss_record_dup_values (row);
  g_autoptr (GlossRecord) record = gloss_test_versions_load_annotation (self, range);
  g_autoptr (JsonObject) annotation_values = gloss_record_dup_values (record);
  g_autoptr (GlossRecord) blank = gloss_record_new ("annotation");
  g_autoptr (GlossRecord) bare = NULL;
  g_autoptr (GlossChange) change = gloss_change_new ("Lose", self->article);

  json_object_set_null_member (values, "start_point");
  json_object_set_null_member (values, "end_point");
  json_object_set_string_member (values, "state", "lost");
  lost = gloss_record_new_for_values ("anchor", values);
  gloss_change_add (change, row, lost);
  json_object_set_string_member (annotation_values, "uuid", gloss_record_get_uuid (blank));
  bare = gloss_record_new_for_values ("annotation", annotation_values);
  gloss_change_add (change, NULL, bare);
  gloss_test_versions_apply (self, change);
  gloss_test_versions_assert_settled (self);

  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_second_version));
  gloss_test_versions_assert_row (self, range, "changed", GLOSS_TEST_RANGE, "about 290 miles",
                                  "[\"number\"]");
  g_assert_cmpuint (gloss_test_versions_count (self, "anchor"), ==, 2);
  gloss_test_versions_assert_settled (self);
}

/* Most of a passage was cut out, then it came back: as it was, or as something else, which nobody looked at.
 */
static void
test_cut_and_back (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autofree char *denial = gloss_test_versions_annotate (self, GLOSS_TEST_DENIAL);
  const char *first = gloss_test_first_version;
  const char *cut = strstr (first, "about 190 ");
  g_autofree char *before = g_strndup (first, (gsize) (cut - first));
  const char *after = cut + strlen ("about 190 ");
  g_autofree char *without = g_strconcat (before, after, NULL);
  g_autofree char *other = g_strconcat (before, "about 500 ", after, NULL);

  for (guint i = 0; i < 2; i++)
    {
      gloss_change_unref (gloss_test_versions_capture_again (self, without));
      gloss_test_versions_assert_row (self, range, "changed", GLOSS_TEST_RANGE, "miles", "[\"number\"]");
      gloss_test_versions_review (self, range, "2026-11-22T10:00:00.000Z");
      gloss_change_unref (gloss_test_versions_capture_again (self, first));
      gloss_test_versions_assert_row (self, range, "exact", GLOSS_TEST_RANGE, GLOSS_TEST_RANGE, "[]");
    }

  gloss_change_unref (gloss_test_versions_capture_again (self, without));
  gloss_test_versions_review (self, range, "2026-11-22T10:00:00.000Z");
  gloss_change_unref (gloss_test_versions_capture_again (self, other));
  gloss_test_versions_assert_row (self, range, "changed", GLOSS_TEST_RANGE, "about 500 miles",
                                  "[\"number\"]");
  gloss_test_versions_assert_reviewed (self, range, NULL);
  gloss_test_versions_assert_row (self, denial, "exact", GLOSS_TEST_DENIAL, GLOSS_TEST_DENIAL, "[]");
}

static void
test_empty_text (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);

  gloss_change_unref (gloss_test_versions_capture_again (self, ""));
  gloss_test_versions_assert_row (self, range, "lost", GLOSS_TEST_RANGE, NULL, "[]");
  gloss_change_unref (gloss_test_versions_capture_again (self, gloss_test_first_version));
  gloss_test_versions_assert_row (self, range, "exact", GLOSS_TEST_RANGE, GLOSS_TEST_RANGE, "[]");
}

/* The page has another advertisement, and the article the same words. */
static void
test_same_text (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autofree char *weather = gloss_test_versions_annotate (self, GLOSS_TEST_WEATHER);
  g_autoptr (GlossText) text = gloss_text_new (gloss_test_first_version, -1, NULL);
  GlossCaptureFields fields = {
    .uri = GLOSS_TEST_URI, .sha256 = "other", .media_type = "text/plain", .html = "", .text = text
  };
  g_autoptr (GlossCapture) capture = gloss_capture_new (&fields);
  GlossAdded added;

  g_assert_true (
    gloss_database_add_capture (self->database, capture, GLOSS_TEST_WHO, NULL, &added, NULL, NULL));
  g_assert_cmpint (added, ==, GLOSS_ADDED_CAPTURE);
  gloss_test_versions_assert_row (self, range, "exact", GLOSS_TEST_RANGE, GLOSS_TEST_RANGE, "[]");
  gloss_test_versions_assert_row (self, weather, "exact", GLOSS_TEST_WEATHER, GLOSS_TEST_WEATHER, "[]");
}

/* Set in other lines, it is the same passage: found is what stands there, byte for byte. */
static void
test_white_space (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);

  gloss_change_unref (
    gloss_test_versions_capture_again (self, "The missiles have a range of about\n190\u00a0 miles."));
  gloss_test_versions_assert_row (self, range, "exact", GLOSS_TEST_RANGE, "about\n190\u00a0 miles", "[]");
}

static void
test_trashed_article (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autoptr (GlossRecord) record = gloss_test_load_record (self->database, "article", self->article);
  g_autoptr (GlossChange) removal = gloss_command_delete_article (record);
  g_autoptr (GlossChange) change = NULL;

  gloss_test_versions_apply (self, removal);
  change = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 3);
  gloss_test_versions_assert_row (self, range, "changed", GLOSS_TEST_RANGE, "about 290 miles",
                                  "[\"number\"]");
}

static void
test_no_annotations (GlossTestVersions *self, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_test_versions_capture_again (self, gloss_test_second_version);

  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 1);
  gloss_test_versions_assert_settled (self);
}

static void
test_many (GlossTestVersions *self, gconstpointer data)
{
  g_autoptr (GlossCapture) capture = gloss_test_versions_load_capture (self);
  g_autoptr (GlossChange) all = gloss_change_new ("Annotate", self->article);
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossArticle) article = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      gsize start = (gsize) g_test_rand_int_range (0, 100);
      g_autoptr (GlossChange) one = gloss_test_annotate (capture, start, start + 25);

      for (guint k = 0; k < gloss_change_get_n_edits (one); k++)
        gloss_change_add (all, NULL, gloss_change_get_after (one, k));
    }
  gloss_test_versions_apply (self, all);

  change = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 10001);
  gloss_test_versions_assert_settled (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                                  \
  g_test_add ("/anchors/" name, GlossTestVersions, NULL, gloss_test_versions_set_up, function,               \
              gloss_test_versions_tear_down)
  ADD ("states", test_states);
  ADD ("undo", test_undo);
  ADD ("chain", test_chain);
  ADD ("reviewed", test_reviewed);
  ADD ("accepted", test_accepted);
  ADD ("undo-in-order", test_undo_in_order);
  ADD ("trash", test_trash);
  ADD ("never-placed", test_never_placed);
  ADD ("cut-and-back", test_cut_and_back);
  ADD ("empty-text", test_empty_text);
  ADD ("same-text", test_same_text);
  ADD ("white-space", test_white_space);
  ADD ("trashed-article", test_trashed_article);
  ADD ("no-annotations", test_no_annotations);
  ADD ("many", test_many);
  g_test_add ("/anchors/absent-text", GlossTestVersions,
              "UPDATE capture SET text_sha256 = NULL, html_sha256 = NULL", gloss_test_versions_set_up,
              test_without_text, gloss_test_versions_tear_down);
  g_test_add ("/anchors/damaged-text", GlossTestVersions,
              "DELETE FROM content WHERE sha256 IN (SELECT text_sha256 FROM capture)",
              gloss_test_versions_set_up, test_without_text, gloss_test_versions_tear_down);

  return g_test_run ();
}
