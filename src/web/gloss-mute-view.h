/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/**
 * GlossMuteView:
 *
 * A web view that asks the user for nothing, whatever its document wants: no window, dialogue, permission,
 * file, password, notification, download or print job comes of it, no sound and no picture that fills the
 * screen. What it loads is for those who derive from it. Main thread.
 */
#define GLOSS_TYPE_MUTE_VIEW (gloss_mute_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (GlossMuteView, gloss_mute_view, GLOSS, MUTE_VIEW, WebKitWebView)

struct _GlossMuteViewClass
{
  WebKitWebViewClass parent_class;
};

WebKitSettings *gloss_mute_view_make_settings (void);
WebKitNetworkSession *gloss_mute_view_make_session (void);
void gloss_mute_view_drop (GlossMuteView *self);

G_END_DECLS
