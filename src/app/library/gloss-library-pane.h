/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/library/gloss-library-list.h"

G_BEGIN_DECLS

/**
 * GlossLibraryPane:
 *
 * The library at the window's edge: its header bar, the search that filters as one types, and the articles in
 * groups by state. It changes nothing itself; rows and menus activate the window's actions
 * `win.open-article`, `win.edit-article`, `win.set-article-state`, `win.remove-article` and
 * `win.copy-address` with the article's uuid.
 */
#define GLOSS_TYPE_LIBRARY_PANE (gloss_library_pane_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibraryPane, gloss_library_pane, GLOSS, LIBRARY_PANE, GtkWidget)

GtkWidget *gloss_library_pane_new (void);
/* NULL: not there yet. */
void gloss_library_pane_set_articles (GlossLibraryPane *self, GlossLibraryList *articles);
/* The uuid of the article that is open, or NULL. */
void gloss_library_pane_set_current (GlossLibraryPane *self, const char *uuid);
void gloss_library_pane_focus_search (GlossLibraryPane *self);

G_END_DECLS
