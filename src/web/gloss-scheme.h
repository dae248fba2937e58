/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

#include "web/gloss-image-source.h"

G_BEGIN_DECLS

/**
 * GlossScheme:
 *
 * The one document that a web context can load: what was published last, at `gloss://reader/N`, and its images, at
 * `gloss://reader/image/SHA256`. Every other address of the scheme is not found. Main thread.
 */
#define GLOSS_TYPE_SCHEME (gloss_scheme_get_type ())
G_DECLARE_FINAL_TYPE (GlossScheme, gloss_scheme, GLOSS, SCHEME, GObject)

GlossScheme *gloss_scheme_new (WebKitWebContext *context);
guint gloss_scheme_publish (GlossScheme *self, const char *html, GlossImageSource *images);
const char *gloss_scheme_get_uri (GlossScheme *self);

G_END_DECLS
