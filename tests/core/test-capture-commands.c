/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be said of a capture, and of a source with its help. */

#include "config.h"

#include "core/annotation/gloss-capture-commands.h"
#include "core/annotation/gloss-annotation-list.h"
#include "core/annotation/gloss-commands.h"

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

static void
apply (GlossAnnotationList *list, GlossChange *change)
{
  g_assert_nonnull (change);
  gloss_annotation_list_apply (list, change);
  gloss_change_unref (change);
}

/* Once, and as long as the source is there; nothing else of it changes. */
static void
test_use_copy (void)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("about forty vehicles", "", "", 10, 30);
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (GlossRecord) fields = gloss_record_with_string (blank, "accessed", "2026-11-01");
  g_autoptr (GlossRecord) gone = gloss_record_new ("source");
  g_autoptr (GlossRecord) bare = make_capture (NULL);
  g_autoptr (GlossRecord) capture = gloss_record_with_string (bare, "sha256", "ab12");
  GlossAnnotationList *list = gloss_annotation_list_new ("article-1");
  GlossAnnotation *annotation;
  GlossRecord *source;

  apply (list, gloss_command_create_annotation ("article-1", "capture-1", anchor, "claim", "me"));
  annotation = g_list_model_get_item (G_LIST_MODEL (list), 0);
  apply (list, gloss_command_add_source (annotation, fields));
  apply (list,
         gloss_command_use_copy (annotation, gloss_annotation_get_sources (annotation)->pdata[0], capture));

  source = gloss_annotation_get_sources (annotation)->pdata[0];
  g_assert_cmpstr (gloss_record_get_string (source, "capture"), ==, gloss_record_get_uuid (capture));
  g_assert_cmpstr (gloss_record_get_string (source, "hash"), ==, "ab12");
  g_assert_cmpstr (gloss_record_get_string (source, "accessed"), ==, "2026-11-01");
  g_assert_null (gloss_command_use_copy (annotation, source, capture));
  g_assert_null (gloss_command_use_copy (annotation, gone, capture));

  g_object_unref (annotation);
  g_assert_finalize_object (list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/capture-commands/set", test_set);
  g_test_add_func ("/capture-commands/remove", test_remove);
  g_test_add_func ("/capture-commands/nothing", test_nothing);

  g_test_add_func ("/capture-commands/use-copy", test_use_copy);

  return g_test_run ();
}
