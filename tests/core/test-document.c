/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An open article on a real library: what is typed is there after a kill, becomes one step of undo, and
 * survives what another process (here: a second connection) writes meanwhile.
 */

#include "config.h"

#include <signal.h>
#include <sqlite3.h>

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-json.h"
#include "core/store/gloss-document.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

#define TEXT "The missiles have a range of about 190 miles. Almost 10,000 forces were sent."

/* The environment in which a test tells its killed twin where the library is. */
#define PATH_VARIABLE "GLOSS_TEST_DOCUMENT_PATH"
#define ARTICLE_VARIABLE "GLOSS_TEST_DOCUMENT_ARTICLE"

typedef struct
{
  char *path;
  char *article;
  char *uuid;            /* of the annotation */
  GlossDatabase *beside; /* another process */
  GlossStore *store;
  GlossUndoStack *undo;
  GlossDocument *document;
  GlossAnnotation *annotation; /* borrowed */
  guint n_save_failed;
  GError *error; /* of the last ::save-failed */
  guint n_reloaded;
} Fixture;

static void
save_failed_cb (GlossDocument *document, GError *error, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_save_failed++;
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
}

static void
reloaded_cb (GlossDocument *document, gpointer data)
{
  ((Fixture *) data)->n_reloaded++;
}

static void
open_store (Fixture *fixture)
{
  fixture->store = gloss_test_open_store (fixture->path);
  fixture->undo = gloss_undo_stack_new ();
}

static void
load (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->document = gloss_document_new (fixture->store, fixture->undo, fixture->article, GLOSS_TEST_WHO);
  g_signal_connect (fixture->document, "save-failed", G_CALLBACK (save_failed_cb), fixture);
  g_signal_connect (fixture->document, "reloaded", G_CALLBACK (reloaded_cb), fixture);
  gloss_document_load_async (fixture->document, NULL, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  gloss_document_load_finish (fixture->document, result, &error);
  g_assert_no_error (error);
  fixture->annotation =
    g_list_model_get_item (G_LIST_MODEL (gloss_document_get_annotations (fixture->document)), 0);
  g_object_unref (fixture->annotation);
}

static void
wait_for_saved (Fixture *fixture)
{
  GLOSS_TEST_WAIT_FOR (gloss_document_get_save_state (fixture->document) == GLOSS_SAVE_STATE_SAVED);
}

static void
close_document (Fixture *fixture)
{
  wait_for_saved (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->document));
}

static void
close_store (Fixture *fixture)
{
  gloss_test_close_store (g_steal_pointer (&fixture->store));
  g_clear_object (&fixture->undo);
}

/* A library with an article and an annotation, open; not loaded yet. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossChange) creation = NULL;
  g_autoptr (GError) error = NULL;

  fixture->path = gloss_test_dup_library_path ();
  fixture->beside = gloss_test_open (fixture->path);
  fixture->article = gloss_test_add_article (fixture->beside, "file:///article.txt", TEXT);
  capture = gloss_database_load_capture (fixture->beside, fixture->article, &error);
  g_assert_no_error (error);
  creation = gloss_test_annotate (capture, 29, 44);
  gloss_database_apply (fixture->beside, creation, GLOSS_TEST_WHO, &error);
  g_assert_no_error (error);
  fixture->uuid = g_strdup (gloss_test_get_annotation (creation));
  open_store (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->document != NULL)
    close_document (fixture);
  close_store (fixture);
  gloss_test_assert_sound (fixture->beside);
  gloss_database_close (fixture->beside);
  g_clear_error (&fixture->error);
  g_free (fixture->path);
  g_free (fixture->article);
  g_free (fixture->uuid);
}

/* What another process would do. */
static void
apply_beside (Fixture *fixture, GlossChange *change)
{
  g_autoptr (GlossChange) owned_change = change;
  g_autoptr (GError) error = NULL;

  gloss_database_apply (fixture->beside, change, "B. Other", &error);
  g_assert_no_error (error);
}

static GlossAnnotationList *
load_beside (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = gloss_database_load_annotations (fixture->beside, fixture->article, &error);
  GlossAnnotationList *list = gloss_annotation_list_new (fixture->article);

  g_assert_no_error (error);
  gloss_annotation_list_set_records (list, records);
  return list;
}

static void
set_note_beside (Fixture *fixture, const char *text)
{
  g_autoptr (GlossAnnotationList) list = load_beside (fixture);

  apply_beside (fixture,
                gloss_command_set_note (gloss_annotation_list_find (list, fixture->uuid), text, "B. Other"));
}

static guint
count_drafts (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = gloss_database_load_drafts (fixture->beside, &error);

  g_assert_no_error (error);
  return drafts->len;
}

