/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches a page come to rest. Owns a timer; has references to the view, whose height it sets, and to its
 * traffic until it is stopped. Main thread. It never ends a load: that and all limits are the loader's. Costs
 * a look every 10 ms, and a question to the page where it may have become higher. */

#include "config.h"

#include "web/gloss-page-rest.h"

#include "web/gloss-inert-markup.h"
#include "web/gloss-page-collector.h"

/* Pixels of the page: a window of a usual size. It is painted smaller than that, so that a long page does not
 * hold the window up: what the page is told of its sizes stays the same. */
#define PAGE_WIDTH 1280
#define PAGE_HEIGHT 1024
#define PAGE_ZOOM 0.5

/* Pixels of the page: how high the view grows so that what waits to come into sight is loaded, and how often.
 */
#define MAX_HEIGHT 20000
#define MAX_GROWN 3

/* How long nothing may be under way for the page to be at rest, and how long nothing may change if something
 * is: pages keep connections open for news. */
#define REST_MS 500
#define STALLED_MS 5000
/* The same for a page that nothing can change, once it was asked what it waits for: what its styles want has
 * been asked for by then, and its word overtakes the network's by less. */
#define INERT_REST_MS 20
#define MAX_INERT_BYTES (4 * 1024 * 1024)
/* How long a page with scripts that shows next to no words may take to show some, once. */
#define PATIENCE_MS 2500
/* How often the page is looked at. */
#define LOOK_MS 10

struct _GlossPageRest
{
  GObject parent_instance;

  WebKitWebView *view;
  GlossPageTraffic *traffic;
  guint look_source;
  gint64 last_change;
  gint64 asked; /* for its words; 0 if not for those */
  gboolean has_document;
  gboolean is_loaded;
  gboolean is_known; /* whether it is inert */
  gboolean is_inert;
  gboolean is_asking;
  gboolean was_waited_for; /* for its words */
  gboolean is_measured;
  gboolean was_at_rest; /* when it was asked */
  guint n_grown;
  int height;
};

G_DEFINE_FINAL_TYPE (GlossPageRest, gloss_page_rest, G_TYPE_OBJECT)

enum
{
  SIGNAL_RESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A page grows only where anything is in sight. */
static gboolean
may_grow (GlossPageRest *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self->view)) && self->n_grown < MAX_GROWN;
}

static GlossPageManner
get_manner (GlossPageRest *self)
{
  if (self->is_inert)
    return GLOSS_PAGE_INERT;
  return gtk_widget_get_mapped (GTK_WIDGET (self->view)) ? GLOSS_PAGE_SHOWN : GLOSS_PAGE_HIDDEN;
}

static gboolean
is_loaded (GlossPageRest *self)
{
  return self->has_document && self->is_loaded && gloss_page_traffic_is_main_whole (self->traffic);
}

static gboolean
is_at_rest (GlossPageRest *self)
{
  gint64 quiet = (g_get_monotonic_time () - self->last_change) / 1000;
  gint64 rest = self->is_inert ? INERT_REST_MS : REST_MS;

  return is_loaded (self) && self->is_measured &&
         quiet >= (gloss_page_traffic_count_under_way (self->traffic) == 0 ? rest : STALLED_MS);
}

/* While the page was asked it may have led elsewhere, or asked for more. */
static void
height_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossPageRest) self = data;
  double height = gloss_page_collector_ask_height_finish (WEBKIT_WEB_VIEW (source), result);

  self->is_asking = FALSE;
  if (self->view == NULL)
    return;
  /* Words that were waited for ask for images in their turn. */
  if (self->asked > 0 && g_get_monotonic_time () - self->asked > REST_MS * G_TIME_SPAN_MILLISECOND)
    self->last_change = g_get_monotonic_time ();
  /* What was woken takes its time to be asked for. */
  if (height > 0 && self->is_inert)
    {
      self->is_inert = FALSE;
      self->last_change = g_get_monotonic_time ();
    }
  height = MIN (height, MAX_HEIGHT);
  if (height > self->height && may_grow (self))
    {
      self->height = (int) height;
      self->n_grown++;
      self->is_measured = FALSE; /* asked again, so that the page takes note */
      self->last_change = g_get_monotonic_time ();
      gtk_widget_set_size_request (GTK_WIDGET (self->view), (int) (PAGE_WIDTH * PAGE_ZOOM),
                                   (int) (self->height * PAGE_ZOOM));
    }
  else if (self->was_at_rest && is_at_rest (self))
    g_signal_emit (self, signals[SIGNAL_RESTED], 0);
}

