/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Annotations that were made in another version than the newest get their place in it. */

#include "config.h"

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-versions.h"

/* Made while an older version was shown. */
static void
test_settle (GlossTestVersions *self, gconstpointer data)
{
  g_autoptr (GlossCapture) old = gloss_test_versions_load_capture (self);
  g_autoptr (GlossChange) capture = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_autoptr (GlossChange) range = gloss_test_versions_annotate_in (self, old, GLOSS_TEST_RANGE);
  g_autoptr (GlossChange) weather = gloss_test_versions_annotate_in (self, old, GLOSS_TEST_WEATHER);
  g_autoptr (GlossChange) change = NULL;

  /* No damage: settling mends it. */
  gloss_test_assert_sound (self->database);
  change = gloss_test_versions_settle (self);
  g_assert_nonnull (change);
  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 2);
  gloss_test_versions_assert_row (self, gloss_test_get_annotation (range), "changed", GLOSS_TEST_RANGE,
                                  "about 290 miles", "[\"number\"]");
  gloss_test_versions_assert_row (self, gloss_test_get_annotation (weather), "lost", GLOSS_TEST_WEATHER, NULL,
                                  "[]");
  gloss_test_versions_assert_settled (self);
}

/* Undone where it was made: its row comes back with it, and there is no second one. */
static void
test_undone_annotation (GlossTestVersions *self, gconstpointer data)
{
  g_autoptr (GlossChange) capture = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_autoptr (GlossCapture) newest = gloss_test_versions_load_capture (self);
  g_autoptr (GlossChange) making = gloss_test_versions_annotate_in (self, newest, GLOSS_TEST_FORCES);
  g_autoptr (GlossChange) undone = gloss_test_versions_undo (self, making);
  g_autoptr (GlossChange) redone = NULL;

  gloss_test_versions_assert_settled (self);
  redone = gloss_test_versions_undo (self, undone);
  gloss_test_versions_assert_settled (self);
  g_assert_cmpuint (gloss_test_versions_count (self, "anchor"), ==, 1);
}

/* An annotation of a version that was taken back is looked for in what is left. */
static void
test_settle_after_undo (GlossTestVersions *self, gconstpointer data)
{
  g_autoptr (GlossChange) capture = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_autoptr (GlossCapture) newest = gloss_test_versions_load_capture (self);
  g_autoptr (GlossChange) making = gloss_test_versions_annotate_in (self, newest, "about 290 miles");
  g_autoptr (GlossChange) undone = gloss_test_versions_undo (self, capture);
  g_autoptr (GlossChange) redone = NULL;
  g_autoptr (GlossChange) change = gloss_test_versions_settle (self);
  g_autoptr (GlossRecord) row = NULL;
  const char *annotation = gloss_test_get_annotation (making);

  g_assert_nonnull (change);
  gloss_test_versions_assert_row (self, annotation, "changed", "about 290 miles", GLOSS_TEST_RANGE,
                                  "[\"number\"]");
  redone = gloss_test_versions_undo (self, undone);
  gloss_test_versions_assert_settled (self);
  row = gloss_test_versions_load_row (self, annotation);
  g_assert_true (gloss_record_equal (row, gloss_change_get_after (making, 1)));
}

/* Another process annotates what it shows while the article is captured again. */
static void
test_other_process (GlossTestVersions *self, gconstpointer data)
{
  g_autoptr (GlossDatabase) other = gloss_test_open (self->path);
  g_autoptr (GlossCapture) shown = gloss_database_load_capture (other, self->article, NULL);
  g_autoptr (GlossChange) before = gloss_test_annotate (shown, 29, 44);
  g_autoptr (GlossChange) after = gloss_test_annotate (shown, 4, 12);
  g_autoptr (GlossChange) capture = NULL;
  g_autoptr (GlossChange) settled = NULL;

  g_assert_true (gloss_database_apply (other, before, GLOSS_TEST_WHO, NULL));
  capture = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_assert_cmpuint (gloss_change_get_n_edits (capture), ==, 2);
  g_assert_true (gloss_database_apply (other, after, GLOSS_TEST_WHO, NULL));

  g_assert_true (gloss_database_settle_anchors (other, self->article, GLOSS_TEST_WHO, &settled, NULL));
  g_assert_cmpuint (gloss_change_get_n_edits (settled), ==, 1);
  gloss_test_versions_assert_settled (self);
  gloss_test_versions_assert_row (self, gloss_test_get_annotation (after), "exact", "missiles", "missiles",
                                  "[]");
}

