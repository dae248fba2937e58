/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The captures of an open article on a real library: which is shown while this process and another add, take
 * back and bring back some, and that nothing that is typed is lost by any of it.
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/annotation/gloss-anchor-commands.h"
#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-document.h"

#define NEW_TEXT "Corrected. Almost 10,000 forces were sent. The missiles have a range of about 290 miles."
#define THIRD_TEXT "The missiles have a range of some 290 miles. Almost 10,000 forces were sent, it was said."

static void
count_cb (gpointer object, guint *n)
{
  (*n)++;
}

static void
count_notify_cb (gpointer object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static GPtrArray *
get_captures (GlossTestDocument *fixture)
{
  return gloss_document_get_captures (fixture->document);
}

static const char *
get_shown_text (GlossTestDocument *fixture)
{
  return gloss_text_get_utf8 (
    gloss_capture_get_fields (gloss_document_get_capture (fixture->document))->text);
}

static GlossText *
get_text (GlossTestDocument *fixture)
{
  return gloss_capture_get_fields (gloss_document_get_capture (fixture->document))->text;
}

static void
assert_anchor (GlossTestDocument *fixture, const char *state, const char *quote, const char *found)
{
  GlossAnchor *anchor = gloss_annotation_get_anchor (fixture->annotation);

  g_assert_true (gloss_annotation_list_find (gloss_document_get_annotations (fixture->document),
                                             fixture->uuid) == fixture->annotation);
  g_assert_cmpstr (gloss_annotation_get_anchor_state (fixture->annotation), ==, state);
  g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, quote);
  g_assert_cmpstr (gloss_annotation_get_found (fixture->annotation), ==, found);
  g_assert_cmpstr (gloss_annotation_get_original_quote (fixture->annotation), ==, "about 190 miles");
  if (found != NULL)
    {
      g_autofree char *words = gloss_text_dup_range (get_text (fixture), gloss_anchor_get_start (anchor),
                                                     gloss_anchor_get_end (anchor));

      g_assert_cmpstr (words, ==, found);
    }
}

/* Another process adds a capture: it is told, and what is read stays until the user asks. */
static void
test_outside_capture (GlossTestDocument *fixture, gconstpointer data)
{
  GlossCapture *capture;
  guint n_told = 0;
  guint n_changed = 0;

  gloss_test_document_load (fixture);
  g_assert_true (gloss_document_shows_newest (fixture->document));
  g_assert_cmpuint (get_captures (fixture)->len, ==, 1);
  g_signal_connect (fixture->document, "notify::captures", G_CALLBACK (count_notify_cb), &n_told);
  g_signal_connect (fixture->document, "capture-changed", G_CALLBACK (count_cb), &n_changed);
  capture = gloss_document_get_capture (fixture->document);

  gloss_test_document_add_capture_beside (fixture, NEW_TEXT);
  GLOSS_TEST_WAIT_FOR (n_told > 0);
  g_assert_cmpuint (get_captures (fixture)->len, ==, 2);
  g_assert_true (gloss_document_get_capture (fixture->document) == capture);
  g_assert_false (gloss_document_shows_newest (fixture->document));
  assert_anchor (fixture, "exact", "about 190 miles", "about 190 miles");
  g_assert_false (gloss_annotation_needs_review (fixture->annotation));
  g_assert_cmpuint (n_changed, ==, 0);

  gloss_test_document_show (fixture, 0);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_true (gloss_document_shows_newest (fixture->document));
  g_assert_cmpstr (get_shown_text (fixture), ==, NEW_TEXT);
  assert_anchor (fixture, "changed", "about 190 miles", "about 290 miles");
  g_assert_true (gloss_annotation_needs_review (fixture->annotation));

  /* What was asked for stays when yet another comes. */
  gloss_test_document_add_capture_beside (fixture, THIRD_TEXT);
  GLOSS_TEST_WAIT_FOR (n_told > 1);
  g_assert_cmpstr (get_shown_text (fixture), ==, NEW_TEXT);
  gloss_test_document_show (fixture, 2);
  assert_anchor (fixture, "exact", "about 190 miles", "about 190 miles");
  gloss_test_document_show (fixture, 2);
  g_assert_cmpuint (n_changed, ==, 2);
}

