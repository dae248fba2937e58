/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the export holds of trash, lost places, unknown ids and fields; and what becomes of it when a write
 * fails. tests/cli checks the whole document against the schema. */

#include "config.h"

#include "core/annotation/gloss-commands.h"
#include "core/article/gloss-loader.h"
#include "core/base/gloss-error.h"
#include "core/exchange/gloss-export-json.h"
#include "core/store/gloss-database-extent.h"

#include <glib/gstdio.h>

#define TEXT                                                                                                 \
  "A title\n\nFirst words, second words, third words, \360\237\221\215\360\237\217\275 and the last.\n"

typedef struct
{
  GlossDatabase *database;
  char *article;
  GlossAnnotationList *list;
} Fixture;

static void
apply (Fixture *fixture, GlossChange *change)
{
  g_autoptr (GlossChange) owned = change;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (change);
  g_assert_true (gloss_database_apply (fixture->database, change, "Tester", &error));
  g_assert_no_error (error);
  gloss_annotation_list_apply (fixture->list, change);
}

static char *
add_text (GlossDatabase *database, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSourceFile) source = gloss_source_file_new_for_paste (text, &error);
  g_autoptr (GlossCapture) capture = gloss_loader_capture (source, &error);
  char *article = NULL;

  g_assert_no_error (error);
  g_assert_true (gloss_database_add_capture (database, capture, "Tester", &article, NULL, NULL, &error));
  g_assert_no_error (error);
  return article;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "library.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0755), ==, 0);
  fixture->database = gloss_database_open (path, GLOSS_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  fixture->article = add_text (fixture->database, TEXT);
  fixture->list = gloss_annotation_list_new (fixture->article);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->list);
  g_free (fixture->article);
  gloss_database_close (fixture->database);
}

/* Borrowed from the list. */
static GlossAnnotation *
annotate (Fixture *fixture, const char *quote, const char *category)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossCapture) capture =
    gloss_database_load_capture (fixture->database, fixture->article, &error);
  g_autoptr (GlossAnchor) anchor =
    gloss_anchor_new_for_quote (gloss_capture_get_fields (capture)->text, quote, NULL, NULL, &error);
  GlossChange *change;
  g_autofree char *uuid = NULL;

  g_assert_no_error (error);
  change = gloss_command_create_annotation (fixture->article, gloss_capture_get_fields (capture)->uuid,
                                            anchor, category, "Tester");
  uuid = g_strdup (gloss_record_get_uuid (gloss_change_get_after (change, 0)));
  apply (fixture, change);
  return gloss_annotation_list_find (fixture->list, uuid);
}

static GBytes *
export_bytes (Fixture *fixture, const char *const *articles)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (gloss_export_json (fixture->database, articles, out, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

/* The document's root. */
static JsonNode *
export_node (Fixture *fixture)
{
  g_autoptr (GBytes) bytes = export_bytes (fixture, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

static JsonObject *
get_article (JsonNode *root)
{
  return json_array_get_object_element (json_object_get_array_member (json_node_get_object (root),
                                                                      "articles"),
                                        0);
}

static JsonObject *
get_annotation (JsonNode *root, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (get_article (root), "annotations"),
                                        index);
}

static void
assert_quote (JsonNode *root, guint index, const char *quote)
{
  JsonObject *anchor = json_object_get_object_member (get_annotation (root, index), "anchor");

  g_assert_cmpstr (json_object_get_string_member (anchor, "quote"), ==, quote);
}

/* An archive without what lies in the trash would lose it; what was removed from an annotation is no part of
 * it. */
static void
test_trash (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *kept = annotate (fixture, "First words", "claim");
  GlossAnnotation *removed = annotate (fixture, "second words", "claim");
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GlossRecord) source = NULL;
  g_autoptr (GlossArticle) article = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *annotation;

  json_object_set_string_member (values, "uri", "https://example.org");
  json_object_set_string_member (values, "stance", "refutes");
  source = gloss_record_new_for_values ("source", values);
  apply (fixture, gloss_command_add_source (kept, source));
  apply (fixture,
         gloss_command_delete_source (kept, gloss_record_get_uuid (
                                              g_ptr_array_index (gloss_annotation_get_sources (kept), 0))));
  apply (fixture, gloss_command_delete_annotation (removed));
  article = gloss_database_load_article (fixture->database, fixture->article, NULL);
  apply (fixture, gloss_command_delete_article (gloss_article_get_record (article)));

  root = export_node (fixture);
  g_assert_false (json_object_get_null_member (get_article (root), "deleted"));
  annotation = get_annotation (root, 0);
  g_assert_true (json_object_get_null_member (annotation, "deleted"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (annotation, "sources")), ==, 0);
  /* The annotation, its anchor, and the source added and removed. */
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (annotation, "history")), ==, 4);
  assert_quote (root, 1, "second words");
  g_assert_false (json_object_get_null_member (get_annotation (root, 1), "deleted"));
}

