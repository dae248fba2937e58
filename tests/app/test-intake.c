/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of the web on their way into the library: what is taken for an address, several at once, what is
 * asked about first, and that reading what was captured asks the network for nothing. */

#include "config.h"

#include <string.h>

#include "app/gloss-test-intake.h"
#include "support/gloss-test-wait.h"
#include "web/gloss-reader-view.h"

static char *
dup_title (GlossTestIntake *fixture)
{
  g_autoptr (GlossRecord) record =
    gloss_test_load_record (fixture->library.database, "article", fixture->article);

  return g_strdup (gloss_record_get_string (record, "title"));
}

static guint
get_waiting (GlossTestIntake *fixture)
{
  guint n_waiting;

  g_object_get (fixture->intake, "waiting", &n_waiting, NULL);
  return n_waiting;
}

/* An address may come as a file, too; text is text, whatever it says. */
static void
test_ways (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *typed = gloss_test_intake_dup_uri (fixture, "/typed");
  g_autofree char *dropped = gloss_test_intake_dup_uri (fixture, "/dropped?utm_source=x&a=%2f");
  g_autofree char *prose = g_strdup_printf ("See %s for more.", typed), *last = NULL;
  g_autoptr (GFile) file = g_file_new_for_uri (dropped);

  gloss_test_intake_serve (fixture, "/typed", "Typed");
  gloss_test_intake_serve (fixture, "/dropped", "Dropped");
  gloss_intake_add_address (fixture->intake, typed, NULL);
  gloss_test_intake_wait (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpuint (fixture->statuses->len, >=, 3);
  gloss_intake_add_file (fixture->intake, file);
  gloss_test_intake_wait (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_added, ==, 2);
  last = dup_title (fixture);
  g_assert_cmpstr (last, ==, "Dropped");

  gloss_intake_add_text (fixture->intake, prose);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 3);
  g_assert_cmpuint (gloss_test_server_count_all (fixture->server), ==, 2);
}

/* A page that is on its way is not loaded once more, however it is asked for. */
static void
test_twice (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *uri = gloss_test_intake_dup_uri (fixture, "/article"),
                  *tracked = gloss_test_intake_dup_uri (fixture, "/article?fbclid=1");

  gloss_test_intake_serve (fixture, "/article", "One");
  gloss_intake_add_address (fixture->intake, uri, NULL);
  gloss_intake_add_address (fixture->intake, tracked, NULL);
  gloss_intake_add_address (fixture->intake, uri, NULL);
  g_assert_cmpuint (get_waiting (fixture), ==, 0);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/article"), ==, 1);
}

/* Each is loaded, one after the other; one that fails keeps the others out neither before nor after it. */
static void
test_several (GlossTestIntake *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/one", "/file", "/two", "/lost", "/three" };

  gloss_test_intake_serve (fixture, "/one", "One");
  gloss_test_intake_serve (fixture, "/two", "Two");
  gloss_test_intake_serve (fixture, "/three", "Three");
  gloss_test_server_add (fixture->server, "/file",
                         &(GlossTestAnswer){ .type = "application/pdf", .body = "%PDF" });
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *uri = gloss_test_intake_dup_uri (fixture, paths[i]);

      gloss_intake_add_address (fixture->intake, uri, NULL);
    }
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 3);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_nonnull (strstr (fixture->error->message, "application/pdf"));
  g_assert_cmpuint (fixture->n_doubted, ==, 1);
}

