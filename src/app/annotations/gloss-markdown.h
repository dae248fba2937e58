/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gloss_markdown_to_pango:
 * @markdown: (nullable): the source, any bytes
 * @max_chars: how many characters of text to show at most, 0 for all; what is left out becomes an ellipsis
 *
 * The text of a note for a #GtkLabel. Blocks are parted by U+2028, so that the lines a label may have count
 * over the whole note. HTML is shown as it was typed; images become their alternative text; only links that
 * gloss_link_is_safe() allows become links, of the others the text remains.
 *
 * Returns: (transfer full): valid Pango markup, "" where there is nothing to show
 */
char *gloss_markdown_to_pango (const char *markdown, gsize max_chars);

/* Whether a link may be opened outside: an http or https address with a host. NULL is not. */
gboolean gloss_link_is_safe (const char *uri);

G_END_DECLS
