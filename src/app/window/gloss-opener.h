/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/* The address of the bundled article. */
#define GLOSS_WELCOME_URI "gloss-welcome:"

/**
 * GlossOpener:
 *
 * Makes captures of files and text, and takes captures into the library: reads and decodes on a worker
 * thread, has HTML sanitised in the web process, one after the other. Main thread.
 */
#define GLOSS_TYPE_OPENER (gloss_opener_get_type ())
G_DECLARE_FINAL_TYPE (GlossOpener, gloss_opener, GLOSS, OPENER, GObject)

GlossOpener *gloss_opener_new (GlossStore *store);
gboolean gloss_opener_is_welcome (GFile *file);
/* A file with the URI GLOSS_WELCOME_URI is the bundled article. extent: UNKNOWN: the usual one. */
void gloss_opener_read_file_async (GlossOpener *self,
                                   GFile *file,
                                   GlossExtent extent,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
void gloss_opener_read_text_async (GlossOpener *self,
                                   const char *text,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
/* doubt: (out): a sentence, or NULL. */
GlossCapture *
gloss_opener_read_finish (GlossOpener *self, GAsyncResult *result, char **doubt, GError **error);
/* What is to be said of it once it is stored, or NULL. */
char *gloss_opener_dup_note (GlossOpener *self, GAsyncResult *result);
void gloss_opener_add_capture_async (GlossOpener *self,
                                     GlossCapture *capture,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
char *gloss_opener_add_finish (
  GlossOpener *self, GAsyncResult *result, GlossAdded *added, GlossChange **change, GError **error);

G_END_DECLS
