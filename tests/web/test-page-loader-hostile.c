/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that never end, never rest, hide how large they are, or want more than to be read. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "gloss-test-loads.h"
#include "gloss-test-page.h"
#include "gloss-test-processes.h"

#include <signal.h>
#include <string.h>

#define MIB (1024 * 1024)

/* A page says itself where it leads to. */
static void
test_refresh (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) page = NULL, script = NULL, file = NULL;
  GlossPageLimits limits = GLOSS_PAGE_LIMITS_INIT;

  gloss_test_server_add_page (loads->server, "/refresh",
                              "<meta http-equiv=refresh content='0;url=/there'><p>here");
  gloss_test_server_add_page (loads->server, "/there", "<p>there");
  page = gloss_test_loads_load_well (loads, "/refresh");
  gloss_test_loads_check_final (loads, page, "/there");
  gloss_test_check_has (page, "there");

  gloss_test_server_add_page (loads->server, "/script", "<script>location.replace ('/there')</script>here");
  script = gloss_test_loads_load_well (loads, "/script");
  gloss_test_loads_check_final (loads, script, "/there");

  gloss_test_server_add_page (loads->server, "/again", "<meta http-equiv=refresh content='0'><p>again");
  limits.redirects = 5;
  gloss_test_loads_check_fails (loads, "/again", &limits, GLOSS_ERROR_TOO_LARGE);
  g_assert_cmpuint (gloss_test_loads_count (loads, "/again"), <=, 7); /* the last one is stopped on its way */

  gloss_test_server_add_page (loads->server, "/file",
                              "<p>here: " TEST_WORDS "<script>location = 'file:///etc/passwd'</script>"
                              "<meta http-equiv=refresh content='0;url=file:///etc/passwd'>");
  file = gloss_test_loads_load_well (loads, "/file");
  gloss_test_loads_check_final (loads, file, "/file");
  gloss_test_check_has (file, "here");

  gloss_test_server_add_page (loads->server, "/blank", "<p>here<script>location = 'about:blank'</script>");
  gloss_test_loads_check_fails (loads, "/blank", NULL, GLOSS_ERROR_FAILED);
}

/* go: what the page does, up to the address. */
static void
check_stays (TestLoads *loads, const char *go, const char *target)
{
  g_autofree char *html = g_strdup_printf ("<!DOCTYPE html><title>Here</title><p>here: " TEST_WORDS
                                           "<img src=/pictures/1><script>%s'%s'</script>",
                                           go, target);
  g_autoptr (GlossPage) page = NULL;
  const GlossPageFields *fields;

  g_test_message ("%s%s", go, target);
  gloss_test_server_add (loads->server, "/here",
                         &(GlossTestAnswer){ .body = html, .headers = "X-Here: yes" });
  page = gloss_test_loads_load_well (loads, "/here");
  gloss_test_loads_check_final (loads, page, "/here");
  gloss_test_check_has (page, "here");
  fields = gloss_page_get_fields (page);
  g_assert_cmpuint (fields->status, ==, 200);
  g_assert_cmpstr (fields->media_type, ==, "text/html");
  g_assert_nonnull (strstr (fields->headers, "x-here"));
  g_assert_cmpmem (g_bytes_get_data (fields->bytes, NULL), g_bytes_get_size (fields->bytes), html,
                   strlen (html));
}

/* A page that wants to lead to where no page is stays what it is, once it is whole. */
static void
test_vain (TestLoads *loads, gconstpointer is_shown)
{
  static const char *const ways[] = {
    "onload = () => location = ",
    "onload = () => setTimeout (() => location.href = to, 100); const to = ",
  };
  GlossTestServer *closed = gloss_test_server_new (NULL);
  g_autofree char *nobody = g_strconcat (gloss_test_server_get_uri (closed), "/", NULL);

  gloss_test_server_free (closed);
  gloss_test_server_add (loads->server, "/pdf",
                         &(GlossTestAnswer){ .type = "application/pdf", .body = "%PDF" });
  gloss_test_server_add (loads->server, "/nothing", &(GlossTestAnswer){ .status = 204 });
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      check_stays (loads, ways[i], nobody);
      check_stays (loads, ways[i], "/pdf");
      check_stays (loads, ways[i], "/nothing");
    }
}

