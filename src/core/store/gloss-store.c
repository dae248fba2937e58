/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The library without waiting. It owns a writer and a reader, each a thread with its connection, and lives on
 * the main thread, where it is called, where its signals are emitted and where answers arrive. It never calls
 * SQLite itself and never blocks but in gloss_store_close(). Writes are done in the order they were
 * submitted; a draft that still waits is replaced by the next one of its field. Once a second the writer
 * looks whether another process wrote.
 */

#include "config.h"

#include "core/store/gloss-store.h"

#include <glib/gi18n-lib.h>

#include "core/base/gloss-error.h"
#include "core/store/gloss-store-job.h"

#define LOOK_SECONDS 1

struct _GlossStore
{
  GObject parent_instance;

  /* owned */
  char *path;
  char *who;
  GlossCatalog *catalog;
  GlossWorker *writer;
  GlossWorker *reader;
  GAsyncQueue *done; /* of GlossJob */
  GSource *ready;

  /* shared with the writer */
  GlossWaitingDrafts waiting_drafts;

  guint look_timeout;
  guint n_pending;
  gint64 data_version;
  gboolean is_looking;
  gboolean is_read_only;
};

G_DEFINE_FINAL_TYPE (GlossStore, gloss_store, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_N_PENDING,
  PROP_READ_ONLY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  FAILED,
  OUTSIDE_CHANGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Without a thread, before opening and after closing, a job answers at once; its task does so in the next
 * turn. */
static void
push_job (GlossWorker *worker, GlossStoreJob *job)
{
  if (worker != NULL)
    {
      gloss_worker_push (worker, &job->base);
      return;
    }

  gloss_store_job_check_open (NULL, &job->error);
  job->base.done (&job->base);
}

/* A write is pending until everyone knows how it went, and has submitted what follows from that: whoever
 * waits for n-pending to be 0, to close the window, would miss it else. Frees the job. */
static void
end_write (GlossStore *self, GlossStoreJob *job)
{
  gloss_store_job_free (job);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PENDING]);
}

/* Told of when it has its place: what someone submits then comes right after it. */
static void
push_write (GlossStore *self, GlossStoreJob *job)
{
  self->n_pending++;
  push_job (self->writer, job);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PENDING]);
}

