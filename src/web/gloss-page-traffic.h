/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/**
 * GlossPageTraffic:
 *
 * What a web view asks the network for, and what becomes of it. Main thread.
 *
 * Signal `changed`: something was asked for, is announced with its size, arrived or failed.
 */
#define GLOSS_TYPE_PAGE_TRAFFIC (gloss_page_traffic_get_type ())
G_DECLARE_FINAL_TYPE (GlossPageTraffic, gloss_page_traffic, GLOSS, PAGE_TRAFFIC, GObject)

GlossPageTraffic *gloss_page_traffic_new (WebKitWebView *view);
void gloss_page_traffic_begin_document (GlossPageTraffic *self, WebKitWebResource *main);
gboolean gloss_page_traffic_is_main_whole (GlossPageTraffic *self);
void gloss_page_traffic_settle_main (GlossPageTraffic *self);
gboolean gloss_page_traffic_has_main_failed (GlossPageTraffic *self);
gboolean gloss_page_traffic_was_main_left (GlossPageTraffic *self);
WebKitWebResource *gloss_page_traffic_get_main (GlossPageTraffic *self);
guint64 gloss_page_traffic_get_main_bytes (GlossPageTraffic *self);
guint gloss_page_traffic_count_under_way (GlossPageTraffic *self);
guint gloss_page_traffic_count_asked (GlossPageTraffic *self);
guint gloss_page_traffic_count_missing (GlossPageTraffic *self);
guint gloss_page_traffic_count_all (GlossPageTraffic *self);
guint64 gloss_page_traffic_get_bytes (GlossPageTraffic *self);

G_END_DECLS
