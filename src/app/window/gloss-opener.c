/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossOpener owns the queue of files that are asked for and a reference to the store. Main thread; files are
 * read and decoded in a GTask thread. It never changes what is open, and stores nothing once it was
 * cancelled.
 */
#include "config.h"

#include "app/window/gloss-opener.h"

#include "core/article/gloss-loader.h"
#include "core/base/gloss-error.h"
#include "web/gloss-file-reader.h"

#include <glib/gi18n.h>
#include <string.h>

/* What one call works on: made on the main thread, filled by the worker, read on the main thread again. */
typedef struct
{
  GFile *file;
  char *text;
  GlossExtent extent;

  GlossSourceFile *source;
  GlossCapture *capture;
  char *doubt;
  char *note;

  GlossAdded added;
  GlossChange *change;
} Request;

struct _GlossOpener
{
  GObject parent_instance;

  GlossStore *store;
  GQueue waiting; /* of GTask, owned */
  GTask *reading; /* owned by its own callbacks */
};

G_DEFINE_FINAL_TYPE (GlossOpener, gloss_opener, G_TYPE_OBJECT)

static void
request_free (Request *request)
{
  g_clear_object (&request->file);
  g_free (request->text);
  g_clear_pointer (&request->source, gloss_source_file_free);
  g_clear_pointer (&request->capture, gloss_capture_unref);
  g_free (request->doubt);
  g_free (request->note);
  g_clear_pointer (&request->change, gloss_change_unref);
  g_free (request);
}

/* That the program brings an article along is nothing that its user did. */
static gboolean
is_undoable (Request *request)
{
  return strcmp (gloss_capture_get_fields (request->capture)->uri, GLOSS_WELCOME_URI) != 0;
}

static void
added_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  char *article =
    gloss_store_add_capture_finish (GLOSS_STORE (object), result, &request->added, &request->change, &error);

  if (article != NULL)
    g_task_return_pointer (task, article, g_free);
  else
    g_task_return_error (task, error);
}

static void
return_capture (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  g_task_return_pointer (task, gloss_capture_ref (request->capture), (GDestroyNotify) gloss_capture_unref);
}

static void
page_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  request->capture =
    gloss_file_reader_read_finish (GLOSS_FILE_READER (object), result, &request->doubt, &error);
  request->note = gloss_file_reader_dup_note (GLOSS_FILE_READER (object), result);
  if (request->capture != NULL)
    return_capture (task);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (request->capture != NULL)
    return_capture (task);
  else
    {
      g_autoptr (GlossFileReader) reader = gloss_file_reader_new ();

      gloss_file_reader_read_async (reader, g_steal_pointer (&request->source), request->extent,
                                    g_task_get_cancellable (task), page_read_cb, g_object_ref (task));
    }
}

