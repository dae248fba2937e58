/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

#include "web/gloss-page.h"

G_BEGIN_DECLS

/* main: of what the view shows. fields: what is known of the page already; what is asked of the view is
 * filled in. Errors: EMPTY, TOO_LARGE, FAILED. */
void gloss_page_collector_collect_async (WebKitWebView *view,
                                         WebKitWebResource *main,
                                         const GlossPageFields *fields,
                                         guint64 max_bytes,
                                         guint64 max_mhtml,
                                         GAsyncReadyCallback callback,
                                         gpointer data);
GlossPage *gloss_page_collector_collect_finish (WebKitWebView *view, GAsyncResult *result, GError **error);

/* How high the page is, in CSS pixels; 0 where it does not say. */
void gloss_page_collector_ask_height_async (WebKitWebView *view, GAsyncReadyCallback callback, gpointer data);
double gloss_page_collector_ask_height_finish (WebKitWebView *view, GAsyncResult *result);

G_END_DECLS
