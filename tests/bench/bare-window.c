/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bare-window FILE: what first-paint measures the window against: a libadwaita window with nothing in it but
 * a WebView that shows an HTML file. Touches the file that GLOSSATOR_READY_FILE names once the page is on the
 * screen, by the same sign as the reader view: two frames were drawn after it was loaded. Ends when its
 * window is closed.
 */

#include "config.h"

#include <adwaita.h>
#include <webkit/webkit.h>

static void
painted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (object), result, &error);

  if (value == NULL || !g_file_set_contents (g_getenv ("GLOSSATOR_READY_FILE"), "", 0, &error))
    g_error ("%s", error->message);
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, gpointer data)
{
  if (event == WEBKIT_LOAD_FINISHED)
    webkit_web_view_call_async_javascript_function (
      view, "await new Promise (done => requestAnimationFrame (() => requestAnimationFrame (done)));", -1,
      NULL, NULL, NULL, NULL, painted_cb, NULL);
}

static void
activate_cb (GtkApplication *application, char **arguments)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *view = webkit_web_view_new ();
  WebKitSettings *settings = webkit_web_view_get_settings (WEBKIT_WEB_VIEW (view));
  g_autofree char *html = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (arguments[1], &html, NULL, &error))
    g_error ("%s", error->message);

  webkit_settings_set_hardware_acceleration_policy (settings, WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);
  g_signal_connect (view, "load-changed", G_CALLBACK (load_changed_cb), NULL);
  webkit_web_view_load_html (WEBKIT_WEB_VIEW (view), html, NULL);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1360, 860);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
    adw_application_new (GLOSS_APP_ID ".BareWindow", G_APPLICATION_NON_UNIQUE);

  if (argc != 2 || g_getenv ("GLOSSATOR_READY_FILE") == NULL)
    g_error ("usage: GLOSSATOR_READY_FILE=FILE bare-window FILE");

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
