/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Public archives of the web. Nothing here asks one for anything: these are addresses that the user's browser
 * opens at a click.
 */

/* Errors: INVALID, with a sentence that says why the archive cannot have the page. */
gboolean gloss_archive_can_have (const char *uri, GError **error);
/* Both NULL where it cannot have the page. Transfer full. */
char *gloss_archive_dup_save_address (const char *uri);
char *gloss_archive_dup_look_address (const char *uri);
/* The link that a person entered or pasted. Transfer full. Errors: INVALID. */
char *gloss_archive_dup_link (const char *text, GError **error);

G_END_DECLS
