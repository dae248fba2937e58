/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stored page as it was, in a real window: what it shows, where annotations are painted on it, and where
 * not. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "gloss-test-original.h"

static void
set_up (TestOriginal *original, gconstpointer data)
{
  gloss_test_original_open (original);
}

static void
tear_down (TestOriginal *original, gconstpointer data)
{
  gloss_test_original_close (original);
}

static void
check_run (TestOriginal *original, const char *script, const char *expected)
{
  g_autofree char *result = gloss_test_original_run (original, script);

  g_assert_cmpstr (result, ==, expected);
}

static void
check_painted (TestOriginal *original, const char *expected)
{
  g_autofree char *painted = gloss_test_original_list_painted (original);

  g_assert_cmpstr (painted, ==, expected);
}

/* Images, style sheets in each other and fonts are those that are stored; what is not stored is not there. */
static void
test_shows_what_is_stored (TestOriginal *original, gconstpointer data)
{
  static const char first[] = "@import url('more.css') screen; p { color: rgb(1, 2, 3) }"
                              "#lost { background: url(/lost.png) } #held { background: url('../in.png') }";
  static const char more[] = "p { font-weight: 700 }";

  gloss_test_original_begin (
    original,
    "<!DOCTYPE html><html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">"
    "<link rel=stylesheet href=\"https://other.example/lost.css\">"
    "<link rel=stylesheet href=\"https://site.example/css/a.css\"></head><body>"
    "<p>Words.</p><img id=in src=\"/in.png\"><img id=lost src=\"/lost.png\">"
    "<picture><source srcset=\"/lost.png 2x\"><img id=set src=/lost.png srcset=\"/lost.png 2x, /in.png 1x\">"
    "</picture><img id=cid src=\"cid:point@x\"><i id=held>h</i><i id=lost2>l</i>"
    "<noscript>Without scripts</noscript></body></html>");
  gloss_test_original_add (original, "https://site.example/css/a.css", "text/css", first, strlen (first));
  gloss_test_original_add (original, "https://site.example/css/more.css", "text/css", more, strlen (more));
  gloss_test_original_add_image (original, "https://site.example/in.png");
  gloss_test_original_add_image (original, "cid:point@x");
  gloss_test_original_show (original, "Words.");
  g_assert_no_error (original->failure);

  check_run (original,
             "await Promise.all ([...document.images].map (i => i.complete || new Promise (d => i.onload = "
             "i.onerror = d)));"
             "return [...document.images].map (i => i.id + i.naturalWidth).join (' ')",
             "in1 lost0 set1 cid1");
  check_run (original,
             "const s = getComputedStyle (document.querySelector ('p')); return s.color + s.fontWeight",
             "rgb(1, 2, 3)700");
  check_run (original, "return getComputedStyle (held).backgroundImage.slice (0, 20)",
             "url(\"gloss-original:");
  check_run (original, "return document.querySelector ('noscript').getClientRects ().length", "0");
  check_run (original, "return document.baseURI", TEST_ORIGINAL_ADDRESS);
}

/* What stands around the article in its page, the article's words twice, and the one in the middle meant. */
static void
test_context_decides (TestOriginal *original, gconstpointer data)
{
  g_autofree char *one = NULL, *other = NULL, *gone = NULL;

  gloss_test_original_begin (
    original,
    "<!DOCTYPE html><title>t</title><nav><ul><li>about 190 miles</li><li>Home</li></ul></nav>"
    "<style>.no { display: none }</style><p class=no>The range is about 190 miles away, they said.</p>"
    "<article><h1>Range</h1><div>\n   <p>The range\n is <b>about</b> 190\n miles away, they said.</p>"
    "<aside>Advertisement: miles away</aside><p>Almost 10,000 soldiers came.</p></div></article>"
    "<footer>The range is wide. Almost 10,000 readers.</footer>");
  gloss_test_original_show (original, "Range\nThe range is about 190 miles away, they said.\n"
                                      "Almost 10,000 soldiers came.\nThis was put in by nobody at all.");
  one = gloss_test_original_annotate (original, "about 190 miles", "claim", 0);
  other = gloss_test_original_annotate (original, "10,000", "figure", 0);
  check_painted (original, "about 190\n miles:gloss-0-1|10,000:gloss-1-1");
  check_run (original,
             "return [...reader.highlights.segments.values ()].map (s => s.range.startContainer.parentElement"
             ".closest ('article') !== null).join ()",
             "true,true");
  g_assert_cmpuint (original->n_missing, ==, 0);

  gone = gloss_test_original_annotate (original, "put in by nobody", "claim", 0);
  g_assert_cmpuint (original->n_missing, ==, 1);
  g_assert_cmpuint (original->n_annotations, ==, 3);
  g_assert_false (gloss_original_view_reveal (original->view, gone));
  g_assert_true (gloss_original_view_reveal (original->view, one));
}

