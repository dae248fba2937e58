/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture-resource.h"
#include "core/article/gloss-extent.h"
#include "core/text/gloss-text.h"

G_BEGIN_DECLS

/**
 * GlossCaptureFields:
 * @uuid: set by the store when it reads one, %NULL before
 * @article: the article's uuid; before it is stored %NULL, or that of the article that was captured again
 * @source: %NULL, or the uuid of the source that it is a copy of: only for storing it
 * @uri: where it came from: a file: URI, an address, or `gloss-paste:` and the SHA-256 for pasted text
 * @canonical_uri: the address that the document says it has, or %NULL
 * @sha256: of @bytes, lower-case hex; %NULL: computed from @bytes
 * @captured: RFC 3339, UTC; %NULL: now
 * @media_type: such as `text/plain`, `text/markdown`, `text/html`
 * @bytes: (nullable): the file's bytes as read; %NULL where the store was not asked for them
 * @html: the reader document, a whole HTML document whose one `<main id="gloss-text">` holds the canonical
 * text
 * @text: the canonical text: the textContent of that element
 * @title: what the document calls itself, or %NULL
 * @byline, @site, @published, @language: metadata, each may be %NULL
 * @status: the HTTP status, or 0
 * @headers: (nullable): the HTTP headers as a JSON object, lower-case names; of a saved page `date`, when its file
 * says that it was saved
 * @mhtml: (nullable): the whole page as an MHTML file; %NULL where the store was not asked for it
 * @mhtml_sha256: (nullable): of @mhtml; %NULL: computed from @mhtml
 * @archive: (nullable): the address of a copy in a public archive
 * @extent: how much of the page @text is
 * @is_asked_whole: whether all of the page was to be taken: somebody asked for it, or has all of it; not kept
 * @finding: (nullable): why that is not its article alone, which was asked for: a word that
 * gloss_extent_explain_finding() knows
 * @resources: (nullable) (element-type GlossCaptureResource): what the reader document shows; %NULL where the
 * store was not asked for them
 *
 * What a capture is made of, to be filled with a designated initialiser. gloss_capture_new() copies.
 */
typedef struct
{
  const char *uuid;
  const char *article;
  const char *source;
  const char *uri;
  const char *canonical_uri;
  const char *sha256;
  const char *captured;
  const char *media_type;
  GBytes *bytes;
  const char *html;
  GlossText *text;
  const char *title;
  const char *byline;
  const char *site;
  const char *published;
  const char *language;
  int status;
  const char *headers;
  GBytes *mhtml;
  const char *mhtml_sha256;
  const char *archive;
  GlossExtent extent;
  gboolean is_asked_whole;
  const char *finding;
  GPtrArray *resources;
} GlossCaptureFields;

/**
 * GlossCapture:
 *
 * An article as it was at one time: the bytes, the reader document made from them, the text that anchors
 * refer to, a hash and a time. Immutable, atomically counted, readable from any thread.
 */
typedef struct _GlossCapture GlossCapture;

#define GLOSS_TYPE_CAPTURE (gloss_capture_get_type ())
GType gloss_capture_get_type (void) G_GNUC_CONST;

GlossCapture *gloss_capture_new (const GlossCaptureFields *fields);
GlossCapture *gloss_capture_ref (GlossCapture *self);
void gloss_capture_unref (GlossCapture *self);
/* All fields, borrowed, none but those that may be NULL is NULL. */
const GlossCaptureFields *gloss_capture_get_fields (GlossCapture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossCapture, gloss_capture_unref)

G_END_DECLS
