/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be said of a capture. */

#include "config.h"

#include "core/annotation/gloss-capture-commands.h"

#define LINK "https://web.archive.org/web/2026/https://site.example/a"

static GlossRecord *
make_capture (const char *archive)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("capture");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);

  json_object_set_string_member (values, "article", "article-1");
  json_object_set_string_member (values, "archive", archive);
  return gloss_record_new_for_values ("capture", values);
}

static void
test_set (void)
{
  g_autoptr (GlossRecord) capture = make_capture (NULL);
  g_autoptr (GlossChange) change = gloss_command_set_archive (capture, LINK);
  g_autoptr (GlossChange) inverse = gloss_change_invert (change);

  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 1);
  g_assert_cmpstr (gloss_change_get_article (change), ==, "article-1");
  g_assert_cmpstr (gloss_record_get_string (gloss_change_get_after (change, 0), "archive"), ==, LINK);
  g_assert_true (gloss_record_is_null (gloss_change_get_after (inverse, 0), "archive"));
}

static void
test_remove (void)
{
  g_autoptr (GlossRecord) capture = make_capture (LINK);
  g_autoptr (GlossChange) change = gloss_command_set_archive (capture, "");

  g_assert_true (gloss_record_is_null (gloss_change_get_after (change, 0), "archive"));
}

static void
test_nothing (void)
{
  g_autoptr (GlossRecord) linked = make_capture (LINK);
  g_autoptr (GlossRecord) bare = make_capture (NULL);

  g_assert_null (gloss_command_set_archive (linked, LINK));
  g_assert_null (gloss_command_set_archive (bare, NULL));
  g_assert_null (gloss_command_set_archive (bare, ""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/capture-commands/set", test_set);
  g_test_add_func ("/capture-commands/remove", test_remove);
  g_test_add_func ("/capture-commands/nothing", test_nothing);

  return g_test_run ();
}
