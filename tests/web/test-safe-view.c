/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page is refused, and the walls around its process. Scripts run in the page's own world here, as if
 * one of its own had got through: each test waits until the page has asked. */

#include "config.h"

#include "gloss-test-page.h"
#include "gloss-test-processes.h"

#define WORLD "glossator"

static void
set_up (TestPage *page, gconstpointer data)
{
  gloss_test_page_open (page);
  gloss_test_page_show_text (page, "Only these words.");
}

static void
tear_down (TestPage *page, gconstpointer data)
{
  gloss_test_page_close (page);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Counts how often the page asks; the class's own handler decides. */
static void
count (TestPage *page, const char *signal, guint *n)
{
  g_signal_connect_data (gloss_test_page_get_web_view (page), signal, G_CALLBACK (count_cb), n, NULL,
                         G_CONNECT_SWAPPED);
}

static guint
count_windows (void)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ());
}

/* WebKit turns its sandbox off where it thinks that it can't have one, without a word. */
static void
test_sandbox (TestPage *page, gconstpointer data)
{
  static const char *const namespaces[] = { "pid", "net", "mnt" };
  g_autofree char *pid = gloss_test_find_web_process ();
  g_autofree char *seccomp = gloss_test_read_status (pid, "Seccomp"),
                  *privileges = gloss_test_read_status (pid, "NoNewPrivs");
  g_autofree char *secret = g_build_filename (g_get_home_dir (), "secret.txt", NULL);
  g_autofree char *seen = g_build_filename ("/proc", pid, "root", secret, NULL);
  g_autofree char *programs = g_build_filename ("/proc", pid, "root", "usr", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (namespaces); i++)
    {
      g_autofree char *own = g_build_filename ("/proc/self/ns", namespaces[i], NULL);
      g_autofree char *its = g_build_filename ("/proc", pid, "ns", namespaces[i], NULL);
      g_autofree char *own_id = g_file_read_link (own, NULL), *its_id = g_file_read_link (its, NULL);

      g_assert_nonnull (own_id);
      g_assert_nonnull (its_id);
      g_assert_cmpstr (own_id, !=, its_id);
    }
  g_assert_cmpstr (seccomp, ==, "2"); /* system calls are filtered */
  g_assert_cmpstr (privileges, ==, "1");

  /* The user's files are not there. */
  g_assert_true (g_file_set_contents (secret, "secret", -1, NULL));
  g_assert_true (g_file_test (programs, G_FILE_TEST_IS_DIR));
  g_assert_false (g_file_test (seen, G_FILE_TEST_EXISTS));
}

static void
test_context_menu (TestPage *page, gconstpointer data)
{
  static const WebKitContextMenuAction actions[] = {
    WEBKIT_CONTEXT_MENU_ACTION_RELOAD,         WEBKIT_CONTEXT_MENU_ACTION_DOWNLOAD_LINK_TO_DISK,
    WEBKIT_CONTEXT_MENU_ACTION_COPY,           WEBKIT_CONTEXT_MENU_ACTION_OPEN_LINK_IN_NEW_WINDOW,
    WEBKIT_CONTEXT_MENU_ACTION_OPEN_LINK,      WEBKIT_CONTEXT_MENU_ACTION_GO_BACK,
    WEBKIT_CONTEXT_MENU_ACTION_INSPECT_ELEMENT
  };
  g_autoptr (WebKitHitTestResult) hit = g_object_new (WEBKIT_TYPE_HIT_TEST_RESULT, NULL);
  g_autoptr (WebKitContextMenu) menu = webkit_context_menu_new ();
  gboolean is_handled = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    webkit_context_menu_append (menu, webkit_context_menu_item_new_from_stock_action (actions[i]));
  g_signal_emit_by_name (gloss_test_page_get_web_view (page), "context-menu", menu, hit, &is_handled);
  g_assert_false (is_handled);
  g_assert_cmpuint (webkit_context_menu_get_n_items (menu), ==, 1);
  g_assert_cmpint (webkit_context_menu_item_get_stock_action (webkit_context_menu_first (menu)), ==,
                   WEBKIT_CONTEXT_MENU_ACTION_COPY);

  /* With nothing to copy there is no menu. */
  webkit_context_menu_remove_all (menu);
  webkit_context_menu_append (menu, webkit_context_menu_item_new_from_stock_action (
                                      WEBKIT_CONTEXT_MENU_ACTION_RELOAD));
  g_signal_emit_by_name (gloss_test_page_get_web_view (page), "context-menu", menu, hit, &is_handled);
  g_assert_true (is_handled);
}

static void
test_dialogs (TestPage *page, gconstpointer data)
{
  g_autofree char *answers = NULL, *printed = NULL, *chosen = NULL;
  guint n_dialogs = 0, n_prints = 0, n_choosers = 0;

  count (page, "script-dialog", &n_dialogs);
  count (page, "print", &n_prints);
  count (page, "run-file-chooser", &n_choosers);
  answers =
    gloss_test_page_run (page, NULL,
                         "return [alert ('a') === undefined, confirm ('b'), prompt ('c', 'd')].join (' ')");
  g_assert_cmpstr (answers, ==, "true false ");
  g_assert_cmpuint (n_dialogs, ==, 3);
  printed = gloss_test_page_run (page, NULL, "window.print (); return 1");
  GLOSS_TEST_WAIT_FOR (n_prints == 1);
  chosen = gloss_test_page_run (page, NULL,
                                "const input = document.createElement ('input'); input.type = 'file';"
                                "input.click (); return 1");
  GLOSS_TEST_WAIT_FOR (n_choosers == 1);
  g_assert_cmpuint (count_windows (), ==, 1);
}

