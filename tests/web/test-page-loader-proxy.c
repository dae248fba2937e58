/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A proxy that answers for the internet, as a desktop's environment names it: that it is used, and that no
 * page of it leads to a server of this machine. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "gloss-test-loads.h"
#include "gloss-test-page.h"

#include <string.h>

/* Lives as long as the program: the network process takes its environment over when it starts. */
static GlossTestServer *internet;

static void
test_proxy (TestLoads *loads, gconstpointer is_shown)
{
  g_autofree char *secret = gloss_test_loads_dup_uri (loads, "/secret");
  g_autofree char *numeric = g_strdup_printf ("http://2130706433%s", strrchr (secret, ':'));
  g_autofree char *html =
    g_strdup_printf ("<p>" TEST_WORDS "<iframe src=%s></iframe><iframe src=http://printer.local/></iframe>"
                     "<script>setTimeout (() => { location = '%s' })</script>",
                     secret, secret);
  g_autoptr (GlossPage) page = NULL, frames = NULL;

  gloss_test_server_add_page (loads->server, "/secret", "<p>Secret");
  gloss_test_server_add_page (internet, "news.example/page", "<p>News");
  gloss_test_server_add_redirect (internet, "news.example/on", "http://other.example/page");
  gloss_test_server_add_page (internet, "other.example/page", "<p>Other");
  page = gloss_test_loads_load_well (loads, "http://news.example/on");
  gloss_test_check_has (page, "Other");
  g_assert_cmpuint (gloss_test_server_count (internet, "news.example/on"), ==, 1);

  gloss_test_server_add_redirect (internet, "news.example/in", secret);
  gloss_test_server_add_redirect (internet, "news.example/numeric", numeric);
  gloss_test_server_add_redirect (internet, "news.example/local", "http://printer.local/");
  gloss_test_server_add_redirect (internet, "news.example/mapped", "http://[::ffff:127.0.0.1]/");
  gloss_test_loads_check_fails (loads, "http://news.example/in", NULL, GLOSS_ERROR_DENIED);
  gloss_test_loads_check_fails (loads, "http://news.example/numeric", NULL, GLOSS_ERROR_DENIED);
  gloss_test_loads_check_fails (loads, "http://news.example/local", NULL, GLOSS_ERROR_DENIED);
  gloss_test_loads_check_fails (loads, "http://news.example/mapped", NULL, GLOSS_ERROR_DENIED);

  gloss_test_server_add_page (internet, "news.example/frames", html);
  frames = gloss_test_loads_load_well (loads, "http://news.example/frames");
  gloss_test_check_has (frames, "Words");
  g_assert_cmpuint (gloss_test_loads_count (loads, "/secret"), ==, 0);
  g_assert_cmpuint (gloss_test_server_count (internet, "printer.local/"), ==, 0);
}

/* What a page asks for without leading there is refused by the way it is spelled. */
static void
test_parts (TestLoads *loads, gconstpointer is_shown)
{
  static const char *const hosts[] = {
    "127.0.0.1",     "2130706433",         "0x7f.1",    "localhost",       "a.localhost", "router",
    "printer.local", "nas.lan.",           "10.0.0.1",  "192.168.1.1",     "172.20.1.1",  "100.64.0.1",
    "[::1]",         "[::ffff:127.0.0.1]", "[fd00::1]", "169.254.169.254", "224.0.0.251", "0.0.0.0",
  };
  static const char *const open_hosts[] = { "news.example",      "8.8.8.8",  "172.32.0.1",
                                            "localhost.example", "11.0.0.1", "100.128.0.1" };
  g_autofree char *secret = gloss_test_loads_dup_uri (loads, "/secret");
  g_autoptr (GString) html = g_string_new ("<p id=p>" TEST_WORDS);
  g_autoptr (GlossPage) page = NULL;

  gloss_test_server_add_page (loads->server, "/secret", "<p>Secret");
  gloss_test_server_add_redirect (internet, "news.example/picture", secret);
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    g_string_append_printf (html, "<img src='http://%s%s'><img src='http://a@%s:81/secret'>", hosts[i],
                            g_str_has_prefix (hosts[i], "127") ? strrchr (secret, ':') : "/secret", hosts[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (open_hosts); i++)
    g_string_append_printf (html, "<img src='http://%s/open'>", open_hosts[i]);
  g_string_append_printf (
    html,
    "<img src=http://news.example/picture><link rel=stylesheet href=%s><script src=%s></script>"
    "<script>fetch ('%s', { mode: 'no-cors' }).then (() => p.append ('read'), () => p.append ('refused'));"
    "navigator.sendBeacon?.('%s', 'x')</script>",
    secret, secret, secret, secret);
  gloss_test_server_add_page (internet, "news.example/parts", html->str);
  page = gloss_test_loads_load_well (loads, "http://news.example/parts");
  gloss_test_check_has (page, "refused");
  g_assert_cmpuint (gloss_test_server_count_all (loads->server), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *path = g_strconcat (hosts[i], "/secret", NULL);

      g_assert_cmpuint (gloss_test_server_count (internet, path), ==, 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (open_hosts); i++)
    {
      g_autofree char *path = g_strconcat (open_hosts[i], "/open", NULL);

      g_test_message ("%s", path);
      g_assert_cmpuint (gloss_test_server_count (internet, path), ==, 1);
    }
}

/* A proxy that is not there must not be told as a mistake in the address. */
static void
test_no_proxy (TestLoads *loads, gconstpointer is_shown)
{
  g_autofree char *sentence =
    gloss_test_loads_load_badly (loads, "https://news.example/", NULL, GLOSS_ERROR_NOT_FOUND);

  g_assert_nonnull (strstr (sentence, "proxy"));
  g_assert_nonnull (strstr (sentence, "no-such-proxy.invalid"));
}

int
main (int argc, char **argv)
{
  int status;

  internet = gloss_test_server_new (NULL);
  g_setenv ("http_proxy", gloss_test_server_get_uri (internet), TRUE);
  g_setenv ("https_proxy", "http://no-such-proxy.invalid:3128", TRUE);
  g_setenv ("no_proxy", "127.0.0.1", TRUE);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "libproxy", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/web/page-loader-proxy/proxy", TestLoads, NULL, gloss_test_loads_open, test_proxy,
              gloss_test_loads_close);
  g_test_add ("/web/page-loader-proxy/parts", TestLoads, NULL, gloss_test_loads_open, test_parts,
              gloss_test_loads_close);
  g_test_add ("/web/page-loader-proxy/no-proxy", TestLoads, NULL, gloss_test_loads_open, test_no_proxy,
              gloss_test_loads_close);
  status = g_test_run ();
  gloss_test_server_free (internet);
  return status;
}
