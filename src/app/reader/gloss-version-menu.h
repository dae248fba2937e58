/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossVersionMenu:
 *
 * The captures of the open article, newest first, each with what became of the annotations in it. Choosing
 * one activates `win.show-capture` with its uuid, the button beside it `win.compare`; below them is
 * `win.check-for-changes`.
 */
#define GLOSS_TYPE_VERSION_MENU (gloss_version_menu_get_type ())
G_DECLARE_FINAL_TYPE (GlossVersionMenu, gloss_version_menu, GLOSS, VERSION_MENU, GtkPopover)

/* document: loaded, or NULL. */
void gloss_version_menu_set_document (GlossVersionMenu *self, GlossDocument *document);

G_END_DECLS
