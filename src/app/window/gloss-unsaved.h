/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossUnsaved:
 *
 * What could not be written, of all articles but the one that is open: changes, and documents that were left
 * before all that was typed in them was on the disk. Main thread.
 */
#define GLOSS_TYPE_UNSAVED (gloss_unsaved_get_type ())
G_DECLARE_FINAL_TYPE (GlossUnsaved, gloss_unsaved, GLOSS, UNSAVED, GObject)

GlossUnsaved *gloss_unsaved_new (void);
void gloss_unsaved_add_change (GlossUnsaved *self, GlossChange *change);
/* It is made again. */
void gloss_unsaved_forget_change (GlossUnsaved *self, GlossChange *change);
/* Of GlossChange, transfer full; they are the caller's from now on. */
GPtrArray *gloss_unsaved_take_changes (GlossUnsaved *self);
/* Keeps a document, which its user leaves, until it is saved. */
void gloss_unsaved_keep (GlossUnsaved *self, GlossDocument *document);
/* Transfer full; NULL: there is none of this article. */
GlossDocument *gloss_unsaved_take_document (GlossUnsaved *self, const char *article);
/* Writes again what was typed. */
void gloss_unsaved_commit (GlossUnsaved *self);
gboolean gloss_unsaved_is_failed (GlossUnsaved *self);

G_END_DECLS
