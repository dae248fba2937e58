/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a real server, loaded as the program does. What was asked for is what the server counted. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"
#include "core/base/gloss-json.h"
#include "gloss-test-loads.h"
#include "gloss-test-page.h"

#include <string.h>

#define PAGE                                                                                                 \
  "<!DOCTYPE html><title>Title</title><link rel=stylesheet href=/style.css><h1>Heading</h1>"                 \
  "<img src=/pictures/1><img src=/pictures/2><p id=p>" TEST_WORDS "</p>"                                     \
  "<script>const p = document.createElement ('p'); p.textContent = 'made by ' + 'a script';"                 \
  "document.body.append (p); fetch ('/data').then (a => a.text ()).then (t => {"                             \
  "  const i = new Image (); i.src = t; document.body.append (i); });</script>"

static void
test_page (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) page = NULL;
  g_autoptr (JsonObject) headers = NULL;
  g_autofree char *sha256 = gloss_hash_data (PAGE, strlen (PAGE)), *mhtml_sha256 = NULL, *mhtml = NULL;
  const GlossPageFields *fields;

  gloss_test_server_add (loads->server, "/page",
                         &(GlossTestAnswer){
                           .body = PAGE, .headers = "X-One: a\nX-Two: b\nX-Two: c\nSet-Cookie: secret=1" });
  gloss_test_server_add (loads->server, "/style.css",
                         &(GlossTestAnswer){ .type = "text/css", .body = "p { margin: 0 }" });
  gloss_test_server_add (loads->server, "/data",
                         &(GlossTestAnswer){ .type = "text/plain", .body = "/pictures/3" });
  page = gloss_test_loads_load_well (loads, "/page");
  fields = gloss_page_get_fields (page);

  gloss_test_loads_check_final (loads, page, "/page");
  g_assert_cmpstr (fields->requested_uri, ==, fields->final_uri);
  g_assert_cmpuint (fields->status, ==, 200);
  g_assert_cmpstr (fields->media_type, ==, "text/html");
  g_assert_cmpmem (g_bytes_get_data (fields->bytes, NULL), g_bytes_get_size (fields->bytes), PAGE,
                   strlen (PAGE));
  g_assert_cmpstr (fields->sha256, ==, sha256);
  mhtml_sha256 = gloss_hash_bytes (fields->mhtml);
  g_assert_cmpstr (fields->mhtml_sha256, ==, mhtml_sha256);
  g_assert_true (g_str_has_prefix (fields->markup, "<!DOCTYPE html>\n<html>"));
  gloss_test_check_has (page, "<p>made by a script</p>");
  mhtml = g_strndup (g_bytes_get_data (fields->mhtml, NULL), g_bytes_get_size (fields->mhtml));
  g_assert_nonnull (strstr (mhtml, "made by a script"));
  g_assert_nonnull (strstr (mhtml, "/pictures/3"));
  g_assert_null (strstr (mhtml, "fetch"));
  g_assert_cmpuint (fields->n_resources, ==, 5);
  g_assert_cmpuint (fields->n_failed, ==, 0);
  g_assert_true (g_str_has_suffix (fields->captured, "Z"));

  headers = gloss_json_parse_object (fields->headers, -1, NULL);
  g_assert_cmpstr (gloss_json_get_string (headers, "x-one"), ==, "a");
  g_assert_cmpstr (gloss_json_get_string (headers, "x-two"), ==, "b, c"); /* joined by WebKit */
  g_assert_false (json_object_has_member (headers, "set-cookie"));

  g_assert_cmpuint (gloss_test_server_count_all (loads->server), ==, 6);
  g_assert_cmpuint (gloss_test_loads_count (loads, "/pictures/"), ==, 3);
  g_assert_cmpuint (loads->n_statuses, >=, 3);
  g_assert_cmpuint (loads->n_progresses, >=, 2);
}

#define LAZY                                                                                                 \
  "<!DOCTYPE html><p>" TEST_WORDS "<div style='height: 9000px'></div><img loading=lazy src=/pictures/lazy>"  \
  "<div id=end>End</div><script>new IntersectionObserver (entries => {"                                      \
  "  if (entries[0].isIntersecting) document.body.append (Object.assign (new Image (), { src: "              \
  "'/pictures/seen' }))"                                                                                     \
  "}).observe (document.querySelector ('#end')); requestAnimationFrame (() => fetch "                        \
  "('/pictures/frame'))</script>"