static void
test_permissions (TestPage *page, gconstpointer data)
{
  static const char *const scripts[] = {
    "return new Promise (done => navigator.geolocation ? navigator.geolocation.getCurrentPosition ("
    "() => done ('given'), () => done ('refused')) : done ('refused'))",
    "return navigator.mediaDevices?.getUserMedia ? navigator.mediaDevices.getUserMedia ({ audio: true })"
    ".then (() => 'given', () => 'refused') : 'refused'",
    "return globalThis.Notification ? Notification.requestPermission ()"
    ".then (answer => answer === 'granted' ? 'given' : 'refused') : 'refused'",
    "return navigator.clipboard?.readText ? navigator.clipboard.readText ()"
    ".then (() => 'given', () => 'refused') : 'refused'",
    "return document.documentElement.requestFullscreen ? document.documentElement.requestFullscreen ()"
    ".then (() => 'given', () => 'refused') : 'refused'",
    "try { localStorage.setItem ('a', 'b'); return 'given' } catch { return 'refused' }",
  };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *answer = gloss_test_page_run (page, NULL, scripts[i]);

      if (!g_str_equal (answer, "refused"))
        g_error ("%s: %s", answer, scripts[i]);
    }
  g_assert_cmpuint (count_windows (), ==, 1);
}

static void
failed_cb (GError **failure, GError *error)
{
  *failure = g_error_copy (error);
}

static void
test_download (TestPage *page, gconstpointer data)
{
  WebKitWebView *view = gloss_test_page_get_web_view (page);
  g_autoptr (WebKitDownload) download = webkit_web_view_download_uri (view, "data:text/plain,words");
  g_autoptr (GError) failure = NULL;
  guint n_created = 0;

  g_signal_connect_swapped (download, "failed", G_CALLBACK (failed_cb), &failure);
  g_signal_connect_swapped (download, "created-destination", G_CALLBACK (count_cb), &n_created);
  GLOSS_TEST_WAIT_FOR (failure != NULL);
  g_assert_error (failure, WEBKIT_DOWNLOAD_ERROR, WEBKIT_DOWNLOAD_ERROR_CANCELLED_BY_USER);
  g_assert_cmpuint (n_created, ==, 0);
}

static void
link_cb (GPtrArray *links, const char *uri)
{
  g_ptr_array_add (links, g_strdup (uri));
}

/* Links go outside and nowhere else, and only those of the web. */
static void
test_links (TestPage *page, gconstpointer data)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *clicked = NULL, *words = NULL;
  guint n_windows = 0;

  g_signal_connect_swapped (page->view, "link", G_CALLBACK (link_cb), links);
  count (page, "create", &n_windows);
  gloss_test_page_show_html (page,
                             "<div class=\"gloss-body\"><p><a href=\"file:///etc/passwd\">a</a>"
                             "<a href=\"javascript:void 0\">b</a><a href=\"data:text/html,x\">c</a>"
                             "<a href=\"mailto:a@b.example\">d</a><a href=\"gloss://reader/1\">e</a>"
                             "<a href=\"#gloss-text\">f</a><a href=\"ftp://site.example/\">g</a>"
                             "<a target=\"_blank\" href=\"https://site.example/one\">h</a>"
                             "<a download href=\"https://site.example/two\">i</a>"
                             "<a href=\"https://site.example/three\">j</a></p></div>",
                             "abcdefghij");
  gloss_test_page_wait_for_picture (page);
  clicked = gloss_test_page_run (page, WORLD,
                                 "const links = document.querySelectorAll ('main a');"
                                 "for (const link of links) link.click (); return links.length");
  g_assert_cmpstr (clicked, ==, "10");
  GLOSS_TEST_WAIT_FOR (links->len > 0 &&
                       g_str_equal (g_ptr_array_index (links, links->len - 1), "https://site.example/three"));
  for (guint i = 0; i < links->len; i++)
    g_assert_true (g_str_has_prefix (g_ptr_array_index (links, i), "https://site.example/"));
  words = gloss_test_page_run (page, WORLD, "return document.querySelector ('main').textContent");
  g_assert_cmpstr (words, ==, "abcdefghij");
  g_assert_cmpuint (n_windows, ==, 0);
  g_assert_cmpuint (count_windows (), ==, 1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/web/safe-view/" name, TestPage, NULL, set_up, func, tear_down)
  ADD ("sandbox", test_sandbox);
  ADD ("context-menu", test_context_menu);
  ADD ("dialogs", test_dialogs);
  ADD ("permissions", test_permissions);
  ADD ("download", test_download);
  ADD ("links", test_links);
#undef ADD
  return g_test_run ();
}