/* As a clock would have stamped it that runs ahead. */
static void
set_far_ahead (GlossTestDocument *fixture, const char *table)
{
  g_autoptr (GPtrArray) rows = gloss_database_load_records (fixture->beside, table, NULL, NULL, NULL, NULL);
  GlossChange *change = gloss_change_new ("", fixture->article);

  for (guint i = 0; i < rows->len; i++)
    {
      GlossRecord *row = g_ptr_array_index (rows, i);
      g_autoptr (GlossRecord) ahead = gloss_record_with_string (row, "created", "2999-01-01T00:00:00.000Z");

      gloss_change_add (change, row, ahead);
    }
  gloss_test_document_apply_beside (fixture, change);
}

/* The clock was set back before the article was captured again: the order is that of adding, and the words
 * that were marked first stay the first ones. */
static void
test_clock_set_back (GlossTestDocument *fixture, gconstpointer data)
{
  guint n_reloaded;

  set_far_ahead (fixture, "capture");
  set_far_ahead (fixture, "anchor");
  gloss_test_document_load (fixture);
  gloss_test_document_add_capture (fixture, NEW_TEXT);
  gloss_test_document_show (fixture, 0);
  g_assert_cmpstr (get_shown_text (fixture), ==, NEW_TEXT);
  g_assert_true (gloss_annotation_needs_review (fixture->annotation));
  assert_anchor (fixture, "changed", "about 190 miles", "about 290 miles");

  gloss_test_document_undo (fixture);
  GLOSS_TEST_WAIT_FOR (g_str_equal (get_shown_text (fixture), GLOSS_TEST_DOCUMENT_TEXT));
  n_reloaded = fixture->n_reloaded;
  gloss_test_document_redo (fixture);
  GLOSS_TEST_WAIT_FOR (fixture->n_reloaded > n_reloaded && g_str_equal (get_shown_text (fixture), NEW_TEXT));
  g_assert_true (gloss_document_shows_newest (fixture->document));
  g_assert_true (gloss_annotation_needs_review (fixture->annotation));

  gloss_test_document_submit_and_wait (fixture,
                                       gloss_command_accept_anchor (fixture->annotation, get_text (fixture)));
  assert_anchor (fixture, "exact", "about 290 miles", "about 290 miles");
}