static void
save_draft_beside (Fixture *fixture, const char *field, const char *base, const char *text)
{
  g_autoptr (GError) error = NULL;

  gloss_database_save_draft (fixture->beside, "annotation", fixture->uuid, field, base, text, &error);
  g_assert_no_error (error);
}

/* The note that is edited in place and, after a bar, the further ones: as the library has them. */
static void
assert_notes_stored (Fixture *fixture, const char *expected)
{
  g_autoptr (GlossAnnotationList) list = load_beside (fixture);
  GPtrArray *notes = gloss_annotation_get_notes (gloss_annotation_list_find_any (list, fixture->uuid));
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "",
                            gloss_record_get_string (g_ptr_array_index (notes, i), "text"));
  g_assert_cmpstr (joined->str, ==, expected);
}

static void
type (Fixture *fixture, const char *field, const char *text)
{
  gloss_document_type (fixture->document, fixture->annotation, field, text);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  GlossAnchor *anchor;

  load (fixture);

  g_assert_cmpstr (gloss_article_get_uri (gloss_document_get_article (fixture->document)), ==,
                   "file:///article.txt");
  g_assert_cmpstr (gloss_text_get_utf8 (
                     gloss_capture_get_fields (gloss_document_get_capture (fixture->document))->text),
                   ==, TEXT);
  anchor = gloss_annotation_get_anchor (fixture->annotation);
  g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, "about 190 miles");
  g_assert_cmpuint (gloss_anchor_get_start (anchor), ==, 29);
  g_assert_cmpuint (gloss_document_get_n_restored (fixture->document), ==, 0);
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_SAVED);
}

static void
test_not_found (Fixture *fixture, gconstpointer data)
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
test_submit (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  gloss_document_submit (fixture->document, NULL);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));

  gloss_document_submit (fixture->document,
                         gloss_command_set_verdict (fixture->annotation, "truth-5", "true"));
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_SAVING);
  g_assert_cmpstr (gloss_annotation_get_verdict (fixture->annotation), ==, "true");
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture->undo), ==, "Change verdict");

  wait_for_saved (fixture);
  {
    g_autoptr (GlossAnnotationList) list = load_beside (fixture);

    g_assert_cmpstr (gloss_annotation_get_verdict (gloss_annotation_list_find (list, fixture->uuid)), ==,
                     "true");
  }
}

/* Saved means: on disk, as a draft, and nothing in the history yet. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  type (fixture, "note", "L");
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_SAVING);
  type (fixture, "note", "Lo");
  type (fixture, "note", "Looked up");
  wait_for_saved (fixture);

  g_assert_cmpuint (count_drafts (fixture), ==, 1);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
  assert_notes_stored (fixture, "");

  gloss_document_commit_typing (fixture->document);
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "Looked up");
  wait_for_saved (fixture);
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  assert_notes_stored (fixture, "Looked up");
}

static void
test_one_undo_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) inverse = NULL;

  load (fixture);
  type (fixture, "note", "Looked");
  wait_for_saved (fixture);
  type (fixture, "note", "Looked up");
  gloss_document_commit_typing (fixture->document);
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture->undo), ==, "Edit note");

  inverse = gloss_undo_stack_undo (fixture->undo);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
  gloss_store_submit_async (fixture->store, inverse, NULL, NULL);
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "");
  wait_for_saved (fixture);
  assert_notes_stored (fixture, "");
}

static void
test_rest (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  type (fixture, "explanation", "It is in the manual.");
  GLOSS_TEST_WAIT_FOR (gloss_undo_stack_get_undo_label (fixture->undo) != NULL);
  wait_for_saved (fixture);

  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture->undo), ==, "Edit explanation");
  g_assert_cmpstr (gloss_annotation_get_explanation (fixture->annotation), ==, "It is in the manual.");
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

static void
test_other_field_commits (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  type (fixture, "note", "One");
  type (fixture, "claim", "Two");
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "One");
  g_assert_null (gloss_annotation_get_claim (fixture->annotation));
  wait_for_saved (fixture);
  assert_notes_stored (fixture, "One");
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
}

static void
test_typed_back (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  type (fixture, "note", "");
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_SAVED);
  type (fixture, "note", "x");
  wait_for_saved (fixture);
  type (fixture, "note", "");
  gloss_document_commit_typing (fixture->document);
  wait_for_saved (fixture);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

/* Keys that come while a commit is on its way, and the next commit. */
static void
test_typing_during_commit (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("Version %u", i);

      type (fixture, "note", text);
      if (i % 3 == 0)
        gloss_document_commit_typing (fixture->document);
      if (i % 7 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  gloss_document_commit_typing (fixture->document);
  wait_for_saved (fixture);
  assert_notes_stored (fixture, "Version 49");
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

static void
test_closing_commits (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  type (fixture, "note", "The last word");
  g_clear_object (&fixture->document);
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
  assert_notes_stored (fixture, "The last word");
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

/* A new document sees what is still being written. */
static void
test_load_during_write (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  type (fixture, "note", "The last word");
  g_clear_object (&fixture->document);
  load (fixture);
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "The last word");
  g_assert_cmpuint (gloss_document_get_n_restored (fixture->document), ==, 0);
}

static void
test_change_during_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotationList) list = load_beside (fixture);
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

/* Only in the twin: type until it says saved, and be killed. */
static void
type_and_be_killed (Fixture *fixture)
{
  g_free (fixture->path);
  g_free (fixture->article);
  fixture->path = g_strdup (g_getenv (PATH_VARIABLE));
  fixture->article = g_strdup (g_getenv (ARTICLE_VARIABLE));
  open_store (fixture);
  load (fixture);
  type (fixture, "note", "Half a sen");
  wait_for_saved (fixture);
  raise (SIGKILL);
}

static void
test_kill (void)
{
  Fixture fixture = { 0 };

  if (g_test_subprocess ())
    type_and_be_killed (&fixture);

  set_up (&fixture, NULL);
  close_store (&fixture);
  g_setenv (PATH_VARIABLE, fixture.path, TRUE);
  g_setenv (ARTICLE_VARIABLE, fixture.article, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_assert_false (g_test_trap_has_passed ());
  g_assert_cmpuint (count_drafts (&fixture), ==, 1);

  open_store (&fixture);
  load (&fixture);
  g_assert_cmpuint (gloss_document_get_n_restored (fixture.document), ==, 1);
  g_assert_cmpstr (gloss_annotation_get_note (fixture.annotation), ==, "Half a sen");
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture.undo), ==, "Restore draft");
  wait_for_saved (&fixture);
  assert_notes_stored (&fixture, "Half a sen");
  g_assert_cmpuint (count_drafts (&fixture), ==, 0);
  tear_down (&fixture, NULL);
}

