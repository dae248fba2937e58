/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An open article on a real library: its records follow what happens here and in other processes (here: a
 * second connection), and typing becomes one step of undo.
 */

#include "config.h"

#include <sqlite3.h>

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-document.h"

static void
test_load (GlossTestDocument *fixture, gconstpointer data)
{
  GlossAnchor *anchor;

  gloss_test_document_load (fixture);

  g_assert_cmpstr (gloss_article_get_uri (gloss_document_get_article (fixture->document)), ==,
                   "file:///article.txt");
  g_assert_cmpstr (gloss_text_get_utf8 (
                     gloss_capture_get_fields (gloss_document_get_capture (fixture->document))->text),
                   ==, GLOSS_TEST_DOCUMENT_TEXT);
  anchor = gloss_annotation_get_anchor (fixture->annotation);
  g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, "about 190 miles");
  g_assert_cmpuint (gloss_anchor_get_start (anchor), ==, 29);
  g_assert_cmpuint (gloss_document_get_n_restored (fixture->document), ==, 0);
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_SAVED);
}

static void
test_not_found (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GlossDocument *document =
    gloss_document_new (fixture->store, fixture->undo, "00000000-0000-4000-8000-000000000000", NULL);

  gloss_document_load_async (document, NULL, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  g_assert_false (gloss_document_load_finish (document, result, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_assert_null (gloss_document_get_article (document));
  g_clear_object (&result);
  g_assert_finalize_object (document);
}

static void
test_submit (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_document_submit (fixture->document, NULL);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));

  gloss_document_submit (fixture->document,
                         gloss_command_set_verdict (fixture->annotation, "truth-5", "true"));
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_SAVING);
  g_assert_cmpstr (gloss_annotation_get_verdict (fixture->annotation), ==, "true");
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture->undo), ==, "Change verdict");

  gloss_test_document_wait_for_saved (fixture);
  {
    g_autoptr (GlossAnnotationList) list = gloss_test_document_load_beside (fixture);

    g_assert_cmpstr (gloss_annotation_get_verdict (gloss_annotation_list_find (list, fixture->uuid)), ==,
                     "true");
  }
}

/* Saved means: on disk, as a draft, and nothing in the history yet. */
static void
test_draft (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "note", "L");
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_SAVING);
  gloss_test_document_type (fixture, "note", "Lo");
  gloss_test_document_type (fixture, "note", "Looked up");
  gloss_test_document_wait_for_saved (fixture);

  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 1);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
  gloss_test_document_assert_notes_stored (fixture, "");

  gloss_document_commit_typing (fixture->document);
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "Looked up");
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);
  gloss_test_document_assert_notes_stored (fixture, "Looked up");
}

static void
test_one_undo_step (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) inverse = NULL;

  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "note", "Looked");
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_type (fixture, "note", "Looked up");
  gloss_document_commit_typing (fixture->document);
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture->undo), ==, "Edit note");

  inverse = gloss_undo_stack_undo (fixture->undo);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
  gloss_store_submit_async (fixture->store, inverse, NULL, NULL);
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "");
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_assert_notes_stored (fixture, "");
}

static void
test_rest (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "explanation", "It is in the manual.");
  GLOSS_TEST_WAIT_FOR (gloss_undo_stack_get_undo_label (fixture->undo) != NULL);
  gloss_test_document_wait_for_saved (fixture);

  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture->undo), ==, "Edit explanation");
  g_assert_cmpstr (gloss_annotation_get_explanation (fixture->annotation), ==, "It is in the manual.");
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);
}

static void
test_other_field_commits (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "note", "One");
  gloss_test_document_type (fixture, "claim", "Two");
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "One");
  g_assert_null (gloss_annotation_get_claim (fixture->annotation));
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_assert_notes_stored (fixture, "One");
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 1);
}

static void
test_typed_back (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "note", "");
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_SAVED);
  gloss_test_document_type (fixture, "note", "x");
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_type (fixture, "note", "");
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);
}

/* Keys that come while a commit is on its way, and the next commit. */
static void
test_typing_during_commit (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("Version %u", i);

      gloss_test_document_type (fixture, "note", text);
      if (i % 3 == 0)
        gloss_document_commit_typing (fixture->document);
      if (i % 7 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_assert_notes_stored (fixture, "Version 49");
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

static void
test_closing_commits (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "note", "The last word");
  g_clear_object (&fixture->document);
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
  gloss_test_document_assert_notes_stored (fixture, "The last word");
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);
}

