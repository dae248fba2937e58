/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/**
 * GlossSourceEditor:
 *
 * The fields of one source. What was typed is given away as a whole record when a field is left, and after a
 * second of rest, so that little is at risk; nothing is given away for a new source that is still empty.
 *
 * Property `pending` (gboolean): something typed was not given away yet.
 * Signals: `commit` (GlossRecord *): the source as it shall be; `done` (): the user wants it closed.
 */
#define GLOSS_TYPE_SOURCE_EDITOR (gloss_source_editor_get_type ())
G_DECLARE_FINAL_TYPE (GlossSourceEditor, gloss_source_editor, GLOSS, SOURCE_EDITOR, AdwBin)

GtkWidget *gloss_source_editor_new (void);
/* source: (nullable): the one to edit, NULL for a new one, accessed today. Commits what was edited before. */
void gloss_source_editor_edit (GlossSourceEditor *self, GlossRecord *source);
/* NULL for a new source. Borrowed. */
const char *gloss_source_editor_get_uuid (GlossSourceEditor *self);
/* The row that came of it, or that changed elsewhere: fields that were not touched follow. */
void gloss_source_editor_update (GlossSourceEditor *self, GlossRecord *source);
/* Forgets what it edited, without giving anything away. */
void gloss_source_editor_reset (GlossSourceEditor *self);
void gloss_source_editor_commit (GlossSourceEditor *self);
gboolean gloss_source_editor_is_pending (GlossSourceEditor *self);

G_END_DECLS
