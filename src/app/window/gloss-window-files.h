/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/gloss-window.h"

G_BEGIN_DECLS

/* What the window does about files; for its own parts. */
void gloss_window_add_file_actions (GlossWindow *self);
void gloss_window_follow_files (GlossWindow *self);
/* Several are on their way, of which it tells at their end. */
gboolean gloss_window_has_files (GlossWindow *self);

G_END_DECLS
