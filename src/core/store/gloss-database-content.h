/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-mhtml.h"
#include "core/store/gloss-database-private.h"

G_BEGIN_DECLS

/* Private to core/store: what a capture keeps beside its row. */

/* How the page of a capture will be kept, and by which names. */
typedef struct
{
  GlossMhtml *mhtml;     /* NULL: none, or one that cannot be taken apart */
  GPtrArray *parts;      /* of GlossMhtmlPart, borrowed from mhtml: those that lie beside the skeleton */
  GBytes *skeleton;      /* NULL: none */
  char *skeleton_sha256; /* the same */
  char *html_sha256;     /* of the reader document */
} GlossKeptPage;

/* Of a zeroed one. Errors: TOO_LARGE. */
gboolean gloss_kept_page_init (GlossKeptPage *page, const GlossCaptureFields *fields, GError **error);
void gloss_kept_page_clear (GlossKeptPage *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossKeptPage, gloss_kept_page_clear)

/* Adds the row of what a capture's page shows; one for each thing at each address, which seen (a set of
 * strings, g_free) knows. media_type: nullable. */
void gloss_database_plan_resource (GlossChange *change,
                                   const char *capture,
                                   GHashTable *seen,
                                   const char *uri,
                                   const char *sha256,
                                   const char *media_type);
/* All that the rows of a capture will refer to, inside their transaction. */
gboolean gloss_database_store_content (GlossDatabase *self,
                                       const GlossCaptureFields *fields,
                                       GlossKeptPage *page,
                                       GError **error);
/* Another reader document, of that hash, of the same page, its text and its images, inside their transaction.
 */
gboolean gloss_database_store_documents (GlossDatabase *self,
                                         GlossRecord *capture,
                                         const GlossCaptureFields *fields,
                                         const char *html_sha256,
                                         GError **error);
/* The reader document and its text; both NULL where they are not kept. */
gboolean gloss_database_load_documents (
  GlossDatabase *self, GlossRecord *capture, char **html, char **text, GError **error);

/* The text alone of the capture of that uuid; NULL where it is not kept, or is not what was captured. */
gboolean
gloss_database_load_text (GlossDatabase *self, const char *capture, GlossText **text, GError **error);

G_END_DECLS
