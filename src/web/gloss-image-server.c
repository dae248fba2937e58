/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images for a web process. Owns what is asked for and not answered yet, and a reference to where the images
 * are. Main thread. It keeps no image: what is answered is gone. A few are loaded at a time, so that a page
 * of a thousand holds up nobody else who reads the library. What is served is an image by its own bytes,
 * whoever says so. */

#include "config.h"

#include "web/gloss-image-server.h"

#include "core/article/gloss-image-type.h"
#include "web/gloss-scheme-answer.h"

#include <string.h>

#define PREFIX "gloss://reader/image/"
#define HASH_LENGTH 64
#define MAX_LOADING 4

#define POLICY "default-src 'none'; style-src 'unsafe-inline'; sandbox"

struct _GlossImageServer
{
  GObject parent_instance;

  GlossImageSource *source;
  GCancellable *cancellable; /* of what is loading from this source */
  GQueue waiting;            /* of WebKitURISchemeRequest */
  guint n_loading;
};

G_DEFINE_FINAL_TYPE (GlossImageServer, gloss_image_server, G_TYPE_OBJECT)

typedef struct
{
  GlossImageServer *server;
  WebKitURISchemeRequest *request;
  GCancellable *cancellable;
} Load;

static void
free_load (Load *load)
{
  g_object_unref (load->server);
  g_object_unref (load->request);
  g_object_unref (load->cancellable);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, free_load)

static void
serve (WebKitURISchemeRequest *request, GBytes *bytes)
{
  static const char *const headers[] = {
    "Content-Security-Policy", POLICY, "X-Content-Type-Options", "nosniff", "Cache-Control", "no-store", NULL,
  };
  GlossImageType type;

  if (gloss_image_type_sniff (&type, bytes))
    gloss_scheme_answer (request, bytes, type.media_type, headers);
  else
    gloss_scheme_refuse (request);
}

/* The digits behind the prefix, or NULL: an address is written in one way only. */
static const char *
find_hash (WebKitURISchemeRequest *request)
{
  const char *uri = webkit_uri_scheme_request_get_uri (request);
  const char *hash;

  if (uri == NULL || !g_str_has_prefix (uri, PREFIX))
    return NULL;
  hash = uri + strlen (PREFIX);
  return strlen (hash) == HASH_LENGTH && strspn (hash, "0123456789abcdef") == HASH_LENGTH ? hash : NULL;
}

static void
load_waiting (GlossImageServer *self, GAsyncReadyCallback loaded)
{
  while (self->n_loading < MAX_LOADING && !g_queue_is_empty (&self->waiting))
    {
      Load *load = g_new0 (Load, 1);

      load->server = g_object_ref (self);
      load->request = g_queue_pop_head (&self->waiting);
      load->cancellable = g_object_ref (self->cancellable);
      self->n_loading++;
      gloss_image_source_load_async (self->source, find_hash (load->request), self->cancellable, loaded,
                                     load);
    }
}

/* What was asked of another source is no longer for anybody. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Load) load = data;
  GlossImageServer *self = load->server;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gloss_image_source_load_finish (GLOSS_IMAGE_SOURCE (source), result, &error);

  self->n_loading--;
  if (bytes != NULL && !g_cancellable_is_cancelled (load->cancellable))
    serve (load->request, bytes);
  else
    gloss_scheme_refuse (load->request);
  if (error != NULL)
    g_debug ("An image is not shown: %s", error->message);
  if (self->source != NULL)
    load_waiting (self, loaded_cb);
}

static void
drop_source (GlossImageServer *self)
{
  WebKitURISchemeRequest *request;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->source);
  while ((request = g_queue_pop_head (&self->waiting)) != NULL)
    {
      gloss_scheme_refuse (request);
      g_object_unref (request);
    }
}

static void
gloss_image_server_dispose (GObject *object)
{
  drop_source (GLOSS_IMAGE_SERVER (object));
  G_OBJECT_CLASS (gloss_image_server_parent_class)->dispose (object);
}

static void
gloss_image_server_class_init (GlossImageServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_image_server_dispose;
}

static void
gloss_image_server_init (GlossImageServer *self)
{
  g_queue_init (&self->waiting);
}

/* Returns: (transfer full): one that has no images. */
GlossImageServer *
gloss_image_server_new (void)
{
  return g_object_new (GLOSS_TYPE_IMAGE_SERVER, NULL);
}

/**
 * gloss_image_server_set_source:
 * @source: (nullable): the images of what is shown from now on
 *
 * What was asked of the source before is cancelled and refused.
 */
void
gloss_image_server_set_source (GlossImageServer *self, GlossImageSource *source)
{
  g_return_if_fail (GLOSS_IS_IMAGE_SERVER (self));

  drop_source (self);
  if (source == NULL)
    return;
  self->source = g_object_ref (source);
  self->cancellable = g_cancellable_new ();
}

/**
 * gloss_image_server_answer:
 * @request: for any address
 *
 * Takes a request for `gloss://reader/image/SHA256`. It is answered once the bytes are there: with them, if
 * they are an image, or else as if there were nothing.
 *
 * Returns: %FALSE where it is for something else; it has no answer then
 */
gboolean
gloss_image_server_answer (GlossImageServer *self, WebKitURISchemeRequest *request)
{
  g_return_val_if_fail (GLOSS_IS_IMAGE_SERVER (self), FALSE);

  if (find_hash (request) == NULL)
    return FALSE;
  if (self->source == NULL)
    {
      gloss_scheme_refuse (request);
      return TRUE;
    }
  g_queue_push_tail (&self->waiting, g_object_ref (request));
  load_waiting (self, loaded_cb);
  return TRUE;
}
