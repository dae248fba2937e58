/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the network says, as sentences. */

#include "config.h"

#include "web/gloss-load-failure.h"

#include "core/base/gloss-error.h"

#include <string.h>
#include <webkit/webkit.h>

static void
check (const char *uri, GQuark domain, int code, int expected, const char *words)
{
  g_autoptr (GError) said = g_error_new_literal (domain, code, "as it says");
  g_autoptr (GError) error = gloss_load_failure_new (uri, said);

  g_assert_error (error, GLOSS_ERROR, expected);
  g_assert_nonnull (strstr (error->message, "news.example"));
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_network (void)
{
  check ("https://news.example/a", WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_FAILED, GLOSS_ERROR_FAILED,
         "as it says");
  check ("http://news.example/a", WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED, GLOSS_ERROR_FAILED,
         "as it says");
  check ("https://news.example/a", WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED, GLOSS_ERROR_DENIED,
         "certificate");
}

/* Where a server leads to what is no address of the web, that is said, not what WebKit says of it. */
static void
test_no_page (void)
{
  g_autoptr (GError) said =
    g_error_new_literal (WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_FAILED, "as it says");
  g_autoptr (GError) script = gloss_load_failure_new ("javascript:1", said);
  g_autoptr (GError) nothing = gloss_load_failure_new_for_break (FALSE);
  g_autoptr (GError) half = gloss_load_failure_new_for_break (TRUE);

  g_assert_error (script, GLOSS_ERROR, GLOSS_ERROR_INVALID);
  g_assert_null (strstr (script->message, "as it says"));
  g_assert_cmpstr (nothing->message, ==, script->message);
  g_assert_error (half, GLOSS_ERROR, GLOSS_ERROR_FAILED);
}

/* The name that was not found may be that of a proxy. */
static void
test_names (void)
{
  g_autoptr (GError) missing = g_error_new_literal (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND,
                                                    "Error resolving “news.example”: no such name");
  g_autoptr (GError) other = g_error_new_literal (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND,
                                                  "Error resolving “proxy.example”: no such name");
  g_autoptr (GError) server = gloss_load_failure_new ("http://news.example/a", missing);
  g_autoptr (GError) proxy = gloss_load_failure_new ("http://news.example/a", other);

  g_assert_error (server, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (server->message, "“news.example” was not found"));
  g_assert_null (strstr (server->message, "proxy"));
  g_assert_error (proxy, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (proxy->message, "proxy.example"));
  g_assert_nonnull (strstr (proxy->message, "network settings"));
}

/* A server without https, asked for with it. */
static void
test_encryption (void)
{
  g_autoptr (GError) said = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_NOT_TLS, "Peer failed to perform");
  g_autoptr (GError) error = gloss_load_failure_new ("https://news.example:8765/a", said);

  check ("https://news.example/a", G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, GLOSS_ERROR_DENIED, "http://");
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_DENIED);
  g_assert_null (strstr (error->message, "Peer"));
}

static void
test_ports (void)
{
  g_autoptr (GError) named = gloss_load_failure_new_for_nothing ("http://news.example:25/");
  g_autoptr (GError) unnamed = gloss_load_failure_new_for_nothing ("http://news.example/");

  check ("http://news.example:25/a", WEBKIT_POLICY_ERROR, WEBKIT_POLICY_ERROR_CANNOT_USE_RESTRICTED_PORT,
         GLOSS_ERROR_FAILED, "not opened by browsers");
  g_assert_error (named, GLOSS_ERROR, GLOSS_ERROR_FAILED);
  g_assert_nonnull (strstr (named->message, "port"));
  g_assert_error (unnamed, GLOSS_ERROR, GLOSS_ERROR_FAILED);
  g_assert_null (strstr (unnamed->message, "port"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web/load-failure/network", test_network);
  g_test_add_func ("/web/load-failure/no-page", test_no_page);
  g_test_add_func ("/web/load-failure/names", test_names);
  g_test_add_func ("/web/load-failure/encryption", test_encryption);
  g_test_add_func ("/web/load-failure/ports", test_ports);
  return g_test_run ();
}
