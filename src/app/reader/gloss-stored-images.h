/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-store.h"
#include "web/gloss-image-source.h"

G_BEGIN_DECLS

/**
 * GlossStoredImages:
 *
 * The images of one capture, from the library: those that it lists, and no others. Main thread.
 */
#define GLOSS_TYPE_STORED_IMAGES (gloss_stored_images_get_type ())
G_DECLARE_FINAL_TYPE (GlossStoredImages, gloss_stored_images, GLOSS, STORED_IMAGES, GlossImageSource)

GlossStoredImages *gloss_stored_images_new (GlossStore *store, const char *capture);

G_END_DECLS
