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

/**
 * GlossPageManner:
 * @GLOSS_PAGE_HIDDEN: nothing paints it: it is asked as it is
 * @GLOSS_PAGE_SHOWN: it answers once it has taken note of the size of its view
 * @GLOSS_PAGE_INERT: nothing changes it: it answers once its fonts are there, and with 0 if no image waited
 *
 * How a page is asked for its height.
 */
typedef enum
{
  GLOSS_PAGE_HIDDEN,
  GLOSS_PAGE_SHOWN,
  GLOSS_PAGE_INERT,
} GlossPageManner;

/* Wakes images that wait to come into sight. How high the page is, in CSS pixels; 0 where it does not say. */
void gloss_page_collector_ask_height_async (WebKitWebView *view,
                                            GlossPageManner manner,
                                            int height,
                                            int patience,
                                            GAsyncReadyCallback callback,
                                            gpointer data);
double gloss_page_collector_ask_height_finish (WebKitWebView *view, GAsyncResult *result);

G_END_DECLS
