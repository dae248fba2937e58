/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/* What people are told of how much of a page was taken. Borrowed, translated. */

/* Whether a capture is of a page, which may be taken whole or in part. */
gboolean gloss_extent_words_is_page (GlossCapture *capture);
/* What it holds, a sentence; why, where that is not what was asked for. */
const char *gloss_extent_words_get_taken (GlossCapture *capture);
/* Why no more or less can be taken now, a sentence; NULL where it can. */
const char *gloss_extent_words_get_obstacle (GlossDocument *document);
/* What was done. */
const char *gloss_extent_words_get_done (GlossExtent extent);

G_END_DECLS
