/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far into a page its declaration is looked for, as browsers do. */
#define GLOSS_HTML_CHARSET_BYTES 1024

/* The ICU name of the encoding that an HTML page declares in its first bytes; NULL where it declares none
 * that is known. */
const char *gloss_html_charset_sniff (const char *data, gsize length);
/* That of a label outside of the page. */
const char *gloss_html_charset_find (const char *label);

G_END_DECLS
