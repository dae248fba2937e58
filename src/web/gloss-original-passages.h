/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation-list.h"
#include "core/text/gloss-text.h"

G_BEGIN_DECLS

/**
 * GlossOriginalPassages:
 *
 * Where the annotations of an article stand in the text of the page that it was taken from, which has more in it and
 * says things twice: found by the words that they have in the article, with what stands around them, or not at all.
 * Follows the list. Main thread; the looking is done on another.
 *
 * Signal `changed` (): places are known that were not.
 */
#define GLOSS_TYPE_ORIGINAL_PASSAGES (gloss_original_passages_get_type ())
G_DECLARE_FINAL_TYPE (GlossOriginalPassages, gloss_original_passages, GLOSS, ORIGINAL_PASSAGES, GObject)

GlossOriginalPassages *gloss_original_passages_new (void);
/* article: the text that the anchors refer to; page: the one to find them in. All NULL: nothing is followed. */
void gloss_original_passages_set (GlossOriginalPassages *self, GlossText *article, GlossText *page,
                                  GlossAnnotationList *annotations);
/* A GlossPainterLocate. */
gboolean gloss_original_passages_locate (gpointer self, GlossAnnotation *annotation, gsize *start, gsize *end,
                                         gboolean *is_alarm);
/* FALSE while they are still looked for. n: all that are listed. */
gboolean gloss_original_passages_count (GlossOriginalPassages *self, guint *n_missing, guint *n);

G_END_DECLS