/* A new document sees what is still being written. */
static void
test_load_during_write (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "note", "The last word");
  g_clear_object (&fixture->document);
  gloss_test_document_load (fixture);
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "The last word");
  g_assert_cmpuint (gloss_document_get_n_restored (fixture->document), ==, 0);
}

static void
test_change_during_load (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotationList) list = gloss_test_document_load_beside (fixture);
  g_autoptr (GlossChange) change =
    gloss_command_set_category (gloss_annotation_list_find (list, fixture->uuid), "figure");
  g_autoptr (GAsyncResult) result = NULL;

  fixture->document = gloss_document_new (fixture->store, fixture->undo, fixture->article, NULL);
  gloss_document_load_async (fixture->document, NULL, gloss_test_keep_result_cb, &result);
  gloss_store_submit_async (fixture->store, change, NULL, NULL);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  fixture->annotation =
    gloss_annotation_list_find (gloss_document_get_annotations (fixture->document), fixture->uuid);
  g_assert_cmpstr (gloss_annotation_get_category (fixture->annotation), ==, "figure");
}

/* Drafts in two fields, and one that another process overtook. */
static void
test_restore (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_set_note_beside (fixture, "Theirs");
  gloss_test_document_save_draft_beside (fixture, "note", "Ours as it was", "Ours");
  gloss_test_document_save_draft_beside (fixture, "claim", NULL, "The range is 190 miles");
  gloss_test_document_save_draft_beside (fixture, "claim_date", "", "2026");
  gloss_test_document_load (fixture);

  g_assert_cmpuint (gloss_document_get_n_restored (fixture->document), ==, 3);
  g_assert_cmpstr (gloss_annotation_get_claim (fixture->annotation), ==, "The range is 190 miles");
  g_assert_cmpstr (gloss_annotation_get_claim_date (fixture->annotation), ==, "2026");
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_assert_notes_stored (fixture, "Theirs|Ours");
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

static void
test_restore_nothing_new (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_set_note_beside (fixture, "Same");
  gloss_test_document_save_draft_beside (fixture, "note", "", "Same");
  gloss_test_document_save_draft_beside (fixture, "of a later version", "", "Words");
  gloss_test_document_load (fixture);
  g_assert_cmpuint (gloss_document_get_n_restored (fixture->document), ==, 0);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 1);
}

/* The same field, written by another process while it is typed into. */
static void
test_both_survive (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_set_note_beside (fixture, "At first");
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "note", "Ours");
  gloss_test_document_set_note_beside (fixture, "Theirs");
  gloss_document_commit_typing (fixture->document);
  GLOSS_TEST_WAIT_FOR (fixture->n_reloaded > 0 && gloss_annotation_get_notes (fixture->annotation)->len == 2);
  gloss_test_document_wait_for_saved (fixture);

  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "Theirs");
  gloss_test_document_assert_notes_stored (fixture, "Theirs|Ours");
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

static void
test_both_survive_in_text (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "claim", "Ours");
  {
    g_autoptr (GlossAnnotationList) list = gloss_test_document_load_beside (fixture);

    gloss_test_document_apply_beside (fixture,
                                      gloss_command_set_text (gloss_annotation_list_find (list,
                                                                                          fixture->uuid),
                                                              "claim", "Theirs"));
  }
  gloss_document_commit_typing (fixture->document);
  GLOSS_TEST_WAIT_FOR (gloss_annotation_get_notes (fixture->annotation)->len == 1);
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpstr (gloss_annotation_get_claim (fixture->annotation), ==, "Theirs");
  gloss_test_document_assert_notes_stored (fixture, "Claim: Ours");
}

/* What another process wrote is shown, and what is being typed is kept. */
static void
test_outside_change (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "claim", "Ours");
  gloss_test_document_set_note_beside (fixture, "Theirs");
  GLOSS_TEST_WAIT_FOR (g_str_equal (gloss_annotation_get_note (fixture->annotation), "Theirs"));
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpstr (gloss_annotation_get_claim (fixture->annotation), ==, "Ours");
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
  gloss_test_document_assert_notes_stored (fixture, "Theirs");
}

