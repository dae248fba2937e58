/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-image-source.h"

G_BEGIN_DECLS

/**
 * GlossTestImages:
 *
 * Images in memory, for tests of a reader. It counts what it is asked for, and can keep its answers back.
 */
#define GLOSS_TYPE_TEST_IMAGES (gloss_test_images_get_type ())
G_DECLARE_FINAL_TYPE (GlossTestImages, gloss_test_images, GLOSS, TEST_IMAGES, GlossImageSource)

GlossTestImages *gloss_test_images_new (void);
/* The hash, borrowed. */
const char *gloss_test_images_add (GlossTestImages *self, GBytes *bytes);
/* Under a hash that need not be its own. */
void gloss_test_images_add_as (GlossTestImages *self, const char *sha256, GBytes *bytes);
/* TRUE: nothing is answered until it is FALSE again. */
void gloss_test_images_set_held (GlossTestImages *self, gboolean is_held);
guint gloss_test_images_count (GlossTestImages *self);
guint gloss_test_images_count_held (GlossTestImages *self);

/* A picture of the given size, as PNG: a chessboard of grey and one of the colours, by its number. */
GBytes *gloss_test_images_make (guint width, guint height, guint colour);

G_END_DECLS
