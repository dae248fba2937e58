/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Serves the reader document and its images under the gloss: scheme, with the headers that keep it from
 * asking for anything else. Owns the document's bytes and the server of images. Main thread. It never reads a
 * file. Publishing costs a copy of the document. */

#include "config.h"

#include "web/gloss-scheme.h"

#include "web/gloss-image-server.h"
#include "web/gloss-scheme-answer.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

#define POLICY                                                                                               \
  "default-src 'none'; img-src gloss:; style-src gloss:; base-uri 'none'; form-action 'none'; "              \
  "frame-ancestors 'none'"

struct _GlossScheme
{
  GObject parent_instance;

  GlossImageServer *images;
  GBytes *document;
  char *uri;
  guint load;
};

G_DEFINE_FINAL_TYPE (GlossScheme, gloss_scheme, G_TYPE_OBJECT)

static void
request_cb (WebKitURISchemeRequest *request, gpointer data)
{
  static const char *const headers[] = {
    "Content-Security-Policy",
    POLICY,
    "X-Content-Type-Options",
    "nosniff",
    "Referrer-Policy",
    "no-referrer",
    "X-DNS-Prefetch-Control",
    "off",
    NULL,
  };
  GWeakRef *ref = data;
  g_autoptr (GlossScheme) self = g_weak_ref_get (ref);

  if (self != NULL && gloss_image_server_answer (self->images, request))
    return;
  if (self != NULL && g_strcmp0 (webkit_uri_scheme_request_get_uri (request), self->uri) == 0)
    gloss_scheme_answer (request, self->document, "text/html", headers);
  else
    gloss_scheme_refuse (request);
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
gloss_scheme_finalize (GObject *object)
{
  GlossScheme *self = GLOSS_SCHEME (object);

  gloss_image_server_set_source (self->images, NULL);
  g_object_unref (self->images);
  g_clear_pointer (&self->document, g_bytes_unref);
  g_free (self->uri);
  G_OBJECT_CLASS (gloss_scheme_parent_class)->finalize (object);
}

static void
gloss_scheme_class_init (GlossSchemeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_scheme_finalize;
}

static void
gloss_scheme_init (GlossScheme *self)
{
  self->images = gloss_image_server_new ();
}

/**
 * gloss_scheme_new:
 * @context: a context that has no `gloss:` scheme yet; it may outlive what is returned
 *
 * Returns: (transfer full): a scheme that serves nothing so far
 */
GlossScheme *
gloss_scheme_new (WebKitWebContext *context)
{
  GlossScheme *self;
  GWeakRef *ref;

  g_return_val_if_fail (WEBKIT_IS_WEB_CONTEXT (context), NULL);

  self = g_object_new (GLOSS_TYPE_SCHEME, NULL);
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  webkit_web_context_register_uri_scheme (context, "gloss", request_cb, ref, free_weak_ref);
  return self;
}

/**
 * gloss_scheme_publish:
 * @html: a whole document; copied
 * @images: (nullable): the images that it may ask for
 *
 * Serves @html from now on and nothing else but @images, at an address that was never used before.
 *
 * Returns: the number of this load, the last part of its address; never 0
 */
guint
gloss_scheme_publish (GlossScheme *self, const char *html, GlossImageSource *images)
{
  GString *document;

  g_return_val_if_fail (GLOSS_IS_SCHEME (self), 0);
  g_return_val_if_fail (html != NULL, 0);

  gloss_image_server_set_source (self->images, images);
  /* The mark settles the encoding, whatever a meta element says. */
  document = g_string_new (BYTE_ORDER_MARK);
  g_string_append (document, html);
  g_clear_pointer (&self->document, g_bytes_unref);
  self->document = g_string_free_to_bytes (document);

  self->load++;
  g_free (self->uri);
  self->uri = g_strdup_printf ("gloss://reader/%u", self->load);
  return self->load;
}

/**
 * gloss_scheme_get_uri:
 *
 * Returns: (nullable): the address of what was published last
 */
const char *
gloss_scheme_get_uri (GlossScheme *self)
{
  g_return_val_if_fail (GLOSS_IS_SCHEME (self), NULL);

  return self->uri;
}
