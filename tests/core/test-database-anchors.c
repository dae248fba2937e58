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

#define REST                                                                                                 \
  FORCES                                                                                                     \
  " to the border. The ministry did not confirm the report on Monday.\n\nSchools and offices stayed open "   \
  "all through the week without any interruption."

static const char third_version[] = WITNESS ". The missiles have a range of about 390 miles. " REST;

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

static void
assert_reviewed (Fixture *fixture, const char *annotation, const char *reviewed)
{
  g_autoptr (GlossRecord) row = load_row (fixture, annotation);

  g_assert_cmpstr (gloss_record_get_string (row, "reviewed"), ==, reviewed);
}

/* As keeping the old words, or leaving it lost, does. */
static void
review (Fixture *fixture, const char *annotation, const char *when)
{
  g_autoptr (GlossRecord) row = load_row (fixture, annotation);
  g_autoptr (GlossRecord) reviewed = gloss_record_with_string (row, "reviewed", when);
  g_autoptr (GlossChange) change = gloss_change_new ("Keep", fixture->article);

  gloss_change_add (change, row, reviewed);
  apply (fixture, change);
}

static guint
count (Fixture *fixture, const char *table)
{
  g_autoptr (GPtrArray) records =
    gloss_database_load_records (fixture->database, table, NULL, NULL, NULL, NULL);

  return records->len;
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

/* A number that changed twice is held against the one that was checked; the place comes from where it stood
 * last. */
static void
test_chain (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = annotate (fixture, RANGE);
  g_autofree char *weather = annotate (fixture, WEATHER);

  gloss_change_unref (capture_again (fixture, second_version));
  gloss_change_unref (capture_again (fixture, third_version));
  assert_row (fixture, range, "changed", RANGE, "about 390 miles", "[\"number\"]");
  assert_row (fixture, weather, "lost", WEATHER, NULL, "[]");

  gloss_change_unref (capture_again (fixture, first_version));
  assert_row (fixture, range, "exact", RANGE, RANGE, "[]");
  assert_row (fixture, weather, "exact", WEATHER, WEATHER, "[]");
  assert_settled (fixture);
}

/* No second alarm for what was looked at, but one for each new change. */
static void
test_reviewed (Fixture *fixture, gconstpointer data)
{
  static const char when[] = "2026-11-22T10:00:00.000Z";
  static const char same_words[] =
    "New standfirst here. " WITNESS ". The missiles have a range of about 290 miles. " REST;
  g_autofree char *range = annotate (fixture, RANGE);
  g_autofree char *denial = annotate (fixture, DENIAL);
  g_autofree char *weather = annotate (fixture, WEATHER);

  gloss_change_unref (capture_again (fixture, second_version));
  review (fixture, range, when);
  review (fixture, weather, when);

  gloss_change_unref (capture_again (fixture, same_words));
  assert_row (fixture, range, "changed", RANGE, "about 290 miles", "[\"number\"]");
  assert_reviewed (fixture, range, when);
  assert_reviewed (fixture, weather, when);
  assert_reviewed (fixture, denial, NULL);

  gloss_change_unref (capture_again (fixture, third_version));
  assert_reviewed (fixture, range, NULL);
  assert_reviewed (fixture, weather, when);

  gloss_change_unref (capture_again (fixture, first_version));
  assert_row (fixture, weather, "exact", WEATHER, WEATHER, "[]");
  assert_reviewed (fixture, range, NULL);
  assert_reviewed (fixture, weather, NULL);

  /* It was there again: that it is gone is news. */
  gloss_change_unref (capture_again (fixture, second_version));
  assert_reviewed (fixture, weather, NULL);
}

/* What accepting a changed anchor does: another row takes its place, with the words that stand there. */
static void
accept (Fixture *fixture, const char *annotation)
{
  g_autoptr (GlossRecord) row = load_row (fixture, annotation);
  g_autoptr (GlossRecord) trashed = gloss_record_with_deleted (row, TRUE);
  g_autoptr (GlossRecord) blank = gloss_record_new ("anchor");
  g_autoptr (GlossRecord) accepted = NULL;
  g_autoptr (JsonObject) values = gloss_record_dup_values (row);
  g_autoptr (GlossChange) change = gloss_change_new ("Accept", fixture->article);

  json_object_set_string_member (values, "uuid", gloss_record_get_uuid (blank));
  json_object_set_string_member (values, "quote", gloss_record_get_string (row, "found"));
  json_object_set_string_member (values, "state", "exact");
  json_object_set_string_member (values, "flags", "[]");
  json_object_set_string_member (values, "reviewed", gloss_record_get_string (blank, "created"));
  accepted = gloss_record_new_for_values ("anchor", values);
  gloss_change_add (change, row, trashed);
  gloss_change_add (change, NULL, accepted);
  apply (fixture, change);
}

/* From then on the accepted words are what the reader stands by. */
static void
test_accepted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = annotate (fixture, RANGE);

  gloss_change_unref (capture_again (fixture, second_version));
  accept (fixture, range);
  assert_settled (fixture);

  gloss_change_unref (capture_again (fixture, third_version));
  assert_row (fixture, range, "changed", "about 290 miles", "about 390 miles", "[\"number\"]");
  gloss_change_unref (capture_again (fixture, second_version));
  assert_row (fixture, range, "exact", "about 290 miles", "about 290 miles", "[]");
  gloss_change_unref (capture_again (fixture, first_version));
  assert_row (fixture, range, "changed", "about 290 miles", RANGE, "[\"number\"]");
}

