/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-anchor-summary.h"
#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/* What a further capture brought, for a program without a window to say. */

/* Counts the rows that change adds to a new capture, but for those of annotations in the trash. */
gboolean gloss_capture_news_count (GlossDatabase *database,
                                   GlossChange *change,
                                   GlossAnchorSummary *summary,
                                   GError **error);
/* A sentence such as “Title” was captured again: 12 exact, 1 not found. Transfer full. */
char *gloss_capture_news_dup_words (GlossDatabase *database, GlossChange *change, GError **error);
/* Whether the capture has the text of the one before it. captures: as gloss_database_list_captures() gives
 * them. */
gboolean gloss_capture_news_has_same_text (GPtrArray *captures, const char *capture);

G_END_DECLS
