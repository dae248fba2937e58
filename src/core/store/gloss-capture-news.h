/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-anchor-summary.h"
#include "core/article/gloss-image-changes.h"
#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/* What a further capture brought. */

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
/* How the images of a capture differ from those of the one before it. changes: (out), NULL where that can't be
 * known; g_free() it. */
gboolean gloss_capture_news_load_images (GlossDatabase *database,
                                         const char *capture,
                                         GlossImageChanges **changes,
                                         GError **error);
/* Both in words; whether the text is that of the capture before it. images: NULL: not known. Transfer full.
 */
char *gloss_capture_news_dup_summary (const GlossAnchorSummary *summary,
                                      const GlossImageChanges *images,
                                      gboolean has_same_text);

G_END_DECLS
