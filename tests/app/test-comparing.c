/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two captures of an open article on their way to being compared, without a page.
 */

#include "config.h"

#include "app/reader/gloss-comparing.h"
#include "core/annotation/gloss-anchor-commands.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-document.h"

#define EDITED "The missiles have a range of about 290 miles. Almost 10,000 forces were sent."

typedef struct
{
  GlossTestDocument base;
  guint n_ready;
  guint n_failed;
  GError *error;
} Fixture;

static void
ready_cb (Fixture *fixture)
{
  fixture->n_ready++;
}

static void
failed_cb (Fixture *fixture, const GError *error)
{
  fixture->n_failed++;
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
}

static GlossComparing *
compare (Fixture *fixture, const char *older, const char *newer)
{
  GlossComparing *comparing = gloss_comparing_new (fixture->base.store, fixture->base.document, older, newer);

  g_signal_connect_swapped (comparing, "ready", G_CALLBACK (ready_cb), fixture);
  g_signal_connect_swapped (comparing, "failed", G_CALLBACK (failed_cb), fixture);
  return comparing;
}

static const char *
get_uuid (Fixture *fixture, guint position)
{
  return gloss_record_get_uuid (
    g_ptr_array_index (gloss_document_get_captures (fixture->base.document), position));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gloss_test_document_set_up (&fixture->base, data);
  gloss_test_document_load (&fixture->base);
  gloss_test_document_add_capture (&fixture->base, EDITED);
  g_assert_cmpuint (gloss_document_get_captures (fixture->base.document)->len, ==, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_error (&fixture->error);
  gloss_test_document_tear_down (&fixture->base, data);
}

static void
test_ready (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossComparing) comparing = compare (fixture, get_uuid (fixture, 1), get_uuid (fixture, 0));
  guint n_changes;

  g_assert_null (gloss_comparing_get_comparison (comparing));
  g_assert_null (gloss_comparing_get_annotations (comparing));
  GLOSS_TEST_WAIT_FOR (fixture->n_ready > 0);

  gloss_comparison_get_changes (gloss_comparing_get_comparison (comparing), &n_changes);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gloss_comparing_get_annotations (comparing))), ==,
                    1);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

/* What is done to an annotation meanwhile is done in the comparison too. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossComparing) comparing = compare (fixture, get_uuid (fixture, 1), get_uuid (fixture, 0));
  GlossAnnotation *annotation;

  GLOSS_TEST_WAIT_FOR (fixture->n_ready > 0);
  gloss_test_document_show (&fixture->base, 0);
  annotation = gloss_annotation_list_find (gloss_comparing_get_annotations (comparing), fixture->base.uuid);
  g_assert_nonnull (annotation);
  g_assert_cmpstr (gloss_annotation_get_anchor_state (annotation), ==, "changed");

  gloss_test_document_submit_and_wait (&fixture->base,
                                       gloss_command_accept_anchor (fixture->base.annotation,
                                                                    gloss_capture_get_fields (
                                                                      gloss_document_get_capture (
                                                                        fixture->base.document))
                                                                      ->text));
  GLOSS_TEST_WAIT_FOR (g_strcmp0 (gloss_annotation_get_anchor_state (annotation), "exact") == 0);
}

static void
test_no_such_capture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossComparing) comparing = compare (fixture, "none", get_uuid (fixture, 0));

  GLOSS_TEST_WAIT_FOR (fixture->n_failed > 0);
  g_assert_error (fixture->error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_assert_null (gloss_comparing_get_comparison (comparing));
  g_assert_cmpuint (fixture->n_ready, ==, 0);
}

/* Nobody hears of what is not wanted any more. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  GlossComparing *dropped = compare (fixture, get_uuid (fixture, 1), get_uuid (fixture, 0));
  g_autoptr (GlossComparing) wanted = NULL;

  gloss_comparing_cancel (dropped);
  g_object_unref (dropped);
  wanted = compare (fixture, get_uuid (fixture, 1), get_uuid (fixture, 0));
  GLOSS_TEST_WAIT_FOR (gloss_comparing_get_comparison (wanted) != NULL);
  g_assert_cmpuint (fixture->n_ready, ==, 1);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/comparing/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("ready", test_ready);
  ADD ("follows", test_follows);
  ADD ("no-such-capture", test_no_such_capture);
  ADD ("dropped", test_dropped);
  return g_test_run ();
}
