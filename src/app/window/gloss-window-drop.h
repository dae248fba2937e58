/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/gloss-window-private.h"

G_BEGIN_DECLS

/* What may be dropped on the window. */
void gloss_window_add_drop_targets (GlossWindow *self);

G_END_DECLS