/* The user added it and asked for it: undo takes him back, and redo to it again. */
static void
test_undo_asked_for (GlossTestDocument *fixture, gconstpointer data)
{
  guint n_changed = 0;

  gloss_test_document_load (fixture);
  gloss_test_document_add_capture (fixture, NEW_TEXT);
  gloss_test_document_show (fixture, 0);
  g_signal_connect (fixture->document, "capture-changed", G_CALLBACK (count_cb), &n_changed);

  for (guint i = 0; i < 3; i++)
    {
      gloss_test_document_undo (fixture);
      GLOSS_TEST_WAIT_FOR (n_changed == 2 * i + 1);
      g_assert_cmpuint (get_captures (fixture)->len, ==, 1);
      g_assert_cmpstr (get_shown_text (fixture), ==, GLOSS_TEST_DOCUMENT_TEXT);
      assert_anchor (fixture, "exact", "about 190 miles", "about 190 miles");
      g_assert_true (gloss_document_shows_newest (fixture->document));

      gloss_test_document_redo (fixture);
      GLOSS_TEST_WAIT_FOR (n_changed == 2 * i + 2);
      g_assert_cmpuint (get_captures (fixture)->len, ==, 2);
      g_assert_cmpstr (get_shown_text (fixture), ==, NEW_TEXT);
      assert_anchor (fixture, "changed", "about 190 miles", "about 290 miles");
    }
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

/* Nobody asked for it: what is read stays, whatever comes and goes. */
static void
test_undo_not_asked_for (GlossTestDocument *fixture, gconstpointer data)
{
  guint n_changed = 0;

  gloss_test_document_load (fixture);
  g_signal_connect (fixture->document, "capture-changed", G_CALLBACK (count_cb), &n_changed);
  gloss_test_document_add_capture (fixture, NEW_TEXT);
  g_assert_cmpuint (get_captures (fixture)->len, ==, 2);
  gloss_test_document_undo (fixture);
  g_assert_cmpuint (get_captures (fixture)->len, ==, 1);
  gloss_test_document_redo (fixture);
  g_assert_cmpuint (get_captures (fixture)->len, ==, 2);
  g_assert_cmpstr (get_shown_text (fixture), ==, GLOSS_TEST_DOCUMENT_TEXT);
  assert_anchor (fixture, "exact", "about 190 miles", "about 190 miles");
  g_assert_cmpuint (n_changed, ==, 0);
}

/* It was shown because it was the newest; somebody takes it away and brings it back. */
static void
test_outside_trash (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GlossRecord) capture = NULL;
  g_autoptr (GlossRecord) trashed = NULL;
  g_autoptr (GlossChange) removal = NULL;
  guint n_told = 0;

  gloss_test_document_add_capture_beside (fixture, NEW_TEXT);
  gloss_test_document_load (fixture);
  g_assert_cmpstr (get_shown_text (fixture), ==, NEW_TEXT);
  assert_anchor (fixture, "changed", "about 190 miles", "about 290 miles");
  g_signal_connect (fixture->document, "notify::captures", G_CALLBACK (count_notify_cb), &n_told);

  capture = gloss_test_load_record (fixture->beside, "capture",
                                    gloss_record_get_uuid (g_ptr_array_index (get_captures (fixture), 0)));
  trashed = gloss_record_with_deleted (capture, TRUE);
  removal = gloss_change_new ("", fixture->article);
  gloss_change_add (removal, capture, trashed);
  gloss_test_document_apply_beside (fixture, gloss_change_ref (removal));
  GLOSS_TEST_WAIT_FOR (n_told == 1);
  g_assert_cmpstr (get_shown_text (fixture), ==, GLOSS_TEST_DOCUMENT_TEXT);
  assert_anchor (fixture, "exact", "about 190 miles", "about 190 miles");

  gloss_test_document_apply_beside (fixture, gloss_change_invert (removal));
  GLOSS_TEST_WAIT_FOR (n_told == 2);
  g_assert_cmpstr (get_shown_text (fixture), ==, GLOSS_TEST_DOCUMENT_TEXT);
  g_assert_false (gloss_document_shows_newest (fixture->document));
}

/* Taking a capture back meets what another process did in it: told, and nothing of it is done. */
static void
test_undo_conflict (GlossTestDocument *fixture, gconstpointer data)
{
  guint n_changed = 0;

  gloss_test_document_load (fixture);
  gloss_test_document_add_capture (fixture, NEW_TEXT);
  gloss_test_document_show (fixture, 0);
  g_signal_connect (fixture->document, "capture-changed", G_CALLBACK (count_cb), &n_changed);
  {
    g_autoptr (GlossAnnotationList) list = gloss_test_document_load_beside (fixture);

    gloss_test_document_apply_beside (fixture, gloss_command_keep_anchor (
                                                 gloss_annotation_list_find (list, fixture->uuid)));
  }

  gloss_test_document_undo (fixture);
  GLOSS_TEST_WAIT_FOR (fixture->n_save_failed > 0 && fixture->n_reloaded > 0 &&
                       get_captures (fixture)->len == 2);
  g_assert_error (fixture->error, GLOSS_ERROR, GLOSS_ERROR_CONFLICT);
  g_assert_cmpstr (get_shown_text (fixture), ==, NEW_TEXT);
  assert_anchor (fixture, "changed", "about 190 miles", "about 290 miles");
  g_assert_false (gloss_annotation_needs_review (fixture->annotation));
  g_assert_cmpuint (n_changed, ==, 0);
}

