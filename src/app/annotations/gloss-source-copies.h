/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/**
 * GlossSourceCopies:
 *
 * What the library has of the pages that sources name. It is read behind what the user does, and again after
 * captures came or went.
 *
 * Signal `changed` (): gloss_source_copies_look() says something else of some source.
 */
#define GLOSS_TYPE_SOURCE_COPIES (gloss_source_copies_get_type ())
G_DECLARE_FINAL_TYPE (GlossSourceCopies, gloss_source_copies, GLOSS, SOURCE_COPIES, GObject)

GlossSourceCopies *gloss_source_copies_new (GlossStore *store);
/* As gloss_database_find_copy() has it, borrowed until ::changed; NULL also where that is not known yet. */
GlossRecord *gloss_source_copies_look (GlossSourceCopies *self, GlossRecord *source);

G_END_DECLS
