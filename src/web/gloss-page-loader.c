/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads one page of the web at a time. Owns the widget that pages load in and, for one load, the view, the
 * counts of its traffic and the timers, all in the task's data. Main thread; hashing is done on a worker
 * thread. It never gives the page anything of ours, and never keeps the web process longer than the load.
 * Costs what the page costs, half a second of rest, and a copy of what was loaded. */

#include "config.h"

#include "web/gloss-page-loader.h"

#include "core/article/gloss-address.h"
#include "core/article/gloss-mhtml.h"
#include "core/article/gloss-source-file.h"
#include "core/base/gloss-error.h"
#include "web/gloss-live-view.h"
#include "web/gloss-load-failure.h"
#include "web/gloss-load-status.h"
#include "web/gloss-mute-view.h"
#include "web/gloss-network-filter.h"
#include "web/gloss-page-collector.h"
#include "web/gloss-page-rest.h"
#include "web/gloss-page-traffic.h"

#include <glib/gi18n-lib.h>

/* Text in MHTML is quoted and images are in base64: what is larger than this is not loaded, because its MHTML
 * could not be stored. */
#define MAX_BYTES ((guint64) 96 << 20)
#define MHTML_GROWTH 4

/* How long what was asked for may still arrive when too much was, and how long a page that ended itself, or
 * what it led to, may take to lead on: to begin to. */
#define GRACE_SECONDS 10

struct _GlossPageLoader
{
  GObject parent_instance;

  GtkWidget *widget;
  GlossAddressGate *gate;
  WebKitUserContentFilter *filter;
  char *status;
  double progress;
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (GlossPageLoader, gloss_page_loader, G_TYPE_OBJECT)

enum
{
  PROP_PROGRESS = 1,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_ARRIVING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum
{
  STAGE_OPENING,
  STAGE_LOADING,
  STAGE_COLLECTING,
  STAGE_ENDED,
} Stage;

/* One load. */
typedef struct
{
  GlossPageLimits limits;
  guint64 max_main; /* bytes of the main resource: what can't be read is not loaded */
  char *uri;
  char *document_uri; /* where what is shown came from; NULL before anything is */
  Stage stage;

  /* What is asked of the gate ends with the load, so that a late answer opens nothing for the next. */
  GCancellable *asking;
  GSource *cancelled;
  guint limit_source;
  guint grace_source;
  gboolean has_too_many; /* parts: what is under way may end, and nothing follows */
  gboolean is_leading;   /* a load has begun that may take the place of what is shown */

  /* As long as the page runs. */
  GlossLiveView *view;
  GlossPageTraffic *traffic;
  GlossPageRest *rest;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_assert (work->view == NULL && work->cancelled == NULL);
  g_assert (work->limit_source == 0 && work->grace_source == 0);
  g_object_unref (work->asking);
  g_free (work->document_uri);
  g_free (work->uri);
  g_free (work);
}

static void
set_progress (GlossPageLoader *self, double progress)
{
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROGRESS]);
}

/* Takes status. */
static void
set_status (GlossPageLoader *self, char *status)
{
  g_autofree char *before = self->status;

  self->status = status;
  if (g_strcmp0 (before, status) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

/* The page is gone after this, with its process: a script that never ends would outlive it by seconds. */
static void
close_view (GTask *task)
{
  GlossPageLoader *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  g_clear_handle_id (&work->limit_source, g_source_remove);
  g_clear_handle_id (&work->grace_source, g_source_remove);
  g_cancellable_cancel (work->asking);
  if (work->cancelled != NULL)
    g_source_destroy (work->cancelled);
  g_clear_pointer (&work->cancelled, g_source_unref);
  if (work->view == NULL)
    return;
  g_signal_handlers_disconnect_by_data (work->view, task);
  g_signal_handlers_disconnect_by_data (work->traffic, task);
  g_signal_handlers_disconnect_by_data (work->rest, task);
  gloss_page_rest_stop (work->rest);
  gloss_live_view_seal (work->view);
  webkit_web_view_terminate_web_process (WEBKIT_WEB_VIEW (work->view));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->widget), NULL);
  g_clear_object (&work->rest);
  g_clear_object (&work->traffic);
  gloss_mute_view_drop (GLOSS_MUTE_VIEW (g_steal_pointer (&work->view)));
}

