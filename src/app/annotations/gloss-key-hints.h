/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/annotation/gloss-catalog.h"

G_BEGIN_DECLS

/**
 * GlossKeyHints:
 *
 * Which key gives which category: what the pane says while there is nothing else to say.
 */
#define GLOSS_TYPE_KEY_HINTS (gloss_key_hints_get_type ())
G_DECLARE_FINAL_TYPE (GlossKeyHints, gloss_key_hints, GLOSS, KEY_HINTS, AdwBin)

GtkWidget *gloss_key_hints_new (void);
void gloss_key_hints_set_catalog (GlossKeyHints *self, GlossCatalog *catalog);

G_END_DECLS
