/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/annotations/gloss-source-copies.h"
#include "core/annotation/gloss-catalog.h"
#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossAnnotationCard:
 *
 * A row of the pane: an annotation to read, or, around the one editor, the head of it. Rows are recycled: a
 * card shows whatever annotation it is given, follows its changes, and makes the parts that most cards lack
 * when they are needed.
 *
 * Words that changed are shown old and new, also while it is open. Closed and selected it shows a button that
 * activates `annotation.edit` and a menu.
 */
#define GLOSS_TYPE_ANNOTATION_CARD (gloss_annotation_card_get_type ())
G_DECLARE_FINAL_TYPE (GlossAnnotationCard, gloss_annotation_card, GLOSS, ANNOTATION_CARD, GtkWidget)

GtkWidget *gloss_annotation_card_new (GMenuModel *menu);
/* copies: says when copies of sources were kept; not owned; NULL: nothing does. */
void gloss_annotation_card_set_copies (GlossAnnotationCard *self, GlossSourceCopies *copies);
/* All NULL: it shows nothing, and holds nothing. */
void gloss_annotation_card_set_annotation (GlossAnnotationCard *self,
                                           GlossDocument *document,
                                           GlossAnnotation *annotation,
                                           GlossCatalog *catalog);
GlossAnnotation *gloss_annotation_card_get_annotation (GlossAnnotationCard *self);
void gloss_annotation_card_set_selected (GlossAnnotationCard *self, gboolean selected);
/* editor: (nullable): shown instead of the details; taken out of where it is. Not owned beyond that. */
void gloss_annotation_card_set_editor (GlossAnnotationCard *self, GtkWidget *editor);
GtkWidget *gloss_annotation_card_get_editor (GlossAnnotationCard *self);

G_END_DECLS
