/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a file to its capture: no byte of a plain text is lost, Markdown neither runs nor drops anything, and
 * the text stored is what an independent parser finds in the document stored.
 */

#include "config.h"

#include "core/article/gloss-loader.h"
#include "core/article/gloss-markdown.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-text-content.h"

#include <gio/gio.h>
#include <string.h>

/* Everything that was made, for another parser to read at the end: starting one is slow. */
static GPtrArray *captures;

static GlossCapture *
keep (GlossCapture *capture)
{
  g_ptr_array_add (captures, gloss_capture_ref (capture));
  return capture;
}

static GlossCapture *
load (const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GlossSourceFile) source = NULL;
  GlossCapture *capture;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, &error));
  source = gloss_source_file_read (file, NULL, &error);
  g_assert_no_error (error);
  capture = gloss_loader_capture (source, &error);
  g_assert_no_error (error);

  return keep (capture);
}

static GlossCapture *
paste (const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSourceFile) source = gloss_source_file_new_for_paste (content, &error);
  GlossCapture *capture = gloss_loader_capture (source, &error);

  g_assert_no_error (error);
  return keep (capture);
}

static const char *
get_text (GlossCapture *capture)
{
  return gloss_text_get_utf8 (gloss_capture_get_fields (capture)->text);
}

/* What is inside main. */
static char *
dup_main (GlossCapture *capture)
{
  const char *html = gloss_capture_get_fields (capture)->html;
  const char *start = strstr (html, "<main id=\"gloss-text\">");
  const char *end = strstr (html, "</main></body></html>\n");

  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>"));
  g_assert_nonnull (start);
  g_assert_nonnull (end);
  start += strlen ("<main id=\"gloss-text\">");
  return g_strndup (start, end - start);
}

#define LONG_LINE                                                                                            \
  "The bridge over the river is about 340 metres long, the engineer said on Tuesday, and it carries almost " \
  "20,000 "                                                                                                  \
  "cars a day in both directions."

