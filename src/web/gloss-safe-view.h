/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-image-source.h"
#include "web/gloss-mute-view.h"

G_BEGIN_DECLS

/**
 * GlossSafeView:
 *
 * A web view for documents that nobody vouches for: no script of theirs runs, nothing is requested from
 * anywhere, no navigation, window, dialogue, permission, download or print job comes of them. It shows what
 * it is given and nothing else, in a web process and a session of its own that keep nothing. Main thread.
 *
 * Signal `link` (char *uri): a link was clicked by the user; http or https. Nothing was loaded.
 */
#define GLOSS_TYPE_SAFE_VIEW (gloss_safe_view_get_type ())
G_DECLARE_FINAL_TYPE (GlossSafeView, gloss_safe_view, GLOSS, SAFE_VIEW, GlossMuteView)

GlossSafeView *gloss_safe_view_new (void);
void gloss_safe_view_add_script (GlossSafeView *self, const char *name, const char *world);
void gloss_safe_view_load_own (GlossSafeView *self, const char *uri);
/* Nullable. Of the documents that are loaded from now on. */
void gloss_safe_view_set_images (GlossSafeView *self, GlossImageSource *images);
guint gloss_safe_view_load_document (GlossSafeView *self, const char *html);

G_END_DECLS
