/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-safe-view.h"

G_BEGIN_DECLS

/**
 * GlossWarmView:
 *
 * A web view in which markup can be read, made before it is needed: its web process takes longer to start
 * than most pages to read. Main thread.
 */
#define GLOSS_TYPE_WARM_VIEW (gloss_warm_view_get_type ())
G_DECLARE_FINAL_TYPE (GlossWarmView, gloss_warm_view, GLOSS, WARM_VIEW, GObject)

/* scripts: the names of those that every view has, ended by NULL. */
GlossWarmView *gloss_warm_view_new (const char *const *scripts, const char *world);
void gloss_warm_view_warm_up (GlossWarmView *self);
void gloss_warm_view_cool_down (GlossWarmView *self);
GlossSafeView *gloss_warm_view_take (GlossWarmView *self, gboolean *is_loaded);

G_END_DECLS
