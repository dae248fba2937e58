/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of the web on their way into the library: what is taken for an address, several at once, what is
 * asked about first, and that reading what was captured asks the network for nothing. */

#include "config.h"

#include <string.h>

#include "app/window/gloss-intake.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-server.h"
#include "support/gloss-test-wait.h"
#include "web/gloss-reader-view.h"

typedef struct
{
  GlossTestLibrary library;
  GlossTestServer *server;
  GSettings *settings;
  GlossStore *store;
  GlossIntake *intake;
  GtkWidget *window;

  guint n_added;
  char *article;
  GlossAdded added;
  guint n_failed;
  GError *error;
  char *failed;
  gboolean was_loaded;
  guint n_doubted;
  char *id;
  char *words;
  guint n_statuses;
  guint n_noted;
  char *note;
  char *next;
} Fixture;

static void
added_cb (Fixture *fixture, const char *article, GlossAdded added)
{
  fixture->n_added++;
  fixture->added = added;
  g_free (fixture->article);
  fixture->article = g_strdup (article);
}

static void
failed_cb (Fixture *fixture, const GError *error)
{
  fixture->n_failed++;
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
}

static void
page_failed_cb (Fixture *fixture, const GError *error, const char *uri, const char *article, gboolean loaded)
{
  failed_cb (fixture, error);
  g_free (fixture->failed);
  fixture->failed = g_strdup (uri);
  fixture->was_loaded = loaded;
}

static void
doubted_cb (Fixture *fixture, const char *id, const char *words)
{
  fixture->n_doubted++;
  g_free (fixture->id);
  g_free (fixture->words);
  fixture->id = g_strdup (id);
  fixture->words = g_strdup (words);
}

static void
noted_cb (Fixture *fixture, const char *uri, const char *words, const char *next)
{
  fixture->n_noted++;
  g_free (fixture->note);
  g_free (fixture->next);
  fixture->note = g_strdup (words);
  fixture->next = g_strdup (next);
}

