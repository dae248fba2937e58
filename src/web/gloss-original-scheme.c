/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Serves a stored page under the gloss-original: scheme, with the headers that keep it from asking for
 * anything else. Holds the page that is served. Main thread. It never reads a file and never asks the
 * network.
 *
 * Why WebKit does not load the MHTML itself, as it can from a file: what is not stored in the file stays
 * unanswered for ever there (tried with 2.50: no style is applied and loading never ends where one style
 * sheet is missing), frames may lead to other files unless each navigation is refused, and the file has to
 * lie on the disk. */

#include "config.h"

#include "web/gloss-original-scheme.h"

#include "web/gloss-scheme-answer.h"

#include <string.h>

#define SCHEME "gloss-original"

/* Styles stand in the page; images may, as data: addresses. Its base is where it was, so that links lead
 * there. */
#define POLICY                                                                                               \
  "default-src 'none'; img-src " SCHEME ": data:; font-src " SCHEME ": data:; style-src 'unsafe-inline'; "   \
  "base-uri http: https:; form-action 'none'; frame-ancestors 'none'"

struct _GlossOriginalScheme
{
  GObject parent_instance;

  GlossOriginalPage *page;
  char *uri;
  guint load;
};

G_DEFINE_FINAL_TYPE (GlossOriginalScheme, gloss_original_scheme, G_TYPE_OBJECT)

static const GlossOriginalResource *
find_resource (GlossOriginalScheme *self, const char *uri)
{
  gsize length;
  guint64 number;

  if (self->page == NULL)
    return NULL;
  length = strlen (self->uri);
  if (strncmp (uri, self->uri, length) != 0)
    return NULL;
  if (uri[length] == '\0')
    return gloss_original_page_get_document (self->page);
  if (uri[length] != '/' || !g_ascii_string_to_unsigned (uri + length + 1, 10, 0, G_MAXUINT, &number, NULL))
    return NULL;
  return gloss_original_page_get_resource (self->page, number);
}

static void
request_cb (WebKitURISchemeRequest *request, gpointer data)
{
  static const char *const headers[] = {
    "Content-Security-Policy",
    POLICY,
    "Referrer-Policy",
    "no-referrer",
    "X-DNS-Prefetch-Control",
    "off",
    NULL,
  };
  GWeakRef *ref = data;
  g_autoptr (GlossOriginalScheme) self = g_weak_ref_get (ref);
  const GlossOriginalResource *resource =
    self != NULL ? find_resource (self, webkit_uri_scheme_request_get_uri (request)) : NULL;

  if (resource != NULL)
    gloss_scheme_answer (request, resource->bytes, resource->media_type, headers);
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
gloss_original_scheme_finalize (GObject *object)
{
  GlossOriginalScheme *self = GLOSS_ORIGINAL_SCHEME (object);

  g_clear_pointer (&self->page, gloss_original_page_unref);
  g_free (self->uri);
  G_OBJECT_CLASS (gloss_original_scheme_parent_class)->finalize (object);
}

static void
gloss_original_scheme_class_init (GlossOriginalSchemeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_original_scheme_finalize;
}

static void
gloss_original_scheme_init (GlossOriginalScheme *self)
{
}

/**
 * gloss_original_scheme_new:
 * @context: a context that has no such scheme yet; it may outlive what is returned
 *
 * Returns: (transfer full): a scheme that serves nothing so far
 */
GlossOriginalScheme *
gloss_original_scheme_new (WebKitWebContext *context)
{
  GlossOriginalScheme *self;
  GWeakRef *ref;

  g_return_val_if_fail (WEBKIT_IS_WEB_CONTEXT (context), NULL);

  self = g_object_new (GLOSS_TYPE_ORIGINAL_SCHEME, NULL);
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  webkit_web_context_register_uri_scheme (context, SCHEME, request_cb, ref, free_weak_ref);
  return self;
}

/**
 * gloss_original_scheme_publish:
 * @page: (nullable): what is served from now on and nothing else, at an address that was never used before
 *
 * Returns: the number of this load, the last part of its address; never 0
 */
guint
gloss_original_scheme_publish (GlossOriginalScheme *self, GlossOriginalPage *page)
{
  g_return_val_if_fail (GLOSS_IS_ORIGINAL_SCHEME (self), 0);

  g_clear_pointer (&self->page, gloss_original_page_unref);
  if (page != NULL)
    self->page = gloss_original_page_ref (page);
  self->load++;
  g_free (self->uri);
  self->uri = g_strdup_printf (SCHEME "://page/%u", self->load);
  return self->load;
}

/**
 * gloss_original_scheme_get_uri:
 *
 * Returns: (nullable): the address of what was published last
 */
const char *
gloss_original_scheme_get_uri (GlossOriginalScheme *self)
{
  g_return_val_if_fail (GLOSS_IS_ORIGINAL_SCHEME (self), NULL);

  return self->uri;
}