static const struct
{
  const char *name;
  const char *text;
  const char *title; /* NULL: the name's */
  const char *main;
} plain_texts[] = {
  { "one-line", "A short line", NULL, "<div class=\"gloss-body\"><p dir=\"auto\">A short line</p></div>" },
  { "title", "The bridge\n\nIt is long.\n", "The bridge",
    "<h1 dir=\"auto\">The bridge</h1>\n<div class=\"gloss-body\">\n<p dir=\"auto\">It is long.</p>\n</div>" },
  { "title-over-long-line", "The bridge\n" LONG_LINE, "The bridge",
    "<h1 dir=\"auto\">The bridge</h1>\n<div class=\"gloss-body\"><p dir=\"auto\">" LONG_LINE "</p></div>" },
  { "title-after-blanks", "\n \n The bridge \n\nx", "The bridge",
    "\n \n<h1 dir=\"auto\"> The bridge </h1>\n<div class=\"gloss-body\">\n<p dir=\"auto\">x</p></div>" },
  { "title-question", "Is the bridge long?\n\nx", "Is the bridge long?",
    "<h1 dir=\"auto\">Is the bridge long?</h1>\n<div class=\"gloss-body\">\n<p dir=\"auto\">x</p></div>" },
  { "no-title-sentence", "It is long.\n\nx", NULL,
    "<div class=\"gloss-body\"><p dir=\"auto\">It is long.</p>\n\n<p dir=\"auto\">x</p></div>" },
  { "no-title-quoted-sentence", "“It is long.”\n\nx", NULL,
    "<div class=\"gloss-body\"><p dir=\"auto\">“It is long.”</p>\n\n<p dir=\"auto\">x</p></div>" },
  { "no-title-two-sentences", "It is long. It is old\n\nx", NULL,
    "<div class=\"gloss-body\"><p dir=\"auto\">It is long. It is old</p>\n\n<p dir=\"auto\">x</p></div>" },
  { "title-abbreviation", "U.S. Policy on bridges\n\nx", "U.S. Policy on bridges",
    "<h1 dir=\"auto\">U.S. Policy on bridges</h1>\n<div class=\"gloss-body\">\n<p dir=\"auto\">x</p></div>" },
  { "no-title-numbers", "12 345\n\nx", NULL,
    "<div class=\"gloss-body\"><p dir=\"auto\">12 345</p>\n\n<p dir=\"auto\">x</p></div>" },
  { "headings", LONG_LINE "\n\nHow it began\n" LONG_LINE "\n\nLeave a reply\n\n" LONG_LINE "\n", NULL,
    "<div class=\"gloss-body\"><p dir=\"auto\">" LONG_LINE "</p>\n\n<h2 dir=\"auto\">How it began</h2>\n<p "
    "dir=\"auto\">" LONG_LINE "</p>\n\n<h2 dir=\"auto\">Leave a reply</h2>\n\n<p dir=\"auto\">" LONG_LINE
    "</p>\n</div>" },
  { "wrapped",
    "The bridge over the river is about 340 metres long, the\nengineer said on Tuesday, and it carries "
    "almost 20,000\n"
    "cars a day in both directions.\n",
    NULL,
    "<div class=\"gloss-body\"><p dir=\"auto\">The bridge over the river is about 340 metres long, "
    "the\nengineer said "
    "on Tuesday, and it carries almost 20,000\ncars a day in both directions.</p>\n</div>" },
  { "verse",
    "I stood upon the bridge that night\nand counted every car\nthat passed\nfrom near and from afar\n", NULL,
    "<div class=\"gloss-body\"><p dir=\"auto\">I stood upon the bridge that night</p>\n<p dir=\"auto\">and "
    "counted every "
    "car</p>\n<p dir=\"auto\">that passed</p>\n<p dir=\"auto\">from near and from afar</p>\n</div>" },
  { "list",
    "- the bridge over the river, about 340 metres long\n- the tunnel below it, about half as long, as said\n"
    "1. the road that leads to both of them and back again\n",
    NULL,
    "<div class=\"gloss-body\"><p dir=\"auto\">- the bridge over the river, about 340 metres long</p>\n<p "
    "dir=\"auto\">- "
    "the tunnel below it, about half as long, as said</p>\n<p dir=\"auto\">1. the road that leads to both of "
    "them and "
    "back again</p>\n</div>" },
  { "sentences-a-line",
    "The bridge over the river is about 340 metres.\nThe tunnel under the river is about 170 metres.\nThe "
    "road to both "
    "of them is about 900 metres.\n",
    NULL,
    "<div class=\"gloss-body\"><p dir=\"auto\">The bridge over the river is about 340 metres.</p>\n<p "
    "dir=\"auto\">The "
    "tunnel under the river is about 170 metres.</p>\n<p dir=\"auto\">The road to both of them is about 900 "
    "metres.</p>\n</div>" },
  { "escapes", "a < b && c > \"d\" &amp; <script>alert(1)</script>", NULL,
    "<div class=\"gloss-body\"><p dir=\"auto\">a &lt; b &amp;&amp; c &gt; \"d\" &amp;amp; "
    "&lt;script&gt;alert(1)&lt;/script&gt;</p></div>" },
};

static void
test_plain_text (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GlossCapture) capture = load ("the-file.txt", plain_texts[i].text);
  g_autofree char *main = dup_main (capture);

  g_assert_cmpstr (get_text (capture), ==, plain_texts[i].text);
  g_assert_cmpstr (main, ==, plain_texts[i].main);
  g_assert_cmpstr (gloss_capture_get_fields (capture)->title, ==,
                   plain_texts[i].title != NULL ? plain_texts[i].title : "The file");
  g_assert_cmpstr (gloss_capture_get_fields (capture)->media_type, ==, "text/plain");
}

