/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossExtentBox:
 *
 * How much of its page an article holds, and what takes more or less of it. Hidden where the article is of no
 * page. Signal `done` (): one of its buttons was pressed.
 */
#define GLOSS_TYPE_EXTENT_BOX (gloss_extent_box_get_type ())
G_DECLARE_FINAL_TYPE (GlossExtentBox, gloss_extent_box, GLOSS, EXTENT_BOX, GtkWidget)

/* document: NULL: none. What it says then stays until it is called again. */
void gloss_extent_box_show_document (GlossExtentBox *self, GlossDocument *document);

G_END_DECLS
