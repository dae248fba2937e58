/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list against a naive twin: random changes, their inverses and the inverses of those are applied to a
 * list, and after each the list equals one that is set from the records afresh, and a copy kept by
 * items-changed alone.
 */

#include "config.h"

#include "core/annotation/gloss-annotation-list.h"
#include "core/annotation/gloss-commands.h"
#include "core/annotation/gloss-undo-stack.h"

#define ARTICLE "article-1"
#define CAPTURE "capture-1"

/* A library in memory: the newest version of each record. */
typedef struct
{
  GlossAnnotationList *list;
  GHashTable *records; /* table/uuid -> GlossRecord */
  GPtrArray *mirror;   /* element-type GlossAnnotation, kept by items-changed */
  guint n_items_changed;
  guint n_changed;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_items_changed++;
  if (removed > 0)
    g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->mirror, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
changed_cb (GlossAnnotation *annotation, gpointer data)
{
  ((Fixture *) data)->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->list = gloss_annotation_list_new (ARTICLE);
  fixture->records =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gloss_record_unref);
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->mirror);
  g_hash_table_unref (fixture->records);
  g_assert_finalize_object (fixture->list);
}

static void
store_record (Fixture *fixture, GlossRecord *record)
{
  g_hash_table_insert (fixture->records,
                       g_strconcat (gloss_record_get_table (record), "/", gloss_record_get_uuid (record),
                                    NULL),
                       gloss_record_ref (record));
}

/* As the store does: the record must be what the change takes it for. */
static void
apply (Fixture *fixture, GlossChange *change)
{
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *before = gloss_change_get_before (change, i);
      GlossRecord *after = gloss_change_get_after (change, i);
      g_autofree char *key =
        g_strconcat (gloss_record_get_table (after), "/", gloss_record_get_uuid (after), NULL);
      GlossRecord *known = g_hash_table_lookup (fixture->records, key);

      g_assert_true ((before == NULL) == (known == NULL));
      g_assert_true (before == NULL || gloss_record_equal (before, known));
      store_record (fixture, after);
    }
  gloss_annotation_list_apply (fixture->list, change);
}

static GPtrArray *
dup_records (Fixture *fixture)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, fixture->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_ptr_array_add (records, gloss_record_ref (record));

  return records;
}

static GlossAnnotation *
get_nth (GlossAnnotationList *list, guint position)
{
  GlossAnnotation *annotation = g_list_model_get_item (G_LIST_MODEL (list), position);

  g_object_unref (annotation);
  return annotation;
}

static void
assert_same_rows (GPtrArray *rows, GPtrArray *others)
{
  g_assert_cmpuint (rows->len, ==, others->len);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (gloss_record_equal (g_ptr_array_index (rows, i), g_ptr_array_index (others, i)));
}

static void
assert_same_annotation (GlossAnnotation *annotation, GlossAnnotation *other)
{
  g_assert_true (
    gloss_record_equal (gloss_annotation_get_record (annotation), gloss_annotation_get_record (other)));
  assert_same_rows (gloss_annotation_get_notes (annotation), gloss_annotation_get_notes (other));
  assert_same_rows (gloss_annotation_get_sources (annotation), gloss_annotation_get_sources (other));
  assert_same_rows (gloss_annotation_get_anchors (annotation), gloss_annotation_get_anchors (other));
  assert_same_rows (gloss_annotation_get_tag_links (annotation), gloss_annotation_get_tag_links (other));
  g_assert_cmpstr (gloss_annotation_get_claimant (annotation), ==, gloss_annotation_get_claimant (other));
  g_assert_true (g_strv_equal (gloss_annotation_get_tags (annotation), gloss_annotation_get_tags (other)));
  g_assert_cmpuint (gloss_anchor_get_start (gloss_annotation_get_anchor (annotation)), ==,
                    gloss_anchor_get_start (gloss_annotation_get_anchor (other)));
}

