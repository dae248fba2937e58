/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlossLibraryGroup:
 *
 * A list with a heading: its first item is a #GtkStringObject with the title, the others are those of another
 * list. While that list is empty there is no heading either. (List views of the baseline have no section
 * headers.)
 */
#define GLOSS_TYPE_LIBRARY_GROUP (gloss_library_group_get_type ())
G_DECLARE_FINAL_TYPE (GlossLibraryGroup, gloss_library_group, GLOSS, LIBRARY_GROUP, GObject)

GlossLibraryGroup *gloss_library_group_new (const char *title, GListModel *model);

G_END_DECLS
