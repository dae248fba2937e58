/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where images come from. Owns nothing: who derives from it answers the tasks that are made here. */

#include "config.h"

#include "web/gloss-image-source.h"

G_DEFINE_ABSTRACT_TYPE (GlossImageSource, gloss_image_source, G_TYPE_OBJECT)

static void
gloss_image_source_class_init (GlossImageSourceClass *klass)
{
}

static void
gloss_image_source_init (GlossImageSource *self)
{
}

void
gloss_image_source_load_async (GlossImageSource *self,
                               const char *sha256,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task;

  g_return_if_fail (GLOSS_IS_IMAGE_SOURCE (self));
  g_return_if_fail (sha256 != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_image_source_load_async);
  GLOSS_IMAGE_SOURCE_GET_CLASS (self)->load (self, sha256, task);
}

GBytes *
gloss_image_source_load_finish (GlossImageSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GLOSS_IS_IMAGE_SOURCE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