/* Whatever comes first ends the load: there is one return and one unref. */
static gboolean
begin_return (GTask *task)
{
  GlossPageLoader *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  if (work->stage == STAGE_ENDED)
    return FALSE;
  work->stage = STAGE_ENDED;
  close_view (task);
  self->is_busy = FALSE;
  set_status (self, NULL);
  set_progress (self, 0);
  return TRUE;
}

/* Takes error. */
static void
return_error (GTask *task, GError *error)
{
  if (!begin_return (task))
    {
      g_error_free (error);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  return_error (data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                           _ ("The page was not loaded to its end.")));
  return G_SOURCE_REMOVE;
}

/* Ends the load with a sentence. */
static void
fail (GTask *task, GlossError code, const char *sentence)
{
  return_error (task, g_error_new_literal (GLOSS_ERROR, (int) code, sentence));
}

static gboolean
collecting_limit_cb (gpointer data)
{
  Work *work = g_task_get_task_data (data);

  work->limit_source = 0;
  fail (data, GLOSS_ERROR_FAILED,
        _ ("The page keeps the program busy and could not be taken over. Nothing was added."));
  return G_SOURCE_REMOVE;
}

static void
collected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GlossPage *page = gloss_page_collector_collect_finish (WEBKIT_WEB_VIEW (source), result, &error);

  if (page == NULL)
    return_error (task, error);
  else if (begin_return (task))
    {
      g_task_return_pointer (task, page, (GDestroyNotify) gloss_page_unref);
      g_object_unref (task);
    }
  else
    gloss_page_unref (page);
}

/* The page is what it is now; what has not arrived is missing. */
static void
collect (GTask *task, GlossPageCut cut)
{
  GlossPageLoader *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GlossPageFields fields = {
    .requested_uri = work->uri,
    .final_uri = work->document_uri,
    .n_resources = gloss_page_traffic_count_asked (work->traffic),
    .n_failed = gloss_page_traffic_count_missing (work->traffic),
    .cut = cut,
  };

  work->stage = STAGE_COLLECTING;
  gloss_page_rest_stop (work->rest);
  g_clear_handle_id (&work->grace_source, g_source_remove);
  g_clear_handle_id (&work->limit_source, g_source_remove);
  work->limit_source = g_timeout_add_seconds (work->limits.seconds, collecting_limit_cb, task);
  set_status (self, g_strdup (_ ("Taking the page over…")));
  set_progress (self, 0.9);
  gloss_live_view_seal (work->view);
  webkit_web_view_stop_loading (WEBKIT_WEB_VIEW (work->view));
  gloss_page_collector_collect_async (WEBKIT_WEB_VIEW (work->view),
                                      gloss_page_traffic_get_main (work->traffic), &fields, work->max_main,
                                      MIN (MHTML_GROWTH * work->limits.bytes, GLOSS_MHTML_MAX_SIZE),
                                      collected_cb, g_object_ref (task));
}

static void
rested_cb (GlossPageRest *rest, GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->stage == STAGE_LOADING)
    collect (task, work->has_too_many ? GLOSS_PAGE_CUT_RESOURCES : GLOSS_PAGE_CUT_NONE);
}

static void
show_progress (GTask *task)
{
  GlossPageLoader *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  if (work->stage != STAGE_LOADING)
    return;
  set_progress (self, 0.9 * webkit_web_view_get_estimated_load_progress (WEBKIT_WEB_VIEW (work->view)));
  if (work->document_uri == NULL)
    return;
  set_status (self,
              gloss_load_status_dup_loading (work->uri, gloss_page_traffic_count_asked (work->traffic) + 1,
                                             gloss_page_traffic_count_under_way (work->traffic)));
}

static void
stop_images (Work *work)
{
  webkit_settings_set_auto_load_images (webkit_web_view_get_settings (WEBKIT_WEB_VIEW (work->view)), FALSE);
}

/* No further images while the main resource is still arriving, nothing at all once it is here. */
static void
stop_large (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  stop_images (work);
  if (gloss_page_traffic_is_main_whole (work->traffic))
    collect (task, GLOSS_PAGE_CUT_BYTES);
}

/* Where the page has led on and the other is not whole yet, that is granted the same time once it is. */
static gboolean
grace_cb (gpointer data)
{
  Work *work = g_task_get_task_data (data);

  work->grace_source = 0;
  if (gloss_page_traffic_was_main_left (work->traffic))
    return_error (data, gloss_load_failure_new_for_leaving ());
  else if (work->has_too_many && gloss_page_traffic_is_main_whole (work->traffic))
    collect (data, GLOSS_PAGE_CUT_RESOURCES);
  return G_SOURCE_REMOVE;
}

