/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Servers that answer otherwise than with a page: no answer at all, headers that lead away, pages behind
 * encodings that blow up, policies of the page's own. What comes back is a whole page or a sentence, and
 * nothing was asked for that the page itself does not show.
 */

#include "config.h"

#include "core/base/gloss-error.h"
#include "gloss-test-loads.h"
#include "gloss-test-page.h"

#include <string.h>

#define MIB (1024 * 1024)

/* What the bombs unpack to, and what is allowed. */
#define BOMB (16 * MIB)
#define ALLOWED (2 * MIB)

/* 64 MiB of spaces, by brotli's encoder at its best. */
#define BROTLI_BOMB "z///f/glQOKxQCD3/p/////wSwDEYQGA7v0/////4ZcAiMMiAN37//z//8cvARCHBQC69/8="

/* Answers without a page; the one before must not be taken for theirs. */
static void
test_nothing (TestLoads *loads, gconstpointer is_shown)
{
  static const guint statuses[] = { 204, 205, 304 };
  GlossPageLimits limits = GLOSS_PAGE_LIMITS_INIT;

  limits.seconds = 5;
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;

      gloss_test_server_add (loads->server, "/nothing", &(GlossTestAnswer){ .status = statuses[i] });
      gloss_test_server_add_redirect (loads->server, "/to-nothing", "/nothing");
      gloss_test_server_add_page (loads->server, "/page",
                                  "<p>" TEST_WORDS "<script>location = '/nothing'</script>");
      g_assert_null (gloss_test_loads_load (loads, "/nothing", &limits, &error));
      g_test_message ("%u: %s", statuses[i], error->message);
      g_assert_true (error->domain == GLOSS_ERROR);
      g_clear_error (&error);
      g_assert_null (gloss_test_loads_load (loads, "/to-nothing", &limits, &error));
      g_assert_true (error->domain == GLOSS_ERROR);
    }
}

/* A page that is there and then leads to nothing stays what it is, with its own status. */
static void
test_leads_to_nothing (TestLoads *loads, gconstpointer is_shown)
{
  static const char *const ends[] = { "/empty", "/pdf", "/attached" };

  gloss_test_server_add (loads->server, "/empty", &(GlossTestAnswer){ .status = 204 });
  gloss_test_server_add (loads->server, "/pdf",
                         &(GlossTestAnswer){ .type = "application/pdf", .body = "%PDF-1.4" });
  gloss_test_server_add (loads->server, "/attached",
                         &(GlossTestAnswer){ .type = "application/zip",
                                             .body = "PK",
                                             .headers =
                                               "Content-Disposition: attachment; filename=\"../x\"" });
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *html = g_strdup_printf ("<p>" TEST_WORDS "<script>location = '%s'</script>", ends[i]);
      g_autoptr (GlossPage) page = NULL;
      g_autoptr (GError) error = NULL;

      gloss_test_server_add_page (loads->server, "/page", html);
      page = gloss_test_loads_load (loads, "/page", NULL, &error);
      g_test_message ("%s: %s", ends[i], error != NULL ? error->message : "taken");
      if (page == NULL)
        continue;
      gloss_test_loads_check_final (loads, page, "/page");
      g_assert_cmpuint (gloss_page_get_fields (page)->status, ==, 200);
      g_assert_cmpstr (gloss_page_get_fields (page)->media_type, ==, "text/html");
      gloss_test_check_has (page, "Words");
    }
}

/* Headers that a browser acts upon. */
static void
test_headers (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) page = NULL, refreshed = NULL, file = NULL, cleared = NULL;
  g_autofree char *headers =
    g_strdup_printf ("Link: <%s/link-a>; rel=prefetch\nLink: <%s/link-b>; rel=dns-prefetch\n"
                     "Set-Cookie: a=b; Max-Age=9999\nClear-Site-Data: \"*\"\nX-Frame-Options: DENY\n"
                     "Strict-Transport-Security: max-age=9999; includeSubDomains\n"
                     "Report-To: {\"group\":\"x\",\"max_age\":1,\"endpoints\":[{\"url\":\"%s/report\"}]}\n"
                     "Alt-Svc: h3=\":1\"\nService-Worker-Allowed: /\nSourceMap: %s/map",
                     gloss_test_server_get_uri (loads->server), gloss_test_server_get_uri (loads->server),
                     gloss_test_server_get_uri (loads->server), gloss_test_server_get_uri (loads->server));

  gloss_test_server_add (loads->server, "/page",
                         &(GlossTestAnswer){ .body = "<p>Words", .headers = headers });
  page = gloss_test_loads_load_well (loads, "/page");
  gloss_test_check_has (page, "Words");
  g_assert_cmpuint (gloss_test_loads_count (loads, "/report") + gloss_test_loads_count (loads, "/map"), ==,
                    0);
  g_assert_null (strstr (gloss_page_get_fields (page)->headers, "set-cookie"));

  gloss_test_server_add_page (loads->server, "/there", "<p>There");
  gloss_test_server_add (loads->server, "/refresh",
                         &(GlossTestAnswer){ .body = "<p>Here", .headers = "Refresh: 0; url=/there" });
  refreshed = gloss_test_loads_load_well (loads, "/refresh");
  gloss_test_check_has (refreshed, "There");
  gloss_test_loads_check_final (loads, refreshed, "/there");
  gloss_test_server_add (loads->server, "/file",
                         &(GlossTestAnswer){ .body = "<p>Here",
                                             .headers = "Refresh: 0; url=file:///etc/passwd" });
  file = gloss_test_loads_load_well (loads, "/file");
  gloss_test_check_has (file, "Here");
}