/* In sight, a page is loaded to its end; out of sight its images are at least. */
static void
test_lazy (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) page = NULL;

  gloss_test_server_add_page (loads->server, "/lazy", LAZY);
  page = gloss_test_loads_load_well (loads, "/lazy");
  gloss_test_check_has (page, "Words");
  g_assert_cmpuint (gloss_test_loads_count (loads, "/pictures/"), ==, is_shown != NULL ? 3 : 1);
  g_assert_cmpuint (gloss_page_get_fields (page)->n_resources, ==, is_shown != NULL ? 3 : 1);
}

/* A page that no script can change isn't waited for; what its styles and its reader want is. */
static void
test_still (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) page = NULL;

  gloss_test_server_add_page (loads->server, "/still",
                              "<!DOCTYPE html><link rel=stylesheet href=/still.css><p>Words"
                              "<div style='height: 9000px'></div><img loading=lazy src=/pictures/lazy>");
  gloss_test_server_add (loads->server, "/still.css",
                         &(GlossTestAnswer){
                           .type = "text/css",
                           .body = "@font-face { font-family: a; src: url(/pictures/font) }"
                                   "body { font-family: a; background: url(/pictures/background) }" });
  page = gloss_test_loads_load_well (loads, "/still");
  g_assert_cmpuint (gloss_test_loads_count (loads, "/pictures/font"), ==, 1);
  g_assert_cmpuint (gloss_test_loads_count (loads, "/pictures/background"), ==, 1);
  g_assert_cmpuint (gloss_test_loads_count (loads, "/pictures/lazy"), ==, 1);
  g_assert_cmpuint (gloss_page_get_fields (page)->n_resources, ==, 4);
  gloss_test_check_has (page, "loading=\"lazy\"");
  g_assert_cmpuint (gloss_page_get_fields (page)->n_failed, ==, 0);
}

/* What is too large to be looked at for scripts waits for its rest like a page that has some. */
static void
test_long (TestLoads *loads, gconstpointer is_shown)
{
  g_autofree char *blank = g_strnfill (5 * 1024 * 1024, ' ');
  g_autofree char *html = g_strconcat ("<p>Words", blank, "<img src=/pictures/1><p>The end", NULL);
  g_autoptr (GlossPage) page = NULL;

  gloss_test_server_add_page (loads->server, "/long", html);
  page = gloss_test_loads_load_well (loads, "/long");
  gloss_test_check_has (page, "The end");
  g_assert_cmpuint (g_bytes_get_size (gloss_page_get_fields (page)->bytes), ==, strlen (html));
  g_assert_cmpuint (gloss_page_get_fields (page)->n_failed, ==, 0);
}

/* A page that says that it is loading, and asks the network for nothing. The letters are what is waited for.
 */
static void
test_late_words (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) page = NULL;

  gloss_test_server_add_page (loads->server, "/late",
                              "<!DOCTYPE html><title>Late</title><p>Loading…<script>setTimeout (() => {"
                              "document.querySelector ('p').textContent = 'Written at last. '.repeat (9);"
                              "}, 1200)</script>");
  page = gloss_test_loads_load_well (loads, "/late");
  gloss_test_check_has (page, "Written at last. Written at last.");
}

static void
test_changing (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) one = NULL, two = NULL;

  gloss_test_server_add (loads->server, "/changing",
                         &(GlossTestAnswer){ .manner = GLOSS_TEST_NUMBERED, .body = "<p>%u words" });
  one = gloss_test_loads_load_well (loads, "/changing");
  two = gloss_test_loads_load_well (loads, "/changing");
  gloss_test_check_has (one, "1 words");
  gloss_test_check_has (two, "2 words");
  g_assert_cmpstr (gloss_page_get_fields (one)->sha256, !=, gloss_page_get_fields (two)->sha256);
  g_assert_cmpuint (gloss_test_loads_count (loads, "/changing"), ==, 2);
}

