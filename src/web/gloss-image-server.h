/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

#include "web/gloss-image-source.h"

G_BEGIN_DECLS

/**
 * GlossImageServer:
 *
 * Answers a web process that asks for the images of the document it shows. Main thread.
 */
#define GLOSS_TYPE_IMAGE_SERVER (gloss_image_server_get_type ())
G_DECLARE_FINAL_TYPE (GlossImageServer, gloss_image_server, GLOSS, IMAGE_SERVER, GObject)

GlossImageServer *gloss_image_server_new (void);
/* Nullable: no images. What is still asked for of the one before is refused. */
void gloss_image_server_set_source (GlossImageServer *self, GlossImageSource *source);
/* Whether it is about an image, as far as the address tells; it will be answered then. */
gboolean gloss_image_server_answer (GlossImageServer *self, WebKitURISchemeRequest *request);

G_END_DECLS
