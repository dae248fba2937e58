/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article in three versions, for tests of what becomes of its annotations. Everything that fails here
 * fails the test. */

#include "config.h"

#include "support/gloss-test-versions.h"

const char gloss_test_first_version[] =
  "The missiles have a range of " GLOSS_TEST_RANGE ". " GLOSS_TEST_WITNESS ". " GLOSS_TEST_FORCES
  " to the border. " GLOSS_TEST_DENIAL " on Monday.\n\n" GLOSS_TEST_WEATHER
  ", and the roads were closed to lorries until the weekend.";

const char gloss_test_second_version[] = GLOSS_TEST_WITNESS
  ". The missiles have a range of about 290 miles. " GLOSS_TEST_FORCES
  " to the border. The ministry did not confirm "
  "the report on Monday.\n\nSchools and offices stayed open all through the week without any interruption.";

const char gloss_test_third_version[] =
  GLOSS_TEST_WITNESS ". The missiles have a range of about 390 miles. " GLOSS_TEST_REST;

void
gloss_test_versions_set_up (GlossTestVersions *self, gconstpointer data)
{
  self->path = gloss_test_dup_library_path ();
  self->database = gloss_test_open (self->path);
  self->article = gloss_test_add_article (self->database, GLOSS_TEST_URI, gloss_test_first_version);
}

void
gloss_test_versions_tear_down (GlossTestVersions *self, gconstpointer data)
{
  gloss_test_assert_sound (self->database);
  gloss_database_close (self->database);
  g_free (self->article);
  g_free (self->path);
}

void
gloss_test_versions_apply (GlossTestVersions *self, GlossChange *change)
{
  g_autoptr (GError) error = NULL;

  gloss_database_apply (self->database, change, GLOSS_TEST_WHO, &error);
  g_assert_no_error (error);
}

GlossChange *
gloss_test_versions_undo (GlossTestVersions *self, GlossChange *change)
{
  GlossChange *inverse = gloss_change_invert (change);

  gloss_test_versions_apply (self, inverse);
  return inverse;
}

/* Returns what was written. */
GlossChange *
gloss_test_versions_capture_again (GlossTestVersions *self, const char *text)
{
  g_autoptr (GlossCapture) capture = gloss_test_make_capture (GLOSS_TEST_URI, text);
  g_autoptr (GError) error = NULL;
  GlossChange *change = NULL;
  GlossAdded added;

  gloss_database_add_capture (self->database, capture, GLOSS_TEST_WHO, NULL, &added, &change, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added, ==, GLOSS_ADDED_CAPTURE);
  return change;
}

GlossCapture *
gloss_test_versions_load_capture (GlossTestVersions *self)
{
  g_autoptr (GError) error = NULL;
  GlossCapture *capture = gloss_database_load_capture (self->database, self->article, &error);

  g_assert_no_error (error);
  return capture;
}

GlossChange *
gloss_test_versions_annotate_in (GlossTestVersions *self, GlossCapture *capture, const char *quote)
{
  const char *text = gloss_text_get_utf8 (gloss_capture_get_fields (capture)->text);
  const char *found = strstr (text, quote);
  gsize start;
  GlossChange *change;

  g_assert_nonnull (found);
  start = (gsize) g_utf8_pointer_to_offset (text, found);
  change = gloss_test_annotate (capture, start, start + (gsize) g_utf8_strlen (quote, -1));
  gloss_test_versions_apply (self, change);
  return change;
}

/* In the newest capture; returns the annotation's uuid. */
char *
gloss_test_versions_annotate (GlossTestVersions *self, const char *quote)
{
  g_autoptr (GlossCapture) capture = gloss_test_versions_load_capture (self);
  g_autoptr (GlossChange) change = gloss_test_versions_annotate_in (self, capture, quote);

  return g_strdup (gloss_test_get_annotation (change));
}

