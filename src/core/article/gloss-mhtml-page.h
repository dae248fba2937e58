/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-mhtml.h"

G_BEGIN_DECLS

/* The page of an MHTML file as text, for a parser of HTML: UTF-8. name: for messages. Errors: INVALID where the
 * file holds no page, NOT_TEXT. */
char *gloss_mhtml_dup_markup (GlossMhtml *mhtml, const char *name, GError **error);
/* What the page's own relative addresses start from, as the file says; NULL where it says nothing absolute. */
char *gloss_mhtml_dup_base (GlossMhtml *mhtml);
/* The page's address on the web; NULL where the file gives none that is one. */
char *gloss_mhtml_dup_address (GlossMhtml *mhtml);
/* When the file says that the page was saved: RFC 3339, UTC; NULL where it says nothing that is a time. */
char *gloss_mhtml_dup_saved (GlossMhtml *mhtml);
/* How many pages stand in the page. */
guint gloss_mhtml_count_frames (GlossMhtml *mhtml);

G_END_DECLS