static void
status_cb (Fixture *fixture)
{
  fixture->n_statuses++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gloss_test_library_set_up (&fixture->library, NULL);
  fixture->server = gloss_test_server_new (NULL);
  fixture->settings = g_settings_new (GLOSS_APP_ID);
  fixture->store = gloss_test_open_store (fixture->library.path);
  fixture->intake = gloss_intake_new (fixture->store, fixture->settings);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), gloss_intake_get_widget (fixture->intake));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_signal_connect_swapped (fixture->intake, "added", G_CALLBACK (added_cb), fixture);
  g_signal_connect_swapped (fixture->intake, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect_swapped (fixture->intake, "page-failed", G_CALLBACK (page_failed_cb), fixture);
  g_signal_connect_swapped (fixture->intake, "doubted", G_CALLBACK (doubted_cb), fixture);
  g_signal_connect_swapped (fixture->intake, "noted", G_CALLBACK (noted_cb), fixture);
  g_signal_connect_swapped (fixture->intake, "notify::status", G_CALLBACK (status_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gloss_test_finalize (fixture->intake);
  gloss_test_close_store (fixture->store);
  g_object_unref (fixture->settings);
  gloss_test_server_free (fixture->server);
  gloss_test_library_tear_down (&fixture->library, NULL);
  g_free (fixture->article);
  g_free (fixture->id);
  g_free (fixture->words);
  g_free (fixture->failed);
  g_free (fixture->note);
  g_free (fixture->next);
  g_clear_error (&fixture->error);
}

static char *
dup_uri (Fixture *fixture, const char *path)
{
  return g_strconcat (gloss_test_server_get_uri (fixture->server), path, NULL);
}

/* An article of its own, of a length that reads as one. */
static void
add_article_with (Fixture *fixture, const char *path, const char *title, const char *head)
{
  g_autoptr (GString) html = g_string_new (NULL);

  g_string_printf (html, "<!DOCTYPE html><title>%s</title>%s<article><h1>%s</h1>", title, head, title);
  for (guint i = 0; i < 20; i++)
    g_string_append_printf (html,
                            "<p>Paragraph %u of %s says that the missiles have a range of about %u miles, "
                            "which is more than anybody had said before.</p>",
                            i, title, i + 100);
  gloss_test_server_add_page (fixture->server, path, html->str);
}

static void
add_article (Fixture *fixture, const char *path, const char *title)
{
  add_article_with (fixture, path, title, "");
}

static char *
dup_title (Fixture *fixture)
{
  g_autoptr (GlossRecord) record =
    gloss_test_load_record (fixture->library.database, "article", fixture->article);

  return g_strdup (gloss_record_get_string (record, "title"));
}

static void
wait_until_idle (Fixture *fixture)
{
  GLOSS_TEST_WAIT_FOR (!gloss_intake_is_busy (fixture->intake));
}

static guint
get_waiting (Fixture *fixture)
{
  guint n_waiting;

  g_object_get (fixture->intake, "waiting", &n_waiting, NULL);
  return n_waiting;
}

/* An address may come as a file, too; text is text, whatever it says. */
static void
test_ways (Fixture *fixture, gconstpointer data)
{
  g_autofree char *typed = dup_uri (fixture, "/typed");
  g_autofree char *dropped = dup_uri (fixture, "/dropped?utm_source=x&a=%2f");
  g_autofree char *prose = g_strdup_printf ("See %s for more.", typed), *last = NULL;
  g_autoptr (GFile) file = g_file_new_for_uri (dropped);

  add_article (fixture, "/typed", "Typed");
  add_article (fixture, "/dropped", "Dropped");
  gloss_intake_add_address (fixture->intake, typed, NULL);
  wait_until_idle (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpuint (fixture->n_statuses, >=, 3);
  gloss_intake_add_file (fixture->intake, file);
  wait_until_idle (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_added, ==, 2);
  last = dup_title (fixture);
  g_assert_cmpstr (last, ==, "Dropped");

  gloss_intake_add_text (fixture->intake, prose);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 3);
  g_assert_cmpuint (gloss_test_server_count_all (fixture->server), ==, 2);
}

/* A page that is on its way is not loaded once more, however it is asked for. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = dup_uri (fixture, "/article"), *tracked = dup_uri (fixture, "/article?fbclid=1");

  add_article (fixture, "/article", "One");
  gloss_intake_add_address (fixture->intake, uri, NULL);
  gloss_intake_add_address (fixture->intake, tracked, NULL);
  gloss_intake_add_address (fixture->intake, uri, NULL);
  g_assert_cmpuint (get_waiting (fixture), ==, 0);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/article"), ==, 1);
}

/* Each is loaded, one after the other; one that fails keeps the others out neither before nor after it. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/one", "/file", "/two", "/lost", "/three" };

  add_article (fixture, "/one", "One");
  add_article (fixture, "/two", "Two");
  add_article (fixture, "/three", "Three");
  gloss_test_server_add (fixture->server, "/file",
                         &(GlossTestAnswer){ .type = "application/pdf", .body = "%PDF" });
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *uri = dup_uri (fixture, paths[i]);

      gloss_intake_add_address (fixture->intake, uri, NULL);
    }
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 3);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_nonnull (strstr (fixture->error->message, "application/pdf"));
  g_assert_cmpuint (fixture->n_doubted, ==, 1);
}

static void
test_doubts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = dup_uri (fixture, "/lost"), *title = NULL;

  gloss_test_server_add (fixture->server, "/lost",
                         &(GlossTestAnswer){ .status = 404, .body = "<title>Lost</title><p>Not here" });
  gloss_intake_add_address (fixture->intake, uri, NULL);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_doubted, ==, 1);
  g_assert_nonnull (strstr (fixture->words, "404"));
  gloss_intake_forget (fixture->intake, fixture->id);
  gloss_intake_keep (fixture->intake, fixture->id);
  g_assert_false (gloss_intake_is_busy (fixture->intake));
  g_assert_cmpuint (fixture->n_added, ==, 0);

  gloss_intake_add_address (fixture->intake, uri, NULL);
  wait_until_idle (fixture);
  gloss_intake_keep (fixture->intake, fixture->id);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  title = dup_title (fixture);
  g_assert_cmpstr (title, ==, "Lost");
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/lost"), ==, 2);
}

/* Looking again finds what changed, and an error is no new version of an article. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = dup_uri (fixture, "/article"), *article = NULL;
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  add_article (fixture, "/article", "One");
  gloss_intake_add_file (fixture->intake, file);
  wait_until_idle (fixture);
  article = g_strdup (fixture->article);
  gloss_intake_check_file (fixture->intake, file, article);
  wait_until_idle (fixture);
  g_assert_cmpint (fixture->added, ==, GLOSS_ADDED_NOTHING);
  add_article (fixture, "/article", "Other");
  gloss_intake_check_file (fixture->intake, file, article);
  wait_until_idle (fixture);
  g_assert_cmpint (fixture->added, ==, GLOSS_ADDED_CAPTURE);
  g_assert_cmpstr (fixture->article, ==, article);
  g_assert_cmpuint (fixture->n_added, ==, 3);
  gloss_test_server_add (fixture->server, "/article", &(GlossTestAnswer){ .status = 500, .body = "<p>No" });
  gloss_intake_check_file (fixture->intake, file, article);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 3);
  g_assert_cmpuint (fixture->n_doubted, ==, 1);
}

/* What is cancelled is not told of, nor what waited behind it; what comes after it is captured. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *held = dup_uri (fixture, "/held"), *uri = dup_uri (fixture, "/article");

  gloss_test_server_add (fixture->server, "/held", &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD });
  add_article (fixture, "/article", "One");
  gloss_intake_add_address (fixture->intake, held, NULL);
  gloss_intake_add_address (fixture->intake, uri, NULL);
  GLOSS_TEST_WAIT_FOR (gloss_test_server_count (fixture->server, "/held") == 1);
  gloss_intake_cancel (fixture->intake);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added + fixture->n_failed + fixture->n_doubted, ==, 0);
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/article"), ==, 0);
  gloss_intake_add_address (fixture->intake, uri, NULL);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
}

/* One of several is given up; the others come. */
static void
test_cancel_loading (Fixture *fixture, gconstpointer data)
{
  g_autofree char *held = dup_uri (fixture, "/held"), *one = dup_uri (fixture, "/one");
  g_autofree char *two = dup_uri (fixture, "/two");

  gloss_test_server_add (fixture->server, "/held", &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD });
  add_article (fixture, "/one", "One");
  add_article (fixture, "/two", "Two");
  gloss_intake_add_address (fixture->intake, held, NULL);
  gloss_intake_add_address (fixture->intake, one, NULL);
  gloss_intake_add_address (fixture->intake, two, NULL);
  GLOSS_TEST_WAIT_FOR (get_waiting (fixture) == 2);
  GLOSS_TEST_WAIT_FOR (gloss_test_server_count (fixture->server, "/held") == 1);
  gloss_intake_cancel_loading (fixture->intake);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 2);
  g_assert_cmpuint (fixture->n_failed + fixture->n_doubted, ==, 0);
  g_assert_cmpuint (get_waiting (fixture), ==, 0);
}

