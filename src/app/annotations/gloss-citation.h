/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-article.h"

G_BEGIN_DECLS

/**
 * gloss_citation_make:
 * @quote: the words
 * @article: where they stand
 * @archive: (nullable): where a public archive has the page
 *
 * The quote with its source, for pasting into a text: “quote” — Title, site, date, address, archive link.
 * Parts that are not known are left out, and so is the address of pasted text.
 *
 * Returns: (transfer full): one line
 */
char *gloss_citation_make (const char *quote, GlossArticle *article, const char *archive);

G_END_DECLS