static void
test_slow (TestLoads *loads, gconstpointer is_shown)
{
  GlossPageLimits limits = { 1, 64 * MIB, 20, 1000 };
  g_autoptr (GlossPage) page = NULL;
  g_autoptr (GError) error = NULL;

  gloss_test_server_add (loads->server, "/held",
                         &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD, .body = "<p>late" });
  gloss_test_server_add (loads->server, "/stalled",
                         &(GlossTestAnswer){ .manner = GLOSS_TEST_STALLED, .body = "<p>half" });
  gloss_test_server_add_page (loads->server, "/page", "<p>Words<img src=/pictures/1><img src=/held>");
  gloss_test_loads_check_fails (loads, "/held", &limits, GLOSS_ERROR_FAILED);
  gloss_test_loads_check_fails (loads, "/stalled", &limits, GLOSS_ERROR_FAILED);
  limits.seconds = 5;
  page = gloss_test_loads_load (loads, "/page", &limits, &error);
  g_assert_no_error (error);
  gloss_test_check_has (page, "Words");
  g_assert_cmpint (gloss_page_get_fields (page)->cut, ==, GLOSS_PAGE_CUT_TIME);
  g_assert_cmpuint (gloss_page_get_fields (page)->n_failed, ==, 1);
  g_assert_cmpuint (gloss_page_get_fields (page)->n_resources, ==, 2);
}

/* A connection kept open for news holds up nothing for ever; neither does a page that asks again and again.
 */
static void
test_restless (TestLoads *loads, gconstpointer is_shown)
{
  GlossPageLimits limits = { 5, 64 * MIB, 20, 1000 };
  g_autoptr (GlossPage) news = NULL, asking = NULL;
  g_autoptr (GError) error = NULL;

  gloss_test_server_add (loads->server, "/news", &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD });
  gloss_test_server_add_page (loads->server, "/waiting",
                              "<p>" TEST_WORDS "<script>onload = () => fetch ('/news')</script>");
  news = gloss_test_loads_load_well (loads, "/waiting");
  g_assert_cmpuint (gloss_page_get_fields (news)->n_failed, ==, 1);

  gloss_test_server_add_page (loads->server, "/asking",
                              "<p>" TEST_WORDS "<script>setInterval (() => fetch ('/pictures/1?'"
                              " + Math.random ()), 100)</script>");
  asking = gloss_test_loads_load (loads, "/asking", &limits, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gloss_page_get_fields (asking)->cut, ==, GLOSS_PAGE_CUT_TIME);
}

