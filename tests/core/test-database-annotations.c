/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what hangs on an article's annotations, rows of any table, the catalog and the history. */

#include "config.h"

#include "core/annotation/gloss-annotation-list.h"
#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-library.h"

#define TEXT "The missiles have a range of about 190 miles. Almost 10,000 forces were sent."

typedef struct
{
  char *path;
  GlossDatabase *database;
  char *article;
  GlossCapture *capture;
  GlossAnnotationList *list;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = gloss_test_dup_library_path ();
  fixture->database = gloss_test_open (fixture->path);
  fixture->article = gloss_test_add_article (fixture->database, "file:///article.txt", TEXT);
  fixture->capture = gloss_database_load_capture (fixture->database, fixture->article, NULL);
  fixture->list = gloss_annotation_list_new (fixture->article);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_test_assert_sound (fixture->database);
  gloss_database_close (fixture->database);
  g_object_unref (fixture->list);
  gloss_capture_unref (fixture->capture);
  g_free (fixture->article);
  g_free (fixture->path);
}

/* Takes change; applies it to the library and to the list. */
static void
apply (Fixture *fixture, GlossChange *change)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (change);
  gloss_database_apply (fixture->database, change, GLOSS_TEST_WHO, &error);
  g_assert_no_error (error);
  gloss_annotation_list_apply (fixture->list, change);
  gloss_change_unref (change);
}

/* An annotation with everything that a user gives it. */
static GlossAnnotation *
annotate_richly (Fixture *fixture)
{
  static const char *const tags[] = { "numbers", "range", NULL };
  g_autoptr (GlossAnnotation) annotation = NULL;
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (GlossRecord) with_uri = gloss_record_with_string (blank, "uri", "https://example.org/source");
  g_autoptr (GlossRecord) source = gloss_record_with_string (with_uri, "stance", "refutes");

  apply (fixture, gloss_test_annotate (fixture->capture, 29, 44));
  annotation = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  apply (fixture, gloss_command_set_note (annotation, "A *note*", GLOSS_TEST_WHO));
  apply (fixture, gloss_command_set_tags (annotation, fixture->list, tags));
  apply (fixture, gloss_command_set_claimant (annotation, fixture->list, "A. Speaker"));
  apply (fixture, gloss_command_add_source (annotation, source));
  apply (fixture, gloss_command_set_verdict (annotation, "truth-5", "mixed"));
  return g_steal_pointer (&annotation);
}

static guint
count (GPtrArray *records, const char *table)
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += g_str_equal (gloss_record_get_table (g_ptr_array_index (records, i)), table) ? 1 : 0;

  return n;
}

/* What was shown before closing is what is shown after opening. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotation) shown = annotate_richly (fixture);
  g_autoptr (GlossAnnotationList) list = gloss_annotation_list_new (fixture->article);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GlossAnnotation) loaded = NULL;
  g_autoptr (GError) error = NULL;

  gloss_database_close (fixture->database);
  fixture->database = gloss_test_open (fixture->path);
  records = gloss_database_load_annotations (fixture->database, fixture->article, &error);
  g_assert_no_error (error);
  gloss_annotation_list_set_records (list, records);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);

  loaded = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (
    gloss_record_equal (gloss_annotation_get_record (loaded), gloss_annotation_get_record (shown)));
  g_assert_cmpstr (gloss_annotation_get_note (loaded), ==, "A *note*");
  g_assert_cmpstr (gloss_annotation_get_claimant (loaded), ==, "A. Speaker");
  g_assert_cmpstr (gloss_annotation_get_verdict (loaded), ==, "mixed");
  g_assert_cmpstrv (gloss_annotation_get_tags (loaded), gloss_annotation_get_tags (shown));
  g_assert_cmpuint (gloss_annotation_get_sources (loaded)->len, ==, 1);
  g_assert_cmpstr (gloss_anchor_get_quote (gloss_annotation_get_anchor (loaded)), ==, "about 190 miles");
}

/* Another article's rows stay away; tags and persons of the library come. */
static void
test_other_article (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotation) annotation = annotate_richly (fixture);
  g_autofree char *other = gloss_test_add_article (fixture->database, "file:///other.txt", "Other words.");
  g_autoptr (GPtrArray) records = gloss_database_load_annotations (fixture->database, other, NULL);

  g_assert_nonnull (annotation);
  g_assert_cmpuint (records->len, ==, 3);
  g_assert_cmpuint (count (records, "tag"), ==, 2);
  g_assert_cmpuint (count (records, "person"), ==, 1);
}

static void
test_trash_is_loaded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotation) annotation = annotate_richly (fixture);
  g_autoptr (GPtrArray) records = NULL;

  apply (fixture, gloss_command_delete_annotation (annotation));
  records = gloss_database_load_annotations (fixture->database, fixture->article, NULL);
  g_assert_cmpuint (count (records, "annotation"), ==, 1);
  g_assert_true (gloss_record_is_deleted (g_ptr_array_index (records, 0)));
}

static void
test_records (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) captures =
    gloss_database_load_records (fixture->database, "capture", "article", fixture->article, "captured", NULL);
  g_autoptr (GPtrArray) none =
    gloss_database_load_records (fixture->database, "article", "byline", "", NULL, NULL);
  g_autoptr (GPtrArray) empty =
    gloss_database_load_records (fixture->database, "article", "byline", NULL, NULL, NULL);
  static const char *const bad[][3] = { { "nothing", NULL, NULL },
                                        { "history", "record", NULL },
                                        { "tag", "colour", NULL },
                                        { "tag", "name", "position" },
                                        { "tag", "name = 'a' OR 1 --", NULL } };

  g_assert_cmpuint (captures->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
        gloss_database_load_records (fixture->database, bad[i][0], bad[i][1], "x", bad[i][2], &error));
      g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
    }
}

static void
test_catalog (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossCatalog) catalog = gloss_database_load_catalog (fixture->database, &error);

  g_assert_no_error (error);
  g_assert_nonnull (gloss_catalog_find_category (catalog, "claim"));
  g_assert_nonnull (gloss_catalog_find_verdict (catalog, GLOSS_CATALOG_DEFAULT_SCALE, "mostly-true"));
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossAnnotation) annotation = annotate_richly (fixture);
  g_autoptr (GPtrArray) history =
    gloss_database_load_history (fixture->database, gloss_annotation_get_uuid (annotation), NULL);
  JsonObject *last = g_ptr_array_index (history, history->len - 1);

  g_assert_cmpuint (history->len, ==, 3);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (last, "after"), "verdict"),
                   ==, "mixed");
  g_assert_false (json_object_has_member (json_object_get_object_member (last, "before"), "verdict"));
  for (guint i = 1; i < history->len; i++)
    g_assert_cmpint (json_object_get_int_member (g_ptr_array_index (history, i - 1), "seq"), <,
                     json_object_get_int_member (g_ptr_array_index (history, i), "seq"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add ("/annotations/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("other-article", test_other_article);
  ADD ("trash-is-loaded", test_trash_is_loaded);
  ADD ("records", test_records);
  ADD ("catalog", test_catalog);
  ADD ("history", test_history);

  return g_test_run ();
}