/* What a page forbids its own scripts it does not forbid us. */
static void
test_policies (TestLoads *loads, gconstpointer is_shown)
{
  static const char *const policies[] = {
    "Content-Security-Policy: default-src 'none'",
    "Content-Security-Policy: sandbox allow-scripts; style-src 'none'",
    "Content-Security-Policy: script-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    "Permissions-Policy: execution-while-not-rendered=()\nCross-Origin-Opener-Policy: same-origin\n"
    "Cross-Origin-Embedder-Policy: require-corp\nOrigin-Agent-Cluster: ?1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      g_autoptr (GlossPage) page = NULL;

      g_test_message ("%s", policies[i]);
      gloss_test_server_add (loads->server, "/page",
                             &(GlossTestAnswer){ .body = "<p>Words", .headers = policies[i] });
      page = gloss_test_loads_load_well (loads, "/page");
      gloss_test_check_has (page, "<p>Words");
    }
}

/* Where no script may run, none of ours runs either: what was received is what the page is. */
static void
test_sandbox (TestLoads *loads, gconstpointer is_shown)
{
  static const char policy[] = "Content-Security-Policy: sandbox";
  g_autoptr (GlossPage) page = NULL, koi = NULL, text = NULL;

  gloss_test_server_add (loads->server, "/page",
                         &(GlossTestAnswer){ .body = "<p>Wörter: " TEST_WORDS
                                                     "<script>document.body.textContent = 'Others'</script>"
                                                     "<img src=/pictures/1>",
                                             .headers = policy });
  page = gloss_test_loads_load_well (loads, "/page");
  gloss_test_check_has (page, "<p>Wörter");
  g_assert_cmpuint (gloss_test_loads_count (loads, "/pictures/1"), ==, 1);
  g_assert_cmpuint (gloss_page_get_fields (page)->n_failed, ==, 0);

  gloss_test_server_add (loads->server, "/koi",
                         &(GlossTestAnswer){ .type = "text/html; charset=koi8-r",
                                             .body = "<p>\xd0\xd2\xc9",
                                             .headers = policy });
  koi = gloss_test_loads_load_well (loads, "/koi");
  gloss_test_check_has (koi, "<p>при");

  gloss_test_server_add (loads->server, "/text",
                         &(GlossTestAnswer){ .type = "text/plain", .body = "a <b> c", .headers = policy });
  text = gloss_test_loads_load_well (loads, "/text");
  gloss_test_check_has (text, "a &lt;b&gt; c");
}

