/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the annotations of an article when it is captured again. */

#include "config.h"

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-library.h"

#define URI "https://example.org/a"

/* Passages of the first version, and where they went in the second. */
#define RANGE "about 190 miles"
#define FORCES "Almost 10,000 forces were sent"
#define DENIAL "The ministry did confirm the report"
#define WITNESS "Nobody saw the convoy leave"
#define WEATHER "Rain fell over the northern hills for two days"

static const char first_version[] =
  "The missiles have a range of " RANGE ". " WITNESS ". " FORCES " to the border. " DENIAL
  " on Monday.\n\n" WEATHER ", and the roads were closed to lorries until the weekend.";

static const char second_version[] = WITNESS
  ". The missiles have a range of about 290 miles. " FORCES " to the border. The ministry did not confirm "
  "the report on Monday.\n\nSchools and offices stayed open all through the week without any interruption.";

typedef struct
{
  char *path;
  GlossDatabase *database;
  char *article;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = gloss_test_dup_library_path ();
  fixture->database = gloss_test_open (fixture->path);
  fixture->article = gloss_test_add_article (fixture->database, URI, first_version);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_test_assert_sound (fixture->database);
  gloss_database_close (fixture->database);
  g_free (fixture->article);
  g_free (fixture->path);
}

static void
apply (Fixture *fixture, GlossChange *change)
{
  g_autoptr (GError) error = NULL;

  gloss_database_apply (fixture->database, change, GLOSS_TEST_WHO, &error);
  g_assert_no_error (error);
}

static GlossChange *
undo (Fixture *fixture, GlossChange *change)
{
  GlossChange *inverse = gloss_change_invert (change);

  apply (fixture, inverse);
  return inverse;
}

/* Returns what was written. */
static GlossChange *
capture_again (Fixture *fixture, const char *text)
{
  g_autoptr (GlossCapture) capture = gloss_test_make_capture (URI, text);
  g_autoptr (GError) error = NULL;
  GlossChange *change = NULL;
  GlossAdded added;

  gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, NULL, &added, &change, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added, ==, GLOSS_ADDED_CAPTURE);
  return change;
}

static GlossCapture *
load_capture (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GlossCapture *capture = gloss_database_load_capture (fixture->database, fixture->article, &error);

  g_assert_no_error (error);
  return capture;
}

static GlossChange *
annotate_in (Fixture *fixture, GlossCapture *capture, const char *quote)
{
  const char *text = gloss_text_get_utf8 (gloss_capture_get_fields (capture)->text);
  const char *found = strstr (text, quote);
  gsize start;
  GlossChange *change;

  g_assert_nonnull (found);
  start = (gsize) g_utf8_pointer_to_offset (text, found);
  change = gloss_test_annotate (capture, start, start + (gsize) g_utf8_strlen (quote, -1));
  apply (fixture, change);
  return change;
}

/* In the newest capture; returns the annotation's uuid. */
static char *
annotate (Fixture *fixture, const char *quote)
{
  g_autoptr (GlossCapture) capture = load_capture (fixture);
  g_autoptr (GlossChange) change = annotate_in (fixture, capture, quote);

  return g_strdup (gloss_test_get_annotation (change));
}

/* Rows of the annotation in the newest capture. */
static GPtrArray *
load_rows (Fixture *fixture, const char *annotation)
{
  g_autoptr (GPtrArray) captures = gloss_database_list_captures (fixture->database, fixture->article, NULL);
  GPtrArray *rows =
    gloss_database_load_records (fixture->database, "anchor", "annotation", annotation, "created", NULL);

  for (guint i = rows->len; i-- > 0;)
    if (g_strcmp0 (gloss_record_get_string (rows->pdata[i], "capture"),
                   gloss_record_get_uuid (captures->pdata[0])) != 0)
      g_ptr_array_remove_index (rows, i);
  return rows;
}

/* The one row that counts. */
static GlossRecord *
load_row (Fixture *fixture, const char *annotation)
{
  g_autoptr (GPtrArray) rows = load_rows (fixture, annotation);
  GlossRecord *live = NULL;

  for (guint i = 0; i < rows->len; i++)
    if (!gloss_record_is_deleted (rows->pdata[i]))
      {
        g_assert_null (live);
        live = rows->pdata[i];
      }
  g_assert_nonnull (live);
  return gloss_record_ref (live);
}

/* found NULL: lost. */
static void
assert_row (Fixture *fixture,
            const char *annotation,
            const char *state,
            const char *quote,
            const char *found,
            const char *flags)
{
  g_autoptr (GlossRecord) row = load_row (fixture, annotation);

  g_assert_cmpstr (gloss_record_get_string (row, "state"), ==, state);
  g_assert_cmpstr (gloss_record_get_string (row, "quote"), ==, quote);
  g_assert_cmpstr (gloss_record_get_string (row, "found"), ==, found);
  g_assert_cmpstr (gloss_record_get_string (row, "flags"), ==, flags);
  g_assert_true (gloss_record_is_null (row, "start_point") == (found == NULL));
  if (found != NULL)
    {
      g_autoptr (GlossCapture) capture = load_capture (fixture);
      g_autofree char *words = gloss_text_dup_range (gloss_capture_get_fields (capture)->text,
                                                     (gsize) gloss_record_get_int (row, "start_point"),
                                                     (gsize) gloss_record_get_int (row, "end_point"));

      g_assert_cmpstr (words, ==, found);
      g_assert_cmpint (gloss_record_get_int (row, "order_key"), ==,
                       gloss_record_get_int (row, "start_point"));
    }
}