/* The list equals a fresh one, and what items-changed told. */
static void
assert_consistent (Fixture *fixture)
{
  g_autoptr (GPtrArray) records = dup_records (fixture);
  g_autoptr (GlossAnnotationList) fresh = gloss_annotation_list_new (ARTICLE);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));

  gloss_annotation_list_set_records (fresh, records);
  g_assert_cmpuint (n_items, ==, g_list_model_get_n_items (G_LIST_MODEL (fresh)));
  g_assert_cmpuint (n_items, ==, fixture->mirror->len);
  g_assert_cmpuint (gloss_annotation_list_get_n_left (fixture->list), ==,
                    gloss_annotation_list_get_n_left (fresh));

  for (guint i = 0; i < n_items; i++)
    {
      GlossAnnotation *annotation = get_nth (fixture->list, i);
      const char *uuid = gloss_annotation_get_uuid (annotation);

      g_assert_true (annotation == g_ptr_array_index (fixture->mirror, i));
      g_assert_true (gloss_annotation_list_find (fixture->list, uuid) == annotation);
      g_assert_cmpuint (gloss_annotation_list_find_position (fixture->list, uuid), ==, i);
      assert_same_annotation (annotation, get_nth (fresh, i));
    }
}

static GlossChange *
make_creation (guint start, guint length)
{
  g_autofree char *quote = g_strnfill (length, 'q');
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new (quote, "", "", start, start + length);

  return gloss_command_create_annotation (ARTICLE, CAPTURE, anchor, "claim", "A. Checker");
}

static GlossAnnotation *
add_annotation (Fixture *fixture, guint start, guint length)
{
  g_autoptr (GlossChange) change = make_creation (start, length);

  apply (fixture, change);
  return gloss_annotation_list_find (fixture->list,
                                     gloss_record_get_uuid (gloss_change_get_after (change, 0)));
}

/* An edit that no command of this release makes: the anchor is found elsewhere, or not at all. */
static GlossChange *
make_move (GlossAnnotation *annotation)
{
  GlossRecord *anchor = g_ptr_array_index (gloss_annotation_get_anchors (annotation), 0);
  GlossChange *change = gloss_change_new ("Attach again", ARTICLE);
  g_autoptr (JsonObject) values = gloss_record_dup_values (anchor);
  g_autoptr (GlossRecord) after = NULL;
  int start = g_test_rand_int_range (0, 40);

  if (start < 5)
    {
      json_object_set_null_member (values, "start_point");
      json_object_set_null_member (values, "end_point");
      json_object_set_string_member (values, "state", "lost");
    }
  else
    {
      json_object_set_int_member (values, "start_point", start);
      json_object_set_int_member (values, "end_point", start + g_test_rand_int_range (1, 5));
      json_object_set_int_member (values, "order_key", start);
      json_object_set_string_member (values, "state", "moved");
    }
  after = gloss_record_new_for_values ("anchor", values);
  gloss_change_add (change, anchor, after);

  return change;
}

static const char *
pick (const char *const *words)
{
  return words[g_test_rand_int_range (0, (int) g_strv_length ((char **) words))];
}

static GlossChange *
make_random_edit (Fixture *fixture, GlossAnnotation *annotation)
{
  static const char *const words[] = { "alpha", "beta", "gamma", "", NULL };
  GPtrArray *sources = gloss_annotation_get_sources (annotation);
  g_autoptr (GlossRecord) source = gloss_record_new ("source");
  const char *const names[] = { pick (words), pick (words), NULL };

  switch (g_test_rand_int_range (0, 11))
    {
    case 0:
      return gloss_command_delete_annotation (annotation);
    case 1:
      return gloss_command_set_category (annotation, g_test_rand_bit () ? "figure" : "claim");
    case 2:
      return gloss_command_set_status (annotation, g_test_rand_bit () ? "in-work" : "checked");
    case 3:
      return g_test_rand_bit () ? gloss_command_set_verdict (annotation, "truth-5", "mixed")
                                : gloss_command_set_verdict (annotation, NULL, NULL);
    case 4:
      return gloss_command_set_note (annotation, pick (words), "A. Checker");
    case 5:
      return gloss_command_set_text (annotation, "claim", pick (words));
    case 6:
      return gloss_command_set_claimant (annotation, fixture->list, pick (words));
    case 7:
      return gloss_command_set_tags (annotation, fixture->list, names);
    case 8:
      return gloss_command_add_source (annotation, source);
    case 9:
      return sources->len > 0
               ? gloss_command_delete_source (annotation,
                                              gloss_record_get_uuid (g_ptr_array_index (sources, 0)))
               : NULL;
    default:
      return make_move (annotation);
    }
}

