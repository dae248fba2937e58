/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what a page asks the network for. Owns references to the resources that are under way, and borrows
 * the view. Main thread. It never stops anything: limits are the loader's. An event costs O(1).
 *
 * Requests are not resources: WebKit's look-ahead scanner asks for an image, is told that there is none, and
 * the parser, who comes to the same image, asks again. Limits count requests; what is told of a page counts
 * addresses. */

#include "config.h"

#include "web/gloss-page-traffic.h"

#include "core/article/gloss-address.h"
#include "core/base/gloss-hash.h"

#include <string.h>

/* How often what has arrived of the main resource is counted where it does not say how large it is. */
#define WATCH_MS 500

struct _GlossPageTraffic
{
  GObject parent_instance;

  GHashTable *under_way; /* from WebKitWebResource to a key of asked */
  WebKitWebResource *main;
  gboolean has_main_failed;
  gboolean was_main_left;
  guint64 main_bytes;
  guint watch_source;
  gboolean is_asking;

  /* Since the document began. Keys are hashes, for a page may make its addresses as long as it likes. */
  GHashTable *asked; /* from char * to whether it arrived */

  /* Since the view was made. */
  guint n_all;
  guint64 bytes;
};

G_DEFINE_FINAL_TYPE (GlossPageTraffic, gloss_page_traffic, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
end_resource (GlossPageTraffic *self, WebKitWebResource *resource, gboolean has_arrived)
{
  g_autoptr (GObject) held = NULL;
  g_autofree char *key = NULL;

  if (!g_hash_table_steal_extended (self->under_way, resource, (gpointer *) &held, (gpointer *) &key))
    return;
  if (has_arrived && resource != self->main)
    g_hash_table_replace (self->asked, g_steal_pointer (&key), GINT_TO_POINTER (TRUE));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Whether it can't become larger than it says that it is. */
static gboolean
is_bounded (WebKitURIResponse *response)
{
  SoupMessageHeaders *headers = response != NULL ? webkit_uri_response_get_http_headers (response) : NULL;

  return headers != NULL && webkit_uri_response_get_content_length (response) > 0 &&
         soup_message_headers_get_list (headers, "Content-Encoding") == NULL;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossPageTraffic) self = data;
  gsize length = 0;
  g_autofree guchar *bytes =
    webkit_web_resource_get_data_finish (WEBKIT_WEB_RESOURCE (source), result, &length, NULL);
  self->bytes += length;
  if (length > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
watched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossPageTraffic) self = data;
  gsize length = 0;
  g_autofree guchar *bytes =
    webkit_web_resource_get_data_finish (WEBKIT_WEB_RESOURCE (source), result, &length, NULL);

  self->is_asking = FALSE;
  if (WEBKIT_WEB_RESOURCE (source) != self->main || length <= self->main_bytes)
    return;
  self->main_bytes = length;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* How large a resource is that doesn't say so, or that comes compressed, shows only when it is there. */
static gboolean
watch_cb (gpointer data)
{
  GlossPageTraffic *self = data;
  WebKitURIResponse *response = self->main != NULL ? webkit_web_resource_get_response (self->main) : NULL;

  if (self->is_asking || response == NULL)
    return G_SOURCE_CONTINUE;
  if (is_bounded (response) || !g_hash_table_contains (self->under_way, self->main))
    {
      self->watch_source = 0;
      return G_SOURCE_REMOVE;
    }
  self->is_asking = TRUE;
  webkit_web_resource_get_data (self->main, NULL, watched_cb, g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

/* What a server answers instead of an image is no image. */
static void
finished_cb (WebKitWebResource *resource, GlossPageTraffic *self)
{
  WebKitURIResponse *response = webkit_web_resource_get_response (resource);

  /* The main one is counted when it is taken over. */
  if (resource != self->main && response != NULL && !is_bounded (response))
    webkit_web_resource_get_data (resource, NULL, counted_cb, g_object_ref (self));
  end_resource (self, resource, response != NULL && webkit_uri_response_get_status_code (response) < 400);
}

static void
failed_cb (WebKitWebResource *resource, GError *error, GlossPageTraffic *self)
{
  if (resource == self->main && g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED))
    self->was_main_left = TRUE;
  else if (resource == self->main)
    self->has_main_failed = TRUE;
  end_resource (self, resource, FALSE);
}

static void
response_cb (WebKitWebResource *resource, GParamSpec *pspec, GlossPageTraffic *self)
{
  WebKitURIResponse *response = webkit_web_resource_get_response (resource);

  if (response == NULL || !is_bounded (response))
    return;
  self->bytes += webkit_uri_response_get_content_length (response);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
started_cb (WebKitWebView *view,
            WebKitWebResource *resource,
            WebKitURIRequest *request,
            GlossPageTraffic *self)
{
  const char *uri = webkit_web_resource_get_uri (resource);
  g_autofree char *key = NULL;

  /* The others ask the network for nothing. */
  if (!gloss_address_is_web (uri))
    return;
  key = gloss_hash_string (uri);
  if (!g_hash_table_contains (self->asked, key))
    g_hash_table_insert (self->asked, g_strdup (key), GINT_TO_POINTER (FALSE));
  g_hash_table_replace (self->under_way, g_object_ref (resource), g_steal_pointer (&key));
  self->n_all++;
  g_signal_connect_object (resource, "finished", G_CALLBACK (finished_cb), self, 0);
  g_signal_connect_object (resource, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (resource, "notify::response", G_CALLBACK (response_cb), self, 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
gloss_page_traffic_dispose (GObject *object)
{
  g_clear_handle_id (&GLOSS_PAGE_TRAFFIC (object)->watch_source, g_source_remove);
  G_OBJECT_CLASS (gloss_page_traffic_parent_class)->dispose (object);
}

static void
gloss_page_traffic_finalize (GObject *object)
{
  GlossPageTraffic *self = GLOSS_PAGE_TRAFFIC (object);

  g_hash_table_unref (self->under_way);
  g_hash_table_unref (self->asked);
  g_clear_object (&self->main);
  G_OBJECT_CLASS (gloss_page_traffic_parent_class)->finalize (object);
}

static void
gloss_page_traffic_class_init (GlossPageTrafficClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_page_traffic_dispose;
  G_OBJECT_CLASS (klass)->finalize = gloss_page_traffic_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", GLOSS_TYPE_PAGE_TRAFFIC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_page_traffic_init (GlossPageTraffic *self)
{
  self->under_way = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * gloss_page_traffic_new:
 * @view: a view that has loaded nothing yet
 *
 * Returns: (transfer full): counts of what @view asks for from now on
 */
GlossPageTraffic *
gloss_page_traffic_new (WebKitWebView *view)
{
  GlossPageTraffic *self;

  g_return_val_if_fail (WEBKIT_IS_WEB_VIEW (view), NULL);

  self = g_object_new (GLOSS_TYPE_PAGE_TRAFFIC, NULL);
  g_signal_connect_object (view, "resource-load-started", G_CALLBACK (started_cb), self, 0);
  return self;
}

/**
 * gloss_page_traffic_begin_document:
 * @main: (nullable): its main resource
 *
 * Says that the view now shows a document of which nothing but @main was asked for. What the one before
 * waited for is forgotten: its process may be gone without a word.
 */
void
gloss_page_traffic_begin_document (GlossPageTraffic *self, WebKitWebResource *main)
{
  g_autofree char *key = NULL;

  g_return_if_fail (GLOSS_IS_PAGE_TRAFFIC (self));

  if (main != NULL)
    key = g_strdup (g_hash_table_lookup (self->under_way, main));
  if (main != NULL && self->n_all > 0)
    self->n_all--;
  g_set_object (&self->main, main);
  g_hash_table_remove_all (self->under_way);
  if (key != NULL)
    g_hash_table_replace (self->under_way, g_object_ref (main), g_steal_pointer (&key));
  self->has_main_failed = FALSE;
  self->was_main_left = FALSE;
  self->main_bytes = 0;
  if (self->watch_source == 0)
    self->watch_source = g_timeout_add (WATCH_MS, watch_cb, self);
  g_hash_table_remove_all (self->asked);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gloss_page_traffic_is_main_whole:
 *
 * Returns: whether the document's main resource has arrived, all of it
 */
gboolean
gloss_page_traffic_is_main_whole (GlossPageTraffic *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TRAFFIC (self), FALSE);

  return self->main != NULL && !self->has_main_failed && !self->was_main_left &&
         !g_hash_table_contains (self->under_way, self->main);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossPageTraffic) self = data;
  WebKitWebResource *main = WEBKIT_WEB_RESOURCE (source);
  WebKitURIResponse *response = webkit_web_resource_get_response (main);
  gsize length = 0;
  g_autofree guchar *bytes = webkit_web_resource_get_data_finish (main, result, &length, NULL);
  gboolean is_whole = is_bounded (response) && length == webkit_uri_response_get_content_length (response);

  if (main != self->main || gloss_page_traffic_is_main_whole (self))
    return;
  self->has_main_failed = !is_whole && !self->was_main_left;
  self->was_main_left &= !is_whole;
  g_hash_table_remove (self->under_way, main);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gloss_page_traffic_settle_main:
 *
 * Finds whether the main resource is whole whose end WebKit may not have told, because the page leads
 * elsewhere: only its announced length can say so.
 */
void
gloss_page_traffic_settle_main (GlossPageTraffic *self)
{
  g_return_if_fail (GLOSS_IS_PAGE_TRAFFIC (self));

  if (self->main != NULL)
    webkit_web_resource_get_data (self->main, NULL, settled_cb, g_object_ref (self));
}

/**
 * gloss_page_traffic_has_main_failed:
 *
 * Returns: whether the main resource will never be whole
 */
gboolean
gloss_page_traffic_has_main_failed (GlossPageTraffic *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TRAFFIC (self), FALSE);

  return self->has_main_failed;
}

/**
 * gloss_page_traffic_was_main_left:
 *
 * Returns: whether the page itself ended the load of its main resource before that was whole: it leads
 * elsewhere, if the elsewhere is there
 */
gboolean
gloss_page_traffic_was_main_left (GlossPageTraffic *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TRAFFIC (self), FALSE);

  return self->was_main_left;
}

/**
 * gloss_page_traffic_get_main:
 *
 * Returns: (transfer none) (nullable): the main resource of the document that is shown. The view itself
 * forgets it as soon as the page leads elsewhere, even in vain
 */
WebKitWebResource *
gloss_page_traffic_get_main (GlossPageTraffic *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TRAFFIC (self), NULL);

  return self->main;
}

/**
 * gloss_page_traffic_get_main_bytes:
 *
 * Returns: how much of the main resource is there, decoded, if it does not say how large it is; a little
 * late, and 0 if it does
 */
guint64
gloss_page_traffic_get_main_bytes (GlossPageTraffic *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TRAFFIC (self), 0);

  return self->main_bytes;
}

/**
 * gloss_page_traffic_count_under_way:
 *
 * Returns: how many resources are still arriving, the main one among them
 */
guint
gloss_page_traffic_count_under_way (GlossPageTraffic *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TRAFFIC (self), 0);

  return g_hash_table_size (self->under_way);
}

/**
 * gloss_page_traffic_count_asked:
 *
 * Returns: how many addresses the document asked for, without its own
 */
guint
gloss_page_traffic_count_asked (GlossPageTraffic *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TRAFFIC (self), 0);

  return g_hash_table_size (self->asked);
}

/**
 * gloss_page_traffic_count_missing:
 *
 * Returns: of how many of those nothing arrived: they failed, were answered with an error each time, or are
 * still on their way
 */
guint
gloss_page_traffic_count_missing (GlossPageTraffic *self)
{
  GHashTableIter iter;
  gpointer has_arrived;
  guint n_missing = 0;

  g_return_val_if_fail (GLOSS_IS_PAGE_TRAFFIC (self), 0);

  g_hash_table_iter_init (&iter, self->asked);
  while (g_hash_table_iter_next (&iter, NULL, &has_arrived))
    n_missing += !GPOINTER_TO_INT (has_arrived);
  return n_missing;
}

/**
 * gloss_page_traffic_count_all:
 *
 * Returns: how many resources the view has asked for since it was made, of all documents, without those
 * themselves
 */
guint
gloss_page_traffic_count_all (GlossPageTraffic *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TRAFFIC (self), 0);

  return self->n_all;
}

/**
 * gloss_page_traffic_get_bytes:
 *
 * Returns: how large all those together say that they are or, if they don't say so, were once they had
 * arrived; but for the main ones that don't
 */
guint64
gloss_page_traffic_get_bytes (GlossPageTraffic *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_TRAFFIC (self), 0);

  return self->bytes;
}
