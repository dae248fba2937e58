/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossStoredImages owns a reference to the store and the name of a capture. Main thread; each image is read
 * and held against its hash on the store's reader thread. It keeps none.
 */
#include "config.h"

#include "app/reader/gloss-stored-images.h"

struct _GlossStoredImages
{
  GlossImageSource parent_instance;

  GlossStore *store;
  char *capture;
};

G_DEFINE_FINAL_TYPE (GlossStoredImages, gloss_stored_images, GLOSS_TYPE_IMAGE_SOURCE)

typedef struct
{
  char *capture;
  char *sha256;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->capture);
  g_free (asked->sha256);
  g_free (asked);
}

/* Reader thread. */
static gpointer
read_image (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  const Asked *asked = data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return gloss_database_load_resource (database, asked->capture, asked->sha256, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = gloss_store_read_finish (GLOSS_STORE (source), result, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
gloss_stored_images_load (GlossImageSource *source, const char *sha256, GTask *task)
{
  GlossStoredImages *self = GLOSS_STORED_IMAGES (source);
  Asked *asked = g_new0 (Asked, 1);

  asked->capture = g_strdup (self->capture);
  asked->sha256 = g_strdup (sha256);
  gloss_store_read_async (self->store, read_image, asked, asked_free, (GDestroyNotify) g_bytes_unref,
                          g_task_get_cancellable (task), read_cb, task);
}

static void
gloss_stored_images_finalize (GObject *object)
{
  GlossStoredImages *self = GLOSS_STORED_IMAGES (object);

  g_object_unref (self->store);
  g_free (self->capture);

  G_OBJECT_CLASS (gloss_stored_images_parent_class)->finalize (object);
}

static void
gloss_stored_images_class_init (GlossStoredImagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_stored_images_finalize;
  GLOSS_IMAGE_SOURCE_CLASS (klass)->load = gloss_stored_images_load;
}

static void
gloss_stored_images_init (GlossStoredImages *self)
{
}

/**
 * gloss_stored_images_new:
 * @store: the library
 * @capture: the uuid of a capture
 *
 * Returns: (transfer full): its images
 */
GlossStoredImages *
gloss_stored_images_new (GlossStore *store, const char *capture)
{
  GlossStoredImages *self;

  g_return_val_if_fail (GLOSS_IS_STORE (store), NULL);
  g_return_val_if_fail (capture != NULL, NULL);

  self = g_object_new (GLOSS_TYPE_STORED_IMAGES, NULL);
  self->store = g_object_ref (store);
  self->capture = g_strdup (capture);
  return self;
}
