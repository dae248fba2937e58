/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GlossPageCut:
 * @GLOSS_PAGE_CUT_NONE: the page came to rest by itself
 * @GLOSS_PAGE_CUT_TIME: it was still loading when the time was over
 * @GLOSS_PAGE_CUT_BYTES: its images and the like were too large together
 * @GLOSS_PAGE_CUT_RESOURCES: there were too many of them
 *
 * What ended the loading of a page. The main resource is there whole in any case.
 */
typedef enum
{
  GLOSS_PAGE_CUT_NONE,
  GLOSS_PAGE_CUT_TIME,
  GLOSS_PAGE_CUT_BYTES,
  GLOSS_PAGE_CUT_RESOURCES,
} GlossPageCut;

/**
 * GlossPageFields:
 * @requested_uri: the address that was asked for
 * @final_uri: the one that the page came from, after all redirects, those of its scripts too
 * @status: of HTTP, of @final_uri
 * @headers: of @final_uri's response: a JSON object with lower-case names; a header that came several times
 * is a list
 * @media_type: of the main resource, without parameters: `text/html`, `application/xhtml+xml` or `text/plain`
 * @bytes: the main resource as received, without its content encoding
 * @sha256: of @bytes, lower-case hex
 * @markup: the document once it was settled, serialised; UTF-8, with its scripts
 * @mhtml: the page with its images and styles, as WebKit writes it
 * @mhtml_sha256: of @mhtml, lower-case hex
 * @captured: when it was settled, RFC 3339, UTC
 * @n_resources: how many images, styles and the like were asked for, each counted once
 * @n_failed: how many of those never arrived, or not whole
 * @cut: what ended the loading
 *
 * What a page is made of, to be filled with a designated initialiser. None is %NULL but @sha256 and
 * @mhtml_sha256, which gloss_page_new() computes where they are.
 */
typedef struct
{
  const char *requested_uri;
  const char *final_uri;
  guint status;
  const char *headers;
  const char *media_type;
  GBytes *bytes;
  const char *sha256;
  const char *markup;
  GBytes *mhtml;
  const char *mhtml_sha256;
  const char *captured;
  guint n_resources;
  guint n_failed;
  GlossPageCut cut;
} GlossPageFields;

/**
 * GlossPage:
 *
 * A page of the web as it was loaded, before anything is made of it: nothing of it is trusted. Immutable,
 * atomically counted, readable from any thread.
 */
typedef struct _GlossPage GlossPage;

#define GLOSS_TYPE_PAGE (gloss_page_get_type ())
GType gloss_page_get_type (void) G_GNUC_CONST;

GlossPage *gloss_page_new (const GlossPageFields *fields);
GlossPage *gloss_page_ref (GlossPage *self);
void gloss_page_unref (GlossPage *self);
const GlossPageFields *gloss_page_get_fields (GlossPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossPage, gloss_page_unref)

G_END_DECLS
