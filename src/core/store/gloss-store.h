/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/**
 * GlossStore:
 *
 * The library as the window uses it: a writer thread and a reader thread, each with its own #GlossDatabase,
 * behind calls that never block. Writes are done in the order they were submitted. Main thread.
 *
 * Signals, on the main thread:
 * - `changed` (GlossChange *): a change was submitted. Emitted at once, before it is durable, so that lists
 * and highlights follow within the frame.
 * - `failed` (GlossChange *, GError *): that change was not applied; whoever showed it reads its records
 * again.
 * - `outside-change`: another process wrote to the library; whatever is shown should be read again.
 * Property `n-pending` (guint): writes not yet durable, told after their callbacks, so that at 0 all is known
 * of them; `read-only`.
 */
#define GLOSS_TYPE_STORE (gloss_store_get_type ())
G_DECLARE_FINAL_TYPE (GlossStore, gloss_store, GLOSS, STORE, GObject)

/* who: the name that history rows carry. */
GlossStore *gloss_store_new (const char *path, const char *who);
void gloss_store_set_who (GlossStore *self, const char *who);
gboolean gloss_store_is_read_only (GlossStore *self);
guint gloss_store_get_n_pending (GlossStore *self);

/* Opens, and makes or migrates, the library; a file without write permission is opened read-only. */
void gloss_store_open_async (GlossStore *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean gloss_store_open_finish (GlossStore *self, GAsyncResult *result, GError **error);
/* After open. Borrowed. */
GlossCatalog *gloss_store_get_catalog (GlossStore *self);

/* Emits ::changed, then applies; ::failed on error, besides the error given to the callback; ::changed again with what
 * followed from it, if anything. */
void
gloss_store_submit_async (GlossStore *self, GlossChange *change, GAsyncReadyCallback callback, gpointer data);
gboolean gloss_store_submit_finish (GlossStore *self, GAsyncResult *result, GError **error);

void gloss_store_add_capture_async (GlossStore *self,
                                    GlossCapture *capture,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
/* The article's uuid, transfer full. Emits ::changed once it is stored. */
char *gloss_store_add_capture_finish (
  GlossStore *self, GAsyncResult *result, GlossAdded *added, GlossChange **change, GError **error);

/* Gives each annotation that has no row in the article's newest capture one. Emits ::changed once it is
 * stored, if anything lacked; not for undo. */
void gloss_store_settle_anchors_async (GlossStore *self,
                                       const char *article,
                                       GAsyncReadyCallback callback,
                                       gpointer data);
gboolean gloss_store_settle_anchors_finish (GlossStore *self, GAsyncResult *result, GError **error);

/* Takes more or less of the page of the capture whose uuid taken has. change: NULL where that is what was
 * there. Emits ::changed once it is stored. */
void gloss_store_change_extent_async (GlossStore *self,
                                      GlossCapture *taken,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
gboolean gloss_store_change_extent_finish (GlossStore *self,
                                           GAsyncResult *result,
                                           GlossChange **change,
                                           GError **error);

/* Later drafts of the same field replace earlier ones that still wait. text NULL clears it. */
void gloss_store_save_draft_async (GlossStore *self,
                                   const char *table,
                                   const char *uuid,
                                   const char *column,
                                   const char *base,
                                   const char *text,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
gboolean gloss_store_save_draft_finish (GlossStore *self, GAsyncResult *result, GError **error);

/**
 * GlossStoreReadFunc:
 *
 * Runs on the reader thread inside one snapshot; what it returns goes to gloss_store_read_finish().
 */
typedef gpointer (*GlossStoreReadFunc) (GlossDatabase *database,
                                        gpointer data,
                                        GCancellable *cancellable,
                                        GError **error);
void gloss_store_read_async (GlossStore *self,
                             GlossStoreReadFunc func,
                             gpointer func_data,
                             GDestroyNotify func_destroy,
                             GDestroyNotify result_destroy,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
gpointer gloss_store_read_finish (GlossStore *self, GAsyncResult *result, GError **error);

/* Waits for all writes, closes both connections, joins both threads. Blocking; for the end of the program. */
void gloss_store_close (GlossStore *self);

G_END_DECLS
