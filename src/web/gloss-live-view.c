/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The security profile of a page that runs: session, settings and where it may lead. Owns the questions to
 * the gate that have no answer yet, and why the page itself was refused. Main thread. It never registers a
 * message handler and adds no script. */

#include "config.h"

#include "web/gloss-live-view.h"

#include "core/base/gloss-error.h"
#include "web/gloss-load-failure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* MiB. A page needs some hundreds; one that takes this much is ended, not the desktop. */
#define MEMORY_LIMIT 2048

/* How many redirects WebKit's network process follows at most. */
#define WEBKIT_REDIRECTS 20

struct _GlossLiveView
{
  GlossMuteView parent_instance;

  GlossAddressGate *gate;
  GCancellable *cancellable;
  GError *refusal;
  guint64 max_bytes;
  guint max_redirects;
  guint n_redirects;
  gboolean has_begun;
  gboolean has_document;
  gboolean is_sealed;
};

G_DEFINE_FINAL_TYPE (GlossLiveView, gloss_live_view, GLOSS_TYPE_MUTE_VIEW)

/* A navigation that waits for the gate. */
typedef struct
{
  GlossLiveView *view;
  WebKitPolicyDecision *decision;
} Question;

static void
refuse (GlossLiveView *self, GError *error)
{
  g_clear_error (&self->refusal);
  self->refusal = error;
}

static void
passed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  g_autoptr (GlossLiveView) self = question->view;
  g_autoptr (WebKitPolicyDecision) decision = question->decision;
  g_autoptr (GError) error = NULL;
  gboolean may_pass = gloss_address_gate_pass_finish (GLOSS_ADDRESS_GATE (source), result, &error);

  g_free (question);
  if (may_pass && !self->is_sealed)
    {
      webkit_policy_decision_use (decision);
      return;
    }
  /* A page that is there stays, whatever it or a frame of it wants to lead to. */
  if (error != NULL && !self->has_document)
    refuse (self, g_steal_pointer (&error));
  webkit_policy_decision_ignore (decision);
}

static void
ask_gate (GlossLiveView *self, const char *uri, WebKitPolicyDecision *decision)
{
  Question *question = g_new0 (Question, 1);

  question->view = g_object_ref (self);
  question->decision = g_object_ref (decision);
  gloss_address_gate_pass_async (self->gate, uri, self->cancellable, passed_cb, question);
}

static GError *
new_redirects_error (guint n)
{
  return g_error_new (GLOSS_ERROR, GLOSS_ERROR_TOO_LARGE,
                      g_dngettext (GETTEXT_PACKAGE,
                                   "The address leads from one page to the next more than %u time. "
                                   "Nothing was added.",
                                   "The address leads from one page to the next more than %u times. "
                                   "Nothing was added.",
                                   n),
                      n);
}

/* Returns whether one redirect more is too many. */
static gboolean
count_redirect (GlossLiveView *self)
{
  if (++self->n_redirects <= self->max_redirects)
    return FALSE;
  refuse (self, new_redirects_error (self->max_redirects));
  return TRUE;
}

/* WebKit follows no more than it allows itself, and has no code for that. It asks about no redirect to the
 * same address, so that those are not counted; its own words, which nobody translates, tell them. */
static gboolean
load_failed_cb (GlossLiveView *self, WebKitLoadEvent event, const char *uri, GError *error)
{
  if (!self->has_document && self->refusal == NULL &&
      (self->n_redirects == WEBKIT_REDIRECTS || strstr (error->message, "redirections") != NULL))
    refuse (self, new_redirects_error (WEBKIT_REDIRECTS));
  return FALSE;
}

static void
decide_navigation (GlossLiveView *self, WebKitPolicyDecision *decision)
{
  WebKitNavigationAction *action =
    webkit_navigation_policy_decision_get_navigation_action (WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));

  if (self->is_sealed)
    webkit_policy_decision_ignore (decision);
  else if (!self->has_begun)
    {
      self->has_begun = TRUE;
      webkit_policy_decision_use (decision);
    }
  else if (!self->has_document && webkit_navigation_action_is_redirect (action) && count_redirect (self))
    webkit_policy_decision_ignore (decision);
  else if (self->has_document &&
           (g_strcmp0 (uri, "about:blank") == 0 || g_strcmp0 (uri, "about:srcdoc") == 0))
    webkit_policy_decision_use (decision);
  else
    ask_gate (self, uri, decision);
}