static void
test_doubts (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *uri = gloss_test_intake_dup_uri (fixture, "/lost"), *title = NULL;

  gloss_test_server_add (fixture->server, "/lost",
                         &(GlossTestAnswer){ .status = 404,
                                             .body = "<title>Lost</title><p>Not here<p hidden>Nor seen" });
  gloss_intake_add_address (fixture->intake, uri, NULL);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_doubted, ==, 1);
  g_assert_cmpuint (fixture->n_noted, ==, 0);
  g_assert_nonnull (strstr (fixture->doubt, "404"));
  gloss_intake_forget (fixture->intake, fixture->doubted);
  gloss_intake_keep (fixture->intake, fixture->doubted);
  g_assert_false (gloss_intake_is_busy (fixture->intake));
  g_assert_cmpuint (fixture->n_added, ==, 0);

  gloss_intake_add_address (fixture->intake, uri, NULL);
  gloss_test_intake_wait (fixture);
  gloss_intake_keep (fixture->intake, fixture->doubted);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  title = dup_title (fixture);
  g_assert_cmpstr (title, ==, "Lost");
  /* Whoever adds it all the same is told what is to be known of it. */
  g_assert_cmpuint (fixture->n_noted, ==, 1);
  g_assert_cmpstr (fixture->note, ==, "1 passage in it is hidden on the page itself.");
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/lost"), ==, 2);
}

/* Looking again finds what changed, and an error is no new version of an article. */
static void
test_check (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *uri = gloss_test_intake_dup_uri (fixture, "/article"), *article = NULL;
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  gloss_test_intake_serve (fixture, "/article", "One");
  gloss_intake_add_file (fixture->intake, file);
  gloss_test_intake_wait (fixture);
  article = g_strdup (fixture->article);
  gloss_intake_check_file (fixture->intake, file, article);
  gloss_test_intake_wait (fixture);
  g_assert_cmpint (fixture->added, ==, GLOSS_ADDED_NOTHING);
  gloss_test_intake_serve (fixture, "/article", "Other");
  gloss_intake_check_file (fixture->intake, file, article);
  gloss_test_intake_wait (fixture);
  g_assert_cmpint (fixture->added, ==, GLOSS_ADDED_CAPTURE);
  g_assert_cmpstr (fixture->article, ==, article);
  g_assert_cmpuint (fixture->n_added, ==, 3);
  gloss_test_server_add (fixture->server, "/article", &(GlossTestAnswer){ .status = 500, .body = "<p>No" });
  gloss_intake_check_file (fixture->intake, file, article);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 3);
  g_assert_cmpuint (fixture->n_doubted, ==, 1);
}

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"%u\"></svg>"

/* Another picture under the same words, in the same bytes; then it does not come. */
static void
test_check_images (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *uri = gloss_test_intake_dup_uri (fixture, "/article");
  g_autoptr (GString) page = g_string_new (NULL);
  static const GlossAdded expected[] = { GLOSS_ADDED_ARTICLE, GLOSS_ADDED_NOTHING, GLOSS_ADDED_CAPTURE,
                                         GLOSS_ADDED_CAPTURE };
  static const guint heights[] = { 60, 60, 61 };

  g_string_append (page, "<!DOCTYPE html><title>Map</title><article><h1>Map</h1><p><img src=/map.svg></p>");
  for (guint i = 0; i < 20; i++)
    g_string_append (page,
                     "<p>The missiles have a range of about 190 miles, as this map of the region shows.</p>");
  gloss_test_server_add_page (fixture->server, "/article", page->str);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *map = i < G_N_ELEMENTS (heights) ? g_strdup_printf (SVG, heights[i]) : NULL;

      gloss_test_server_add (fixture->server, "/map.svg",
                             &(GlossTestAnswer){
                               .status = map != NULL ? 200 : 404, .type = "image/svg+xml", .body = map });
      gloss_intake_add_address (fixture->intake, uri, fixture->article);
      gloss_test_intake_wait (fixture);
      g_assert_cmpuint (fixture->n_added, ==, i + 1);
      g_assert_cmpint (fixture->added, ==, expected[i]);
    }
  g_assert_cmpuint (fixture->n_noted, ==, 1);
  g_assert_nonnull (strstr (fixture->note, "did not arrive"));
}

