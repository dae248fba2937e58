/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-reader-document.h"

G_BEGIN_DECLS

/* Lays a plain text out as title, headings and paragraphs; the document's text is utf8, byte for byte.
 * Returns the title, or NULL where the first line is none. */
char *gloss_plain_text_write (GlossReaderDocument *document, const char *utf8);

/* The first words of a text, cut at a word and with an ellipsis where there are more: a title for what has
 * none. */
char *gloss_plain_text_dup_beginning (const char *utf8);

G_END_DECLS