/* What waits to come into sight is loaded once all of the page is in sight. The page grows when it is loaded,
 * to rest once only, and again where it has become higher by then. */
static void
measure (GlossPageRest *self)
{
  if (!self->is_measured || (may_grow (self) && !self->is_inert))
    {
      self->is_asking = TRUE;
      self->is_measured = TRUE;
      self->asked = self->was_waited_for ? 0 : g_get_monotonic_time ();
      gloss_page_collector_ask_height_async (self->view, get_manner (self), self->height,
                                             self->was_waited_for ? 0 : PATIENCE_MS, height_cb,
                                             g_object_ref (self));
      self->was_waited_for = TRUE;
    }
  else
    g_signal_emit (self, signals[SIGNAL_RESTED], 0);
}

static gboolean
has_refresh (WebKitWebResource *main)
{
  SoupMessageHeaders *headers =
    webkit_uri_response_get_http_headers (webkit_web_resource_get_response (main));

  return headers == NULL || soup_message_headers_get_list (headers, "Refresh") != NULL;
}

/* Whether it says that it is too large to be looked at. */
static gboolean
is_large (WebKitWebResource *main)
{
  WebKitURIResponse *response = webkit_web_resource_get_response (main);

  return response != NULL && webkit_uri_response_get_content_length (response) > MAX_INERT_BYTES;
}

static void
bytes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossPageRest) self = data;
  gsize length = 0;
  g_autofree guchar *bytes =
    webkit_web_resource_get_data_finish (WEBKIT_WEB_RESOURCE (source), result, &length, NULL);

  self->is_asking = FALSE;
  if (self->view == NULL || WEBKIT_WEB_RESOURCE (source) != gloss_page_traffic_get_main (self->traffic))
    return;
  self->is_known = TRUE;
  /* WebKit hands what is empty over as one NUL: no word will ever come of it. */
  if (bytes != NULL && length == 1 && bytes[0] == 0)
    length = 0;
  self->is_inert = bytes != NULL && length <= MAX_INERT_BYTES &&
                   !has_refresh (WEBKIT_WEB_RESOURCE (source)) &&
                   gloss_markup_is_inert ((const char *) bytes, length);
}

