/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where images come from: an interface, which holds nothing. */

#include "config.h"

#include "web/gloss-image-source.h"

G_DEFINE_INTERFACE (GlossImageSource, gloss_image_source, G_TYPE_OBJECT)

static void
gloss_image_source_default_init (GlossImageSourceInterface *iface)
{
}

void
gloss_image_source_load_async (GlossImageSource *self,
                               const char *sha256,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_return_if_fail (GLOSS_IS_IMAGE_SOURCE (self));
  g_return_if_fail (sha256 != NULL);

  GLOSS_IMAGE_SOURCE_GET_IFACE (self)->load_async (self, sha256, cancellable, callback, data);
}

GBytes *
gloss_image_source_load_finish (GlossImageSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GLOSS_IS_IMAGE_SOURCE (self), NULL);

  return GLOSS_IMAGE_SOURCE_GET_IFACE (self)->load_finish (self, result, error);
}
