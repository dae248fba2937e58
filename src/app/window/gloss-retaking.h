/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/* Reads the stored page of a capture again, to take more or less of it; or makes a part of its reader
 * document. Nothing is asked of the network, and nothing is stored. */

/* shown: stored, with its document and text. extent: ARTICLE, WHOLE or, for the code points from start to
 * before end, a part. place: where it is being read, a code point. */
void gloss_retaking_async (GlossStore *store,
                           GlossCapture *shown,
                           GlossExtent extent,
                           gsize start,
                           gsize end,
                           gsize place,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
/* For gloss_store_change_extent_async(). place_out: where reading goes on in its text. n_hidden_out: how many
 * passages of it the page hides. Errors: EMPTY (there is no article, or nothing was selected), those of
 * reading a library, a saved page and of GlossHtmlReader. */
GlossCapture *
gloss_retaking_finish (GAsyncResult *result, gsize *place_out, guint *n_hidden_out, GError **error);

G_END_DECLS
