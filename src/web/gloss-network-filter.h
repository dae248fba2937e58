/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* What keeps all that a page asks for, its images and scripts too, away from hosts that are private by their
 * spelling. */
void gloss_network_filter_load_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
WebKitUserContentFilter *gloss_network_filter_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