static GFile *
add_file (Fixture *fixture, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (fixture->library.path);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GFile *file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
  gloss_intake_add_file (fixture->intake, file);
  return file;
}

/* Where several files are told of, they are what is given up; the page that loads beside them comes. */
static void
test_cancel_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = dup_uri (fixture, "/article"), *status = NULL;
  g_autoptr (GFile) one = add_file (fixture, "one.txt"), two = add_file (fixture, "two.txt");

  add_article (fixture, "/article", "One");
  gloss_intake_add_address (fixture->intake, uri, NULL);
  g_object_get (fixture->intake, "status", &status, NULL);
  g_assert_cmpstr (status, ==, "1 of 2: one.txt");
  gloss_intake_cancel_loading (fixture->intake);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpuint (fixture->n_failed + fixture->n_doubted, ==, 0);
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/article"), ==, 1);
}

/* What was loaded and could not be stored is there for another try, without another request. */
static void
test_not_stored (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = dup_uri (fixture, "/article");

  add_article (fixture, "/article", "One");
  gloss_intake_add_address (fixture->intake, uri, "00000000-0000-4000-8000-000000000000");
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_true (fixture->was_loaded);
  g_assert_cmpstr (fixture->failed, ==, uri);
  gloss_intake_keep (fixture->intake, uri);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 2);
  gloss_intake_forget (fixture->intake, uri);
  gloss_intake_keep (fixture->intake, uri);
  g_assert_false (gloss_intake_is_busy (fixture->intake));
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/article"), ==, 1);
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = dup_uri (fixture, "/chain/1");

  gloss_test_server_add_redirect (fixture->server, "/chain/1", "/chain/2");
  add_article (fixture, "/chain/2", "Two");
  g_settings_set_uint (fixture->settings, "page-redirects", 0);
  gloss_intake_add_address (fixture->intake, uri, NULL);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_settings_reset (fixture->settings, "page-redirects");
  gloss_intake_add_address (fixture->intake, uri, NULL);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
}

