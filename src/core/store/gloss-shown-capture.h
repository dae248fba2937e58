/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-change.h"
#include "core/article/gloss-capture.h"

G_BEGIN_DECLS

/**
 * GlossShownCapture:
 * @captures: (element-type GlossRecord): the article's captures, newest first
 * @capture: (nullable): the one that is shown
 * @wanted: (nullable): the uuid of the one that the user asked for last
 *
 * Which of an article's captures is shown. What the user asked for is, as long as it is there, also when it
 * comes back out of the trash; else what was shown stays; else it is the newest whose text is kept. Main
 * thread; the records and gloss_shown_capture_choose() are for any. Linear in captures, of which there are
 * few.
 */
typedef struct
{
  GPtrArray *captures;
  GlossCapture *capture;
  char *wanted;
} GlossShownCapture;

void gloss_shown_capture_init (GlossShownCapture *self);
void gloss_shown_capture_clear (GlossShownCapture *self);

/* Whether a capture came or went; one that only says something else is taken over. captures: as
 * gloss_database_list_captures() gives them. */
gboolean gloss_shown_capture_set_list (GlossShownCapture *self, GPtrArray *captures);
gboolean gloss_shown_capture_apply (GlossShownCapture *self, GlossChange *change, const char *article);
/* NULL: nothing in particular. */
void gloss_shown_capture_want (GlossShownCapture *self, const char *uuid);
/* Whether it is another one than before. */
gboolean gloss_shown_capture_take (GlossShownCapture *self, GlossCapture *capture);

/* NULL where there is none. Borrowed. */
const char *gloss_shown_capture_get_uuid (GlossShownCapture *self);
GlossRecord *gloss_shown_capture_find (GlossShownCapture *self, const char *uuid);
GlossRecord *gloss_shown_capture_get_newest (GlossShownCapture *self);
/* The uuid of the one to show, of these; NULL where there are none. wanted, shown: uuids or NULL. */
const char *gloss_shown_capture_choose (GPtrArray *captures, const char *wanted, const char *shown);
const char *gloss_shown_capture_get_target (GlossShownCapture *self);
/* Whether the library holds its text: imported captures may come without. */
gboolean gloss_shown_capture_has_text (GlossRecord *capture);

G_END_DECLS
