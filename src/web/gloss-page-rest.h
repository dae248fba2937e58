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

GlossPageRest *gloss_page_rest_new (WebKitWebView *view, GlossPageTraffic *traffic);
/* Where pages may grow. */
GtkWidget *gloss_page_rest_make_place (void);
void gloss_page_rest_place (GlossPageRest *self, GtkScrolledWindow *widget);
void gloss_page_rest_begin_document (GlossPageRest *self);
void gloss_page_rest_set_loaded (GlossPageRest *self, gboolean is_loaded);
/* For good. */
void gloss_page_rest_stop (GlossPageRest *self);

G_END_DECLS
