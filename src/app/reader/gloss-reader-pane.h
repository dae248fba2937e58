/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/reader/gloss-busy-bar.h"
#include "app/reader/gloss-comparing.h"
#include "app/reader/gloss-original-pane.h"
#include "app/window/gloss-notices.h"
#include "core/store/gloss-document.h"
#include "web/gloss-reader-view.h"

G_BEGIN_DECLS

/**
 * GlossReaderPane:
 *
 * The middle of the window: header bar, notices, find bar, the article with its selection popover and verdict
 * strip, and what stands there when no article is open. A comparison of two of its captures stands in the
 * article's place while it is wanted.
 *
 * Signals:
 * - `chosen` (char *uuid): a passage was clicked, or chosen where several overlap
 */
#define GLOSS_TYPE_READER_PANE (gloss_reader_pane_get_type ())
G_DECLARE_FINAL_TYPE (GlossReaderPane, gloss_reader_pane, GLOSS, READER_PANE, GtkWidget)

typedef enum
{
  GLOSS_READER_PAGE_WAITING, /* the library is being opened */
  GLOSS_READER_PAGE_EMPTY,   /* there are no articles */
  GLOSS_READER_PAGE_NONE,    /* no article is open */
  GLOSS_READER_PAGE_ARTICLE
} GlossReaderPage;

GtkWidget *gloss_reader_pane_new (void);
GlossReaderView *gloss_reader_pane_get_view (GlossReaderPane *self);
GlossOriginalPane *gloss_reader_pane_get_original (GlossReaderPane *self);
void gloss_reader_pane_show_original (GlossReaderPane *self, gboolean show);
void gloss_reader_pane_reveal (GlossReaderPane *self, const char *uuid);
GlossNotices *gloss_reader_pane_get_notices (GlossReaderPane *self);
GtkWidget *gloss_reader_pane_get_header_bar (GlossReaderPane *self);
void gloss_reader_pane_set_undo_stack (GlossReaderPane *self, GlossUndoStack *undo);
void gloss_reader_pane_bind_settings (GlossReaderPane *self, GSettings *settings);
void gloss_reader_pane_set_page (GlossReaderPane *self, GlossReaderPage page);
/* Both NULL: no article. editable: whether selecting offers anything but copying. */
void gloss_reader_pane_set_document (GlossReaderPane *self,
                                     GlossDocument *document,
                                     GlossCatalog *catalog,
                                     gboolean editable);
/* While an annotation is attached, what is selected makes no other. */
void gloss_reader_pane_set_attaching (GlossReaderPane *self, gboolean attaching);
void gloss_reader_pane_compare (GlossReaderPane *self,
                                GlossComparing *comparing,
                                GPtrArray *older,
                                const char *uuid);
gboolean gloss_reader_pane_end_comparison (GlossReaderPane *self);
gboolean gloss_reader_pane_is_comparing (GlossReaderPane *self);
/* Whether words of two versions are selected, or some that only the older one has. */
gboolean gloss_reader_pane_selects_changes (GlossReaderPane *self);
void gloss_reader_pane_step_change (GlossReaderPane *self, int step);
void gloss_reader_pane_set_next_place (GlossReaderPane *self, gsize place);
void gloss_reader_pane_set_narrow (GlossReaderPane *self, gboolean narrow);
GlossBusyBar *gloss_reader_pane_get_busy_bar (GlossReaderPane *self);
/* category: an id; NULL: the one used last. The new annotation's uuid, transfer full; NULL where nothing is
 * selected. */
char *gloss_reader_pane_highlight (GlossReaderPane *self, const char *category);
/* What is selected; NULL where nothing is. Borrowed. */
GlossAnchor *gloss_reader_pane_get_selection (GlossReaderPane *self);
/* Escape: FALSE where there was nothing to dismiss. */
gboolean gloss_reader_pane_dismiss (GlossReaderPane *self);
void gloss_reader_pane_focus (GlossReaderPane *self);
void gloss_reader_pane_open_find (GlossReaderPane *self);

G_END_DECLS