static GBytes *
compress (GZlibCompressorFormat format, const char *source, gsize length)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (format, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, compressor);

  g_assert_true (g_output_stream_write_all (stream, source, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
check_encoded (TestLoads *loads, const char *path, GBytes *body, const char *encoding)
{
  g_autofree char *header = g_strconcat ("Content-Encoding: ", encoding, NULL);
  GlossPageLimits limits = GLOSS_PAGE_LIMITS_INIT;
  g_autoptr (GlossPage) page = NULL;
  g_autoptr (GError) error = NULL;

  limits.bytes = ALLOWED;
  limits.seconds = 30;
  gloss_test_server_add (loads->server, path, &(GlossTestAnswer){ .bytes = body, .headers = header });
  page = gloss_test_loads_load (loads, path, &limits, &error);
  g_test_message ("%s: %s", path, error != NULL ? error->message : "taken");
  if (page != NULL)
    g_assert_cmpuint (g_bytes_get_size (gloss_page_get_fields (page)->bytes), <=, ALLOWED);
  else
    g_assert_true (error->domain == GLOSS_ERROR);
}

/* However it is packed, and whatever it says of that, no more than the limit comes in. */
static void
test_encodings (TestLoads *loads, gconstpointer is_shown)
{
  g_autofree char *blank = g_strnfill (BOMB, ' ');
  g_autoptr (GBytes) deflated = compress (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, blank, BOMB);
  g_autoptr (GBytes) raw = compress (G_ZLIB_COMPRESSOR_FORMAT_RAW, blank, BOMB);
  g_autoptr (GBytes) zipped = compress (G_ZLIB_COMPRESSOR_FORMAT_GZIP, blank, BOMB);
  g_autoptr (GBytes) twice =
    compress (G_ZLIB_COMPRESSOR_FORMAT_GZIP, g_bytes_get_data (zipped, NULL), g_bytes_get_size (zipped));
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (zipped, 0, g_bytes_get_size (zipped) / 2);
  g_autoptr (GBytes) plain = g_bytes_new_static ("<p>Words", 8);
  gsize length;
  guint8 *brotli = g_base64_decode (BROTLI_BOMB, &length);
  g_autoptr (GBytes) bomb = g_bytes_new_take (brotli, length);

  check_encoded (loads, "/deflate", deflated, "deflate");
  check_encoded (loads, "/raw", raw, "deflate");
  check_encoded (loads, "/twice", twice, "gzip, gzip");
  check_encoded (loads, "/half", half, "gzip");
  check_encoded (loads, "/brotli", bomb, "br");
  check_encoded (loads, "/not-zipped", plain, "gzip");
  check_encoded (loads, "/not-brotli", plain, "br");
  check_encoded (loads, "/unknown", plain, "x-lure");
  check_encoded (loads, "/many", plain, "gzip, deflate, br, gzip, deflate, br, gzip, deflate, br");
}

/* Heads that are too much. */
static void
test_heads (TestLoads *loads, gconstpointer is_shown)
{
  g_autofree char *value = g_strnfill (60000, 'x'), *header = g_strconcat ("X-Long: ", value, NULL);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GlossPage) page = NULL, numbered = NULL;
  g_autoptr (GError) error = NULL;

  gloss_test_server_add (loads->server, "/long", &(GlossTestAnswer){ .body = "<p>Words", .headers = header });
  page = gloss_test_loads_load (loads, "/long", NULL, &error);
  g_assert_true (page != NULL || error->domain == GLOSS_ERROR);
  g_clear_error (&error);
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (many, "X-Header-%u: %u\n", i, i);
  gloss_test_server_add (loads->server, "/numbered",
                         &(GlossTestAnswer){ .body = "<p>Words", .headers = many->str });
  numbered = gloss_test_loads_load (loads, "/numbered", NULL, &error);
  g_assert_true (numbered != NULL || error->domain == GLOSS_ERROR);
}

/* Types that lie, or that are several at once. */
static void
test_types (TestLoads *loads, gconstpointer is_shown)
{
  static const struct
  {
    const char *type;
    const char *body;
  } cases[] = {
    { "multipart/x-mixed-replace; boundary=x", "--x\r\nContent-Type: text/html\r\n\r\n<p>One\r\n--x--" },
    { "text/html; charset=utf-7", "<p>+ADw-script+AD4-" },
    { "text/html; charset=\"x\"; charset=utf-16", "<p>Words" },
    { "text/html, application/pdf", "<p>Words" },
    { "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><script>location = '/x'</script></svg>" },
    { "application/xml", "<?xml-stylesheet href='/x.xsl' type='text/xsl'?><a/>" },
    { "text/xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>" },
    { "application/xhtml+xml", "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;&b;'>]><p>&c;</p>" },
    { "application/rss+xml", "<rss/>" },
    { "multipart/related; boundary=x", "--x\r\n\r\nx\r\n--x--" },
    { "message/rfc822", "Subject: x\r\n\r\nx" },
    { "application/x-mimearchive", "From: x\r\n\r\nx" },
    { "", "<p>Words" },
    { "lure", "%PDF-1.4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossPage) page = NULL;
      g_autoptr (GError) error = NULL;
      GlossPageLimits limits = GLOSS_PAGE_LIMITS_INIT;

      limits.seconds = 10;
      gloss_test_server_add (loads->server, "/case",
                             &(GlossTestAnswer){ .type = cases[i].type, .body = cases[i].body });
      page = gloss_test_loads_load (loads, "/case", &limits, &error);
      g_test_message ("%s: %s", cases[i].type, error != NULL ? error->message : "taken");
      if (page == NULL)
        g_assert_true (error->domain == GLOSS_ERROR);
      else
        g_assert_null (strstr (gloss_page_get_fields (page)->markup, "root:"));
    }
  g_assert_cmpuint (gloss_test_loads_count (loads, "/x"), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                                      \
  g_test_add ("/web/page-loader-answers/" name, TestLoads, NULL, gloss_test_loads_open, func,                \
              gloss_test_loads_close)
  ADD ("nothing", test_nothing);
  ADD ("leads-to-nothing", test_leads_to_nothing);
  ADD ("headers", test_headers);
  ADD ("policies", test_policies);
  ADD ("sandbox", test_sandbox);
  ADD ("encodings", test_encodings);
  ADD ("heads", test_heads);
  ADD ("types", test_types);
#undef ADD
  return g_test_run ();
}
