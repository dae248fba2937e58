/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-change.h"

G_BEGIN_DECLS

/**
 * GlossUndoStack:
 *
 * The changes that were made in this window, and which of them can be taken back or made again. It holds
 * changes and submits nothing: the caller submits the inverse and says how it went. Main thread. Properties:
 * `undo-label` and `redo-label` (%NULL: nothing to undo or redo), notified.
 */
#define GLOSS_TYPE_UNDO_STACK (gloss_undo_stack_get_type ())
G_DECLARE_FINAL_TYPE (GlossUndoStack, gloss_undo_stack, GLOSS, UNDO_STACK, GObject)

GlossUndoStack *gloss_undo_stack_new (void);
void gloss_undo_stack_push (GlossUndoStack *self, GlossChange *change);
/* The inverse to submit, moved to the other side; NULL where there is none. Transfer full. */
GlossChange *gloss_undo_stack_undo (GlossUndoStack *self);
GlossChange *gloss_undo_stack_redo (GlossUndoStack *self);
/* Drops a change that could not be applied, from wherever it is. */
void gloss_undo_stack_forget (GlossUndoStack *self, GlossChange *change);
const char *gloss_undo_stack_get_undo_label (GlossUndoStack *self);
const char *gloss_undo_stack_get_redo_label (GlossUndoStack *self);

G_END_DECLS
