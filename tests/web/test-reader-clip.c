/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of reader documents: the lines that are touched, whole, and nothing else; and that what is made of
 * them is a reader document like any other. */

#include "config.h"

#include <string.h>

#include "core/base/gloss-error.h"
#include "gloss-test-page.h"
#include "web/gloss-html-reader.h"

#define SITE "https://www.harbour.example/news/story?id=1"
#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1"
#define N_RANGES 6

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

static void
clip_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->reading = gloss_html_reader_clip_finish (GLOSS_HTML_READER (source), result, &answer->error);
  answer->is_done = TRUE;
}

static GlossReading *
read_whole (const char *markup)
{
  g_autoptr (GlossHtmlReader) reader = gloss_html_reader_new ();
  const GlossPageImage image = { "https://www.harbour.example/a.png", SHA_A, "image/png", 640, 480 };
  Answer answer = { FALSE };

  gloss_html_reader_read_page_async (reader, markup, SITE, GLOSS_READING_WHOLE, &image, 1, NULL, read_cb,
                                     &answer);
  GLOSS_TEST_WAIT_FOR (answer.is_done);
  g_assert_no_error (answer.error);
  return answer.reading;
}

static GlossReading *
clip (GlossReading *whole, gsize start, gsize end)
{
  const GlossReadingFields *fields = gloss_reading_get_fields (whole);
  g_autoptr (GlossHtmlReader) reader = gloss_html_reader_new ();
  Answer answer = { FALSE };

  gloss_html_reader_clip_async (reader, fields->html, gloss_text_point_to_utf16 (fields->text, start),
                                gloss_text_point_to_utf16 (fields->text, end), NULL, clip_cb, &answer);
  GLOSS_TEST_WAIT_FOR (answer.is_done);
  g_assert_no_error (answer.error);
  return answer.reading;
}

static const char *
get_text (GlossReading *reading)
{
  return gloss_text_get_utf8 (gloss_reading_get_fields (reading)->text);
}

/* The range of the words in the text, which has them once. */
static GlossReading *
clip_words (GlossReading *whole, const char *words)
{
  const char *text = get_text (whole);
  const char *found = strstr (text, words);
  gsize start;

  g_assert_nonnull (found);
  start = (gsize) g_utf8_pointer_to_offset (text, found);
  return clip (whole, start, start + (gsize) g_utf8_strlen (words, -1));
}

#define PAGE                                                                                                 \
  "<title>The title</title><h1>Heading</h1><p>First of all.</p>"                                             \
  "<div>Before the block<p>In the block</p>After <b>the</b> block</div>"                                     \
  "<p>Line one<br>Line two<br><br>Line three</p>"                                                            \
  "<ol><li>One<li>Two<ul><li>Inner</ul>More of two<li>Three</ol>"                                            \
  "<figure><img src='/a.png' alt='A drawing'><figcaption>What it shows</figcaption></figure>"                \
  "<table><caption>Figures</caption><tr><th>Year<th>Ships<tr><td>1990<td>12<tr><td>1991<td>13</table>"       \
  "<pre>\n  a = 1\n\n  b = 2\n</pre><blockquote><p>Said one.</p><p>Said two.</p></blockquote><p>Last.</p>"

static void
test_blocks (void)
{
  static const struct
  {
    const char *words;
    const char *expected;
  } cases[] = {
    { "irst", "First of all." },
    { "eadin", "Heading" },
    { "ing\nFirst", "Heading\nFirst of all." },
    { "Before", "Before the block" },
    { "After the", "After the block" },
    { "In the", "In the block" },
    { "block\nIn", "Before the block\nIn the block" },
    { "two\nLine", "Line two\nLine three" },
    { "Inner", "Inner" },
    { "Two\nInner", "Two\nInner" },
    { "shows", "What it shows" },
    { "1990", "1990\t12" },
    { "12\n1991", "1990\t12\n1991\t13" },
    { "Figures", "Figures" },
    { "b = 2", "  a = 1\n\n  b = 2\n" },
    { "two.\nLast", "Said two.\nLast." },
    { "\nLast", "Last." },
  };
  g_autoptr (GlossReading) whole = read_whole (PAGE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossReading) part = clip_words (whole, cases[i].words);
      const GlossReadingFields *fields = gloss_reading_get_fields (part);

      g_assert_cmpstr (get_text (part), ==, cases[i].expected);
      g_assert_nonnull (strstr (fields->html, "<title>The title</title>"));
      g_assert_cmpint (fields->finding, ==, GLOSS_READING_AS_ASKED);
    }
}

/* An image stays where it stands between what was selected, and only there. */
static void
test_images (void)
{
  g_autoptr (GlossReading) whole = read_whole (PAGE);
  g_autoptr (GlossReading) with = clip_words (whole, "Three\nWhat");
  g_autoptr (GlossReading) without = clip_words (whole, "Three");
  const GlossReadingFields *fields = gloss_reading_get_fields (with);

  g_assert_cmpuint (g_strv_length ((char **) gloss_reading_get_fields (whole)->images), ==, 1);
  g_assert_cmpuint (g_strv_length ((char **) fields->images), ==, 1);
  g_assert_cmpstr (fields->images[0], ==, SHA_A);
  g_assert_nonnull (strstr (fields->html,
                            "<img src=\"image/" SHA_A
                            "\" alt=\"A drawing\" width=\"640\" height=\"480\" loading=\"lazy\">"));
  /* A list goes on where it stood. */
  g_assert_nonnull (strstr (fields->html, "<ol start=\"3\"><li>Three</li></ol>"));
  g_assert_cmpuint (g_strv_length ((char **) gloss_reading_get_fields (without)->images), ==, 0);
  g_assert_null (strstr (gloss_reading_get_fields (without)->html, "<img"));
}

