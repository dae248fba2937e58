/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-reader-view.h"

G_BEGIN_DECLS

/**
 * GlossVerdictStrip:
 *
 * Stands over the reader's edge, beside the scrollbar, with a mark for each highlight in its verdict's
 * colour. A click on a mark goes there; between marks the pointer reaches the page below. Signal `chosen`
 * (char *uuid).
 */
#define GLOSS_TYPE_VERDICT_STRIP (gloss_verdict_strip_get_type ())
G_DECLARE_FINAL_TYPE (GlossVerdictStrip, gloss_verdict_strip, GLOSS, VERDICT_STRIP, GtkWidget)

GtkWidget *gloss_verdict_strip_new (void);
void gloss_verdict_strip_set_view (GlossVerdictStrip *self, GlossReaderView *view);
void gloss_verdict_strip_set_annotations (GlossVerdictStrip *self,
                                          GlossAnnotationList *annotations,
                                          GlossCatalog *catalog);

G_END_DECLS
