/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-reading.h"
#include "web/gloss-warm-view.h"

G_BEGIN_DECLS

/**
 * GlossPageImage:
 * @address: where the page has it; a relative one is resolved as the page's own are
 * @sha256: of its bytes, lower-case hex
 * @media_type: such as `image/png`; anything but an image is passed over
 * @width, @height: in pixels, 0 where they are not known: the room that it is given before it is there
 *
 * An image of a page, whose bytes are there. Pages name their images in many ways; what is listed is found
 * again.
 */
typedef struct
{
  const char *address;
  const char *sha256;
  const char *media_type;
  guint width;
  guint height;
} GlossPageImage;

/**
 * GlossHtmlReader:
 *
 * Turns markup into reader documents: all of a page, or its article. It is parsed, told apart by Readability
 * and sanitised by DOMPurify in a hidden throw-away web view without scripts or network. The markup is an
 * argument, never loaded or inserted. Main thread; the work is done in the web process, with a deadline. One
 * view for each call, gone afterwards.
 */
#define GLOSS_TYPE_HTML_READER (gloss_html_reader_get_type ())
G_DECLARE_FINAL_TYPE (GlossHtmlReader, gloss_html_reader, GLOSS, HTML_READER, GObject)

GlossHtmlReader *gloss_html_reader_new (void);
GlossWarmView *gloss_html_reader_get_warm_view (GlossHtmlReader *self);

void gloss_html_reader_read_page_async (GlossHtmlReader *self,
                                        const char *markup,
                                        const char *uri,
                                        GlossReadingExtent extent,
                                        const GlossPageImage *images,
                                        gsize n_images,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data);
/* Errors: TOO_LARGE (more markup than GLOSS_LOADER_MAX_BYTES), FAILED, INVALID. */
GlossReading *
gloss_html_reader_read_page_finish (GlossHtmlReader *self, GAsyncResult *result, GError **error);

/* A part of a reader document; places in UTF-16 units. */
void gloss_html_reader_clip_async (GlossHtmlReader *self,
                                   const char *html,
                                   gsize start,
                                   gsize end,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
/* Errors: FAILED, INVALID. */
GlossReading *gloss_html_reader_clip_finish (GlossHtmlReader *self, GAsyncResult *result, GError **error);

G_END_DECLS