/* What is cancelled is not told of, nor what waited behind it; what comes after it is captured. */
static void
test_cancel (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *held = gloss_test_intake_dup_uri (fixture, "/held"),
                  *uri = gloss_test_intake_dup_uri (fixture, "/article");

  gloss_test_server_add (fixture->server, "/held", &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD });
  gloss_test_intake_serve (fixture, "/article", "One");
  gloss_intake_add_address (fixture->intake, held, NULL);
  gloss_intake_add_address (fixture->intake, uri, NULL);
  GLOSS_TEST_WAIT_FOR (gloss_test_server_count (fixture->server, "/held") == 1);
  gloss_intake_cancel (fixture->intake);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added + fixture->n_failed + fixture->n_doubted, ==, 0);
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/article"), ==, 0);
  gloss_intake_add_address (fixture->intake, uri, NULL);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
}

/* One of several is given up; the others come. */
static void
test_cancel_loading (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *held = gloss_test_intake_dup_uri (fixture, "/held"),
                  *one = gloss_test_intake_dup_uri (fixture, "/one");
  g_autofree char *two = gloss_test_intake_dup_uri (fixture, "/two");

  gloss_test_server_add (fixture->server, "/held", &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD });
  gloss_test_intake_serve (fixture, "/one", "One");
  gloss_test_intake_serve (fixture, "/two", "Two");
  gloss_intake_add_address (fixture->intake, held, NULL);
  gloss_intake_add_address (fixture->intake, one, NULL);
  gloss_intake_add_address (fixture->intake, two, NULL);
  GLOSS_TEST_WAIT_FOR (get_waiting (fixture) == 2);
  GLOSS_TEST_WAIT_FOR (gloss_test_server_count (fixture->server, "/held") == 1);
  gloss_intake_cancel_loading (fixture->intake);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 2);
  g_assert_cmpuint (fixture->n_failed + fixture->n_doubted, ==, 0);
  g_assert_cmpuint (get_waiting (fixture), ==, 0);
}

/* Where several files are told of, they are what is given up; the page that loads beside them comes. */
static void
test_cancel_files (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *uri = gloss_test_intake_dup_uri (fixture, "/article"), *status = NULL;
  g_autoptr (GFile) one = gloss_test_intake_add_file (fixture, "one.txt", "one", 3);
  g_autoptr (GFile) two = gloss_test_intake_add_file (fixture, "two.txt", "two", 3);

  gloss_test_intake_serve (fixture, "/article", "One");
  gloss_intake_add_address (fixture->intake, uri, NULL);
  g_object_get (fixture->intake, "status", &status, NULL);
  g_assert_cmpstr (status, ==, "File 1 of 2: one.txt");
  gloss_intake_cancel_loading (fixture->intake);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpuint (fixture->n_failed + fixture->n_doubted, ==, 0);
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/article"), ==, 1);
}

/* Of a page that comes while several files are read nothing is told at their end. */
static void
test_beside_files (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *uri = gloss_test_intake_dup_uri (fixture, "/held");
  g_autoptr (GFile) one = NULL, two = NULL;

  gloss_test_server_add (fixture->server, "/held", &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD });
  gloss_intake_add_address (fixture->intake, uri, NULL);
  GLOSS_TEST_WAIT_FOR (gloss_test_server_count (fixture->server, "/held") == 1);
  g_assert_cmpuint (get_waiting (fixture), ==, 0);
  one = gloss_test_intake_add_file (fixture, "one.txt", "one", 3);
  two = gloss_test_intake_add_file (fixture, "two.txt", "two", 3);
  g_assert_cmpuint (get_waiting (fixture), ==, 1);
  GLOSS_TEST_WAIT_FOR (fixture->summary != NULL);
  g_assert_cmpuint (fixture->n_added, ==, 2);
  g_assert_cmpuint (fixture->n_together, ==, 2);
  g_assert_cmpuint (get_waiting (fixture), ==, 0);

  gloss_intake_add_text (fixture->intake, "Some words of an article.");
  GLOSS_TEST_WAIT_FOR (fixture->n_added == 3);
  g_assert_cmpuint (fixture->n_together, ==, 2);
  gloss_intake_cancel_loading (fixture->intake);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_failed + fixture->n_doubted, ==, 0);
}

