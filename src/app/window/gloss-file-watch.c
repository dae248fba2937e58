/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossFileWatch owns a monitor, and one look at the file at a time. Main thread; a look runs in a GTask
 * thread, reads no more than the largest file that can be opened, and ends with the watch. However often the
 * file is written, it is read at most once a rest. It never writes and never waits.
 */
#include "config.h"

#include "app/window/gloss-file-watch.h"

#include "core/article/gloss-source-file.h"

/* Programs write a file in several steps; and some files never come to rest. */
#define REST_MS 500
#define CHUNK 65536

struct _GlossFileWatch
{
  GObject parent_instance;

  GFile *file;
  char *sha256;
  GFileMonitor *monitor;
  GCancellable *looking; /* NULL: no look is under way */
  gboolean look_again;
  guint rest_id;

  gboolean changed;
};

enum
{
  PROP_CHANGED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GlossFileWatch, gloss_file_watch, G_TYPE_OBJECT)

/* A look ends in a callback that may have to look again. */
static void look (GlossFileWatch *self);

/* Opening a pipe would wait for somebody to write into it. */
static gboolean
is_regular (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  return info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR;
}

/* What is larger than anything that could have been captured need not be read to its end. */
static char *
hash_stream (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *chunk = g_malloc (CHUNK);
  gssize n_read = 1;

  for (goffset total = 0; n_read > 0 && total <= GLOSS_LOADER_MAX_BYTES; total += n_read)
    {
      n_read = g_input_stream_read (stream, chunk, CHUNK, cancellable, error);
      if (n_read < 0)
        return NULL;
      g_checksum_update (checksum, chunk, n_read);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static void
hash_in_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GFileInputStream) stream = NULL;
  GError *error = NULL;
  char *hash = NULL;

  if (is_regular (data, cancellable))
    stream = g_file_read (data, cancellable, &error);
  if (stream != NULL)
    hash = hash_stream (G_INPUT_STREAM (stream), cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, hash, g_free);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossFileWatch) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean changed;

  /* It is still there although it was disposed of, which cancelled the task. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->looking);
  if (self->look_again)
    {
      look (self);
      return;
    }
  changed = hash != NULL && g_strcmp0 (hash, self->sha256) != 0;
  if (changed == self->changed)
    return;

  self->changed = changed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED]);
}

static void
look (GlossFileWatch *self)
{
  g_autoptr (GTask) task = NULL;

  self->look_again = self->looking != NULL;
  if (self->look_again)
    return;

  self->looking = g_cancellable_new ();
  task = g_task_new (NULL, self->looking, looked_cb, g_object_ref (self));
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, g_object_ref (self->file), g_object_unref);
  g_task_run_in_thread (task, hash_in_thread);
}

static gboolean
rested_cb (gpointer data)
{
  GlossFileWatch *self = data;

  self->rest_id = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
file_changed_cb (GlossFileWatch *self)
{
  if (self->rest_id == 0)
    self->rest_id = g_timeout_add (REST_MS, rested_cb, self);
}

static void
gloss_file_watch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHANGED:
      g_value_set_boolean (value, GLOSS_FILE_WATCH (object)->changed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_file_watch_dispose (GObject *object)
{
  GlossFileWatch *self = GLOSS_FILE_WATCH (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (gloss_file_watch_parent_class)->dispose (object);
}

static void
gloss_file_watch_finalize (GObject *object)
{
  g_free (GLOSS_FILE_WATCH (object)->sha256);

  G_OBJECT_CLASS (gloss_file_watch_parent_class)->finalize (object);
}

static void
gloss_file_watch_class_init (GlossFileWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gloss_file_watch_get_property;
  object_class->dispose = gloss_file_watch_dispose;
  object_class->finalize = gloss_file_watch_finalize;

  properties[PROP_CHANGED] =
    g_param_spec_boolean ("changed", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gloss_file_watch_init (GlossFileWatch *self)
{
}

/**
 * gloss_file_watch_new:
 * @file: a file, there or not
 * @sha256: of the bytes that were captured, in lower-case hex
 *
 * Starts to look at once. Where the system can't tell of changes, this look is the only one.
 *
 * Returns: (transfer full): the watch
 */
GlossFileWatch *
gloss_file_watch_new (GFile *file, const char *sha256)
{
  GlossFileWatch *self = g_object_new (GLOSS_TYPE_FILE_WATCH, NULL);

  self->file = g_object_ref (file);
  self->sha256 = g_strdup (sha256);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
  look (self);
  return self;
}

/* Whether the file has other bytes now. */
gboolean
gloss_file_watch_get_changed (GlossFileWatch *self)
{
  g_return_val_if_fail (GLOSS_IS_FILE_WATCH (self), FALSE);

  return self->changed;
}
