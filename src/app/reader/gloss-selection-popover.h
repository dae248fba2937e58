/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/annotation/gloss-catalog.h"

G_BEGIN_DECLS

/**
 * GlossSelectionPopover:
 *
 * What rises below selected text: a dot for each category, note, source, copy with citation. It never takes
 * the focus, so the selection stays. Its buttons activate `win.highlight` with the category's id, `win.edit`
 * with `note` or `source`, and `win.copy-citation`.
 */
#define GLOSS_TYPE_SELECTION_POPOVER (gloss_selection_popover_get_type ())
G_DECLARE_FINAL_TYPE (GlossSelectionPopover, gloss_selection_popover, GLOSS, SELECTION_POPOVER, GtkPopover)

GtkWidget *gloss_selection_popover_new (void);
void gloss_selection_popover_set_catalog (GlossSelectionPopover *self, GlossCatalog *catalog);

G_END_DECLS
