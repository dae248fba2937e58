/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

#include "web/gloss-original-page.h"

G_BEGIN_DECLS

/**
 * GlossOriginalScheme:
 *
 * Serves one stored page at a time: its document at `gloss-original://page/N`, and what is stored with it at
 * `gloss-original://page/N/I`. Every other address of the scheme is not found. Main thread.
 */
#define GLOSS_TYPE_ORIGINAL_SCHEME (gloss_original_scheme_get_type ())
G_DECLARE_FINAL_TYPE (GlossOriginalScheme, gloss_original_scheme, GLOSS, ORIGINAL_SCHEME, GObject)

GlossOriginalScheme *gloss_original_scheme_new (WebKitWebContext *context);
/* The number of this load, never 0. NULL: serves nothing any more. */
guint gloss_original_scheme_publish (GlossOriginalScheme *self, GlossOriginalPage *page);
const char *gloss_original_scheme_get_uri (GlossOriginalScheme *self);

G_END_DECLS
