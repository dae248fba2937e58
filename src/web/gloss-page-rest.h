/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-page-traffic.h"

G_BEGIN_DECLS

/**
 * GlossPageRest:
 *
 * Says when a page that loads has come to rest, and makes its view as high as the page on the way, so that
 * what waits to come into sight is loaded, too. Main thread.
 *
 * Signal `rested`: nothing is under way any more, or nothing has changed for long. It may come again.
 */
#define GLOSS_TYPE_PAGE_REST (gloss_page_rest_get_type ())
G_DECLARE_FINAL_TYPE (GlossPageRest, gloss_page_rest, GLOSS, PAGE_REST, GObject)

/* Pixels of the page: a window of a usual size. It is painted smaller than that, so that a long page does not
 * hold the window up: what the page is told of its sizes stays the same. */
#define GLOSS_PAGE_REST_WIDTH 1280
#define GLOSS_PAGE_REST_HEIGHT 1024
#define GLOSS_PAGE_REST_ZOOM 0.5

GlossPageRest *gloss_page_rest_new (WebKitWebView *view, GlossPageTraffic *traffic);
void gloss_page_rest_begin_document (GlossPageRest *self);
void gloss_page_rest_set_loaded (GlossPageRest *self, gboolean is_loaded);
/* For good. */
void gloss_page_rest_stop (GlossPageRest *self);

G_END_DECLS
