/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/gloss-window-private.h"

G_BEGIN_DECLS

/* How much of a page is taken. */

void gloss_window_add_extent_actions (GlossWindow *self);
void gloss_window_update_extent_actions (GlossWindow *self);
void gloss_window_open_extent (GlossWindow *self);
void gloss_window_close_extent (GlossWindow *self);
/* FALSE, too, where it was stopped and only has to end. */
gboolean gloss_window_is_taking_extent (GlossWindow *self);
void gloss_window_cancel_extent (GlossWindow *self);
void gloss_window_tell_extent (GlossWindow *self, const char *article);

G_END_DECLS
