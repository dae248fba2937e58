/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each command makes of an annotation, and that it makes nothing where nothing would change. */

#include "config.h"

#include "core/annotation/gloss-commands.h"

#define ARTICLE "article-1"

typedef struct
{
  GlossAnnotationList *list;
  GlossAnnotation *annotation;
} Fixture;

static void
apply (Fixture *fixture, GlossChange *change)
{
  g_assert_nonnull (change);
  g_assert_cmpstr (gloss_change_get_article (change), ==, ARTICLE);
  gloss_annotation_list_apply (fixture->list, change);
  gloss_change_unref (change);
}

static void
apply_and_invert (Fixture *fixture, GlossChange *change)
{
  gloss_annotation_list_apply (fixture->list, change);
  apply (fixture, gloss_change_invert (change));
  gloss_change_unref (change);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("about 190 miles", "range of ", ", enough", 10, 25);

  fixture->list = gloss_annotation_list_new (ARTICLE);
  apply (fixture, gloss_command_create_annotation (ARTICLE, "capture-1", anchor, "figure", "A. Checker"));
  fixture->annotation = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->annotation);
  g_assert_finalize_object (fixture->list);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  GlossAnchor *anchor = gloss_annotation_get_anchor (fixture->annotation);

  g_assert_cmpstr (gloss_annotation_get_article (fixture->annotation), ==, ARTICLE);
  g_assert_cmpstr (gloss_annotation_get_category (fixture->annotation), ==, "figure");
  g_assert_cmpstr (gloss_annotation_get_status (fixture->annotation), ==, "to-check");
  g_assert_cmpstr (gloss_record_get_string (gloss_annotation_get_record (fixture->annotation), "author"), ==,
                   "A. Checker");
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "");
  g_assert_null (gloss_annotation_get_verdict (fixture->annotation));
  g_assert_cmpstr (gloss_annotation_get_anchor_state (fixture->annotation), ==, "exact");
  g_assert_cmpstr (gloss_anchor_get_quote (anchor), ==, "about 190 miles");
  g_assert_cmpstr (gloss_anchor_get_prefix (anchor), ==, "range of ");
  g_assert_cmpstr (gloss_anchor_get_suffix (anchor), ==, ", enough");
  g_assert_cmpuint (gloss_anchor_get_start (anchor), ==, 10);
  g_assert_cmpuint (gloss_anchor_get_end (anchor), ==, 25);
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) deletion = gloss_command_delete_annotation (fixture->annotation);

  gloss_annotation_list_apply (fixture->list, deletion);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  g_assert_null (gloss_command_delete_annotation (fixture->annotation));

  apply (fixture, gloss_change_invert (deletion));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
}

static void
test_verdict (Fixture *fixture, gconstpointer data)
{
  g_assert_null (gloss_command_set_verdict (fixture->annotation, NULL, NULL));

  apply (fixture, gloss_command_set_verdict (fixture->annotation, "truth-5", "true"));
  g_assert_cmpstr (gloss_annotation_get_scale (fixture->annotation), ==, "truth-5");
  g_assert_cmpstr (gloss_annotation_get_verdict (fixture->annotation), ==, "true");
  g_assert_cmpstr (gloss_annotation_get_status (fixture->annotation), ==, "checked");
  g_assert_null (gloss_command_set_verdict (fixture->annotation, "truth-5", "true"));

  /* A later verdict leaves the status alone. */
  apply (fixture, gloss_command_set_status (fixture->annotation, "needs-attention"));
  apply (fixture, gloss_command_set_verdict (fixture->annotation, "truth-5", "mixed"));
  g_assert_cmpstr (gloss_annotation_get_status (fixture->annotation), ==, "needs-attention");

  apply (fixture, gloss_command_set_verdict (fixture->annotation, NULL, NULL));
  g_assert_null (gloss_annotation_get_scale (fixture->annotation));
  g_assert_cmpstr (gloss_annotation_get_status (fixture->annotation), ==, "needs-attention");
}