/* Main thread: everything that came back from the threads. */
static gboolean
drain_done_cb (gpointer data)
{
  GlossStore *self = data;
  g_autoptr (GlossStore) guard = g_object_ref (self);

  g_source_set_ready_time (self->ready, -1);
  /* What is submitted from a callback here waits for the next turn, even if it is done by then: a task that
   * is answered in the turn that made it calls back later, after n-pending. */
  for (int n = g_async_queue_length (self->done); n > 0; n--)
    {
      GlossJob *job = g_async_queue_try_pop (self->done);

      /* A callback may close the store, which takes all that is left. */
      if (job == NULL)
        break;
      job->done (job);
    }

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_ready (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static void
look_done (GlossJob *base)
{
  GlossStoreJob *job = (GlossStoreJob *) base;
  GlossStore *self = job->store;
  gboolean is_changed = job->data_version != 0 && job->data_version != self->data_version;

  self->is_looking = FALSE;
  if (is_changed)
    self->data_version = job->data_version;
  gloss_store_job_free (job);

  if (is_changed)
    g_signal_emit (self, signals[OUTSIDE_CHANGE], 0);
}

static gboolean
look_cb (gpointer data)
{
  GlossStore *self = data;

  if (!self->is_looking)
    {
      self->is_looking = TRUE;
      gloss_worker_push (self->writer,
                         &gloss_store_job_new (self, gloss_store_job_run_look, look_done)->base);
    }

  return G_SOURCE_CONTINUE;
}

static void
open_reader_done (GlossJob *base)
{
  GlossStoreJob *job = (GlossStoreJob *) base;
  GlossStore *self = job->store;

  if (job->error == NULL)
    {
      g_clear_pointer (&self->catalog, gloss_catalog_unref);
      self->catalog = g_steal_pointer (&job->catalog);
      if (self->look_timeout == 0 && self->writer != NULL)
        self->look_timeout = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
    }

  gloss_store_job_answer (job);
  gloss_store_job_free (job);
}

static void
open_writer_done (GlossJob *base)
{
  GlossStoreJob *job = (GlossStoreJob *) base;
  GlossStore *self = job->store;
  GlossStoreJob *next;

  if (job->error != NULL)
    {
      gloss_store_job_answer (job);
      gloss_store_job_free (job);
      return;
    }

  self->data_version = job->data_version;
  if (self->is_read_only != job->is_read_only)
    {
      self->is_read_only = job->is_read_only;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
    }

  next = gloss_store_job_new (self, gloss_store_job_run_open_reader, open_reader_done);
  g_ptr_array_add (next->tasks, g_object_ref (gloss_store_job_get_task (job)));
  next->path = g_strdup (self->path);
  push_job (self->reader, next);
  gloss_store_job_free (job);
}

static void
submit_done (GlossJob *base)
{
  GlossStoreJob *job = (GlossStoreJob *) base;
  GlossStore *self = job->store;

  self->n_pending--;
  if (job->error != NULL)
    g_signal_emit (self, signals[FAILED], 0, job->change, job->error);
  if (job->following != NULL)
    g_signal_emit (self, signals[CHANGED], 0, job->following);
  gloss_store_job_answer (job);
  end_write (self, job);
}

/* What is only known once it was written. The task keeps the job: it holds the answer until it is asked for.
 */
static void
found_change_done (GlossJob *base)
{
  GlossStoreJob *job = (GlossStoreJob *) base;
  GlossStore *self = job->store;
  g_autoptr (GTask) task = g_object_ref (gloss_store_job_get_task (job));

  self->n_pending--;
  if (job->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&job->error));
      end_write (self, job);
      return;
    }

  if (job->change != NULL)
    g_signal_emit (self, signals[CHANGED], 0, job->change);
  g_ptr_array_set_size (job->tasks, 0);
  g_task_return_pointer (task, job, (GDestroyNotify) gloss_store_job_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PENDING]);
}

void
gloss_store_push_found_change (GlossStore *self, GlossStoreJob *job)
{
  job->base.done = found_change_done;
  job->who = g_strdup (self->who);
  push_write (self, job);
}

static void
draft_done (GlossJob *base)
{
  GlossStoreJob *job = (GlossStoreJob *) base;
  GlossStore *self = job->store;

  self->n_pending--;
  gloss_store_job_answer (job);
  end_write (self, job);
}

static void
read_done (GlossJob *base)
{
  GlossStoreJob *job = (GlossStoreJob *) base;
  g_autoptr (GTask) task = g_object_ref (gloss_store_job_get_task (job));

  if (job->error != NULL)
    {
      if (job->result != NULL && job->result_destroy != NULL)
        job->result_destroy (job->result);
      g_task_return_error (task, g_steal_pointer (&job->error));
    }
  else
    g_task_return_pointer (task, job->result, job->result_destroy);

  gloss_store_job_free (job);
}

static void
gloss_store_dispose (GObject *object)
{
  gloss_store_close (GLOSS_STORE (object));

  G_OBJECT_CLASS (gloss_store_parent_class)->dispose (object);
}

static void
gloss_store_finalize (GObject *object)
{
  GlossStore *self = GLOSS_STORE (object);

  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  g_hash_table_unref (self->waiting_drafts.jobs);
  g_async_queue_unref (self->done);
  g_mutex_clear (&self->waiting_drafts.lock);
  g_free (self->path);
  g_free (self->who);

  G_OBJECT_CLASS (gloss_store_parent_class)->finalize (object);
}