static void
begin_grace (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->grace_source == 0)
    work->grace_source = g_timeout_add_seconds (GRACE_SECONDS, grace_cb, task);
}

/* A page asks for all of its images at once: most have not come by then. As many as are allowed may. */
static void
stop_many (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  guint n_ended;

  work->has_too_many = TRUE;
  stop_images (work);
  if (!gloss_page_traffic_is_main_whole (work->traffic))
    return;
  n_ended = gloss_page_traffic_count_all (work->traffic) - gloss_page_traffic_count_under_way (work->traffic);
  if (n_ended >= work->limits.resources)
    collect (task, GLOSS_PAGE_CUT_RESOURCES);
  else
    begin_grace (task);
}

static void
traffic_cb (GlossPageTraffic *traffic, GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->stage != STAGE_LOADING)
    return;
  show_progress (task);
  if (gloss_page_traffic_has_main_failed (traffic))
    return_error (task, gloss_load_failure_new_for_break (
                          webkit_web_resource_get_response (gloss_page_traffic_get_main (traffic)) != NULL));
  else if (gloss_page_traffic_get_main_bytes (traffic) > work->max_main)
    return_error (task, gloss_load_failure_new_for_size (work->max_main));
  else if (gloss_page_traffic_get_bytes (traffic) > work->limits.bytes)
    stop_large (task);
  else if (gloss_page_traffic_count_all (traffic) > work->limits.resources)
    stop_many (task);
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->stage == STAGE_COLLECTING && event == WEBKIT_LOAD_COMMITTED)
    fail (task, GLOSS_ERROR_FAILED,
          _ ("The page led to another while it was taken over. Nothing was added. Try again."));
  if (work->stage != STAGE_LOADING)
    return;
  if (event == WEBKIT_LOAD_STARTED || event == WEBKIT_LOAD_COMMITTED)
    work->is_leading = event == WEBKIT_LOAD_STARTED;
  /* What it leads to has the time of the load, like the page itself. */
  if (work->is_leading)
    g_clear_handle_id (&work->grace_source, g_source_remove);
  gloss_page_rest_set_loaded (work->rest, event == WEBKIT_LOAD_FINISHED && !work->is_leading);
  if (event != WEBKIT_LOAD_COMMITTED)
    return;
  if (!gloss_address_check (webkit_web_view_get_uri (view), NULL))
    {
      if (work->document_uri != NULL)
        fail (task, GLOSS_ERROR_FAILED, _ ("The page put nothing in its own place. Nothing was added."));
      else
        return_error (task, gloss_load_failure_new_for_nothing (work->uri));
      return;
    }
  /* Now, as the view names and knows only where it leads to once it leads anywhere, even in vain. */
  g_free (work->document_uri);
  work->document_uri = g_strdup (webkit_web_view_get_uri (view));
  gloss_page_traffic_begin_document (work->traffic, webkit_web_view_get_main_resource (view));
  gloss_page_rest_begin_document (work->rest);
  g_signal_emit (g_task_get_source_object (task), signals[SIGNAL_ARRIVING], 0);
}

/* What the page wanted to lead to is not there; the page is, unless it did not wait to be whole. It may also
 * have changed its mind: then the next is about to begin. */
static void
stay (GTask *task, gboolean was_cancelled)
{
  Work *work = g_task_get_task_data (task);

  work->is_leading = FALSE;
  if (!gloss_page_traffic_was_main_left (work->traffic))
    gloss_page_rest_set_loaded (work->rest, TRUE);
  else if (was_cancelled)
    begin_grace (task);
  else
    return_error (task, gloss_load_failure_new_for_leaving ());
}

/* The page ended its own load. Its word may overtake that of what it leads to, or be late. */
static void
settle (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  gloss_page_rest_set_loaded (work->rest, !work->is_leading);
  if (gloss_page_traffic_is_main_whole (work->traffic))
    return;
  gloss_page_traffic_settle_main (work->traffic);
  if (!work->is_leading)
    begin_grace (task);
}

