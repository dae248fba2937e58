/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader in a real window: what is selected, painted, clicked, found, and what happens when the page
 * dies. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "gloss-test-page.h"

#define WORLD "glossator"

/* Every kind of offset trouble: beyond the BMP, joined emoji, combining marks, right to left, no spaces. */
#define HARD_TEXT                                                                                            \
  "Plain 𝒳𝒴 maths, 👩‍👩‍👧 family, cafe\u0301 accent, ١٠٠٠٠ جندي تقريباً, " \
  "约一万名士兵, "                                                                                     \
  "end."

static void
set_up (TestPage *page, gconstpointer data)
{
  gloss_test_page_open (page);
}

static void
tear_down (TestPage *page, gconstpointer data)
{
  gloss_test_page_close (page);
}

static void
select_range (TestPage *page, gsize start, gsize end)
{
  g_autofree char *script =
    g_strdup_printf ("const r = reader.index.range (%" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT ");"
                     "const s = getSelection (); s.removeAllRanges (); s.addRange (r); return 1",
                     start, end);
  g_autofree char *result = gloss_test_page_run (page, WORLD, script);

  g_assert_cmpstr (result, ==, "1");
}

/* How many pixels of what is on the screen now differ; the screen may lag behind the page by a frame or two.
 */
static gsize
count_differences (TestPage *page, GdkTexture *before)
{
  g_autoptr (GdkTexture) now = gloss_test_take_picture (gloss_test_page_get_web_view (page));

  return gloss_test_count_differences (before, now);
}

/* A passage as it is seen: its place is told before it is on the screen. */
static char *
show_passage (TestPage *page, GdkTexture **before)
{
  guint n;
  char *uuid;

  gloss_test_page_show_text (page, "The range is about 190 miles away, they said.");
  *before = gloss_test_page_take_picture (page);
  n = page->n_layouts;
  uuid = gloss_test_page_annotate (page, "about 190 miles", "claim", 0);
  GLOSS_TEST_WAIT_FOR (page->n_layouts > n && gloss_reader_view_get_marks (page->view)->len == 1);
  GLOSS_TEST_WAIT_FOR (count_differences (page, *before) > 500);
  return uuid;
}

static void
test_shows_and_paints (TestPage *page, gconstpointer data)
{
  g_autoptr (GdkTexture) before = NULL;
  g_autoptr (GlossChange) removal = NULL;
  g_autofree char *uuid = show_passage (page, &before);
  guint n;

  g_assert_cmpuint (gloss_reader_view_get_marks (page->view)->len, ==, 1);

  n = page->n_layouts;
  removal = gloss_command_delete_annotation (gloss_annotation_list_find (page->list, uuid));
  gloss_annotation_list_apply (page->list, removal);
  GLOSS_TEST_WAIT_FOR (page->n_layouts > n);
  GLOSS_TEST_WAIT_FOR (count_differences (page, before) == 0);
}

/* Overlaps are told apart by colour, and only the difference reaches the page. */
static void
test_overlaps (TestPage *page, gconstpointer data)
{
  g_autofree char *names = NULL, *one = NULL, *two = NULL;
  guint n;

  gloss_test_page_show_text (page, "put the contingent at almost 10,000 soldiers; and more");
  n = page->n_layouts;
  one = gloss_test_page_annotate (page, "almost 10,000 soldiers", "claim", 0);
  two = gloss_test_page_annotate (page, "10,000", "figure", 0);
  GLOSS_TEST_WAIT_FOR (page->n_layouts > n);
  names = gloss_test_page_run (
    page, WORLD,
    "return [...reader.highlights.segments].map (([start, s]) => start + ':' + s.range.toString () + ':' +"
    "[...CSS.highlights].find (([, h]) => h === s.highlight)[0]).join ('|')");
  g_assert_cmpstr (names, ==, "22:almost :gloss-0-1|29:10,000:gloss-1-2|35: soldiers:gloss-0-1");
}

