/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/annotation/gloss-annotation-list.h"
#include "core/annotation/gloss-catalog.h"

G_BEGIN_DECLS

/**
 * GlossClaimsProgress:
 *
 * How far the check of an article is: "5 claims, 2 left" and the bar of its verdicts.
 */
#define GLOSS_TYPE_CLAIMS_PROGRESS (gloss_claims_progress_get_type ())
G_DECLARE_FINAL_TYPE (GlossClaimsProgress, gloss_claims_progress, GLOSS, CLAIMS_PROGRESS, GtkWidget)

GtkWidget *gloss_claims_progress_new (void);
/* Looks at every annotation; O(n). */
void
gloss_claims_progress_update (GlossClaimsProgress *self, GlossAnnotationList *list, GlossCatalog *catalog);

G_END_DECLS
