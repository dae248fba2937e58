/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossAnchorStatus:
 *
 * The line of a card that says what became of its words, with what can be done about it, and below it what
 * they were first. It hides itself where there is nothing to say.
 *
 * Its buttons activate `win.accept-anchor`, `win.keep-anchor`, `win.attach-again` and `win.leave-anchor` with
 * the annotation's uuid, and `win.show-capture` with a capture's.
 */
#define GLOSS_TYPE_ANCHOR_STATUS (gloss_anchor_status_get_type ())
G_DECLARE_FINAL_TYPE (GlossAnchorStatus, gloss_anchor_status, GLOSS, ANCHOR_STATUS, GtkWidget)

GtkWidget *gloss_anchor_status_new (void);
void gloss_anchor_status_show (GlossAnchorStatus *self, GlossDocument *document, GlossAnnotation *annotation);
/* Appends what can be done about the annotation, in a menu. Nothing where the library is read-only. */
void gloss_anchor_status_fill_menu (GMenu *menu, GlossDocument *document, GlossAnnotation *annotation);

G_END_DECLS