static void
test_note (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) first = gloss_command_set_note (fixture->annotation, "Wrong", "A. Checker");
  const char *table, *uuid, *column;

  g_assert_cmpuint (gloss_change_get_n_cleared_drafts (first), ==, 1);
  gloss_change_get_cleared_draft (first, 0, &table, &uuid, &column);
  g_assert_cmpstr (table, ==, "annotation");
  g_assert_cmpstr (uuid, ==, gloss_annotation_get_uuid (fixture->annotation));
  g_assert_cmpstr (column, ==, "note");

  gloss_annotation_list_apply (fixture->list, first);
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "Wrong");
  g_assert_null (gloss_command_set_note (fixture->annotation, "Wrong", NULL));

  /* A further note stays what it is, whatever becomes of the first. */
  apply (fixture, gloss_command_add_note (fixture->annotation, "Another's", "B. Reader"));
  apply (fixture, gloss_command_set_note (fixture->annotation, "Right", "C. Third"));
  g_assert_cmpuint (gloss_annotation_get_notes (fixture->annotation)->len, ==, 2);
  g_assert_cmpstr (gloss_record_get_string (
                     g_ptr_array_index (gloss_annotation_get_notes (fixture->annotation), 0), "author"),
                   ==, "A. Checker");

  apply (fixture, gloss_command_set_note (fixture->annotation, "", NULL));
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "");
  g_assert_cmpuint (gloss_annotation_get_notes (fixture->annotation)->len, ==, 1);
  g_assert_null (gloss_command_set_note (fixture->annotation, NULL, NULL));

  apply (fixture, gloss_command_set_note (fixture->annotation, "New", NULL));
  g_assert_cmpstr (gloss_annotation_get_note (fixture->annotation), ==, "New");
  g_assert_cmpuint (gloss_annotation_get_notes (fixture->annotation)->len, ==, 2);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  static const char *const columns[] = { "claim", "claim_date", "explanation" };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GlossRecord *record;

      g_assert_null (gloss_command_set_text (fixture->annotation, columns[i], ""));
      apply (fixture, gloss_command_set_text (fixture->annotation, columns[i], "Words"));
      record = gloss_annotation_get_record (fixture->annotation);
      g_assert_cmpstr (gloss_record_get_string (record, columns[i]), ==, "Words");
      g_assert_null (gloss_command_set_text (fixture->annotation, columns[i], "Words"));

      apply (fixture, gloss_command_set_text (fixture->annotation, columns[i], ""));
      record = gloss_annotation_get_record (fixture->annotation);
      g_assert_true (gloss_record_is_null (record, columns[i]));
    }
}

static void
test_claimant (Fixture *fixture, gconstpointer data)
{
  GlossChange *change = gloss_command_set_claimant (fixture->annotation, fixture->list, " Ann ");

  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 2);
  apply_and_invert (fixture, change);
  g_assert_null (gloss_annotation_get_claimant (fixture->annotation));
  g_assert_true (gloss_record_is_deleted (gloss_annotation_list_find_person (fixture->list, "Ann")));

  /* The person comes back out of the trash instead of being made twice. */
  change = gloss_command_set_claimant (fixture->annotation, fixture->list, "Ann");
  g_assert_nonnull (gloss_change_get_before (change, 0));
  apply (fixture, change);
  g_assert_cmpstr (gloss_annotation_get_claimant (fixture->annotation), ==, "Ann");
  g_assert_null (gloss_command_set_claimant (fixture->annotation, fixture->list, "Ann"));

  apply (fixture, gloss_command_set_claimant (fixture->annotation, fixture->list, " "));
  g_assert_null (gloss_annotation_get_claimant (fixture->annotation));
  g_assert_null (gloss_command_set_claimant (fixture->annotation, fixture->list, NULL));

  change = gloss_command_set_claimant (fixture->annotation, fixture->list, "Ann");
  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 1);
  apply (fixture, change);
}

static void
assert_tags (Fixture *fixture, const char *expected)
{
  g_autofree char *tags = g_strjoinv (",", (char **) gloss_annotation_get_tags (fixture->annotation));

  g_assert_cmpstr (tags, ==, expected);
}

static void
test_tags (Fixture *fixture, gconstpointer data)
{
  const char *const one[] = { "b", "a", NULL };
  const char *const two[] = { "a", "c", " b", NULL };
  g_autoptr (GlossChange) change = NULL;

  apply (fixture, gloss_command_set_tags (fixture->annotation, fixture->list, one));
  assert_tags (fixture, "b,a");
  g_assert_null (gloss_command_set_tags (fixture->annotation, fixture->list, one));

  change = gloss_command_set_tags (fixture->annotation, fixture->list, two);
  gloss_annotation_list_apply (fixture->list, change);
  assert_tags (fixture, "a,c,b");
  apply (fixture, gloss_change_invert (change));
  assert_tags (fixture, "b,a");
  g_assert_true (gloss_record_is_deleted (gloss_annotation_list_find_tag (fixture->list, "c")));

  apply (fixture, gloss_command_set_tags (fixture->annotation, fixture->list, NULL));
  assert_tags (fixture, "");
  apply (fixture, gloss_command_set_tags (fixture->annotation, fixture->list, two));
  assert_tags (fixture, "a,c,b");
}

static GlossRecord *
get_source (Fixture *fixture, guint index)
{
  return g_ptr_array_index (gloss_annotation_get_sources (fixture->annotation), index);
}

