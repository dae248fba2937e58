/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The captures of an open article on a real library: which is shown while this process and another add, take
 * back and bring back some, and that nothing that is typed is lost by any of it.
 */

#include "config.h"

#include <sqlite3.h>

#include "core/annotation/gloss-anchor-commands.h"
#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-document.h"

#define NEW_TEXT                                                                                             \
  "Corrected. Almost 10,000 forces were sent. The missiles have a range of about 290 miles. It was said so."
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
get_uuid (GlossTestDocument *fixture, guint position)
{
  g_assert_cmpuint (position, <, get_captures (fixture)->len);
  return gloss_record_get_uuid (g_ptr_array_index (get_captures (fixture), position));
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

/* What another process does. */
static void
add_capture_beside (GlossTestDocument *fixture, const char *text)
{
  g_autofree char *article = gloss_test_add_article (fixture->beside, "file:///article.txt", text);

  g_assert_cmpstr (article, ==, fixture->article);
}

/* What the window does: it can be taken back. */
static void
add_capture (GlossTestDocument *fixture, const char *text)
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

static void
show (GlossTestDocument *fixture, guint position)
{
  g_autofree char *uuid = g_strdup (get_uuid (fixture, position));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gloss_document_show_capture_async (fixture->document, uuid, NULL, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  g_assert_true (gloss_document_show_capture_finish (fixture->document, result, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (gloss_capture_get_fields (gloss_document_get_capture (fixture->document))->uuid, ==, uuid);
}

static void
submit_and_wait (GlossTestDocument *fixture, GlossChange *change)
{
  g_autoptr (GlossChange) owned_change = change;

  g_assert_nonnull (change);
  gloss_store_submit_async (fixture->store, change, NULL, NULL);
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
}

static void
undo (GlossTestDocument *fixture)
{
  submit_and_wait (fixture, gloss_undo_stack_undo (fixture->undo));
}

static void
redo (GlossTestDocument *fixture)
{
  submit_and_wait (fixture, gloss_undo_stack_redo (fixture->undo));
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

  add_capture_beside (fixture, NEW_TEXT);
  GLOSS_TEST_WAIT_FOR (n_told > 0);
  g_assert_cmpuint (get_captures (fixture)->len, ==, 2);
  g_assert_true (gloss_document_get_capture (fixture->document) == capture);
  g_assert_false (gloss_document_shows_newest (fixture->document));
  assert_anchor (fixture, "exact", "about 190 miles", "about 190 miles");
  g_assert_false (gloss_annotation_needs_review (fixture->annotation));
  g_assert_cmpuint (n_changed, ==, 0);

  show (fixture, 0);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_true (gloss_document_shows_newest (fixture->document));
  g_assert_cmpstr (get_shown_text (fixture), ==, NEW_TEXT);
  assert_anchor (fixture, "changed", "about 190 miles", "about 290 miles");
  g_assert_true (gloss_annotation_needs_review (fixture->annotation));

  /* What was asked for stays when yet another comes. */
  add_capture_beside (fixture, THIRD_TEXT);
  GLOSS_TEST_WAIT_FOR (n_told > 1);
  g_assert_cmpstr (get_shown_text (fixture), ==, NEW_TEXT);
  show (fixture, 2);
  assert_anchor (fixture, "exact", "about 190 miles", "about 190 miles");
  show (fixture, 2);
  g_assert_cmpuint (n_changed, ==, 2);
}

/* The user added it and asked for it: undo takes him back, and redo to it again. */
static void
test_undo_asked_for (GlossTestDocument *fixture, gconstpointer data)
{
  guint n_changed = 0;

  gloss_test_document_load (fixture);
  add_capture (fixture, NEW_TEXT);
  show (fixture, 0);
  g_signal_connect (fixture->document, "capture-changed", G_CALLBACK (count_cb), &n_changed);

  for (guint i = 0; i < 3; i++)
    {
      undo (fixture);
      GLOSS_TEST_WAIT_FOR (n_changed == 2 * i + 1);
      g_assert_cmpuint (get_captures (fixture)->len, ==, 1);
      g_assert_cmpstr (get_shown_text (fixture), ==, GLOSS_TEST_DOCUMENT_TEXT);
      assert_anchor (fixture, "exact", "about 190 miles", "about 190 miles");
      g_assert_true (gloss_document_shows_newest (fixture->document));

      redo (fixture);
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
  add_capture (fixture, NEW_TEXT);
  g_assert_cmpuint (get_captures (fixture)->len, ==, 2);
  undo (fixture);
  g_assert_cmpuint (get_captures (fixture)->len, ==, 1);
  redo (fixture);
  g_assert_cmpuint (get_captures (fixture)->len, ==, 2);
  g_assert_cmpstr (get_shown_text (fixture), ==, GLOSS_TEST_DOCUMENT_TEXT);
  assert_anchor (fixture, "exact", "about 190 miles", "about 190 miles");
  g_assert_cmpuint (n_changed, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                                  \
  g_test_add ("/document-captures/" name, GlossTestDocument, NULL, gloss_test_document_set_up, function,     \
              gloss_test_document_tear_down)
  ADD ("outside-capture", test_outside_capture);
  ADD ("undo-asked-for", test_undo_asked_for);
  ADD ("undo-not-asked-for", test_undo_not_asked_for);

  return g_test_run ();
}
