/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each page of the hostile corpus as the stored page of a capture, shown as it was: with its own styles and
 * markup, but nothing of it runs, asks, opens or goes anywhere. */

#include "config.h"

#include "gloss-hostile-corpus.h"
#include "gloss-test-original.h"

#include <glib/gstdio.h>
#include <string.h>

#define WORLD "glossator"

static struct
{
  TestOriginal original;
  GSocketService *server;
  guint16 port;
  guint n_connections;
  guint n_crashes;
} bench;

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  bench.n_connections++;
  return TRUE;
}

static void
terminated_cb (void)
{
  bench.n_crashes++;
}

static void
open_bench (void)
{
  bench.server = g_socket_service_new ();
  bench.port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (bench.server), NULL, NULL);
  g_signal_connect (bench.server, "incoming", G_CALLBACK (incoming_cb), NULL);
  g_socket_service_start (bench.server);
  gloss_test_original_open (&bench.original);
  g_signal_connect (gloss_test_original_get_web_view (&bench.original), "web-process-terminated",
                    G_CALLBACK (terminated_cb), NULL);
}

static void
close_bench (void)
{
  gloss_test_original_close (&bench.original);
  g_socket_service_stop (bench.server);
  g_clear_object (&bench.server);
}

static void
test_page (gconstpointer data)
{
  static const char script[] =
    "const lure = %d && Document.prototype.querySelector.call (document, '#lure');"
    "if (lure) lure.dispatchEvent (new MouseEvent ('click', { bubbles: true }));"
    "const image = new Image (); image.src = 'http://127.0.0.1:%u/late';"
    "await new Promise (done => { image.onerror = image.onload = done });"
    "const root = Object.getOwnPropertyDescriptor (Document.prototype, 'documentElement').get.call "
    "(document);"
    "return (root?.hasAttribute ('data-hit') ? 'a script ran' : '') +"
    "  (location.protocol === 'gloss-original:' ? '' : 'it went to ' + location.href)";
  HostilePage *page = (HostilePage *) data;
  g_autoptr (GBytes) bytes = gloss_hostile_page_fill_in (page, bench.port, "file:///proc/version");
  g_autofree char *html = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *valid = g_utf8_make_valid (html, -1);
  g_autofree char *source = g_strdup_printf (script, page->clicks, bench.port), *wrong = NULL;

  g_test_message ("%s must never %s", page->name, page->never);
  bench.n_connections = bench.n_crashes = bench.original.n_links = 0;
  g_clear_error (&bench.original.failure);
  gloss_test_original_begin (&bench.original, valid);
  gloss_test_original_show (&bench.original, "Words that stay.");
  g_assert_no_error (bench.original.failure);
  wrong = gloss_test_run_script (gloss_test_original_get_web_view (&bench.original), WORLD, source);
  if (wrong[0] != '\0')
    g_test_fail_printf ("%s must never %s: %s", page->name, page->never, wrong);
  if (bench.n_connections > 0)
    g_test_fail_printf ("%s must never %s: %u connections", page->name, page->never, bench.n_connections);
  if (bench.n_crashes > 0)
    g_test_fail_printf ("%s must never %s: the process died", page->name, page->never);
  if (bench.original.n_links > 0 && !page->clicks)
    g_test_fail_printf ("%s must never %s: links were offered", page->name, page->never);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
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
      g_autofree char *path = gloss_hostile_page_dup_test_path (page, "/web/hostile-original/");

      if (!page->is_heavy)
        g_test_add_data_func (path, page, test_page);
    }
  open_bench ();
  result = g_test_run ();
  close_bench ();
  return result;
}
