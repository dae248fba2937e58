/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each page of the hostile corpus in a view that protects nobody: what its manifest says that it does there
 * has to happen. A page that does nothing anywhere would prove nothing in test-hostile-corpus.
 */

#include "config.h"

#include "gloss-hostile-corpus.h"
#include "gloss-test-page.h"
#include "tests/support/gloss-test-server.h"

#include <string.h>

static struct
{
  GtkWidget *window;
  WebKitWebView *view;
  GlossTestServer *server;
  guint16 port;
  char *page_uri;
  const char *expected; /* what is to be loaded: other loads may still be under way */
  gboolean is_committed;
  gboolean is_loaded;
  guint n_scripts;
  guint n_navigations;
  guint n_windows;
  guint n_dialogs;
  guint n_prints;
  gboolean is_styled;
} bench;

static void
message_cb (void)
{
  bench.n_scripts++;
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, gpointer data)
{
  if (event == WEBKIT_LOAD_COMMITTED)
    bench.is_committed |= g_strcmp0 (webkit_web_view_get_uri (view), bench.expected) == 0;
  if (event == WEBKIT_LOAD_FINISHED)
    bench.is_loaded = bench.is_committed;
}

/* Whatever leads away from the page. */
static gboolean
decide_policy_cb (WebKitWebView *view,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type,
                  gpointer data)
{
  WebKitNavigationAction *action;
  const char *uri;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return FALSE;
  action =
    webkit_navigation_policy_decision_get_navigation_action (WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
  if (type == WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION)
    bench.n_windows++;
  else if (!g_str_has_prefix (uri, bench.page_uri) && !g_str_has_prefix (uri, "about:"))
    bench.n_navigations++;
  return FALSE;
}

static GtkWidget *
create_cb (void)
{
  bench.n_windows++;
  return NULL;
}

static gboolean
dialog_cb (void)
{
  bench.n_dialogs++;
  return TRUE;
}

static gboolean
print_cb (void)
{
  bench.n_prints++;
  return TRUE;
}

static void
open_bench (void)
{
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  g_autoptr (WebKitUserContentManager) content = webkit_user_content_manager_new ();
  g_autoptr (WebKitSettings) settings = webkit_settings_new ();
  g_autoptr (GUri) uri = NULL;

  webkit_settings_set_hardware_acceleration_policy (settings, WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);
  webkit_settings_set_javascript_can_open_windows_automatically (settings, TRUE);
  webkit_user_content_manager_register_script_message_handler (content, "gloss", NULL);
  g_signal_connect (content, "script-message-received::gloss", G_CALLBACK (message_cb), NULL);
  bench.view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "network-session", session, "settings", settings,
                             "user-content-manager", content, NULL);
  g_signal_connect (bench.view, "load-changed", G_CALLBACK (load_changed_cb), NULL);
  g_signal_connect (bench.view, "decide-policy", G_CALLBACK (decide_policy_cb), NULL);
  g_signal_connect (bench.view, "create", G_CALLBACK (create_cb), NULL);
  g_signal_connect (bench.view, "script-dialog", G_CALLBACK (dialog_cb), NULL);
  g_signal_connect (bench.view, "print", G_CALLBACK (print_cb), NULL);
  bench.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 720, 800);
  gtk_window_set_child (GTK_WINDOW (bench.window), GTK_WIDGET (bench.view));
  gtk_window_present (GTK_WINDOW (bench.window));

  bench.server = gloss_test_server_new (NULL);
  uri = g_uri_parse (gloss_test_server_get_uri (bench.server), G_URI_FLAGS_NONE, NULL);
  bench.port = (guint16) g_uri_get_port (uri);
  bench.page_uri = g_strconcat (gloss_test_server_get_uri (bench.server), "/page", NULL);
}

static void
close_bench (void)
{
  gtk_window_destroy (GTK_WINDOW (bench.window));
  gloss_test_server_free (bench.server);
  g_free (bench.page_uri);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, NULL);

  *(int *) data = value != NULL && jsc_value_to_boolean (value) ? 1 : 0;
}

static gboolean
ask (const char *script)
{
  int answer = -1;

  webkit_web_view_call_async_javascript_function (bench.view, script, -1, NULL, "control", NULL, NULL, run_cb,
                                                  &answer);
  GLOSS_TEST_WAIT_FOR (answer >= 0);
  return answer == 1;
}

static void
load (GBytes *page)
{
  bench.is_committed = bench.is_loaded = FALSE;
  bench.expected = page != NULL ? bench.page_uri : "about:blank";
  if (page != NULL)
    webkit_web_view_load_bytes (bench.view, page, "text/html", NULL, bench.page_uri);
  else
    webkit_web_view_load_uri (bench.view, "about:blank");
}

static gboolean
has_fired (HostilePage *page, const char *what)
{
  g_autofree char *folder = gloss_hostile_page_dup_folder (page);

  if (g_str_equal (what, "script"))
    return bench.n_scripts > 0;
  if (g_str_equal (what, "request"))
    return gloss_test_server_count (bench.server, folder) > 0;
  if (g_str_equal (what, "navigation"))
    return bench.n_navigations > 0;
  if (g_str_equal (what, "window"))
    return bench.n_windows > 0;
  if (g_str_equal (what, "dialog"))
    return bench.n_dialogs > 0;
  if (g_str_equal (what, "print"))
    return bench.n_prints > 0;
  if (!g_str_equal (what, "style"))
    g_error ("The manifest of the corpus knows no “%s”.", what);
  bench.is_styled =
    bench.is_styled ||
    (bench.is_loaded && ask ("const cover = document.querySelector ('#cover');"
                             "return cover && getComputedStyle (cover).position === 'fixed'"));
  return bench.is_styled;
}

static gboolean
has_fired_all (HostilePage *page)
{
  for (guint i = 0; page->fires[i] != NULL; i++)
    if (!has_fired (page, page->fires[i]))
      return FALSE;
  return TRUE;
}

static void
test_page (gconstpointer data)
{
  HostilePage *page = (HostilePage *) data;
  g_autoptr (GBytes) bytes = gloss_hostile_page_fill_in (page, bench.port, "file:///proc/version");
  gint64 end;

  bench.n_scripts = bench.n_navigations = bench.n_windows = bench.n_dialogs = bench.n_prints = 0;
  bench.is_styled = FALSE;
  load (bytes);
  if (page->clicks)
    {
      GLOSS_TEST_WAIT_FOR (bench.is_loaded);
      ask ("const lure = document.querySelector ('#lure');"
           "lure.click ? lure.click () : lure.dispatchEvent (new MouseEvent ('click', { bubbles: true }))");
    }
  end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  while (!has_fired_all (page) && g_get_monotonic_time () < end)
    gloss_test_iterate ();
  for (guint i = 0; page->fires[i] != NULL; i++)
    if (!has_fired (page, page->fires[i]))
      g_test_fail_printf ("%s: no %s in a view that protects nobody", page->name, page->fires[i]);
  load (NULL);
  GLOSS_TEST_WAIT_FOR (bench.is_loaded);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) pages = NULL;
  int result;

  gtk_test_init (&argc, &argv, NULL);
  pages = gloss_hostile_corpus_load ();
  for (guint i = 0; i < pages->len; i++)
    {
      HostilePage *page = g_ptr_array_index (pages, i);
      g_autofree char *path = gloss_hostile_page_dup_test_path (page, "/web/hostile-control/");

      if (page->fires[0] != NULL)
        g_test_add_data_func (path, page, test_page);
    }
  open_bench ();
  result = g_test_run ();
  close_bench ();
  return result;
}