/* What reads otherwise in the page than in the article has a wave under it. */
static void
test_changed_is_an_alarm (TestOriginal *original, gconstpointer data)
{
  g_autofree char *one = NULL;

  gloss_test_original_begin (original,
                             "<!DOCTYPE html><p>The range of the new missiles is about 180 miles by all "
                             "that is known of them today.</p>");
  gloss_test_original_show (original,
                            "The range of the new missiles is about 190 miles by all that is known of "
                            "them today.");
  one = gloss_test_original_annotate (original, "about 190 miles", "claim", 0);
  check_painted (original, "about 180 miles:gloss-0-1-alarm");
}

static void
test_follows_the_list (TestOriginal *original, gconstpointer data)
{
  g_autofree char *one = NULL;
  g_autoptr (GlossChange) removal = NULL;
  g_autoptr (GdkTexture) before = NULL;
  WebKitWebView *view = gloss_test_original_get_web_view (original);

  gloss_test_original_begin (original,
                             "<!DOCTYPE html><style>body { background: #103010; color: #fff }"
                             "::highlight(gloss-0-1) { background-color: #103010; color: #103010 }</style>"
                             "<p>The range is about 190 miles away, they said.</p>");
  gloss_test_original_show (original, "The range is about 190 miles away, they said.");
  before = gloss_test_take_picture_at_rest (view);
  one = gloss_test_original_annotate (original, "about 190 miles", "claim", 0);
  GLOSS_TEST_WAIT_FOR (({
    g_autoptr (GdkTexture) now = gloss_test_take_picture (view);
    gloss_test_count_differences (before, now) > 500;
  }));

  removal = gloss_command_delete_annotation (gloss_annotation_list_find (original->list, one));
  gloss_annotation_list_apply (original->list, removal);
  GLOSS_TEST_WAIT_FOR (original->n_annotations == 0);
  GLOSS_TEST_WAIT_FOR (({
    g_autoptr (GdkTexture) now = gloss_test_take_picture (view);
    gloss_test_count_differences (before, now) == 0;
  }));
}

static void
test_clicks (TestOriginal *original, gconstpointer data)
{
  g_autofree char *one = NULL;

  gloss_test_original_begin (original,
                             "<!DOCTYPE html><div style=\"height: 4000px\">Above</div>"
                             "<p>The range is about 190 miles away.</p><a id=l href=\"#l\">here</a>");
  gloss_test_original_show (original, "The range is about 190 miles away.");
  one = gloss_test_original_annotate (original, "about 190 miles", "claim", 0);
  g_assert_true (gloss_original_view_reveal (original->view, one));
  check_run (
    original,
    "const end = performance.now () + 10000;"
    "const [segment] = reader.highlights.segments.values ();"
    "let box;"
    "do { await new Promise (requestAnimationFrame); box = segment.range.getBoundingClientRect () }"
    "while (box.bottom > innerHeight && performance.now () < end);"
    "document.querySelector ('p').dispatchEvent (new MouseEvent ('click', { detail: 1, bubbles: true,"
    "clientX: box.left + 10, clientY: box.top + 5 })); return box.top > 0 && box.bottom < innerHeight",
    "true");
  GLOSS_TEST_WAIT_FOR (original->n_activated == 1);
  g_assert_cmpstr (original->activated[0], ==, one);
}

static void
test_damaged (TestOriginal *original, gconstpointer data)
{
  original->mhtml = g_string_new ("Nothing of the kind");
  gloss_test_original_show (original, "Words");
  g_assert_error (original->failure, GLOSS_ERROR, GLOSS_ERROR_INVALID);

  /* It shows what comes next all the same. */
  gloss_test_original_begin (original, "<p>Words");
  gloss_test_original_show (original, "Words");
  g_assert_no_error (original->failure);
}

