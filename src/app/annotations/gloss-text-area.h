/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GlossTextArea:
 *
 * A named field of several lines that grows with its text. Tab leaves it.
 *
 * Properties: `label` (with a mnemonic), `placeholder`.
 * Signals: `typed` (): the user changed the text, at every change; `left` (): the focus went elsewhere.
 */
#define GLOSS_TYPE_TEXT_AREA (gloss_text_area_get_type ())
G_DECLARE_FINAL_TYPE (GlossTextArea, gloss_text_area, GLOSS, TEXT_AREA, AdwBin)

GtkWidget *gloss_text_area_new (void);
char *gloss_text_area_dup_text (GlossTextArea *self);
/* Emits nothing, forgets the field's own undo steps. The caret stays where it can while the field has the
 * focus, else it goes to the end. No change: no effect.
 */
void gloss_text_area_set_text (GlossTextArea *self, const char *text);

G_END_DECLS
