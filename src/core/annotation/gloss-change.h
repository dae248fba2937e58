/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/**
 * GlossChange:
 *
 * A command on the library, together with its inverse: an ordered list of edits, each a record as it was
 * (%NULL: not there yet) and as it shall be. The store applies all of them in one transaction, each with its
 * history row, or none; an edit whose record no longer is what it was is refused with %GLOSS_ERROR_CONFLICT.
 * Rows are never removed: the inverse of a creation puts the record in the trash (`deleted` set).
 *
 * Built on one thread, then sealed by gloss_change_seal(), which submitting and inverting call; immutable and
 * readable from any thread from then on.
 */
typedef struct _GlossChange GlossChange;

#define GLOSS_TYPE_CHANGE (gloss_change_get_type ())
GType gloss_change_get_type (void) G_GNUC_CONST;

GlossChange *gloss_change_new (const char *label, const char *article);
GlossChange *gloss_change_ref (GlossChange *self);
void gloss_change_unref (GlossChange *self);

void gloss_change_add (GlossChange *self, GlossRecord *before, GlossRecord *after);
void gloss_change_clear_draft (GlossChange *self, const char *table, const char *uuid, const char *column);
void gloss_change_seal (GlossChange *self);
GlossChange *gloss_change_invert (GlossChange *self);
/* The same under another label. */
GlossChange *gloss_change_relabel (GlossChange *self, const char *label);

/* The translated words for "Undo …", such as "Delete annotation". */
const char *gloss_change_get_label (GlossChange *self);
/* The article's uuid that it belongs to, or NULL. */
const char *gloss_change_get_article (GlossChange *self);
guint gloss_change_get_n_edits (GlossChange *self);
GlossRecord *gloss_change_get_before (GlossChange *self, guint index);
GlossRecord *gloss_change_get_after (GlossChange *self, guint index);
guint gloss_change_get_n_cleared_drafts (GlossChange *self);
void gloss_change_get_cleared_draft (
  GlossChange *self, guint index, const char **table, const char **uuid, const char **column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossChange, gloss_change_unref)

G_END_DECLS
