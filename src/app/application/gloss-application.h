/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GlossApplication:
 *
 * One instance for each library: its id is the application's, with a hash of the library's path where that is
 * not the default one. Starting it again presents the window that is there and opens the files in it.
 */
#define GLOSS_TYPE_APPLICATION (gloss_application_get_type ())
G_DECLARE_FINAL_TYPE (GlossApplication, gloss_application, GLOSS, APPLICATION, AdwApplication)

GlossApplication *gloss_application_new (void);
gboolean gloss_application_has_missed (GlossApplication *self);

G_END_DECLS
