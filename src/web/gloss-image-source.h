/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlossImageSource:
 *
 * Where a reader has the images of a document from: those that belong to it, by the hash of their bytes, and
 * no others. Main thread; it never makes a reader wait.
 */
#define GLOSS_TYPE_IMAGE_SOURCE (gloss_image_source_get_type ())
G_DECLARE_DERIVABLE_TYPE (GlossImageSource, gloss_image_source, GLOSS, IMAGE_SOURCE, GObject)

struct _GlossImageSourceClass
{
  GObjectClass parent_class;

  /* Returns the bytes, or an error, with the task: now or later. task: transfer full. */
  void (*load) (GlossImageSource *self, const char *sha256, GTask *task);
};

/* sha256: 64 digits, lower-case hex. */
void gloss_image_source_load_async (GlossImageSource *self,
                                    const char *sha256,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
/* Transfer full. Errors: NOT_FOUND where it is none of the document's, CORRUPT, those of the source. */
GBytes *gloss_image_source_load_finish (GlossImageSource *self, GAsyncResult *result, GError **error);

G_END_DECLS
