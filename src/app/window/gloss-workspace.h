/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/library/gloss-library-list.h"
#include "app/window/gloss-intake.h"
#include "core/store/gloss-document.h"

G_BEGIN_DECLS

/**
 * GlossWorkspace:
 *
 * What a window works on, without any widget: the library, its list, the undo stack and the article that is
 * open. Main thread; nothing here blocks but the last unref, which waits for the store's threads.
 *
 * Properties: `document` (#GlossDocument: the open article, loaded; %NULL: none), `busy` (gboolean: something
 * is being opened). Signals:
 * - `failed` (GError *, char *article): a file or article could not be opened or stored; what was open stays
 *   open. The article is one whose file was looked at again, else %NULL
 * - `save-failed` (GError *): a change that is none of the open document's could not be written
 * - `taken-back` (char *title): undo or redo took an article out of the library, which may not be the one in
 * sight
 * - `added` (char *article, GlossAdded, gboolean together): an article was opened from outside, or looked at
 *   again; together: as one of several files, of which the intake tells at their end
 * - `unshown` (char *article, GlossAdded, gboolean together): the same, but it is not shown, because
 * something else of what was on its way is, or what the user chose meanwhile
 * - `captured` (char *article, char *capture): the user made a capture, or brought one back by redo
 */
#define GLOSS_TYPE_WORKSPACE (gloss_workspace_get_type ())
G_DECLARE_FINAL_TYPE (GlossWorkspace, gloss_workspace, GLOSS, WORKSPACE, GObject)

GlossWorkspace *gloss_workspace_new (const char *path, GSettings *settings);
void gloss_workspace_open_async (GlossWorkspace *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
gboolean gloss_workspace_open_finish (GlossWorkspace *self, GAsyncResult *result, GError **error);
/* Commits what is being typed and waits until all is durable. FALSE: something could not be saved. */
void gloss_workspace_flush_async (GlossWorkspace *self, GAsyncReadyCallback callback, gpointer data);
gboolean gloss_workspace_flush_finish (GlossWorkspace *self, GAsyncResult *result, GError **error);

/* Borrowed. */
GlossStore *gloss_workspace_get_store (GlossWorkspace *self);
GlossUndoStack *gloss_workspace_get_undo_stack (GlossWorkspace *self);
GlossIntake *gloss_workspace_get_intake (GlossWorkspace *self);
GlossLibraryList *gloss_workspace_get_articles (GlossWorkspace *self);
GlossDocument *gloss_workspace_get_document (GlossWorkspace *self);
gboolean gloss_workspace_is_open (GlossWorkspace *self);
/* Whether gloss_workspace_open_async() made the library. */
gboolean gloss_workspace_is_new (GlossWorkspace *self);

void gloss_workspace_show_article (GlossWorkspace *self, const char *uuid);
void gloss_workspace_add_file (GlossWorkspace *self, GFile *file);
void gloss_workspace_add_address (GlossWorkspace *self, const char *uri);
/* Reads an article's file or page again. */
void gloss_workspace_check (GlossWorkspace *self, const char *uuid);
void gloss_workspace_add_text (GlossWorkspace *self, const char *text);
void gloss_workspace_cancel (GlossWorkspace *self);
/* How far the open article was read, 0 to 1. */
void gloss_workspace_set_progress (GlossWorkspace *self, double progress);

/* Submits a change (transfer full; NULL: nothing to do) that can be undone. */
void gloss_workspace_submit (GlossWorkspace *self, GlossChange *change);
/* Whether anything could not be written, of whichever article; it is kept, and tried again by retry. */
gboolean gloss_workspace_has_unsaved (GlossWorkspace *self);
void gloss_workspace_retry (GlossWorkspace *self);
void gloss_workspace_undo (GlossWorkspace *self);
void gloss_workspace_redo (GlossWorkspace *self);

G_END_DECLS
