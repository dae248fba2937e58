/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The promises about annotations of an article that changes, whatever is done in whatever order: no alarm
 * goes that nobody looked at, nobody is said to stand by words that he never had, and what is held in memory
 * is what was stored.
 */

#include "config.h"

#include "core/annotation/gloss-anchor-commands.h"
#include "core/annotation/gloss-anchor-row.h"
#include "core/annotation/gloss-commands.h"
#include "core/annotation/gloss-undo-stack.h"
#include "support/gloss-test-versions.h"

#define N_STEPS 600

typedef struct
{
  GlossTestVersions versions;
  GlossAnnotationList *list; /* which follows the changes */
  GlossUndoStack *undo;
  GHashTable *originals; /* annotation's uuid -> the words it was made with */
  GHashTable *stood_by;  /* uuid and words that the user chose */
  GHashTable *looked_at; /* uuid, words and what stood there instead when the user kept them */
} Fixture;

static char *
join (const char *annotation, const char *quote, const char *found)
{
  return g_strdup_printf ("%s|%s|%s", annotation, quote, found != NULL ? found : "");
}

static GlossAnnotationList *
load_list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records =
    gloss_database_load_annotations (fixture->versions.database, fixture->versions.article, &error);
  GlossAnnotationList *list = gloss_annotation_list_new (fixture->versions.article);

  g_assert_no_error (error);
  gloss_annotation_list_set_records (list, records);
  return list;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gloss_test_versions_set_up (&fixture->versions, data);
  fixture->list = load_list (fixture);
  fixture->undo = gloss_undo_stack_new ();
  fixture->originals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fixture->stood_by = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fixture->looked_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_hash_table_unref (fixture->looked_at);
  g_hash_table_unref (fixture->stood_by);
  g_hash_table_unref (fixture->originals);
  g_object_unref (fixture->undo);
  g_assert_finalize_object (fixture->list);
  gloss_test_versions_tear_down (&fixture->versions, data);
}

/* What was written by all but undoing. */
static void
follow (Fixture *fixture, GlossChange *change)
{
  gloss_annotation_list_apply (fixture->list, change);
}

/* change: transfer full. Returns whether there was anything to do, and nothing forbade it. */
static gboolean
submit (Fixture *fixture, GlossChange *change)
{
  g_autoptr (GlossChange) owned_change = change;

  if (change == NULL || !gloss_database_apply (fixture->versions.database, change, GLOSS_TEST_WHO, NULL))
    return FALSE;

  gloss_undo_stack_push (fixture->undo, change);
  follow (fixture, change);
  return TRUE;
}

static GlossCapture *
load_any_capture (Fixture *fixture)
{
  g_autoptr (GPtrArray) captures =
    gloss_database_list_captures (fixture->versions.database, fixture->versions.article, NULL);
  guint i = (guint) g_test_rand_int_range (0, (gint32) captures->len);
  GlossCapture *capture =
    gloss_database_load_capture_with_uuid (fixture->versions.database,
                                           gloss_record_get_uuid (captures->pdata[i]), NULL);

  g_assert_nonnull (capture);
  return capture;
}

/* NULL in a text without any words. */
static GlossAnchor *
choose_anchor (GlossCapture *capture)
{
  GlossText *text = gloss_capture_get_fields (capture)->text;
  gint32 n_points = (gint32) gloss_text_get_n_points (text);
  gsize start;

  if (n_points < 40)
    return NULL;

  start = (gsize) g_test_rand_int_range (0, n_points - 30);
  return gloss_anchor_new_for_range (text, start, start + (gsize) g_test_rand_int_range (2, 30));
}

static void
capture_again (Fixture *fixture)
{
  const char *const versions[] = { gloss_test_first_version, gloss_test_second_version,
                                   gloss_test_third_version, "" };
  const char *version = versions[g_test_rand_int_range (0, G_N_ELEMENTS (versions))];
  g_autoptr (GlossCapture) capture = gloss_test_make_capture (GLOSS_TEST_URI, version);
  g_autoptr (GlossChange) change = NULL;

  g_assert_true (gloss_database_add_capture (fixture->versions.database, capture, GLOSS_TEST_WHO, NULL, NULL,
                                             &change, NULL));
  if (change == NULL)
    return;

  gloss_undo_stack_push (fixture->undo, change);
  follow (fixture, change);
}

static void
stand_by (Fixture *fixture, const char *annotation, const char *quote)
{
  g_hash_table_add (fixture->stood_by, join (annotation, quote, NULL));
}

static void
annotate (Fixture *fixture)
{
  g_autoptr (GlossCapture) capture = load_any_capture (fixture);
  g_autoptr (GlossAnchor) anchor = choose_anchor (capture);
  GlossChange *change;
  const char *quote;

  if (anchor == NULL)
    return;

  quote = gloss_anchor_get_quote (anchor);
  change =
    gloss_command_create_annotation (fixture->versions.article, gloss_capture_get_fields (capture)->uuid,
                                     anchor, "claim", GLOSS_TEST_WHO);
  g_hash_table_insert (fixture->originals, g_strdup (gloss_test_get_annotation (change)), g_strdup (quote));
  stand_by (fixture, gloss_test_get_annotation (change), quote);
  g_assert_true (submit (fixture, change));
}

