/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GlossOriginalResource:
 * @media_type: what it says it is, with a charset where it says one; ASCII without line ends
 * @bytes: what it holds
 */
typedef struct
{
  char *media_type;
  GBytes *bytes;
} GlossOriginalResource;

/**
 * GlossOriginalPage:
 *
 * A stored page (MHTML) made ready to be shown: its document and what it shows, by number. All of it comes from a
 * stranger. Immutable, atomically counted, readable from any thread.
 */
typedef struct _GlossOriginalPage GlossOriginalPage;

#define GLOSS_TYPE_ORIGINAL_PAGE (gloss_original_page_get_type ())
GType gloss_original_page_get_type (void) G_GNUC_CONST;

/* Linear in the file; for a worker thread. Errors: INVALID where it is damaged or no page, TOO_LARGE. */
GlossOriginalPage *gloss_original_page_new (GBytes *mhtml, GError **error);
GlossOriginalPage *gloss_original_page_ref (GlossOriginalPage *self);
void gloss_original_page_unref (GlossOriginalPage *self);

/* Where it was; "about:blank" where the file does not say. */
const char *gloss_original_page_get_address (GlossOriginalPage *self);
const GlossOriginalResource *gloss_original_page_get_document (GlossOriginalPage *self);
/* NULL where there is none of that number. */
const GlossOriginalResource *gloss_original_page_get_resource (GlossOriginalPage *self, guint64 number);
/* A JSON array of [address, number]: images and fonts; and one of [address, text]: style sheets. */
const char *gloss_original_page_get_parts (GlossOriginalPage *self);
const char *gloss_original_page_get_sheets (GlossOriginalPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossOriginalPage, gloss_original_page_unref)

G_END_DECLS
