/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-store.h"
#include "core/store/gloss-worker.h"

G_BEGIN_DECLS

/* Private to core/store: the drafts that were not begun to be written, by field, so that a later one replaces
 * them. */
typedef struct
{
  GMutex lock;
  GHashTable *jobs; /* key -> GlossStoreJob */
} GlossWaitingDrafts;

/* What the threads hand to each other: what to do, and then how it went. */
typedef struct
{
  GlossJob base;
  GlossStore *store; /* borrowed: a task holds it, or gloss_store_close() waits for the job */
  GPtrArray *tasks;  /* of GTask: more than one only for drafts that were replaced */
  GError *error;

  char *path;
  char *who;
  GlossChange *change;
  GlossChange *following; /* what writing change led to, or NULL */
  GlossCapture *capture;
  GlossAdded added;

  GlossWaitingDrafts *waiting; /* borrowed from the store */
  char *draft_key;
  char *table;
  char *uuid; /* of the article, for a capture and for settling */
  char *column;
  char *base_text;
  char *text;

  GlossStoreReadFunc func;
  gpointer func_data;
  GDestroyNotify func_destroy;
  GDestroyNotify result_destroy;
  GCancellable *cancellable;
  gpointer result;

  GlossCatalog *catalog;
  gint64 data_version;
  gboolean is_read_only;
} GlossStoreJob;

GlossStoreJob *gloss_store_job_new (GlossStore *store,
                                    void (*run) (GlossJob *, GlossDatabase **),
                                    void (*done) (GlossJob *));
void gloss_store_job_free (GlossStoreJob *self);

void gloss_store_job_add_task (
  GlossStoreJob *self, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GTask *gloss_store_job_get_task (GlossStoreJob *self);
void gloss_store_job_answer (GlossStoreJob *self);

void gloss_waiting_drafts_add (GlossWaitingDrafts *self, GlossStoreJob *job);
gboolean gloss_waiting_drafts_replace (
  GlossWaitingDrafts *self, const char *key, const char *base, const char *text, GTask *task);
void gloss_waiting_drafts_forget (GlossWaitingDrafts *self);

/* Has job done as a write whose change is known only once it was written, and announced then; its task is
 * answered with the job. */
void gloss_store_push_found_change (GlossStore *self, GlossStoreJob *job);

/* What a library that is not open answers with. */
gboolean gloss_store_job_check_open (GlossDatabase *database, GError **error);

/* On the worker's thread. */
void gloss_store_job_run_open_writer (GlossJob *base, GlossDatabase **database);
void gloss_store_job_run_open_reader (GlossJob *base, GlossDatabase **database);
void gloss_store_job_run_look (GlossJob *base, GlossDatabase **database);
void gloss_store_job_run_submit (GlossJob *base, GlossDatabase **database);
void gloss_store_job_run_add_capture (GlossJob *base, GlossDatabase **database);
void gloss_store_job_run_settle_anchors (GlossJob *base, GlossDatabase **database);
void gloss_store_job_run_change_extent (GlossJob *base, GlossDatabase **database);
void gloss_store_job_run_draft (GlossJob *base, GlossDatabase **database);
void gloss_store_job_run_read (GlossJob *base, GlossDatabase **database);

G_END_DECLS