/* A place that was taken from an annotation that stays is still told. */
static void
test_removed_anchor (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *annotation = annotate (fixture, "First words", "claim");
  GlossRecord *anchor = g_ptr_array_index (gloss_annotation_get_anchors (annotation), 0);
  g_autoptr (GlossRecord) trashed = gloss_record_with_deleted (anchor, TRUE);
  GlossChange *change = gloss_change_new ("Remove", fixture->article);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *exported;
  JsonArray *anchors;

  gloss_change_add (change, anchor, trashed);
  apply (fixture, change);
  root = export_node (fixture);
  exported = get_annotation (root, 0);
  g_assert_true (json_object_get_null_member (exported, "anchor"));
  anchors = json_object_get_array_member (exported, "anchors");
  g_assert_cmpuint (json_array_get_length (anchors), ==, 1);
  g_assert_nonnull (
    json_object_get_string_member_with_default (json_array_get_object_element (anchors, 0), "deleted", NULL));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (exported, "history")), ==, 3);
}

/* An annotation whose creation was undone lies in the trash with its anchor, and both are still told. */
static void
test_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (fixture->database, fixture->article, NULL);
  g_autoptr (GlossAnchor) anchor =
    gloss_anchor_new_for_range (gloss_capture_get_fields (capture)->text, 0, 7);
  g_autoptr (GlossChange) change =
    gloss_command_create_annotation (fixture->article, gloss_capture_get_fields (capture)->uuid, anchor,
                                     "claim", NULL);
  g_autoptr (JsonNode) root = NULL;

  apply (fixture, gloss_change_ref (change));
  apply (fixture, gloss_change_invert (change));
  root = export_node (fixture);
  g_assert_false (json_object_get_null_member (get_annotation (root, 0), "deleted"));
  assert_quote (root, 0, "A title");
}

/* A version that was taken back is told, but no annotation is said to be in it while there is another. */
static void
test_capture_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (fixture->database, fixture->article, NULL);
  const GlossCaptureFields *fields = gloss_capture_get_fields (capture);
  GlossCaptureFields other = {
    .uri = fields->uri, .media_type = "text/plain", .sha256 = "other", .html = "", .text = fields->text
  };
  g_autoptr (GlossCapture) further = gloss_capture_new (&other);
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *exported;
  JsonArray *captures;

  annotate (fixture, "First words", "claim");
  g_assert_true (
    gloss_database_add_capture (fixture->database, further, "Tester", NULL, NULL, &change, NULL));
  apply (fixture, gloss_change_invert (change));

  root = export_node (fixture);
  captures = json_object_get_array_member (get_article (root), "captures");
  g_assert_cmpuint (json_array_get_length (captures), ==, 2);
  g_assert_true (json_object_get_null_member (json_array_get_object_element (captures, 0), "deleted"));
  g_assert_false (json_object_get_null_member (json_array_get_object_element (captures, 1), "deleted"));
  exported = get_annotation (root, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (exported, "anchors")), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (exported, "anchor"),
                                                  "capture"),
                   ==, fields->sha256);
}

static GlossRecord *
load_anchor (Fixture *fixture, const char *annotation)
{
  g_autoptr (GPtrArray) anchors =
    gloss_database_load_records (fixture->database, "anchor", "annotation", annotation, "created", NULL);

  g_assert_cmpuint (anchors->len, ==, 1);
  return gloss_record_ref (g_ptr_array_index (anchors, 0));
}

static void
edit (Fixture *fixture, GlossRecord *before, GlossRecord *after)
{
  GlossChange *change = gloss_change_new ("Test", fixture->article);

  gloss_change_add (change, before, after);
  apply (fixture, change);
}

