/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossWrapBox:
 *
 * Children side by side, going on in the next line where there is no more room, as words do: for chips.
 * Unlike a #GtkFlowBox it has no columns, and its children take no focus of their own.
 */
#define GLOSS_TYPE_WRAP_BOX (gloss_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (GlossWrapBox, gloss_wrap_box, GLOSS, WRAP_BOX, GtkWidget)

GtkWidget *gloss_wrap_box_new (void);
/* At the end, or before sibling. */
void gloss_wrap_box_insert_before (GlossWrapBox *self, GtkWidget *child, GtkWidget *sibling);
void gloss_wrap_box_remove (GlossWrapBox *self, GtkWidget *child);

G_END_DECLS
