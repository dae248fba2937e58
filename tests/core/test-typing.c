/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text whose document is closed while it is on its way, or meets what another process wrote: none of it is
 * lost. What typing does while its document stays open is in test-document.c. */

#include "config.h"

#include "core/annotation/gloss-commands.h"
#include "core/store/gloss-document.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

#define TEXT "The missiles have a range of about 190 miles. Almost 10,000 forces were sent."

typedef struct
{
  char *path;
  char *article;
  char *uuid;            /* of the annotation */
  GlossDatabase *beside; /* another process */
  GlossStore *store;
  GlossUndoStack *undo;
  GlossDocument *document;
} Fixture;

static void
load (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->document = gloss_document_new (fixture->store, fixture->undo, fixture->article, GLOSS_TEST_WHO);
  gloss_document_load_async (fixture->document, NULL, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  gloss_document_load_finish (fixture->document, result, &error);
  g_assert_no_error (error);
}

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
  fixture->store = gloss_test_open_store (fixture->path);
  fixture->undo = gloss_undo_stack_new ();
  load (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->document);
  gloss_test_close_store (fixture->store);
  g_object_unref (fixture->undo);
  gloss_test_assert_sound (fixture->beside);
  gloss_database_close (fixture->beside);
  g_free (fixture->path);
  g_free (fixture->article);
  g_free (fixture->uuid);
}

static void
type (Fixture *fixture, const char *field, const char *text)
{
  GlossAnnotationList *list = gloss_document_get_annotations (fixture->document);

  gloss_document_type (fixture->document, gloss_annotation_list_find (list, fixture->uuid), field, text);
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

/* What another process would do. */
static void
set_text_beside (Fixture *fixture, const char *field, const char *text)
{
  g_autoptr (GlossAnnotationList) list = load_beside (fixture);
  GlossAnnotation *annotation = gloss_annotation_list_find (list, fixture->uuid);
  g_autoptr (GlossChange) change = g_str_equal (field, "note")
                                     ? gloss_command_set_note (annotation, text, "B. Other")
                                     : gloss_command_set_text (annotation, field, text);
  g_autoptr (GError) error = NULL;

  gloss_database_apply (fixture->beside, change, "B. Other", &error);
  g_assert_no_error (error);
}

/* The texts of the notes as the library has them, joined by bars. */
static char *
dup_notes (Fixture *fixture)
{
  g_autoptr (GlossAnnotationList) list = load_beside (fixture);
  GPtrArray *notes = gloss_annotation_get_notes (gloss_annotation_list_find (list, fixture->uuid));
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "",
                            gloss_record_get_string (g_ptr_array_index (notes, i), "text"));
  return g_string_free (joined, FALSE);
}

static void
wait_for_rest (Fixture *fixture)
{
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
}

/* The words after those of a commit that is on its way. */
static void
test_closing_during_commit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *notes = NULL;

  type (fixture, "note", "One");
  gloss_document_commit_typing (fixture->document);
  type (fixture, "note", "One, two");
  g_clear_object (&fixture->document);
  wait_for_rest (fixture);
  notes = dup_notes (fixture);
  g_assert_cmpstr (notes, ==, "One, two");
}

/* Nobody reads the records again for a document that is gone: its text waits as a draft for the next one. */
static void
test_closing_into_conflict (Fixture *fixture, gconstpointer data)
{
  g_autofree char *notes = NULL;

  type (fixture, "note", "At first");
  gloss_document_commit_typing (fixture->document);
  wait_for_rest (fixture);
  set_text_beside (fixture, "note", "Theirs");
  type (fixture, "note", "Ours");
  g_clear_object (&fixture->document);
  wait_for_rest (fixture);

  load (fixture);
  g_assert_cmpuint (gloss_document_get_n_restored (fixture->document), ==, 1);
  wait_for_rest (fixture);
  notes = dup_notes (fixture);
  g_assert_cmpstr (notes, ==, "Theirs|Ours");
}

/* Two fields of one row, the first of which was overtaken: each is committed on top of the other. */
static void
test_closing_with_two_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotationList) list = NULL;
  GlossAnnotation *annotation;
  g_autofree char *notes = NULL;

  set_text_beside (fixture, "claim", "Their claim");
  type (fixture, "claim", "Our claim");
  type (fixture, "explanation", "Our explanation");
  g_clear_object (&fixture->document);
  wait_for_rest (fixture);

  load (fixture);
  wait_for_rest (fixture);
  list = load_beside (fixture);
  annotation = gloss_annotation_list_find (list, fixture->uuid);
  notes = dup_notes (fixture);
  g_assert_cmpstr (gloss_annotation_get_claim (annotation), ==, "Their claim");
  g_assert_cmpstr (gloss_annotation_get_explanation (annotation), ==, "Our explanation");
  g_assert_cmpstr (notes, ==, "Claim: Our claim");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add ("/typing/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("closing-during-commit", test_closing_during_commit);
  ADD ("closing-into-conflict", test_closing_into_conflict);
  ADD ("closing-with-two-fields", test_closing_with_two_fields);

  return g_test_run ();
}
