/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-catalog.h"
#include "web/gloss-reader-view.h"

G_BEGIN_DECLS

/* What can be done with selected text. */
typedef enum
{
  GLOSS_SELECTION_COPY,
  GLOSS_SELECTION_ANNOTATE, /* or copy */
  GLOSS_SELECTION_ATTACH    /* an annotation that lost its place, and nothing else */
} GlossSelectionUse;

/**
 * GlossSelectionPopover:
 *
 * What rises below selected text, and the selection itself: it follows a view. To annotate: a dot for each
 * category, note, source; to copy: with citation; to attach: one button, and Enter in the page. It never
 * takes the focus, so the selection stays. Its buttons activate `win.highlight` with the category's id,
 * `win.edit` with `note` or `source`, `win.copy-citation`, and `win.attach-here`.
 */
#define GLOSS_TYPE_SELECTION_POPOVER (gloss_selection_popover_get_type ())
G_DECLARE_FINAL_TYPE (GlossSelectionPopover, gloss_selection_popover, GLOSS, SELECTION_POPOVER, GtkPopover)

GtkWidget *gloss_selection_popover_new (void);
/* Once, after it got its parent, which the view is in. */
void gloss_selection_popover_set_view (GlossSelectionPopover *self, GlossReaderView *view);
void gloss_selection_popover_set_catalog (GlossSelectionPopover *self, GlossCatalog *catalog);
void gloss_selection_popover_set_use (GlossSelectionPopover *self, GlossSelectionUse use);
/* What is selected; NULL where nothing is. Borrowed. */
GlossAnchor *gloss_selection_popover_get_selection (GlossSelectionPopover *self);
/* Ends the selection, on the page too. */
void gloss_selection_popover_dismiss (GlossSelectionPopover *self);

G_END_DECLS
