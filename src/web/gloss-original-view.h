/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-annotated-view.h"

G_BEGIN_DECLS

/**
 * GlossOriginalView:
 *
 * A widget that shows the stored page of a capture as it was, from its MHTML, and paints the annotations over it that
 * are found there; it begins at the one that is selected. No script of the page runs, no request leaves, no file is
 * reached; frames are left empty. Main thread.
 *
 * Signals, besides those of its parent:
 * - `counted` (guint missing, guint annotations): how many annotations are not found in the page; again whenever that
 *   may have changed
 * - `covered` (guint n): how many parts of the page stand still over it, whether they are hidden or not
 *
 * ::failed: the page can't be shown; it was loaded twice if its process died.
 */
#define GLOSS_TYPE_ORIGINAL_VIEW (gloss_original_view_get_type ())
G_DECLARE_FINAL_TYPE (GlossOriginalView, gloss_original_view, GLOSS, ORIGINAL_VIEW, GlossAnnotatedView)

GtkWidget *gloss_original_view_new (void);
/* article: the canonical text of the capture, which the annotations refer to. All NULL: an empty page. */
void gloss_original_view_show (GlossOriginalView *self, GBytes *mhtml, GlossText *article, GlossCatalog *catalog,
                               GlossAnnotationList *annotations);
/* Scrolls to a passage; FALSE where it is not known to stand in the page. */
gboolean gloss_original_view_reveal (GlossOriginalView *self, const char *uuid);
void gloss_original_view_hide_covers (GlossOriginalView *self, gboolean hide);

G_END_DECLS
