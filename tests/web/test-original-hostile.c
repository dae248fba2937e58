/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stored page as nobody should have written it: no script of it runs, no request leaves, no file is
 * reached, its names hide nothing. */

#include "config.h"

#include "gloss-test-original.h"
#include "tests/support/gloss-test-server.h"

#include <glib/gstdio.h>

typedef struct
{
  TestOriginal original;
  GlossTestServer *server;
  char *folder;
  char *secret; /* the address of a file, an image with words in it */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->server = gloss_test_server_new (NULL);
  fixture->folder = g_dir_make_tmp ("gloss-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "secret.svg", NULL);
  g_assert_true (g_file_set_contents (
    path, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"7\" height=\"7\"><text>SECRET</text></svg>", -1,
    NULL));
  fixture->secret = g_filename_to_uri (path, NULL, NULL);
  gloss_test_original_open (&fixture->original);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_filename_from_uri (fixture->secret, NULL, NULL);

  gloss_test_original_close (&fixture->original);
  gloss_test_server_free (fixture->server);
  g_unlink (path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->secret);
}

#define HIT "document.documentElement.setAttribute ('data-hit', 1)"

static const char LURES[] =
  "<!DOCTYPE html><html><head><base href=\"%s/base/\">"
  "<meta http-equiv=refresh content=\"0;url=%s/refresh\">"
  "<script>" HIT "</script><link rel=stylesheet href=\"%s/a.css\"><link rel=stylesheet href=stored.css>"
  "<link rel=prefetch href=\"%s/prefetch\"><link rel=preconnect href=\"%s\"><link rel=icon href=\"%s/icon\">"
  "<link rel=\"preload\" as=image href=\"%s/preload\"><link rel=manifest href=\"%s/manifest\">"
  "<style>@import url('%s/import.css'); @import '$'; body { background: url(%s/back) } p { background: "
  "url($) }"
  "@font-face { font-family: x; src: url('%s/font') }</style></head>"
  "<body onload=\"" HIT
  "\" background=\"%s/body\"><p style=\"font-family: x; background: url('%s/p')\">Only these words.</p>"
  "<img src=\"%s/img\" onerror=\"" HIT "\"><img src=\"$\" onload=\"" HIT "\" class=file><img src=\"rel.png\">"
  "<img srcset=\"%s/set 1x, $ 2x\"><picture><source srcset=\"$\"><img src=\"$\" class=file></picture>"
  "<img src=\"gloss://reader/1\"><img src=\"gloss-original://page/1/77\">"
  "<svg onload=\"" HIT "\"><script>" HIT "</script><image href=\"$\" class=file /><use href=\"$#x\" /></svg>"
  "<iframe src=\"%s/frame\"></iframe><iframe src=\"$\"></iframe><iframe "
  "src=\"https://site.example/frame\"></iframe>"
  "<iframe srcdoc=\"&lt;script&gt;parent.document.documentElement.setAttribute ('data-hit', "
  "1)&lt;/script&gt;\"></iframe>"
  "<object data=\"%s/object\"></object><object data=\"$\"></object><embed src=\"%s/embed\"><embed src=\"$\">"
  "<video src=\"%s/video\" poster=\"%s/poster\" autoplay></video><audio src=\"%s/audio\" autoplay></audio>"
  "<form action=\"%s/form\" id=f><input name=q><input type=image src=\"%s/input\"><input autofocus "
  "onfocus=\"f.submit ()\">"
  "</form><a id=js href=\"javascript:" HIT "\">js</a><a id=web href=\"%s/link\" ping=\"%s/ping\">web</a>"
  "<a id=file href=\"$\">file</a><details open ontoggle=\"" HIT "\"></details></body></html>";

static void
test_nothing_leaves (Fixture *fixture, gconstpointer data)
{
  static const char sheet[] = "p { color: rgb(1, 2, 3); background: url('";
  TestOriginal *original = &fixture->original;
  g_autoptr (GString) html = g_string_new (LURES), css = g_string_new (sheet);
  g_autofree char *hit = NULL, *files = NULL, *frames = NULL, *colour = NULL, *late = NULL, *script = NULL;

  g_string_replace (html, "%s", gloss_test_server_get_uri (fixture->server), 0);
  g_string_replace (html, "$", fixture->secret, 0);
  g_string_append_printf (css, "%s') }", fixture->secret);
  gloss_test_original_begin (original, html->str);
  gloss_test_original_add (original, "https://site.example/frame", "text/html", "<p>Framed", 9);
  {
    g_autofree char *location =
      g_strconcat (gloss_test_server_get_uri (fixture->server), "/base/stored.css", NULL);

    gloss_test_original_add (original, location, "text/css", css->str, css->len);
  }
  gloss_test_original_show (original, "Only these words.");
  g_assert_no_error (original->failure);

  /* What the page asks for after everything in it, as a script would that had got through. */
  script =
    g_strdup_printf ("const ask = (uri) => new Promise (done => { const i = new Image ();"
                     "i.onload = () => done ('shown'); i.onerror = () => done ('refused'); i.src = uri });"
                     "const sent = await fetch ('%s').then (() => 'read', () => 'refused');"
                     "const answers = [await ask ('%s/late'), await ask ('%s'), sent];"
                     "document.getElementById ('f').submit (); location.href = '%s/last';"
                     "return answers.join ()",
                     fixture->secret, gloss_test_server_get_uri (fixture->server), fixture->secret,
                     gloss_test_server_get_uri (fixture->server));
  late = gloss_test_run_script (gloss_test_original_get_web_view (original), NULL, script);
  g_assert_cmpstr (late, ==, "refused,refused,refused");
  for (guint i = 0; i < 3; i++)
    g_free (gloss_test_original_run (original, "for (const id of ['js', 'web', 'file'])"
                                               "document.getElementById (id).click ();"
                                               "return new Promise (done => setTimeout (done, 50))"));

  hit =
    gloss_test_original_run (original,
                             "return document.documentElement.hasAttribute ('data-hit') + location.protocol");
  g_assert_cmpstr (hit, ==, "falsegloss-original:");
  files =
    gloss_test_original_run (original,
                             "return [...document.querySelectorAll ('img')].every (i => !i.naturalWidth)");
  g_assert_cmpstr (files, ==, "true");
  frames =
    gloss_test_original_run (original, "return [...document.querySelectorAll ('iframe, object')].map (f => { "
                                       "try { return f.contentDocument?.body?"
                                       ".textContent ?? '' } catch (e) { return 'other' } }).join ('')");
  g_assert_cmpstr (frames, ==, "");
  colour = gloss_test_original_run (original, "return getComputedStyle (document.querySelector ('p')).color");
  g_assert_cmpstr (colour, ==, "rgb(1, 2, 3)");
  /* Clicks by this test count as the user's: the one link to the web is offered, the script and the file are
   * not. */
  g_assert_cmpuint (original->n_links, ==, 3);
  g_assert_true (g_str_has_suffix (original->link, "/link"));
  g_assert_cmpuint (gloss_test_server_count_all (fixture->server), ==, 0);
}

static void
test_page_world_is_bare (Fixture *fixture, gconstpointer data)
{
  TestOriginal *original = &fixture->original;
  g_autofree char *seen = NULL;

  gloss_test_original_begin (original, "<p>Words");
  gloss_test_original_show (original, "Words");
  seen = gloss_test_run_script (
    gloss_test_original_get_web_view (original), NULL,
    "return [typeof window.webkit?.messageHandlers?.gloss, typeof reader, typeof original,"
    "typeof dom, String (window.open ('about:blank'))].join ()");
  g_assert_cmpstr (seen, ==, "undefined,undefined,undefined,undefined,null");
}

/* Names in the page hide the document's and its forms' own in every world. */
static void
test_clobbering (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = {
    "createTreeWalker",
    "querySelectorAll",
    "querySelector",
    "createElement",
    "createRange",
    "body",
    "documentElement",
    "getElementById",
    "original",
    "reader",
    "dom",
    "CSS",
    "getComputedStyle",
    "parentElement",
    "localName",
    "textContent",
    "getAttribute",
    "setAttribute",
    "removeAttribute",
    "nodeType",
    "length",
    "style",
    "getSelection",
    "caretRangeFromPoint",
    "scrollIntoView",
    "closest",
    "replaceWith",
    "prepend",
    "constructor",
    "__proto__",
  };
  TestOriginal *original = &fixture->original;
  g_autoptr (GString) html = g_string_new ("<!DOCTYPE html><body><form style=\"color: red\">");
  g_autofree char *one = NULL, *painted = NULL, *hidden = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (html, "<input name=\"%s\"><img name=\"%s\" id=\"%s\" src=\"/in.png\">", names[i],
                            names[i], names[i]);
  g_string_append (html, "<p>Only these words.</p></form>");
  gloss_test_original_begin (original, html->str);
  gloss_test_original_add_image (original, "https://site.example/in.png");
  gloss_test_original_show (original, "Only these words.");
  g_assert_no_error (original->failure);
  one = gloss_test_original_annotate (original, "these", "claim", 0);
  painted = gloss_test_original_list_painted (original);
  g_assert_cmpstr (painted, ==, "these:gloss-0-1");
  hidden = gloss_test_original_run (original, "return typeof document.createTreeWalker");
  g_assert_cmpstr (hidden, !=, "function");
}

/* Many images, of which few are stored; deep nesting; a line without end. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  TestOriginal *original = &fixture->original;
  g_autoptr (GString) html = g_string_new ("<!DOCTYPE html><p>Only these words.</p>");
  g_autofree char *one = NULL, *painted = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (html, "<img src=\"%s/%u.png\">", gloss_test_server_get_uri (fixture->server), i);
  for (guint i = 0; i < 3000; i++)
    g_string_append (html, "<div>");
  g_string_append (html, "<p>The last of all words.");
  for (guint i = 0; i < 100000; i++)
    g_string_append (html, "word");
  gloss_test_original_begin (original, html->str);
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *location =
        g_strdup_printf ("%s/%u.png", gloss_test_server_get_uri (fixture->server), i);

      gloss_test_original_add_image (original, location);
    }
  gloss_test_original_show (original, "Only these words.\nThe last of all words.");
  g_assert_no_error (original->failure);
  one = gloss_test_original_annotate (original, "The last of all", "claim", 0);
  painted = gloss_test_original_list_painted (original);
  g_assert_cmpstr (painted, ==, "The last of all:gloss-0-1");
  g_assert_cmpuint (gloss_test_server_count_all (fixture->server), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/web/original-hostile/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing-leaves", test_nothing_leaves);
  ADD ("page-world-is-bare", test_page_world_is_bare);
  ADD ("clobbering", test_clobbering);
  ADD ("large", test_large);
#undef ADD
  return g_test_run ();
}
