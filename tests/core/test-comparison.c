/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two captures in one document: what must hold for any two, told by an independent parser and by a twin that
 * looks at every character, and where changes stand in the blocks. */

#include "config.h"

#include "core/article/gloss-comparison.h"
#include "core/article/gloss-loader.h"
#include "core/article/gloss-text-blocks.h"
#include "support/gloss-test-prose.h"
#include "support/gloss-test-text-content.h"

#include <string.h>

/* Everything that was made, for another parser to read at the end: starting one is slow. */
static GPtrArray *compared;

static GlossCapture *
paste (const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossSourceFile) source = gloss_source_file_new_for_paste (content, &error);
  GlossCapture *capture;

  g_assert_no_error (error);
  capture = gloss_loader_capture (source, &error);
  g_assert_no_error (error);
  return capture;
}

/* A capture as an HTML page gives one: what is in main, and its text. */
static GlossCapture *
make_page (const char *main, const char *utf8)
{
  g_autofree char *html = g_strdup_printf ("<!DOCTYPE html><html><head><title>x</title></head><body>"
                                           "<main id=\"gloss-text\">%s</main></body></html>",
                                           main);
  g_autoptr (GlossText) text = gloss_text_new (utf8, -1, NULL);

  return gloss_capture_new (&(GlossCaptureFields){ .uri = "https://example.org/",
                                                   .sha256 = gloss_text_get_sha256 (text),
                                                   .media_type = "text/html",
                                                   .html = html,
                                                   .text = text,
                                                   .title = "x <&> y" });
}

static GlossText *
get_text (GlossCapture *capture)
{
  return gloss_capture_get_fields (capture)->text;
}

static char *
dup_main (GlossComparison *comparison)
{
  const char *html = gloss_capture_get_fields (gloss_comparison_get_capture (comparison))->html;
  const char *start = strstr (html, "<main id=\"gloss-text\">");

  g_assert_nonnull (start);
  start += strlen ("<main id=\"gloss-text\">");
  return g_strndup (start, strstr (start, "</main>") - start);
}

static GlossComparison *
compare (GlossCapture *old, GlossCapture *new)
{
  GlossComparison *comparison = gloss_comparison_new (old, new);

  g_ptr_array_add (compared, gloss_capture_ref (gloss_comparison_get_capture (comparison)));
  return comparison;
}

/* The text of a document without the elements of a name, white space left out. */
static char *
read_without (const char *main, const char *name)
{
  static const char *const entities[][2] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" } };
  g_autofree char *begin = g_strdup_printf ("<%s>", name), *end = g_strdup_printf ("</%s>", name);
  GString *out = g_string_new (NULL);

  for (const char *p = main; *p != '\0';)
    {
      guint entity = 0;

      if (g_str_has_prefix (p, begin))
        p = strstr (p, end) + strlen (end);
      else if (*p == '<')
        p = strchr (p, '>') + 1;
      else if (*p == '&')
        {
          while (!g_str_has_prefix (p, entities[entity][0]))
            entity++;
          g_string_append (out, entities[entity][1]);
          p += strlen (entities[entity][0]);
        }
      else
        {
          if (!gloss_text_is_blank (g_utf8_get_char (p)))
            g_string_append_unichar (out, g_utf8_get_char (p));
          p = g_utf8_next_char (p);
        }
    }

  return g_string_free (out, FALSE);
}

static char *
strip_space (GlossText *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = gloss_text_get_utf8 (text); *p != '\0'; p = g_utf8_next_char (p))
    if (!gloss_text_is_blank (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));

  return g_string_free (out, FALSE);
}

/* No mark holds anything but text, and is in a block. */
static void
check_marks (const char *main)
{
  gboolean is_in_mark = FALSE, is_in_block = FALSE;

  for (const char *p = main; (p = strchr (p, '<')) != NULL; p++)
    {
      const char *name = p + 1 + (p[1] == '/');
      gboolean is_begin = p[1] != '/';

      if (g_str_has_prefix (name, "ins>") || g_str_has_prefix (name, "del>"))
        {
          g_assert_true (is_in_block);
          g_assert_true (is_in_mark != is_begin);
          is_in_mark = is_begin;
        }
      else if (!g_str_has_prefix (name, "div"))
        {
          g_assert_false (is_in_mark);
          g_assert_true (is_in_block != is_begin);
          is_in_block = is_begin;
        }
    }
}

