/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/article/gloss-article.h"

G_BEGIN_DECLS

/**
 * GlossLibraryRow:
 *
 * A row of the library: an article, or the heading of a group.
 */
#define GLOSS_TYPE_LIBRARY_ROW (gloss_library_row_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibraryRow, gloss_library_row, GLOSS, LIBRARY_ROW, GtkWidget)

GtkWidget *gloss_library_row_new (void);
/* item: a GlossArticle, a GtkStringObject for a heading, or NULL. */
void gloss_library_row_set_item (GlossLibraryRow *self, gpointer item);
/* NULL for a heading. Borrowed. */
GlossArticle *gloss_library_row_get_article (GlossLibraryRow *self);
/* "12 claims, 9 left", for rows and the progress line. */
char *gloss_library_row_dup_progress (const GlossArticleCounts *counts);
/* "3 to review"; "" where nothing is. */
char *gloss_library_row_dup_attention (const GlossArticleCounts *counts);

G_END_DECLS
