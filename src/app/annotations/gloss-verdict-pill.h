/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/annotation/gloss-catalog.h"

G_BEGIN_DECLS

/* A verdict as a label on the colour of its family: always with its words, so that colour is not the only
 * sign. */
GtkWidget *gloss_verdict_pill_new (void);
/* family: of GlossVerdict, or, for anchors, `changed`, `reworded`, `lost`, `quiet`; label: "" hides the pill.
 * definition: (nullable): the tooltip. */
void gloss_verdict_pill_set (GtkWidget *pill, const char *family, const char *label, const char *definition);
/* A verdict the catalog doesn't know is shown by its id, in grey; id NULL hides the pill. */
void
gloss_verdict_pill_set_verdict (GtkWidget *pill, GlossCatalog *catalog, const char *scale, const char *id);

G_END_DECLS
