/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts: overwritten, kept over closing, and gone with the change that turns them into history. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "support/gloss-test-library.h"

static void
save (GlossTestLibrary *fixture, const char *uuid, const char *column, const char *base, const char *text)
{
  g_autoptr (GError) error = NULL;

  gloss_database_save_draft (fixture->database, "annotation", uuid, column, base, text, &error);
  g_assert_no_error (error);
}

static GPtrArray *
load (GlossTestLibrary *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts = gloss_database_load_drafts (fixture->database, &error);

  g_assert_no_error (error);
  return drafts;
}

static void
test_save (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  JsonObject *draft;

  save (fixture, "a", "note", NULL, "First");
  save (fixture, "a", "note", "Base", "Second “words” — 数字\n");
  gloss_database_close (fixture->database);
  fixture->database = gloss_test_open (fixture->path);

  drafts = load (fixture);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = g_ptr_array_index (drafts, 0);
  g_assert_cmpstr (json_object_get_string_member (draft, "table"), ==, "annotation");
  g_assert_cmpstr (json_object_get_string_member (draft, "uuid"), ==, "a");
  g_assert_cmpstr (json_object_get_string_member (draft, "column"), ==, "note");
  g_assert_cmpstr (json_object_get_string_member (draft, "base"), ==, "Base");
  g_assert_cmpstr (json_object_get_string_member (draft, "text"), ==, "Second “words” — 数字\n");
  g_assert_nonnull (json_object_get_string_member (draft, "modified"));
}

static void
test_clear (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture, "a", "note", NULL, "Typed");
  save (fixture, "a", "claim", NULL, "Typed");
  g_assert_true (gloss_database_clear_draft (fixture->database, "annotation", "a", "note", &error));
  g_assert_true (gloss_database_clear_draft (fixture->database, "annotation", "none", "note", &error));
  g_assert_no_error (error);

  drafts = load (fixture);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_true (json_object_get_null_member (g_ptr_array_index (drafts, 0), "base"));
}

/* With a change that fails, the draft stays: the words are nowhere else. */
static void
test_change (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_change_new ("Tag", NULL);
  g_autoptr (GlossRecord) blank = gloss_record_new ("tag");
  g_autoptr (GlossRecord) tag = gloss_record_with_string (blank, "name", "numbers");
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;

  gloss_change_add (change, NULL, tag);
  gloss_change_clear_draft (change, "annotation", "a", "note");
  save (fixture, "a", "note", NULL, "Typed");
  save (fixture, "b", "note", NULL, "Typed");
  g_assert_true (gloss_database_apply (fixture->database, change, GLOSS_TEST_WHO, &error));
  g_assert_no_error (error);
  drafts = load (fixture);
  g_assert_cmpuint (drafts->len, ==, 1);

  save (fixture, "a", "note", NULL, "Typed again");
  g_assert_false (gloss_database_apply (fixture->database, change, GLOSS_TEST_WHO, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CONFLICT);
  kept = load (fixture);
  g_assert_cmpuint (kept->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                                  \
  g_test_add ("/drafts/" name, GlossTestLibrary, NULL, gloss_test_library_set_up, function,                  \
              gloss_test_library_tear_down)
  ADD ("save", test_save);
  ADD ("clear", test_clear);
  ADD ("change", test_change);

  return g_test_run ();
}
