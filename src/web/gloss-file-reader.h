/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture.h"
#include "core/article/gloss-source-file.h"

G_BEGIN_DECLS

/**
 * GlossFileReader:
 *
 * Makes captures of HTML and MHTML files, with the images that were saved with them. Of a page that a program
 * saved from the web the article is read, or all of it where that can't be told; any other HTML file is read
 * whole. Each call has a web process of its own: who has many files asks for one after the other. Main
 * thread.
 */
#define GLOSS_TYPE_FILE_READER (gloss_file_reader_get_type ())
G_DECLARE_FINAL_TYPE (GlossFileReader, gloss_file_reader, GLOSS, FILE_READER, GObject)

GlossFileReader *gloss_file_reader_new (void);
/* source: of a file for which gloss_loader_needs_browser(); taken. extent: UNKNOWN: as above. */
void gloss_file_reader_read_async (GlossFileReader *self,
                                   GlossSourceFile *source,
                                   GlossExtent extent,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
/* doubt: (out): why this may not be all of the page, a sentence, or NULL. Errors: those of
 * gloss_saved_page_new() and gloss_html_reader_read_page_finish(), EMPTY. */
GlossCapture *
gloss_file_reader_read_finish (GlossFileReader *self, GAsyncResult *result, char **doubt, GError **error);
/* What is to be said of a page that was stored, or NULL. */
char *gloss_file_reader_dup_note (GlossFileReader *self, GAsyncResult *result);

G_END_DECLS
