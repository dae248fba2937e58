/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no web content of ours may do. Owns nothing. Main thread. It never decides what is loaded. */

#include "config.h"

#include "web/gloss-mute-view.h"

G_DEFINE_TYPE (GlossMuteView, gloss_mute_view, WEBKIT_TYPE_WEB_VIEW)

static gboolean
gloss_mute_view_permission_request (WebKitWebView *view, WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

static gboolean
gloss_mute_view_query_permission_state (WebKitWebView *view, WebKitPermissionStateQuery *query)
{
  webkit_permission_state_query_finish (query, WEBKIT_PERMISSION_STATE_DENIED);
  return TRUE;
}

static GtkWidget *
gloss_mute_view_create (WebKitWebView *view, WebKitNavigationAction *action)
{
  return NULL;
}

static gboolean
gloss_mute_view_script_dialog (WebKitWebView *view, WebKitScriptDialog *dialog)
{
  return TRUE;
}

static gboolean
gloss_mute_view_print (WebKitWebView *view, WebKitPrintOperation *operation)
{
  return TRUE;
}

static gboolean
gloss_mute_view_enter_fullscreen (WebKitWebView *view)
{
  return TRUE;
}

static gboolean
gloss_mute_view_run_file_chooser (WebKitWebView *view, WebKitFileChooserRequest *request)
{
  webkit_file_chooser_request_cancel (request);
  return TRUE;
}

static gboolean
gloss_mute_view_authenticate (WebKitWebView *view, WebKitAuthenticationRequest *request)
{
  webkit_authentication_request_cancel (request);
  return TRUE;
}

static gboolean
gloss_mute_view_show_notification (WebKitWebView *view, WebKitNotification *notification)
{
  return TRUE;
}

static void
download_started_cb (WebKitNetworkSession *session, WebKitDownload *download, gpointer data)
{
  webkit_download_cancel (download);
}

static void
gloss_mute_view_class_init (GlossMuteViewClass *klass)
{
  WebKitWebViewClass *view_class = WEBKIT_WEB_VIEW_CLASS (klass);

  view_class->permission_request = gloss_mute_view_permission_request;
  view_class->query_permission_state = gloss_mute_view_query_permission_state;
  view_class->create = gloss_mute_view_create;
  view_class->script_dialog = gloss_mute_view_script_dialog;
  view_class->print = gloss_mute_view_print;
  view_class->enter_fullscreen = gloss_mute_view_enter_fullscreen;
  view_class->run_file_chooser = gloss_mute_view_run_file_chooser;
  view_class->authenticate = gloss_mute_view_authenticate;
  view_class->show_notification = gloss_mute_view_show_notification;
}

static void
gloss_mute_view_init (GlossMuteView *self)
{
}

/**
 * gloss_mute_view_make_settings:
 *
 * Returns: (transfer full): settings that leave out all that a document to be read has no need of; scripts
 * are on
 */
WebKitSettings *
gloss_mute_view_make_settings (void)
{
  WebKitSettings *settings = webkit_settings_new ();

  g_object_set (settings, "allow-file-access-from-file-urls", FALSE, "allow-universal-access-from-file-urls",
                FALSE, "allow-modal-dialogs", FALSE, "allow-top-navigation-to-data-urls", FALSE,
                "enable-back-forward-navigation-gestures", FALSE, "enable-developer-extras", FALSE,
                "enable-dns-prefetching", FALSE, "enable-encrypted-media", FALSE, "enable-fullscreen", FALSE,
                "enable-html5-database", FALSE, "enable-media", FALSE, "enable-media-stream", FALSE,
                "enable-mediasource", FALSE, "enable-page-cache", FALSE, "enable-site-specific-quirks", FALSE,
                "enable-webaudio", FALSE, "enable-webgl", FALSE, "enable-webrtc", FALSE,
                "javascript-can-access-clipboard", FALSE, "javascript-can-open-windows-automatically", FALSE,
                "load-icons-ignoring-image-load-setting", FALSE, NULL);

  /* The two go together: compositing without a GPU costs more than it saves only where GTK draws with cairo
   * as well, which the program chooses where there is no GPU, and which a user may choose. */
  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") == 0)
    webkit_settings_set_hardware_acceleration_policy (settings, WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);
  return settings;
}

/**
 * gloss_mute_view_make_session:
 *
 * Returns: (transfer full): a session of its own that keeps nothing and saves no file
 */
WebKitNetworkSession *
gloss_mute_view_make_session (void)
{
  WebKitNetworkSession *session = webkit_network_session_new_ephemeral ();

  g_signal_connect (session, "download-started", G_CALLBACK (download_started_cb), NULL);
  return session;
}

/**
 * gloss_mute_view_drop:
 * @self: (transfer full): a view, which may be the one whose signal is being handled
 *
 * Drops a reference when the signals that are being handled are over: WebKit still uses a view after it has
 * said that its web process is gone, and does not keep it for that.
 */
void
gloss_mute_view_drop (GlossMuteView *self)
{
  g_return_if_fail (GLOSS_IS_MUTE_VIEW (self));

  g_idle_add_once (g_object_unref, self);
}
