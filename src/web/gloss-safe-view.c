/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The security profile of what is read: session, settings and policy. Owns the scheme that serves the
 * document. Main thread. It never lets a request leave: the session has no disk and a proxy that answers
 * nothing, the document's headers forbid every fetch, and whatever still wants to navigate is refused here.
 * Each view has a web context, so that no two documents share a process. */

#include "config.h"

#include "web/gloss-safe-view.h"

#include "core/article/gloss-address.h"
#include "web/gloss-scheme.h"
#include "web/gloss-web-resources.h"

/* Port 0 can't be connected to: what gets past the other locks ends here. */
#define DEAD_PROXY "socks5://127.0.0.1:0"

struct _GlossSafeView
{
  GlossMuteView parent_instance;

  GlossScheme *scheme;
  char *uri; /* the one that may be loaded */
  GlossImageSource *images;
};

G_DEFINE_FINAL_TYPE (GlossSafeView, gloss_safe_view, GLOSS_TYPE_MUTE_VIEW)

enum
{
  SIGNAL_LINK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
offer_link (GlossSafeView *self, WebKitNavigationAction *action)
{
  const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));

  if (webkit_navigation_action_get_navigation_type (action) == WEBKIT_NAVIGATION_TYPE_LINK_CLICKED &&
      webkit_navigation_action_is_user_gesture (action) && gloss_address_is_web (uri))
    g_signal_emit (self, signals[SIGNAL_LINK], 0, uri);
}

static gboolean
gloss_safe_view_decide_policy (WebKitWebView *view,
                               WebKitPolicyDecision *decision,
                               WebKitPolicyDecisionType type)
{
  GlossSafeView *self = GLOSS_SAFE_VIEW (view);
  WebKitNavigationAction *action;
  const char *uri;
  gboolean is_own = FALSE;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    {
      WebKitResponsePolicyDecision *response = WEBKIT_RESPONSE_POLICY_DECISION (decision);

      uri = webkit_uri_request_get_uri (webkit_response_policy_decision_get_request (response));
      is_own = webkit_response_policy_decision_is_main_frame_main_resource (response);
    }
  else
    {
      action = webkit_navigation_policy_decision_get_navigation_action (
        WEBKIT_NAVIGATION_POLICY_DECISION (decision));
      uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
      is_own = type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION &&
               webkit_navigation_action_get_navigation_type (action) == WEBKIT_NAVIGATION_TYPE_OTHER;
      if (!is_own)
        offer_link (self, action);
    }

  if (is_own && g_strcmp0 (uri, self->uri) == 0)
    webkit_policy_decision_use (decision);
  else
    webkit_policy_decision_ignore (decision);
  return TRUE;
}

static gboolean
gloss_safe_view_context_menu (WebKitWebView *view, WebKitContextMenu *menu, WebKitHitTestResult *hit)
{
  g_autoptr (GList) items = g_list_copy (webkit_context_menu_get_items (menu));

  for (GList *item = items; item != NULL; item = item->next)
    if (webkit_context_menu_item_get_stock_action (item->data) != WEBKIT_CONTEXT_MENU_ACTION_COPY)
      webkit_context_menu_remove (menu, item->data);
  return webkit_context_menu_get_n_items (menu) == 0;
}

static WebKitSettings *
make_settings (void)
{
  WebKitSettings *settings = gloss_mute_view_make_settings ();

  /* Our own scripts run in their world; whatever is script in a document is dropped while it is parsed. */
  g_object_set (settings, "enable-javascript-markup", FALSE, "enable-html5-local-storage", FALSE,
                "default-charset", "utf-8", NULL);
  return settings;
}

static WebKitNetworkSession *
make_session (void)
{
  WebKitNetworkSession *session = gloss_mute_view_make_session ();
  WebKitNetworkProxySettings *proxy = webkit_network_proxy_settings_new (DEAD_PROXY, NULL);

  webkit_network_session_set_proxy_settings (session, WEBKIT_NETWORK_PROXY_MODE_CUSTOM, proxy);
  webkit_network_proxy_settings_free (proxy);
  return session;
}