static gboolean
is_page (const char *media_type)
{
  static const char *const types[] = { "text/html", "application/xhtml+xml", "text/plain", NULL };

  return media_type != NULL && g_strv_contains (types, media_type);
}

/* Returns why a main resource is not loaded, or NULL. */
static GError *
find_fault (GlossLiveView *self, WebKitURIResponse *response)
{
  const char *media_type = webkit_uri_response_get_mime_type (response);

  if (!is_page (media_type))
    return g_error_new (GLOSS_ERROR, GLOSS_ERROR_INVALID,
                        /* Translators: the placeholder is a media type, such as “application/pdf”. */
                        _ ("The address holds no page but a file of the type “%s”. Nothing was added. "
                           "Open it in another program."),
                        media_type != NULL ? media_type : "?");
  if (webkit_uri_response_get_content_length (response) <= self->max_bytes)
    return NULL;
  return gloss_load_failure_new_for_size (self->max_bytes);
}

static void
decide_response (GlossLiveView *self, WebKitPolicyDecision *decision)
{
  WebKitResponsePolicyDecision *response = WEBKIT_RESPONSE_POLICY_DECISION (decision);
  gboolean may_load = webkit_response_policy_decision_is_mime_type_supported (response);

  if (webkit_response_policy_decision_is_main_frame_main_resource (response))
    {
      GError *fault = find_fault (self, webkit_response_policy_decision_get_response (response));

      may_load = fault == NULL;
      if (fault != NULL && !self->has_document)
        refuse (self, fault);
      else
        g_clear_error (&fault);
    }
  if (may_load && !self->is_sealed)
    webkit_policy_decision_use (decision);
  else
    webkit_policy_decision_ignore (decision);
}

static gboolean
gloss_live_view_decide_policy (WebKitWebView *view,
                               WebKitPolicyDecision *decision,
                               WebKitPolicyDecisionType type)
{
  GlossLiveView *self = GLOSS_LIVE_VIEW (view);

  switch (type)
    {
    case WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION:
      decide_navigation (self, decision);
      break;
    case WEBKIT_POLICY_DECISION_TYPE_RESPONSE:
      decide_response (self, decision);
      break;
    default:
      webkit_policy_decision_ignore (decision);
      break;
    }
  return TRUE;
}

/* Without a name and password the server answers with the page that says so. */
static gboolean
gloss_live_view_authenticate (WebKitWebView *view, WebKitAuthenticationRequest *request)
{
  webkit_authentication_request_authenticate (request, NULL);
  return TRUE;
}

/* Redirects of the server are counted before they are followed; what a page's own element or script does
 * shows here. */
static void
gloss_live_view_load_changed (WebKitWebView *view, WebKitLoadEvent event)
{
  GlossLiveView *self = GLOSS_LIVE_VIEW (view);

  if (event == WEBKIT_LOAD_COMMITTED)
    self->has_document = TRUE;
  else if (event == WEBKIT_LOAD_STARTED && self->has_document && count_redirect (self))
    webkit_web_view_stop_loading (view);
}

static WebKitSettings *
make_settings (void)
{
  WebKitSettings *settings = gloss_mute_view_make_settings ();

  g_object_set (settings, "enable-javascript", TRUE, "media-playback-requires-user-gesture", TRUE, NULL);
  return settings;
}

static WebKitNetworkSession *
make_session (void)
{
  WebKitNetworkSession *session = gloss_mute_view_make_session ();

  webkit_network_session_set_tls_errors_policy (session, WEBKIT_TLS_ERRORS_POLICY_FAIL);
  webkit_cookie_manager_set_accept_policy (webkit_network_session_get_cookie_manager (session),
                                           WEBKIT_COOKIE_POLICY_ACCEPT_NO_THIRD_PARTY);
  return session;
}