static void
test_selection_round_trip (TestPage *page, gconstpointer data)
{
  GlossText *text;

  gloss_test_page_show_text (page, HARD_TEXT);
  text = gloss_test_page_get_text (page);
  for (gsize start = 0; start < gloss_text_get_n_points (text); start += 3)
    {
      gsize end = MIN (start + 7, gloss_text_get_n_points (text));
      g_autoptr (GlossAnchor) wanted = gloss_anchor_new_for_range (text, start, end);
      g_autofree char *uuid = NULL, *painted = NULL, *words = NULL;
      guint n = page->n_selections, n_layouts = page->n_layouts;

      select_range (page, gloss_text_point_to_utf16 (text, start), gloss_text_point_to_utf16 (text, end));
      GLOSS_TEST_WAIT_FOR (page->n_selections > n);
      g_assert_nonnull (page->selection);
      g_assert_cmpuint (gloss_anchor_get_start (page->selection), ==, gloss_anchor_get_start (wanted));
      g_assert_cmpstr (gloss_anchor_get_quote (page->selection), ==, gloss_anchor_get_quote (wanted));

      uuid = gloss_test_page_annotate (page, gloss_anchor_get_quote (wanted), "claim", 0);
      GLOSS_TEST_WAIT_FOR (page->n_layouts > n_layouts);
    }

  /* All of them painted together are the text from the first to the last. */
  {
    g_autofree char *painted =
      gloss_test_page_run (page, WORLD,
                           "return [...reader.highlights.segments].sort ((a, b) => a[0] - b[0]).map (([, s]) "
                           "=> s.range.toString ()).join ('')");

    g_assert_cmpstr (painted, ==, HARD_TEXT);
  }
}

static void
test_selection_is_clipped_and_moves (TestPage *page, gconstpointer data)
{
  g_autofree char *result = NULL, *scrolled = NULL;
  g_autoptr (GString) main = g_string_new (NULL), text = g_string_new (NULL);
  GdkRectangle before;
  guint n;

  g_string_append (main, "<h1>Title here</h1>\n<div class=\"gloss-body\"><p>One.</p>\n<p>Two.</p>");
  g_string_append (text, "Title here\nOne.\nTwo.");
  for (guint i = 0; i < 60; i++)
    {
      g_string_append (main, "\n<p>More.</p>");
      g_string_append (text, "\nMore.");
    }
  g_string_append (main, "</div>");
  gloss_test_page_show_html (page, main->str, text->str);
  GLOSS_TEST_WAIT_FOR (page->n_painted == 1);
  result = gloss_test_page_run (page, WORLD,
                                "getSelection ().setBaseAndExtent (reader.index.nodes[0], 6, document.body,"
                                "document.body.childNodes.length); return 1");
  GLOSS_TEST_WAIT_FOR (page->selection != NULL);
  g_assert_cmpstr (gloss_anchor_get_quote (page->selection), ==, text->str + strlen ("Title "));

  n = page->n_selections;
  select_range (page, 11, 14);
  GLOSS_TEST_WAIT_FOR (page->n_selections > n);
  before = page->rectangle;
  g_assert_cmpint (before.width, >, 10);
  scrolled = gloss_test_page_run (page, WORLD, "window.scrollTo (0, 50); return 1");
  GLOSS_TEST_WAIT_FOR (page->n_moves > 0 && page->rectangle.y != before.y);
  g_assert_cmpint (page->rectangle.y, ==, before.y - 50);

  n = page->n_selections;
  gloss_reader_view_clear_selection (page->view);
  GLOSS_TEST_WAIT_FOR (page->n_selections > n);
  g_assert_null (page->selection);
}

/* Keys as a user presses them; without a window manager they go to where the pointer is. */
static void
press (TestPage *page, const char *keys)
{
  g_autofree char *command = g_strconcat ("xdotool mousemove 100 100 key --delay 30 ", keys, NULL);
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  gtk_widget_grab_focus (GTK_WIDGET (gloss_test_page_get_web_view (page)));
  GLOSS_TEST_WAIT_FOR (g_subprocess_get_identifier (process) == NULL);
  g_assert_true (g_subprocess_get_successful (process));
}

