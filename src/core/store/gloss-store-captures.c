/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What GlossStore does about captures: adding them, finding annotations in them, taking more or less of their
 * pages. What is written is known only afterwards, so that ::changed comes once it is durable. A part of
 * GlossStore: main thread, everything is the store's.
 */

#include "config.h"

#include "core/store/gloss-store-job.h"

/* change: (nullable): what was written. */
static gboolean
finish_change (GAsyncResult *result, GlossChange **change, GError **error)
{
  GlossStoreJob *job = g_task_propagate_pointer (G_TASK (result), error);

  if (job == NULL)
    return FALSE;

  if (change != NULL)
    *change = g_steal_pointer (&job->change);
  gloss_store_job_free (job);
  return TRUE;
}

/* Stores a capture as gloss_database_add_capture() does, then emits ::changed with what was written. */
void
gloss_store_add_capture_async (GlossStore *self,
                               GlossCapture *capture,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GlossStoreJob *job;

  g_return_if_fail (GLOSS_IS_STORE (self));
  g_return_if_fail (capture != NULL);

  job = gloss_store_job_new (self, gloss_store_job_run_add_capture, NULL);
  gloss_store_job_add_task (job, gloss_store_add_capture_async, NULL, callback, data);
  job->capture = gloss_capture_ref (capture);
  gloss_store_push_found_change (self, job);
}

/* The article's uuid, transfer full. change: what was written, NULL where nothing was. Errors: those of
 * gloss_database_apply(). */
char *
gloss_store_add_capture_finish (
  GlossStore *self, GAsyncResult *result, GlossAdded *added, GlossChange **change, GError **error)
{
  char *uuid;
  GlossStoreJob *job;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  job = g_task_propagate_pointer (G_TASK (result), error);
  if (job == NULL)
    return NULL;

  if (added != NULL)
    *added = job->added;
  if (change != NULL)
    *change = g_steal_pointer (&job->change);
  uuid = g_steal_pointer (&job->uuid);
  gloss_store_job_free (job);
  return uuid;
}

/**
 * gloss_store_settle_anchors_async:
 * @self: a store
 * @article: an article's uuid
 * @callback: (nullable): called once it is durable or has failed
 * @data: for @callback
 *
 * Gives the annotations that have no row in the article's newest capture one, as
 * gloss_database_settle_anchors() does, then emits #GlossStore::changed with what was written, if anything.
 */
void
gloss_store_settle_anchors_async (GlossStore *self,
                                  const char *article,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  GlossStoreJob *job;

  g_return_if_fail (GLOSS_IS_STORE (self));
  g_return_if_fail (article != NULL);

  job = gloss_store_job_new (self, gloss_store_job_run_settle_anchors, NULL);
  gloss_store_job_add_task (job, gloss_store_settle_anchors_async, NULL, callback, data);
  job->uuid = g_strdup (article);
  gloss_store_push_found_change (self, job);
}

/* Errors: those of gloss_database_settle_anchors(). */
gboolean
gloss_store_settle_anchors_finish (GlossStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish_change (result, NULL, error);
}

/**
 * gloss_store_change_extent_async:
 * @self: a store
 * @taken: what was read of the page of a capture this time, with that capture's uuid
 * @callback: (nullable): called once it is durable or has failed
 * @data: for @callback
 *
 * Takes more or less of a page than was taken, as gloss_database_change_extent() does, then emits
 * #GlossStore::changed with what was written, if anything.
 */
void
gloss_store_change_extent_async (GlossStore *self,
                                 GlossCapture *taken,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  GlossStoreJob *job;

  g_return_if_fail (GLOSS_IS_STORE (self));
  g_return_if_fail (taken != NULL);

  job = gloss_store_job_new (self, gloss_store_job_run_change_extent, NULL);
  gloss_store_job_add_task (job, gloss_store_change_extent_async, NULL, callback, data);
  job->capture = gloss_capture_ref (taken);
  gloss_store_push_found_change (self, job);
}

/* change (nullable): what was written, NULL where nothing was. Errors: those of
 * gloss_database_change_extent(). */
gboolean
gloss_store_change_extent_finish (GlossStore *self,
                                  GAsyncResult *result,
                                  GlossChange **change,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return finish_change (result, change, error);
}