static GlossRecord *
load_annotation (Fixture *fixture, const char *uuid)
{
  return gloss_test_load_record (fixture->database, "annotation", uuid);
}

/* What lies in the trash is not left behind, however it got there. */
static void
test_trash (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = annotate (fixture, RANGE);
  g_autoptr (GlossRecord) record = load_annotation (fixture, range);
  g_autoptr (GlossAnnotation) annotation = gloss_annotation_new (record);
  g_autoptr (GlossChange) removal = gloss_command_delete_annotation (annotation);
  g_autoptr (GlossCapture) capture = load_capture (fixture);
  g_autoptr (GlossChange) making = annotate_in (fixture, capture, FORCES);
  g_autoptr (GlossChange) undone = undo (fixture, making);
  g_autoptr (GlossChange) restored = NULL;
  g_autoptr (GlossChange) redone = NULL;

  apply (fixture, removal);
  gloss_change_unref (capture_again (fixture, second_version));
  assert_row (fixture, range, "changed", RANGE, "about 290 miles", "[\"number\"]");
  assert_row (fixture, gloss_test_get_annotation (making), "exact", FORCES, FORCES, "[]");
  assert_settled (fixture);

  restored = undo (fixture, removal);
  redone = undo (fixture, undone);
  assert_settled (fixture);
  assert_row (fixture, gloss_test_get_annotation (making), "exact", FORCES, FORCES, "[]");
}

/* Undone where it was made: its row comes back with it, and there is no second one. */
static void
test_undone_annotation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) capture = capture_again (fixture, second_version);
  g_autoptr (GlossCapture) newest = load_capture (fixture);
  g_autoptr (GlossChange) making = annotate_in (fixture, newest, FORCES);
  g_autoptr (GlossChange) undone = undo (fixture, making);
  g_autoptr (GlossChange) redone = NULL;

  assert_settled (fixture);
  redone = undo (fixture, undone);
  assert_settled (fixture);
  g_assert_cmpuint (count (fixture, "anchor"), ==, 1);
}

/* An annotation of a version that was taken back is looked for in what is left. */
static void
test_settle_after_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) capture = capture_again (fixture, second_version);
  g_autoptr (GlossCapture) newest = load_capture (fixture);
  g_autoptr (GlossChange) making = annotate_in (fixture, newest, "about 290 miles");
  g_autoptr (GlossChange) undone = undo (fixture, capture);
  g_autoptr (GlossChange) redone = NULL;
  g_autoptr (GlossChange) change = settle (fixture);
  g_autoptr (GlossRecord) row = NULL;
  const char *annotation = gloss_test_get_annotation (making);

  g_assert_nonnull (change);
  assert_row (fixture, annotation, "changed", "about 290 miles", RANGE, "[\"number\"]");
  redone = undo (fixture, undone);
  assert_settled (fixture);
  row = load_row (fixture, annotation);
  g_assert_true (gloss_record_equal (row, gloss_change_get_after (making, 1)));
}

/* Imported without the text, or the text is damaged: the quote and its context are all there is. */
static void
test_without_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = annotate (fixture, RANGE);
  g_autofree char *forces = annotate (fixture, FORCES);
  g_autofree char *weather = annotate (fixture, WEATHER);
  const char *damage = data;

  gloss_test_exec (fixture->path, "DROP TRIGGER capture_is_immutable");
  gloss_test_exec (fixture->path, damage);
  gloss_change_unref (capture_again (fixture, second_version));
  assert_row (fixture, range, "changed", RANGE, "about 290 miles", "[\"number\"]");
  assert_row (fixture, forces, "exact", FORCES, FORCES, "[]");
  assert_row (fixture, weather, "lost", WEATHER, NULL, "[]");

  gloss_database_close (fixture->database);
  fixture->database = gloss_test_open (gloss_test_dup_library_path ());
}

