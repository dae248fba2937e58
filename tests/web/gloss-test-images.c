/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images in memory, for tests. */

#include "config.h"

#include "gloss-test-images.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"

struct _GlossTestImages
{
  GlossImageSource parent_instance;

  GHashTable *images; /* hash -> GBytes */
  GPtrArray *held;    /* of GTask */
  gboolean is_held;
  guint n_asked;
};

G_DEFINE_FINAL_TYPE (GlossTestImages, gloss_test_images, GLOSS_TYPE_IMAGE_SOURCE)

static void
answer (GlossTestImages *self, GTask *task)
{
  GBytes *bytes = g_hash_table_lookup (self->images, g_task_get_task_data (task));

  if (g_task_return_error_if_cancelled (task))
    return;
  if (bytes != NULL)
    g_task_return_pointer (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (task, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND, "There is no such image.");
}

static void
gloss_test_images_load (GlossImageSource *source, const char *sha256, GTask *asked)
{
  GlossTestImages *self = GLOSS_TEST_IMAGES (source);
  g_autoptr (GTask) task = asked;

  g_task_set_task_data (task, g_strdup (sha256), g_free);
  self->n_asked++;
  if (self->is_held)
    g_ptr_array_add (self->held, g_steal_pointer (&task));
  else
    answer (self, task);
}

static void
gloss_test_images_finalize (GObject *object)
{
  GlossTestImages *self = GLOSS_TEST_IMAGES (object);

  g_hash_table_unref (self->images);
  g_ptr_array_unref (self->held);
  G_OBJECT_CLASS (gloss_test_images_parent_class)->finalize (object);
}

static void
gloss_test_images_class_init (GlossTestImagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_test_images_finalize;
  GLOSS_IMAGE_SOURCE_CLASS (klass)->load = gloss_test_images_load;
}

static void
gloss_test_images_init (GlossTestImages *self)
{
  self->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
}

GlossTestImages *
gloss_test_images_new (void)
{
  return g_object_new (GLOSS_TYPE_TEST_IMAGES, NULL);
}

void
gloss_test_images_add_as (GlossTestImages *self, const char *sha256, GBytes *bytes)
{
  g_hash_table_insert (self->images, g_strdup (sha256), g_bytes_ref (bytes));
}

const char *
gloss_test_images_add (GlossTestImages *self, GBytes *bytes)
{
  g_autofree char *sha256 = gloss_hash_bytes (bytes);
  gpointer key;

  gloss_test_images_add_as (self, sha256, bytes);
  g_hash_table_lookup_extended (self->images, sha256, &key, NULL);
  return key;
}

void
gloss_test_images_set_held (GlossTestImages *self, gboolean is_held)
{
  self->is_held = is_held;
  while (!is_held && self->held->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->held, 0);

      answer (self, task);
    }
}

guint
gloss_test_images_count (GlossTestImages *self)
{
  return self->n_asked;
}

guint
gloss_test_images_count_held (GlossTestImages *self)
{
  return self->held->len;
}

GBytes *
gloss_test_images_make (guint width, guint height, guint colour)
{
  static const guint8 colours[][3] = { { 200, 40, 40 }, { 40, 160, 60 }, { 50, 80, 200 } };
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, (int) width, (int) height);
  guint8 *pixels = gdk_pixbuf_get_pixels (picture);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      for (guint i = 0; i < 3; i++)
        pixels[y * (guint) gdk_pixbuf_get_rowstride (picture) + x * 3 + i] =
          (x / 16 + y / 16) % 2 == 0 ? 128 : colours[colour % G_N_ELEMENTS (colours)][i];
  gdk_pixbuf_save_to_buffer (picture, &data, &size, "png", &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}