static GBytes *
compress (gsize size)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, compressor);
  g_autofree char *block = g_strnfill (MIB, ' ');

  for (gsize i = 0; i < size; i += MIB)
    g_assert_true (g_output_stream_write_all (stream, block, MIB, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* However its size is hidden, a page that is too large ends early. */
static void
test_large (TestLoads *loads, gconstpointer is_shown)
{
  GlossPageLimits limits = GLOSS_PAGE_LIMITS_INIT;
  g_autofree char *words = g_strnfill (MIB, ' ');
  g_autoptr (GBytes) bomb = compress (64 * MIB), block = NULL;

  /* Cheap to parse, so that only its size counts. */
  memcpy (words, "<p>word", 7);
  block = g_bytes_new (words, MIB);
  gloss_test_server_add (loads->server, "/announced", &(GlossTestAnswer){ .bytes = bomb });
  gloss_test_server_add (loads->server, "/chunked",
                         &(GlossTestAnswer){ .manner = GLOSS_TEST_CHUNKED, .bytes = block, .repeat = 50 });
  gloss_test_server_add (loads->server, "/endless",
                         &(GlossTestAnswer){ .manner = GLOSS_TEST_ENDLESS, .bytes = block });
  gloss_test_server_add (loads->server, "/bomb",
                         &(GlossTestAnswer){ .bytes = bomb, .headers = "Content-Encoding: gzip" });
  limits.bytes = g_bytes_get_size (bomb) - 1;
  gloss_test_loads_check_fails (loads, "/announced", &limits, GLOSS_ERROR_TOO_LARGE);
  limits.bytes = 2 * MIB;
  gloss_test_loads_check_fails (loads, "/chunked", &limits, GLOSS_ERROR_TOO_LARGE);
  gloss_test_loads_check_fails (loads, "/bomb", &limits, GLOSS_ERROR_TOO_LARGE);
  gloss_test_loads_check_fails (loads, "/endless", &limits, GLOSS_ERROR_TOO_LARGE);
}

/* Style sheets of a mebibyte each, whether they say so or not. */
static void
check_heavy (TestLoads *loads, const char *styles)
{
  GlossPageLimits limits = { 20, 3 * MIB, 20, 50 };
  g_autoptr (GString) html = g_string_new ("<p>Words");
  g_autoptr (GlossPage) page = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10; i++)
    g_string_append_printf (html, "<link rel=stylesheet href=%s%u>", styles, i);
  gloss_test_server_add_page (loads->server, "/heavy", html->str);
  page = gloss_test_loads_load (loads, "/heavy", &limits, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gloss_page_get_fields (page)->cut, ==, GLOSS_PAGE_CUT_BYTES);
}

static GlossPage *
load_pictures (TestLoads *loads, guint n_pictures, guint n_held)
{
  GlossPageLimits limits = { 60, 64 * MIB, 20, 50 };
  g_autoptr (GString) html = g_string_new ("<p>Words");
  g_autoptr (GError) error = NULL;
  GlossPage *page;

  for (guint i = 0; i < n_pictures; i++)
    g_string_append_printf (html, "<img src=/pictures/%u>", i);
  for (guint i = 0; i < n_held; i++)
    g_string_append_printf (html, "<img src=/held/%u>", i);
  gloss_test_server_add_page (loads->server, "/pictures", html->str);
  page = gloss_test_loads_load (loads, "/pictures", &limits, &error);
  g_assert_no_error (error);
  return page;
}

static guint
count_pictures (GlossPage *page)
{
  GBytes *mhtml = gloss_page_get_fields (page)->mhtml;
  g_autofree char *text = g_strndup (g_bytes_get_data (mhtml, NULL), g_bytes_get_size (mhtml));
  g_auto (GStrv) parts = g_strsplit (text, "Content-Type: image/", -1);

  return g_strv_length (parts) - 1;
}

/* The page itself is no part of it; what was asked for before there was too much of it arrives. */
static void
test_limit (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) full = load_pictures (loads, 50, 0), over = load_pictures (loads, 60, 0), held = NULL;
  const GlossPageFields *fields = gloss_page_get_fields (full);

  g_assert_cmpint (fields->cut, ==, GLOSS_PAGE_CUT_NONE);
  g_assert_cmpuint (fields->n_resources, ==, 50);
  g_assert_cmpuint (fields->n_failed, ==, 0);
  g_assert_cmpuint (count_pictures (full), ==, 50);

  fields = gloss_page_get_fields (over);
  g_assert_cmpint (fields->cut, ==, GLOSS_PAGE_CUT_RESOURCES);
  g_assert_cmpuint (fields->n_resources - fields->n_failed, >=, 50);
  g_assert_cmpuint (count_pictures (over), >=, 50);

  gloss_test_server_add (loads->server, "/held/", &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD });
  held = load_pictures (loads, 40, 20);
  fields = gloss_page_get_fields (held);
  g_assert_cmpint (fields->cut, ==, GLOSS_PAGE_CUT_RESOURCES);
  g_assert_cmpuint (fields->n_failed, ==, 20);
  g_assert_cmpuint (count_pictures (held), ==, 40);
}

static void
test_many (TestLoads *loads, gconstpointer is_shown)
{
  GlossPageLimits limits = { 20, 64 * MIB, 20, 50 };
  g_autoptr (GString) html = g_string_new ("<p>Words");
  g_autoptr (GlossPage) page = NULL;
  g_autofree char *large = g_strnfill (MIB, 'x');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (html, "<img src=/pictures/%u>", i);
  gloss_test_server_add_page (loads->server, "/many", html->str);
  page = gloss_test_loads_load (loads, "/many", &limits, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gloss_page_get_fields (page)->cut, ==, GLOSS_PAGE_CUT_RESOURCES);
  gloss_test_check_has (page, "/pictures/9999");
  g_test_message ("%u pictures were asked for", gloss_test_loads_count (loads, "/pictures/"));
  g_assert_cmpuint (gloss_test_loads_count (loads, "/pictures/"), <, 2000);

  memcpy (large, "/*", 2);
  memcpy (large + MIB - 2, "*/", 2);
  gloss_test_server_add (loads->server, "/large/", &(GlossTestAnswer){ .type = "text/css", .body = large });
  gloss_test_server_add (loads->server, "/unsaid/",
                         &(GlossTestAnswer){
                           .manner = GLOSS_TEST_CHUNKED, .type = "text/css", .body = large });
  check_heavy (loads, "/large/");
  check_heavy (loads, "/unsaid/");
}