/* A change that meets a conflict is taken back from what is shown, and from what can be undone. */
static void
test_failed_change (GlossTestDocument *fixture, gconstpointer data)
{
  GlossAnnotationList *list;

  gloss_test_document_load (fixture);
  {
    g_autoptr (GlossAnnotationList) beside = gloss_test_document_load_beside (fixture);

    gloss_test_document_apply_beside (fixture,
                                      gloss_command_set_category (gloss_annotation_list_find (beside,
                                                                                              fixture->uuid),
                                                                  "quotation"));
  }
  gloss_document_submit (fixture->document, gloss_command_set_category (fixture->annotation, "figure"));
  g_assert_cmpstr (gloss_annotation_get_category (fixture->annotation), ==, "figure");
  GLOSS_TEST_WAIT_FOR (fixture->n_save_failed > 0 && fixture->n_reloaded > 0);

  g_assert_error (fixture->error, GLOSS_ERROR, GLOSS_ERROR_CONFLICT);
  list = gloss_document_get_annotations (fixture->document);
  g_assert_true (gloss_annotation_list_find (list, fixture->uuid) == fixture->annotation);
  g_assert_cmpstr (gloss_annotation_get_category (fixture->annotation), ==, "quotation");
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));

  /* What is shown is what is stored. */
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_SAVED);
}

/* The library is locked for longer than it waits: the text stays, and is saved with the next key. */
static void
test_busy (GlossTestDocument *fixture, gconstpointer data)
{
  sqlite3 *lock;

  gloss_test_document_load (fixture);
  g_assert_cmpint (sqlite3_open (fixture->path, &lock), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (lock, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  gloss_test_document_type (fixture, "note", "Not yet");
  GLOSS_TEST_WAIT_FOR (gloss_document_get_save_state (fixture->document) == GLOSS_SAVE_STATE_FAILED);
  g_assert_cmpuint (fixture->n_save_failed, ==, 1);
  g_assert_error (fixture->error, GLOSS_ERROR, GLOSS_ERROR_BUSY);

  g_assert_cmpint (sqlite3_exec (lock, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (lock), ==, SQLITE_OK);
  gloss_test_document_type (fixture, "note", "Not yet, but now");
  gloss_test_document_wait_for_saved (fixture);
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_assert_notes_stored (fixture, "Not yet, but now");
}

/* A commit that fails keeps its text and is made again with the next one. */
static void
test_busy_commit (GlossTestDocument *fixture, gconstpointer data)
{
  sqlite3 *lock;

  gloss_test_document_load (fixture);
  g_assert_cmpint (sqlite3_open (fixture->path, &lock), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (lock, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  gloss_test_document_type (fixture, "note", "Not yet");
  gloss_document_commit_typing (fixture->document);
  GLOSS_TEST_WAIT_FOR (fixture->n_reloaded > 0);
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_FAILED);
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "");
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));

  g_assert_cmpint (sqlite3_exec (lock, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (lock), ==, SQLITE_OK);
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_assert_notes_stored (fixture, "Not yet");
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture->undo), ==, "Edit note");
}

/* Text that is typed into an annotation comes back with it out of the trash. */
static void
test_deleted_while_typing (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotation) annotation = NULL;

  gloss_test_document_load (fixture);
  annotation = g_object_ref (fixture->annotation);
  gloss_test_document_type (fixture, "note", "Written before");
  gloss_document_submit (fixture->document, gloss_command_delete_annotation (annotation));
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_assert_notes_stored (fixture, "Written before");
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                                  \
  g_test_add ("/document/" name, GlossTestDocument, NULL, gloss_test_document_set_up, function,              \
              gloss_test_document_tear_down)
  ADD ("load", test_load);
  ADD ("not-found", test_not_found);
  ADD ("submit", test_submit);
  ADD ("draft", test_draft);
  ADD ("one-undo-step", test_one_undo_step);
  ADD ("rest", test_rest);
  ADD ("other-field-commits", test_other_field_commits);
  ADD ("typed-back", test_typed_back);
  ADD ("typing-during-commit", test_typing_during_commit);
  ADD ("closing-commits", test_closing_commits);
  ADD ("load-during-write", test_load_during_write);
  ADD ("change-during-load", test_change_during_load);
  ADD ("restore", test_restore);
  ADD ("restore-nothing-new", test_restore_nothing_new);
  ADD ("both-survive", test_both_survive);
  ADD ("both-survive-in-text", test_both_survive_in_text);
  ADD ("outside-change", test_outside_change);
  ADD ("failed-change", test_failed_change);
  ADD ("busy", test_busy);
  ADD ("busy-commit", test_busy_commit);
  ADD ("deleted-while-typing", test_deleted_while_typing);

  return g_test_run ();
}
