/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture.h"
#include "core/article/gloss-loader.h"

G_BEGIN_DECLS

/**
 * GlossHtmlReader:
 *
 * Turns the bytes of an HTML file into a capture: decoded as the file declares, parsed and sanitised by DOMPurify in a
 * hidden throw-away web view without scripts or network. The bytes are an argument, never loaded or inserted. Main
 * thread; the work is done in the web process, with a deadline. One view for each call, gone afterwards.
 */
#define GLOSS_TYPE_HTML_READER (gloss_html_reader_get_type ())
G_DECLARE_FINAL_TYPE (GlossHtmlReader, gloss_html_reader, GLOSS, HTML_READER, GObject)

GlossHtmlReader *gloss_html_reader_new (void);
void gloss_html_reader_read_async (GlossHtmlReader *self, GlossSourceFile *source, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
/* Errors: EMPTY (no text is left), FAILED (the web process gave no answer), INVALID (its answer is not one). */
GlossCapture *gloss_html_reader_read_finish (GlossHtmlReader *self, GAsyncResult *result, GError **error);

G_END_DECLS
