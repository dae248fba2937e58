/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More is not an image that a page shows but a way to fill memory: decoded it takes four bytes a pixel. */
#define GLOSS_IMAGE_MAX_PIXELS 100000000
#define GLOSS_IMAGE_MAX_BYTES ((gsize) 32 << 20)

/**
 * GlossImageType:
 * @media_type: such as `image/png`
 * @width, @height: in pixels, as it is shown; both 0 where the image has no size of its own
 *
 * What bytes are, by themselves.
 */
typedef struct
{
  const char *media_type;
  guint width;
  guint height;
} GlossImageType;

gboolean gloss_image_type_sniff (GlossImageType *self, GBytes *bytes);

G_END_DECLS
