/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/annotation/gloss-catalog.h"
#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossAnnotationActions:
 *
 * What can be done with the selected annotation from a menu, as the action group `annotation` of a widget:
 * `copy-quote`, `copy-citation` and `category` (string), done here; `edit`, `close` and `delete`, which it
 * passes on. What can be done about words that changed or went comes first in the menu.
 *
 * Signals: `edit` (), `close` (), `delete` ().
 */
#define GLOSS_TYPE_ANNOTATION_ACTIONS (gloss_annotation_actions_get_type ())
G_DECLARE_FINAL_TYPE (GlossAnnotationActions, gloss_annotation_actions, GLOSS, ANNOTATION_ACTIONS, GObject)

/* widget: borrowed; it owns the result, and gets the actions. */
GlossAnnotationActions *gloss_annotation_actions_new (GtkWidget *widget);
/* The same object for ever; its items are those of the catalog. Borrowed. */
GMenuModel *gloss_annotation_actions_get_menu (GlossAnnotationActions *self);
void gloss_annotation_actions_set_catalog (GlossAnnotationActions *self, GlossCatalog *catalog);
/* What the actions act on; NULL, NULL disables them. */
void gloss_annotation_actions_set_annotation (GlossAnnotationActions *self,
                                              GlossDocument *document,
                                              GlossAnnotation *annotation);

G_END_DECLS