/* One of those that are listed, in any capture. */
static void
say_something (Fixture *fixture, int what)
{
  g_autoptr (GlossCapture) capture = load_any_capture (fixture);
  GlossText *text = gloss_capture_get_fields (capture)->text;
  GListModel *model = G_LIST_MODEL (fixture->list);
  g_autoptr (GlossAnnotation) annotation = NULL;
  g_autoptr (GlossAnchor) anchor = choose_anchor (capture);
  const char *uuid;

  if (g_list_model_get_n_items (model) == 0)
    return;
  gloss_annotation_list_set_capture (fixture->list, gloss_capture_get_fields (capture)->uuid);
  annotation =
    g_list_model_get_item (model,
                           (guint) g_test_rand_int_range (0, (gint32) g_list_model_get_n_items (model)));
  uuid = gloss_annotation_get_uuid (annotation);

  switch (what)
    {
    case 0:
      if (gloss_annotation_get_found (annotation) != NULL)
        stand_by (fixture, uuid, gloss_annotation_get_found (annotation));
      submit (fixture, gloss_command_accept_anchor (annotation, text));
      break;
    case 1:
      g_hash_table_add (fixture->looked_at,
                        join (uuid, gloss_anchor_get_quote (gloss_annotation_get_anchor (annotation)),
                              gloss_annotation_get_found (annotation)));
      submit (fixture, gloss_command_keep_anchor (annotation));
      break;
    case 2:
      if (anchor != NULL)
        {
          stand_by (fixture, uuid, gloss_anchor_get_quote (anchor));
          submit (fixture,
                  gloss_command_attach_anchor (annotation, gloss_capture_get_fields (capture)->uuid, anchor));
        }
      break;
    case 3:
    default:
      submit (fixture, gloss_command_delete_annotation (annotation));
    }
}

static void
undo_or_redo (Fixture *fixture)
{
  g_autoptr (GlossChange) change =
    g_test_rand_bit () ? gloss_undo_stack_undo (fixture->undo) : gloss_undo_stack_redo (fixture->undo);

  if (change == NULL)
    return;
  if (gloss_database_apply (fixture->versions.database, change, GLOSS_TEST_WHO, NULL))
    follow (fixture, change);
  else
    gloss_undo_stack_forget (fixture->undo, change);
}

static void
check_row (Fixture *fixture, GlossAnnotation *annotation, GlossText *text)
{
  GlossRecord *row = gloss_annotation_get_anchor_row (annotation);
  const char *uuid = gloss_annotation_get_uuid (annotation);
  const char *quote = gloss_record_get_string (row, "quote");
  const char *state = gloss_anchor_row_get_state (row);
  const char *found = gloss_anchor_row_get_found (row);
  g_autofree char *chosen = join (uuid, quote, NULL);
  g_autofree char *kept = join (uuid, quote, found);

  g_assert_cmpstr (gloss_annotation_get_original_quote (annotation), ==,
                   g_hash_table_lookup (fixture->originals, uuid));
  g_assert_true (g_hash_table_contains (fixture->stood_by, chosen));
  if (found != NULL)
    {
      g_autofree char *words = gloss_text_dup_range (text, (gsize) gloss_record_get_int (row, "start_point"),
                                                     (gsize) gloss_record_get_int (row, "end_point"));

      g_assert_cmpstr (words, ==, found);
      g_assert_cmpint (g_str_equal (quote, found), ==, !g_str_equal (state, "changed"));
    }
  if (!gloss_annotation_needs_review (annotation))
    g_assert_true ((found != NULL && g_str_equal (quote, found)) ||
                   g_hash_table_contains (fixture->looked_at, kept));
}

/* The list that followed, beside one that was just read. */
static void
check_all (Fixture *fixture)
{
  g_autoptr (GlossChange) settled = gloss_test_versions_settle (&fixture->versions);
  g_autoptr (GlossCapture) newest = gloss_test_versions_load_capture (&fixture->versions);
  const GlossCaptureFields *fields = gloss_capture_get_fields (newest);
  g_autoptr (GlossAnnotationList) list = load_list (fixture);
  GListModel *model = G_LIST_MODEL (list);

  if (settled != NULL)
    follow (fixture, settled);
  gloss_test_versions_assert_settled (&fixture->versions);
  gloss_annotation_list_set_capture (list, fields->uuid);
  gloss_annotation_list_set_newest (list, fields->uuid);
  gloss_annotation_list_set_capture (fixture->list, fields->uuid);
  gloss_annotation_list_set_newest (fixture->list, fields->uuid);
  g_assert_false (gloss_annotation_list_lacks_anchors (list, fields->uuid));

  g_assert_cmpuint (g_list_model_get_n_items (model), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (fixture->list)));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GlossAnnotation) annotation = g_list_model_get_item (model, i);
      g_autoptr (GlossAnnotation) followed = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

      g_assert_cmpstr (gloss_annotation_get_uuid (annotation), ==, gloss_annotation_get_uuid (followed));
      g_assert_true (gloss_record_equal (gloss_annotation_get_anchor_row (annotation),
                                         gloss_annotation_get_anchor_row (followed)));
      check_row (fixture, annotation, fields->text);
      check_row (fixture, followed, fields->text);
    }
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      int what = g_test_rand_int_range (0, 12);

      if (what < 2)
        capture_again (fixture);
      else if (what < 5)
        annotate (fixture);
      else if (what < 9)
        say_something (fixture, what - 5);
      else if (what < 11)
        undo_or_redo (fixture);
      else
        check_all (fixture);
    }
  check_all (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/reviewing/random", Fixture, NULL, set_up, test_random, tear_down);

  return g_test_run ();
}
