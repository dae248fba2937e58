/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All of a page made into a reader document: what is kept, what is taken out, and that the result is what a
 * reader view shows. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "gloss-test-page.h"
#include "web/gloss-html-reader.h"

typedef struct
{
  gboolean is_done;
  GlossReading *reading;
  GError *error;
} Answer;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->reading = gloss_html_reader_read_page_finish (GLOSS_HTML_READER (source), result, &answer->error);
  answer->is_done = TRUE;
}

static GlossReading *
read_html (const char *html, GCancellable *cancellable, GError **error)
{
  g_autoptr (GlossHtmlReader) reader = gloss_html_reader_new ();
  Answer answer = { FALSE };

  gloss_html_reader_read_page_async (reader, html, "file:///home/ann/page.html", GLOSS_READING_WHOLE, NULL, 0,
                                     cancellable, read_cb, &answer);
  GLOSS_TEST_WAIT_FOR (answer.is_done);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.reading;
}

static void
check_text (const char *html, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossReading) reading = read_html (html, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gloss_text_get_utf8 (gloss_reading_get_fields (reading)->text), ==, wanted);
}

static void
test_text (void)
{
  check_text ("<h1>The  <em>title</em></h1><p>First\n  paragraph.<p>Second.",
              "The title\nFirst paragraph.\nSecond.");
  check_text ("<title>Page</title><p>Words.", "Page\nWords.");
  check_text ("<p>no title", "no title");
  check_text ("<table><tr><td>a<td>b<tr><td>c<td>d</table>after", "a\tb\nc\td\nafter");
  check_text ("<ul><li>one<li>two<ul><li>three</ul></ul>", "one\ntwo\nthree");
  check_text ("<p>one<br>two<br><br>three", "one\ntwo\nthree");
  check_text ("<pre>\n\n  a\n\tb  c</pre><p>d", "  a\n\tb  c\nd");
  check_text ("<p>a <b> b </b> c<i>d</i>", "a b cd");
  check_text ("<p>see <img src=x alt=' the  map '> here", "see [image: the map] here");
  check_text (
    "<p>nothing is cut<form><textarea>a comment</textarea><button>Send</button><button>Stop</button></form>",
    "nothing is cut\na comment\nSend Stop");
  check_text ("<p>a</p></main><main id=gloss-text>b</main><p>c", "a\nb\nc");
  check_text ("<p><button><p>lifted</p></button> after", "lifted\nafter");
  check_text ("a&#0;b&#13;c d &lt;script&gt; &nbsp;e", "a\357\277\275b c d <script> \302\240e");
}

static void
test_fields (void)
{
  g_autoptr (GlossReading) reading = read_html (
    "<!DOCTYPE html><html lang=ar dir=rtl><head><title>Other</title><base href='https://a.example/b/'>"
    "<meta name=Author content=' Ann  B '><meta property='og:site_name' content=Site>"
    "<meta property='article:published_time' content='2026-01-02T03:04:05Z'>"
    "<link rel='canonical' href='../c'></head><body><h1>Title</h1><p><a href='d?e=1&amp;f'>link</a> "
    "<a href='javascript:x()'>bad</a> <a href='data:text/html,x'>worse</a></body>",
    NULL, NULL);
  const GlossReadingFields *fields = gloss_reading_get_fields (reading);

  g_assert_cmpstr (fields->title, ==, "Title");
  g_assert_cmpstr (fields->byline, ==, "Ann B");
  g_assert_cmpstr (fields->site, ==, "Site");
  g_assert_cmpstr (fields->published, ==, "2026-01-02T03:04:05Z");
  g_assert_cmpstr (fields->language, ==, "ar");
  g_assert_cmpstr (fields->canonical_uri, ==, "https://a.example/c");
  g_assert_nonnull (strstr (fields->html, "dir=\"rtl\""));
  g_assert_nonnull (strstr (fields->html, "href=\"https://a.example/b/d?e=1&amp;f\""));
  g_assert_null (strstr (fields->html, "javascript"));
  g_assert_null (strstr (fields->html, "data:"));
}