static gboolean
load_failed_cb (WebKitWebView *view, WebKitLoadEvent event, const char *uri, GError *error, GTask *task)
{
  Work *work = g_task_get_task_data (task);
  const GError *refusal = gloss_live_view_get_refusal (work->view);

  if (work->stage != STAGE_LOADING)
    return TRUE;
  if (refusal != NULL)
    return_error (task, g_error_copy (refusal));
  else if (event == WEBKIT_LOAD_COMMITTED)
    settle (task);
  else if (work->document_uri != NULL)
    stay (task, g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED));
  else
    return_error (task, gloss_load_failure_new (uri, error));
  return TRUE;
}

static gboolean
tls_failed_cb (
  WebKitWebView *view, const char *uri, GTlsCertificate *certificate, GTlsCertificateFlags flags, GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->stage == STAGE_LOADING && work->document_uri != NULL)
    stay (task, FALSE);
  else if (work->stage == STAGE_LOADING)
    return_error (task, gloss_load_failure_new_for_certificate (uri, flags));
  return TRUE;
}

static void
terminated_cb (WebKitWebView *view, WebKitWebProcessTerminationReason reason, GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (reason == WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT)
    fail (task, GLOSS_ERROR_TOO_LARGE, _ ("The page needs too much memory. Nothing was added."));
  else
    return_error (task, gloss_load_failure_new_for_end (work->document_uri != NULL));
}

static gboolean
loading_limit_cb (gpointer data)
{
  Work *work = g_task_get_task_data (data);

  work->limit_source = 0;
  if (work->stage == STAGE_LOADING && gloss_page_traffic_is_main_whole (work->traffic))
    collect (data, GLOSS_PAGE_CUT_TIME);
  else
    return_error (data, gloss_load_failure_new_for_time (work->limits.seconds));
  return G_SOURCE_REMOVE;
}

static void
begin_loading (GTask *task)
{
  GlossPageLoader *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  work->stage = STAGE_LOADING;
  work->view = g_object_ref_sink (gloss_live_view_new (self->gate, work->limits.redirects, work->max_main));
  if (!gloss_address_gate_is_private (self->gate))
    webkit_user_content_manager_add_filter (webkit_web_view_get_user_content_manager (
                                              WEBKIT_WEB_VIEW (work->view)),
                                            self->filter);
  work->traffic = gloss_page_traffic_new (WEBKIT_WEB_VIEW (work->view));
  work->rest = gloss_page_rest_new (WEBKIT_WEB_VIEW (work->view), work->traffic);
  g_signal_connect (work->rest, "rested", G_CALLBACK (rested_cb), task);
  g_signal_connect (work->traffic, "changed", G_CALLBACK (traffic_cb), task);
  g_signal_connect (work->view, "load-changed", G_CALLBACK (load_changed_cb), task);
  g_signal_connect (work->view, "load-failed", G_CALLBACK (load_failed_cb), task);
  g_signal_connect (work->view, "load-failed-with-tls-errors", G_CALLBACK (tls_failed_cb), task);
  g_signal_connect (work->view, "web-process-terminated", G_CALLBACK (terminated_cb), task);
  g_signal_connect_swapped (work->view, "notify::estimated-load-progress", G_CALLBACK (show_progress), task);
  gloss_page_rest_place (work->rest, GTK_SCROLLED_WINDOW (self->widget));
  webkit_web_view_load_uri (WEBKIT_WEB_VIEW (work->view), work->uri);
}

static void
filter_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GlossPageLoader *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  WebKitUserContentFilter *filter = gloss_network_filter_load_finish (result, &error);

  if (filter == NULL)
    {
      return_error (task, error);
      return;
    }
  g_clear_pointer (&self->filter, webkit_user_content_filter_unref);
  self->filter = filter;
  if (work->stage == STAGE_OPENING)
    begin_loading (task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GlossPageLoader *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gloss_address_gate_open_finish (GLOSS_ADDRESS_GATE (source), result, &error))
    return_error (task, error);
  else if (work->stage != STAGE_OPENING)
    return;
  else if (self->filter == NULL && !gloss_address_gate_is_private (self->gate))
    gloss_network_filter_load_async (NULL, filter_cb, g_object_ref (task));
  else
    begin_loading (task);
}

static void
gloss_page_loader_dispose (GObject *object)
{
  GlossPageLoader *self = GLOSS_PAGE_LOADER (object);

  g_clear_object (&self->widget);
  g_clear_object (&self->gate);
  g_clear_pointer (&self->filter, webkit_user_content_filter_unref);
  g_clear_pointer (&self->status, g_free);
  G_OBJECT_CLASS (gloss_page_loader_parent_class)->dispose (object);
}