static void
test_redirects (TestLoads *loads, gconstpointer is_shown)
{
  GlossPageLimits limits = GLOSS_PAGE_LIMITS_INIT;
  g_autoptr (GlossPage) page = NULL;
  g_autofree char *asked = gloss_test_loads_dup_uri (loads, "/chain/1"), *sentence = NULL;

  gloss_test_server_add_page (loads->server, "/chain/end", "<p>The end");
  for (guint i = 1; i <= 6; i++)
    {
      g_autofree char *from = g_strdup_printf ("/chain/%u", i), *to = g_strdup_printf ("/chain/%u", i + 1);

      gloss_test_server_add_redirect (loads->server, from, i == 6 ? "/chain/end" : to);
    }
  limits.redirects = 5;
  gloss_test_loads_check_fails (loads, "/chain/1", &limits, GLOSS_ERROR_TOO_LARGE);
  g_assert_cmpuint (gloss_test_loads_count (loads, "/chain/"), ==, 6);
  g_assert_cmpuint (gloss_test_loads_count (loads, "/chain/end"), ==, 0);
  limits.redirects = 6;
  page = gloss_test_loads_load (loads, "/chain/1", &limits, NULL);
  gloss_test_loads_check_final (loads, page, "/chain/end");
  g_assert_cmpstr (gloss_page_get_fields (page)->requested_uri, ==, asked);

  gloss_test_server_add_redirect (loads->server, "/loop/a", "/loop/b");
  gloss_test_server_add_redirect (loads->server, "/loop/b", "/loop/a");
  gloss_test_loads_check_fails (loads, "/loop/a", NULL, GLOSS_ERROR_TOO_LARGE);
  g_assert_cmpuint (gloss_test_loads_count (loads, "/loop/"), <=, 21);

  /* WebKit asks nobody about a redirect to the same address. */
  gloss_test_server_add_redirect (loads->server, "/self", "/self");
  sentence = gloss_test_loads_load_badly (loads, "/self", NULL, GLOSS_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (sentence, "20 times"));
}

/* Nothing of it is reached, and it is said why. */
static void
test_other_schemes (TestLoads *loads, gconstpointer is_shown)
{
  g_autofree char *sentence = NULL;

  gloss_test_server_add_redirect (loads->server, "/to-file", "file:///etc/passwd");
  gloss_test_server_add_redirect (loads->server, "/to-data", "data:text/html,words");
  gloss_test_server_add_redirect (loads->server, "/to-script", "javascript:document.write(1)");
  gloss_test_server_add_redirect (loads->server, "/to-blank", "about:blank");
  for (const char **path = (const char *[]){ "/to-data", "/to-script", "/to-blank", NULL }; *path; path++)
    {
      g_autofree char *why = gloss_test_loads_load_badly (loads, *path, NULL, GLOSS_ERROR_INVALID);

      g_test_message ("%s: %s", *path, why);
      g_assert_nonnull (strstr (why, "leads on to something that is no page of the web"));
    }
  /* WebKit doesn't tell this from a process that ended for another reason. */
  sentence = gloss_test_loads_load_badly (loads, "/to-file", NULL, GLOSS_ERROR_FAILED);
  g_assert_nonnull (strstr (sentence, "may lead on to something that is no page of the web"));
}

static void
test_statuses (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) lost = NULL, broken = NULL, walled = NULL;

  gloss_test_server_add (loads->server, "/lost", &(GlossTestAnswer){ .status = 404, .body = "<p>Not here" });
  lost = gloss_test_loads_load_well (loads, "/lost");
  g_assert_cmpuint (gloss_page_get_fields (lost)->status, ==, 404);
  gloss_test_check_has (lost, "Not here");

  gloss_test_server_add (loads->server, "/broken", &(GlossTestAnswer){ .status = 500, .body = "<p>Broken" });
  broken = gloss_test_loads_load_well (loads, "/broken");
  g_assert_cmpuint (gloss_page_get_fields (broken)->status, ==, 500);

  gloss_test_server_add (loads->server, "/wall",
                         &(GlossTestAnswer){ .status = 401,
                                             .body = "<p>Who are you?",
                                             .headers = "WWW-Authenticate: Basic realm=\"x\"" });
  walled = gloss_test_loads_load_well (loads, "/wall");
  g_assert_cmpuint (gloss_page_get_fields (walled)->status, ==, 401);
  gloss_test_check_has (walled, "Who are you?");

  gloss_test_server_add_page (loads->server, "/empty", "");
  gloss_test_loads_check_fails (loads, "/empty", NULL, GLOSS_ERROR_EMPTY);
  gloss_test_server_add (loads->server, "/gone", &(GlossTestAnswer){ .status = 500 });
  gloss_test_loads_check_fails (loads, "/gone", NULL, GLOSS_ERROR_EMPTY);
}

