/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlossLibraryRows:
 *
 * The rows of the library: the articles of a list in groups by their state, each group below its heading (a
 * #GtkStringObject), none where it is empty. (List views of the baseline have no section headers.)
 */
#define GLOSS_TYPE_LIBRARY_ROWS (gloss_library_rows_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibraryRows, gloss_library_rows, GLOSS, LIBRARY_ROWS, GObject)

GlossLibraryRows *gloss_library_rows_new (GListModel *articles);

G_END_DECLS
