/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/library/gloss-library-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GlossAddressDialog:
 *
 * Asks for an address of the web. While it is typed it says what is wrong with it, or where it leads, written
 * so that nothing is hidden. Several may be pasted. Signal `chosen` (char **uris): they were confirmed;
 * addresses as gloss_address_dup_from_text() gives them. It loads nothing.
 */
#define GLOSS_TYPE_ADDRESS_DIALOG (gloss_address_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GlossAddressDialog, gloss_address_dialog, GLOSS, ADDRESS_DIALOG, AdwWindow)

/* Present it with gtk_window_present(). */
GtkWidget *gloss_address_dialog_new (GtkWindow *parent, GlossLibraryList *articles, const char *uri);

G_END_DECLS
