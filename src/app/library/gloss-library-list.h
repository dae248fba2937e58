/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/**
 * GlossLibraryList:
 *
 * The articles of a library, newest first, as a #GListModel of #GlossArticle that follows the store: what a
 * change says about articles shows at once, counts as soon as the writes are durable. An article whose row or
 * counts changed is announced with items-changed, so that filters and rows look again. Main thread.
 */
#define GLOSS_TYPE_LIBRARY_LIST (gloss_library_list_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibraryList, gloss_library_list, GLOSS, LIBRARY_LIST, GObject)

GlossLibraryList *gloss_library_list_new (GlossStore *store);
void gloss_library_list_load_async (GlossLibraryList *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
gboolean gloss_library_list_load_finish (GlossLibraryList *self, GAsyncResult *result, GError **error);
GlossArticle *gloss_library_list_find (GlossLibraryList *self, const char *uuid);
GlossArticle *gloss_library_list_find_uri (GlossLibraryList *self, const char *uri);

G_END_DECLS
