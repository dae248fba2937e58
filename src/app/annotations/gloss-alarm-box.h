/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossAlarmBox:
 *
 * What stands above the cards while claims of the article changed and nobody looked at them: how many, the
 * first of them in words, and how many merely read differently or went. It hides itself when nothing is left.
 *
 * Its buttons activate `win.compare` (the capture they changed since), `win.next-attention` and
 * `win.accept-reworded`.
 */
#define GLOSS_TYPE_ALARM_BOX (gloss_alarm_box_get_type ())
G_DECLARE_FINAL_TYPE (GlossAlarmBox, gloss_alarm_box, GLOSS, ALARM_BOX, GtkWidget)

GtkWidget *gloss_alarm_box_new (void);
/* Looks at every annotation of the document; NULL hides it. O(n). */
void gloss_alarm_box_update (GlossAlarmBox *self, GlossDocument *document);

G_END_DECLS