static gboolean
look_cb (gpointer data)
{
  g_autoptr (GlossPageRest) self = g_object_ref (data);

  if (self->is_asking || !is_loaded (self))
    return G_SOURCE_CONTINUE;
  if (!self->is_known && is_large (gloss_page_traffic_get_main (self->traffic)))
    self->is_known = TRUE; /* not to be inert: handing it over would hold the window up */
  if (!self->is_known)
    {
      self->is_asking = TRUE;
      webkit_web_resource_get_data (gloss_page_traffic_get_main (self->traffic), NULL, bytes_cb,
                                    g_object_ref (self));
      return G_SOURCE_CONTINUE;
    }
  self->was_at_rest = is_at_rest (self);
  if (!self->is_measured || self->was_at_rest)
    measure (self);
  /* Stopping has removed this source. */
  return self->view != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
changed_cb (GlossPageTraffic *traffic, GlossPageRest *self)
{
  self->last_change = g_get_monotonic_time ();
}

static void
gloss_page_rest_dispose (GObject *object)
{
  gloss_page_rest_stop (GLOSS_PAGE_REST (object));
  G_OBJECT_CLASS (gloss_page_rest_parent_class)->dispose (object);
}

static void
gloss_page_rest_class_init (GlossPageRestClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_page_rest_dispose;

  signals[SIGNAL_RESTED] =
    g_signal_new ("rested", GLOSS_TYPE_PAGE_REST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_page_rest_init (GlossPageRest *self)
{
  self->height = PAGE_HEIGHT;
}

/**
 * gloss_page_rest_new:
 * @view: a view that has loaded nothing yet
 * @traffic: what it asks for
 *
 * Returns: (transfer full): a watch that looks at once
 */
GlossPageRest *
gloss_page_rest_new (WebKitWebView *view, GlossPageTraffic *traffic)
{
  GlossPageRest *self;

  g_return_val_if_fail (WEBKIT_IS_WEB_VIEW (view), NULL);
  g_return_val_if_fail (GLOSS_IS_PAGE_TRAFFIC (traffic), NULL);

  self = g_object_new (GLOSS_TYPE_PAGE_REST, NULL);
  self->view = g_object_ref (view);
  self->traffic = g_object_ref (traffic);
  self->last_change = g_get_monotonic_time ();
  self->look_source = g_timeout_add (LOOK_MS, look_cb, self);
  g_signal_connect_object (traffic, "changed", G_CALLBACK (changed_cb), self, 0);
  return self;
}

/**
 * gloss_page_rest_make_place:
 *
 * Returns: (transfer floating): a widget of one pixel, never seen, in which pages come to rest one after the
 * other
 */
GtkWidget *
gloss_page_rest_make_place (void)
{
  GtkWidget *place = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (place), GTK_POLICY_EXTERNAL, GTK_POLICY_EXTERNAL);
  gtk_widget_set_size_request (place, 1, 1);
  gtk_widget_set_halign (place, GTK_ALIGN_START);
  gtk_widget_set_valign (place, GTK_ALIGN_START);
  /* At 0 GTK does not draw it, and WebKit paints no second frame before the first one is drawn: what waits
   * for frames, or to come into sight, would wait for ever. */
  gtk_widget_set_opacity (place, 0.01);
  gtk_widget_set_can_target (place, FALSE);
  gtk_widget_set_can_focus (place, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return place;
}

/**
 * gloss_page_rest_place:
 * @widget: where the view is to be: it may not be shown
 *
 * Puts the view where it loads, in the size that it begins with.
 */
void
gloss_page_rest_place (GlossPageRest *self, GtkScrolledWindow *widget)
{
  const int width = (int) (PAGE_WIDTH * PAGE_ZOOM), height = (int) (PAGE_HEIGHT * PAGE_ZOOM);
  GtkWidget *view;
  int unused;

  g_return_if_fail (GLOSS_IS_PAGE_REST (self));
  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (widget));

  view = GTK_WIDGET (self->view);
  webkit_web_view_set_zoom_level (self->view, PAGE_ZOOM);
  gtk_widget_set_size_request (view, width, height);
  gtk_scrolled_window_set_child (widget, view);
  if (gtk_widget_get_mapped (GTK_WIDGET (widget)))
    return;
  /* In a widget that is not shown nothing else gives it a size. */
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &unused, NULL, NULL, NULL);
  gtk_widget_size_allocate (view, &(GtkAllocation){ 0, 0, width, height }, -1);
}

/**
 * gloss_page_rest_begin_document:
 *
 * Says that the view shows another document from now on.
 */
void
gloss_page_rest_begin_document (GlossPageRest *self)
{
  g_return_if_fail (GLOSS_IS_PAGE_REST (self));

  self->has_document = TRUE;
  self->is_known = FALSE;
  self->is_inert = FALSE;
  self->is_measured = FALSE;
  self->was_waited_for = FALSE;
}

/**
 * gloss_page_rest_set_loaded:
 *
 * Says whether the page is loaded as far as it says so itself, or leads on.
 */
void
gloss_page_rest_set_loaded (GlossPageRest *self, gboolean is_loaded)
{
  g_return_if_fail (GLOSS_IS_PAGE_REST (self));

  self->last_change = g_get_monotonic_time ();
  self->is_loaded = is_loaded;
}

/**
 * gloss_page_rest_stop:
 *
 * Ends the watch. The view stays as high as it is.
 */
void
gloss_page_rest_stop (GlossPageRest *self)
{
  g_return_if_fail (GLOSS_IS_PAGE_REST (self));

  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_object (&self->traffic);
  g_clear_object (&self->view);
}