static void
gloss_safe_view_dispose (GObject *object)
{
  GlossSafeView *self = GLOSS_SAFE_VIEW (object);

  g_clear_object (&self->scheme);
  g_clear_pointer (&self->uri, g_free);
  g_clear_object (&self->images);
  G_OBJECT_CLASS (gloss_safe_view_parent_class)->dispose (object);
}

static void
gloss_safe_view_class_init (GlossSafeViewClass *klass)
{
  WebKitWebViewClass *view_class = WEBKIT_WEB_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_safe_view_dispose;
  view_class->decide_policy = gloss_safe_view_decide_policy;
  view_class->context_menu = gloss_safe_view_context_menu;

  signals[SIGNAL_LINK] = g_signal_new ("link", GLOSS_TYPE_SAFE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gloss_safe_view_init (GlossSafeView *self)
{
}

/**
 * gloss_safe_view_new:
 *
 * Returns: (transfer floating): a view that shows nothing yet
 */
GlossSafeView *
gloss_safe_view_new (void)
{
  g_autoptr (WebKitWebContext) context = webkit_web_context_new ();
  g_autoptr (WebKitNetworkSession) session = make_session ();
  g_autoptr (WebKitSettings) settings = make_settings ();
  g_autoptr (WebKitUserContentManager) content = webkit_user_content_manager_new ();
  g_autoptr (GlossScheme) scheme = gloss_scheme_new (context);
  GlossSafeView *self;

  webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  webkit_web_context_set_spell_checking_enabled (context, FALSE);
  self = g_object_new (GLOSS_TYPE_SAFE_VIEW, "web-context", context, "network-session", session, "settings",
                       settings, "user-content-manager", content, NULL);
  self->scheme = g_steal_pointer (&scheme);
  return self;
}

/**
 * gloss_safe_view_add_script:
 * @name: a script of the program's resources, such as `dom.js`
 * @world: the script world that it runs in, before any document is parsed, in those loaded from now on
 */
void
gloss_safe_view_add_script (GlossSafeView *self, const char *name, const char *world)
{
  WebKitUserContentManager *content = webkit_web_view_get_user_content_manager (WEBKIT_WEB_VIEW (self));
  g_autofree char *source = gloss_web_resources_dup (name);
  WebKitUserScript *script;

  g_return_if_fail (GLOSS_IS_SAFE_VIEW (self));

  script = webkit_user_script_new_for_world (source, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                             WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START, world, NULL, NULL);
  webkit_user_content_manager_add_script (content, script);
  webkit_user_script_unref (script);
}

/**
 * gloss_safe_view_load_own:
 * @uri: an address that a scheme of the program serves
 *
 * Loads that and lets nothing else be loaded from now on.
 */
void
gloss_safe_view_load_own (GlossSafeView *self, const char *uri)
{
  g_return_if_fail (GLOSS_IS_SAFE_VIEW (self));
  g_return_if_fail (g_str_has_prefix (uri, "gloss"));

  g_free (self->uri);
  self->uri = g_strdup (uri);
  webkit_web_view_load_uri (WEBKIT_WEB_VIEW (self), uri);
}

/**
 * gloss_safe_view_set_images:
 * @images: (nullable): the images of the documents that are loaded from now on
 */
void
gloss_safe_view_set_images (GlossSafeView *self, GlossImageSource *images)
{
  g_return_if_fail (GLOSS_IS_SAFE_VIEW (self));

  g_set_object (&self->images, images);
}

/**
 * gloss_safe_view_load_document:
 * @html: a whole document
 *
 * Shows @html and nothing else from now on.
 *
 * Returns: the number of this load, which scripts find as the last part of their address; never 0
 */
guint
gloss_safe_view_load_document (GlossSafeView *self, const char *html)
{
  guint load;

  g_return_val_if_fail (GLOSS_IS_SAFE_VIEW (self), 0);
  g_return_val_if_fail (html != NULL, 0);

  load = gloss_scheme_publish (self->scheme, html, self->images);
  gloss_safe_view_load_own (self, gloss_scheme_get_uri (self->scheme));
  return load;
}