/* An import may bring a capture of which there is nothing but its hash. */
static void
add_textless_beside (GlossTestDocument *fixture)
{
  static const char *const empty[] = { "text_sha256", "html_sha256" };
  g_autoptr (GPtrArray) captures = gloss_database_list_captures (fixture->beside, fixture->article, NULL);
  g_autoptr (JsonObject) values = gloss_record_dup_values (g_ptr_array_index (captures, 0));
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (GlossRecord) textless = NULL;
  GlossChange *change = gloss_change_new ("", fixture->article);

  json_object_set_string_member (values, "uuid", uuid);
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    json_object_set_null_member (values, empty[i]);
  textless = gloss_record_new_for_values ("capture", values);
  gloss_change_add (change, NULL, textless);
  gloss_test_document_apply_beside (fixture, change);
}

/* What cannot be shown leaves what is, and is not what an article opens with. */
static void
test_refused (GlossTestDocument *fixture, gconstpointer data)
{
  g_autofree char *unknown = g_uuid_string_random ();
  const char *uuids[2] = { unknown, NULL };

  add_textless_beside (fixture);
  gloss_test_document_load (fixture);
  g_assert_cmpuint (get_captures (fixture)->len, ==, 2);
  g_assert_cmpstr (get_shown_text (fixture), ==, GLOSS_TEST_DOCUMENT_TEXT);
  g_assert_false (gloss_document_shows_newest (fixture->document));
  uuids[1] = gloss_record_get_uuid (g_ptr_array_index (get_captures (fixture), 0));

  for (guint i = 0; i < G_N_ELEMENTS (uuids); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      gloss_document_show_capture_async (fixture->document, uuids[i], NULL, gloss_test_keep_result_cb,
                                         &result);
      GLOSS_TEST_WAIT_FOR (result != NULL);
      g_assert_false (gloss_document_show_capture_finish (fixture->document, result, &error));
      g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
      g_assert_cmpstr (get_shown_text (fixture), ==, GLOSS_TEST_DOCUMENT_TEXT);
    }

  /* Nor does what failed stand in the way of what comes. */
  gloss_test_document_add_capture (fixture, NEW_TEXT);
  gloss_test_document_show (fixture, 0);
  g_assert_cmpstr (get_shown_text (fixture), ==, NEW_TEXT);
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

/* Asked for one after another: the last one is shown, and each is answered. */
static void
test_overtaken (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  GAsyncResult *results[40] = { NULL };
  const char *last = NULL;
  guint n_shown = 0;

  gloss_test_document_add_capture_beside (fixture, NEW_TEXT);
  gloss_test_document_add_capture_beside (fixture, THIRD_TEXT);
  gloss_test_document_load (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      last =
        gloss_record_get_uuid (g_ptr_array_index (get_captures (fixture), g_rand_int_range (random, 0, 3)));
      gloss_document_show_capture_async (fixture->document, last, NULL, gloss_test_keep_result_cb,
                                         &results[i]);
      for (gint n = g_rand_int_range (random, 0, 4); n > 0; n--)
        g_main_context_iteration (NULL, FALSE);
    }

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      GLOSS_TEST_WAIT_FOR (results[i] != NULL);
      if (gloss_document_show_capture_finish (fixture->document, results[i], &error))
        n_shown++;
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (i + 1 < G_N_ELEMENTS (results) || error == NULL);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (n_shown, >, 0);
  g_assert_cmpstr (gloss_capture_get_fields (gloss_document_get_capture (fixture->document))->uuid, ==, last);

  /* What was read for nothing comes before what is read after it. */
  for (guint i = 0; i < 3; i++)
    gloss_test_document_show (fixture, i);
}

/* Keys, switching and what another process does, all at once: the last key is what is stored. */
static void
test_typing (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_add_capture (fixture, NEW_TEXT);

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *text = g_strdup_printf ("Version %u", i);
      g_autofree char *shown = NULL;
      GPtrArray *captures = get_captures (fixture);

      gloss_test_document_type (fixture, "note", text);
      if (i % 3 == 0)
        gloss_document_show_capture_async (fixture->document,
                                           gloss_record_get_uuid (
                                             g_ptr_array_index (captures, i % captures->len)),
                                           NULL, NULL, NULL);
      if (i % 7 == 0)
        g_main_context_iteration (NULL, FALSE);
      if (i == 20)
        gloss_test_document_add_capture_beside (fixture, THIRD_TEXT);
      if (i == 30)
        GLOSS_TEST_WAIT_FOR (get_captures (fixture)->len == 3);

      shown = gloss_document_dup_text (fixture->document, fixture->annotation, "note");
      g_assert_cmpstr (shown, ==, text);
    }

  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_assert_notes_stored (fixture, "Version 39");
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
  g_assert_true (gloss_annotation_list_find (gloss_document_get_annotations (fixture->document),
                                             fixture->uuid) == fixture->annotation);
}

