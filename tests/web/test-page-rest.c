/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that leads on just when it is asked, at rest, what it still waits for. */

#include "config.h"

#include "gloss-test-page.h"
#include "tests/support/gloss-test-server.h"
#include "web/gloss-page-rest.h"

/* It sees that it is asked, and says how often. */
#define PAGE                                                                                                 \
  "<!DOCTYPE html><title>0</title><p>Words<img loading=lazy src=/none><script>let n = 0;"                    \
  "new MutationObserver (() => { document.title = ++n; }).observe (document.images[0], { attributes: true "  \
  "})"                                                                                                       \
  "</script>"

typedef struct
{
  GlossTestServer *server;
  GtkWidget *window;
  WebKitWebView *view;
  GlossPageTraffic *traffic;
  GlossPageRest *rest;
  guint n_rested;
  gboolean has_led_on;
} TestRest;

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, TestRest *test)
{
  if (event == WEBKIT_LOAD_COMMITTED)
    {
      gloss_page_traffic_begin_document (test->traffic, webkit_web_view_get_main_resource (view));
      gloss_page_rest_begin_document (test->rest);
    }
  gloss_page_rest_set_loaded (test->rest, event == WEBKIT_LOAD_FINISHED);
}

/* The second question is the one at rest; the answer comes some frames later. */
static void
title_cb (WebKitWebView *view, GParamSpec *pspec, TestRest *test)
{
  if (g_strcmp0 (webkit_web_view_get_title (view), "2") != 0 || test->has_led_on)
    return;
  test->has_led_on = TRUE;
  gloss_page_rest_set_loaded (test->rest, FALSE);
}

static void
rested_cb (TestRest *test)
{
  test->n_rested++;
}

static void
open_view (TestRest *test, gconstpointer data)
{
  g_autofree char *uri = NULL;
  GtkWidget *place = gtk_scrolled_window_new ();

  test->server = gloss_test_server_new (NULL);
  gloss_test_server_add_page (test->server, "/page", PAGE);
  test->window = gtk_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (place), GTK_POLICY_EXTERNAL, GTK_POLICY_EXTERNAL);
  gtk_window_set_child (GTK_WINDOW (test->window), place);
  test->view = WEBKIT_WEB_VIEW (webkit_web_view_new ());
  test->traffic = gloss_page_traffic_new (test->view);
  test->rest = gloss_page_rest_new (test->view, test->traffic);
  gloss_page_rest_place (test->rest, GTK_SCROLLED_WINDOW (place));
  gtk_window_present (GTK_WINDOW (test->window));
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (test->view)));
  g_signal_connect (test->view, "load-changed", G_CALLBACK (load_changed_cb), test);
  g_signal_connect (test->view, "notify::title", G_CALLBACK (title_cb), test);
  g_signal_connect_swapped (test->rest, "rested", G_CALLBACK (rested_cb), test);
  uri = g_strconcat (gloss_test_server_get_uri (test->server), "/page", NULL);
  webkit_web_view_load_uri (test->view, uri);
}

static void
close_view (TestRest *test, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (test->view, test);
  gloss_page_rest_stop (test->rest);
  g_object_unref (test->rest);
  g_object_unref (test->traffic);
  gtk_window_destroy (GTK_WINDOW (test->window));
  gloss_test_server_free (test->server);
}

static void
framed_cb (GObject *source, GAsyncResult *result, gpointer is_framed)
{
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, NULL);

  g_assert_nonnull (value);
  *(gboolean *) is_framed = TRUE;
}

static void
test_leads_on (TestRest *test, gconstpointer data)
{
  gboolean is_framed = FALSE;

  GLOSS_TEST_WAIT_FOR (test->has_led_on);
  /* Longer than the rest takes to have its answer. */
  webkit_web_view_call_async_javascript_function (
    test->view,
    "for (let n = 0; n < 10; n++) await new Promise (done => requestAnimationFrame (done)); return 1", -1,
    NULL, NULL, NULL, NULL, framed_cb, &is_framed);
  GLOSS_TEST_WAIT_FOR (is_framed);
  g_assert_cmpuint (test->n_rested, ==, 0);

  gloss_page_rest_set_loaded (test->rest, TRUE);
  GLOSS_TEST_WAIT_FOR (test->n_rested > 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/web/page-rest/leads-on", TestRest, NULL, open_view, test_leads_on, close_view);
  return g_test_run ();
}
