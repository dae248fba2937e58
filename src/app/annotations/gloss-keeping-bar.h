/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/annotations/gloss-source-keeper.h"

G_BEGIN_DECLS

/**
 * GlossKeepingBar:
 *
 * How it stands with the copy of one source, and what can be done about it: its buttons activate the window's
 * actions. Hidden where there is nothing to say.
 */
#define GLOSS_TYPE_KEEPING_BAR (gloss_keeping_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlossKeepingBar, gloss_keeping_bar, GLOSS, KEEPING_BAR, AdwBin)

void
gloss_keeping_bar_show (GlossKeepingBar *self, const char *source, GlossKeeping state, const char *words);

G_END_DECLS
