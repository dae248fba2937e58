/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-article.h"
#include "core/article/gloss-capture.h"
#include "web/gloss-annotated-view.h"
#include "web/gloss-image-source.h"
#include "web/gloss-reader-look.h"
#include "web/gloss-reader-marks.h"

G_BEGIN_DECLS

/**
 * GlossReaderView:
 *
 * A widget that shows one capture in WebKit and paints the annotations of a list over it. The page is hostile: no
 * script of its own runs, no request leaves, and whatever the web process says is checked field by field. The DOM is
 * never touched by highlights. Main thread.
 *
 * Properties: `theme` (int, a GlossPageTheme), `dark` (gboolean: the desktop's theme is dark; bind it to
 * AdwStyleManager:dark), `text-scale` (double, 1.0), `face` ("serif", "sans", "mono"), `caret-browsing`.
 * Signals, besides those of its parent:
 * - `selection` (GlossAnchor *, GdkRectangle *): text is selected and settled; the anchor is checked against the text
 *   and in its units, the rectangle is the selection's last line in the widget's coordinates. NULL, NULL: none any more
 * - `selection-moved` (GdkRectangle *): the page was scrolled or laid out anew; the selection stands there now, which
 *   may be outside the widget
 * - `layout` (): gloss_reader_view_get_marks() has new places
 * - `progress` (double): the part of the text that was scrolled past, 0 to 1
 * - `find` (guint matches, guint current): result of a search, current from 1; 0 0 where there is none
 * - `crashed` (): the web process died; the capture is being loaded again
 *
 * Keys that a program wants before the page: a GtkEventControllerKey or GtkShortcutController in the capture phase on
 * a parent.
 */
#define GLOSS_TYPE_READER_VIEW (gloss_reader_view_get_type ())
G_DECLARE_FINAL_TYPE (GlossReaderView, gloss_reader_view, GLOSS, READER_VIEW, GlossAnnotatedView)

GtkWidget *gloss_reader_view_new (void);
/* Where the captures that are shown from now on have their images from. NULL, and before: words stand for them. */
void gloss_reader_view_set_images (GlossReaderView *self, GlossImageSource *images);
/* The catalog gives the colours. NULL article, capture and annotations: an empty page. Scrolls to the article's
 * `progress`. */
void gloss_reader_view_show (GlossReaderView *self, GlossCatalog *catalog, GlossArticle *article, GlossCapture *capture,
                             GlossAnnotationList *annotations);
/* Goes to any part of the text, in code points; past its end is its end. A page that is still being loaded begins
 * there. */
void gloss_reader_view_reveal_range (GlossReaderView *self, gsize start, gsize end);
/* The code point that the text begins with that is seen, 0 at the very top; and, after gloss_reader_view_show(), where
 * to begin instead of the article's `progress`. */
gsize gloss_reader_view_get_place (GlossReaderView *self);
void gloss_reader_view_set_place (GlossReaderView *self, gsize place);
void gloss_reader_view_clear_selection (GlossReaderView *self);
/* Without regard to case, in the article's text alone; every match is shown, the next one from where the last search
 * stood is the current one. "" or NULL ends the search. */
void gloss_reader_view_find (GlossReaderView *self, const char *words);
void gloss_reader_view_find_next (GlossReaderView *self);
void gloss_reader_view_find_previous (GlossReaderView *self);
/* Where the annotations stand in the page: borrowed, element-type GlossReaderMark. */
GPtrArray *gloss_reader_view_get_marks (GlossReaderView *self);

G_END_DECLS
