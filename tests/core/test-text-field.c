/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is typed into each kind of field: it is there after a kill, becomes history when the field is left,
 * and is never given up, whatever becomes of the record.
 */

#include "config.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>

#include "core/annotation/gloss-commands.h"
#include "core/annotation/gloss-text-field.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-time.h"
#include "support/gloss-test-document.h"

#define SOURCE "5b0c5a4e-6f1d-4f0a-9a53-0d1f6f0f7a11"

/* The environment in which a test tells its killed twin where the library is. */
#define PATH_VARIABLE "GLOSS_TEST_TEXT_FIELD_PATH"
#define ARTICLE_VARIABLE "GLOSS_TEST_TEXT_FIELD_ARTICLE"

/* Only in the twin: type until it says saved, and be killed. */
static void
type_and_be_killed (GlossTestDocument *fixture, const char *field, const char *text)
{
  g_free (fixture->path);
  g_free (fixture->article);
  fixture->path = g_strdup (g_getenv (PATH_VARIABLE));
  fixture->article = g_strdup (g_getenv (ARTICLE_VARIABLE));
  gloss_test_document_open_store (fixture);
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, field, text);
  gloss_test_document_wait_for_saved (fixture);
  raise (SIGKILL);
}

/* data: a field and, after a bar, the text. */
static void
test_kill (gconstpointer data)
{
  g_auto (GStrv) parts = g_strsplit (data, "|", 2);
  g_autofree char *value = NULL;
  GlossTestDocument fixture = { 0 };

  if (g_test_subprocess ())
    type_and_be_killed (&fixture, parts[0], parts[1]);

  gloss_test_document_set_up (&fixture, NULL);
  gloss_test_document_close_store (&fixture);
  g_setenv (PATH_VARIABLE, fixture.path, TRUE);
  g_setenv (ARTICLE_VARIABLE, fixture.article, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_assert_false (g_test_trap_has_passed ());
  g_assert_cmpuint (gloss_test_document_count_drafts (&fixture), ==, 1);

  gloss_test_document_open_store (&fixture);
  gloss_test_document_load (&fixture);
  g_assert_cmpuint (gloss_document_get_n_restored (fixture.document), ==, 1);
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture.undo), ==, "Restore draft");
  if (strcmp (parts[0], "tag") == 0)
    value = g_strdup (gloss_annotation_get_tags (fixture.annotation)[0]);
  else
    value = gloss_text_field_dup_value (fixture.annotation, parts[0]);
  g_assert_cmpstr (value, ==, parts[1]);
  gloss_test_document_wait_for_saved (&fixture);
  g_assert_cmpuint (gloss_test_document_count_drafts (&fixture), ==, 0);
  gloss_test_document_tear_down (&fixture, NULL);
}

static void
assert_source (GlossTestDocument *fixture, const char *column, const char *expected)
{
  GPtrArray *sources = gloss_annotation_get_sources (fixture->annotation);

  g_assert_cmpuint (sources->len, ==, 1);
  g_assert_cmpstr (gloss_record_get_string (g_ptr_array_index (sources, 0), column), ==, expected);
}

static void
undo (GlossTestDocument *fixture)
{
  g_autoptr (GlossChange) inverse = gloss_undo_stack_undo (fixture->undo);

  gloss_store_submit_async (fixture->store, inverse, NULL, NULL);
}

/* A source comes into being with its first field, in one step of undo. */
static void
test_new_source (GlossTestDocument *fixture, gconstpointer data)
{
  g_autofree char *uri = gloss_text_field_dup_source_name (SOURCE, "uri");
  g_autofree char *title = gloss_text_field_dup_source_name (SOURCE, "title");
  g_autofree char *shown = NULL;

  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, uri, "h");
  gloss_test_document_type (fixture, uri, "https://example.org");
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 1);
  g_assert_cmpuint (gloss_annotation_get_sources (fixture->annotation)->len, ==, 0);
  shown = gloss_document_dup_text (fixture->document, fixture->annotation, uri);
  g_assert_cmpstr (shown, ==, "https://example.org");

  gloss_test_document_type (fixture, title, "Range table");
  assert_source (fixture, "uri", "https://example.org");
  assert_source (fixture, "stance", "supports");
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture->undo), ==, "Add source");
  gloss_document_commit_typing (fixture->document);
  assert_source (fixture, "title", "Range table");
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);

  undo (fixture);
  assert_source (fixture, "title", NULL);
  undo (fixture);
  g_assert_cmpuint (gloss_annotation_get_sources (fixture->annotation)->len, ==, 0);
  gloss_test_document_wait_for_saved (fixture);
}

/* What is typed into a source that somebody removes meanwhile goes where notes are. */
static void
test_removed_source (GlossTestDocument *fixture, gconstpointer data)
{
  g_autofree char *title = gloss_text_field_dup_source_name (SOURCE, "title");

  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, title, "Range");
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_type (fixture, title, "Range table");
  {
    g_autoptr (GlossAnnotationList) beside = gloss_test_document_load_beside (fixture);

    gloss_test_document_apply_beside (fixture,
                                      gloss_command_delete_source (gloss_annotation_list_find (beside,
                                                                                               fixture->uuid),
                                                                   SOURCE));
  }
  gloss_document_commit_typing (fixture->document);
  GLOSS_TEST_WAIT_FOR (gloss_annotation_get_notes (fixture->annotation)->len == 1);
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_assert_notes_stored (fixture, "Title of a source: Range table");
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