/* Whatever lines there are, every byte is in the text, and another parser finds it. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "\n",
    "\n",
    "\n\n",
    "\n \t\n",
    "word",
    " ",
    " longer words of a sentence,",
    "End. ",
    "?",
    "- ",
    "\t",
    "  ",
    "<b>&amp;",
    "\"",
    "Київ ",
    "\xf0\x9f\x9a\x80",
    "\xc2\xa0",
    "\xe2\x80\x8b",
    "中文。",
    "12. ",
    "> ",
    "\f",
    "\001",
    LONG_LINE,
    "# ",
    "**",
    "`",
    "---\n",
    "key: value\n",
    "[x](y)",
    "    ",
  };

  for (int i = 0; i < 400; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GlossCapture) capture = NULL;

      for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      g_string_append (text, i % 2 == 0 ? "x" : "x\n");

      capture = load (i % 4 < 2 ? "random.txt" : "random.md", text->str);
      if (i % 4 < 2)
        g_assert_cmpstr (get_text (capture), ==, text->str);
    }
}

static const struct
{
  const char *name;
  const char *markdown;
  const char *main;
  const char *text;
} markdown[] = {
  { "title", "# The *bridge*\n\nIt is **long**.\n",
    "<h1 dir=\"auto\">The <em>bridge</em></h1>\n<div class=\"gloss-body\"><p dir=\"auto\">It is "
    "<strong>long</strong>.</p>\n</div>",
    "The bridge\nIt is long.\n" },
  { "no-title", "It is.\n\n# Later\n",
    "<div class=\"gloss-body\"><p dir=\"auto\">It is.</p>\n<h1 dir=\"auto\">Later</h1>\n</div>",
    "It is.\nLater\n" },
  { "second-level", "## Not a title\n", "<div class=\"gloss-body\"><h2 dir=\"auto\">Not a title</h2>\n</div>",
    "Not a title\n" },
  { "html-block", "x\n\n<script>\nalert(1)\n</script>\n",
    "<div class=\"gloss-body\"><p dir=\"auto\">x</p>\n<pre "
    "dir=\"auto\"><code>&lt;script&gt;\nalert(1)\n&lt;/script&gt;\n</code></pre>\n</div>",
    "x\n<script>\nalert(1)\n</script>\n\n" },
  { "html-inline", "a <b onclick=x>b</b> <!-- c -->\n",
    "<div class=\"gloss-body\"><p dir=\"auto\">a &lt;b onclick=x&gt;b&lt;/b&gt; &lt;!-- c --&gt;</p>\n</div>",
    "a <b onclick=x>b</b> <!-- c -->\n" },
  { "image", "![The *bridge* at [night](x)](http://example.org/a.png \"t\") ![](b.png)\n",
    "<div class=\"gloss-body\"><p dir=\"auto\">[image: The bridge at night] [image]</p>\n</div>",
    "[image: The bridge at night] [image]\n" },
  { "links",
    "[a](https://example.org/?a=1&b=2) [b](javascript:alert(1)) [c](mailto:a@example.org) "
    "[*d*](file:///etc/passwd) "
    "[e](page.html) <https://example.org>\n",
    "<div class=\"gloss-body\"><p dir=\"auto\"><a href=\"https://example.org/?a=1&amp;b=2\">a</a> b <a "
    "href=\"mailto:a@example.org\">c</a> <em>d</em> e <a "
    "href=\"https://example.org\">https://example.org</a></p>\n</div>",
    "a b c d e https://example.org\n" },
  { "link-attributes", "[a](http://x/?\"> \"<b> & '\")\n",
    "<div class=\"gloss-body\"><p dir=\"auto\"><a href=\"http://x/?%22%3E\" title=\"&lt;b&gt; &amp; "
    "'\">a</a></p>\n</div>",
    "a\n" },
  { "code", "```c <b>\n\nint a;\n```\n",
    "<div class=\"gloss-body\"><pre dir=\"auto\"><code class=\"language-c\">\nint a;\n</code></pre>\n</div>",
    "\nint a;\n\n" },
  { "entities", "&lt;b&gt; &copy; & \"q\" &quot;\n",
    "<div class=\"gloss-body\"><p dir=\"auto\">&lt;b&gt; © &amp; &quot;q&quot; &quot;</p>\n</div>",
    "<b> © & \"q\" \"\n" },
  { "list", "- a\n- b\n\n3. c\n\n   d\n",
    "<div class=\"gloss-body\"><ul dir=\"auto\">\n<li>a</li>\n<li>b</li>\n</ul>\n<ol dir=\"auto\" "
    "start=\"3\">\n<li>\n<p>c</p>\n<p>d</p>\n</li>\n</ol>\n</div>",
    "\na\nb\n\n\n\nc\nd\n\n\n" },
  { "quotation", "> a\nb  \nc\n\n---\n",
    "<div class=\"gloss-body\"><blockquote dir=\"auto\">\n<p>a\nb<br />\nc</p>\n</blockquote>\n<hr "
    "dir=\"auto\" "
    "/>\n</div>",
    "\na\nb\nc\n\n\n" },
  { "front-matter",
    "---\ntitle: \"The bridge\"\nauthor: A. Writer\ndate: 2026-05-03\ntags: [a]\n---\nText.\n",
    "<div class=\"gloss-body\"><pre dir=\"auto\"><code>---\ntitle: &quot;The bridge&quot;\nauthor: A. "
    "Writer\ndate: "
    "2026-05-03\ntags: [a]\n---\n</code></pre>\n<p dir=\"auto\">Text.</p>\n</div>",
    "---\ntitle: \"The bridge\"\nauthor: A. Writer\ndate: 2026-05-03\ntags: [a]\n---\n\nText.\n" },
  { "front-matter-and-title", "---\ntitle: x\n---\n# The bridge\n",
    "<h1 dir=\"auto\">The bridge</h1>\n<div class=\"gloss-body\"><pre dir=\"auto\"><code>---\ntitle: "
    "x\n---\n</code></pre>\n</div>",
    "The bridge\n---\ntitle: x\n---\n\n" },
  { "no-front-matter", "---\nJust a line\n---\n",
    "<div class=\"gloss-body\"><hr dir=\"auto\" />\n<h2 dir=\"auto\">Just a line</h2>\n</div>",
    "\nJust a line\n" },
  { "open-front-matter", "---\ntitle: x\n",
    "<div class=\"gloss-body\"><hr dir=\"auto\" />\n<p dir=\"auto\">title: x</p>\n</div>", "\ntitle: x\n" },
};

static void
test_markdown (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GlossCapture) capture = load ("a.md", markdown[i].markdown);
  g_autofree char *main = dup_main (capture);

  g_assert_cmpstr (main, ==, markdown[i].main);
  g_assert_cmpstr (get_text (capture), ==, markdown[i].text);
  g_assert_cmpstr (gloss_capture_get_fields (capture)->media_type, ==, "text/markdown");
}

static void
test_front_matter (void)
{
  g_autoptr (GlossCapture) capture =
    load ("a.md", "---\nTitle: 'The bridge'\nauthor: \"A. Writer\"\ndate: 2026-05-03\nother:\n---\nText.\n");
  g_autoptr (GlossCapture) rich = load ("b.md", "---\ntitle: [a]\nauthor: >\n  b\ndate:\n---\nText.\n");
  const GlossCaptureFields *fields = gloss_capture_get_fields (capture);

  g_assert_cmpstr (fields->title, ==, "The bridge");
  g_assert_cmpstr (fields->byline, ==, "A. Writer");
  g_assert_cmpstr (fields->published, ==, "2026-05-03");

  fields = gloss_capture_get_fields (rich);
  g_assert_cmpstr (fields->title, ==, "B");
  g_assert_null (fields->byline);
  g_assert_null (fields->published);
}

/* Nesting that browsers would put out of order, and cmark be slow on: shown as plain text, whole. An hour if
 * it cost the square of its depth. */
