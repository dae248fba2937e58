/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way of an article through the code, without a display: file -> capture -> store -> anchor -> annotation
 * -> change
 * -> history -> list -> exporter, twice: the second time everything is read again from the disk.
 */

#include "config.h"

#include "core/annotation/gloss-commands.h"
#include "core/article/gloss-loader.h"
#include "core/base/gloss-hash.h"
#include "core/base/gloss-json.h"
#include "core/exchange/gloss-export-json.h"
#include "core/store/gloss-document.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

#define TEXT                                                                                                 \
  "The decision\n\nThe missiles have a range of about 190 miles, “enough” to reach the depots.\n\n"      \
  "The note went to Kyjiv 🚀 on Sunday. Almost 10,000 North Korean forces were sent.\n"

/* file -> capture -> store; returns the article's uuid. */
static char *
add_file (GlossStore *store, GFile *file)
{
  g_autoptr (GlossSourceFile) source = NULL;
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = gloss_hash_string (TEXT);
  GlossAdded added;
  char *article;

  source = gloss_source_file_read (file, NULL, &error);
  g_assert_no_error (error);
  capture = gloss_loader_capture (source, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gloss_capture_get_fields (capture)->sha256, ==, sha256);

  gloss_store_add_capture_async (store, capture, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  article = gloss_store_add_capture_finish (store, result, &added, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added, ==, GLOSS_ADDED_ARTICLE);

  return article;
}

static GlossDocument *
load (GlossStore *store, GlossUndoStack *undo, const char *article)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GlossDocument *document = gloss_document_new (store, undo, article, GLOSS_TEST_WHO);

  gloss_document_load_async (document, NULL, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  gloss_document_load_finish (document, result, &error);
  g_assert_no_error (error);

  return document;
}

static void
wait_for_saved (GlossDocument *document)
{
  GLOSS_TEST_WAIT_FOR (gloss_document_get_save_state (document) == GLOSS_SAVE_STATE_SAVED);
}

/* words -> anchor -> annotation -> change -> list. */
static GlossAnnotation *
annotate (GlossDocument *document, const char *quote, const char *category)
{
  const GlossCaptureFields *fields = gloss_capture_get_fields (gloss_document_get_capture (document));
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_quote (fields->text, quote, NULL, NULL, &error);
  GlossChange *change;
  g_autofree char *uuid = NULL;

  g_assert_no_error (error);
  change = gloss_command_create_annotation (fields->article, fields->uuid, anchor, category,
                                            gloss_document_get_author (document));
  uuid = g_strdup (gloss_test_get_annotation (change));
  gloss_document_submit (document, change);

  return gloss_annotation_list_find (gloss_document_get_annotations (document), uuid);
}

/* Everything that a user does to one annotation. */
static void
work_on (GlossDocument *document, GlossUndoStack *undo, GlossStore *store, GlossAnnotation *annotation)
{
  GlossAnnotationList *list = gloss_document_get_annotations (document);
  const char *const tags[] = { "range", "weapons", NULL };
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (GlossRecord) source = gloss_record_with_string (blank, "uri", "https://example.org/manual");
  g_autoptr (GlossChange) undone = NULL;

  gloss_document_type (document, annotation, "note", "The manual says *300 km*.");
  gloss_document_commit_typing (document);
  gloss_document_submit (document, gloss_command_add_source (annotation, source));
  gloss_document_submit (document, gloss_command_set_tags (annotation, list, tags));
  gloss_document_submit (document, gloss_command_set_claimant (annotation, list, "An official"));
  gloss_document_submit (document, gloss_command_set_verdict (annotation, "truth-5", "mostly-true"));
  gloss_document_submit (document, gloss_command_set_category (annotation, "question"));

  undone = gloss_undo_stack_undo (undo);
  gloss_store_submit_async (store, undone, NULL, NULL);
}

static void
assert_worked_on (GlossAnnotation *annotation)
{
  GlossRecord *source = g_ptr_array_index (gloss_annotation_get_sources (annotation), 0);

  g_assert_cmpstr (gloss_annotation_get_category (annotation), ==, "figure");
  g_assert_cmpstr (gloss_annotation_get_status (annotation), ==, "checked");
  g_assert_cmpstr (gloss_annotation_get_verdict (annotation), ==, "mostly-true");
  g_assert_cmpstr (gloss_annotation_get_note (annotation), ==, "The manual says *300 km*.");
  g_assert_cmpstr (gloss_annotation_get_claimant (annotation), ==, "An official");
  g_assert_cmpstr (gloss_annotation_get_tags (annotation)[1], ==, "weapons");
  g_assert_cmpstr (gloss_record_get_string (source, "uri"), ==, "https://example.org/manual");
}

static void
assert_listed (GlossDocument *document)
{
  static const char *const quotes[] = { "about 190 miles", "“enough”", "Almost 10,000 North Korean forces" };
  GListModel *list = G_LIST_MODEL (gloss_document_get_annotations (document));
  GlossText *text = gloss_capture_get_fields (gloss_document_get_capture (document))->text;

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, G_N_ELEMENTS (quotes));
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autoptr (GlossAnnotation) annotation = g_list_model_get_item (list, i);
      GlossAnchor *anchor = gloss_annotation_get_anchor (annotation);
      g_autofree char *words =
        gloss_text_dup_range (text, gloss_anchor_get_start (anchor), gloss_anchor_get_end (anchor));

      g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, quotes[i]);
      g_assert_cmpstr (words, ==, quotes[i]);
    }
  g_assert_cmpuint (gloss_annotation_list_get_n_left (gloss_document_get_annotations (document)), ==, 2);
}

