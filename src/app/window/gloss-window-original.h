/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/gloss-window.h"

G_BEGIN_DECLS

/* The action that shows the original page beside the article; after the window's settings and template. */
void gloss_window_add_original (GlossWindow *self);
/* Shows or hides the page, by what the user chose and what the window shows. */
void gloss_window_update_original (GlossWindow *self);
/* Closes it, if the focus is in it. */
gboolean gloss_window_leave_original (GlossWindow *self);

G_END_DECLS