/* What was loaded and could not be stored is there for another try, without another request. */
static void
test_not_stored (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *uri = gloss_test_intake_dup_uri (fixture, "/article");

  gloss_test_intake_serve (fixture, "/article", "One");
  gloss_intake_add_address (fixture->intake, uri, "00000000-0000-4000-8000-000000000000");
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_true (fixture->was_loaded);
  g_assert_cmpstr (fixture->failed, ==, uri);
  gloss_intake_keep (fixture->intake, uri);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 2);
  gloss_intake_forget (fixture->intake, uri);
  gloss_intake_keep (fixture->intake, uri);
  g_assert_false (gloss_intake_is_busy (fixture->intake));
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/article"), ==, 1);
}

static void
test_limits (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *uri = gloss_test_intake_dup_uri (fixture, "/chain/1");

  gloss_test_server_add_redirect (fixture->server, "/chain/1", "/chain/2");
  gloss_test_intake_serve (fixture, "/chain/2", "Two");
  g_settings_set_uint (fixture->settings, "page-redirects", 0);
  gloss_intake_add_address (fixture->intake, uri, NULL);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_settings_reset (fixture->settings, "page-redirects");
  gloss_intake_add_address (fixture->intake, uri, NULL);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
}

static void
painted_cb (gboolean *is_painted)
{
  *is_painted = TRUE;
}

/* The server counts what the page asked for while it was loaded; showing it adds nothing to that. */
static void
test_reading (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *uri = gloss_test_intake_dup_uri (fixture, "/article");
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossRecord) record = NULL;
  g_autoptr (GlossArticle) article = NULL;
  g_autoptr (GlossAnnotationList) annotations = NULL;
  GtkWidget *view = gloss_reader_view_new ();
  GlossArticleCounts counts = { 0 };
  gboolean is_painted = FALSE;
  guint n_requests;

  gloss_test_server_add_page (
    fixture->server, "/article",
    "<!DOCTYPE html><title>One</title><link rel=stylesheet href=/style><link rel=preload as=image "
    "href=/preload><article><h1>One</h1><p>Words that are read.<img src=/picture><a href=/link>Link</a>"
    "<video src=/video poster=/poster></video><iframe src=/frame></iframe>");
  gloss_intake_add_address (fixture->intake, uri, NULL);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/picture"), >=, 1);
  n_requests = gloss_test_server_count_all (fixture->server);

  capture = gloss_database_load_capture (fixture->library.database, fixture->article, NULL);
  record = gloss_test_load_record (fixture->library.database, "article", fixture->article);
  article = gloss_article_new (record, &counts);
  annotations = gloss_annotation_list_new (fixture->article);
  gtk_window_set_child (GTK_WINDOW (fixture->window), view);
  g_signal_connect_swapped (view, "painted", G_CALLBACK (painted_cb), &is_painted);
  gloss_reader_view_show (GLOSS_READER_VIEW (view), gloss_store_get_catalog (fixture->store), article,
                          capture, annotations);
  GLOSS_TEST_WAIT_FOR (is_painted);
  g_assert_cmpuint (gloss_test_server_count_all (fixture->server), ==, n_requests);
}

/* What asks for consent over the article neither hides its words nor gets among them; an article that a
 * script writes late is there. */