/* Every visible character stands where it is said to, each in its order. */
static void
check_map (GlossComparison *comparison, gboolean is_new)
{
  GlossText *from =
    get_text (is_new ? gloss_comparison_get_new (comparison) : gloss_comparison_get_old (comparison));
  GlossText *to = get_text (gloss_comparison_get_capture (comparison));
  const char *p = gloss_text_get_utf8 (from);
  gsize last = 0, start = 77, end = 77;

  for (gsize point = 0; *p != '\0'; point++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_mapped = (is_new ? gloss_comparison_map_new
                                   : gloss_comparison_map_old) (comparison, point, point + 1, &start, &end);

      if (gloss_text_is_blank (c))
        continue;
      g_assert_true (is_mapped);
      g_assert_cmpuint (end, ==, start + 1);
      g_assert_cmpuint (start, >=, last);
      g_assert_cmpuint (g_utf8_get_char (gloss_text_get_utf8 (to) + gloss_text_point_to_byte (to, start)), ==,
                        c);
      last = end;
    }
  g_assert_false (gloss_comparison_map_new (comparison, 3, 3, &start, &end));
  g_assert_false (gloss_comparison_map_old (comparison, 0, G_MAXSIZE, &start, &end));
}

static void
check_changes (GlossComparison *comparison)
{
  guint n_changes;
  const GlossComparisonChange *changes = gloss_comparison_get_changes (comparison, &n_changes);
  gsize last = 0;

  for (guint i = 0; i < n_changes; i++)
    {
      g_assert_cmpuint (changes[i].start, >=, last);
      g_assert_cmpuint (changes[i].end, >=, changes[i].start);
      last = changes[i].end;
    }
  g_assert_cmpuint (last, <=, gloss_text_get_n_points (get_text (gloss_comparison_get_capture (comparison))));
}

static void
check_comparison (GlossComparison *comparison)
{
  g_autofree char *main = dup_main (comparison);
  g_autofree char *old = strip_space (get_text (gloss_comparison_get_old (comparison)));
  g_autofree char *new = strip_space (get_text (gloss_comparison_get_new (comparison)));
  g_autofree char *without_ins = read_without (main, "ins"), *without_del = read_without (main, "del");

  g_assert_cmpstr (without_ins, ==, old);
  g_assert_cmpstr (without_del, ==, new);
  check_marks (main);
  check_map (comparison, FALSE);
  check_map (comparison, TRUE);
  check_changes (comparison);
}

#define BODY(blocks) "<div class=\"gloss-body\">" blocks "</div>"
#define P(text) "<p dir=\"auto\">" text "</p>"