/* Returns what was written, NULL where nothing was. */
static GlossChange *
settle (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GlossChange *change = NULL;

  gloss_database_settle_anchors (fixture->database, fixture->article, GLOSS_TEST_WHO, &change, &error);
  g_assert_no_error (error);
  return change;
}

static void
assert_settled (Fixture *fixture)
{
  g_autofree char *head = gloss_database_dup_history_head (fixture->database, NULL);
  g_autofree char *head_after = NULL;

  g_assert_null (settle (fixture));
  head_after = gloss_database_dup_history_head (fixture->database, NULL);
  g_assert_cmpstr (head, ==, head_after);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = annotate (fixture, RANGE);
  g_autofree char *forces = annotate (fixture, FORCES);
  g_autofree char *denial = annotate (fixture, DENIAL);
  g_autofree char *witness = annotate (fixture, WITNESS);
  g_autofree char *weather = annotate (fixture, WEATHER);
  g_autoptr (GlossRecord) original = load_row (fixture, range);
  g_autoptr (GlossRecord) last_seen = load_row (fixture, weather);
  g_autoptr (GlossChange) change = capture_again (fixture, second_version);
  g_autoptr (GlossRecord) row = NULL;
  g_autoptr (GlossRecord) kept = NULL;
  g_autoptr (GlossRecord) lost = NULL;
  g_autoptr (GlossArticle) article = NULL;

  assert_row (fixture, range, "changed", RANGE, "about 290 miles", "[\"number\"]");
  assert_row (fixture, forces, "exact", FORCES, FORCES, "[]");
  assert_row (fixture, denial, "changed", DENIAL, "The ministry did not confirm the report",
              "[\"negation\"]");
  assert_row (fixture, witness, "moved", WITNESS, WITNESS, "[]");
  assert_row (fixture, weather, "lost", WEATHER, NULL, "[]");

  row = load_row (fixture, range);
  g_assert_cmpstr (gloss_record_get_string (row, "prefix"), ==, gloss_record_get_string (original, "prefix"));
  g_assert_cmpstr (gloss_record_get_string (row, "suffix"), ==, gloss_record_get_string (original, "suffix"));
  kept = gloss_test_load_record (fixture->database, "anchor", gloss_record_get_uuid (original));
  g_assert_true (gloss_record_equal (kept, original));
  lost = load_row (fixture, weather);
  g_assert_cmpint (gloss_record_get_int (lost, "order_key"), ==,
                   gloss_record_get_int (last_seen, "order_key"));

  article = gloss_database_load_article (fixture->database, fixture->article, NULL);
  g_assert_cmpuint (gloss_article_get_counts (article)->n_attention, ==, 3);
  assert_settled (fixture);
}

/* The capture and all that became of the annotations are one step. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = annotate (fixture, RANGE);
  g_autofree char *weather = annotate (fixture, WEATHER);
  g_autoptr (GlossChange) change = capture_again (fixture, second_version);
  g_autoptr (GlossChange) undone = NULL;
  g_autoptr (GlossChange) redone = NULL;
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossRecord) first = NULL;
  g_autoptr (GlossArticle) before = NULL;
  g_autoptr (GlossArticle) after = NULL;

  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 3);
  g_assert_cmpstr (gloss_change_get_article (change), ==, fixture->article);

  undone = undo (fixture, change);
  capture = load_capture (fixture);
  g_assert_cmpstr (gloss_text_get_utf8 (gloss_capture_get_fields (capture)->text), ==, first_version);
  first = load_row (fixture, range);
  g_assert_cmpstr (gloss_record_get_string (first, "state"), ==, "exact");
  g_assert_true (gloss_record_is_null (first, "found"));
  before = gloss_database_load_article (fixture->database, fixture->article, NULL);
  g_assert_cmpuint (gloss_article_get_counts (before)->n_attention, ==, 0);
  assert_settled (fixture);

  redone = undo (fixture, undone);
  assert_row (fixture, range, "changed", RANGE, "about 290 miles", "[\"number\"]");
  assert_row (fixture, weather, "lost", WEATHER, NULL, "[]");
  after = gloss_database_load_article (fixture->database, fixture->article, NULL);
  g_assert_cmpuint (gloss_article_get_counts (after)->n_attention, ==, 2);
  assert_settled (fixture);
}

/* Made while an older version was shown. */
static void
test_settle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) old = load_capture (fixture);
  g_autoptr (GlossChange) capture = capture_again (fixture, second_version);
  g_autoptr (GlossChange) range = annotate_in (fixture, old, RANGE);
  g_autoptr (GlossChange) weather = annotate_in (fixture, old, WEATHER);
  g_autoptr (GlossChange) change = settle (fixture);

  g_assert_nonnull (change);
  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 2);
  assert_row (fixture, gloss_test_get_annotation (range), "changed", RANGE, "about 290 miles",
              "[\"number\"]");
  assert_row (fixture, gloss_test_get_annotation (weather), "lost", WEATHER, NULL, "[]");
  assert_settled (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add ("/anchors/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("states", test_states);
  ADD ("undo", test_undo);
  ADD ("settle", test_settle);

  return g_test_run ();
}
