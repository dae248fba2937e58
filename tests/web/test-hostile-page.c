/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stored document as nobody should have stored it: no script of it runs, no request leaves, its names hide
 * nothing. */

#include "config.h"

#include "gloss-test-page.h"

#define WORLD "glossator"

typedef struct
{
  TestPage page;
  GSocketService *server;
  guint16 port;
  guint n_requests;
  guint n_links;
  GPtrArray *asked; /* where the page wanted to go */
} Fixture;

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, Fixture *fixture)
{
  fixture->n_requests++;
  return TRUE;
}

static void
link_cb (Fixture *fixture)
{
  fixture->n_links++;
}

static gboolean
decide_policy_cb (WebKitWebView *view,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type,
                  Fixture *fixture)
{
  WebKitNavigationAction *action;

  if (type != WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION)
    return FALSE;
  action =
    webkit_navigation_policy_decision_get_navigation_action (WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  g_ptr_array_add (fixture->asked,
                   g_strdup (webkit_uri_request_get_uri (webkit_navigation_action_get_request (action))));
  return FALSE;
}

static guint
count_asked (Fixture *fixture, const char *uri)
{
  guint n = 0;

  for (guint i = 0; i < fixture->asked->len; i++)
    n += g_str_equal (g_ptr_array_index (fixture->asked, i), uri);
  return n;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = g_socket_service_new ();
  fixture->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (fixture->server), NULL, NULL);
  g_assert_cmpuint (fixture->port, >, 0);
  g_signal_connect (fixture->server, "incoming", G_CALLBACK (incoming_cb), fixture);
  g_socket_service_start (fixture->server);
  gloss_test_page_open (&fixture->page);
  g_signal_connect_swapped (fixture->page.view, "link", G_CALLBACK (link_cb), fixture);
  fixture->asked = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (gloss_test_page_get_web_view (&fixture->page), "decide-policy",
                    G_CALLBACK (decide_policy_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->page.view, fixture);
  g_signal_handlers_disconnect_by_data (gloss_test_page_get_web_view (&fixture->page), fixture);
  g_clear_pointer (&fixture->asked, g_ptr_array_unref);
  gloss_test_page_close (&fixture->page);
  g_socket_service_stop (fixture->server);
  g_clear_object (&fixture->server);
}

static void
ask_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, NULL);

  g_assert_nonnull (connection);
}

/* The server counts: a test that could not fail would say nothing. */
static void
check_server (Fixture *fixture)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  guint n = fixture->n_requests;

  g_assert_cmpuint (n, ==, 0);
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_to_host_async (client, "127.0.0.1", fixture->port, NULL, ask_cb, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_requests == n + 1);
}