/* Accepting was undone: the row that counts stays the last, though the other one was made after it. */
static void
test_accepting_undone (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *annotation = annotate (fixture, "First words", "claim");
  GlossRecord *anchor = g_ptr_array_index (gloss_annotation_get_anchors (annotation), 0);
  g_autoptr (GlossRecord) blank = gloss_record_new ("anchor");
  g_autoptr (GlossRecord) other = gloss_record_with_string (anchor, "uuid", gloss_record_get_uuid (blank));
  g_autoptr (GlossRecord) later = gloss_record_with_string (other, "created", "2999-01-01T00:00:00.000Z");
  g_autoptr (GlossRecord) trashed = gloss_record_with_deleted (later, TRUE);
  GlossChange *change = gloss_change_new ("Accept and undo", fixture->article);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *anchors;

  gloss_change_add (change, NULL, trashed);
  apply (fixture, change);
  root = export_node (fixture);
  anchors = json_object_get_array_member (get_annotation (root, 0), "anchors");
  g_assert_cmpuint (json_array_get_length (anchors), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (anchors, 1), "uuid"), ==,
                   gloss_record_get_uuid (anchor));
}

/* By place, then by length; what is lost comes last, and has no place. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lost = g_strdup (gloss_annotation_get_uuid (annotate (fixture, "A title", "claim")));
  g_autoptr (GlossRecord) before = load_anchor (fixture, lost);
  g_autoptr (JsonObject) values = gloss_record_dup_values (before);
  g_autoptr (GlossRecord) after = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *anchor;

  json_object_set_null_member (values, "start_point");
  json_object_set_null_member (values, "end_point");
  json_object_set_string_member (values, "state", "lost");
  after = gloss_record_new_for_values ("anchor", values);
  edit (fixture, before, after);
  annotate (fixture, "third words", "claim");
  annotate (fixture, "second words, third", "claim");
  annotate (fixture, "second words", "claim");
  annotate (fixture, "\360\237\221\215\360\237\217\275 and", "claim");

  root = export_node (fixture);
  assert_quote (root, 0, "second words");
  assert_quote (root, 1, "second words, third");
  assert_quote (root, 2, "third words");
  assert_quote (root, 3, "\360\237\221\215\360\237\217\275 and");
  assert_quote (root, 4, "A title");
  anchor = json_object_get_object_member (get_annotation (root, 4), "anchor");
  g_assert_true (json_object_get_null_member (anchor, "start"));
  g_assert_cmpstr (json_object_get_string_member (anchor, "state"), ==, "lost");
  /* Code points: the thumb and its colour are two. */
  anchor = json_object_get_object_member (get_annotation (root, 3), "anchor");
  g_assert_cmpint (json_object_get_int_member (anchor, "end") - json_object_get_int_member (anchor, "start"),
                   ==, 6);
}

/* What this version doesn't know goes through it unharmed, even where it makes no sense. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *annotation = annotate (fixture, "First words", "own-category");
  GlossRecord *before = gloss_annotation_get_record (annotation);
  g_autoptr (JsonObject) values = gloss_record_dup_values (before);
  g_autoptr (GlossRecord) after = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *verdict, *extra;

  json_object_set_string_member (values, "scale", "elsewhere");
  json_object_set_string_member (values, "verdict", "ratner-\303\251");
  json_object_set_string_member (values, "extra", "{\"colour\": [1.5, {\"deep\": null}]}");
  after = gloss_record_new_for_values ("annotation", values);
  edit (fixture, before, after);

  root = export_node (fixture);
  g_assert_cmpstr (json_object_get_string_member (get_annotation (root, 0), "category"), ==, "own-category");
  verdict = json_object_get_object_member (get_annotation (root, 0), "verdict");
  g_assert_cmpstr (json_object_get_string_member (verdict, "scale"), ==, "elsewhere");
  g_assert_cmpstr (json_object_get_string_member (verdict, "id"), ==, "ratner-\303\251");
  g_assert_true (json_object_get_null_member (verdict, "label"));
  extra = json_object_get_object_member (get_annotation (root, 0), "extra");
  g_assert_cmpfloat (json_array_get_double_element (json_object_get_array_member (extra, "colour"), 0), ==,
                     1.5);
}

static void
test_damaged_extra (Fixture *fixture, gconstpointer data)
{
  GlossRecord *before = gloss_annotation_get_record (annotate (fixture, "First words", "claim"));
  g_autoptr (GlossRecord) after = gloss_record_with_string (before, "extra", "{half");
  g_autoptr (JsonNode) root = NULL;
  JsonObject *extra;

  edit (fixture, before, after);
  root = export_node (fixture);
  extra = json_object_get_object_member (get_annotation (root, 0), "extra");
  g_assert_cmpstr (json_object_get_string_member (extra, "text"), ==, "{half");
}

static char **
split_lines (GBytes *bytes)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return g_strsplit (text, "\n", -1);
}

/* The lines of both but that of the time are the same. */
static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_auto (GStrv) first_lines = NULL;
  g_auto (GStrv) second_lines = NULL;
  guint i;

  annotate (fixture, "First words", "claim");
  annotate (fixture, "second words", "claim");
  first = export_bytes (fixture, NULL);
  second = export_bytes (fixture, (const char *[]){ fixture->article, fixture->article, NULL });
  first_lines = split_lines (first);
  second_lines = split_lines (second);
  g_assert_cmpuint (g_strv_length (first_lines), ==, g_strv_length (second_lines));
  for (i = 0; first_lines[i] != NULL; i++)
    if (!g_str_has_prefix (first_lines[i], "  \"exported\": "))
      g_assert_cmpstr (first_lines[i], ==, second_lines[i]);
}

