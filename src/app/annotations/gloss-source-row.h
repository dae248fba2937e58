/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/annotations/gloss-source-keeper.h"
#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/**
 * GlossSourceRow:
 *
 * One source in the editor: its number, its title, which opens outside, what is known of it, how it stands
 * with its copy, and buttons.
 * Signals: `edit` (), `remove` ().
 */
#define GLOSS_TYPE_SOURCE_ROW (gloss_source_row_get_type ())
G_DECLARE_FINAL_TYPE (GlossSourceRow, gloss_source_row, GLOSS, SOURCE_ROW, AdwBin)

GtkWidget *gloss_source_row_new (void);
/* copy (nullable): a row of capture: what the library has of its page, whether or not the source says so. */
void gloss_source_row_set_source (GlossSourceRow *self, GlossRecord *source, GlossRecord *copy, guint number);
void gloss_source_row_set_keeping (GlossSourceRow *self, GlossKeeping state, const char *words);
/* Borrowed. */
GlossRecord *gloss_source_row_get_source (GlossSourceRow *self);
/* Opens a link of a label outside if it is safe; for GtkLabel::activate-link. Always TRUE: nothing else may
 * open it. */
gboolean gloss_source_row_open_link (GtkWidget *widget, const char *uri);

G_END_DECLS