static void
test_process_dies (TestOriginal *original, gconstpointer data)
{
  WebKitWebView *view = gloss_test_original_get_web_view (original);
  g_autofree char *one = NULL;
  guint n;

  gloss_test_original_begin (original, "<p>The range is about 190 miles away.");
  gloss_test_original_show (original, "The range is about 190 miles away.");
  one = gloss_test_original_annotate (original, "about 190 miles", "claim", 0);
  n = original->n_counted;
  webkit_web_view_terminate_web_process (view);
  GLOSS_TEST_WAIT_FOR (original->n_counted > n);
  check_painted (original, "about 190 miles:gloss-0-1");
  g_assert_no_error (original->failure);

  webkit_web_view_terminate_web_process (view);
  GLOSS_TEST_WAIT_FOR (original->failure != NULL);
  g_assert_error (original->failure, GLOSS_ERROR, GLOSS_ERROR_FAILED);
}

static void
count_cb (guint *n)
{
  *n += 1;
}

static void
show_long_page (TestOriginal *original)
{
  g_autoptr (GString) html = g_string_new ("<!DOCTYPE html><h1>Range</h1>");
  g_autoptr (GString) text = g_string_new ("Range");

  for (guint i = 0; i < 300; i++)
    {
      g_string_append_printf (html, "<p>Paragraph %u is like all those beside it.</p>", i);
      g_string_append_printf (text, "\nParagraph %u is like all those beside it.", i);
    }
  g_string_append (html, "<p>The range is about 190 miles, the ministry said.</p>");
  g_string_append (text, "\nThe range is about 190 miles, the ministry said.");
  gloss_test_original_begin (original, html->str);
  gloss_test_original_show (original, text->str);
}

static gboolean
is_passage_seen (TestOriginal *original)
{
  g_autofree char *seen =
    gloss_test_original_run (original, "return reader.highlights && reader.current.length > 0 &&"
                                       "scrollY > 0 && reader.isSeen (...reader.current)");

  return g_str_equal (seen, "true");
}

/* Where the reader was: not at its top, also when it comes again; and it stays there while what stands above
 * grows, until somebody goes elsewhere. */
static void
test_begins_at_selected (TestOriginal *original, gconstpointer data)
{
  g_autofree char *uuid = NULL;
  g_autoptr (GBytes) mhtml = NULL;

  show_long_page (original);
  uuid = gloss_test_original_annotate (original, "about 190 miles", "claim", 0);
  mhtml = g_bytes_new (original->mhtml->str, original->mhtml->len);
  g_object_set (original->view, "selected", uuid, NULL);
  gloss_original_view_show (original->view, mhtml, original->article, original->catalog, original->list);
  GLOSS_TEST_WAIT_FOR (is_passage_seen (original));

  g_free (gloss_test_original_run (original, "const late = document.createElement ('div');"
                                             "late.style.height = '3000px'; document.body.prepend (late)"));
  GLOSS_TEST_WAIT_FOR (is_passage_seen (original));
  g_free (
    gloss_test_original_run (original, "scrollTo (0, 100); return new Promise (requestAnimationFrame)"));
  g_free (gloss_test_original_run (original, "document.body.firstChild.style.height = '2000px';"
                                             "return new Promise (requestAnimationFrame)"));
  check_run (original, "return new Promise (d => requestAnimationFrame (() => d (scrollY)))", "100");
}

/* A banner, a dialogue over everything and a head that sticks can be hidden and shown again; what is the page
 * itself, what sticks beside the text and what only calls itself a cover stay. */
