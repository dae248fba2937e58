/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GlossToaster:
 *
 * What a window says for a moment. What is said last takes the place of what was said before. Main thread.
 */
#define GLOSS_TYPE_TOASTER (gloss_toaster_get_type ())
G_DECLARE_FINAL_TYPE (GlossToaster, gloss_toaster, GLOSS, TOASTER, GObject)

/* The overlay is borrowed and outlives it. */
GlossToaster *gloss_toaster_new (AdwToastOverlay *overlay);
void gloss_toaster_say (GlossToaster *self, const char *words);
/* With a button that activates win.undo. */
void gloss_toaster_offer_undo (GlossToaster *self, const char *words);
/* Takes back what gloss_toaster_say(), or gloss_toaster_offer_undo(), said last. */
void gloss_toaster_withdraw (GlossToaster *self);
void gloss_toaster_withdraw_undo (GlossToaster *self);

G_END_DECLS
