/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file's bytes say as text: UTF-8 with LF line ends, NUL as U+FFFD. name: for messages. Errors:
 * NOT_TEXT. */
char *gloss_decoder_decode (GBytes *bytes, gboolean is_html, const char *name, GError **error);
/* The same of a page's HTML that comes with a label of its encoding (nullable), as a browser reads it: nothing
 * is refused but an encoding that can't be read. */
char *gloss_decoder_decode_page (GBytes *bytes, const char *label, const char *name, GError **error);

G_END_DECLS