static GlossSourceFile *
read_welcome (GError **error)
{
  g_autoptr (GBytes) bytes =
    g_resources_lookup_data ("/glossator/welcome.md", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  GlossSourceFile *source;

  if (bytes == NULL)
    return NULL;

  source = g_new0 (GlossSourceFile, 1);
  source->uri = g_strdup (GLOSS_WELCOME_URI);
  source->media_type = "text/markdown";
  source->utf8 = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  source->name = g_strdup (_ ("Welcome"));
  source->bytes = g_steal_pointer (&bytes);
  return source;
}

/* The bundled article comes from no site and no file. */
static GlossCapture *
make_capture (GlossSourceFile *source, GError **error)
{
  g_autoptr (GlossCapture) capture = gloss_loader_capture (source, error);
  GlossCaptureFields fields;

  if (capture == NULL || strcmp (source->uri, GLOSS_WELCOME_URI) != 0)
    return g_steal_pointer (&capture);

  fields = *gloss_capture_get_fields (capture);
  fields.site = _ ("Sample article");
  return gloss_capture_new (&fields);
}

static void
load_in_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;

  if (request->file == NULL)
    request->source = gloss_source_file_new_for_paste (request->text, &error);
  else if (gloss_opener_is_welcome (request->file))
    request->source = read_welcome (&error);
  else
    request->source = gloss_source_file_read (request->file, cancellable, &error);

  if (request->source != NULL && !gloss_loader_needs_browser (request->source))
    request->capture = make_capture (request->source, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* What was cancelled while it waited comes to its turn only to say so. */
static void
read_next (GlossOpener *self)
{
  while (self->reading == NULL && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);
      g_autoptr (GTask) load = NULL;

      if (g_task_return_error_if_cancelled (task))
        continue;
      /* The request lives as long as the outer task, which waits for the inner one. */
      load = g_task_new (NULL, g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
      g_task_set_source_tag (load, load_in_thread);
      g_task_set_task_data (load, g_task_get_task_data (task), NULL);
      self->reading = task;
      g_task_run_in_thread (load, load_in_thread);
    }
}

static void
completed_cb (GTask *task)
{
  GlossOpener *self = g_task_get_source_object (task);

  if (self->reading != task)
    return;
  self->reading = NULL;
  read_next (self);
}

static void
read_async (
  GlossOpener *self, Request *request, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, read_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_signal_connect (task, "notify::completed", G_CALLBACK (completed_cb), NULL);
  g_queue_push_tail (&self->waiting, task);
  read_next (self);
}

static void
gloss_opener_dispose (GObject *object)
{
  /* What waits holds a reference: there is nothing left here. */
  g_assert (g_queue_is_empty (&GLOSS_OPENER (object)->waiting));
  g_clear_object (&GLOSS_OPENER (object)->store);

  G_OBJECT_CLASS (gloss_opener_parent_class)->dispose (object);
}

static void
gloss_opener_class_init (GlossOpenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_opener_dispose;
}

static void
gloss_opener_init (GlossOpener *self)
{
  g_queue_init (&self->waiting);
}

/**
 * gloss_opener_is_welcome:
 * @file: a file
 *
 * Returns: whether it stands for the article that the program brings along
 */
gboolean
gloss_opener_is_welcome (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  return g_strcmp0 (uri, GLOSS_WELCOME_URI) == 0;
}

/**
 * gloss_opener_new:
 * @store: an open library
 *
 * Returns: (transfer full): the opener
 */
GlossOpener *
gloss_opener_new (GlossStore *store)
{
  GlossOpener *self = g_object_new (GLOSS_TYPE_OPENER, NULL);

  self->store = g_object_ref (store);
  return self;
}

/**
 * gloss_opener_read_file_async:
 * @self: an opener
 * @file: what to open
 * @extent: how much is taken of a page, as gloss_file_reader_read_async() says
 * @cancellable: (nullable): to stop it
 * @callback: called at the end
 * @data: for @callback
 *
 * Makes a capture of a file, once those asked for before are read: of many files, each page has a web process
 * to itself, and only one at a time.
 */
void
gloss_opener_read_file_async (GlossOpener *self,
                              GFile *file,
                              GlossExtent extent,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  Request *request;

  g_return_if_fail (GLOSS_IS_OPENER (self));
  g_return_if_fail (G_IS_FILE (file));

  request = g_new0 (Request, 1);
  request->file = g_object_ref (file);
  request->extent = extent;
  read_async (self, request, cancellable, callback, data);
}

/**
 * gloss_opener_read_text_async:
 * @self: an opener
 * @text: what was pasted, UTF-8
 * @cancellable: (nullable): to stop it
 * @callback: called at the end
 * @data: for @callback
 *
 * Makes a capture of pasted text.
 */
void
gloss_opener_read_text_async (
  GlossOpener *self, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Request *request;

  g_return_if_fail (GLOSS_IS_OPENER (self));
  g_return_if_fail (text != NULL);

  request = g_new0 (Request, 1);
  request->text = g_strdup (text);
  read_async (self, request, cancellable, callback, data);
}

/**
 * gloss_opener_read_finish:
 * @self: an opener
 * @result: what the callback was given
 * @doubt: (out) (nullable) (transfer full): why this may not be all that was meant, a sentence; the user is
 * asked then before it is stored
 * @error: return location
 *
 * Ends the two calls above. Errors are those of reading a file and of #GlossFileReader, each a sentence for
 * the user.
 *
 * Returns: (transfer full): the capture, not stored yet
 */
GlossCapture *
gloss_opener_read_finish (GlossOpener *self, GAsyncResult *result, char **doubt, GError **error)
{
  GlossCapture *capture;
  Request *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (doubt != NULL, NULL);

  request = g_task_get_task_data (G_TASK (result));
  capture = g_task_propagate_pointer (G_TASK (result), error);
  *doubt = capture != NULL ? g_steal_pointer (&request->doubt) : NULL;
  return capture;
}

/**
 * gloss_opener_dup_note:
 * @self: an opener
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): what is to be said of what was read, once it is stored; %NULL where
 * nothing is
 */
char *
gloss_opener_dup_note (GlossOpener *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_strdup (((Request *) g_task_get_task_data (G_TASK (result)))->note);
}

/**
 * gloss_opener_add_capture_async:
 * @self: an opener
 * @capture: what was captured
 * @cancellable: (nullable): to stop it; nothing is stored then
 * @callback: called at the end
 * @data: for @callback
 *
 * Adds a capture to the library by the rule of gloss_database_add_capture().
 */
void
gloss_opener_add_capture_async (GlossOpener *self,
                                GlossCapture *capture,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  GTask *task;
  Request *request;

  g_return_if_fail (GLOSS_IS_OPENER (self));
  g_return_if_fail (capture != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_opener_add_capture_async);
  request = g_new0 (Request, 1);
  request->capture = gloss_capture_ref (capture);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else
    gloss_store_add_capture_async (self->store, capture, added_cb, task);
}

/**
 * gloss_opener_add_finish:
 * @self: an opener
 * @result: what the callback was given
 * @added: (out) (optional): what the library had to take up
 * @change: (out) (optional) (nullable) (transfer full): the change, if it is one to undo
 * @error: return location
 *
 * Ends the call above. Errors are those of the store, each a sentence for the user.
 *
 * Returns: (transfer full): the article's uuid
 */
char *
gloss_opener_add_finish (
  GlossOpener *self, GAsyncResult *result, GlossAdded *added, GlossChange **change, GError **error)
{
  char *article;
  Request *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  request = g_task_get_task_data (G_TASK (result));
  article = g_task_propagate_pointer (G_TASK (result), error);
  if (article != NULL && added != NULL)
    *added = request->added;
  if (article != NULL && change != NULL)
    *change = is_undoable (request) ? g_steal_pointer (&request->change) : NULL;
  return article;
}