static void
test_nothing_leaves (Fixture *fixture, gconstpointer data)
{
  static const char *const lures[] = {
    "<script>fetch('%s'); document.documentElement.setAttribute ('data-hit', 1)</script>",
    "<img src=\"%s\" onerror=\"document.documentElement.setAttribute ('data-hit', 1)\">",
    "<img src=\"gloss://reader/1\" onload=\"document.documentElement.setAttribute ('data-hit', 1)\">",
    "<svg onload=\"document.documentElement.setAttribute ('data-hit', 1)\"><image href=\"%s\"/></svg>",
    "<iframe src=\"%s\"></iframe><iframe srcdoc=\"&lt;img src='%s'&gt;\"></iframe>",
    "<object data=\"%s\"></object><embed src=\"%s\">",
    "<video src=\"%s\" poster=\"%s\" autoplay></video><audio src=\"%s\" autoplay></audio>",
    "<link rel=stylesheet href=\"%s\"><link rel=prefetch href=\"%s\"><link rel=preload as=image href=\"%s\">",
    "<link rel=preconnect href=\"%s\"><link rel=dns-prefetch href=\"%s\"><link rel=icon href=\"%s\">",
    "<style>@import url('%s'); body { background: url('%s') } @font-face { font-family: x; src: url('%s') "
    "}</style>",
    "<p style=\"font-family: x; background: url('%s')\"></p>",
    "<form action=\"%s\" id=f><input type=image src=\"%s\"><input autofocus onfocus=\"f.submit ()\"></form>",
    "<base href=\"%s\"><a ping=\"%s\" href=\"%s\"></a>",
    "<meta http-equiv=refresh content=\"0;url=%s\">",
    "<details open ontoggle=\"document.documentElement.setAttribute ('data-hit', 1)\"></details>",
  };
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/x", fixture->port);
  g_autoptr (GString) main = g_string_new ("<div class=\"gloss-body\"><p>Only these words.</p>");
  g_autofree char *late =
    g_strdup_printf ("const image = new Image (); image.src = '%s-late'; document.body.append (image);"
                     "await new Promise (done => image.onerror = done); location.href = '%s-last';"
                     "return 'refused'",
                     address, address);
  g_autofree char *last = g_strconcat (address, "-last", NULL);
  g_autofree char *hit = NULL, *refused = NULL, *uri = NULL;
  g_autofree char *css = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lures); i++)
    g_string_append (main, lures[i]);
  g_string_replace (main, "%s", address, 0);
  g_string_append (main, "</div>");
  /* Scripts are dropped while parsing, so that their text is none; that of style elements is. */
  css = g_strdup_printf ("Only these words.@import url('%s'); body { background: url('%s') } "
                         "@font-face { font-family: x; src: url('%s') }",
                         address, address, address);
  gloss_test_page_show_html (&fixture->page, main->str, css);
  GLOSS_TEST_WAIT_FOR (fixture->page.n_painted == 1 || fixture->page.failure != NULL);
  g_assert_no_error (fixture->page.failure);

  /* The refresh was tried, and so was what the page asks for after everything in it: an image and another
   * place to go to. Whatever the lures asked for came before. */
  GLOSS_TEST_WAIT_FOR (count_asked (fixture, address) > 0);
  refused = gloss_test_page_run (&fixture->page, NULL, late);
  g_assert_cmpstr (refused, ==, "refused");
  GLOSS_TEST_WAIT_FOR (count_asked (fixture, last) > 0);
  hit =
    gloss_test_page_run (&fixture->page, WORLD, "return document.documentElement.hasAttribute ('data-hit')");
  uri = gloss_test_page_run (&fixture->page, WORLD, "return location.protocol");
  g_assert_cmpstr (hit, ==, "false");
  g_assert_cmpstr (uri, ==, "gloss:");
  g_assert_cmpuint (fixture->n_links, ==, 0);
  check_server (fixture);
}

/* A page may not load itself once more either: nobody would make it visible. */
static void
test_late_refresh (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *main = NULL, *uri = NULL, *marked = NULL, *kept = NULL;

  /* Loads are numbered: a page can know its own address. */
  gloss_test_page_show_text (&fixture->page, "Words before.");
  before = gloss_test_page_run (&fixture->page, WORLD, "return location.pathname.slice (1)");
  uri = g_strdup_printf ("gloss://reader/%d", atoi (before) + 1);
  main = g_strdup_printf ("<div class=\"gloss-body\"><p>Only these words.</p>"
                          "<meta http-equiv=refresh content=\"1;url=%s\"></div>",
                          uri);
  gloss_test_page_show_html (&fixture->page, main, "Only these words.");
  gloss_test_page_wait_for_picture (&fixture->page);
  marked = gloss_test_page_run (&fixture->page, WORLD, "globalThis.kept = 'kept'; return location.href");
  g_assert_cmpstr (marked, ==, uri);
  GLOSS_TEST_WAIT_FOR (count_asked (fixture, uri) == 2);

  /* Nor as a script would that had got through. */
  g_free (gloss_test_page_run (&fixture->page, NULL, "location.replace (location.href); return 1"));
  GLOSS_TEST_WAIT_FOR (count_asked (fixture, uri) == 3);
  kept = gloss_test_page_run (&fixture->page, WORLD,
                              "return globalThis.kept + getComputedStyle (dom.root ()).visibility");
  g_assert_cmpstr (kept, ==, "keptvisible");
}

