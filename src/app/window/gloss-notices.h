/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossNotices:
 *
 * What the window has to say until it is read: one line each above the article, with at most one button. A
 * notice with the id of an earlier one takes its place. Signal `closed` (char *id): the user closed one,
 * without its button.
 */
#define GLOSS_TYPE_NOTICES (gloss_notices_get_type ())
G_DECLARE_FINAL_TYPE (GlossNotices, gloss_notices, GLOSS, NOTICES, GtkWidget)

GtkWidget *gloss_notices_new (void);
/* label and action: of its button, both NULL where there is none. The action may have a target:
 * "win.open-article::UUID". */
void gloss_notices_show (GlossNotices *self,
                         const char *id,
                         GtkMessageType type,
                         const char *words,
                         const char *label,
                         const char *action);
/* article: it is seen above that one alone; NULL: above any. */
void gloss_notices_tie (GlossNotices *self, const char *id, const char *article);
/* The one that is shown. */
void gloss_notices_set_article (GlossNotices *self, const char *article);
void gloss_notices_hide (GlossNotices *self, const char *id);
/* Those whose ids start so. */
void gloss_notices_hide_all (GlossNotices *self, const char *prefix);

G_END_DECLS
