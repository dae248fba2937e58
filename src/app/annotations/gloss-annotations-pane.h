/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/annotations/gloss-source-keeper.h"
#include "core/annotation/gloss-catalog.h"
#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossAnnotationsPane:
 *
 * What stands under the right pane's header bar: progress, then the cards of a document in document order.
 * The selected card holds the one editor. Rows are read-only and recycled: what is built depends on the
 * height of the pane, not on the number of annotations.
 *
 * Property `selected` (uuid, %NULL: none; two-way). Setting it scrolls to the card and never moves the focus.
 * Signals:
 * - `reveal` (char *uuid): the user chose a card: the page shall scroll there
 * - `deleted` (char *label): an annotation was put in the trash by the user: offer to undo it; label is
 * translated
 */
#define GLOSS_TYPE_ANNOTATIONS_PANE (gloss_annotations_pane_get_type ())
G_DECLARE_FINAL_TYPE (GlossAnnotationsPane, gloss_annotations_pane, GLOSS, ANNOTATIONS_PANE, AdwBin)

GtkWidget *gloss_annotations_pane_new (void);
/* Both NULL: no article is open. The document is loaded. */
void gloss_annotations_pane_set_document (GlossAnnotationsPane *self,
                                          GlossDocument *document,
                                          GlossCatalog *catalog);
/* Says how it stands with copies of sources. */
void gloss_annotations_pane_set_keeper (GlossAnnotationsPane *self, GlossSourceKeeper *keeper);
const char *gloss_annotations_pane_get_selected (GlossAnnotationsPane *self);
void gloss_annotations_pane_set_selected (GlossAnnotationsPane *self, const char *uuid);
/* Selects the next (1) or previous (-1) card and emits ::reveal; with none selected the first or last. */
void gloss_annotations_pane_step (GlossAnnotationsPane *self, int step);
/* Selects the next card that needs a review and emits ::reveal; FALSE where none does. */
gboolean gloss_annotations_pane_next_attention (GlossAnnotationsPane *self);
/* Moves the focus into the selected card's editor: "note", "source" (adds one), "verdict", "status", "tag",
 * "category". FALSE where no card is selected. */
gboolean gloss_annotations_pane_edit (GlossAnnotationsPane *self, const char *what);
/* Puts the selected annotation in the trash and emits ::deleted. */
gboolean gloss_annotations_pane_delete_selected (GlossAnnotationsPane *self);
/* Takes over what is being typed, down to fields that have not been left; before undo and closing. */
void gloss_annotations_pane_commit (GlossAnnotationsPane *self);

G_END_DECLS