/* Half a date is no date yet: it stays a draft, whatever is shown. */
static void
test_half_typed (GlossTestDocument *fixture, gconstpointer data)
{
  g_autofree char *shown = NULL;

  gloss_test_document_add_capture_beside (fixture, NEW_TEXT);
  gloss_test_document_load (fixture);
  gloss_test_document_type (fixture, "claim_date", "2026-");
  gloss_test_document_show (fixture, 1);
  gloss_test_document_show (fixture, 0);
  shown = gloss_document_dup_text (fixture->document, fixture->annotation, "claim_date");
  g_assert_cmpstr (shown, ==, "2026-");
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpuint (gloss_test_document_count_drafts (fixture), ==, 1);
}

/* The library is locked for longer than it waits: the other capture is shown, the text is kept and saved
 * later. */
static void
test_typing_while_saving_fails (GlossTestDocument *fixture, gconstpointer data)
{
  sqlite3 *lock;

  gloss_test_document_add_capture_beside (fixture, NEW_TEXT);
  gloss_test_document_load (fixture);
  g_assert_cmpint (sqlite3_open (fixture->path, &lock), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (lock, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  gloss_test_document_type (fixture, "note", "Not yet");
  gloss_test_document_show (fixture, 1);
  g_assert_cmpstr (get_shown_text (fixture), ==, GLOSS_TEST_DOCUMENT_TEXT);
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_SAVING);
  GLOSS_TEST_WAIT_FOR (fixture->n_reloaded > 0);
  g_assert_cmpint (gloss_document_get_save_state (fixture->document), ==, GLOSS_SAVE_STATE_FAILED);
  g_assert_cmpstr (get_shown_text (fixture), ==, GLOSS_TEST_DOCUMENT_TEXT);
  assert_anchor (fixture, "exact", "about 190 miles", "about 190 miles");
  {
    g_autofree char *shown = gloss_document_dup_text (fixture->document, fixture->annotation, "note");

    g_assert_cmpstr (shown, ==, "Not yet");
  }
  gloss_test_document_show (fixture, 0);

  g_assert_cmpint (sqlite3_exec (lock, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (lock), ==, SQLITE_OK);
  gloss_document_commit_typing (fixture->document);
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_assert_notes_stored (fixture, "Not yet");
}

/* The annotation of these words that is made in the shown capture. */
static GlossAnnotation *
annotate (GlossTestDocument *fixture, const char *quote)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_quote (get_text (fixture), quote, NULL, NULL, NULL);
  GlossChange *change = gloss_command_annotate_article (
    gloss_article_get_record (gloss_document_get_article (fixture->document)),
    gloss_capture_get_fields (gloss_document_get_capture (fixture->document))->uuid, anchor, "claim", NULL);
  g_autofree char *uuid = g_strdup (gloss_record_get_uuid (gloss_change_get_after (change, 0)));

  gloss_document_submit (fixture->document, change);
  return gloss_annotation_list_find (gloss_document_get_annotations (fixture->document), uuid);
}

/* Made in an older capture, it is looked for in the newest; taken back and made again, too. */
static void
test_settle_made (GlossTestDocument *fixture, gconstpointer data)
{
  GlossAnnotation *made;

  gloss_test_document_load (fixture);
  gloss_test_document_add_capture (fixture, NEW_TEXT);
  made = annotate (fixture, "Almost 10,000 forces were sent.");
  GLOSS_TEST_WAIT_FOR (gloss_annotation_get_anchors (made)->len == 2);
  g_assert_cmpstr (gloss_undo_stack_get_undo_label (fixture->undo), ==, "Add annotation");
  gloss_test_document_show (fixture, 0);
  g_assert_cmpstr (gloss_annotation_get_anchor_state (made), ==, "moved");

  /* Document order is that of the shown capture. */
  g_assert_cmpuint (gloss_annotation_list_find_position (gloss_document_get_annotations (fixture->document),
                                                         gloss_annotation_get_uuid (made)),
                    ==, 0);
  gloss_test_document_show (fixture, 1);
  g_assert_cmpuint (gloss_annotation_list_find_position (gloss_document_get_annotations (fixture->document),
                                                         gloss_annotation_get_uuid (made)),
                    ==, 1);

  /* Made in the newest, it was never looked for in the older one: lost there, and no alarm. */
  gloss_test_document_show (fixture, 0);
  made = annotate (fixture, "Corrected");
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_show (fixture, 1);
  g_assert_cmpstr (gloss_annotation_get_anchor_state (made), ==, "lost");
  g_assert_null (gloss_annotation_get_anchor_row (made));
  g_assert_cmpuint (gloss_annotation_get_anchors (made)->len, ==, 1);
  g_assert_false (gloss_annotation_needs_review (made));
  g_assert_cmpstr (gloss_anchor_get_quote (gloss_annotation_get_anchor (made)), ==, "Corrected");

  for (guint i = 0; i < 3; i++)
    gloss_test_document_undo (fixture);
  g_assert_cmpuint (get_captures (fixture)->len, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (gloss_document_get_annotations (fixture->document))),
                    ==, 1);
  for (guint i = 0; i < 3; i++)
    gloss_test_document_redo (fixture);
  gloss_test_document_wait_for_saved (fixture);
  g_assert_cmpuint (get_captures (fixture)->len, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (gloss_document_get_annotations (fixture->document))),
                    ==, 3);
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