static const struct
{
  const char *old, *new, *main;
} pastes[] = {
  { "Of old.", "Of old.", BODY (P ("Of old.")) },
  { "It flies 190 miles.", "It flies 290 miles.", BODY (P ("It flies <del>190</del><ins>290</ins> miles.")) },
  { "One is so.\n\nThree is so.", "One is so.\n\nTwo is new.\n\nThree is so.",
    BODY (P ("One is so.") "\n\n" P ("<ins>Two is new.</ins>") "\n\n" P ("Three is so.")) },
  { "One is so.\n\nTwo was old.\n\nThree is so.", "One is so.\n\nThree is so.",
    BODY (P ("One is so.") "\n\n" P ("<del>Two was old.</del>") "\n\n" P ("Three is so.")) },
  { "One is so.\nTwo was old.", "One is so.", BODY (P ("One is so.") "\n" P ("<del>Two was old.</del>")) },
  { "One is so.\nIt ends.", "One is so. It ends.", BODY (P ("One is so. It ends.")) },
  { "One is so. It ends.", "One is so.\nIt ends.", BODY (P ("One is so.") "\n" P ("It ends.")) },
  { "Alpha beta gamma.\nDelta epsilon zeta.", "One two three four.\nFive six seven eight.",
    BODY (P ("<del>Alpha beta gamma</del><ins>One two three four</ins>.") "\n" P (
      "<del>Delta epsilon zeta</del><ins>Five six seven eight</ins>.")) },
  { "Alpha beta gamma,\nDelta epsilon zeta;\nEta theta", "Five six seven eight.",
    BODY (P ("<del>Alpha beta gamma,</del>") "\n" P ("<del>Delta epsilon zeta;</del>") "\n" P (
      "<del>Eta theta</del>") "\n" P ("<ins>Five six seven eight.</ins>")) },
  { "Kept. One goes.\nTwo stays here.", "Kept. Two stays here.",
    BODY (P ("Kept. <del>One goes.</del>\nTwo stays here.")) },
  { "One is so\n\nThis went away.\n\nIt ends.", "One is so and more\n\nIt ends.",
    "<h1 dir=\"auto\">One is so <ins>and more</ins></h1>" BODY (
      "\n" P ("<del>This went away.</del>") "\n\n" P ("It ends.")) },
  { "<script>x</script> & \"190\" ends.", "<script>x</script> & \"290\" ends.",
    BODY (P ("&lt;script&gt;x&lt;/script&gt; &amp; \"<del>190</del><ins>290</ins>\" ends.")) },
  { "The old title\n\nIt is so.", "The new title\n\nIt is so.",
    "<h1 dir=\"auto\">The <del>old</del><ins>new</ins> title</h1>" BODY ("\n\n" P ("It is so.")) },
  { "Gone title\n\nIt is so.", "Some other heading\n\nIt is so.",
    "<h1 dir=\"auto\"><del>Gone title</del><ins>Some other heading</ins></h1>" BODY (
      "\n\n" P ("It is so.")) },
};

static void
test_pastes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pastes); i++)
    {
      g_autoptr (GlossCapture) old = paste (pastes[i].old);
      g_autoptr (GlossCapture) new = paste (pastes[i].new);
      g_autoptr (GlossComparison) comparison = compare (old, new);
      g_autofree char *main = dup_main (comparison);

      g_assert_cmpstr (main, ==, pastes[i].main);
      check_comparison (comparison);
    }
}

/* The blocks of a page are kept, those that went too. */
static void
test_page (void)
{
  g_autoptr (GlossCapture) old = make_page (
    "<h1>News</h1>\n<div class=\"gloss-body\"><h2>At <a href=\"https://x.y/?a='&amp;>\">sea</a></h2>\n"
    "<ul><li>one</li>\n<li>two</li></ul>\n<pre>a\n  b</pre>\n<blockquote><p>It&nbsp;is.</p></blockquote>"
    "</div>",
    "News\nAt sea\none\ntwo\na\n  b\nIt\302\240is.");
  g_autoptr (GlossCapture) new = make_page (
    "<h1>News</h1>\n<div class=\"gloss-body\"><h2>At sea</h2>\n<ul><li>one</li>\n<li>three</li></ul>\n"
    "<pre>a\n  c</pre>\n<table><tbody><tr><td>1</td>\t<td>2</td></tr></tbody></table></div>",
    "News\nAt sea\none\nthree\na\n  c\n1\t2");
  g_autoptr (GlossComparison) comparison = compare (old, new);
  g_autofree char *main = dup_main (comparison);
  const GlossCaptureFields *fields = gloss_capture_get_fields (gloss_comparison_get_capture (comparison));
  const GlossComparisonChange *changes;
  guint n_changes;

  g_assert_cmpstr (main, ==,
                   "<h1 dir=\"auto\">News</h1><div class=\"gloss-body\">\n<h2 dir=\"auto\">At sea</h2>\n"
                   "<li dir=\"auto\">one</li>\n<li dir=\"auto\"><del>two</del><ins>three</ins></li>\n"
                   "<pre dir=\"auto\">\na\n  <del>b</del><ins>c</ins></pre>\n"
                   "<blockquote dir=\"auto\"><del>It\302\240is.</del></blockquote>\n"
                   "<p dir=\"auto\"><ins>1\t2</ins></p></div>");
  g_assert_cmpstr (fields->uuid, ==, GLOSS_COMPARISON_UUID);
  g_assert_cmpstr (fields->title, ==, "x <&> y");
  g_assert_nonnull (strstr (fields->html, "<title>x &lt;&amp;&gt; y</title>"));

  changes = gloss_comparison_get_changes (comparison, &n_changes);
  g_assert_cmpuint (n_changes, ==, 3);
  g_assert_cmpuint (changes[0].n_deleted, ==, 1);
  g_assert_cmpuint (changes[0].n_inserted, ==, 1);
  g_assert_cmpuint (changes[0].start, ==, strlen ("News\nAt sea\none\n"));
  g_assert_cmpuint (changes[0].end, ==, strlen ("News\nAt sea\none\ntwothree"));
  g_assert_cmpuint (changes[2].n_deleted, ==, 2);
  g_assert_cmpuint (changes[2].n_inserted, ==, 2);
}