/* Without a place anywhere there is only the quote; without a row there is nothing to look for. */
static void
test_never_placed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = annotate (fixture, RANGE);
  g_autoptr (GlossRecord) row = load_row (fixture, range);
  g_autoptr (GlossRecord) lost = NULL;
  g_autoptr (JsonObject) values = gloss_record_dup_values (row);
  g_autoptr (GlossRecord) record = load_annotation (fixture, range);
  g_autoptr (JsonObject) annotation_values = gloss_record_dup_values (record);
  g_autoptr (GlossRecord) blank = gloss_record_new ("annotation");
  g_autoptr (GlossRecord) bare = NULL;
  g_autoptr (GlossChange) change = gloss_change_new ("Lose", fixture->article);

  json_object_set_null_member (values, "start_point");
  json_object_set_null_member (values, "end_point");
  json_object_set_string_member (values, "state", "lost");
  lost = gloss_record_new_for_values ("anchor", values);
  gloss_change_add (change, row, lost);
  json_object_set_string_member (annotation_values, "uuid", gloss_record_get_uuid (blank));
  bare = gloss_record_new_for_values ("annotation", annotation_values);
  gloss_change_add (change, NULL, bare);
  apply (fixture, change);
  assert_settled (fixture);

  gloss_change_unref (capture_again (fixture, second_version));
  assert_row (fixture, range, "changed", RANGE, "about 290 miles", "[\"number\"]");
  g_assert_cmpuint (count (fixture, "anchor"), ==, 2);
  assert_settled (fixture);
}

static void
test_empty_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = annotate (fixture, RANGE);

  gloss_change_unref (capture_again (fixture, ""));
  assert_row (fixture, range, "lost", RANGE, NULL, "[]");
  gloss_change_unref (capture_again (fixture, first_version));
  assert_row (fixture, range, "exact", RANGE, RANGE, "[]");
}

/* The page has another advertisement, and the article the same words. */
static void
test_same_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = annotate (fixture, RANGE);
  g_autofree char *weather = annotate (fixture, WEATHER);
  g_autoptr (GlossText) text = gloss_text_new (first_version, -1, NULL);
  GlossCaptureFields fields = {
    .uri = URI, .sha256 = "other", .media_type = "text/plain", .html = "", .text = text
  };
  g_autoptr (GlossCapture) capture = gloss_capture_new (&fields);
  GlossAdded added;

  g_assert_true (
    gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, NULL, &added, NULL, NULL));
  g_assert_cmpint (added, ==, GLOSS_ADDED_CAPTURE);
  assert_row (fixture, range, "exact", RANGE, RANGE, "[]");
  assert_row (fixture, weather, "exact", WEATHER, WEATHER, "[]");
}

static void
test_trashed_article (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = annotate (fixture, RANGE);
  g_autoptr (GlossRecord) record = gloss_test_load_record (fixture->database, "article", fixture->article);
  g_autoptr (GlossChange) removal = gloss_command_delete_article (record);
  g_autoptr (GlossChange) change = NULL;

  apply (fixture, removal);
  change = capture_again (fixture, second_version);
  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 3);
  assert_row (fixture, range, "changed", RANGE, "about 290 miles", "[\"number\"]");
}

static void
test_no_annotations (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = capture_again (fixture, second_version);

  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 1);
  assert_settled (fixture);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) capture = load_capture (fixture);
  g_autoptr (GlossChange) all = gloss_change_new ("Annotate", fixture->article);
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossArticle) article = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      gsize start = (gsize) g_test_rand_int_range (0, 100);
      g_autoptr (GlossChange) one = gloss_test_annotate (capture, start, start + 25);

      for (guint k = 0; k < gloss_change_get_n_edits (one); k++)
        gloss_change_add (all, NULL, gloss_change_get_after (one, k));
    }
  apply (fixture, all);

  change = capture_again (fixture, second_version);
  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 10001);
  assert_settled (fixture);
}

/* Another process annotates what it shows while the article is captured again. */
static void
test_other_process (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossDatabase) other = gloss_test_open (fixture->path);
  g_autoptr (GlossCapture) shown = gloss_database_load_capture (other, fixture->article, NULL);
  g_autoptr (GlossChange) before = gloss_test_annotate (shown, 29, 44);
  g_autoptr (GlossChange) after = gloss_test_annotate (shown, 4, 12);
  g_autoptr (GlossChange) capture = NULL;
  g_autoptr (GlossChange) settled = NULL;

  g_assert_true (gloss_database_apply (other, before, GLOSS_TEST_WHO, NULL));
  capture = capture_again (fixture, second_version);
  g_assert_cmpuint (gloss_change_get_n_edits (capture), ==, 2);
  g_assert_true (gloss_database_apply (other, after, GLOSS_TEST_WHO, NULL));

  g_assert_true (gloss_database_settle_anchors (other, fixture->article, GLOSS_TEST_WHO, &settled, NULL));
  g_assert_cmpuint (gloss_change_get_n_edits (settled), ==, 1);
  assert_settled (fixture);
  assert_row (fixture, gloss_test_get_annotation (after), "exact", "missiles", "missiles", "[]");
}

