/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossReaderTitle:
 *
 * The title of the open article, and below it where it is from and when what is shown was captured: a button
 * that opens the #GlossVersionMenu.
 */
#define GLOSS_TYPE_READER_TITLE (gloss_reader_title_get_type ())
G_DECLARE_FINAL_TYPE (GlossReaderTitle, gloss_reader_title, GLOSS, READER_TITLE, GtkWidget)

GtkWidget *gloss_reader_title_new (void);
/* document: loaded, or NULL. */
void gloss_reader_title_set_document (GlossReaderTitle *self, GlossDocument *document);

G_END_DECLS
