/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers as JSON, and the sentences that say why a page was not loaded. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "web/gloss-load-failure.h"
#include "web/gloss-page-headers.h"

#include <string.h>

static void
test_headers (void)
{
  static const struct
  {
    const char *headers;
    const char *json;
  } cases[] = {
    { "", "{}" },
    { "Content-Type: text/html", "{\"content-type\":\"text/html\"}" },
    { "B: 2\r\nA: 1\r\nb: 3\r\nB: 4", "{\"a\":\"1\",\"b\":[\"2\",\"3\",\"4\"]}" },
    { "A: \"quoted\"\\", "{\"a\":\"\\\"quoted\\\"\\\\\"}" },
    { "A: caf\xc3\xa9\r\nB: caf\xe9", "{\"a\":\"café\",\"b\":\"caf�\"}" },
    { "Set-Cookie: a=b\r\nA: 1\r\nset-cookie: c=d\r\nSet-Cookie2: e", "{\"a\":\"1\"}" },
    { "__proto__: x\r\nconstructor: y", "{\"__proto__\":\"x\",\"constructor\":\"y\"}" },
  };
  g_autofree char *none = gloss_page_headers_to_json (NULL);

  g_assert_cmpstr (none, ==, "{}");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
      g_autofree char *text = g_strconcat ("HTTP/1.1 200 OK\r\n", cases[i].headers, "\r\n", NULL);
      g_autofree char *json = NULL;

      g_assert_true (soup_headers_parse (text, (int) strlen (text), headers));
      json = gloss_page_headers_to_json (headers);
      g_assert_cmpstr (json, ==, cases[i].json);
    }
}

static void
test_sandboxes (void)
{
  static const struct
  {
    const char *headers;
    gboolean is_forbidden;
  } cases[] = {
    { "", FALSE },
    { "Content-Security-Policy: sandbox", TRUE },
    { "Content-Security-Policy: default-src 'none';  SANDBOX allow-forms ; img-src *", TRUE },
    { "Content-Security-Policy: sandbox allow-forms Allow-Scripts", FALSE },
    { "Content-Security-Policy: sandbox; sandbox allow-scripts", TRUE },
    { "Content-Security-Policy: sandbox allow-scripts, sandbox", TRUE },
    { "Content-Security-Policy: img-src *\r\nContent-Security-Policy: sandbox", TRUE },
    { "Content-Security-Policy: script-src 'none'; report-uri sandbox", FALSE },
    { "Content-Security-Policy-Report-Only: sandbox", FALSE },
    { "Content-Security-Policy: ;,;; ,", FALSE },
  };

  g_assert_false (gloss_page_headers_forbid_scripts (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
      g_autofree char *text = g_strconcat ("HTTP/1.1 200 OK\r\n", cases[i].headers, "\r\n", NULL);

      g_assert_true (soup_headers_parse (text, (int) strlen (text), headers));
      g_test_message ("%s", cases[i].headers);
      g_assert_cmpint (gloss_page_headers_forbid_scripts (headers), ==, cases[i].is_forbidden);
    }
}

static void
check_failure (GError *failure, int code, const char *words)
{
  g_autoptr (GError) error = failure;

  g_assert_error (error, GLOSS_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strchr (error->message, '\n'));
}

/* Each says which server it was, as people are shown it. */
static void
test_failures (void)
{
  g_autoptr (GError) name =
    g_error_new_literal (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such name: xn--bcher-kva.example");
  g_autoptr (GError) network = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "refused");

  check_failure (gloss_load_failure_new ("https://xn--bcher-kva.example/a", name), GLOSS_ERROR_NOT_FOUND,
                 "bücher.example");
  check_failure (gloss_load_failure_new ("https://аррӏе.com/", network), GLOSS_ERROR_FAILED,
                 "xn--80ak6aa92e.com");
  check_failure (gloss_load_failure_new ("https://site.example/", network), GLOSS_ERROR_FAILED, "refused");
  check_failure (gloss_load_failure_new ("http://a\u202eb/\n", network), GLOSS_ERROR_FAILED, "%E2%80%AE");
  check_failure (gloss_load_failure_new_for_time (1), GLOSS_ERROR_FAILED, "1 second,");
  check_failure (gloss_load_failure_new_for_time (60), GLOSS_ERROR_FAILED, "60 seconds,");
  check_failure (gloss_load_failure_new_for_size (64 * 1024 * 1024), GLOSS_ERROR_TOO_LARGE, "64.0");
}

static void
test_certificates (void)
{
  static const struct
  {
    GTlsCertificateFlags flags;
    const char *words;
  } cases[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA, "nobody known" },
    { G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_BAD_IDENTITY, "another server" },
    { G_TLS_CERTIFICATE_EXPIRED, "expired" },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, "not valid yet" },
    { G_TLS_CERTIFICATE_REVOKED, "revoked" },
    { G_TLS_CERTIFICATE_INSECURE, "too weak" },
    { G_TLS_CERTIFICATE_GENERIC_ERROR, "nobody known" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_failure (gloss_load_failure_new_for_certificate ("https://site.example/", cases[i].flags),
                   GLOSS_ERROR_DENIED, cases[i].words);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/page-headers/headers", test_headers);
  g_test_add_func ("/page-headers/sandboxes", test_sandboxes);
  g_test_add_func ("/page-headers/failures", test_failures);
  g_test_add_func ("/page-headers/certificates", test_certificates);
  return g_test_run ();
}
