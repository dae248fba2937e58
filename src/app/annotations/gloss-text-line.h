/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GlossTextLine:
 *
 * A named field of one line.
 *
 * Properties: `label` (with a mnemonic), `is-date`: what is no date (2026, 2026-11, 2026-11-22) is marked as
 * wrong, and kept; `is-address`: the same for what is no http or https address. Signals: `typed` (): the user
 * changed the text, at every change; `left` (): Enter, or the focus went elsewhere.
 */
#define GLOSS_TYPE_TEXT_LINE (gloss_text_line_get_type ())
G_DECLARE_FINAL_TYPE (GlossTextLine, gloss_text_line, GLOSS, TEXT_LINE, AdwBin)

GtkWidget *gloss_text_line_new (void);
char *gloss_text_line_dup_text (GlossTextLine *self);
/* Emits nothing and keeps the caret where it can. No change: no effect. */
void gloss_text_line_set_text (GlossTextLine *self, const char *text);

G_END_DECLS
