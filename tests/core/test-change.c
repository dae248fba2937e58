/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes and their inverses. */

#include "config.h"

#include "core/annotation/gloss-change.h"

static void
test_invert_creation (void)
{
  g_autoptr (GlossRecord) created = gloss_record_new ("annotation");
  g_autoptr (GlossChange) change = gloss_change_new ("Add", "article-1");
  g_autoptr (GlossChange) undo = NULL;
  g_autoptr (GlossChange) redo = NULL;

  gloss_change_add (change, NULL, created);
  undo = gloss_change_invert (change);
  redo = gloss_change_invert (undo);

  g_assert_cmpstr (gloss_change_get_label (undo), ==, "Add");
  g_assert_cmpstr (gloss_change_get_article (undo), ==, "article-1");
  g_assert_cmpuint (gloss_change_get_n_edits (undo), ==, 1);
  g_assert_true (gloss_change_get_before (undo, 0) == created);
  g_assert_true (gloss_record_is_deleted (gloss_change_get_after (undo, 0)));

  g_assert_true (gloss_change_get_before (redo, 0) == gloss_change_get_after (undo, 0));
  g_assert_true (gloss_record_equal (gloss_change_get_after (redo, 0), created));
}

static void
test_invert_edits (void)
{
  g_autoptr (GlossRecord) first = gloss_record_new ("annotation");
  g_autoptr (GlossRecord) old = gloss_record_with_string (first, "modified", "2001-01-01T00:00:00.000Z");
  g_autoptr (GlossRecord) middle = gloss_record_with_string (old, "status", "in-work");
  g_autoptr (GlossRecord) last = gloss_record_with_string (middle, "status", "checked");
  g_autoptr (GlossRecord) other = gloss_record_new ("note");
  g_autoptr (GlossChange) change = gloss_change_new ("Set status", NULL);
  g_autoptr (GlossChange) undo = NULL;

  gloss_change_add (change, old, middle);
  gloss_change_add (change, NULL, other);
  gloss_change_add (change, middle, last);
  undo = gloss_change_invert (change);

  g_assert_null (gloss_change_get_article (undo));
  g_assert_cmpuint (gloss_change_get_n_edits (undo), ==, 3);
  g_assert_true (gloss_change_get_before (undo, 0) == last);
  g_assert_true (gloss_record_equal (gloss_change_get_after (undo, 0), middle));
  g_assert_true (gloss_change_get_before (undo, 1) == other);
  g_assert_true (gloss_record_equal (gloss_change_get_after (undo, 2), old));
  g_assert_cmpstr (gloss_record_get_string (gloss_change_get_after (undo, 2), "modified"), !=,
                   "2001-01-01T00:00:00.000Z");
}

static void
test_cleared_drafts (void)
{
  g_autoptr (GlossChange) change = gloss_change_new ("Edit note", NULL);
  g_autoptr (GlossChange) undo = NULL;
  const char *table, *uuid, *column;

  gloss_change_clear_draft (change, "annotation", "a-1", "note");
  g_assert_cmpuint (gloss_change_get_n_cleared_drafts (change), ==, 1);
  gloss_change_get_cleared_draft (change, 0, &table, &uuid, &column);
  g_assert_cmpstr (table, ==, "annotation");
  g_assert_cmpstr (uuid, ==, "a-1");
  g_assert_cmpstr (column, ==, "note");

  undo = gloss_change_invert (change);
  g_assert_cmpuint (gloss_change_get_n_cleared_drafts (undo), ==, 0);
}

static void
test_sealed (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GlossChange) change = gloss_change_new ("Edit", NULL);
      g_autoptr (GlossRecord) record = gloss_record_new ("note");

      gloss_change_seal (change);
      gloss_change_add (change, NULL, record);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*!is_sealed*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/change/invert-creation", test_invert_creation);
  g_test_add_func ("/change/invert-edits", test_invert_edits);
  g_test_add_func ("/change/cleared-drafts", test_cleared_drafts);
  g_test_add_func ("/change/sealed", test_sealed);

  return g_test_run ();
}