/* A document that does not say what the text does is not believed: its lines are blocks. */
static void
test_blocks (void)
{
  g_autoptr (GlossCapture) page = make_page ("<p>One\ntwo</p>\n\n<p>x</p>", "One\ntwo\n\nx");
  g_autoptr (GlossCapture) other = make_page ("<p>One\nthree</p>\n\n<p>x</p>", "One\ntwo\n\nx");
  g_autoptr (GlossCapture) cut = make_page ("<p title=\"", "One\ntwo\n\nx");
  g_autoptr (GlossCapture) entity = make_page ("&eacute;", "\303\251");
  g_autoptr (GlossCapture) empty = make_page ("", "");
  GlossCapture *captures[] = { page, other, cut, entity, empty };
  static const guint expected[] = { 3, 5, 5, 1, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (captures); i++)
    {
      g_autoptr (GArray) blocks = gloss_text_blocks_new (captures[i]);
      gsize at = 0;

      g_assert_cmpuint (blocks->len, ==, expected[i]);
      for (guint j = 0; j < blocks->len; j++)
        {
          const GlossTextBlock *block = &g_array_index (blocks, GlossTextBlock, j);

          g_assert_cmpuint (block->start, ==, at);
          g_assert_cmpstr (block->element, ==, j % 2 == 0 ? "p" : NULL);
          at = block->end;
        }
      g_assert_cmpuint (at, ==, gloss_text_get_n_bytes (get_text (captures[i])));
    }
}

static void
test_empty (void)
{
  g_autoptr (GlossCapture) empty = make_page ("", "");
  g_autoptr (GlossCapture) page = make_page ("<p>One</p>", "One");
  g_autoptr (GlossComparison) none = compare (empty, empty);
  g_autoptr (GlossComparison) come = compare (empty, page);
  g_autoptr (GlossComparison) gone = compare (page, empty);
  guint n_changes;

  check_comparison (come);
  check_comparison (gone);
  gloss_comparison_get_changes (none, &n_changes);
  g_assert_cmpuint (n_changes, ==, 0);
  gloss_comparison_get_changes (come, &n_changes);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (gloss_comparison_carry (gone, 2), ==, 0);
  g_assert_cmpuint (gloss_comparison_carry (come, 2), ==, 3);
}

static void
test_carry (void)
{
  g_autoptr (GlossCapture) old = paste ("It is so.\n\nThis goes away.\n\nThe end is near.");
  g_autoptr (GlossCapture) new = paste ("A beginning.\n\nIt is so.\n\nThe end is near.");
  g_autoptr (GlossComparison) comparison = compare (old, new);
  gsize end = strlen ("It is so.\n\nThis goes away.\n\n"), new_end = strlen ("A beginning.\n\nIt is so.\n\n");

  g_assert_cmpuint (gloss_comparison_carry (comparison, 0), ==, strlen ("A beginning.\n\n"));
  g_assert_cmpuint (gloss_comparison_carry (comparison, end), ==, new_end);
  g_assert_cmpuint (gloss_comparison_carry (comparison, end - 8), ==, new_end);
  g_assert_cmpuint (gloss_comparison_carry (comparison, 10000), ==, gloss_text_get_n_points (get_text (new)));
}

