/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/annotation/gloss-annotation-list.h"
#include "core/annotation/gloss-catalog.h"

G_BEGIN_DECLS

/**
 * GlossPassageChooser:
 *
 * A small list that asks which of several overlapping passages was meant.
 * Signal `chosen` (char *uuid).
 */
#define GLOSS_TYPE_PASSAGE_CHOOSER (gloss_passage_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GlossPassageChooser, gloss_passage_chooser, GLOSS, PASSAGE_CHOOSER, GtkPopover)

GtkWidget *gloss_passage_chooser_new (void);
void gloss_passage_chooser_ask (GlossPassageChooser *self,
                                GlossAnnotationList *annotations,
                                GlossCatalog *catalog,
                                const char *const *uuids,
                                const GdkRectangle *place);

G_END_DECLS
