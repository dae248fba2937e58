/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a user says of anchors, through document and store and back out of the library: taken back and made
 * again, with all of it in the history, no quote ever rewritten, and nothing half done when another process
 * is faster.
 */

#include "config.h"

#include "core/annotation/gloss-anchor-commands.h"
#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-anchors.h"
#include "support/gloss-test-document.h"

#define NEW_TEXT                                                                                             \
  "Corrected. Almost 10,000 forces were sent. The missiles have a range of about 290 miles. It was said so."
#define THIRD_TEXT                                                                                           \
  "Corrected. Almost 10,000 forces were sent. The missiles have a range of about 390 miles. It was said so."
#define LOST_TEXT "Nothing of what stood here before is left, and whoever looks for it looks in vain."

/* The article with a second capture, which is shown. */
static void
open_changed (GlossTestDocument *fixture, const char *text)
{
  gloss_test_document_add_capture_beside (fixture, text);
  gloss_test_document_load (fixture);
  gloss_test_wait_for_clock ();
}

static GlossText *
get_text (GlossTestDocument *fixture)
{
  return gloss_capture_get_fields (gloss_document_get_capture (fixture->document))->text;
}

static const char *
get_capture (GlossTestDocument *fixture)
{
  return gloss_capture_get_fields (gloss_document_get_capture (fixture->document))->uuid;
}

/* What the library holds is what is shown. */
static void
assert_stored (GlossTestDocument *fixture)
{
  g_autoptr (GlossAnnotationList) list = NULL;
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GPtrArray) shown = gloss_test_anchors_list_rows (fixture->annotation);

  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
  list = gloss_test_document_load_beside (fixture);
  stored = gloss_test_anchors_list_rows (gloss_annotation_list_find (list, fixture->uuid));
  gloss_test_anchors_assert_same (stored, shown);
}

/* Each row of table anchor has one history row for each time it was written, each with the words of the
 * first. */
static void
assert_history (GlossTestDocument *fixture, guint n_expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    gloss_database_load_records (fixture->beside, "anchor", "annotation", fixture->uuid, "created", &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      GlossRecord *row = g_ptr_array_index (rows, i);
      g_autoptr (GPtrArray) history =
        gloss_database_load_history (fixture->beside, gloss_record_get_uuid (row), &error);

      g_assert_no_error (error);
      n += history->len;
      for (guint j = 0; j < history->len; j++)
        {
          JsonObject *after = json_object_get_object_member (g_ptr_array_index (history, j), "after");

          g_assert_cmpstr (json_object_get_string_member (after, "quote"), ==,
                           gloss_record_get_string (row, "quote"));
        }
    }
  g_assert_cmpuint (n, ==, n_expected);
}

/* Submits it, takes it back and makes it again: shown and stored alike, each time as it was. n_rows: it
 * writes. */
static void
assert_undoable (GlossTestDocument *fixture, GlossChange *change, guint n_rows)
{
  g_autoptr (GPtrArray) before = gloss_test_anchors_list_rows (fixture->annotation);
  g_autoptr (GPtrArray) after = NULL;
  guint n_history = 2;

  assert_history (fixture, n_history);
  g_assert_nonnull (change);
  gloss_document_submit (fixture->document, change);
  after = gloss_test_anchors_list_rows (fixture->annotation);
  assert_stored (fixture);
  assert_history (fixture, n_history += n_rows);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) undone = NULL;
      g_autoptr (GPtrArray) redone = NULL;

      gloss_test_document_undo (fixture);
      undone = gloss_test_anchors_list_rows (fixture->annotation);
      gloss_test_anchors_assert_same (before, undone);
      assert_stored (fixture);
      assert_history (fixture, n_history += n_rows);

      gloss_test_document_redo (fixture);
      redone = gloss_test_anchors_list_rows (fixture->annotation);
      gloss_test_anchors_assert_same (after, redone);
      assert_stored (fixture);
      assert_history (fixture, n_history += n_rows);
    }

  g_assert_cmpstr (gloss_annotation_get_original_quote (fixture->annotation), ==, "about 190 miles");
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

static void
assert_baseline (GlossTestDocument *fixture, const char *state, const char *quote, const char *found)
{
  g_assert_cmpstr (gloss_annotation_get_anchor_state (fixture->annotation), ==, state);
  g_assert_cmpstr (gloss_anchor_get_quote (gloss_annotation_get_anchor (fixture->annotation)), ==, quote);
  g_assert_cmpstr (gloss_annotation_get_found (fixture->annotation), ==, found);
}

