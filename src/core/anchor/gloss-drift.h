/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/anchor/gloss-excerpt.h"
#include "core/anchor/gloss-search-text.h"

G_BEGIN_DECLS

/**
 * GlossDrift:
 *
 * Where the places of an old text that is not at hand should be in the new one: the text before a place grew
 * or shrank, and all annotations together show by how much.
 */
typedef struct _GlossDrift GlossDrift;

GlossDrift *gloss_drift_new (const GlossSearchText *text);
void gloss_drift_free (GlossDrift *self);
/* Takes up what an excerpt shows; start: its quote's first code point in the old text. */
void gloss_drift_add (GlossDrift *self, const GlossExcerpt *excerpt, gsize start);
/* Settles what was taken up: once, after the last add and before the first expect. */
void gloss_drift_settle (GlossDrift *self);
/* The code point of the new text where one of the old text should be, as far as is known from outside of the
 * old range from first to before last. O(log n). */
gsize gloss_drift_expect (const GlossDrift *self, gsize point, gsize first, gsize last);
/* Between which code points of the new text something of the old range from first to before last stands, if
 * all that stayed in order around it still is. O(log n). */
void gloss_drift_bound (const GlossDrift *self, gsize first, gsize last, gsize *low, gsize *high);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossDrift, gloss_drift_free)

G_END_DECLS
