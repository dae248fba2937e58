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
  check ("http://news.example/a", G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, GLOSS_ERROR_NOT_FOUND,
         "was not found");
  check ("https://news.example/a", WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_FAILED, GLOSS_ERROR_FAILED,
         "as it says");
  check ("http://news.example/a", WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED, GLOSS_ERROR_FAILED,
         "as it says");
  check ("https://news.example/a", WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED, GLOSS_ERROR_DENIED,
         "certificate");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web/load-failure/network", test_network);
  return g_test_run ();
}
