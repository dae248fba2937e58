/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation-list.h"
#include "core/annotation/gloss-undo-stack.h"
#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/**
 * GlossDocument:
 *
 * An open article: its row, one of its captures, its annotations, kept up to date by the store's signals. The
 * window has one at a time; it shows what this holds and changes it only through gloss_document_submit().
 * Main thread.
 *
 * Typing: gloss_document_type() keeps a draft (durable within a second) and turns it into one history row,
 * one undo step, when the field is left (gloss_document_commit_typing()), after five seconds of rest, or on
 * closing. What a field does not accept, such as half a date, stays a draft, which gloss_document_dup_text()
 * gives. Drafts found at opening (the program was killed) are taken up as if typed, and `n-restored` says how
 * many.
 *
 * Captures: at first the newest is shown. It stays when another process adds one; what the user asks for by
 * gloss_document_show_capture_async() is shown, also when undo takes it away and redo brings it back. Where
 * the shown one goes to the trash, the newest that is left is shown. Annotations are the same objects in all
 * of them; in the list they stand by the shown one.
 *
 * Properties `save-state` (#GlossSaveState), `captures` (GPtrArray of GlossRecord). Signals: `save-failed`,
 * with a GError; `reloaded`: everything was read again; `capture-changed`: gloss_document_get_capture() is
 * another one, never without this signal. The article's counts are those of the last reading.
 */
typedef enum
{
  GLOSS_SAVE_STATE_SAVED,
  GLOSS_SAVE_STATE_SAVING,
  GLOSS_SAVE_STATE_FAILED
} GlossSaveState;

#define GLOSS_TYPE_SAVE_STATE (gloss_save_state_get_type ())
GType gloss_save_state_get_type (void) G_GNUC_CONST;

#define GLOSS_TYPE_DOCUMENT (gloss_document_get_type ())
G_DECLARE_FINAL_TYPE (GlossDocument, gloss_document, GLOSS, DOCUMENT, GObject)

GlossDocument *
gloss_document_new (GlossStore *store, GlossUndoStack *undo, const char *article, const char *author);
void gloss_document_load_async (GlossDocument *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
gboolean gloss_document_load_finish (GlossDocument *self, GAsyncResult *result, GError **error);

/* Borrowed, as what follows. */
GlossStore *gloss_document_get_store (GlossDocument *self);
/* NULL before it is loaded. */
GlossArticle *gloss_document_get_article (GlossDocument *self);
/* The one that is shown. */
GlossCapture *gloss_document_get_capture (GlossDocument *self);
/* Rows of capture, newest first, whose text need not be there; empty before it is loaded. The array never
 * changes. */
GPtrArray *gloss_document_get_captures (GlossDocument *self);
/* Of the shown capture, borrowed; NULL where there is none. */
const char *gloss_document_get_archive (GlossDocument *self);
gboolean gloss_document_shows_newest (GlossDocument *self);
GlossAnnotationList *gloss_document_get_annotations (GlossDocument *self);
const char *gloss_document_get_author (GlossDocument *self);
GlossSaveState gloss_document_get_save_state (GlossDocument *self);
guint gloss_document_get_n_restored (GlossDocument *self);
/* Its library can be read but not changed. */
gboolean gloss_document_is_read_only (GlossDocument *self);

/* Because the user asks for it. Errors also: NOT_FOUND; G_IO_ERROR_CANCELLED where another was asked for
 * since. */
void gloss_document_show_capture_async (GlossDocument *self,
                                        const char *uuid,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data);
gboolean gloss_document_show_capture_finish (GlossDocument *self, GAsyncResult *result, GError **error);

/* Takes change (transfer full; NULL is nothing to do), puts it on the undo stack and submits it. */
void gloss_document_submit (GlossDocument *self, GlossChange *change);

/* field: as gloss-text-field.h names them. */
void
gloss_document_type (GlossDocument *self, GlossAnnotation *annotation, const char *field, const char *text);
void gloss_document_commit_typing (GlossDocument *self);
/* What the field shall show: what is typed and not history yet, else what the record says. Transfer full. */
char *gloss_document_dup_text (GlossDocument *self, GlossAnnotation *annotation, const char *field);

G_END_DECLS
