/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One thing that a captured page shows. It owns copies of its strings and a reference to its bytes; nothing
 * changes after gloss_capture_resource_new(), so that any thread may read it. Making one costs a hash over
 * the bytes.
 */

#include "config.h"

#include "core/article/gloss-capture-resource.h"

#include "core/base/gloss-hash.h"

struct _GlossCaptureResource
{
  char *uri;
  char *media_type;
  GBytes *bytes;
  char *sha256;
};

G_DEFINE_BOXED_TYPE (GlossCaptureResource,
                     gloss_capture_resource,
                     gloss_capture_resource_ref,
                     gloss_capture_resource_unref)

static void
free_members (gpointer data)
{
  GlossCaptureResource *self = data;

  g_free (self->uri);
  g_free (self->media_type);
  g_bytes_unref (self->bytes);
  g_free (self->sha256);
}

/**
 * gloss_capture_resource_new:
 * @uri: its address
 * @media_type: (nullable): such as `image/png`
 * @bytes: what it is
 *
 * Returns: (transfer full): the resource
 */
GlossCaptureResource *
gloss_capture_resource_new (const char *uri, const char *media_type, GBytes *bytes)
{
  GlossCaptureResource *self;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_atomic_rc_box_new0 (GlossCaptureResource);
  self->uri = g_strdup (uri);
  self->media_type = g_strdup (media_type);
  self->bytes = g_bytes_ref (bytes);
  self->sha256 = gloss_hash_bytes (bytes);

  return self;
}

GlossCaptureResource *
gloss_capture_resource_ref (GlossCaptureResource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
gloss_capture_resource_unref (GlossCaptureResource *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, free_members);
}

const char *
gloss_capture_resource_get_uri (GlossCaptureResource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uri;
}

const char *
gloss_capture_resource_get_media_type (GlossCaptureResource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->media_type;
}

GBytes *
gloss_capture_resource_get_bytes (GlossCaptureResource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

const char *
gloss_capture_resource_get_sha256 (GlossCaptureResource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sha256;
}