/* Caret browsing begins in the text that is seen, and what keys select is told as what the pointer selects.
 */
static void
test_caret_browsing (TestPage *page, gconstpointer data)
{
  guint n;

  gloss_test_page_show_text (page, "The range is about 190 miles away, they said.");
  g_object_set (page->view, "caret-browsing", TRUE, NULL);
  press (page, "ctrl+Right ctrl+Right shift+ctrl+Right shift+ctrl+Right");
  GLOSS_TEST_WAIT_FOR (page->selection != NULL &&
                       g_str_equal (gloss_anchor_get_quote (page->selection), "is about"));

  /* The caret stays where the selection was let go. */
  n = page->n_selections;
  gloss_reader_view_clear_selection (page->view);
  GLOSS_TEST_WAIT_FOR (page->n_selections > n);
  g_assert_null (page->selection);
  press (page, "Right shift+Right shift+Right shift+Right");
  GLOSS_TEST_WAIT_FOR (page->selection != NULL &&
                       g_str_equal (gloss_anchor_get_quote (page->selection), "190"));
}

static char *
describe_motion (TestPage *page)
{
  return gloss_test_page_run (page, WORLD,
                              "const box = reader.index.range (20000, 20003).getBoundingClientRect ();"
                              "return (box.top > 0 && box.bottom < innerHeight) + ' ' +"
                              "(CSS.highlights.get ('gloss-flash')?.size ?? 0)");
}

/* The page has done what it was told when it answers the next question. */
static void
test_reduced_motion (TestPage *page, gconstpointer data)
{
  GtkSettings *settings = gtk_widget_get_settings (page->window);
  WebKitSettings *web = webkit_web_view_get_settings (gloss_test_page_get_web_view (page));
  g_autofree char *uuid = NULL, *still = NULL, *moving = NULL;

  gloss_test_page_show_long_text (page, "190 miles");
  uuid = gloss_test_page_annotate (page, "190", "figure", 0);
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  g_assert_false (webkit_settings_get_enable_smooth_scrolling (web));
  gloss_annotated_view_reveal (GLOSS_ANNOTATED_VIEW (page->view), uuid);
  still = describe_motion (page);
  g_assert_cmpstr (still, ==, "true 0");

  g_free (gloss_test_page_run (page, WORLD, "window.scrollTo (0, 0); return 1"));
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  g_assert_true (webkit_settings_get_enable_smooth_scrolling (web));
  gloss_annotated_view_reveal (GLOSS_ANNOTATED_VIEW (page->view), uuid);
  moving = describe_motion (page);
  g_assert_cmpstr (moving, ==, "false 1");
}

/* A document that does not say which way it is read is read as its text is; one that does is let be. The
 * title is wide in any typeface, so that title and line can end together only where they are meant to. */
static void
test_direction (TestPage *page, gconstpointer data)
{
  static const char script[] = "const title = reader.index.range (0, 5).getBoundingClientRect ();"
                               "const line = dom.find ('.gloss-meta > span').getBoundingClientRect ();"
                               "return getComputedStyle (dom.find ('.gloss-meta')).direction + ' ' +"
                               "(Math.abs (title.left - line.left) < 3) + ' ' +"
                               "(Math.abs (title.right - line.right) < 3)";
  g_autofree char *arabic = NULL, *english = NULL;

  gloss_test_page_show_html (page,
                             "<h1 dir=\"auto\">جنود كوريون</h1>\n<div class=\"gloss-body\"><p>1</p></div>",
                             "جنود كوريون\n1");
  gloss_test_page_wait_for_picture (page);
  arabic = gloss_test_page_run (page, WORLD, script);
  g_assert_cmpstr (arabic, ==, "rtl false true");

  gloss_test_page_show_html (page, "<h1 dir=\"auto\">WWWWW</h1>\n<div class=\"gloss-body\"><p>جنود</p></div>",
                             "WWWWW\nجنود");
  gloss_test_page_wait_for_picture (page);
  english = gloss_test_page_run (page, WORLD, script);
  g_assert_cmpstr (english, ==, "ltr true false");
}