static void
test_missing_parts (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) page = NULL;

  gloss_test_server_add (loads->server, "/cut.png",
                         &(GlossTestAnswer){ .manner = GLOSS_TEST_CUT, .type = "image/png", .body = "x" });
  gloss_test_server_add_page (loads->server, "/page",
                              "<p>Words<img src=/none.png><img src=/cut.png><img src=/pictures/1>"
                              "<img src=file:///usr/share/pixmaps/none.png><img src='data:image/gif,x'>");
  page = gloss_test_loads_load_well (loads, "/page");
  g_assert_cmpuint (gloss_page_get_fields (page)->n_resources, ==, 3);
  g_assert_cmpuint (gloss_page_get_fields (page)->n_failed, ==, 2);
}

/* Asking again for what is not there does not make it two that are missing: WebKit's look-ahead scanner does
 * so, now and then, to every image that has no file. */
static void
test_asked_again (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) page = NULL;

  gloss_test_server_add_page (
    loads->server, "/page",
    "<p>" TEST_WORDS "<script>(async () => { for (let i = 0; i < 3; i++)"
    "  await fetch ('/none.png', { cache: 'no-store' });"
    "await fetch ('/pictures/1'); document.body.append ('All asked'); }) ()</script>");
  page = gloss_test_loads_load_well (loads, "/page");
  gloss_test_check_has (page, "All asked");
  g_assert_cmpuint (gloss_test_loads_count (loads, "/none.png"), ==, 3);
  g_assert_cmpuint (gloss_page_get_fields (page)->n_resources, ==, 2);
  g_assert_cmpuint (gloss_page_get_fields (page)->n_failed, ==, 1);
}

static void
test_broken_off (TestLoads *loads, gconstpointer is_shown)
{
  gloss_test_server_add (loads->server, "/cut",
                         &(GlossTestAnswer){ .manner = GLOSS_TEST_CUT, .body = "<p>Half of the wor" });
  gloss_test_loads_check_fails (loads, "/cut", NULL, GLOSS_ERROR_FAILED);
}

static void
test_no_server (TestLoads *loads, gconstpointer is_shown)
{
  GlossTestServer *other = gloss_test_server_new (NULL);
  g_autofree char *uri = g_strconcat (gloss_test_server_get_uri (other), "/", NULL);
  g_autofree char *sentence = NULL;

  gloss_test_server_free (other);
  gloss_test_loads_check_fails (loads, uri, NULL, GLOSS_ERROR_FAILED);
  sentence =
    gloss_test_loads_load_badly (loads, "http://no-such-server.invalid/", NULL, GLOSS_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (sentence, "no-such-server.invalid"));
}

/* Ports that belong to other services, named by the user or by a server. */
static void
test_ports (TestLoads *loads, gconstpointer is_shown)
{
  g_autofree char *asked = NULL, *led = NULL;

  asked = gloss_test_loads_load_badly (loads, "http://127.0.0.1:1/", NULL, GLOSS_ERROR_FAILED);
  g_assert_nonnull (strstr (asked, "port"));
  gloss_test_server_add_redirect (loads->server, "/to-port", "http://127.0.0.1:6000/");
  led = gloss_test_loads_load_badly (loads, "/to-port", NULL, GLOSS_ERROR_FAILED);
  g_assert_nonnull (strstr (led, "port"));
}

