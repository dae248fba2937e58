/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An open article on a real library, and another process beside it. */

#include "config.h"

#include "support/gloss-test-document.h"

#include "core/annotation/gloss-commands.h"

static void
save_failed_cb (GlossDocument *document, GError *error, gpointer data)
{
  GlossTestDocument *fixture = data;

  fixture->n_save_failed++;
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
}

static void
reloaded_cb (GlossDocument *document, gpointer data)
{
  ((GlossTestDocument *) data)->n_reloaded++;
}

void
gloss_test_document_open_store (GlossTestDocument *fixture)
{
  fixture->store = gloss_test_open_store (fixture->path);
  fixture->undo = gloss_undo_stack_new ();
}

GlossDocument *
gloss_test_load_document (GlossStore *store, GlossUndoStack *undo, const char *article)
{
  GlossDocument *document = gloss_document_new (store, undo, article, GLOSS_TEST_WHO);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gloss_document_load_async (document, NULL, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  gloss_document_load_finish (document, result, &error);
  g_assert_no_error (error);

  return document;
}

void
gloss_test_document_load (GlossTestDocument *fixture)
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

void
gloss_test_document_wait_for_saved (GlossTestDocument *fixture)
{
  GLOSS_TEST_WAIT_FOR (gloss_document_get_save_state (fixture->document) == GLOSS_SAVE_STATE_SAVED);
}

void
gloss_test_document_close_document (GlossTestDocument *fixture)
{
  gpointer document;

  gloss_test_document_wait_for_saved (fixture);

  /* It may be read again, because another process wrote. */
  document = g_steal_pointer (&fixture->document);
  g_object_add_weak_pointer (document, &document);
  g_object_unref (document);
  GLOSS_TEST_WAIT_FOR (document == NULL);
}

void
gloss_test_document_close_store (GlossTestDocument *fixture)
{
  gloss_test_close_store (g_steal_pointer (&fixture->store));
  g_clear_object (&fixture->undo);
}

/* A library with an article and an annotation, open; not loaded yet. */
void
gloss_test_document_set_up (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossChange) creation = NULL;
  g_autoptr (GError) error = NULL;

  fixture->path = gloss_test_dup_library_path ();
  fixture->beside = gloss_test_open (fixture->path);
  fixture->article =
    gloss_test_add_article (fixture->beside, "file:///article.txt", GLOSS_TEST_DOCUMENT_TEXT);
  capture = gloss_database_load_capture (fixture->beside, fixture->article, &error);
  g_assert_no_error (error);
  creation = gloss_test_annotate (capture, 29, 44);
  gloss_database_apply (fixture->beside, creation, GLOSS_TEST_WHO, &error);
  g_assert_no_error (error);
  fixture->uuid = g_strdup (gloss_test_get_annotation (creation));
  gloss_test_document_open_store (fixture);
}

void
gloss_test_document_tear_down (GlossTestDocument *fixture, gconstpointer data)
{
  if (fixture->document != NULL)
    gloss_test_document_close_document (fixture);
  gloss_test_document_close_store (fixture);
  gloss_test_assert_sound (fixture->beside);
  gloss_database_close (fixture->beside);
  g_clear_error (&fixture->error);
  g_free (fixture->path);
  g_free (fixture->article);
  g_free (fixture->uuid);
}

/* What another process would do. */
void
gloss_test_document_apply_beside (GlossTestDocument *fixture, GlossChange *change)
{
  g_autoptr (GlossChange) owned_change = change;
  g_autoptr (GError) error = NULL;

  gloss_database_apply (fixture->beside, change, "B. Other", &error);
  g_assert_no_error (error);
}

GlossAnnotationList *
gloss_test_document_load_beside (GlossTestDocument *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = gloss_database_load_annotations (fixture->beside, fixture->article, &error);
  GlossAnnotationList *list = gloss_annotation_list_new (fixture->article);

  g_assert_no_error (error);
  gloss_annotation_list_set_records (list, records);
  return list;
}

void
gloss_test_document_set_note_beside (GlossTestDocument *fixture, const char *text)
{
  g_autoptr (GlossAnnotationList) list = gloss_test_document_load_beside (fixture);

  gloss_test_document_apply_beside (fixture,
                                    gloss_command_set_note (gloss_annotation_list_find (list, fixture->uuid),
                                                            text, "B. Other"));
}

guint
gloss_test_document_count_drafts (GlossTestDocument *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = gloss_database_load_drafts (fixture->beside, &error);

  g_assert_no_error (error);
  return drafts->len;
}

void
gloss_test_document_save_draft_beside (GlossTestDocument *fixture,
                                       const char *field,
                                       const char *base,
                                       const char *text)
{
  g_autoptr (GError) error = NULL;

  gloss_database_save_draft (fixture->beside, "annotation", fixture->uuid, field, base, text, &error);
  g_assert_no_error (error);
}

/* The note that is edited in place and, after a bar, the further ones: as the library has them. */
void
gloss_test_document_assert_notes_stored (GlossTestDocument *fixture, const char *expected)
{
  g_autoptr (GlossAnnotationList) list = gloss_test_document_load_beside (fixture);
  GPtrArray *notes = gloss_annotation_get_notes (gloss_annotation_list_find_any (list, fixture->uuid));
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "",
                            gloss_record_get_string (g_ptr_array_index (notes, i), "text"));
  g_assert_cmpstr (joined->str, ==, expected);
}

void
gloss_test_document_type (GlossTestDocument *fixture, const char *field, const char *text)
{
  gloss_document_type (fixture->document, fixture->annotation, field, text);
}

/* What another process does. */
void
gloss_test_document_add_capture_beside (GlossTestDocument *fixture, const char *text)
{
  g_autofree char *article = gloss_test_add_article (fixture->beside, "file:///article.txt", text);

  g_assert_cmpstr (article, ==, fixture->article);
}

/* What the window does: it can be taken back. */
void
gloss_test_document_add_capture (GlossTestDocument *fixture, const char *text)
{
  g_autoptr (GlossCapture) capture = gloss_test_make_capture ("file:///article.txt", text);
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *article = NULL;

  gloss_store_add_capture_async (fixture->store, capture, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  article = gloss_store_add_capture_finish (fixture->store, result, NULL, &change, &error);
  g_assert_no_error (error);
  gloss_undo_stack_push (fixture->undo, change);
}

void
gloss_test_document_show (GlossTestDocument *fixture, guint position)
{
  g_autofree char *uuid = g_strdup (
    gloss_record_get_uuid (g_ptr_array_index (gloss_document_get_captures (fixture->document), position)));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gloss_document_show_capture_async (fixture->document, uuid, NULL, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  g_assert_true (gloss_document_show_capture_finish (fixture->document, result, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (gloss_capture_get_fields (gloss_document_get_capture (fixture->document))->uuid, ==, uuid);
}

void
gloss_test_document_submit_and_wait (GlossTestDocument *fixture, GlossChange *change)
{
  g_autoptr (GlossChange) owned_change = change;

  g_assert_nonnull (change);
  gloss_store_submit_async (fixture->store, change, NULL, NULL);
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
}

void
gloss_test_document_undo (GlossTestDocument *fixture)
{
  gloss_test_document_submit_and_wait (fixture, gloss_undo_stack_undo (fixture->undo));
}

void
gloss_test_document_redo (GlossTestDocument *fixture)
{
  gloss_test_document_submit_and_wait (fixture, gloss_undo_stack_redo (fixture->undo));
}