static void
painted_cb (gboolean *is_painted)
{
  *is_painted = TRUE;
}

/* The server counts what the page asked for while it was loaded; showing it adds nothing to that. */
static void
test_reading (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = dup_uri (fixture, "/article");
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
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/picture"), ==, 1);
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
test_overlay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = dup_uri (fixture, "/consent");
  g_autoptr (GlossCapture) capture = NULL;
  const char *text;

  gloss_test_server_add_page (
    fixture->server, "/consent",
    "<!DOCTYPE html><title>Late</title><body style='overflow: hidden'><div id=root></div>"
    "<div role=dialog aria-modal=true class=cookie-consent style='position: fixed; inset: 0; background: "
    "#fff'>"
    "<h2>We value your privacy</h2><p>We and our 842 partners store cookies on your device, to show what you "
    "may like, to measure, and to know you again. You may agree to that here.</p><button>Agree</button></div>"
    "<script>setTimeout (() => { root.innerHTML = '<article><h1>Late</h1>' + "
    "'<p>The missiles have a range of about 190 miles, which is more than anybody had said.</p>'.repeat (20) "
    "+ "
    "'</article>' }, 300)</script>");
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
test_notes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = dup_uri (fixture, "/whole"), *paged = dup_uri (fixture, "/paged");
  g_autofree char *next = dup_uri (fixture, "/paged/2"), *elsewhere = dup_uri (fixture, "/elsewhere");
  g_autofree char *title = dup_uri (fixture, "/2026/title"), *crowded = dup_uri (fixture, "/crowded");
  g_autoptr (GString) images = g_string_new (NULL);

  add_article_with (fixture, "/whole", "Whole", "");
  gloss_intake_add_address (fixture->intake, whole, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_added == 1);
  g_assert_cmpuint (fixture->n_noted, ==, 0);

  add_article_with (fixture, "/paged", "Paged", "<link rel=next href=/paged/2><img src=/none.png>");
  gloss_intake_add_address (fixture->intake, paged, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_noted == 1);
  g_assert_cmpuint (fixture->n_added, ==, 2);
  g_assert_cmpstr (fixture->next, ==, next);
  g_assert_nonnull (strstr (fixture->note, "another page"));
  g_assert_nonnull (strstr (fixture->note, "did not arrive"));

  add_article_with (fixture, "/elsewhere", "Elsewhere",
                    "<link rel=next href=http://other.example/elsewhere/2>");
  gloss_intake_add_address (fixture->intake, elsewhere, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_added == 3);
  add_article_with (fixture, "/2026/title", "Title", "<link rel=next href=/2026/other>");
  gloss_intake_add_address (fixture->intake, title, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_added == 4);
  g_assert_cmpuint (fixture->n_noted, ==, 1);

  for (guint i = 0; i < 1001; i++)
    g_string_append_printf (images, "<img src=/none/%u.png>", i);
  add_article_with (fixture, "/crowded", "Crowded", images->str);
  gloss_intake_add_address (fixture->intake, crowded, NULL);
  GLOSS_TEST_WAIT_FOR (fixture->n_noted == 2);
  g_assert_nonnull (strstr (fixture->note, "more images"));
  g_assert_cmpuint (fixture->n_doubted + fixture->n_failed, ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/app/intake/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("ways", test_ways);
  ADD ("twice", test_twice);
  ADD ("several", test_several);
  ADD ("doubts", test_doubts);
  ADD ("overlay", test_overlay);
  ADD ("notes", test_notes);
  ADD ("check", test_check);
  ADD ("cancel", test_cancel);
  ADD ("cancel-loading", test_cancel_loading);
  ADD ("cancel-files", test_cancel_files);
  ADD ("not-stored", test_not_stored);
  ADD ("limits", test_limits);
  ADD ("reading", test_reading);
#undef ADD
  return g_test_run ();
}