static GlossChange *
make_random_change (Fixture *fixture)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));

  if (n_items == 0 || g_test_rand_int_range (0, 8) == 0)
    return make_creation ((guint) g_test_rand_int_range (0, 40), (guint) g_test_rand_int_range (1, 5));

  return make_random_edit (fixture,
                           get_nth (fixture->list, (guint) g_test_rand_int_range (0, (int) n_items)));
}

static void
test_model (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossUndoStack) undo = gloss_undo_stack_new ();

  for (guint step = 0; step < 1500; step++)
    {
      g_autoptr (GlossChange) change = NULL;

      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
        case 1:
          change = gloss_undo_stack_undo (undo);
          break;
        case 2:
          change = gloss_undo_stack_redo (undo);
          break;
        default:
          change = make_random_change (fixture);
          if (change != NULL)
            gloss_undo_stack_push (undo, change);
          break;
        }

      if (change == NULL)
        continue;
      apply (fixture, change);
      assert_consistent (fixture);
    }

  g_assert_cmpuint (fixture->n_items_changed, >, 0);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *third = add_annotation (fixture, 20, 4);
  GlossAnnotation *first = add_annotation (fixture, 5, 2);
  GlossAnnotation *second = add_annotation (fixture, 5, 9);

  g_assert_true (get_nth (fixture->list, 0) == first);
  g_assert_true (get_nth (fixture->list, 1) == second);
  g_assert_true (get_nth (fixture->list, 2) == third);
  g_assert_cmpuint (fixture->n_items_changed, ==, 3);
  g_assert_cmpuint (gloss_annotation_list_get_n_left (fixture->list), ==, 3);
}

/* What only changes inside an annotation is told by the annotation alone. */
static void
test_content_is_no_items_changed (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *annotation = add_annotation (fixture, 5, 2);
  g_autoptr (GlossChange) note = gloss_command_set_note (annotation, "Looked it up", NULL);
  g_autoptr (GlossChange) verdict = NULL;

  g_signal_connect (annotation, "changed", G_CALLBACK (changed_cb), fixture);
  fixture->n_items_changed = 0;

  apply (fixture, note);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->n_items_changed, ==, 0);

  verdict = gloss_command_set_verdict (annotation, "truth-5", "true");
  apply (fixture, verdict);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_cmpuint (fixture->n_items_changed, ==, 0);
  g_assert_cmpuint (gloss_annotation_list_get_n_left (fixture->list), ==, 0);

  gloss_annotation_list_apply (fixture->list, verdict);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

static void
test_set_records_again (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *kept = add_annotation (fixture, 5, 2);
  GlossAnnotation *gone = add_annotation (fixture, 8, 2);
  g_autofree char *gone_uuid = g_strdup (gloss_annotation_get_uuid (gone));
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GlossChange) creation = make_creation (1, 1);

  fixture->n_items_changed = 0;
  records = dup_records (fixture);
  gloss_annotation_list_set_records (fixture->list, records);
  g_assert_cmpuint (fixture->n_items_changed, ==, 0);

  /* A change that failed is shown and not in the library: reading the records again takes it away. */
  gloss_annotation_list_apply (fixture->list, creation);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 3);
  for (guint i = records->len; i > 0; i--)
    {
      GlossRecord *record = g_ptr_array_index (records, i - 1);

      if (g_strcmp0 (gloss_record_get_uuid (record), gone_uuid) == 0)
        g_ptr_array_remove_index (records, i - 1);
    }
  gloss_annotation_list_set_records (fixture->list, records);

  g_assert_cmpuint (fixture->mirror->len, ==, 1);
  g_assert_true (get_nth (fixture->list, 0) == kept);
  g_assert_null (gloss_annotation_list_find (fixture->list, gone_uuid));
  g_assert_cmpuint (gloss_annotation_list_find_position (fixture->list, gone_uuid), ==, G_MAXUINT);
}

static void
test_other_article (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("q", "", "", 1, 2);
  g_autoptr (GlossChange) change =
    gloss_command_create_annotation ("article-2", "capture-2", anchor, "claim", NULL);

  gloss_annotation_list_apply (fixture->list, change);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  g_assert_cmpuint (fixture->n_items_changed, ==, 0);
}