static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_false (
    gloss_export_json (fixture->database,
                       (const char *[]){ fixture->article, "00000000-0000-4000-8000-000000000000", NULL },
                       out, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)), ==, 0);
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  char place[100];
  g_autoptr (GOutputStream) out = g_memory_output_stream_new (place, sizeof place, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) after = NULL;

  g_assert_false (gloss_export_json (fixture->database, NULL, out, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_FULL);
  /* The snapshot was given back: the library goes on working. */
  annotate (fixture, "First words", "claim");
  after = export_bytes (fixture, NULL);
}

/* Borrowed: the uuid of the capture that the source cites. */
static const char *
get_cited (JsonObject *article)
{
  JsonObject *annotation =
    json_array_get_object_element (json_object_get_array_member (article, "annotations"), 0);
  JsonObject *source =
    json_array_get_object_element (json_object_get_array_member (annotation, "sources"), 0);

  return json_object_get_string_member (source, "capture_uuid");
}

/* A source of an annotation, and a copy of its page. */
static void
keep_copy (Fixture *fixture)
{
  GlossAnnotation *annotation = annotate (fixture, "second words", "claim");
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (GlossSourceFile) file = gloss_source_file_new_for_paste ("A report.", NULL);
  g_autoptr (GlossCapture) plain = gloss_loader_capture (file, NULL);
  g_autoptr (GlossCapture) copy = NULL;
  GlossCaptureFields fields = *gloss_capture_get_fields (plain);

  apply (fixture, gloss_command_add_source (annotation, blank));
  fields.source = gloss_record_get_uuid (g_ptr_array_index (gloss_annotation_get_sources (annotation), 0));
  copy = gloss_capture_new (&fields);
  g_assert_true (gloss_database_add_capture (fixture->database, copy, "Tester", NULL, NULL, NULL, NULL));
}

/* The article that is exported, and the one that came along, for it has the copy. */
static JsonNode *
export_with_copy (Fixture *fixture, JsonObject **article, JsonObject **copy)
{
  const char *const articles[] = { fixture->article, NULL };
  g_autoptr (GBytes) bytes = export_bytes (fixture, articles);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *written;
  JsonNode *root;
  guint own;

  g_assert_true (
    json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  root = json_parser_steal_root (parser);
  written = json_object_get_array_member (json_node_get_object (root), "articles");
  g_assert_cmpuint (json_array_get_length (written), ==, 2);
  /* What was added within one millisecond has no order. */
  *article = json_array_get_object_element (written, 0);
  own = g_strcmp0 (json_object_get_string_member (*article, "uuid"), fixture->article) == 0 ? 0 : 1;
  *article = json_array_get_object_element (written, own);
  *copy = json_array_get_object_element (written, 1 - own);
  return root;
}

/* Of one article: what is kept of its sources comes along, and nothing else. */
static void
test_copies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = add_text (fixture->database, "Other words.");
  g_autoptr (JsonNode) root = NULL;
  JsonObject *article, *copy;

  keep_copy (fixture);
  root = export_with_copy (fixture, &article, &copy);
  g_assert_nonnull (other);
  g_assert_cmpstr (json_object_get_string_member (article, "uuid"), ==, fixture->article);
  g_assert_cmpstr (json_object_get_string_member (copy, "uuid"), !=, other);
  g_assert_cmpstr (json_object_get_string_member (copy, "state"), ==, "source");
}