/* A library that can only be read says no more than that nothing lacks. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *range = annotate (fixture, RANGE);
  g_autoptr (GlossDatabase) reader = gloss_database_open (fixture->path, GLOSS_DATABASE_READ_ONLY, NULL);
  g_autoptr (GlossCapture) old = load_capture (fixture);
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossChange) late = NULL;
  g_autoptr (GError) error = NULL;

  change = capture_again (fixture, second_version);
  g_assert_true (gloss_database_settle_anchors (reader, fixture->article, GLOSS_TEST_WHO, NULL, &error));
  g_assert_no_error (error);
  late = annotate_in (fixture, old, FORCES);
  g_assert_false (gloss_database_settle_anchors (reader, fixture->article, GLOSS_TEST_WHO, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_READ_ONLY);
}

/* After settling: one row that counts, not two, for each annotation that is not in the trash. */
static void
assert_all_settled (Fixture *fixture)
{
  g_autoptr (GlossChange) change = settle (fixture);
  g_autoptr (GPtrArray) annotations =
    gloss_database_load_records (fixture->database, "annotation", NULL, NULL, NULL, NULL);

  assert_settled (fixture);
  for (guint i = 0; i < annotations->len; i++)
    if (!gloss_record_is_deleted (annotations->pdata[i]))
      gloss_record_unref (load_row (fixture, gloss_record_get_uuid (annotations->pdata[i])));
}

static const char *
choose_version (void)
{
  const char *const versions[] = { first_version, second_version, third_version, "" };

  return versions[g_test_rand_int_range (0, G_N_ELEMENTS (versions))];
}

/* Whatever is done in whatever order: after settling, each annotation has one row in the newest capture, and
 * no quote was rewritten (the check of the library says so). */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_change_unref);
  g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_unref);

  g_ptr_array_add (captures, load_capture (fixture));
  for (guint i = 0; i < 300; i++)
    {
      int what = g_test_rand_int_range (0, 6);

      if (what == 0)
        {
          g_autoptr (GlossCapture) capture = gloss_test_make_capture (URI, choose_version ());
          g_autoptr (GlossChange) change = NULL;

          g_assert_true (gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, NULL, NULL,
                                                     &change, NULL));
          if (change != NULL)
            g_ptr_array_add (changes, g_steal_pointer (&change));
          g_ptr_array_add (captures, load_capture (fixture));
        }
      else if (what < 4)
        {
          GlossCapture *capture = captures->pdata[g_test_rand_int_range (0, (gint32) captures->len)];
          gsize n_points = gloss_text_get_n_points (gloss_capture_get_fields (capture)->text);
          gsize start = n_points > 0 ? (gsize) g_test_rand_int_range (0, (gint32) n_points - 20) : 0;
          g_autoptr (GlossChange) change =
            n_points > 0 ? gloss_test_annotate (capture, start, start + 20) : NULL;

          if (change != NULL && gloss_database_apply (fixture->database, change, GLOSS_TEST_WHO, NULL))
            g_ptr_array_add (changes, g_steal_pointer (&change));
        }
      else if (what == 4 && changes->len > 0)
        {
          GlossChange *undone = undo (fixture, changes->pdata[changes->len - 1]);

          g_ptr_array_set_size (changes, (gint) changes->len - 1);
          if (g_test_rand_bit ())
            g_ptr_array_add (changes, undo (fixture, undone));
          gloss_change_unref (undone);
        }
      else
        assert_all_settled (fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add ("/anchors/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("states", test_states);
  ADD ("undo", test_undo);
  ADD ("settle", test_settle);
  ADD ("chain", test_chain);
  ADD ("reviewed", test_reviewed);
  ADD ("accepted", test_accepted);
  ADD ("trash", test_trash);
  ADD ("undone-annotation", test_undone_annotation);
  ADD ("settle-after-undo", test_settle_after_undo);
  ADD ("never-placed", test_never_placed);
  ADD ("empty-text", test_empty_text);
  ADD ("same-text", test_same_text);
  ADD ("trashed-article", test_trashed_article);
  ADD ("no-annotations", test_no_annotations);
  ADD ("many", test_many);
  ADD ("other-process", test_other_process);
  ADD ("read-only", test_read_only);
  ADD ("random", test_random);
  g_test_add ("/anchors/absent-text", Fixture,
              "UPDATE capture SET text = NULL, text_sha256 = NULL, html = NULL", set_up, test_without_text,
              tear_down);
  g_test_add ("/anchors/damaged-text", Fixture, "UPDATE capture SET text = 'X' || text", set_up,
              test_without_text, tear_down);

  return g_test_run ();
}
