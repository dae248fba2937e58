/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-mhtml.h"
#include "web/gloss-html-reader.h"

G_BEGIN_DECLS

/* How many images of a page are kept, and how much they may be together. */
#define GLOSS_PAGE_IMAGES_MAX 5000
#define GLOSS_PAGE_IMAGES_MAX_BYTES ((gsize) 256 << 20)

/**
 * GlossPageImages:
 *
 * The images of a page whose bytes are there, for those who read the page and for those who keep what was read.
 * Atomically counted; adding ends before it is shared, from then on it is readable from any thread.
 */
typedef struct _GlossPageImages GlossPageImages;

#define GLOSS_TYPE_PAGE_IMAGES (gloss_page_images_get_type ())
GType gloss_page_images_get_type (void) G_GNUC_CONST;

GlossPageImages *gloss_page_images_new (void);
/* All of a saved page, by the address and by the Content-ID. Hashes them: on a worker thread. */
GlossPageImages *gloss_page_images_new_for_mhtml (GlossMhtml *mhtml);
GlossPageImages *gloss_page_images_ref (GlossPageImages *self);
void gloss_page_images_unref (GlossPageImages *self);

/* address: as the page has it; relative ones are resolved by the page's own. FALSE: it is no image that is shown, or
 * one too many; nothing was added. */
gboolean gloss_page_images_add (GlossPageImages *self, const char *address, GBytes *bytes);
/* For gloss_html_reader_read_page_async(); borrowed, until something is added. */
const GlossPageImage *gloss_page_images_get (GlossPageImages *self, gsize *n);
/* hashes: (nullable): of GlossReadingFields. Transfer full, element-type GlossCaptureResource, for GlossCaptureFields:
 * those that are there, in this order, each once. NULL where there is none. */
GPtrArray *gloss_page_images_dup_resources (GlossPageImages *self, const char *const *hashes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossPageImages, gloss_page_images_unref)

G_END_DECLS
