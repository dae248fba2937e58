/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture.h"
#include "core/store/gloss-database-private.h"

G_BEGIN_DECLS

/* Private to core/store: what counts as the same page. */

/* The order in which one of several articles is taken: what is not in the trash first, then the oldest. */
#define GLOSS_BEST_ARTICLE "ORDER BY t.deleted IS NOT NULL, t.created, t.uuid LIMIT 1"

/* Many addresses lead to what did not show what was meant: an error, a front page, a form for a password. */
gboolean gloss_database_is_in_doubt (const GlossCaptureFields *fields);

/* The article that has the same page at another address; NULL where there is none. Of pages, saved ones too,
 * those alone that were read as the same words with the same images, in whichever extent. */
gboolean gloss_database_find_same (GlossDatabase *self,
                                   const GlossCaptureFields *fields,
                                   GlossRecord **article,
                                   GError **error);
/* Whether an article's newest capture (nullable) is what was captured. Whose text is gone is not: it is read
 * again from the bytes, as the user was told to have it done. */
gboolean gloss_database_is_kept (GlossDatabase *self,
                                 GlossRecord *newest,
                                 const GlossCaptureFields *fields,
                                 gboolean *is_kept,
                                 GError **error);
/* Of an article's captures of these bytes, none from the trash, the newest that was read as the same words with
 * the same images; else the newest that was received with another which was, and is in the trash; else the
 * newest. capture: its uuid; NULL where there is none. */
gboolean gloss_database_find_kept (GlossDatabase *self,
                                   const char *article,
                                   const GlossCaptureFields *fields,
                                   char **capture,
                                   GError **error);

G_END_DECLS