static void
test_overlay (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *uri = gloss_test_intake_dup_uri (fixture, "/consent");
  g_autoptr (GlossCapture) capture = NULL;
  const char *text;

  gloss_test_server_add (fixture->server, "/news", &(GlossTestAnswer){ .type = "text/plain", .body = "New" });
  gloss_test_server_add_page (
    fixture->server, "/consent",
    "<!DOCTYPE html><title>Late</title><body style='overflow: hidden'><div id=root></div>"
    "<div role=dialog aria-modal=true class=cookie-consent style='position: fixed; inset: 0; background: "
    "#fff'>"
    "<h2>We value your privacy</h2><p>We and our 842 partners store cookies on your device, to show what you "
    "may like, to measure, and to know you again. You may agree to that here.</p><button>Agree</button></div>"
    "<script>fetch ('/news').then (() => { root.innerHTML = '<article><h1>Late</h1>' + "
    "'<p>The missiles have a range of about 190 miles, which is more than anybody had said.</p>'.repeat (20) "
    "+ "
    "'</article>' })</script>");
  gloss_intake_add_address (fixture->intake, uri, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_added == 1);
  capture = gloss_database_load_capture (fixture->library.database, fixture->article, NULL);
  text = gloss_text_get_utf8 (gloss_capture_get_fields (capture)->text);
  g_assert_nonnull (strstr (text, "190 miles"));
  g_assert_null (strstr (text, "842 partners"));
  g_assert_cmpuint (fixture->n_doubted, ==, 0);
}

/* A page that is stored all the same: what is missing, and that there is more of it. */
static void
test_notes (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *whole = gloss_test_intake_dup_uri (fixture, "/whole"),
                  *paged = gloss_test_intake_dup_uri (fixture, "/paged");
  g_autofree char *next = gloss_test_intake_dup_uri (fixture, "/paged/2"),
                  *elsewhere = gloss_test_intake_dup_uri (fixture, "/elsewhere");
  g_autofree char *title = gloss_test_intake_dup_uri (fixture, "/2026/title"),
                  *crowded = gloss_test_intake_dup_uri (fixture, "/crowded");
  g_autoptr (GString) images = g_string_new (NULL);

  gloss_test_intake_serve_with (fixture, "/whole", "Whole", "");
  gloss_intake_add_address (fixture->intake, whole, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_added == 1);
  g_assert_cmpuint (fixture->n_noted, ==, 0);

  gloss_test_intake_serve_with (fixture, "/paged", "Paged",
                                "<link rel=next href=/paged/2><img src=/none.png>");
  gloss_intake_add_address (fixture->intake, paged, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_noted == 1);
  g_assert_cmpuint (fixture->n_added, ==, 2);
  g_assert_cmpstr (fixture->next, ==, next);
  g_assert_nonnull (strstr (fixture->note, "another page"));
  g_assert_nonnull (strstr (fixture->note, "did not arrive"));

  gloss_test_intake_serve_with (fixture, "/elsewhere", "Elsewhere",
                                "<link rel=next href=http://other.example/elsewhere/2>");
  gloss_intake_add_address (fixture->intake, elsewhere, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_added == 3);
  gloss_test_intake_serve_with (fixture, "/2026/title", "Title", "<link rel=next href=/2026/other>");
  gloss_intake_add_address (fixture->intake, title, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_added == 4);
  g_assert_cmpuint (fixture->n_noted, ==, 1);

  for (guint i = 0; i < 1001; i++)
    g_string_append_printf (images, "<img src=/none/%u.png>", i);
  gloss_test_intake_serve_with (fixture, "/crowded", "Crowded", images->str);
  gloss_intake_add_address (fixture->intake, crowded, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_noted == 2);
  g_assert_nonnull (strstr (fixture->note, "more images"));
  g_assert_cmpuint (fixture->n_doubted + fixture->n_failed, ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                                      \
  g_test_add ("/app/intake/" name, GlossTestIntake, NULL, gloss_test_intake_set_up, func,                    \
              gloss_test_intake_tear_down)
  ADD ("ways", test_ways);
  ADD ("twice", test_twice);
  ADD ("several", test_several);
  ADD ("doubts", test_doubts);
  ADD ("overlay", test_overlay);
  ADD ("notes", test_notes);
  ADD ("check", test_check);
  ADD ("check-images", test_check_images);
  ADD ("cancel", test_cancel);
  ADD ("cancel-loading", test_cancel_loading);
  ADD ("cancel-files", test_cancel_files);
  ADD ("beside-files", test_beside_files);
  ADD ("not-stored", test_not_stored);
  ADD ("limits", test_limits);
  ADD ("reading", test_reading);
#undef ADD
  return g_test_run ();
}