/* Another process made it in an older capture, before this one opened the article and after. */
static void
test_settle_outside (GlossTestDocument *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossCapture) first = gloss_database_load_capture (fixture->beside, fixture->article, &error);
  guint n_loaded = 0;

  g_assert_no_error (error);
  gloss_test_document_add_capture_beside (fixture, NEW_TEXT);
  for (guint i = 0; i < 2; i++)
    {
      GlossChange *change = gloss_test_annotate (first, i * 4, i * 4 + 12);
      g_autofree char *uuid = g_strdup (gloss_test_get_annotation (change));
      GlossAnnotationList *list;
      GlossAnnotation *made;

      gloss_test_document_apply_beside (fixture, change);
      if (n_loaded++ == 0)
        gloss_test_document_load (fixture);
      list = gloss_document_get_annotations (fixture->document);
      GLOSS_TEST_WAIT_FOR ((made = gloss_annotation_list_find (list, uuid)) != NULL &&
                           gloss_annotation_get_anchor_row (made) != NULL);
    }
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

static gboolean
stands (GlossTestDocument *fixture, const char *state, const char *quote)
{
  return g_strcmp0 (gloss_annotation_get_anchor_state (fixture->annotation), state) == 0 &&
         g_strcmp0 (gloss_anchor_get_quote (gloss_annotation_get_anchor (fixture->annotation)), quote) == 0;
}

/* Without waiting in between. */
static void
submit_two (GlossTestDocument *fixture, GlossChange *(*take) (GlossUndoStack *) )
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GlossChange) change = take (fixture->undo);

      gloss_store_submit_async (fixture->store, change, NULL, NULL);
    }
}

/* Accepted, and taken back after another process captured the article again: the alarm is back in the newest.
 * Done again without waiting in between, nothing conflicts. */