static void
test_addresses (TestLoads *loads, gconstpointer is_shown)
{
  static const char *const addresses[] = {
    "file:///etc/passwd",
    "data:text/html,<p>words",
    "javascript:alert(1)",
    "about:blank",
    "gloss://reader/1",
    "ftp://site.example/",
    "http://a:b@127.0.0.1/",
    "http://gro.elpmaxe\u202e.example/",
    "words",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    gloss_test_loads_check_fails (loads, addresses[i], NULL, GLOSS_ERROR_INVALID);
  g_assert_cmpuint (gloss_test_server_count_all (loads->server), ==, 0);
}

static void
test_charset (TestLoads *loads, gconstpointer is_shown)
{
  static const char bytes[] = "<meta charset=koi8-r><p>\xd0\xd2\xc9 \xff\xfe \xed\xa0\x80 words";
  g_autoptr (GlossPage) wrong = NULL, right = NULL, lone = NULL;

  gloss_test_server_add (loads->server, "/wrong",
                         &(GlossTestAnswer){ .type = "text/html; charset=utf-8", .body = bytes });
  gloss_test_server_add (loads->server, "/right", &(GlossTestAnswer){ .type = "text/html", .body = bytes });
  gloss_test_server_add_page (loads->server, "/lone",
                              "<p>" TEST_WORDS
                              "<script>document.querySelector ('p').append ('\\ud800lonely')</script>");
  wrong = gloss_test_loads_load_well (loads, "/wrong");
  right = gloss_test_loads_load_well (loads, "/right");
  lone = gloss_test_loads_load_well (loads, "/lone");
  g_assert_cmpmem (g_bytes_get_data (gloss_page_get_fields (wrong)->bytes, NULL),
                   g_bytes_get_size (gloss_page_get_fields (wrong)->bytes), bytes, strlen (bytes));
  g_assert_true (g_utf8_validate (gloss_page_get_fields (wrong)->markup, -1, NULL));
  g_assert_cmpstr (gloss_page_get_fields (wrong)->sha256, ==, gloss_page_get_fields (right)->sha256);
  gloss_test_check_has (wrong, "words");
  gloss_test_check_has (right, "при");
  g_assert_true (g_utf8_validate (gloss_page_get_fields (lone)->markup, -1, NULL));
  gloss_test_check_has (lone, "lonely");
}

static void
test_types (TestLoads *loads, gconstpointer is_shown)
{
  static const char *const types[] = { "application/pdf", "video/mp4", "application/octet-stream",
                                       "image/png", "application/x-webarchive" };
  g_autoptr (GlossPage) text = NULL, xhtml = NULL, attached = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *sentence = NULL;

      gloss_test_server_add (loads->server, "/file",
                             &(GlossTestAnswer){ .type = types[i], .body = "%PDF-1.4 \1\2" });
      sentence = gloss_test_loads_load_badly (loads, "/file", NULL, GLOSS_ERROR_INVALID);
      g_assert_nonnull (strstr (sentence, types[i]));
    }
  gloss_test_server_add (loads->server, "/text",
                         &(GlossTestAnswer){ .type = "text/plain", .body = "<p>words" });
  text = gloss_test_loads_load_well (loads, "/text");
  gloss_test_check_has (text, "&lt;p&gt;words");
  gloss_test_server_add (loads->server, "/xhtml",
                         &(GlossTestAnswer){
                           .type = "application/xhtml+xml",
                           .body =
                             "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>words</p></body></html>" });
  xhtml = gloss_test_loads_load_well (loads, "/xhtml");
  gloss_test_check_has (xhtml, "words");
  gloss_test_server_add (loads->server, "/attached",
                         &(GlossTestAnswer){ .body = "<p>words",
                                             .headers = "Content-Disposition: attachment" });
  attached = gloss_test_loads_load_well (loads, "/attached");
  gloss_test_check_has (attached, "words");
}

#define MEMORY                                                                                               \
  "<p id=p>" TEST_WORDS                                                                                      \
  "<script>p.append (' cookie=' + document.cookie + ' stored=' + localStorage.getItem ('a'));"               \
  "document.cookie = 'a=1; max-age=9999'; localStorage.setItem ('a', 'b')</script>"

/* Nothing of one load is known in the next. */
static void
test_memory (TestLoads *loads, gconstpointer is_shown)
{
  g_autofree char *first = NULL, *second = NULL;

  gloss_test_server_add (loads->server, "/memory",
                         &(GlossTestAnswer){
                           .body = MEMORY,
                           .headers =
                             "Set-Cookie: b=2; Max-Age=9999\nETag: \"x\"\nCache-Control: max-age=9999" });
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GlossPage) page = gloss_test_loads_load_well (loads, "/memory");
      g_autofree char *cookie = gloss_test_server_dup_header (loads->server, "/memory", "Cookie");
      g_autofree char *tag = gloss_test_server_dup_header (loads->server, "/memory", "If-None-Match");

      gloss_test_check_has (page, "stored=null");
      g_assert_null (strstr (gloss_page_get_fields (page)->markup, "cookie=a"));
      g_assert_null (cookie);
      g_assert_null (tag);
      g_assert_cmpuint (gloss_test_loads_count (loads, "/memory"), ==, i + 1);
    }
}

