/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/text/gloss-text.h"
#include "web/gloss-bridge.h"

G_BEGIN_DECLS

/**
 * GlossSearch:
 *
 * A search in the article that is shown: its matches, which of them is the current one. Main thread.
 * Signal `found` (guint matches, guint current): current from 1; 0, 0 where there is none.
 */
#define GLOSS_TYPE_SEARCH (gloss_search_get_type ())
G_DECLARE_FINAL_TYPE (GlossSearch, gloss_search, GLOSS, SEARCH, GObject)

GlossSearch *gloss_search_new (GlossBridge *bridge);
void gloss_search_start (GlossSearch *self, GlossText *text);
void gloss_search_stop (GlossSearch *self);
void gloss_search_set_words (GlossSearch *self, const char *words);
void gloss_search_step (GlossSearch *self, gboolean forward);

G_END_DECLS