static void
test_claimant (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "claimant", "A. Spe");
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 1);
  gloss_test_document_type (fixture, "claimant", "A. Speaker");
  gloss_document_commit_typing (fixture->document);
  g_assert_cmpstr (gloss_annotation_get_claimant (fixture->annotation), ==, "A. Speaker");
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);
  undo (fixture);
  g_assert_null (gloss_annotation_get_claimant (fixture->annotation));
}

/* Half a tag is a draft, and a tag once it is left. */
static void
test_tag (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "tag", "wea");
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 1);
  gloss_test_document_type (fixture, "tag", "weapons, range");
  gloss_document_commit_typing (fixture->document);
  g_assert_cmpstr (gloss_annotation_get_tags (fixture->annotation)[0], ==, "weapons");
  g_assert_cmpstr (gloss_annotation_get_tags (fixture->annotation)[1], ==, "range");
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);

  gloss_test_document_type (fixture, "tag", "x");
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_type (fixture, "tag", "");
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);
  g_assert_null (gloss_annotation_get_tags (fixture->annotation)[2]);
}

/* What is no date is never history, and never gone: another document shows it again. */
static void
test_no_date (GlossTestDocument *fixture, gconstpointer data)
{
  g_autofree char *shown = NULL;

  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "claim_date", "last spring");
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  g_assert_null (gloss_annotation_get_claim_date (fixture->annotation));
  g_assert_null (gloss_undo_stack_get_undo_label (fixture->undo));
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 1);

  gloss_test_document_close_document (fixture);
  gloss_test_document_load (fixture);
  shown = gloss_document_dup_text (fixture->document, fixture->annotation, "claim_date");
  g_assert_cmpstr (shown, ==, "last spring");
  g_assert_null (gloss_annotation_get_claim_date (fixture->annotation));
  g_assert_cmpuint (gloss_document_get_n_restored (fixture->document), ==, 1);
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 1);

  gloss_test_document_type (fixture, "claim_date", "2026-03");
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpstr (gloss_annotation_get_claim_date (fixture->annotation), ==, "2026-03");
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);
}

/* A note is typed to an annotation that turns out not to be written: neither goes. */
static void
test_failed_creation (GlossTestDocument *fixture, gconstpointer data)
{
  g_autofree char *uuid = NULL;
  GlossAnnotationList *list;
  GlossAnnotation *annotation;
  GlossChange *creation;
  sqlite3 *lock;

  gloss_test_document_load (fixture);
  list = gloss_document_get_annotations (fixture->document);
  creation = gloss_test_annotate (gloss_document_get_capture (fixture->document), 46, 59);
  uuid = g_strdup (gloss_test_get_annotation (creation));
  g_assert_cmpint (sqlite3_open (fixture->path, &lock), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (lock, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  gloss_document_submit (fixture->document, creation);
  annotation = gloss_annotation_list_find (list, uuid);
  gloss_document_type (fixture->document, annotation, "note", "Counted by hand");
  GLOSS_TEST_WAIT_FOR (fixture->n_reloaded > 0);
  g_assert_error (fixture->error, GLOSS_ERROR, GLOSS_ERROR_BUSY);
  g_assert_true (gloss_annotation_list_find (list, uuid) == annotation);
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_FAILED);

  g_assert_cmpint (sqlite3_exec (lock, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (lock), ==, SQLITE_OK);
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  {
    g_autoptr (GlossAnnotationList) beside = gloss_test_document_load_beside (fixture);

    g_assert_cmpstr (gloss_annotation_get_note (gloss_annotation_list_find (beside, uuid)), ==,
                     "Counted by hand");
  }
  g_assert_true (gloss_annotation_list_find (list, uuid) == annotation);
}

static gboolean
is_past (const char *time)
{
  g_autofree char *now = gloss_time_dup_now ();

  return strcmp (now, time) > 0;
}

/* Two processes that both make the first note. The older one comes first, so that they must not be of the
 * same millisecond. */
static void
test_two_first_notes (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotationList) before = gloss_test_document_load_beside (fixture);
  GlossAnnotation *annotation = gloss_annotation_list_find (before, fixture->uuid);
  g_autofree char *then = NULL;

  gloss_test_document_load (fixture);
  gloss_test_document_apply_beside (fixture, gloss_command_set_note (annotation, "Theirs", "B. Other"));
  then = gloss_time_dup_now ();
  GLOSS_TEST_WAIT_FOR (is_past (then));
  gloss_test_document_apply_beside (fixture, gloss_command_set_note (annotation, "Ours", GLOSS_TEST_WHO));
  GLOSS_TEST_WAIT_FOR (gloss_annotation_get_notes (fixture->annotation)->len == 2);
  gloss_test_document_assert_notes_stored (fixture, "Theirs|Ours");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                                  \
  g_test_add ("/text-field/" name, GlossTestDocument, NULL, gloss_test_document_set_up, function,            \
              gloss_test_document_tear_down)
  g_test_add_data_func ("/text-field/kill/note", "note|Half a sen", test_kill);
  g_test_add_data_func ("/text-field/kill/explanation", "explanation|It sa", test_kill);
  g_test_add_data_func ("/text-field/kill/claimant", "claimant|A. Spea", test_kill);
  g_test_add_data_func ("/text-field/kill/tag", "tag|weap", test_kill);
  g_test_add_data_func ("/text-field/kill/source", "source/" SOURCE "/quote|a range of 300 k", test_kill);
  ADD ("new-source", test_new_source);
  ADD ("removed-source", test_removed_source);
  ADD ("claimant", test_claimant);
  ADD ("tag", test_tag);
  ADD ("no-date", test_no_date);
  ADD ("failed-creation", test_failed_creation);
  ADD ("two-first-notes", test_two_first_notes);

  return g_test_run ();
}