/* Offsets of one capture mean nothing in another. */
static void
test_other_capture (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *annotation = add_annotation (fixture, 5, 2);

  gloss_annotation_list_set_capture (fixture->list, CAPTURE);
  g_assert_cmpstr (gloss_annotation_get_anchor_state (annotation), ==, "exact");
  g_assert_cmpuint (gloss_anchor_get_start (gloss_annotation_get_anchor (annotation)), ==, 5);

  gloss_annotation_list_set_capture (fixture->list, "capture-2");
  g_assert_cmpstr (gloss_annotation_get_anchor_state (annotation), ==, "lost");
  g_assert_cmpuint (gloss_anchor_get_start (gloss_annotation_get_anchor (annotation)), ==, G_MAXSIZE);
  g_assert_cmpstr (gloss_anchor_get_quote (gloss_annotation_get_anchor (annotation)), ==, "qq");
  g_assert_true (get_nth (fixture->list, 0) == annotation);

  gloss_annotation_list_set_capture (fixture->list, NULL);
  g_assert_cmpstr (gloss_annotation_get_anchor_state (annotation), ==, "exact");
}

static void
test_renamed_tag (Fixture *fixture, gconstpointer data)
{
  GlossAnnotation *annotation = add_annotation (fixture, 5, 2);
  const char *const names[] = { " army ", "army", "", "distance", NULL };
  g_autoptr (GlossChange) tags = gloss_command_set_tags (annotation, fixture->list, names);
  g_autoptr (GlossChange) rename = gloss_change_new ("Rename tag", NULL);
  g_auto (GStrv) names_known = NULL;
  g_auto (GStrv) persons_known = NULL;
  g_autoptr (GlossRecord) renamed = NULL;

  apply (fixture, tags);
  g_assert_cmpuint (g_strv_length ((char **) gloss_annotation_get_tags (annotation)), ==, 2);
  g_assert_cmpstr (gloss_annotation_get_tags (annotation)[0], ==, "army");

  renamed =
    gloss_record_with_string (gloss_annotation_list_find_tag (fixture->list, "army"), "name", "forces");
  gloss_change_add (rename, gloss_annotation_list_find_tag (fixture->list, "army"), renamed);
  apply (fixture, rename);

  g_assert_cmpstr (gloss_annotation_get_tags (annotation)[0], ==, "forces");
  g_assert_null (gloss_annotation_list_find_tag (fixture->list, "army"));

  names_known = gloss_annotation_list_dup_tags (fixture->list);
  g_assert_cmpuint (g_strv_length (names_known), ==, 2);
  g_assert_cmpstr (names_known[0], ==, "distance");
  g_assert_cmpstr (names_known[1], ==, "forces");
  persons_known = gloss_annotation_list_dup_persons (fixture->list);
  g_assert_cmpuint (g_strv_length (persons_known), ==, 0);
  g_assert_nonnull (gloss_annotation_list_find_tag (fixture->list, "forces"));
  assert_consistent (fixture);
}

/* Ten thousand at once: a quadratic list would take minutes here, and the test's time limit is two. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  gint64 begin;

  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr (GlossChange) creation = make_creation ((guint) g_test_rand_int_range (0, 100000), 3);

      g_ptr_array_add (records, gloss_record_ref (gloss_change_get_after (creation, 0)));
      g_ptr_array_add (records, gloss_record_ref (gloss_change_get_after (creation, 1)));
    }

  begin = g_get_monotonic_time ();
  gloss_annotation_list_set_records (fixture->list, records);
  g_test_message ("set_records: %" G_GINT64_FORMAT " us", g_get_monotonic_time () - begin);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 10000);

  begin = g_get_monotonic_time ();
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GlossChange) creation = make_creation ((guint) g_test_rand_int_range (0, 100000), 3);

      gloss_annotation_list_apply (fixture->list, creation);
    }
  g_test_message ("1000 x create and apply: %" G_GINT64_FORMAT " us", g_get_monotonic_time () - begin);

  for (guint i = 1; i < 11000; i++)
    g_assert_cmpuint (gloss_anchor_get_start (gloss_annotation_get_anchor (get_nth (fixture->list, i - 1))),
                      <=, gloss_anchor_get_start (gloss_annotation_get_anchor (get_nth (fixture->list, i))));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/annotation-list/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("order", test_order);
  ADD ("content-is-no-items-changed", test_content_is_no_items_changed);
  ADD ("set-records-again", test_set_records_again);
  ADD ("other-article", test_other_article);
  ADD ("other-capture", test_other_capture);
  ADD ("renamed-tag", test_renamed_tag);
  ADD ("model", test_model);
  ADD ("many", test_many);

  return g_test_run ();
}