/* Nothing that could do anything is left in the document. */
static void
test_hostile (void)
{
  static const char *const pages[] = {
    "<p>x<script>alert(1)</script><img src=x onerror=alert(1)><a href=# onclick=alert(1) style='x:y' id=i "
    "class=c>y</a>",
    "<p>x<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<p>x<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 "
    "onerror=alert(1)&gt;'>",
    "<p>x<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<p>x<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<p>x<template><script>alert(1)</script></template><iframe "
    "srcdoc='<script>1</script>'></iframe><object></object>",
    "<p>x<meta http-equiv=refresh content='0;url=http://e.example'><link rel=prefetch "
    "href=http://e.example><base href=x>",
    "<p>x<img name=querySelector><form name=body><input name=parentNode></form><embed src=x><frameset>",
    "<p>x<a href='&#x6A;avascript:alert(1)'>y</a><a href=' \tjava\nscript:alert(1)'>z</a>",
    "<p>x<!--<script>alert(1)</script>--><![CDATA[<script>]]><?php x ?><custom-tag is=x "
    "onfoo=1>y</custom-tag>",
    "<p>x<div><template shadowrootmode=open><script>1</script></template></div><portal src=x></portal>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GlossReading) reading = read_html (pages[i], NULL, &error);
      g_autoptr (GRegex) tags = g_regex_new (
        "<(?!/|!DOCTYPE html>|html|head>|meta charset=\"utf-8\">|title>|body>|main id=\"gloss-text\">"
        "|div class=\"gloss-body\">|div>|p>|a href=\"https?://[^\"]*\">|br>)[^>]*>",
        0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (gloss_text_get_utf8 (gloss_reading_get_fields (reading)->text), "x"));
      if (g_regex_match (tags, gloss_reading_get_fields (reading)->html, 0, &match))
        {
          g_autofree char *found = g_match_info_fetch (match, 0);

          g_error ("%s is left of %s", found, pages[i]);
        }
    }
}

static void
test_empty (void)
{
  static const char *const pages[] = { "", "<title>Only a title</title>",
                                       "<script>x</script><style>y</style>", "<p> &nbsp; </p>",
                                       "<frameset><frame>" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GlossReading) reading = read_html (pages[i], NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (gloss_reading_get_fields (reading)->finding, ==, GLOSS_READING_EMPTY);
    }
}

static void
test_large_and_deep (void)
{
  g_autoptr (GString) deep = g_string_new (NULL), large = g_string_new ("<p>");
  g_autoptr (GlossReading) reading = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (deep, i % 3 == 0 ? "<div>" : i % 3 == 1 ? "<b>" : "<ul><li>");
  g_string_append (deep, "deep words");
  check_text (deep->str, "deep words");

  for (guint i = 0; i < 200000; i++)
    g_string_append (large, "ten bytes ");
  reading = read_html (large->str, NULL, NULL);
  g_assert_cmpuint (gloss_text_get_n_bytes (gloss_reading_get_fields (reading)->text), ==, 1999999);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (read_html ("<p>words", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What was written is what the view finds when it parses it again. */
static void
test_reader_agrees (void)
{
  static const char html[] =
    "<h1>Title</h1><p>One <a href=http://a.example>two<a href=http://b.example>three</a></a>"
    "<table><tr><p>moved</p><td>a<td>b</table><pre>\n\n x</pre><p>a<div>b</div>c</p><li>d<dd>e";
  g_autoptr (GlossReading) reading = read_html (html, NULL, NULL);
  const GlossReadingFields *fields = gloss_reading_get_fields (reading);
  g_autoptr (GBytes) bytes = g_bytes_new_static (html, strlen (html));
  g_autoptr (GlossCapture) capture = gloss_capture_new (&(GlossCaptureFields){ .uri = "https://a.example/",
                                                                               .media_type = "text/html",
                                                                               .bytes = bytes,
                                                                               .html = fields->html,
                                                                               .text = fields->text });
  TestPage page = { 0 };

  gloss_test_page_open (&page);
  gloss_test_page_show (&page, capture);
  GLOSS_TEST_WAIT_FOR (page.n_painted == 1 || page.failure != NULL);
  g_assert_no_error (page.failure);
  gloss_test_page_close (&page);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web/html-reader/text", test_text);
  g_test_add_func ("/web/html-reader/fields", test_fields);
  g_test_add_func ("/web/html-reader/hostile", test_hostile);
  g_test_add_func ("/web/html-reader/empty", test_empty);
  g_test_add_func ("/web/html-reader/large-and-deep", test_large_and_deep);
  g_test_add_func ("/web/html-reader/cancelled", test_cancelled);
  g_test_add_func ("/web/html-reader/reader-agrees", test_reader_agrees);
  return g_test_run ();
}