static void
test_false_messages (TestPage *page, gconstpointer data)
{
  static const char *const messages[] = {
    "null",
    "'selection'",
    "{ load: reader.load }",
    "{ load: reader.load + 1, kind: 'selection', start: 0, end: 4, exact: 'Some', x: 0, y: 0, width: 1, "
    "height: 1 }",
    "{ load: reader.load, kind: 'selection', start: 0, end: 4, exact: 'Same', x: 0, y: 0, width: 1, height: "
    "1 }",
    "{ load: reader.load, kind: 'selection', start: 0, end: 400, exact: 'Some', x: 0, y: 0, width: 1, "
    "height: 1 }",
    "{ load: reader.load, kind: 'selection', start: -1, end: 4, exact: 'Some', x: 0, y: 0, width: 1, height: "
    "1 }",
    "{ load: reader.load, kind: 'selection', start: 0.5, end: 4, exact: 'Some', x: 0, y: 0, width: 1, "
    "height: 1 }",
    "{ load: reader.load, kind: 'selection', start: 4, end: 4, exact: '', x: 0, y: 0, width: 1, height: 1 }",
    "{ load: reader.load, kind: 'selection', start: 0, end: 4, exact: 'Some', x: NaN, y: 0, width: 1, "
    "height: 1 }",
    "{ load: reader.load, kind: 'selection', start: 0, end: 4, exact: 'Some', x: 0, y: 0, width: 1 }",
    "{ load: reader.load, kind: 'selection', start: '0', end: 4, exact: 'Some', x: 0, y: 0, width: 1, "
    "height: 1 }",
    "{ load: reader.load, kind: 'click', offset: 1e9, x: 0, y: 0, width: 1, height: 1 }",
    "{ load: reader.load, kind: 'click', offset: {}, x: 0, y: 0, width: 1, height: 1 }",
    "{ load: reader.load, kind: 'scrolled', progress: 2 }",
    "{ load: reader.load, kind: 'rested', place: 1e9 }",
    "{ load: reader.load, kind: 'ready', text: 'another text' }",
  };
  guint n;

  gloss_test_page_show_text (page, "Some words of a page.");
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autofree char *script = g_strdup_printf ("dom.post (%s); return 1", messages[i]);
      g_autofree char *result = gloss_test_page_run (page, WORLD, script);

      g_assert_cmpstr (result, ==, "1");
    }

  /* Messages keep their order: once a true one came, all of the false ones have been dropped. */
  n = page->n_selections;
  select_range (page, 5, 10);
  GLOSS_TEST_WAIT_FOR (page->selection != NULL);
  g_assert_cmpstr (gloss_anchor_get_quote (page->selection), ==, "words");
  g_assert_cmpuint (n, <=, 1);
  g_assert_cmpuint (page->n_activated, ==, 0);
  g_assert_cmpuint (page->n_crashes, ==, 0);
  g_assert_cmpuint (gloss_reader_view_get_place (page->view), ==, 0);
  g_assert_no_error (page->failure);
}

static void
test_click (TestPage *page, gconstpointer data)
{
  g_autofree char *outer = NULL, *inner = NULL, *result = NULL;
  guint n;

  gloss_test_page_show_text (page, "almost 10,000 soldiers came");
  n = page->n_layouts;
  outer = gloss_test_page_annotate (page, "almost 10,000 soldiers", "claim", 0);
  inner = gloss_test_page_annotate (page, "10,000", "figure", 0);
  GLOSS_TEST_WAIT_FOR (page->n_layouts > n && gloss_reader_view_get_marks (page->view)->len > 0);

  result = gloss_test_page_run (
    page, WORLD,
    "for (const at of [24, 9]) { const b = reader.index.range (at, at + 1)"
    ".getBoundingClientRect (); reader.index.nodes[0].parentNode.dispatchEvent ("
    "new MouseEvent ('click', { bubbles: true, detail: 1, clientX: b.left + b.width * 0.7,"
    "clientY: b.top + 3 })); } return 1");
  GLOSS_TEST_WAIT_FOR (page->n_activated > 0);
  g_assert_cmpuint (g_strv_length (page->activated), ==, 2);
  g_assert_cmpstr (page->activated[0], ==, inner);
  g_assert_cmpstr (page->activated[1], ==, outer);
}

