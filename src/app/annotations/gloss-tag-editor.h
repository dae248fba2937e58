/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GlossTagEditor:
 *
 * Tags as chips, each with a button that takes it away, and an entry after the last that adds one on Enter,
 * on a comma and when it is left.
 *
 * Signals: `typed` (const char *): what the entry holds; `tags` (GStrv): the user added or removed one; all
 * that there are now.
 */
#define GLOSS_TYPE_TAG_EDITOR (gloss_tag_editor_get_type ())
G_DECLARE_FINAL_TYPE (GlossTagEditor, gloss_tag_editor, GLOSS, TAG_EDITOR, AdwBin)

GtkWidget *gloss_tag_editor_new (void);
/* Emits nothing, leaves alone what is being typed. Copied. */
void gloss_tag_editor_set_tags (GlossTagEditor *self, const char *const *tags);
/* What is being typed. Emits nothing. */
void gloss_tag_editor_set_text (GlossTagEditor *self, const char *text);
/* What completion offers. Copied. */
void gloss_tag_editor_set_known (GlossTagEditor *self, const char *const *tags);
/* Takes what is typed as a tag. */
void gloss_tag_editor_commit (GlossTagEditor *self);

G_END_DECLS