/* What a page's own world could do if something ran there. */
static void
test_page_world_is_bare (Fixture *fixture, gconstpointer data)
{
  g_autofree char *handler = NULL, *fetched = NULL, *moved = NULL, *opened = NULL, *ours = NULL;
  g_autofree char *fetch =
    g_strdup_printf ("return fetch ('http://127.0.0.1:%u/').then (() => 'sent', () => 'refused')",
                     fixture->port);
  g_autofree char *move = g_strdup_printf ("location.href = 'http://127.0.0.1:%u/'; return 1", fixture->port);
  g_autofree char *open =
    g_strdup_printf ("return String (window.open ('http://127.0.0.1:%u/'))", fixture->port);

  gloss_test_page_show_text (&fixture->page, "Only these words.");
  handler = gloss_test_page_run (&fixture->page, NULL, "return typeof window.webkit?.messageHandlers?.gloss");
  ours = gloss_test_page_run (&fixture->page, NULL, "return typeof reader");
  fetched = gloss_test_page_run (&fixture->page, NULL, fetch);
  opened = gloss_test_page_run (&fixture->page, NULL, open);
  moved = gloss_test_page_run (&fixture->page, NULL, move);
  g_assert_cmpstr (handler, ==, "undefined");
  g_assert_cmpstr (ours, ==, "undefined");
  g_assert_cmpstr (fetched, ==, "refused");
  g_assert_cmpstr (opened, ==, "null");

  /* Still there, and still ours. */
  g_free (moved);
  moved = gloss_test_page_run (&fixture->page, WORLD, "return document.querySelector ('main').textContent");
  g_assert_cmpstr (moved, ==, "Only these words.");
  g_assert_cmpuint (fixture->n_links, ==, 0);
  check_server (fixture);
}

/* Names in the document hide the document's own in every world. */
static void
test_clobbering (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "caretRangeFromPoint",
                                       "querySelector",
                                       "createRange",
                                       "createTreeWalker",
                                       "createElement",
                                       "documentElement",
                                       "body",
                                       "getSelection",
                                       "reader",
                                       "dom",
                                       "webkit",
                                       "CSS",
                                       "gloss-text" };
  g_autoptr (GString) main = g_string_new ("<div class=\"gloss-body\"><p>Only these words.</p>");
  g_autofree char *hidden = NULL, *selected = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (main, "<img name=\"%s\"><form name=\"%s\" id=\"%s\"></form>", names[i], names[i],
                            names[i]);
  g_string_append (main, "</div>");
  gloss_test_page_show_html (&fixture->page, main->str, "Only these words.");
  GLOSS_TEST_WAIT_FOR (fixture->page.n_painted == 1 || fixture->page.failure != NULL);
  g_assert_no_error (fixture->page.failure);

  hidden = gloss_test_page_run (&fixture->page, WORLD, "return typeof document.querySelector");
  g_assert_cmpstr (hidden, !=, "function");
  selected = gloss_test_page_run (&fixture->page, WORLD,
                                  "const s = dom.selection (); s.removeAllRanges ();"
                                  "s.addRange (reader.index.range (5, 10)); return 1");
  g_assert_cmpstr (selected, ==, "1");
  GLOSS_TEST_WAIT_FOR (fixture->page.selection != NULL);
  g_assert_cmpstr (gloss_anchor_get_quote (fixture->page.selection), ==, "these");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/web/hostile-page/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing-leaves", test_nothing_leaves);
  ADD ("late-refresh", test_late_refresh);
  ADD ("page-world-is-bare", test_page_world_is_bare);
  ADD ("clobbering", test_clobbering);
#undef ADD
  return g_test_run ();
}