/* Later captures are judged against what was accepted. */
static void
test_accept (GlossTestDocument *fixture, gconstpointer data)
{
  open_changed (fixture, NEW_TEXT);
  assert_baseline (fixture, "changed", "about 190 miles", "about 290 miles");
  assert_undoable (fixture, gloss_command_accept_anchor (fixture->annotation, get_text (fixture)), 2);
  assert_baseline (fixture, "exact", "about 290 miles", "about 290 miles");

  gloss_test_document_add_capture (fixture, THIRD_TEXT);
  gloss_test_document_show (fixture, 0);
  assert_baseline (fixture, "changed", "about 290 miles", "about 390 miles");
  g_assert_true (gloss_annotation_needs_review (fixture->annotation));
  g_assert_true (gloss_annotation_get_claim_change (fixture->annotation) == GLOSS_CLAIM_CHANGE_NUMBER);
  g_assert_cmpstr (gloss_annotation_get_original_quote (fixture->annotation), ==, "about 190 miles");
}

/* Looked at once is looked at, until other words stand there. */
static void
test_keep (GlossTestDocument *fixture, gconstpointer data)
{
  open_changed (fixture, NEW_TEXT);
  assert_undoable (fixture, gloss_command_keep_anchor (fixture->annotation), 1);
  assert_baseline (fixture, "changed", "about 190 miles", "about 290 miles");
  g_assert_false (gloss_annotation_needs_review (fixture->annotation));

  gloss_test_document_add_capture (fixture, NEW_TEXT " More.");
  gloss_test_document_show (fixture, 0);
  assert_baseline (fixture, "changed", "about 190 miles", "about 290 miles");
  g_assert_false (gloss_annotation_needs_review (fixture->annotation));

  gloss_test_document_add_capture (fixture, THIRD_TEXT);
  gloss_test_document_show (fixture, 0);
  assert_baseline (fixture, "changed", "about 190 miles", "about 390 miles");
  g_assert_true (gloss_annotation_needs_review (fixture->annotation));
}

static void
test_leave (GlossTestDocument *fixture, gconstpointer data)
{
  open_changed (fixture, LOST_TEXT);
  assert_baseline (fixture, "lost", "about 190 miles", NULL);
  g_assert_true (gloss_annotation_needs_review (fixture->annotation));
  assert_undoable (fixture, gloss_command_keep_anchor (fixture->annotation), 1);
  assert_baseline (fixture, "lost", "about 190 miles", NULL);
  g_assert_false (gloss_annotation_needs_review (fixture->annotation));
}

static void
test_attach (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GlossAnchor) anchor = NULL;

  open_changed (fixture, LOST_TEXT);
  anchor = gloss_anchor_new_for_quote (get_text (fixture), "what stood here", NULL, NULL, NULL);
  assert_undoable (fixture, gloss_command_attach_anchor (fixture->annotation, get_capture (fixture), anchor),
                   2);
  assert_baseline (fixture, "exact", "what stood here", "what stood here");

  /* Over there it is what it was. */
  gloss_test_document_show (fixture, 1);
  assert_baseline (fixture, "exact", "about 190 miles", "about 190 miles");
}

static void
test_accept_all (GlossTestDocument *fixture, gconstpointer data)
{
  GlossAnnotationList *list;

  open_changed (fixture, "The missiles have a range of roughly 190 miles. Almost 10,000 forces were sent.");
  list = gloss_document_get_annotations (fixture->document);
  assert_baseline (fixture, "changed", "about 190 miles", "roughly 190 miles");
  assert_undoable (fixture, gloss_command_accept_anchors (list, get_text (fixture), NULL), 2);
  assert_baseline (fixture, "exact", "roughly 190 miles", "roughly 190 miles");
}

/* Another process is faster, with each command against each other one: told, nothing of ours is done, and
 * theirs is shown. */