static void
test_find (TestPage *page, gconstpointer data)
{
  gloss_test_page_show_text (page, "One fish, two fish, red FISH, “blue” fish.");
  gloss_reader_view_find (page->view, "fish");
  g_assert_cmpuint (page->matches, ==, 4);
  g_assert_cmpuint (page->current, ==, 1);
  gloss_reader_view_find_previous (page->view);
  g_assert_cmpuint (page->current, ==, 4);
  gloss_reader_view_find_next (page->view);
  gloss_reader_view_find_next (page->view);
  g_assert_cmpuint (page->current, ==, 2);
  gloss_reader_view_find (page->view, "\"blue\"");
  g_assert_cmpuint (page->matches, ==, 1);
  gloss_reader_view_find (page->view, "none of it");
  g_assert_cmpuint (page->matches, ==, 0);
  g_assert_cmpuint (page->current, ==, 0);
  gloss_reader_view_find (page->view, NULL);
  g_assert_null (page->selection);

  /* Where the search ends the match is selected, for whoever has no mouse. */
  gloss_reader_view_find (page->view, "fish");
  gloss_reader_view_find_next (page->view);
  gloss_reader_view_find (page->view, NULL);
  g_assert_cmpuint (page->matches, ==, 0);
  GLOSS_TEST_WAIT_FOR (page->selection != NULL);
  g_assert_cmpstr (gloss_anchor_get_quote (page->selection), ==, "fish");
  g_assert_cmpuint (gloss_anchor_get_start (page->selection), ==, 14);
}

