/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of annotations without a library, for tests of what is said of one of them. */

#include "config.h"

#include "support/gloss-test-list.h"

#include "core/annotation/gloss-commands.h"

void
gloss_test_list_apply (GlossTestList *self, GlossChange *change)
{
  g_assert_nonnull (change);
  gloss_annotation_list_apply (self->list, change);
  gloss_change_unref (change);
}

void
gloss_test_list_set_up (GlossTestList *self, gconstpointer data)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("about forty vehicles", "", "", 10, 30);

  self->list = gloss_annotation_list_new ("article-1");
  gloss_test_list_apply (self,
                         gloss_command_create_annotation ("article-1", "capture-1", anchor, "claim", "me"));
  self->annotation = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  g_object_unref (self->annotation);
}

void
gloss_test_list_tear_down (GlossTestList *self, gconstpointer data)
{
  g_assert_finalize_object (self->list);
}