static void
test_covers (TestOriginal *original, gconstpointer data)
{
  static const char shown[] =
    "return [...document.querySelectorAll ('[id]')].filter (e => e.getClientRects ().length).map (e => e.id +"
    "(getComputedStyle (e).position[0])).join (' ')";
  g_autofree char *uuid = NULL;
  guint n;

  gloss_test_original_begin (
    original,
    "<!DOCTYPE html><body style='overflow: hidden'><header id=head style='position: sticky; top: "
    "0'>Site</header>"
    "<div id=app style='position: fixed; inset: 0; overflow: auto'><p id=p data-gloss-cover=over>The range "
    "is "
    "about 190 miles, the ministry said of what it has and of what it has not.</p><table><tr>"
    "<th id=th style='position: sticky; top: 0'>Year</th></tr></table>"
    "<div id=side style='position: sticky; top: 0; width: 90px'>More</div></div>"
    "<div id=banner style='position: fixed !important; bottom: 0; display: block !important'>Cookies</div>"
    "<div id=all style='position: absolute; inset: 0; z-index: 9'>Subscribe</div>"
    "<div id=menu style='position: fixed; left: -999px; width: 9px'>Menu</div></body>");
  gloss_test_original_show (original,
                            "The range is about 190 miles, the ministry said of what it has and of what "
                            "it has not.");
  GLOSS_TEST_WAIT_FOR (original->n_told_covers > 0);
  g_assert_cmpuint (original->n_covers, ==, 3);
  check_run (original, shown, "heads appf ps ths sides bannerf alla menuf");

  n = original->n_told_covers;
  gloss_original_view_hide_covers (original->view, TRUE);
  GLOSS_TEST_WAIT_FOR (original->n_told_covers > n);
  g_assert_cmpuint (original->n_covers, ==, 3);
  check_run (original, shown, "headr appf ps ths sides");
  uuid = gloss_test_original_annotate (original, "190 miles", "claim", 0);
  check_painted (original, "190 miles:gloss-0-1");

  n = original->n_told_covers;
  gloss_original_view_hide_covers (original->view, FALSE);
  GLOSS_TEST_WAIT_FOR (original->n_told_covers > n);
  check_run (original, shown, "heads appf ps ths sides bannerf alla menuf");

  /* What is not wanted is hidden on the next page, too; and where nothing covers, nothing is told. */
  gloss_original_view_hide_covers (original->view, TRUE);
  gloss_test_original_begin (original,
                             "<!DOCTYPE html><p id=p>Words.</p><p id=b style='position: fixed'>B</p>");
  gloss_test_original_show (original, "Words. They are as many as there have to be.");
  check_run (original, shown, "ps");
  gloss_test_original_begin (original, "<!DOCTYPE html><p>Words.</p>");
  gloss_test_original_show (original, "Words.");
  g_assert_cmpuint (original->n_covers, ==, 0);
}

static gboolean
shows (TestOriginal *original, const char *script, const char *wanted)
{
  g_autofree char *found = gloss_test_original_run (original, script);

  return g_str_equal (found, wanted);
}

/* Words in something that is hidden are shown where they stand for as long as they are looked at: to hide
 * them would say that the page does not have them. */
static void
test_covered_passage (TestOriginal *original, gconstpointer data)
{
  static const char shown[] = "return [...document.querySelectorAll ('[id]')].filter (e => e.getClientRects "
                              "().length).map (e => e.id).join (' ')";
  g_autofree char *outside = NULL, *inside = NULL;

  gloss_test_original_begin (
    original,
    "<!DOCTYPE html><body><p id=p>The range is about 190 miles, the ministry said of what it has and of what "
    "it has not. Nobody else has said anything of it, and many have been asked for years.</p>"
    "<div id=first style='position: fixed; bottom: 90px'>Correction: it is 290 miles.</div>"
    "<div id=second style='position: fixed; bottom: 0'>Cookies</div></body>");
  gloss_original_view_hide_covers (original->view, TRUE);
  gloss_test_original_show (original,
                            "The range is about 190 miles, the ministry said. Correction: it is 290 miles.");
  GLOSS_TEST_WAIT_FOR (original->n_told_covers > 0);
  check_run (original, shown, "p");

  inside = gloss_test_original_annotate (original, "290 miles", "claim", 0);
  outside = gloss_test_original_annotate (original, "about 190 miles", "claim", 0);
  g_assert_true (gloss_original_view_reveal (original->view, inside));
  GLOSS_TEST_WAIT_FOR (shows (original, shown, "p first"));
  g_assert_true (gloss_original_view_reveal (original->view, outside));
  GLOSS_TEST_WAIT_FOR (shows (original, shown, "p"));

  /* Who says that nothing is to cover the page is obeyed. */
  g_assert_true (gloss_original_view_reveal (original->view, inside));
  GLOSS_TEST_WAIT_FOR (shows (original, shown, "p first"));
  gloss_original_view_hide_covers (original->view, FALSE);
  gloss_original_view_hide_covers (original->view, TRUE);
  GLOSS_TEST_WAIT_FOR (shows (original, shown, "p"));
}