static void
test_frames (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) page = NULL, deep = NULL;

  gloss_test_server_add_page (
    loads->server, "/frames",
    "<p>" TEST_WORDS "<iframe src=/inner></iframe><iframe srcdoc='<p>own'></iframe><iframe></iframe>"
    "<iframe src=about:blank></iframe><iframe src='data:text/html,<img src=/pictures/data>'></iframe>"
    "<iframe src=file:///etc/passwd></iframe><iframe src='javascript:1'></iframe>"
    "<iframe src=/file></iframe><object data=/file></object><embed src=/file>");
  gloss_test_server_add_page (loads->server, "/inner", "<p>Inner<img src=/pictures/inner>");
  gloss_test_server_add (loads->server, "/file",
                         &(GlossTestAnswer){ .type = "application/pdf", .body = "%PDF" });
  page = gloss_test_loads_load_well (loads, "/frames");
  gloss_test_check_has (page, "Words");
  gloss_test_loads_check_final (loads, page, "/frames");
  g_assert_cmpuint (gloss_test_loads_count (loads, "/inner"), ==, 1);
  g_assert_cmpuint (gloss_test_loads_count (loads, "/pictures/inner"), ==, 1);

  gloss_test_server_add_page (
    loads->server, "/deep",
    "<p>Deep: " TEST_WORDS "<script>document.body.append (Object.assign ("
    "document.createElement ('iframe'), { src: '/deep?' + Math.random () }))</script>");
  deep = gloss_test_loads_load_well (loads, "/deep");
  gloss_test_check_has (deep, "Deep");
  g_test_message ("%u frames", gloss_test_loads_count (loads, "/deep"));
}

/* What a page says to the user, or opens, saves or prints, comes to nothing. It follows its links once it is
 * there: WebKit may end a page that is still on its way for that, and then it is not whole. */
static void
test_intrusive (TestLoads *loads, gconstpointer is_shown)
{
  guint n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());
  g_autofree char *saved = g_build_filename (g_get_home_dir (), "Downloads", NULL);
  g_autoptr (GlossPage) page = NULL;

  gloss_test_server_add_page (
    loads->server, "/intrusive",
    "<p id=p>" TEST_WORDS
    "<a id=a href=/saved download=x>a</a><a id=b href=/popup target=_blank>b</a><script>"
    "const answers = [alert (1), confirm (2), prompt (3), window.open ('/popup')];"
    "window.print (); onload = () => { a.click (); b.click () }; onbeforeunload = () => 'stay';"
    "navigator.geolocation?.getCurrentPosition (() => { p.textContent = 'found' });"
    "p.append ('|' + answers.join () + '|');"
    "const f = document.createElement ('input'); f.type = 'file'; f.click ();"
    "document.documentElement.requestFullscreen?.().catch (() => {});"
    "window.moveTo (0, 0); window.resizeTo (9, 9); window.close ();"
    "</script>");
  gloss_test_server_add_page (loads->server, "/popup", "<script>document.title = 1</script>");
  gloss_test_server_add (loads->server, "/saved",
                         &(GlossTestAnswer){ .type = "application/zip", .body = "PK" });
  page = gloss_test_loads_load_well (loads, "/intrusive");
  gloss_test_loads_check_final (loads, page, "/intrusive");
  gloss_test_check_has (page, "|,false,,|");
  g_assert_cmpuint (gloss_test_loads_count (loads, "/popup"), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, n_windows);
  g_assert_false (g_file_test (saved, G_FILE_TEST_EXISTS));
}

static void
test_isolation (TestLoads *loads, gconstpointer is_shown)
{
  g_autoptr (GlossPage) page = NULL;

  gloss_test_server_add_page (
    loads->server, "/isolation",
    "<p id=p><script>const found = [];"
    "found.push (Object.keys (window.webkit?.messageHandlers ?? {}).length);"
    "for (const name of ['glossator', 'gloss', 'reader', 'bridge'])"
    "  try { window.webkit.messageHandlers[name].postMessage ('x'); found.push (name) } catch {}"
    "found.push (typeof glossator, typeof htmlReader);"
    "p.append ('[' + found.join () + ']');"
    "const out = text => p.append (text);"
    "fetch ('file:///etc/passwd').then (() => out ('file read'), () => out ('file refused'));"
    "fetch ('gloss://reader/1').then (() => out ('reader read'), () => out ('reader refused'));"
    "</script><img name=documentElement><form name=doctype></form><img name=body>"
    "<script>Object.defineProperty (Element.prototype, 'outerHTML', { get: () => 'forged' });"
    "Object.prototype.get = () => 'forged'; String.prototype.toString = () => 'forged';"
    "Document.prototype.querySelector = () => null; JSON.stringify = () => 'forged'</script>");
  page = gloss_test_loads_load_well (loads, "/isolation");
  gloss_test_check_has (page, "[0,undefined,undefined]");
  gloss_test_check_has (page, "file refused");
  gloss_test_check_has (page, "reader refused");
  g_assert_true (g_str_has_prefix (gloss_page_get_fields (page)->markup, "<html>"));
}

