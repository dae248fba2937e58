/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A thread with a database connection of its own. It owns the thread, the queue of jobs and the connection,
 * which only that thread touches. It never touches a GObject: a job that was run goes back, by a queue and a
 * source that is made ready, to the thread that pushed it, and is finished and freed there. Pushing costs no
 * waiting.
 */

#include "config.h"

#include "core/store/gloss-worker.h"

struct _GlossWorker
{
  GThread *thread;
  GAsyncQueue *jobs;
  GAsyncQueue *done;
  GSource *ready;
};

/* The job that ends the thread: everything pushed before it is done. */
static GlossJob stop_job;

static gpointer
run_jobs (gpointer data)
{
  GlossWorker *self = data;
  GlossDatabase *database = NULL;

  while (TRUE)
    {
      GlossJob *job = g_async_queue_pop (self->jobs);

      if (job == &stop_job)
        break;

      job->run (job, &database);
      g_async_queue_push (self->done, job);
      g_source_set_ready_time (self->ready, 0);
    }

  g_clear_pointer (&database, gloss_database_close);
  return NULL;
}

GlossWorker *
gloss_worker_new (const char *name, GAsyncQueue *done, GSource *ready)
{
  GlossWorker *self = g_new0 (GlossWorker, 1);

  self->jobs = g_async_queue_new ();
  self->done = g_async_queue_ref (done);
  self->ready = g_source_ref (ready);
  self->thread = g_thread_new (name, run_jobs, self);

  return self;
}

void
gloss_worker_push (GlossWorker *self, GlossJob *job)
{
  g_async_queue_push (self->jobs, job);
}

/* Waits until every job was run and the connection is closed, then frees the worker. */
void
gloss_worker_stop (GlossWorker *self)
{
  g_async_queue_push (self->jobs, &stop_job);
  g_thread_join (self->thread);

  g_async_queue_unref (self->jobs);
  g_async_queue_unref (self->done);
  g_source_unref (self->ready);
  g_free (self);
}
