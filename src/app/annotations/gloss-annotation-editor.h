/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/annotations/gloss-source-keeper.h"
#include "core/annotation/gloss-catalog.h"
#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossAnnotationEditor:
 *
 * The one editor of the pane: all fields of the selected annotation. What is typed goes to the document at
 * every change, choices at once, names and tags when they are left. It may be taken out of one row and put
 * into another at any time: it holds no text that the document doesn't, but for what
 * gloss_annotation_editor_commit() gives away.
 *
 * It activates the actions `annotation.close` (Escape) and shows those of the menu it is given.
 */
#define GLOSS_TYPE_ANNOTATION_EDITOR (gloss_annotation_editor_get_type ())
G_DECLARE_FINAL_TYPE (GlossAnnotationEditor, gloss_annotation_editor, GLOSS, ANNOTATION_EDITOR, AdwBin)

GtkWidget *gloss_annotation_editor_new (GMenuModel *menu);
/* Says how it stands with copies of sources. */
void gloss_annotation_editor_set_keeper (GlossAnnotationEditor *self, GlossSourceKeeper *keeper);
/* All NULL: nothing is edited. Commits what was edited before. */
void gloss_annotation_editor_set_annotation (GlossAnnotationEditor *self,
                                             GlossDocument *document,
                                             GlossCatalog *catalog,
                                             GlossAnnotation *annotation);
/* what: as for gloss_annotations_pane_edit(). FALSE: no such field. */
gboolean gloss_annotation_editor_edit (GlossAnnotationEditor *self, const char *what);
void gloss_annotation_editor_commit (GlossAnnotationEditor *self);

G_END_DECLS
