/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-comparison.h"
#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossComparing:
 *
 * Two captures of the open article, compared: made in the background, then shown, with the annotations as
 * they are at any time. Main thread.
 *
 * Signals: `ready` (): the comparison is there; `failed` (GError *): it could not be made. One of both, once.
 */
#define GLOSS_TYPE_COMPARING (gloss_comparing_get_type ())
G_DECLARE_FINAL_TYPE (GlossComparing, gloss_comparing, GLOSS, COMPARING, GObject)

/* older, newer: uuids of captures of the document. */
GlossComparing *
gloss_comparing_new (GlossStore *store, GlossDocument *document, const char *older, const char *newer);
/* Where another one takes its place before it is ready: no signal comes then. */
void gloss_comparing_cancel (GlossComparing *self);
/* Both NULL before it is ready. Borrowed. */
GlossComparison *gloss_comparing_get_comparison (GlossComparing *self);
GlossAnnotationList *gloss_comparing_get_annotations (GlossComparing *self);

G_END_DECLS
