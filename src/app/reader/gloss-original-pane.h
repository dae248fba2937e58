/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossOriginalPane:
 *
 * The page that the shown capture of an article was taken from, as it was, with the annotations that are found there;
 * what is said while it is loaded, and where there is none. It has a web process only while it is open.
 *
 * Signals:
 * - `opened` (GlossOriginalView *): this one shows the page from now on, and is to follow what is selected
 * - `chosen` (char *uuid): a passage was clicked, or chosen where several overlap
 * - `link` (char *uri)
 */
#define GLOSS_TYPE_ORIGINAL_PANE (gloss_original_pane_get_type ())
G_DECLARE_FINAL_TYPE (GlossOriginalPane, gloss_original_pane, GLOSS, ORIGINAL_PANE, GtkWidget)

/* All NULL: no article. store: the document's. */
void gloss_original_pane_set_document (GlossOriginalPane *self,
                                       GlossStore *store,
                                       GlossDocument *document,
                                       GlossCatalog *catalog);
void gloss_original_pane_set_open (GlossOriginalPane *self, gboolean open);
void gloss_original_pane_reveal (GlossOriginalPane *self, const char *uuid);

G_END_DECLS
