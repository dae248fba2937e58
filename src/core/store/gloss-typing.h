/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation-list.h"
#include "core/annotation/gloss-undo-stack.h"
#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/**
 * GlossTyping:
 *
 * The text that is being typed into the annotations of one article, until it is history. Main thread.
 * Signals: `state-changed`; `committing`; `save-failed` (GError *), once until something is saved again.
 */
#define GLOSS_TYPE_TYPING (gloss_typing_get_type ())
G_DECLARE_FINAL_TYPE (GlossTyping, gloss_typing, GLOSS, TYPING, GObject)

GlossTyping *gloss_typing_new (GlossStore *store,
                               GlossUndoStack *undo,
                               GlossAnnotationList *annotations,
                               const char *author);

/* name: the field, as gloss-text-field.h names them. */
void gloss_typing_type (GlossTyping *self, GlossAnnotation *annotation, const char *name, const char *text);
void gloss_typing_commit (GlossTyping *self);
/* A draft that was found in the library. FALSE where it says what the record says. */
gboolean gloss_typing_restore (
  GlossTyping *self, GlossAnnotation *annotation, const char *name, const char *base, const char *text);

/* Whether change is one of its own that met a conflict and waits for gloss_typing_retry(). */
gboolean gloss_typing_will_retry (GlossTyping *self, GlossChange *change, const GError *error);
/* After the records were read again. */
void gloss_typing_retry (GlossTyping *self);

/* What is not history yet; NULL where nothing is. name NULL: of any field. Borrowed until the next call. */
const char *gloss_typing_get_text (GlossTyping *self, GlossAnnotation *annotation, const char *name);
/* Whether text is in memory alone, and whether saving it failed. */
gboolean gloss_typing_is_unsaved (GlossTyping *self);
gboolean gloss_typing_has_failed (GlossTyping *self);

G_END_DECLS