static void
test_wrong_text_is_refused (TestPage *page, gconstpointer data)
{
  gloss_test_page_show_html (page, "<div class=\"gloss-body\"><p>These words.</p></div>", "Those words.");
  GLOSS_TEST_WAIT_FOR (page->failure != NULL);
  g_assert_error (page->failure, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
  g_assert_cmpuint (page->n_painted, ==, 0);

  /* The next article is shown. */
  gloss_test_page_show_text (page, "Another article.");
}

/* Where the page is, and what is marked in it. */
#define STATE "return [scrollY, ...[...CSS.highlights].filter (([, h]) => h.size).map (([name]) => name)]"

static void
test_crash (TestPage *page, gconstpointer data)
{
  g_autoptr (GdkTexture) unscrolled = NULL;
  g_autofree char *uuid = NULL, *scrolled = NULL, *before = NULL, *now = NULL;
  guint n;

  gloss_test_page_show_long_text (page, "The range is about 190 miles away, they said.");
  n = page->n_layouts;
  uuid = gloss_test_page_annotate (page, "about 190 miles", "claim", 0);
  GLOSS_TEST_WAIT_FOR (page->n_layouts > n && gloss_reader_view_get_marks (page->view)->len == 1);
  unscrolled = gloss_test_page_take_picture (page);
  scrolled = gloss_test_page_run (page, WORLD, "window.scrollTo (0, reader.scrollRange ()); return 1");
  GLOSS_TEST_WAIT_FOR (page->progress == 1.0);
  GLOSS_TEST_WAIT_FOR (count_differences (page, unscrolled) > 500);
  before = gloss_test_page_run (page, WORLD, STATE);
  g_assert_true (g_str_has_suffix (before, ",gloss-0-1"));

  n = page->n_layouts;
  webkit_web_view_terminate_web_process (gloss_test_page_get_web_view (page));
  /* One more where the machine is so slow that the new process owes its first answer for too long. Not by a
   * picture: the scroll bar beside the text shows itself and goes. */
  GLOSS_TEST_WAIT_FOR (page->n_crashes >= 1 && page->n_layouts > n &&
                       gloss_reader_view_get_marks (page->view)->len == 1);
  GLOSS_TEST_WAIT_FOR (({
    g_free (now);
    now = gloss_test_page_run (page, WORLD, STATE);
    g_str_equal (now, before);
  }));
  GLOSS_TEST_WAIT_FOR (count_differences (page, unscrolled) > 500);

  /* One that dies again and again is not started again and again. */
  while (page->failure == NULL)
    {
      n = page->n_crashes;
      webkit_web_view_terminate_web_process (gloss_test_page_get_web_view (page));
      GLOSS_TEST_WAIT_FOR (page->n_crashes > n || page->failure != NULL);
    }
  g_assert_error (page->failure, GLOSS_ERROR, GLOSS_ERROR_FAILED);
  g_assert_cmpuint (page->n_crashes, ==, 2);
}

/* Questions that a page took with it are neither answered nor asked of the empty one that a failure leaves.
 */
static void
test_crash_with_questions (TestPage *page, gconstpointer data)
{
  WebKitWebView *view = gloss_test_page_get_web_view (page);
  g_autofree char *uuid = NULL, *other = NULL, *length = NULL;

  gloss_test_page_show_text (page, "The range is about 190 miles away, they said.");
  uuid = gloss_test_page_annotate (page, "about 190 miles", "claim", 0);
  for (guint i = 1; i <= 2; i++)
    {
      guint n = page->n_layouts;

      gloss_annotated_view_reveal (GLOSS_ANNOTATED_VIEW (page->view), uuid);
      gloss_reader_view_find (page->view, "miles");
      webkit_web_view_terminate_web_process (view);
      GLOSS_TEST_WAIT_FOR (page->n_crashes == i && page->n_layouts > n &&
                           gloss_reader_view_get_marks (page->view)->len > 0);
      g_assert_no_error (page->failure);
    }

  other = gloss_test_page_annotate (page, "190", "figure", 0);
  gloss_annotated_view_reveal (GLOSS_ANNOTATED_VIEW (page->view), uuid);
  webkit_web_view_terminate_web_process (view);
  GLOSS_TEST_WAIT_FOR (page->failure != NULL);
  g_clear_error (&page->failure);

  /* The empty page comes, answers, and lives on. */
  for (guint i = 0; i < 40; i++)
    g_free (gloss_test_page_run (page, WORLD, "return new Promise (done => setTimeout (done, 10))"));
  length = gloss_test_page_run (page, WORLD, "return document.body.childNodes.length");
  g_assert_cmpstr (length, ==, "0");
  g_assert_no_error (page->failure);
  g_assert_cmpuint (page->n_crashes, ==, 2);
}

/* A page that says something else of places than what was asked for leaves those that are known. */
static void
test_false_places (TestPage *page, gconstpointer data)
{
  static const char *const answers[] = {
    "1",
    "''",
    "'[0.5]'",
    "'{\"tops\":[]}'",
    "'{\"tops\":[0.1,0.2]}'",
    "'{\"tops\":[\"0\"]}'",
    "'{\"tops\":[null]}'",
    "'{\"tops\":[{}]}'",
    "'{\"tops\":[[]]}'",
    "'{\"tops\":[true]}'",
    "'['.repeat (1e6)",
    "'\\ud800'",
  };
  g_autofree char *uuid = NULL;
  double top;
  guint n;

  gloss_test_page_show_text (page, "The range is about 190 miles away, they said.");
  n = page->n_layouts;
  uuid = gloss_test_page_annotate (page, "about 190 miles", "claim", 0);
  GLOSS_TEST_WAIT_FOR (page->n_layouts > n && gloss_reader_view_get_marks (page->view)->len == 1);
  top = ((GlossReaderMark *) g_ptr_array_index (gloss_reader_view_get_marks (page->view), 0))->top;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *script =
        g_strdup_printf ("globalThis.asked = 0; reader.tops = () => { globalThis.asked++; return %s };"
                         "reader.post ({ kind: 'resized' }); return 1",
                         answers[i]);
      g_autofree char *asked = NULL;

      n = page->n_layouts;
      g_free (gloss_test_page_run (page, WORLD, script));
      asked = gloss_test_page_run (
        page, WORLD,
        "while (globalThis.asked === 0) await new Promise (done => setTimeout (done, 10));"
        "return 1");
      g_assert_cmpuint (page->n_layouts, ==, n);
    }
  g_free (gloss_test_page_run (
    page, WORLD, "reader.tops = () => '{\"tops\":[7]}'; reader.post ({ kind: 'resized' }); return 1"));
  GLOSS_TEST_WAIT_FOR (page->n_layouts == n + 1);
  g_assert_cmpuint (gloss_reader_view_get_marks (page->view)->len, ==, 1);
  g_assert_cmpfloat (top, <, 1.0);
  g_assert_cmpfloat (
    ((GlossReaderMark *) g_ptr_array_index (gloss_reader_view_get_marks (page->view), 0))->top, ==, 1.0);
}

