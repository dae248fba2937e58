/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What GlossStore hands to its threads, and what they do with it. A job owns copies of all it needs and, once
 * it was run, what came of it. The functions here that run are on a worker's thread, where they touch nothing
 * of the store but the table of waiting drafts, under its lock; all others are on the main thread. None of
 * them touches a GObject on a worker's thread.
 */

#include "config.h"

#include "core/store/gloss-store-job.h"

#include <glib/gi18n-lib.h>

#include "core/base/gloss-error.h"
#include "core/store/gloss-database-extent.h"
#include "core/store/gloss-database-sources.h"

GlossStoreJob *
gloss_store_job_new (GlossStore *store, void (*run) (GlossJob *, GlossDatabase **), void (*done) (GlossJob *))
{
  GlossStoreJob *self = g_new0 (GlossStoreJob, 1);

  self->base.run = run;
  self->base.done = done;
  self->store = store;
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

void
gloss_store_job_free (GlossStoreJob *self)
{
  if (self->func_destroy != NULL)
    self->func_destroy (self->func_data);
  g_clear_error (&self->error);
  g_clear_pointer (&self->change, gloss_change_unref);
  g_clear_pointer (&self->following, gloss_change_unref);
  g_clear_pointer (&self->capture, gloss_capture_unref);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self->who);
  g_free (self->draft_key);
  g_free (self->table);
  g_free (self->uuid);
  g_free (self->column);
  g_free (self->base_text);
  g_free (self->text);
  g_ptr_array_unref (self->tasks);
  g_free (self);
}

/* The task that answers the caller of the function tag. */
void
gloss_store_job_add_task (
  GlossStoreJob *self, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self->store, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  g_ptr_array_add (self->tasks, task);
}

GTask *
gloss_store_job_get_task (GlossStoreJob *self)
{
  return g_ptr_array_index (self->tasks, 0);
}