/* The page itself is told by the words that are seen: style sheets and what is not shown may be longer. */
static void
test_covers_none_of_the_words (TestOriginal *original, gconstpointer data)
{
  g_autofree char *padding = g_strnfill (4096, 'x');
  g_autofree char *html =
    g_strdup_printf ("<!DOCTYPE html><body><style>/* %s */</style><div style='display: none'>%s</div>"
                     "<div id=app style='position: fixed; inset: 0; overflow: auto'><p>The range is about "
                     "190 miles, the ministry said.</p></div>"
                     "<div id=banner style='position: fixed; bottom: 0'>Cookies</div></body>",
                     padding, padding);

  gloss_test_original_begin (original, html);
  gloss_original_view_hide_covers (original->view, TRUE);
  gloss_test_original_show (original, "The range is about 190 miles, the ministry said.");
  GLOSS_TEST_WAIT_FOR (original->n_told_covers > 0);
  g_assert_cmpuint (original->n_covers, ==, 1);
  check_run (original,
             "return [...document.querySelectorAll ('[id]')].filter (e => e.getClientRects ().length)"
             ".map (e => e.id).join (' ')",
             "app");
}

/* What flashes has the mark of the current passage taken away for so long. */
static void
test_flashes (TestOriginal *original, gconstpointer data)
{
  static const char sizes[] =
    "const size = n => CSS.highlights.get (n)?.size ?? 0; return size ('gloss-selected') + ':' + size "
    "('gloss-flash')";
  g_autofree char *uuid = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  show_long_page (original);
  uuid = gloss_test_original_annotate (original, "about 190 miles", "claim", 0);
  g_object_set (original->view, "selected", uuid, NULL);
  check_run (original, sizes, "1:0");
  g_free (gloss_test_original_run (original, "const end = reader.endFlash;"
                                             "reader.endFlash = () => { if (!reader.flashTimer) end () }"));
  g_assert_true (gloss_original_view_reveal (original->view, uuid));
  check_run (original, sizes, "0:1");
  g_object_set (original->view, "selected", uuid, NULL);
  check_run (original, sizes, "0:1");
  check_run (
    original,
    "clearTimeout (reader.flashTimer); reader.flashTimer = 0; reader.endFlash ();"
    "const size = n => CSS.highlights.get (n)?.size ?? 0; return size ('gloss-selected') + ':' + size "
    "('gloss-flash')",
    "1:0");
}

/* Going from one annotation to the next, over passages that overlap. */
static void
test_steps (TestOriginal *original, gconstpointer data)
{
  static const char *const quotes[] = { "about 190 miles", "Almost 10,000 North Korean forces", "10,000",
                                        "We have seen nothing like it" };
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  guint n_terminated = 0;

  gloss_test_original_begin (
    original,
    "<!DOCTYPE html><p>The range of the new missiles is about 190 miles, the ministry said.</p>"
    "<p>Almost 10,000 North Korean forces were sent to the border in October, according to two officials.</p>"
    "<p>\"We have seen nothing like it,\" said the governor.</p>");
  gloss_test_original_show (
    original, "The range of the new missiles is about 190 miles, the ministry said.\nAlmost 10,000 "
              "North Korean forces were sent to the border in October, according to two "
              "officials.\n\"We have seen nothing like it,\" said the governor.");
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    g_ptr_array_add (uuids,
                     gloss_test_original_annotate (original, quotes[i], i % 2 == 0 ? "claim" : "figure", 0));
  g_signal_connect_swapped (gloss_test_original_get_web_view (original), "web-process-terminated",
                            G_CALLBACK (count_cb), &n_terminated);
  for (guint i = 0; i < 40; i++)
    {
      const char *uuid = g_ptr_array_index (uuids, i % uuids->len);

      g_object_set (original->view, "selected", uuid, NULL);
      gloss_original_view_reveal (original->view, uuid);
      g_free (gloss_test_original_run (original, "await new Promise (requestAnimationFrame);"
                                                 "return new Promise (requestAnimationFrame)"));
    }
  g_assert_cmpuint (n_terminated, ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/web/original-view/" name, TestOriginal, NULL, set_up, func, tear_down)
  ADD ("shows-what-is-stored", test_shows_what_is_stored);
  ADD ("context-decides", test_context_decides);
  ADD ("changed-is-an-alarm", test_changed_is_an_alarm);
  ADD ("follows-the-list", test_follows_the_list);
  ADD ("clicks", test_clicks);
  ADD ("begins-at-selected", test_begins_at_selected);
  ADD ("covers", test_covers);
  ADD ("covered-passage", test_covered_passage);
  ADD ("covers-none-of-the-words", test_covers_none_of_the_words);
  ADD ("flashes", test_flashes);
  ADD ("steps", test_steps);
  ADD ("damaged", test_damaged);
  ADD ("process-dies", test_process_dies);
#undef ADD
  return g_test_run ();
}