static WebKitWebContext *
make_context (void)
{
  WebKitMemoryPressureSettings *memory = webkit_memory_pressure_settings_new ();
  WebKitWebContext *context;

  webkit_memory_pressure_settings_set_memory_limit (memory, MEMORY_LIMIT);
  webkit_memory_pressure_settings_set_kill_threshold (memory, 1.0);
  webkit_memory_pressure_settings_set_poll_interval (memory, 1.0);
  context = g_object_new (WEBKIT_TYPE_WEB_CONTEXT, "memory-pressure-settings", memory, NULL);
  webkit_memory_pressure_settings_free (memory);
  webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  webkit_web_context_set_spell_checking_enabled (context, FALSE);
  return context;
}

static void
gloss_live_view_dispose (GObject *object)
{
  GlossLiveView *self = GLOSS_LIVE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->gate);
  G_OBJECT_CLASS (gloss_live_view_parent_class)->dispose (object);
}

static void
gloss_live_view_finalize (GObject *object)
{
  GlossLiveView *self = GLOSS_LIVE_VIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->refusal);
  G_OBJECT_CLASS (gloss_live_view_parent_class)->finalize (object);
}

static void
gloss_live_view_class_init (GlossLiveViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_live_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = gloss_live_view_finalize;
  WEBKIT_WEB_VIEW_CLASS (klass)->authenticate = gloss_live_view_authenticate;
  WEBKIT_WEB_VIEW_CLASS (klass)->decide_policy = gloss_live_view_decide_policy;
  WEBKIT_WEB_VIEW_CLASS (klass)->load_changed = gloss_live_view_load_changed;
}

static void
gloss_live_view_init (GlossLiveView *self)
{
  self->cancellable = g_cancellable_new ();
  g_signal_connect (self, "load-failed", G_CALLBACK (load_failed_cb), NULL);
}

/**
 * gloss_live_view_new:
 * @gate: was opened for the page to be loaded
 * @max_redirects: how many times it may lead on, by its server or by itself
 * @max_bytes: how large its main resource may say that it is
 *
 * Returns: (transfer floating): a view that has loaded nothing yet
 */
GlossLiveView *
gloss_live_view_new (GlossAddressGate *gate, guint max_redirects, guint64 max_bytes)
{
  g_autoptr (WebKitWebContext) context = make_context ();
  g_autoptr (WebKitNetworkSession) session = make_session ();
  g_autoptr (WebKitSettings) settings = make_settings ();
  g_autoptr (WebKitWebsitePolicies) policies =
    webkit_website_policies_new_with_policies ("autoplay", WEBKIT_AUTOPLAY_DENY, NULL);
  GlossLiveView *self;

  g_return_val_if_fail (GLOSS_IS_ADDRESS_GATE (gate), NULL);

  self = g_object_new (GLOSS_TYPE_LIVE_VIEW, "web-context", context, "network-session", session, "settings",
                       settings, "website-policies", policies, NULL);
  self->gate = g_object_ref (gate);
  self->max_redirects = max_redirects;
  self->max_bytes = max_bytes;
  return self;
}

/**
 * gloss_live_view_get_refusal:
 *
 * Returns: (transfer none) (nullable): why the page was not loaded or not followed any further:
 * %GLOSS_ERROR_INVALID (no page), %GLOSS_ERROR_DENIED (it leads into a private network),
 * %GLOSS_ERROR_TOO_LARGE (bytes, or redirects); %NULL if nothing was refused that matters
 */
const GError *
gloss_live_view_get_refusal (GlossLiveView *self)
{
  g_return_val_if_fail (GLOSS_IS_LIVE_VIEW (self), NULL);

  return self->refusal;
}

/**
 * gloss_live_view_seal:
 *
 * Refuses all that leads anywhere from now on: the page is what it is.
 */
void
gloss_live_view_seal (GlossLiveView *self)
{
  g_return_if_fail (GLOSS_IS_LIVE_VIEW (self));

  self->is_sealed = TRUE;
  g_cancellable_cancel (self->cancellable);
}