/* Rows of the annotation in the newest capture. */
static GPtrArray *
load_rows (GlossTestVersions *self, const char *annotation)
{
  g_autoptr (GPtrArray) captures = gloss_database_list_captures (self->database, self->article, NULL);
  GPtrArray *rows =
    gloss_database_load_records (self->database, "anchor", "annotation", annotation, "created", NULL);

  for (guint i = rows->len; i-- > 0;)
    if (g_strcmp0 (gloss_record_get_string (rows->pdata[i], "capture"),
                   gloss_record_get_uuid (captures->pdata[0])) != 0)
      g_ptr_array_remove_index (rows, i);
  return rows;
}

/* The one row that counts. */
GlossRecord *
gloss_test_versions_load_row (GlossTestVersions *self, const char *annotation)
{
  g_autoptr (GPtrArray) rows = load_rows (self, annotation);
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
void
gloss_test_versions_assert_row (GlossTestVersions *self,
                                const char *annotation,
                                const char *state,
                                const char *quote,
                                const char *found,
                                const char *flags)
{
  g_autoptr (GlossRecord) row = gloss_test_versions_load_row (self, annotation);

  g_assert_cmpstr (gloss_record_get_string (row, "state"), ==, state);
  g_assert_cmpstr (gloss_record_get_string (row, "quote"), ==, quote);
  g_assert_cmpstr (gloss_record_get_string (row, "found"), ==, found);
  g_assert_cmpstr (gloss_record_get_string (row, "flags"), ==, flags);
  g_assert_true (gloss_record_is_null (row, "start_point") == (found == NULL));
  if (found != NULL)
    {
      g_autoptr (GlossCapture) capture = gloss_test_versions_load_capture (self);
      g_autofree char *words = gloss_text_dup_range (gloss_capture_get_fields (capture)->text,
                                                     (gsize) gloss_record_get_int (row, "start_point"),
                                                     (gsize) gloss_record_get_int (row, "end_point"));

      g_assert_cmpstr (words, ==, found);
      g_assert_cmpint (gloss_record_get_int (row, "order_key"), ==,
                       gloss_record_get_int (row, "start_point"));
    }
}

void
gloss_test_versions_assert_reviewed (GlossTestVersions *self, const char *annotation, const char *reviewed)
{
  g_autoptr (GlossRecord) row = gloss_test_versions_load_row (self, annotation);

  g_assert_cmpstr (gloss_record_get_string (row, "reviewed"), ==, reviewed);
}

/* As keeping the old words, or leaving it lost, does. */
void
gloss_test_versions_review (GlossTestVersions *self, const char *annotation, const char *when)
{
  g_autoptr (GlossRecord) row = gloss_test_versions_load_row (self, annotation);
  g_autoptr (GlossRecord) reviewed = gloss_record_with_string (row, "reviewed", when);
  g_autoptr (GlossChange) change = gloss_change_new ("Keep", self->article);

  gloss_change_add (change, row, reviewed);
  gloss_test_versions_apply (self, change);
}

guint
gloss_test_versions_count (GlossTestVersions *self, const char *table)
{
  g_autoptr (GPtrArray) records = gloss_database_load_records (self->database, table, NULL, NULL, NULL, NULL);

  return records->len;
}

/* Returns what was written, NULL where nothing was. */
GlossChange *
gloss_test_versions_settle (GlossTestVersions *self)
{
  g_autoptr (GError) error = NULL;
  GlossChange *change = NULL;

  gloss_database_settle_anchors (self->database, self->article, GLOSS_TEST_WHO, &change, &error);
  g_assert_no_error (error);
  return change;
}

void
gloss_test_versions_assert_settled (GlossTestVersions *self)
{
  g_autofree char *head = gloss_database_dup_history_head (self->database, NULL);
  g_autofree char *head_after = NULL;

  g_assert_null (gloss_test_versions_settle (self));
  head_after = gloss_database_dup_history_head (self->database, NULL);
  g_assert_cmpstr (head, ==, head_after);
}

GlossRecord *
gloss_test_versions_load_annotation (GlossTestVersions *self, const char *uuid)
{
  return gloss_test_load_record (self->database, "annotation", uuid);
}