/* Drafts in two fields, and one that another process overtook. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  set_note_beside (fixture, "Theirs");
  save_draft_beside (fixture, "note", "Ours as it was", "Ours");
  save_draft_beside (fixture, "claim", NULL, "The range is 190 miles");
  save_draft_beside (fixture, "claim_date", "", "2026");
  load (fixture);

  g_assert_cmpuint (gloss_document_get_n_restored (fixture->document), ==, 3);
  g_assert_cmpstr (gloss_annotation_get_claim (fixture->annotation), ==, "The range is 190 miles");
  g_assert_cmpstr (gloss_annotation_get_claim_date (fixture->annotation), ==, "2026");
  wait_for_saved (fixture);
  assert_notes_stored (fixture, "Theirs|Ours");
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

static void
test_restore_nothing_new (Fixture *fixture, gconstpointer data)
{
  set_note_beside (fixture, "Same");
  save_draft_beside (fixture, "note", "", "Same");
  save_draft_beside (fixture, "of a later version", "", "Words");
  load (fixture);
  g_assert_cmpuint (gloss_document_get_n_restored (fixture->document), ==, 0);
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
  wait_for_saved (fixture);
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
}

/* The same field, written by another process while it is typed into. */
static void
test_both_survive (Fixture *fixture, gconstpointer data)
{
  set_note_beside (fixture, "At first");
  load (fixture);
  type (fixture, "note", "Ours");
  set_note_beside (fixture, "Theirs");
  gloss_document_commit_typing (fixture->document);
  GLOSS_TEST_WAIT_FOR (fixture->n_reloaded > 0 && gloss_annotation_get_notes (fixture->annotation)->len == 2);
  wait_for_saved (fixture);

  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "Theirs");
  assert_notes_stored (fixture, "Theirs|Ours");
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

static void
test_both_survive_in_text (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  type (fixture, "claim", "Ours");
  {
    g_autoptr (GlossAnnotationList) list = load_beside (fixture);

    apply_beside (fixture, gloss_command_set_text (gloss_annotation_list_find (list, fixture->uuid), "claim",
                                                   "Theirs"));
  }
  gloss_document_commit_typing (fixture->document);
  GLOSS_TEST_WAIT_FOR (gloss_annotation_get_notes (fixture->annotation)->len == 1);
  wait_for_saved (fixture);
  g_assert_cmpstr (gloss_annotation_get_claim (fixture->annotation), ==, "Theirs");
  assert_notes_stored (fixture, "Claim: Ours");
}

