/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/annotations/gloss-source-keeper.h"
#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossSourceList:
 *
 * The sources of the annotation that is edited: a row each, one of them open in a #GlossSourceEditor, and a
 * button that adds one. It writes through the document.
 */
#define GLOSS_TYPE_SOURCE_LIST (gloss_source_list_get_type ())
G_DECLARE_FINAL_TYPE (GlossSourceList, gloss_source_list, GLOSS, SOURCE_LIST, AdwBin)

GtkWidget *gloss_source_list_new (void);
/* Says how it stands with copies of sources. */
void gloss_source_list_set_keeper (GlossSourceList *self, GlossSourceKeeper *keeper);
/* Closes what is open. Both NULL: none. */
void gloss_source_list_set_annotation (GlossSourceList *self,
                                       GlossDocument *document,
                                       GlossAnnotation *annotation);
/* The annotation changed: shows its sources as they are now. */
void gloss_source_list_update (GlossSourceList *self);
/* Opens an empty source and moves the focus there. */
void gloss_source_list_add (GlossSourceList *self);
/* Closes the open source; FALSE where the focus is not in it. */
gboolean gloss_source_list_close (GlossSourceList *self);

G_END_DECLS