/* Every task of a job that has no value but success. */
void
gloss_store_job_answer (GlossStoreJob *self)
{
  for (guint i = 0; i < self->tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (self->tasks, i);

      if (self->error != NULL)
        g_task_return_error (task, g_error_copy (self->error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

/* Not yet pushed. */
void
gloss_waiting_drafts_add (GlossWaitingDrafts *self, GlossStoreJob *job)
{
  job->waiting = self;
  g_mutex_lock (&self->lock);
  g_hash_table_insert (self->jobs, job->draft_key, job);
  g_mutex_unlock (&self->lock);
}

/* Puts the text in the place of a draft of the same field that still waits; both tasks are then answered
 * together. */
gboolean
gloss_waiting_drafts_replace (
  GlossWaitingDrafts *self, const char *key, const char *base, const char *text, GTask *task)
{
  GlossStoreJob *job;

  g_mutex_lock (&self->lock);
  job = g_hash_table_lookup (self->jobs, key);
  if (job != NULL)
    {
      g_free (job->base_text);
      job->base_text = g_strdup (base);
      g_free (job->text);
      job->text = g_strdup (text);
      g_ptr_array_add (job->tasks, g_object_ref (task));
    }
  g_mutex_unlock (&self->lock);

  return job != NULL;
}

/* From here on those that wait are written as they are. */
void
gloss_waiting_drafts_forget (GlossWaitingDrafts *self)
{
  g_mutex_lock (&self->lock);
  g_hash_table_remove_all (self->jobs);
  g_mutex_unlock (&self->lock);
}

static void
begin_draft (GlossStoreJob *job)
{
  g_mutex_lock (&job->waiting->lock);
  if (g_hash_table_lookup (job->waiting->jobs, job->draft_key) == job)
    g_hash_table_remove (job->waiting->jobs, job->draft_key);
  g_mutex_unlock (&job->waiting->lock);
}

gboolean
gloss_store_job_check_open (GlossDatabase *database, GError **error)
{
  if (database != NULL)
    return TRUE;

  g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_FAILED,
                       _ ("No library is open. Nothing was changed; open one and try again."));
  return FALSE;
}

/* The writer's number changes with the writes of others only: its own do not count. */
void
gloss_store_job_run_look (GlossJob *base, GlossDatabase **database)
{
  GlossStoreJob *job = (GlossStoreJob *) base;

  if (*database != NULL)
    job->data_version = gloss_database_get_data_version (*database);
}

void
gloss_store_job_run_open_writer (GlossJob *base, GlossDatabase **database)
{
  GlossStoreJob *job = (GlossStoreJob *) base;

  g_clear_pointer (database, gloss_database_close);
  *database = gloss_database_open (job->path, GLOSS_DATABASE_WRITE, &job->error);
  if (*database == NULL && g_error_matches (job->error, GLOSS_ERROR, GLOSS_ERROR_READ_ONLY))
    {
      g_clear_error (&job->error);
      *database = gloss_database_open (job->path, GLOSS_DATABASE_READ_ONLY, &job->error);
    }
  if (*database == NULL)
    return;

  job->is_read_only = gloss_database_is_read_only (*database);
  job->data_version = gloss_database_get_data_version (*database);
}

void
gloss_store_job_run_open_reader (GlossJob *base, GlossDatabase **database)
{
  GlossStoreJob *job = (GlossStoreJob *) base;

  g_clear_pointer (database, gloss_database_close);
  *database = gloss_database_open (job->path, GLOSS_DATABASE_READ_ONLY, &job->error);
  if (*database != NULL)
    job->catalog = gloss_database_load_catalog (*database, &job->error);
}

void
gloss_store_job_run_submit (GlossJob *base, GlossDatabase **database)
{
  GlossStoreJob *job = (GlossStoreJob *) base;

  if (gloss_store_job_check_open (*database, &job->error))
    gloss_database_apply_and_follow (*database, job->change, job->who, &job->following, &job->error);
}

void
gloss_store_job_run_add_capture (GlossJob *base, GlossDatabase **database)
{
  GlossStoreJob *job = (GlossStoreJob *) base;

  if (gloss_store_job_check_open (*database, &job->error))
    gloss_database_add_capture (*database, job->capture, job->who, &job->uuid, &job->added, &job->change,
                                &job->error);
}

void
gloss_store_job_run_settle_anchors (GlossJob *base, GlossDatabase **database)
{
  GlossStoreJob *job = (GlossStoreJob *) base;

  if (gloss_store_job_check_open (*database, &job->error))
    gloss_database_settle_anchors (*database, job->uuid, job->who, &job->change, &job->error);
}

void
gloss_store_job_run_change_extent (GlossJob *base, GlossDatabase **database)
{
  GlossStoreJob *job = (GlossStoreJob *) base;

  if (gloss_store_job_check_open (*database, &job->error))
    gloss_database_change_extent (*database, job->capture, job->who, &job->change, &job->error);
}

void
gloss_store_job_run_draft (GlossJob *base, GlossDatabase **database)
{
  GlossStoreJob *job = (GlossStoreJob *) base;

  begin_draft (job);
  if (!gloss_store_job_check_open (*database, &job->error))
    return;
  if (job->text != NULL)
    gloss_database_save_draft (*database, job->table, job->uuid, job->column, job->base_text, job->text,
                               &job->error);
  else
    gloss_database_clear_draft (*database, job->table, job->uuid, job->column, &job->error);
}

void
gloss_store_job_run_read (GlossJob *base, GlossDatabase **database)
{
  GlossStoreJob *job = (GlossStoreJob *) base;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error) ||
      !gloss_store_job_check_open (*database, &job->error) ||
      !gloss_database_begin_snapshot (*database, &job->error))
    return;

  job->result = job->func (*database, job->func_data, job->cancellable, &job->error);
  gloss_database_end_snapshot (*database);
}
