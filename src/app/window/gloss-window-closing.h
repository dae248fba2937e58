/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/gloss-window-private.h"

G_BEGIN_DECLS

/* Whether the window may close now; else it asks or saves first, and closes by itself when all is well. */
gboolean gloss_window_try_to_close (GlossWindow *self);

G_END_DECLS