static void
gloss_store_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GlossStore *self = GLOSS_STORE (object);

  switch (property_id)
    {
    case PROP_N_PENDING:
      g_value_set_uint (value, self->n_pending);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->is_read_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gloss_store_class_init (GlossStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = gloss_store_dispose;
  object_class->finalize = gloss_store_finalize;
  object_class->get_property = gloss_store_get_property;

  properties[PROP_N_PENDING] = g_param_spec_uint ("n-pending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", GLOSS_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, GLOSS_TYPE_CHANGE);
  signals[FAILED] = g_signal_new ("failed", GLOSS_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, GLOSS_TYPE_CHANGE, G_TYPE_ERROR);
  signals[OUTSIDE_CHANGE] =
    g_signal_new ("outside-change", GLOSS_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_store_init (GlossStore *self)
{
  g_mutex_init (&self->waiting_drafts.lock);
  self->waiting_drafts.jobs = g_hash_table_new (g_str_hash, g_str_equal);
  self->done = g_async_queue_new ();
}

/* Nothing is opened yet. */
GlossStore *
gloss_store_new (const char *path, const char *who)
{
  GlossStore *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (who != NULL, NULL);

  self = g_object_new (GLOSS_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->who = g_strdup (who);

  return self;
}

/* From the next write on. */
void
gloss_store_set_who (GlossStore *self, const char *who)
{
  g_return_if_fail (GLOSS_IS_STORE (self));
  g_return_if_fail (who != NULL);

  g_free (self->who);
  self->who = g_strdup (who);
}

gboolean
gloss_store_is_read_only (GlossStore *self)
{
  g_return_val_if_fail (GLOSS_IS_STORE (self), TRUE);

  return self->is_read_only;
}

guint
gloss_store_get_n_pending (GlossStore *self)
{
  g_return_val_if_fail (GLOSS_IS_STORE (self), 0);

  return self->n_pending;
}

/* Not before opening: a store that is never opened needs no thread. */
static void
start_threads (GlossStore *self)
{
  static GSourceFuncs ready_funcs = { .dispatch = dispatch_ready };

  if (self->writer != NULL)
    return;

  self->ready = g_source_new (&ready_funcs, sizeof (GSource));
  g_source_set_static_name (self->ready, "GlossStore");
  g_source_set_callback (self->ready, drain_done_cb, self, NULL);
  g_source_attach (self->ready, g_main_context_get_thread_default ());

  self->writer = gloss_worker_new ("gloss-writer", self->done, self->ready);
  self->reader = gloss_worker_new ("gloss-reader", self->done, self->ready);
}

/**
 * gloss_store_open_async:
 * @self: a store
 * @cancellable: (nullable): makes the answer %G_IO_ERROR_CANCELLED; what was begun is done nevertheless
 * @callback: called when it is open
 * @data: for @callback
 *
 * Opens the library, which is made where there is none and brought up to date where it is older. One that can
 * only be read is opened all the same: #GlossStore:read-only is then %TRUE. After a failure it may be called
 * again.
 */
void
gloss_store_open_async (GlossStore *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  GlossStoreJob *job;

  g_return_if_fail (GLOSS_IS_STORE (self));

  start_threads (self);
  job = gloss_store_job_new (self, gloss_store_job_run_open_writer, open_writer_done);
  gloss_store_job_add_task (job, gloss_store_open_async, cancellable, callback, data);
  job->path = g_strdup (self->path);
  push_job (self->writer, job);
}

/* Errors: those of gloss_database_open(). */
gboolean
gloss_store_open_finish (GlossStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GlossCatalog *
gloss_store_get_catalog (GlossStore *self)
{
  g_return_val_if_fail (GLOSS_IS_STORE (self), NULL);

  return self->catalog;
}

/**
 * gloss_store_submit_async:
 * @self: a store
 * @change: a change, which is sealed by this
 * @callback: (nullable): called once it is durable or has failed
 * @data: for @callback
 *
 * Emits #GlossStore::changed at once, then writes the change; and once more where that led to another, as
 * gloss_database_apply_and_follow() does. If it fails, #GlossStore::failed is emitted before @callback is
 * called.
 */
void
gloss_store_submit_async (GlossStore *self, GlossChange *change, GAsyncReadyCallback callback, gpointer data)
{
  GlossStoreJob *job;

  g_return_if_fail (GLOSS_IS_STORE (self));
  g_return_if_fail (change != NULL);

  gloss_change_seal (change);
  job = gloss_store_job_new (self, gloss_store_job_run_submit, submit_done);
  gloss_store_job_add_task (job, gloss_store_submit_async, NULL, callback, data);
  job->change = gloss_change_ref (change);
  job->who = g_strdup (self->who);

  /* The change may clear a draft: one that comes later must not be written in the place of one before it. */
  gloss_waiting_drafts_forget (&self->waiting_drafts);

  g_signal_emit (self, signals[CHANGED], 0, change);
  push_write (self, job);
}

/* Errors: those of gloss_database_apply(); nothing of the change was done then. */
gboolean
gloss_store_submit_finish (GlossStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gloss_store_save_draft_async:
 * @self: a store
 * @table: the table of the record that is typed into
 * @uuid: its uuid
 * @column: the field, which need not be a column
 * @base: (nullable): the value that the typing started from
 * @text: (nullable): the text as typed so far; %NULL clears the draft
 * @callback: (nullable): called once it, or a later one, is durable
 * @data: for @callback
 *
 * Stores a draft in place of the one there was. One that still waits to be written is replaced.
 */
void
gloss_store_save_draft_async (GlossStore *self,
                              const char *table,
                              const char *uuid,
                              const char *column,
                              const char *base,
                              const char *text,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *key = NULL;
  GlossStoreJob *job;

  g_return_if_fail (GLOSS_IS_STORE (self));
  g_return_if_fail (table != NULL && uuid != NULL && column != NULL);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, gloss_store_save_draft_async);
  key = g_strjoin ("\n", table, uuid, column, NULL);
  if (gloss_waiting_drafts_replace (&self->waiting_drafts, key, base, text, task))
    return;

  job = gloss_store_job_new (self, gloss_store_job_run_draft, draft_done);
  g_ptr_array_add (job->tasks, g_steal_pointer (&task));
  job->draft_key = g_steal_pointer (&key);
  job->table = g_strdup (table);
  job->uuid = g_strdup (uuid);
  job->column = g_strdup (column);
  job->base_text = g_strdup (base);
  job->text = g_strdup (text);

  if (self->writer != NULL)
    gloss_waiting_drafts_add (&self->waiting_drafts, job);
  push_write (self, job);
}

/* TRUE once the draft, or a later one of the same field, is durable. Errors: those of
 * gloss_database_save_draft(). */
gboolean
gloss_store_save_draft_finish (GlossStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gloss_store_read_async:
 * @self: a store
 * @func: what to read, called on the reader thread
 * @func_data: for @func
 * @func_destroy: (nullable): frees @func_data, on the main thread
 * @result_destroy: (nullable): frees what @func returned if nobody asks for it
 * @cancellable: (nullable): given to @func too
 * @callback: (nullable): called with the result
 * @data: for @callback
 *
 * Reads on the reader thread, in one snapshot: it never waits for a write, and sees no half of one.
 */
void
gloss_store_read_async (GlossStore *self,
                        GlossStoreReadFunc func,
                        gpointer func_data,
                        GDestroyNotify func_destroy,
                        GDestroyNotify result_destroy,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  GlossStoreJob *job;

  g_return_if_fail (GLOSS_IS_STORE (self));
  g_return_if_fail (func != NULL);

  job = gloss_store_job_new (self, gloss_store_job_run_read, read_done);
  gloss_store_job_add_task (job, gloss_store_read_async, cancellable, callback, data);
  job->func = func;
  job->func_data = func_data;
  job->func_destroy = func_destroy;
  job->result_destroy = result_destroy;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  push_job (self->reader, job);
}

/* What the function returned, transfer full. Errors: its own, and G_IO_ERROR_CANCELLED. */
gpointer
gloss_store_read_finish (GlossStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Waits for everything that was submitted; the answers come from here or in the main loop's next turn.
 * Blocking. What is asked of the store afterwards fails. */
void
gloss_store_close (GlossStore *self)
{
  g_return_if_fail (GLOSS_IS_STORE (self));

  if (self->writer == NULL)
    return;

  g_clear_handle_id (&self->look_timeout, g_source_remove);
  /* The reader goes first: the writer is the one that clears the log away. */
  g_clear_pointer (&self->reader, gloss_worker_stop);
  g_clear_pointer (&self->writer, gloss_worker_stop);
  drain_done_cb (self);
  g_source_destroy (self->ready);
  g_clear_pointer (&self->ready, g_source_unref);
}