static void
test_stuck (TestPage *page, gconstpointer data)
{
  g_autofree char *uuid = NULL;
  guint n;

  gloss_test_page_show_text (page, "The range is about 190 miles away, they said.");
  n = page->n_layouts;
  webkit_web_view_call_async_javascript_function (gloss_test_page_get_web_view (page), "for (;;);", -1, NULL,
                                                  WORLD, NULL, NULL, NULL, NULL);
  uuid = gloss_test_page_annotate (page, "about 190 miles", "claim", 0);
  GLOSS_TEST_WAIT_FOR (page->n_crashes == 1 && page->n_layouts > n &&
                       gloss_reader_view_get_marks (page->view)->len == 1);
}

/* A passage whose words changed stands out until somebody has looked at it. */
static void
test_alarm (TestPage *page, gconstpointer data)
{
  g_autoptr (GdkTexture) plain = NULL, before = NULL;
  g_autofree char *uuid = show_passage (page, &plain), *names = NULL;
  g_autoptr (GlossRecord) changed = NULL, reviewed = NULL;
  GlossAnnotation *annotation;

  before = gloss_test_page_take_picture (page);

  annotation = gloss_annotation_list_find (page->list, uuid);
  changed = gloss_record_with_string (gloss_annotation_get_anchor_row (annotation), "state", "changed");
  gloss_annotation_take_record (annotation, changed);
  GLOSS_TEST_WAIT_FOR (({
    g_free (names);
    names = gloss_test_page_run (page, WORLD,
                                 "return [...CSS.highlights].filter (([, h]) => h.size).map (([n]) => n)");
    g_str_equal (names, "gloss-0-1-alarm");
  }));
  GLOSS_TEST_WAIT_FOR (count_differences (page, before) > 100);

  reviewed = gloss_record_with_string (changed, "reviewed", "2026-11-22T12:00:00Z");
  gloss_annotation_take_record (annotation, reviewed);
  GLOSS_TEST_WAIT_FOR (count_differences (page, before) == 0);
}

/* What a comparison marks is seen, and a passage over it as well. */
static void
test_comparison (TestPage *page, gconstpointer data)
{
  g_autoptr (GdkTexture) before = NULL;
  g_autofree char *uuid = NULL, *styles = NULL;

  gloss_test_page_show_html (
    page, "<div class=\"gloss-body\"><p>About <del>190</del><ins>290</ins> miles away.</p></div>",
    "About 190290 miles away.");
  gloss_test_page_wait_for_picture (page);
  styles = gloss_test_page_run (page, WORLD,
                                "return ['del', 'ins'].map ((name) => {"
                                "  const style = getComputedStyle (document.querySelector (name));"
                                "  return style.textDecorationLine + style.borderLeftStyle + "
                                "(style.backgroundColor !== 'rgba(0, 0, 0, 0)') +"
                                "    (style.color === getComputedStyle (document.documentElement).color) })");
  g_assert_cmpstr (styles, ==, "line-throughnonetruetrue,underlinesolidtruetrue");
  before = gloss_test_page_take_picture (page);
  uuid = gloss_test_page_annotate (page, "190290", "claim", 0);
  GLOSS_TEST_WAIT_FOR (count_differences (page, before) > 100);
}

