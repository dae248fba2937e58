/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/reader/gloss-comparing.h"
#include "app/reader/gloss-verdict-strip.h"
#include "web/gloss-reader-view.h"

G_BEGIN_DECLS

/**
 * GlossPageTurner:
 *
 * What a view shows of an article: the capture that its document shows, or a comparison in its place. Each
 * page begins where the one before it was read. Main thread.
 *
 * Signals: `turned` (): a page of the other kind is shown; `failed` (GError *): there is no comparison.
 */
#define GLOSS_TYPE_PAGE_TURNER (gloss_page_turner_get_type ())
G_DECLARE_FINAL_TYPE (GlossPageTurner, gloss_page_turner, GLOSS, PAGE_TURNER, GObject)

/* Both are borrowed and outlive it. */
GlossPageTurner *gloss_page_turner_new (GlossReaderView *view, GlossVerdictStrip *strip);
/* Both NULL: an empty page. */
void gloss_page_turner_set_document (GlossPageTurner *self, GlossDocument *document, GlossCatalog *catalog);
/* Where the next page begins, in code points of its text: for who knows better than by the length. */
void gloss_page_turner_set_next_place (GlossPageTurner *self, gsize place);
/* Shows it as soon as it is ready. */
void gloss_page_turner_compare (GlossPageTurner *self, GlossComparing *comparing);
/* Shows the article again, where it was read before; FALSE where nothing is compared. */
gboolean gloss_page_turner_end_comparison (GlossPageTurner *self);
/* Whether a comparison is shown or on its way; and the one that is shown, borrowed, or NULL. */
gboolean gloss_page_turner_is_comparing (GlossPageTurner *self);
GlossComparison *gloss_page_turner_get_comparison (GlossPageTurner *self);

G_END_DECLS
