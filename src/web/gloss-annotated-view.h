/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-bridge.h"
#include "web/gloss-painter.h"

G_BEGIN_DECLS

/**
 * GlossAnnotatedView:
 *
 * A widget that shows a page with annotations painted over it: what an article and its original page have in common.
 * Main thread.
 *
 * Properties: `selected` (uuid of the annotation drawn as current, or NULL), `underline` (gboolean: highlights as
 * underlines).
 * Signals:
 * - `painted` (): the page is on the screen for the first time, with its highlights
 * - `activate` (GStrv uuids, GdkRectangle *): a passage was clicked; several where they overlap, innermost first
 * - `link` (char *uri): a link was clicked, http or https
 * - `failed` (GError *): the page can't be shown
 */
#define GLOSS_TYPE_ANNOTATED_VIEW (gloss_annotated_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (GlossAnnotatedView, gloss_annotated_view, GLOSS, ANNOTATED_VIEW, GtkWidget)

/**
 * GlossAnnotatedViewClass:
 * @restyle: highlights are drawn otherwise from now on: gloss_annotated_view_set_css() follows, if a page is shown
 */
struct _GlossAnnotatedViewClass
{
  GtkWidgetClass parent_class;

  void (*restyle) (GlossAnnotatedView *self);
};

/* For those who derive from it; the first one in their init. */
void gloss_annotated_view_make (GlossAnnotatedView *self, GlossBridgeKind kind);
GlossSafeView *gloss_annotated_view_get_web_view (GlossAnnotatedView *self);
GlossBridge *gloss_annotated_view_get_bridge (GlossAnnotatedView *self);
GlossPainter *gloss_annotated_view_get_painter (GlossAnnotatedView *self);
const char *gloss_annotated_view_get_selected (GlossAnnotatedView *self);
gboolean gloss_annotated_view_get_underline (GlossAnnotatedView *self);
/* Whether the page has its text and its highlights, and can be asked for something. */
gboolean gloss_annotated_view_is_started (GlossAnnotatedView *self);

void gloss_annotated_view_expect (GlossAnnotatedView *self);
void gloss_annotated_view_start (GlossAnnotatedView *self);
void gloss_annotated_view_stop (GlossAnnotatedView *self);
void gloss_annotated_view_fail (GlossAnnotatedView *self, const GError *error);
void gloss_annotated_view_set_css (GlossAnnotatedView *self, const char *css);
void gloss_annotated_view_reveal_range (GlossAnnotatedView *self, guint start, guint end);
gboolean gloss_annotated_view_reveal (GlossAnnotatedView *self, const char *uuid);

G_END_DECLS
