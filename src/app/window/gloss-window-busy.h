/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/gloss-window-private.h"

G_BEGIN_DECLS

void gloss_window_add_busy_actions (GlossWindow *self);
void gloss_window_follow_busy (GlossWindow *self);
/* What is being done became another. */
void gloss_window_update_busy (GlossWindow *self);
/* Whether anything was on its way. */
gboolean gloss_window_stop_named (GlossWindow *self);

G_END_DECLS
