/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossSourceEditor:
 *
 * The fields of one source. What is typed goes to the document letter by letter; a new source comes into
 * being when the first field with something in it is left.
 *
 * Signal: `done` (): the user wants it closed.
 */
#define GLOSS_TYPE_SOURCE_EDITOR (gloss_source_editor_get_type ())
G_DECLARE_FINAL_TYPE (GlossSourceEditor, gloss_source_editor, GLOSS, SOURCE_EDITOR, AdwBin)

GtkWidget *gloss_source_editor_new (void);
/* source: the uuid of the one to edit, NULL for a new one. NULL, NULL, NULL: none. All borrowed. */
void gloss_source_editor_edit (GlossSourceEditor *self,
                               GlossDocument *document,
                               GlossAnnotation *annotation,
                               const char *source);
/* Borrowed. */
const char *gloss_source_editor_get_uuid (GlossSourceEditor *self);
/* The annotation changed. FALSE where there is no such source, and nothing was typed. */
gboolean gloss_source_editor_update (GlossSourceEditor *self);

G_END_DECLS
