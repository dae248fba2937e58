/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an image. */

#include "config.h"

#include "core/article/gloss-image-type.h"
#include "tests/fuzz/target.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  GlossImageType type;

  if (gloss_image_type_sniff (&type, bytes))
    {
      g_assert_true (g_str_has_prefix (type.media_type, "image/"));
      g_assert_cmpuint ((guint64) type.width * type.height, <=, GLOSS_IMAGE_MAX_PIXELS);
      g_assert_true ((type.width == 0) == (type.height == 0));
    }
  return 0;
}