/* White space is nothing to be kept. */
static void
test_nothing (void)
{
  g_autoptr (GlossReading) whole = read_whole (PAGE);
  g_autoptr (GlossReading) none = clip (whole, 0, 0);
  g_autoptr (GlossReading) space = clip (whole, 7, 8);

  g_assert_cmpint (gloss_reading_get_fields (none)->finding, ==, GLOSS_READING_EMPTY);
  g_assert_cmpstr (get_text (space), ==, "");
}

/* As a script sees it. */
static gboolean
is_space (const char *letter)
{
  gunichar point = g_utf8_get_char (letter);

  return g_unichar_isspace (point) || point == 0xfeff;
}

/* What a part is, as one who sees the text alone would say. */
static char *
dup_lines (const char *text, gsize start, gsize end)
{
  const char *first = g_utf8_offset_to_pointer (text, (glong) start);
  const char *last = g_utf8_offset_to_pointer (text, (glong) end);

  while (first < last && is_space (first))
    first = g_utf8_next_char (first);
  while (last > first && is_space (g_utf8_prev_char (last)))
    last = g_utf8_prev_char (last);
  if (first == last)
    return g_strdup ("");
  while (first > text && first[-1] != '\n')
    first--;
  while (*last != '\0' && *last != '\n')
    last++;
  return g_strndup (first, (gsize) (last - first));
}

/* Any part of any page, with letters of all lengths. */
static void
test_random (gconstpointer data)
{
  g_autofree char *name = g_strconcat (data, ".html", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "pages", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *markup = NULL;
  g_autoptr (GlossReading) whole = NULL;
  gsize n;

  g_file_get_contents (path, &markup, NULL, &error);
  g_assert_no_error (error);
  whole = read_whole (markup);
  n = gloss_text_get_n_points (gloss_reading_get_fields (whole)->text);
  for (guint i = 0; i < N_RANGES; i++)
    {
      gsize start = (gsize) g_test_rand_int_range (0, (gint32) n);
      gsize end = (gsize) g_test_rand_int_range ((gint32) start, (gint32) n) + 1;
      g_autofree char *expected = dup_lines (get_text (whole), start, end);
      g_autoptr (GlossReading) part = NULL;

      part = clip (whole, start, end);
      g_assert_cmpstr (get_text (part), ==, expected);
    }
}

/* A library may come from anywhere: what its documents hold is made clean once more. */
static void
test_hostile (void)
{
  static const char document[] =
    "<!DOCTYPE html><html><head><title>T</title></head><body><main id=\"gloss-text\"><p>One "
    "<img name=querySelectorAll src=x onerror=alert(1)><a href=\"javascript:alert(1)\">two</a></p>"
    "<form><input name=textContent><p onclick=alert(1)>Three</p></form><script>alert(1)</script></main>";
  g_autoptr (GlossHtmlReader) reader = gloss_html_reader_new ();
  Answer answer = { FALSE };
  g_autoptr (GlossReading) reading = NULL;
  const char *html;

  gloss_html_reader_clip_async (reader, document, 0, 12, NULL, clip_cb, &answer);
  GLOSS_TEST_WAIT_FOR (answer.is_done);
  g_assert_no_error (answer.error);
  reading = answer.reading;
  html = gloss_reading_get_fields (reading)->html;
  g_assert_cmpstr (get_text (reading), ==, "One two\nThree");
  g_assert_null (strstr (html, "alert"));
  g_assert_null (strstr (html, "<img"));
}

static void
test_no_main (void)
{
  g_autoptr (GlossHtmlReader) reader = gloss_html_reader_new ();
  Answer answer = { FALSE };

  gloss_html_reader_clip_async (reader, "<p>No document of ours.", 0, 5, NULL, clip_cb, &answer);
  GLOSS_TEST_WAIT_FOR (answer.is_done);
  g_assert_null (answer.reading);
  g_assert_error (answer.error, GLOSS_ERROR, GLOSS_ERROR_FAILED);
  g_clear_error (&answer.error);
}

int
main (int argc, char **argv)
{
  static const char *const pages[] = { "news", "chinese", "arabic", "table", "sections", "list" };

  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/reader-clip/blocks", test_blocks);
  g_test_add_func ("/reader-clip/images", test_images);
  g_test_add_func ("/reader-clip/nothing", test_nothing);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *name = g_strconcat ("/reader-clip/random/", pages[i], NULL);

      g_test_add_data_func (name, pages[i], test_random);
    }
  g_test_add_func ("/reader-clip/hostile", test_hostile);
  g_test_add_func ("/reader-clip/no-main", test_no_main);

  return g_test_run ();
}