/* A page whose scripts never end is ended. */
static void
test_hanging (TestLoads *loads, gconstpointer is_shown)
{
  GlossPageLimits limits = { 1, 64 * MIB, 20, 1000 };
  g_autoptr (GlossPage) later = NULL;
  g_autoptr (GError) error = NULL;

  gloss_test_server_add_page (loads->server, "/hanging", "<p>" TEST_WORDS "<script>while (true) ;</script>");
  gloss_test_server_add_page (loads->server, "/alerting",
                              "<p>" TEST_WORDS "<script>while (true) alert (1)</script>");
  gloss_test_server_add_page (loads->server, "/later",
                              "<p>" TEST_WORDS
                              "<script>onload = () => setTimeout (() => { while (true) ; }, 50)</script>");
  gloss_test_loads_check_fails (loads, "/hanging", &limits, GLOSS_ERROR_FAILED);
  gloss_test_loads_check_fails (loads, "/alerting", &limits, GLOSS_ERROR_FAILED);

  /* Unless its time was over before it came to that. */
  later = gloss_test_loads_load (loads, "/later", &limits, &error);
  if (later != NULL)
    g_assert_cmpint (gloss_page_get_fields (later)->cut, ==, GLOSS_PAGE_CUT_TIME);
  else
    g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED);
}

static void
test_crash (TestLoads *loads, gconstpointer is_shown)
{
  g_autofree char *uri = gloss_test_loads_dup_uri (loads, "/page"), *pid = NULL;
  TestLoad answer = { FALSE };

  gloss_test_server_add (loads->server, "/held", &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD });
  gloss_test_server_add_page (loads->server, "/page", "<p>Words<img src=/held>");
  gloss_page_loader_load_async (loads->loader, uri, NULL, NULL, gloss_test_loaded_cb, &answer);
  GLOSS_TEST_WAIT_FOR (gloss_test_loads_count (loads, "/held") == 1);
  pid = gloss_test_find_web_process ();
  kill (atoi (pid), SIGKILL);
  GLOSS_TEST_WAIT_FOR (answer.is_done);
  g_assert_error (answer.error, GLOSS_ERROR, GLOSS_ERROR_FAILED);
  /* Who ended it is not known: the page is not blamed. */
  g_assert_nonnull (strstr (answer.error->message, "ended too early"));
  g_clear_error (&answer.error);
}

/* At whatever moment it is cancelled: that is what is said, and the next load works. */
static void
test_cancel (TestLoads *loads, gconstpointer is_shown)
{
  g_autofree char *uri = gloss_test_loads_dup_uri (loads, "/page");
  g_autoptr (GlossPage) page = NULL;

  gloss_test_server_add_page (loads->server, "/page",
                              "<p>" TEST_WORDS "<img src=/pictures/1><script>fetch ('/pictures/2')</script>");
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      TestLoad answer = { FALSE };

      gloss_page_loader_load_async (loads->loader, uri, NULL, cancellable, gloss_test_loaded_cb, &answer);
      for (gint32 n = g_test_rand_int_range (0, 60); i > 0 && n > 0 && !answer.is_done; n--)
        gloss_test_iterate ();
      g_cancellable_cancel (cancellable);
      GLOSS_TEST_WAIT_FOR (answer.is_done);
      if (answer.page == NULL)
        g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_pointer (&answer.page, gloss_page_unref);
      g_clear_error (&answer.error);
    }
  GLOSS_TEST_WAIT_FOR (gloss_test_count_web_processes () == 0);
  page = gloss_test_loads_load_well (loads, "/page");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, is_shown, func)                                                                            \
  g_test_add ("/web/page-loader-hostile/" name, TestLoads, is_shown, gloss_test_loads_open, func,            \
              gloss_test_loads_close)
  ADD ("refresh", NULL, test_refresh);
  ADD ("vain", NULL, test_vain);
  ADD ("slow", NULL, test_slow);
  ADD ("restless", "shown", test_restless);
  ADD ("large", NULL, test_large);
  ADD ("limit", NULL, test_limit);
  ADD ("many", NULL, test_many);
  ADD ("frames", NULL, test_frames);
  ADD ("intrusive", "shown", test_intrusive);
  ADD ("isolation", NULL, test_isolation);
  ADD ("hanging", NULL, test_hanging);
  ADD ("crash", NULL, test_crash);
  ADD ("cancel", NULL, test_cancel);
#undef ADD
  return g_test_run ();
}