/* A key and a certificate that nobody vouches for, made for this test. */
static const char pem[] = "-----BEGIN PRIVATE KEY-----\n"
                          "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgS4/7GKnvgqLS10mE\n"
                          "gXb38ff8IlLiDzcppO9Ba4+na6ehRANCAAS4/zGlt1qA67ou8YZDgZI54FE4Jc+u\n"
                          "RV/1FwPXCyuz9/hirvOYtw79nfFK/6wdSIeHL4OGw0Kw03CzeloGlhJ2\n"
                          "-----END PRIVATE KEY-----\n"
                          "-----BEGIN CERTIFICATE-----\n"
                          "MIIBkDCCATagAwIBAgIUCCjgyph7malaa22zK6fBNjlWT94wCgYIKoZIzj0EAwIw\n"
                          "FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMjE3MTMxNFoYDzIxMjYxMDI5\n"
                          "MTcxMzE0WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO\n"
                          "PQMBBwNCAAS4/zGlt1qA67ou8YZDgZI54FE4Jc+uRV/1FwPXCyuz9/hirvOYtw79\n"
                          "nfFK/6wdSIeHL4OGw0Kw03CzeloGlhJ2o2QwYjAdBgNVHQ4EFgQUJJAsmDNbmh1G\n"
                          "YtKszr7CDKkH5c8wHwYDVR0jBBgwFoAUJJAsmDNbmh1GYtKszr7CDKkH5c8wDwYD\n"
                          "VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC\n"
                          "IC53s/CcjdYbIX87fhwX1Me4OHv1rZ0FhE8k+Se+I6yCAiEAxIIOHo+LrQqHX3qC\n"
                          "6gKaHowuzw932p7IG33/tMaOTh4=\n"
                          "-----END CERTIFICATE-----\n";

static void
test_certificate (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_autoptr (GlossTestServer) secure = gloss_test_server_new (certificate);
  g_autofree char *uri = g_strconcat (gloss_test_server_get_uri (secure), "/page", NULL);
  g_autofree char *html =
    g_strdup_printf ("<p>Words<img src=%s/pictures/1>", gloss_test_server_get_uri (secure));
  g_autofree char *sentence = NULL;
  g_autoptr (GlossPage) page = NULL;

  gloss_test_server_add_page (secure, "/page", "<p>Words");
  sentence = gloss_test_loads_load_badly (loads, uri, NULL, GLOSS_ERROR_DENIED);
  g_assert_nonnull (strstr (sentence, "certificate"));
  gloss_test_server_add_page (loads->server, "/page", html);
  page = gloss_test_loads_load_well (loads, "/page");
  g_assert_cmpuint (gloss_page_get_fields (page)->n_failed, ==, 1);
  g_assert_cmpuint (gloss_test_server_count_all (secure), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, is_shown, func)                                                                            \
  g_test_add ("/web/page-loader/" name, TestLoads, is_shown, gloss_test_loads_open, func,                    \
              gloss_test_loads_close)
  ADD ("page", NULL, test_page);
  ADD ("page-shown", "shown", test_page);
  ADD ("lazy", NULL, test_lazy);
  ADD ("lazy-shown", "shown", test_lazy);
  ADD ("still", NULL, test_still);
  ADD ("still-shown", "shown", test_still);
  ADD ("long", NULL, test_long);
  ADD ("late-words", NULL, test_late_words);
  ADD ("late-words-shown", "shown", test_late_words);
  ADD ("changing", NULL, test_changing);
  ADD ("redirects", NULL, test_redirects);
  ADD ("other-schemes", NULL, test_other_schemes);
  ADD ("statuses", NULL, test_statuses);
  ADD ("missing-parts", NULL, test_missing_parts);
  ADD ("asked-again", NULL, test_asked_again);
  ADD ("broken-off", NULL, test_broken_off);
  ADD ("no-server", NULL, test_no_server);
  ADD ("ports", NULL, test_ports);
  ADD ("addresses", NULL, test_addresses);
  ADD ("charset", NULL, test_charset);
  ADD ("types", NULL, test_types);
  ADD ("memory", NULL, test_memory);
  ADD ("certificate", NULL, test_certificate);
#undef ADD
  return g_test_run ();
}