/* Cells keep their distance, although WebKit gives them one of its own that a user's rule is weaker than. */
static void
test_table (TestPage *page, gconstpointer data)
{
  g_autofree char *paddings = NULL;

  gloss_test_page_show_html (page,
                             "<div class=\"gloss-body\"><table><tr><th>Year</th>\t<th>Miles</th></tr>\n"
                             "<tr><td>2026</td>\t<td>190</td></tr></table></div>",
                             "Year\tMiles\n2026\t190");
  gloss_test_page_wait_for_picture (page);
  paddings = gloss_test_page_run (page, WORLD,
                                  "return [...document.querySelectorAll ('th, td')].map ((cell) => {"
                                  "  const style = getComputedStyle (cell);"
                                  "  return style.paddingTop + ' ' + style.paddingLeft })");
  g_assert_cmpstr (paddings, ==, "6px 12px,6px 12px,6px 12px,6px 12px");
}

static void
test_look (TestPage *page, gconstpointer data)
{
  g_autoptr (GdkTexture) plain = NULL, light = NULL, dark = NULL;
  g_autofree char *uuid = show_passage (page, &plain), *theme = NULL;

  light = gloss_test_page_take_picture (page);

  g_object_set (page->view, "theme", GLOSS_PAGE_THEME_SYSTEM, "dark", TRUE, NULL);
  theme = gloss_test_page_run (page, WORLD, "return document.documentElement.dataset.glossTheme");
  g_assert_cmpstr (theme, ==, "dark");
  GLOSS_TEST_WAIT_FOR (count_differences (page, light) > 100000);
  dark = gloss_test_page_take_picture (page);

  g_object_set (page->view, "underline", TRUE, NULL);
  GLOSS_TEST_WAIT_FOR (count_differences (page, dark) > 500);
  g_object_set (page->view, "underline", FALSE, NULL);
  GLOSS_TEST_WAIT_FOR (count_differences (page, dark) == 0);
  g_object_set (page->view, "selected", uuid, NULL);
  GLOSS_TEST_WAIT_FOR (count_differences (page, dark) > 50);
  g_object_set (page->view, "selected", NULL, NULL);
  GLOSS_TEST_WAIT_FOR (count_differences (page, dark) == 0);
  g_object_set (page->view, "text-scale", 2.0, NULL);
  GLOSS_TEST_WAIT_FOR (count_differences (page, dark) > 2000);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/web/reader-view/" name, TestPage, NULL, set_up, func, tear_down)
  ADD ("shows-and-paints", test_shows_and_paints);
  ADD ("overlaps", test_overlaps);
  ADD ("selection-round-trip", test_selection_round_trip);
  ADD ("selection-is-clipped-and-moves", test_selection_is_clipped_and_moves);
  ADD ("caret-browsing", test_caret_browsing);
  ADD ("reduced-motion", test_reduced_motion);
  ADD ("direction", test_direction);
  ADD ("false-messages", test_false_messages);
  ADD ("click", test_click);
  ADD ("find", test_find);
  ADD ("wrong-text-is-refused", test_wrong_text_is_refused);
  ADD ("crash", test_crash);
  ADD ("crash-with-questions", test_crash_with_questions);
  ADD ("false-places", test_false_places);
  ADD ("stuck", test_stuck);
  ADD ("alarm", test_alarm);
  ADD ("comparison", test_comparison);
  ADD ("table", test_table);
  ADD ("look", test_look);
#undef ADD
  return g_test_run ();
}