static void
test_too_deep (void)
{
  g_autoptr (GlossCapture) first = NULL;
  g_autoptr (GlossCapture) second = NULL;
  g_autoptr (GlossCapture) third = NULL;
  g_autoptr (GlossCapture) fourth = NULL;
  g_autoptr (GString) quotations = g_string_new (NULL);
  g_autoptr (GString) items = g_string_new (NULL);
  g_autoptr (GString) emphasis = g_string_new (NULL);
  g_autoptr (GString) rules = g_string_new ("# T\n\n");

  for (int i = 0; i < 100000; i++)
    {
      g_string_append (quotations, ">");
      g_string_append (items, "- ");
      g_string_append (emphasis, i % 2 == 0 ? "*a " : "_b ");
      g_string_append (rules, "-");
    }
  g_string_append (quotations, "x");
  g_string_append (items, "x");
  for (int i = 100000; i > 0; i--)
    g_string_append (emphasis, i % 2 == 0 ? " b_" : " a*");

  first = load ("a.md", quotations->str);
  g_assert_cmpstr (get_text (first), ==, quotations->str);
  second = load ("b.md", items->str);
  g_assert_cmpstr (get_text (second), ==, items->str);
  third = load ("c.md", emphasis->str);
  g_assert_nonnull (strstr (get_text (third), "a b a b"));
  fourth = load ("d.md", rules->str);
  g_assert_nonnull (strstr (gloss_capture_get_fields (fourth)->html, "<hr"));
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *title;
  } cases[] = { { "atacms-decision.txt", "Atacms decision" },
                { "my_own_notes.final.txt", "My own notes.final" },
                { "2026-05-03 report.txt", "2026-05-03 report" },
                { "élan.txt", "Élan" },
                { "README", "README" },
                { ".hidden", ".hidden" },
                { "_.txt", "_.txt" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossCapture) capture = load (cases[i].name, "It is long.");

      g_assert_cmpstr (gloss_capture_get_fields (capture)->title, ==, cases[i].title);
    }
}