static void
gloss_page_loader_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GlossPageLoader *self = GLOSS_PAGE_LOADER (object);

  switch (id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gloss_page_loader_class_init (GlossPageLoaderClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (klass)->dispose = gloss_page_loader_dispose;
  G_OBJECT_CLASS (klass)->get_property = gloss_page_loader_get_property;

  props[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  signals[SIGNAL_ARRIVING] =
    g_signal_new ("arriving", GLOSS_TYPE_PAGE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_page_loader_init (GlossPageLoader *self)
{
  self->widget = g_object_ref_sink (gloss_page_rest_make_place ());
}

/**
 * gloss_page_loader_new:
 * @gate: (nullable): says where pages may lead; %NULL: one that asks the system. Of this loader alone
 *
 * Returns: (transfer full): a loader that loads nothing yet
 */
GlossPageLoader *
gloss_page_loader_new (GlossAddressGate *gate)
{
  GlossPageLoader *self = g_object_new (GLOSS_TYPE_PAGE_LOADER, NULL);

  self->gate = gate != NULL ? g_object_ref (gate) : gloss_address_gate_new (NULL, NULL);
  return self;
}

/**
 * gloss_page_loader_get_widget:
 *
 * The widget that pages load in: of one pixel and never seen. Pages run in it as in a tab that is in sight if
 * it stands in a window that is shown; else as in one that is not, and what waits to come into sight is not
 * loaded.
 *
 * Returns: (transfer none): the widget, the same always
 */
GtkWidget *
gloss_page_loader_get_widget (GlossPageLoader *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_LOADER (self), NULL);

  return self->widget;
}

/**
 * gloss_page_loader_load_async:
 * @uri: an address of the web, as gloss_address_dup_from_text() gives it
 * @limits: (nullable): not used after the call; %NULL: the usual ones
 *
 * Loads a page until it is at rest or a limit is reached. Nothing else may be loading.
 */
void
gloss_page_loader_load_async (GlossPageLoader *self,
                              const char *uri,
                              const GlossPageLimits *limits,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task;
  Work *work;

  g_return_if_fail (GLOSS_IS_PAGE_LOADER (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (!self->is_busy);

  self->is_busy = TRUE;
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_page_loader_load_async);
  work = g_new0 (Work, 1);
  work->uri = g_strdup (uri);
  work->asking = g_cancellable_new ();
  work->limits = limits != NULL ? *limits : (GlossPageLimits) GLOSS_PAGE_LIMITS_INIT;
  work->limits.bytes = MIN (work->limits.bytes, MAX_BYTES);
  work->max_main = MIN (work->limits.bytes, GLOSS_LOADER_MAX_BYTES);
  g_task_set_task_data (task, work, free_work);
  if (cancellable != NULL)
    {
      work->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (work->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (work->cancelled, g_main_context_get_thread_default ());
    }
  work->limit_source = g_timeout_add_seconds (work->limits.seconds, loading_limit_cb, task);
  set_status (self, gloss_load_status_dup_waiting (uri));
  gloss_address_gate_open_async (self->gate, uri, work->asking, opened_cb, g_object_ref (task));
}

/**
 * gloss_page_loader_load_finish:
 *
 * Returns: (transfer full): the page, also one that says that it was not found; look at its status. %NULL
 * with @error: %GLOSS_ERROR_INVALID (not an address of the web, or no page but another file),
 * %GLOSS_ERROR_NOT_FOUND (no such server), %GLOSS_ERROR_DENIED (a bad certificate, or it leads into a private
 * network), %GLOSS_ERROR_TOO_LARGE (bytes, redirects, memory), %GLOSS_ERROR_EMPTY, %GLOSS_ERROR_FAILED (the
 * server, the network, the time or the page itself), or cancelled
 */
GlossPage *
gloss_page_loader_load_finish (GlossPageLoader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gloss_page_loader_get_status:
 *
 * Returns: (transfer none) (nullable): what it is doing, a phrase for the user; %NULL while nothing is loaded
 */
const char *
gloss_page_loader_get_status (GlossPageLoader *self)
{
  g_return_val_if_fail (GLOSS_IS_PAGE_LOADER (self), NULL);

  return self->status;
}
