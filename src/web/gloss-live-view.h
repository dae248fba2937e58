/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-address-gate.h"
#include "web/gloss-mute-view.h"

G_BEGIN_DECLS

/**
 * GlossLiveView:
 *
 * A web view that loads one page of the web and lets it run, with a web process and a session of its own that
 * keep nothing and know nothing of ours: no script, no message handler, no stored article. Whatever the page
 * does, only web pages are loaded, and none of a private network that the user did not ask for. Main thread.
 */
#define GLOSS_TYPE_LIVE_VIEW (gloss_live_view_get_type ())
G_DECLARE_FINAL_TYPE (GlossLiveView, gloss_live_view, GLOSS, LIVE_VIEW, GlossMuteView)

GlossLiveView *gloss_live_view_new (GlossAddressGate *gate, guint max_redirects, guint64 max_bytes);
const GError *gloss_live_view_get_refusal (GlossLiveView *self);
void gloss_live_view_seal (GlossLiveView *self);

G_END_DECLS