static void
append_random (GString *main, GString *text)
{
  static const char *const elements[] = { "p", "h2", "li", "pre", "blockquote" };
  static const char *const words[] = { "one ",      "two ",         "190", "\n", ", ",
                                       "e\314\201", "\345\233\233", "x",   "&",  " " };
  static const char *const escaped[] = { "one ",      "two ",         "190", "\n",    ", ",
                                         "e\314\201", "\345\233\233", "x",   "&amp;", " " };
  int n_blocks = g_test_rand_int_range (0, 6);

  for (int i = 0; i < n_blocks; i++)
    {
      const char *element = elements[g_test_rand_int_range (0, G_N_ELEMENTS (elements))];

      g_string_append_printf (main, "<%s>w", element);
      g_string_append_c (text, 'w');
      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        {
          guint word = g_test_rand_int_range (0, G_N_ELEMENTS (words));

          g_string_append (main, escaped[word]);
          g_string_append (text, words[word]);
        }
      g_string_append_printf (main, "</%s>%s", element, i % 2 == 0 ? "\n" : "");
      g_string_append (text, i % 2 == 0 ? "\n" : "");
    }
}

static void
test_random (void)
{
  for (int round = 0; round < 500; round++)
    {
      GlossCapture *pages[2];
      g_autoptr (GlossComparison) comparison = NULL;

      for (int i = 0; i < 2; i++)
        {
          g_autoptr (GString) main = g_string_new (NULL), text = g_string_new (NULL);

          append_random (main, text);
          pages[i] = make_page (main->str, text->str);
        }
      comparison = compare (pages[0], pages[1]);
      check_comparison (comparison);
      gloss_capture_unref (pages[0]);
      gloss_capture_unref (pages[1]);
    }
}

/* What is compared is what can be read: images are in neither text, and other images are no difference. */
static void
test_images (void)
{
  static const char format[] =
    "<h1>Boats</h1>\n<div class=\"gloss-body\"><figure><img src=\"image/%064x\" alt=\"a > b "
    "'c'\" width=\"4\" height=\"3\" loading=\"lazy\"><figcaption>A boat</figcaption></figure>\n"
    "<ul><li>Two <img src=\"image/%064x\" alt=\"\">boats</li></ul></div>";
  static const char text[] = "Boats\nA boat\nTwo boats";
  g_autofree char *one = g_strdup_printf (format, 1, 2), *other = g_strdup_printf (format, 3, 4);
  g_autoptr (GlossCapture) old = make_page (one, text);
  g_autoptr (GlossCapture) new = make_page (other, text);
  g_autoptr (GlossComparison) comparison = compare (old, new);
  g_autofree char *main = dup_main (comparison);

  check_comparison (comparison);
  g_assert_null (strstr (main, "<img"));
  g_assert_null (strstr (main, "<ins>"));
  g_assert_null (strstr (main, "<del>"));
  g_assert_nonnull (strstr (main, "<li dir=\"auto\">Two boats</li>"));
}

static void
test_prose (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char *before = gloss_test_prose_new (random, 100000);
  g_autofree char *after = gloss_test_prose_edit (random, before);
  g_autoptr (GlossCapture) old = paste (before);
  g_autoptr (GlossCapture) new = paste (after);
  g_autoptr (GlossComparison) comparison = compare (old, new);

  check_comparison (comparison);
}

/* What another parser finds is the text. */
static void
test_text_content (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "..", "support", "text-content.py", NULL);

  gloss_test_check_text_content (compared, script);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  compared = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_unref);

  g_test_add_func ("/comparison/pastes", test_pastes);
  g_test_add_func ("/comparison/page", test_page);
  g_test_add_func ("/comparison/blocks", test_blocks);
  g_test_add_func ("/comparison/images", test_images);
  g_test_add_func ("/comparison/empty", test_empty);
  g_test_add_func ("/comparison/carry", test_carry);
  g_test_add_func ("/comparison/random", test_random);
  g_test_add_func ("/comparison/prose", test_prose);
  g_test_add_func ("/comparison/text-content", test_text_content);

  result = g_test_run ();
  g_ptr_array_unref (compared);
  return result;
}