static void
test_settle_undone (GlossTestDocument *fixture, gconstpointer data)
{
  gloss_test_document_load (fixture);
  gloss_test_document_add_capture (fixture, NEW_TEXT);
  gloss_test_document_show (fixture, 0);
  gloss_document_submit (fixture->document,
                         gloss_command_accept_anchor (fixture->annotation, get_text (fixture)));
  gloss_test_document_wait_for_saved (fixture);
  gloss_test_document_add_capture_beside (fixture, THIRD_TEXT);
  GLOSS_TEST_WAIT_FOR (get_captures (fixture)->len == 3);
  gloss_test_document_show (fixture, 0);
  g_assert_true (stands (fixture, "changed", "about 290 miles"));
  gloss_document_submit (fixture->document, gloss_command_keep_anchor (fixture->annotation));
  gloss_test_document_wait_for_saved (fixture);

  for (guint i = 0; i < 3; i++)
    {
      submit_two (fixture, gloss_undo_stack_undo);
      GLOSS_TEST_WAIT_FOR (stands (fixture, "changed", "about 190 miles") &&
                           gloss_annotation_needs_review (fixture->annotation));
      gloss_test_document_wait_for_saved (fixture);
      submit_two (fixture, gloss_undo_stack_redo);
      GLOSS_TEST_WAIT_FOR (stands (fixture, "changed", "about 290 miles") &&
                           !gloss_annotation_needs_review (fixture->annotation));
      gloss_test_document_wait_for_saved (fixture);
    }
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

/* In a process of its own, which may write nothing. */
static void
open_without_permission (GlossTestDocument *fixture)
{
  if (getuid () == 0)
    g_assert_cmpint (setresuid (65534, 65534, 65534), ==, 0);

  gloss_test_document_open_store (fixture);
  g_assert_true (gloss_store_is_read_only (fixture->store));
  gloss_test_document_load (fixture);
  g_assert_cmpstr (get_shown_text (fixture), ==, NEW_TEXT);
  gloss_test_document_show (fixture, 1);
  g_assert_cmpstr (get_shown_text (fixture), ==, GLOSS_TEST_DOCUMENT_TEXT);
  g_assert_cmpuint (gloss_store_get_n_pending (fixture->store), ==, 0);
  g_assert_cmpuint (fixture->n_save_failed, ==, 0);
}

/* Nothing is written, not even where something lacks, and all can be seen. */
static void
test_read_only (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gloss-XXXXXX", NULL);
  g_autoptr (GlossCapture) first = NULL;
  g_autoptr (GlossChange) change = NULL;
  GlossTestDocument fixture = { .path = g_build_filename (folder, "library.db", NULL) };
  GlossDatabase *library = gloss_test_open (fixture.path);
  int status;
  pid_t child;

  fixture.article = gloss_test_add_article (library, "file:///article.txt", GLOSS_TEST_DOCUMENT_TEXT);
  first = gloss_database_load_capture (library, fixture.article, NULL);
  g_free (gloss_test_add_article (library, "file:///article.txt", NEW_TEXT));
  change = gloss_test_annotate (first, 0, 12);
  g_assert_true (gloss_database_apply (library, change, GLOSS_TEST_WHO, NULL));
  gloss_database_close (library);
  g_assert_cmpint (g_chmod (fixture.path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);

  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      open_without_permission (&fixture);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);

  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  g_assert_cmpint (g_unlink (fixture.path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (fixture.path);
  g_free (fixture.article);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                                  \
  g_test_add ("/document-captures/" name, GlossTestDocument, NULL, gloss_test_document_set_up, function,     \
              gloss_test_document_tear_down)
  /* The first one: it forks, which a process with threads should not. */
  g_test_add_func ("/document-captures/read-only", test_read_only);
  ADD ("outside-capture", test_outside_capture);
  ADD ("clock-set-back", test_clock_set_back);
  ADD ("undo-asked-for", test_undo_asked_for);
  ADD ("undo-not-asked-for", test_undo_not_asked_for);
  ADD ("outside-trash", test_outside_trash);
  ADD ("undo-conflict", test_undo_conflict);
  ADD ("refused", test_refused);
  ADD ("overtaken", test_overtaken);
  ADD ("typing", test_typing);
  ADD ("half-typed", test_half_typed);
  ADD ("typing-while-saving-fails", test_typing_while_saving_fails);
  ADD ("settle-made", test_settle_made);
  ADD ("settle-undone", test_settle_undone);
  ADD ("settle-outside", test_settle_outside);

  return g_test_run ();
}