/* Takes less of a copy than was kept. */
static GlossChange *
narrow (Fixture *fixture, const char *article)
{
  g_autoptr (GlossCapture) before = gloss_database_load_capture (fixture->database, article, NULL);
  g_autoptr (GlossText) text = gloss_text_new ("report", -1, NULL);
  g_autoptr (GlossCapture) taken = NULL;
  g_autoptr (GError) error = NULL;
  GlossCaptureFields fields = *gloss_capture_get_fields (before);
  GlossChange *change = NULL;

  fields.html = "<!DOCTYPE html><main id=\"gloss-text\">report</main>";
  fields.text = text;
  fields.extent = GLOSS_EXTENT_WHOLE_PART;
  taken = gloss_capture_new (&fields);
  gloss_database_change_extent (fixture->database, taken, "Tester", &change, &error);
  g_assert_no_error (error);
  g_assert_nonnull (change);
  return change;
}

/* What the source cites is the one version of its copy that the export has outside the trash, and what stands
 * in the library. Returns its uuid; article_out (nullable): of the one that has the copy. */
static char *
check_copy (Fixture *fixture, char **article_out)
{
  JsonObject *article, *copy;
  g_autoptr (JsonNode) root = export_with_copy (fixture, &article, &copy);
  const char *kept = json_object_get_string_member (copy, "uuid");
  g_autoptr (GlossCapture) standing = gloss_database_load_capture (fixture->database, kept, NULL);
  JsonArray *captures = json_object_get_array_member (copy, "captures");
  guint n_live = 0;

  for (guint i = 0; i < json_array_get_length (captures); i++)
    {
      JsonObject *capture = json_array_get_object_element (captures, i);

      if (!json_object_get_null_member (capture, "deleted"))
        continue;
      n_live++;
      g_assert_cmpstr (json_object_get_string_member (capture, "uuid"), ==, get_cited (article));
    }
  g_assert_cmpuint (n_live, ==, 1);
  g_assert_cmpstr (get_cited (article), ==, gloss_capture_get_fields (standing)->uuid);
  if (article_out != NULL)
    *article_out = g_strdup (kept);
  return g_strdup (get_cited (article));
}

/* Once less was taken of a copy, its source is not left with a version that lies in the trash. */
static void
test_narrowed_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *back = NULL;
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossChange) undo = NULL;

  keep_copy (fixture);
  before = check_copy (fixture, &kept);
  change = narrow (fixture, kept);
  after = check_copy (fixture, NULL);
  g_assert_cmpstr (after, !=, before);

  undo = gloss_change_invert (change);
  g_assert_true (gloss_database_apply (fixture->database, undo, "Tester", NULL));
  back = check_copy (fixture, NULL);
  g_assert_cmpstr (back, ==, before);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "out.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (gloss_export_json_to_file (fixture->database, NULL, file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
}

static void
test_to_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "out.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) remote = g_file_new_for_uri ("sftp://example.org/out.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (gloss_export_json_to_file (fixture->database, NULL, file, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (json_parser_load_from_file (parser, path, &error));
  g_assert_no_error (error);
  g_assert_false (gloss_export_json_to_file (fixture->database, NULL, remote, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/export-json/trash", test_trash },
    { "/export-json/removed-anchor", test_removed_anchor },
    { "/export-json/undone", test_undone },
    { "/export-json/capture-undone", test_capture_undone },
    { "/export-json/accepting-undone", test_accepting_undone },
    { "/export-json/order", test_order },
    { "/export-json/unknown", test_unknown },
    { "/export-json/damaged-extra", test_damaged_extra },
    { "/export-json/same-bytes", test_same_bytes },
    { "/export-json/not-found", test_not_found },
    { "/export-json/full", test_full },
    { "/export-json/copies", test_copies },
    { "/export-json/narrowed-copy", test_narrowed_copy },
    { "/export-json/cancelled", test_cancelled },
    { "/export-json/to-file", test_to_file },
  };
  guint i;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