/* The exporter on a connection of its own, as the command line has one. */
static JsonObject *
export_library (const char *path)
{
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  JsonObject *document;

  gloss_export_json (database, NULL, out, NULL, &error);
  g_assert_no_error (error);
  document =
    gloss_json_parse_object (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)),
                             (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)),
                             &error);
  g_assert_no_error (error);
  gloss_test_assert_sound (database);

  return document;
}

static JsonObject *
get_element (JsonObject *object, const char *member, guint index)
{
  JsonArray *array = gloss_json_get_array (object, member);

  g_assert_nonnull (array);
  g_assert_cmpuint (json_array_get_length (array), >, index);
  return json_array_get_object_element (array, index);
}

static void
assert_exported (JsonObject *document, const char *article_uuid)
{
  JsonObject *article = get_element (document, "articles", 0);
  JsonObject *annotation = get_element (article, "annotations", 0);
  JsonObject *anchor = json_object_get_object_member (annotation, "anchor");
  const char *text = gloss_json_get_string (get_element (article, "captures", 0), "text");
  const char *start = g_utf8_offset_to_pointer (text, gloss_json_get_int (anchor, "start", -1));

  g_assert_cmpstr (gloss_json_get_string (document, "format"), ==, "glossator");
  g_assert_cmpstr (gloss_json_get_string (article, "uuid"), ==, article_uuid);
  g_assert_cmpuint (json_array_get_length (gloss_json_get_array (article, "annotations")), ==, 3);
  g_assert_cmpstr (gloss_json_get_string (annotation, "category"), ==, "figure");
  g_assert_cmpstr (gloss_json_get_string (annotation, "note"), ==, "The manual says *300 km*.");
  g_assert_cmpstr (gloss_json_get_string (annotation, "claimant"), ==, "An official");
  g_assert_cmpstr (gloss_json_get_string (json_object_get_object_member (annotation, "verdict"), "id"), ==,
                   "mostly-true");
  g_assert_cmpstr (gloss_json_get_string (get_element (annotation, "sources", 0), "uri"), ==,
                   "https://example.org/manual");
  g_assert_cmpstr (gloss_json_get_string (anchor, "quote"), ==, "about 190 miles");
  g_assert_true (g_str_has_prefix (start, "about 190 miles"));
  /* Creation, note, source, two tags and their links, person, claimant, verdict, category, and back again. */
  g_assert_cmpuint (json_array_get_length (gloss_json_get_array (annotation, "history")), >=, 10);
}

static void
test_flow (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autofree char *file_path = g_strconcat (path, ".article.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (file_path);
  g_autoptr (GlossUndoStack) undo = gloss_undo_stack_new ();
  g_autoptr (JsonObject) exported = NULL;
  g_autofree char *article = NULL;
  g_autoptr (GError) error = NULL;
  GlossStore *store;
  GlossDocument *document;
  GlossAnnotation *annotation;

  g_file_set_contents (file_path, TEXT, -1, &error);
  g_assert_no_error (error);

  store = gloss_test_open_store (path);
  article = add_file (store, file);
  document = load (store, undo, article);
  annotate (document, "Almost 10,000 North Korean forces", "figure");
  annotate (document, "\"enough\"", "quotation");
  annotation = annotate (document, "about 190 miles", "figure");
  work_on (document, undo, store, annotation);
  assert_worked_on (annotation);
  assert_listed (document);
  wait_for_saved (document);
  g_assert_finalize_object (document);
  gloss_test_close_store (store);

  /* Again, from the disk. */
  store = gloss_test_open_store (path);
  document = load (store, undo, article);
  assert_listed (document);
  annotation = g_list_model_get_item (G_LIST_MODEL (gloss_document_get_annotations (document)), 0);
  assert_worked_on (annotation);
  g_object_unref (annotation);
  g_assert_finalize_object (document);
  gloss_test_close_store (store);

  exported = export_library (path);
  assert_exported (exported, article);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/file-to-export", test_flow);
  return g_test_run ();
}