/* What another process wrote is shown, and what is being typed is kept. */
static void
test_outside_change (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  type (fixture, "claim", "Ours");
  set_note_beside (fixture, "Theirs");
  GLOSS_TEST_WAIT_FOR (g_str_equal (gloss_annotation_get_note (fixture->annotation), "Theirs"));
  gloss_document_commit_typing (fixture->document);
  wait_for_saved (fixture);
  g_assert_cmpstr (gloss_annotation_get_claim (fixture->annotation), ==, "Ours");
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
  assert_notes_stored (fixture, "Theirs");
}

/* Another capture by another process: its text is shown, and no offset of the old one is taken for one of it.
 */
static void
test_outside_capture (Fixture *fixture, gconstpointer data)
{
  GlossCapture *capture;
  g_autofree char *article = NULL;

  load (fixture);
  capture = gloss_document_get_capture (fixture->document);
  article =
    gloss_test_add_article (fixture->beside, "file:///article.txt", "Another text, and longer than before.");
  g_assert_cmpstr (article, ==, fixture->article);
  GLOSS_TEST_WAIT_FOR (gloss_document_get_capture (fixture->document) != capture);
  g_assert_cmpstr (gloss_annotation_get_anchor_state (fixture->annotation), ==, "lost");
  g_assert_cmpstr (gloss_anchor_get_quote (gloss_annotation_get_anchor (fixture->annotation)), ==,
                   "about 190 miles");
}

/* A change that meets a conflict is taken back from what is shown, and from what can be undone. */
static void
test_failed_change (Fixture *fixture, gconstpointer data)
{
  GlossAnnotationList *list;

  load (fixture);
  {
    g_autoptr (GlossAnnotationList) beside = load_beside (fixture);

    apply_beside (fixture, gloss_command_set_category (gloss_annotation_list_find (beside, fixture->uuid),
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
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_FAILED);

  gloss_document_submit (fixture->document, gloss_command_set_category (fixture->annotation, "figure"));
  wait_for_saved (fixture);
}

/* The library is locked for longer than it waits: the text stays, and is saved with the next key. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  sqlite3 *lock;

  load (fixture);
  g_assert_cmpint (sqlite3_open (fixture->path, &lock), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (lock, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  type (fixture, "note", "Not yet");
  GLOSS_TEST_WAIT_FOR (gloss_document_get_save_state (fixture->document) == GLOSS_SAVE_STATE_FAILED);
  g_assert_cmpuint (fixture->n_save_failed, ==, 1);
  g_assert_error (fixture->error, GLOSS_ERROR, GLOSS_ERROR_BUSY);

  g_assert_cmpint (sqlite3_exec (lock, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (lock), ==, SQLITE_OK);
  type (fixture, "note", "Not yet, but now");
  wait_for_saved (fixture);
  gloss_document_commit_typing (fixture->document);
  wait_for_saved (fixture);
  assert_notes_stored (fixture, "Not yet, but now");
}

/* A commit that fails keeps its text and is made again with the next one. */
static void
test_busy_commit (Fixture *fixture, gconstpointer data)
{
  sqlite3 *lock;

  load (fixture);
  g_assert_cmpint (sqlite3_open (fixture->path, &lock), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (lock, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  type (fixture, "note", "Not yet");
  gloss_document_commit_typing (fixture->document);
  GLOSS_TEST_WAIT_FOR (fixture->n_reloaded > 0);
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_FAILED);
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "");
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));

  g_assert_cmpint (sqlite3_exec (lock, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (lock), ==, SQLITE_OK);
  gloss_document_commit_typing (fixture->document);
  wait_for_saved (fixture);
  assert_notes_stored (fixture, "Not yet");
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture->undo), ==, "Edit note");
}

/* Text that is typed into an annotation comes back with it out of the trash. */
static void
test_deleted_while_typing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotation) annotation = NULL;

  load (fixture);
  annotation = g_object_ref (fixture->annotation);
  type (fixture, "note", "Written before");
  gloss_document_submit (fixture->document, gloss_command_delete_annotation (annotation));
  gloss_document_commit_typing (fixture->document);
  wait_for_saved (fixture);
  assert_notes_stored (fixture, "Written before");
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add ("/document/" name, Fixture, NULL, set_up, function, tear_down)
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
  g_test_add_func ("/document/kill", test_kill);
  ADD ("restore", test_restore);
  ADD ("restore-nothing-new", test_restore_nothing_new);
  ADD ("both-survive", test_both_survive);
  ADD ("both-survive-in-text", test_both_survive_in_text);
  ADD ("outside-change", test_outside_change);
  ADD ("outside-capture", test_outside_capture);
  ADD ("failed-change", test_failed_change);
  ADD ("busy", test_busy);
  ADD ("busy-commit", test_busy_commit);
  ADD ("deleted-while-typing", test_deleted_while_typing);

  return g_test_run ();
}