static void
test_race (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotationList) theirs = NULL;
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GPtrArray) shown = NULL;
  GlossAnnotation *annotation;
  gboolean they_accept = (GPOINTER_TO_UINT (data) & 1) != 0;
  gboolean we_accept = (GPOINTER_TO_UINT (data) & 2) != 0;

  open_changed (fixture, NEW_TEXT);
  theirs = gloss_test_document_load_beside (fixture);
  gloss_annotation_list_set_capture (theirs, get_capture (fixture));
  annotation = gloss_annotation_list_find (theirs, fixture->uuid);
  gloss_test_document_apply_beside (fixture, they_accept
                                               ? gloss_command_accept_anchor (annotation, get_text (fixture))
                                               : gloss_command_keep_anchor (annotation));

  gloss_document_submit (fixture->document,
                         we_accept ? gloss_command_accept_anchor (fixture->annotation, get_text (fixture))
                                   : gloss_command_keep_anchor (fixture->annotation));
  GLOSS_TEST_WAIT_FOR (fixture->n_save_failed > 0 && fixture->n_reloaded > 0);
  g_assert_error (fixture->error, GLOSS_ERROR, GLOSS_ERROR_CONFLICT);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
  assert_stored (fixture);
  assert_baseline (fixture, they_accept ? "exact" : "changed",
                   they_accept ? "about 290 miles" : "about 190 miles", "about 290 miles");
  g_assert_false (gloss_annotation_needs_review (fixture->annotation));
}

/* Two rows of one annotation in one capture, whichever comes first: both processes show the same one. */
static void
test_two_rows (GlossTestDocument *fixture, gconstpointer data)
{
  g_autofree char *newest = NULL;

  open_changed (fixture, NEW_TEXT);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GlossRecord) row =
        gloss_test_anchors_make_row (fixture->annotation, get_capture (fixture), "changed",
                                     get_text (fixture), "about 290 miles", "[\"number\"]");
      GlossChange *change = gloss_change_new ("", fixture->article);

      gloss_change_add (change, NULL, row);
      gloss_test_document_apply_beside (fixture, change);
      g_free (newest);
      newest = g_strdup (gloss_record_get_uuid (row));
    }
  GLOSS_TEST_WAIT_FOR (gloss_annotation_get_anchors (fixture->annotation)->len == 5);
  g_assert_cmpstr (gloss_record_get_uuid (gloss_annotation_get_anchor_row (fixture->annotation)), ==, newest);
  {
    g_autoptr (GlossAnnotationList) list = gloss_test_document_load_beside (fixture);

    gloss_annotation_list_set_capture (list, get_capture (fixture));
    g_assert_cmpstr (gloss_record_get_uuid (
                       gloss_annotation_get_anchor_row (gloss_annotation_list_find (list, fixture->uuid))),
                     ==, newest);
  }

  gloss_document_submit (fixture->document,
                         gloss_command_accept_anchor (fixture->annotation, get_text (fixture)));
  assert_stored (fixture);
  g_assert_cmpuint (gloss_annotation_get_anchors (fixture->annotation)->len, ==, 2);
  assert_baseline (fixture, "exact", "about 290 miles", "about 290 miles");
}

/* In the trash it is looked for, too, and comes back with what was found. */
static void
test_trash (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotation) annotation = NULL;

  gloss_test_document_load (fixture);
  annotation = g_object_ref (fixture->annotation);
  gloss_document_submit (fixture->document, gloss_command_delete_annotation (annotation));
  gloss_test_document_add_capture (fixture, NEW_TEXT);
  gloss_test_document_show (fixture, 0);
  g_assert_cmpstr (gloss_annotation_get_anchor_state (annotation), ==, "changed");
  gloss_test_document_undo (fixture);
  gloss_test_document_undo (fixture);
  g_assert_cmpstr (gloss_annotation_get_anchor_state (annotation), ==, "exact");
  assert_stored (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, data, function)                                                                            \
  g_test_add ("/document-anchors/" name, GlossTestDocument, GUINT_TO_POINTER (data),                         \
              gloss_test_document_set_up, function, gloss_test_document_tear_down)
  ADD ("accept", 0, test_accept);
  ADD ("keep", 0, test_keep);
  ADD ("leave", 0, test_leave);
  ADD ("attach", 0, test_attach);
  ADD ("accept-all", 0, test_accept_all);
  ADD ("race-keep-keep", 0, test_race);
  ADD ("race-accept-keep", 1, test_race);
  ADD ("race-keep-accept", 2, test_race);
  ADD ("race-accept-accept", 3, test_race);
  ADD ("two-rows", 0, test_two_rows);
  ADD ("trash", 0, test_trash);

  return g_test_run ();
}
