/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images by their first bytes: those that programs write, and those that nobody should. */

#include "config.h"

#include <string.h>

#include "core/article/gloss-image-type.h"

static const struct
{
  const char *name;
  GlossImageType type; /* media type NULL: no image that is shown */
} files[] = {
  { "photo.png", { "image/png", 40, 30 } },
  { "photo.jpg", { "image/jpeg", 40, 30 } },
  { "upright.jpg", { "image/jpeg", 40, 30 } },
  { "turned.jpg", { "image/jpeg", 30, 40 } },
  { "turned-little.jpg", { "image/jpeg", 30, 40 } },
  { "photo.gif", { "image/gif", 40, 30 } },
  { "photo.webp", { "image/webp", 40, 30 } },
  { "photo-lossless.webp", { "image/webp", 40, 30 } },
  { "photo-x.webp", { "image/webp", 40, 30 } },
  { "photo.avif", { "image/avif", 40, 30 } },
  { "photo-8x6.bmp", { "image/bmp", 8, 6 } },
  { "top-down.bmp", { "image/bmp", 8, 6 } },
  { "old.bmp", { "image/bmp", 8, 6 } },
  { "chart.svg", { "image/svg+xml", 0, 0 } },
  { "plain.svg", { "image/svg+xml", 0, 0 } },
  { "edge.png", { "image/png", 100000, 1000 } },
  { "huge.png", { NULL, 0, 0 } },
  { "flat.png", { NULL, 0, 0 } },
  { "lowest.bmp", { NULL, 0, 0 } },
  { "cut.png", { NULL, 0, 0 } },
  { "cut.jpg", { NULL, 0, 0 } },
  { "cut.webp", { NULL, 0, 0 } },
  { "cut-x.webp", { NULL, 0, 0 } },
  { "cut.avif", { NULL, 0, 0 } },
  { "heic.avif", { NULL, 0, 0 } },
  { "zero-box.avif", { NULL, 0, 0 } },
  { "small-box.avif", { NULL, 0, 0 } },
  { "loop.jpg", { NULL, 0, 0 } },
  { "fill.jpg", { NULL, 0, 0 } },
  { "far.jpg", { NULL, 0, 0 } },
  { "entities.svg", { NULL, 0, 0 } },
  { "late-entity.svg", { NULL, 0, 0 } },
  { "utf-7.svg", { NULL, 0, 0 } },
  { "unfinished.svg", { NULL, 0, 0 } },
  { "comment.svg", { NULL, 0, 0 } },
  { "svgish.svg", { NULL, 0, 0 } },
  { "page.html", { NULL, 0, 0 } },
  { "empty", { NULL, 0, 0 } },
};

static GBytes *
read_file (const char *name)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "fuzz", "corpus", "image-type", name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, length);
}

static void
test_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = read_file (files[i].name);
      GlossImageType type;
      gboolean is_image = gloss_image_type_sniff (&type, bytes);

      g_test_message ("%s", files[i].name);
      g_assert_cmpint (is_image, ==, files[i].type.media_type != NULL);
      if (!is_image)
        continue;
      g_assert_cmpstr (type.media_type, ==, files[i].type.media_type);
      g_assert_cmpuint (type.width, ==, files[i].type.width);
      g_assert_cmpuint (type.height, ==, files[i].type.height);
    }
}

/* Cut anywhere and changed anywhere, it is read within its bounds; the sanitizers look. */
static void
test_damaged (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) whole = read_file (files[i].name);
      gsize size = g_bytes_get_size (whole);

      for (gsize length = 0; length < size; length++)
        {
          g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (whole, NULL), length);
          g_autoptr (GBytes) bytes = NULL;
          GlossImageType type;

          if (length > 0 && g_test_rand_bit ())
            data[g_test_rand_int_range (0, (gint32) length)] = (guint8) g_test_rand_int ();
          bytes = g_bytes_new_take (g_steal_pointer (&data), length);
          if (gloss_image_type_sniff (&type, bytes))
            g_assert_cmpuint ((guint64) type.width * type.height, <=, GLOSS_IMAGE_MAX_PIXELS);
        }
    }
}

static void
test_large (void)
{
  g_autoptr (GBytes) photo = read_file ("photo.png");
  g_autofree char *data = g_malloc0 (GLOSS_IMAGE_MAX_BYTES + 1);
  g_autoptr (GBytes) most = NULL, more = NULL;
  GlossImageType type;

  memcpy (data, g_bytes_get_data (photo, NULL), g_bytes_get_size (photo));
  most = g_bytes_new_static (data, GLOSS_IMAGE_MAX_BYTES);
  more = g_bytes_new_static (data, GLOSS_IMAGE_MAX_BYTES + 1);
  g_assert_true (gloss_image_type_sniff (&type, most));
  g_assert_false (gloss_image_type_sniff (&type, more));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image-type/files", test_files);
  g_test_add_func ("/image-type/damaged", test_damaged);
  g_test_add_func ("/image-type/large", test_large);
  return g_test_run ();
}
