/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GlossWindow:
 *
 * The window on one library: library, article and annotations side by side. It opens the library as soon as
 * it is made and closes only when everything is durable, or when the user says so.
 */
#define GLOSS_TYPE_WINDOW (gloss_window_get_type ())
G_DECLARE_FINAL_TYPE (GlossWindow, gloss_window, GLOSS, WINDOW, AdwApplicationWindow)

/* path: the library's file, in the file system's encoding. */
GlossWindow *gloss_window_new (AdwApplication *application, const char *path, GSettings *settings);
/* Opens files as soon as the library is there. */
void gloss_window_open_file (GlossWindow *self, GFile *file);

G_END_DECLS