static void
test_sources (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (GlossRecord) fields = gloss_record_with_string (blank, "uri", "https://example.org/");
  g_autoptr (GlossRecord) other = gloss_record_new ("source");
  g_autoptr (GlossRecord) unknown = gloss_record_new ("source");
  g_autoptr (GlossRecord) refuting = gloss_record_with_string (other, "stance", "refutes");
  g_autoptr (GlossRecord) edited = NULL;
  g_autofree char *first = NULL;

  apply (fixture, gloss_command_add_source (fixture->annotation, fields));
  apply (fixture, gloss_command_add_source (fixture->annotation, refuting));
  g_assert_cmpuint (gloss_annotation_get_sources (fixture->annotation)->len, ==, 2);
  g_assert_cmpstr (gloss_record_get_string (get_source (fixture, 0), "stance"), ==, "supports");
  g_assert_cmpstr (gloss_record_get_string (get_source (fixture, 1), "stance"), ==, "refutes");
  g_assert_cmpint (gloss_record_get_int (get_source (fixture, 1), "position"), ==, 1);
  g_assert_cmpstr (gloss_record_get_uuid (get_source (fixture, 0)), ==, gloss_record_get_uuid (fields));
  g_assert_cmpstr (gloss_record_get_string (get_source (fixture, 0), "uri"), ==, "https://example.org/");

  g_assert_null (gloss_command_edit_source (fixture->annotation, get_source (fixture, 0)));
  g_assert_null (gloss_command_edit_source (fixture->annotation, unknown));
  edited = gloss_record_with_string (get_source (fixture, 0), "title", "Report");
  apply (fixture, gloss_command_edit_source (fixture->annotation, edited));
  g_assert_cmpstr (gloss_record_get_string (get_source (fixture, 0), "title"), ==, "Report");

  first = g_strdup (gloss_record_get_uuid (get_source (fixture, 0)));
  apply (fixture, gloss_command_delete_source (fixture->annotation, first));
  g_assert_cmpuint (gloss_annotation_get_sources (fixture->annotation)->len, ==, 1);
  g_assert_null (gloss_command_delete_source (fixture->annotation, first));
}

/* The first annotation puts an article that is to be read in work; any other state is the user's. */
static void
test_annotate_article (void)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("about 190 miles", "range of ", ", enough", 10, 25);
  g_autoptr (GlossRecord) blank = gloss_record_new ("article");
  g_autoptr (GlossRecord) to_read = gloss_record_with_string (blank, "state", "to-read");
  g_autoptr (GlossRecord) checked = gloss_record_with_string (blank, "state", "checked");
  g_autoptr (GlossChange) first =
    gloss_command_annotate_article (to_read, "capture-1", anchor, "claim", NULL);
  g_autoptr (GlossChange) later =
    gloss_command_annotate_article (checked, "capture-1", anchor, "claim", NULL);
  guint last = gloss_change_get_n_edits (first) - 1;

  g_assert_cmpstr (gloss_change_get_article (first), ==, gloss_record_get_uuid (to_read));
  g_assert_cmpstr (gloss_record_get_table (gloss_change_get_after (first, 0)), ==, "annotation");
  g_assert_true (gloss_change_get_before (first, last) == to_read);
  g_assert_cmpstr (gloss_record_get_string (gloss_change_get_after (first, last), "state"), ==, "in-work");
  g_assert_cmpuint (gloss_change_get_n_edits (later), ==, last);
}

static void
test_article (void)
{
  g_autoptr (GlossRecord) article = gloss_record_new ("article");
  g_autoptr (GlossRecord) edited = gloss_record_with_string (article, "title", "A title");
  g_autoptr (GlossRecord) trashed = gloss_record_with_deleted (article, TRUE);
  g_autoptr (GlossChange) edit = gloss_command_edit_article (article, edited);
  g_autoptr (GlossChange) deletion = gloss_command_delete_article (article);

  g_assert_cmpstr (gloss_change_get_article (edit), ==, gloss_record_get_uuid (article));
  g_assert_true (gloss_change_get_after (edit, 0) == edited);
  g_assert_true (gloss_record_is_deleted (gloss_change_get_after (deletion, 0)));
  g_assert_null (gloss_command_edit_article (article, article));
  g_assert_null (gloss_command_delete_article (trashed));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/commands/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("create", test_create);
  ADD ("delete", test_delete);
  ADD ("verdict", test_verdict);
  ADD ("note", test_note);
  ADD ("text", test_text);
  ADD ("claimant", test_claimant);
  ADD ("tags", test_tags);
  ADD ("sources", test_sources);
  g_test_add_func ("/commands/annotate-article", test_annotate_article);
  g_test_add_func ("/commands/article", test_article);

  return g_test_run ();
}
