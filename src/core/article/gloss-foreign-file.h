/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE with NOT_TEXT set: the bytes are of a kind that people try to open and that holds no text to be read
 * here; the message says what it is and what to do. name: of the file, for the message. */
gboolean gloss_foreign_file_refuse (const char *data, gsize length, const char *name, GError **error);

G_END_DECLS