static void
test_pasted (void)
{
  static const struct
  {
    const char *text;
    const char *title;
  } cases[] = {
    { "It is long.", "It is long." },
    { " It\n is \xc2\xa0 long. ", "It is long." },
    { "The bridge\n\nIt is long.", "The bridge" },
    { LONG_LINE, "The bridge over the river is about 340 metres long, the…" },
    { "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.",
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossCapture) capture = paste (cases[i].text);

      g_assert_cmpstr (gloss_capture_get_fields (capture)->title, ==, cases[i].title);
      g_assert_cmpstr (get_text (capture), ==, cases[i].text);
      g_assert_true (g_str_has_prefix (gloss_capture_get_fields (capture)->uri, "gloss-paste:"));
      g_assert_true (g_str_has_suffix (gloss_capture_get_fields (capture)->uri,
                                       gloss_capture_get_fields (capture)->sha256));
    }
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  char uri[] = "file:///a";
  char page[] = "<p>x";
  char reference[] = "[a]: b\n";
  GlossSourceFile html = { .uri = uri, .media_type = "text/html", .utf8 = page, .name = uri };
  GlossSourceFile blank = { .uri = uri, .media_type = "text/markdown", .utf8 = reference, .name = uri };

  html.bytes = blank.bytes = g_bytes_new_static ("x", 1);
  g_assert_null (gloss_loader_capture (&html, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (gloss_loader_capture (&blank, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_EMPTY);
  g_bytes_unref (html.bytes);
}

/* Many lines, many blanks, many headings, one endless line: a loader that went back would not come to an end.
 */
static void
test_large (void)
{
  static const char *const lines[] = { "a\n",
                                       "\n",
                                       "A heading\n\n",
                                       "words without an end ",
                                       "fifty characters of a line that is not quite full\n",
                                       "<&>" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GString) text = g_string_new ("x");
      g_autoptr (GlossCapture) plain = NULL;
      g_autoptr (GlossCapture) rendered = NULL;

      while (text->len < 200 * 1024)
        g_string_append (text, lines[i]);
      plain = load ("large.txt", text->str);
      g_assert_cmpstr (get_text (plain), ==, text->str);
      rendered = load ("large.md", text->str);
      g_assert_cmpuint (strlen (get_text (rendered)), >, 0);
    }
}

/* Markdown that is too large to be rendered is shown as it is. */
static void
test_large_markdown (void)
{
  g_autofree char *words = g_strnfill (GLOSS_MARKDOWN_MAX_BYTES, '*');
  g_autofree char *text = g_strconcat (words, "x", NULL);
  g_autoptr (GlossCapture) capture = load ("large.md", text);

  g_assert_cmpstr (get_text (capture), ==, text);
}

/* A real article, where it lies beside the source: nothing of it may be lost. */
static void
test_real_article (void)
{
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "..", "shared", NULL);
  const char *shared = g_getenv ("GLOSSATOR_SHARED") != NULL ? g_getenv ("GLOSSATOR_SHARED") : beside;
  g_autofree char *path = g_build_filename (shared, "articles", "atacms-decision.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSourceFile) source = NULL;
  g_autoptr (GlossCapture) capture = NULL;
  g_autofree char *main = NULL;
  g_auto (GStrv) parts = NULL;

  if (!g_file_query_exists (file, NULL))
    {
      g_test_skip ("the shared articles are not there");
      return;
    }

  source = gloss_source_file_read (file, NULL, &error);
  g_assert_no_error (error);
  capture = gloss_loader_capture (source, &error);
  g_assert_no_error (error);

  main = dup_main (capture);
  g_assert_cmpstr (gloss_capture_get_fields (capture)->title, ==, "Atacms decision");
  g_assert_cmpstr (get_text (capture), ==, source->utf8);
  g_assert_true (g_str_has_prefix (main, "<div class=\"gloss-body\"><p dir=\"auto\">"));
  parts = g_strsplit (main, "<h2 ", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 8);
}

static void
test_text_content (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "..", "support", "text-content.py", NULL);

  gloss_test_check_text_content (captures, script);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  captures = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (plain_texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/loader/plain-text/%s", plain_texts[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_plain_text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (markdown); i++)
    {
      g_autofree char *path = g_strdup_printf ("/loader/markdown/%s", markdown[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_markdown);
    }
  g_test_add_func ("/loader/front-matter", test_front_matter);
  g_test_add_func ("/loader/random", test_random);
  g_test_add_func ("/loader/too-deep", test_too_deep);
  g_test_add_func ("/loader/names", test_names);
  g_test_add_func ("/loader/pasted", test_pasted);
  g_test_add_func ("/loader/refused", test_refused);
  g_test_add_func ("/loader/real-article", test_real_article);
  g_test_add_func ("/loader/text-content", test_text_content);
  g_test_add_func ("/loader/large", test_large);
  g_test_add_func ("/loader/large-markdown", test_large_markdown);

  result = g_test_run ();
  g_ptr_array_unref (captures);
  return result;
}