/* A library that can only be read says no more than that nothing lacks. */
static void
test_read_only (GlossTestVersions *self, gconstpointer data)
{
  g_autofree char *range = gloss_test_versions_annotate (self, GLOSS_TEST_RANGE);
  g_autoptr (GlossDatabase) reader = gloss_database_open (self->path, GLOSS_DATABASE_READ_ONLY, NULL);
  g_autoptr (GlossCapture) old = gloss_test_versions_load_capture (self);
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossChange) late = NULL;
  g_autoptr (GError) error = NULL;

  change = gloss_test_versions_capture_again (self, gloss_test_second_version);
  g_assert_true (gloss_database_settle_anchors (reader, self->article, GLOSS_TEST_WHO, NULL, &error));
  g_assert_no_error (error);
  late = gloss_test_versions_annotate_in (self, old, GLOSS_TEST_FORCES);
  g_assert_false (gloss_database_settle_anchors (reader, self->article, GLOSS_TEST_WHO, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_READ_ONLY);
}

/* After settling: one row that counts, not two, for each annotation that is not in the trash. */
static void
assert_all_settled (GlossTestVersions *self)
{
  g_autoptr (GlossChange) change = gloss_test_versions_settle (self);
  g_autoptr (GPtrArray) annotations =
    gloss_database_load_records (self->database, "annotation", NULL, NULL, NULL, NULL);

  gloss_test_versions_assert_settled (self);
  for (guint i = 0; i < annotations->len; i++)
    if (!gloss_record_is_deleted (annotations->pdata[i]))
      gloss_record_unref (gloss_test_versions_load_row (self, gloss_record_get_uuid (annotations->pdata[i])));
}

static const char *
choose_version (void)
{
  const char *const versions[] = { gloss_test_first_version, gloss_test_second_version,
                                   gloss_test_third_version, "" };

  return versions[g_test_rand_int_range (0, G_N_ELEMENTS (versions))];
}

/* Whatever is done in whatever order: after settling, each annotation has one row in the newest capture, and
 * no quote was rewritten (the check of the library says so). */
static void
test_random (GlossTestVersions *self, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_change_unref);
  g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_unref);

  g_ptr_array_add (captures, gloss_test_versions_load_capture (self));
  for (guint i = 0; i < 300; i++)
    {
      int what = g_test_rand_int_range (0, 6);

      if (what == 0)
        {
          g_autoptr (GlossCapture) capture = gloss_test_make_capture (GLOSS_TEST_URI, choose_version ());
          g_autoptr (GlossChange) change = NULL;

          g_assert_true (
            gloss_database_add_capture (self->database, capture, GLOSS_TEST_WHO, NULL, NULL, &change, NULL));
          if (change != NULL)
            g_ptr_array_add (changes, g_steal_pointer (&change));
          g_ptr_array_add (captures, gloss_test_versions_load_capture (self));
        }
      else if (what < 4)
        {
          GlossCapture *capture = captures->pdata[g_test_rand_int_range (0, (gint32) captures->len)];
          gsize n_points = gloss_text_get_n_points (gloss_capture_get_fields (capture)->text);
          gsize start = n_points > 0 ? (gsize) g_test_rand_int_range (0, (gint32) n_points - 20) : 0;
          g_autoptr (GlossChange) change =
            n_points > 0 ? gloss_test_annotate (capture, start, start + 20) : NULL;

          if (change != NULL && gloss_database_apply (self->database, change, GLOSS_TEST_WHO, NULL))
            g_ptr_array_add (changes, g_steal_pointer (&change));
        }
      else if (what == 4 && changes->len > 0)
        {
          GlossChange *undone = gloss_test_versions_undo (self, changes->pdata[changes->len - 1]);

          g_ptr_array_set_size (changes, (gint) changes->len - 1);
          if (g_test_rand_bit ())
            g_ptr_array_add (changes, gloss_test_versions_undo (self, undone));
          gloss_change_unref (undone);
        }
      else
        assert_all_settled (self);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                                  \
  g_test_add ("/settling/" name, GlossTestVersions, NULL, gloss_test_versions_set_up, function,              \
              gloss_test_versions_tear_down)
  ADD ("settle", test_settle);
  ADD ("undone-annotation", test_undone_annotation);
  ADD ("settle-after-undo", test_settle_after_undo);
  ADD ("other-process", test_other_process);
  ADD ("read-only", test_read_only);
  ADD ("random", test_random);

  return g_test_run ();
}
