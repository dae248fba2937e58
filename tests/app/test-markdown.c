/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes as labels show them: whatever they hold, the markup is valid, and no link leads where it must not. */

#include "config.h"

#include <pango/pango.h>
#include <string.h>

#include "app/annotations/gloss-markdown.h"

#define BREAK "\342\200\250"
#define N_RANDOM 4000

static void
assert_markup (const char *markdown, const char *expected)
{
  g_autofree char *markup = gloss_markdown_to_pango (markdown, 0);

  g_assert_cmpstr (markup, ==, expected);
  g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, NULL) ||
                 strstr (markup, "<a ") != NULL);
}

static void
test_blocks (void)
{
  assert_markup (NULL, "");
  assert_markup ("", "");
  assert_markup ("one\ntwo", "one two");
  assert_markup ("one\n\ntwo", "one" BREAK "two");
  assert_markup ("# Head\ntext", "<b>Head</b>" BREAK "text");
  assert_markup ("text\n\n# Head", "text" BREAK "<b>Head</b>");
  assert_markup ("- a\n- b", "• a" BREAK "• b");
  assert_markup ("3. a\n4. b", "3. a" BREAK "4. b");
  assert_markup ("- a\n  - b", "• a" BREAK "  • b");
  assert_markup ("> said", "<i>said</i>");
  assert_markup ("a\n\n---\n\nb", "a" BREAK "———" BREAK "b");
  assert_markup ("```\nx < 1\ny\n```", "<tt>x &lt; 1" BREAK "y</tt>");
}

static void
test_inlines (void)
{
  assert_markup ("*a* **b** `c`", "<i>a</i> <b>b</b> <tt>c</tt>");
  assert_markup ("1 < 2 & 3", "1 &lt; 2 &amp; 3");
  assert_markup ("a  \nb", "a" BREAK "b");
  assert_markup ("![the alternative](https://x.example/i.png)", "the alternative");
  assert_markup ("<span foreground=\"red\">x</span>",
                 "&lt;span foreground=&quot;red&quot;&gt;x&lt;/span&gt;");
}

static void
test_links (void)
{
  assert_markup ("[a](https://x.example/?a=1&b=2)", "<a href=\"https://x.example/?a=1&amp;b=2\">a</a>");
  assert_markup ("<http://x.example/>", "<a href=\"http://x.example/\">http://x.example/</a>");
  assert_markup ("[a](javascript:alert(1))", "a");
  assert_markup ("[a](file:///etc/passwd)", "a");
  assert_markup ("[a](data:text/html,x)", "a");
  assert_markup ("[a](/relative)", "a");
  assert_markup ("[![i](x)](https://x.example/)", "<a href=\"https://x.example/\">i</a>");
}

static void
test_safe_links (void)
{
  static const char *const safe[] = { "http://x.example", "https://x.example/a b", "HTTPS://X.EXAMPLE/" };
  static const char *const unsafe[] = { "",
                                        "x.example",
                                        "javascript:alert(1)",
                                        "JavaScript:alert(1)",
                                        "java\nscript:alert(1)",
                                        "file:///etc/passwd",
                                        "ftp://x.example/",
                                        "data:text/html,<script>",
                                        "https:",
                                        "https://",
                                        "http:///path",
                                        "mailto:a@x.example",
                                        "vbscript:x",
                                        "about:blank",
                                        "//x.example/" };

  for (gsize i = 0; i < G_N_ELEMENTS (safe); i++)
    g_assert_true (gloss_link_is_safe (safe[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (unsafe); i++)
    g_assert_false (gloss_link_is_safe (unsafe[i]));
  g_assert_false (gloss_link_is_safe (NULL));
}

static void
test_limit (void)
{
  g_autofree char *cut = gloss_markdown_to_pango ("**abcdefgh** rest", 3);
  g_autofree char *whole = gloss_markdown_to_pango ("**abc**", 3);
  g_autofree char *clusters = gloss_markdown_to_pango ("日本語日本語", 2);

  g_assert_cmpstr (cut, ==, "<b>abc…</b>");
  g_assert_cmpstr (whole, ==, "<b>abc</b>");
  g_assert_cmpstr (clusters, ==, "日本…");
}

/* Nesting that nobody writes must not cost Pango its stack. */
static void
test_depth (void)
{
  g_autoptr (GString) markdown = g_string_new (NULL);
  g_autofree char *markup = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 20000; i++)
    g_string_append (markdown, i % 2 == 0 ? "> " : "- ");
  g_string_append (markdown, "deep");

  markup = gloss_markdown_to_pango (markdown->str, 100);
  pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Pango itself knows no <a>: GtkLabel takes it out first. */
static char *
without_links (const char *markup)
{
  g_autoptr (GRegex) links = g_regex_new ("<a href=\"[^\"<>]*\">|</a>", 0, 0, NULL);

  return g_regex_replace_literal (links, markup, -1, 0, "", 0, NULL);
}

/* What Markdown, HTML and broken encodings are made of. */
static const char *const pieces[] = { "*",
                                      "**",
                                      "_",
                                      "`",
                                      "```\n",
                                      "[",
                                      "](",
                                      ")",
                                      "!",
                                      "<",
                                      ">",
                                      "&",
                                      "&#1;",
                                      "&#0;",
                                      "\\",
                                      "\n",
                                      "\n\n",
                                      "> ",
                                      "- ",
                                      "1. ",
                                      "# ",
                                      "---\n",
                                      "https://x.example/",
                                      "javascript:x",
                                      "<b>",
                                      "</b>",
                                      "<!--",
                                      "\"",
                                      "'",
                                      "\t",
                                      "\001",
                                      "\033",
                                      "\342\200\250",
                                      "é",
                                      "日",
                                      "\377",
                                      "\300\200",
                                      "\355\240\200",
                                      "word",
                                      " ",
                                      "<a href='",
                                      "http://[" };

static void
test_random (void)
{
  for (int i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (GString) markdown = g_string_new (NULL);
      int n = g_test_rand_int_range (0, 60);
      gsize limit = g_test_rand_int_range (0, 3) == 0 ? g_test_rand_int_range (1, 40) : 0;
      g_autofree char *markup = NULL, *plain = NULL;
      g_autoptr (GError) error = NULL;

      while (n-- > 0)
        g_string_append (markdown, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

      markup = gloss_markdown_to_pango (markdown->str, limit);
      plain = without_links (markup);
      g_assert_true (g_utf8_validate (markup, -1, NULL));
      pango_parse_markup (plain, -1, 0, NULL, NULL, NULL, &error);
      if (error != NULL)
        g_test_message ("%s -> %s", markdown->str, markup);
      g_assert_no_error (error);
      g_assert_null (strstr (markup, "href=\"javascript"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/blocks", test_blocks);
  g_test_add_func ("/markdown/inlines", test_inlines);
  g_test_add_func ("/markdown/links", test_links);
  g_test_add_func ("/markdown/safe-links", test_safe_links);
  g_test_add_func ("/markdown/limit", test_limit);
  g_test_add_func ("/markdown/depth", test_depth);
  g_test_add_func ("/markdown/random", test_random);
  return g_test_run ();
}
