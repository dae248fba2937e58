/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The images of a page of the web, from the server into the library and from there into the reader: without a
 * request, and each capture its own. */

#include "config.h"

#include "app/reader/gloss-stored-images.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"
#include "gloss-test-images.h"
#include "gloss-test-page.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-server.h"
#include "support/gloss-test-wait.h"
#include "web/gloss-page-capturer.h"

#define PAGE                                                                                                 \
  "<!DOCTYPE html><title>Boats</title><body><article><h1>Boats</h1>"                                         \
  "<p>The first paragraph says, at some length, what the matter is about, who is concerned, and since "      \
  "when, "                                                                                                   \
  "so that nobody has to read on who does not wish to, which is a courtesy, and a craft as well.</p>"        \
  "<figure><img src=/boat alt='a boat' width=320><figcaption>A boat, last year</figcaption></figure>"        \
  "<p>The second one adds numbers, of which there are three, namely 12, 48, and 1,200, and says where they " \
  "come from, since a number without an origin is an ornament.<img src=/gone alt='a lost one'></p>"          \
  "<p><img src=/page alt='a page'>The third gives the floor to those who see it otherwise, in their own "    \
  "words, and at the same length, and ends, as it should, without a moral.<img src=/boat-again "             \
  "alt=again></p>"

typedef struct
{
  GlossTestLibrary library;
  GlossTestServer *server;
  GlossPageCapturer *capturer;
  GtkWidget *window;
  GlossStore *store;
  char *boat; /* the hash of the image */

  GlossCapture *made;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) boat = gloss_test_images_make (640, 480, 0);
  GlossTestAnswer picture = { .type = "image/jpeg", .bytes = boat };

  gloss_test_library_set_up (&fixture->library, NULL);
  fixture->boat = gloss_hash_bytes (boat);
  fixture->server = gloss_test_server_new (NULL);
  gloss_test_server_add_page (fixture->server, "/article", PAGE);
  gloss_test_server_add (fixture->server, "/boat", &picture);
  gloss_test_server_add (fixture->server, "/boat-again", &picture);
  gloss_test_server_add (fixture->server, "/page",
                         &(GlossTestAnswer){ .type = "image/png", .body = "<p>No" });
  fixture->capturer = gloss_page_capturer_new (NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), gloss_page_capturer_get_widget (fixture->capturer));
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->store = gloss_test_open_store (fixture->library.path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->made, gloss_capture_unref);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->capturer);
  gloss_test_close_store (fixture->store);
  gloss_test_server_free (fixture->server);
  gloss_test_library_tear_down (&fixture->library, NULL);
  g_free (fixture->boat);
}

static void
captured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *doubt = NULL;
  g_autoptr (GError) error = NULL;

  fixture->made = gloss_page_capturer_capture_finish (GLOSS_PAGE_CAPTURER (source), result, &doubt, &error);
  g_assert_no_error (error);
  g_assert_null (doubt);
}

/* Returns: the article's newest capture, from the library. */
static GlossCapture *
capture (Fixture *fixture)
{
  g_autofree char *uri = g_strconcat (gloss_test_server_get_uri (fixture->server), "/article", NULL);
  g_autofree char *article = NULL;
  g_autoptr (GError) error = NULL;
  GlossCapture *loaded;

  g_clear_pointer (&fixture->made, gloss_capture_unref);
  gloss_page_capturer_capture_async (fixture->capturer, uri, NULL, NULL, NULL, captured_cb, fixture);
  GLOSS_TEST_WAIT_FOR (fixture->made != NULL);
  gloss_database_add_capture (fixture->library.database, fixture->made, GLOSS_TEST_WHO, &article, NULL, NULL,
                              &error);
  g_assert_no_error (error);
  loaded = gloss_database_load_capture (fixture->library.database, article, &error);
  g_assert_no_error (error);
  return loaded;
}

static void
show (Fixture *fixture, TestPage *page, GlossCapture *capture)
{
  g_autoptr (GlossStoredImages) images =
    gloss_stored_images_new (fixture->store, gloss_capture_get_fields (capture)->uuid);
  g_autoptr (GlossAnnotationList) annotations = gloss_annotation_list_new ("article-1");

  page->n_painted = 0;
  gloss_reader_view_set_images (page->view, GLOSS_IMAGE_SOURCE (images));
  gloss_reader_view_show (page->view, page->catalog, page->article, capture, annotations);
  GLOSS_TEST_WAIT_FOR (page->n_painted == 1);
}

static void
wait_for_images (TestPage *page, const char *wanted)
{
  g_autofree char *widths = NULL;
  gint64 end = g_get_monotonic_time () + GLOSS_TEST_DEADLINE_SECONDS * G_USEC_PER_SEC;

  do
    {
      if (g_get_monotonic_time () > end)
        g_error ("%s is not %s", widths, wanted);
      g_free (widths);
      widths = gloss_test_page_run (
        page, "test",
        "return [...document.images].map (i => i.dataset.glossMissing ?? i.naturalWidth).join ()");
    }
  while (g_strcmp0 (widths, wanted) != 0);
}

/* What arrived as an image is shown, twice by one content; what did not is told by its words. Nothing is
 * asked of the server. */
static void
test_shown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) loaded = capture (fixture);
  const GlossCaptureFields *fields = gloss_capture_get_fields (loaded);
  guint n_requests = gloss_test_server_count_all (fixture->server);
  TestPage page = { NULL };

  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/boat"), >=, 1);
  g_assert_cmpuint (gloss_capture_get_fields (fixture->made)->resources->len, ==, 1);
  g_assert_nonnull (strstr (fields->html, "alt=\"a boat\" width=\"320\" height=\"240\""));
  g_assert_nonnull (strstr (gloss_text_get_utf8 (fields->text), "[image: a lost one]"));
  g_assert_nonnull (strstr (gloss_text_get_utf8 (fields->text), "[image: a page]"));

  gloss_test_page_open (&page);
  show (fixture, &page, loaded);
  wait_for_images (&page, "640,640");
  g_assert_cmpuint (gloss_test_server_count_all (fixture->server), ==, n_requests);
  gloss_test_page_close (&page);
  gloss_test_assert_sound (fixture->library.database);
}

static void
change_content (Fixture *fixture, const char *format)
{
  g_auto (GStrv) parts = g_strsplit (format, "BOAT", -1);
  g_autofree char *sql = g_strjoinv (fixture->boat, parts);

  gloss_test_exec (fixture->library.path, sql);
}

/* A file that was damaged or is gone is not shown, and does not keep the words from being read. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) loaded = capture (fixture);
  TestPage page = { NULL };

  gloss_test_page_open (&page);
  change_content (fixture, "CREATE TABLE kept AS SELECT * FROM content WHERE sha256 = 'BOAT';"
                           "DELETE FROM content WHERE sha256 = 'BOAT'");
  show (fixture, &page, loaded);
  wait_for_images (&page, ",");

  change_content (fixture, "CREATE TABLE spoilt AS SELECT * FROM kept;"
                           "UPDATE spoilt SET bytes = zeroblob (length (bytes));"
                           "INSERT INTO content SELECT * FROM spoilt");
  show (fixture, &page, loaded);
  wait_for_images (&page, ",");
  g_assert_no_error (page.failure);
  g_assert_cmpuint (page.n_crashes, ==, 0);
  gloss_test_page_close (&page);
  change_content (fixture,
                  "DELETE FROM content WHERE sha256 = 'BOAT'; INSERT INTO content SELECT * FROM kept;"
                  "DROP TABLE kept; DROP TABLE spoilt");
}

typedef struct
{
  gboolean is_done;
  GBytes *bytes;
  GError *error;
} Answer;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->bytes = gloss_image_source_load_finish (GLOSS_IMAGE_SOURCE (source), result, &answer->error);
  answer->is_done = TRUE;
}

static void
load (GlossStore *store, const char *capture, const char *sha256, int code)
{
  g_autoptr (GlossStoredImages) images = gloss_stored_images_new (store, capture);
  g_autoptr (GBytes) bytes = NULL;
  Answer answer = { FALSE };

  gloss_image_source_load_async (GLOSS_IMAGE_SOURCE (images), sha256, NULL, loaded_cb, &answer);
  GLOSS_TEST_WAIT_FOR (answer.is_done);
  bytes = answer.bytes;
  if (code >= 0)
    g_assert_error (answer.error, GLOSS_ERROR, code);
  else
    g_assert_no_error (answer.error);
  g_assert_cmpint (bytes != NULL, ==, code < 0);
  if (bytes != NULL)
    {
      g_autofree char *hash = gloss_hash_bytes (bytes);

      g_assert_cmpstr (hash, ==, sha256);
    }
  g_clear_error (&answer.error);
}

/* Each capture gives its own images alone, an older one too, and not what else the library keeps. */
static void
test_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) older = capture (fixture), newer = NULL;
  g_autoptr (GBytes) green = gloss_test_images_make (640, 480, 1);
  g_autofree char *hash = gloss_hash_bytes (green);
  const GlossCaptureFields *old = gloss_capture_get_fields (older), *new;

  gloss_test_server_add_page (fixture->server, "/article", PAGE "<p>And more.</p>");
  gloss_test_server_add (fixture->server, "/boat", &(GlossTestAnswer){ .type = "image/png", .bytes = green });
  gloss_test_server_add (fixture->server, "/boat-again",
                         &(GlossTestAnswer){ .type = "image/png", .bytes = green });
  newer = capture (fixture);
  new = gloss_capture_get_fields (newer);
  g_assert_cmpstr (old->uuid, !=, new->uuid);

  load (fixture->store, old->uuid, fixture->boat, -1);
  load (fixture->store, new->uuid, hash, -1);
  load (fixture->store, old->uuid, hash, GLOSS_ERROR_NOT_FOUND);
  load (fixture->store, new->uuid, fixture->boat, GLOSS_ERROR_NOT_FOUND);
  load (fixture->store, "comparison", hash, GLOSS_ERROR_NOT_FOUND);
  load (fixture->store, old->uuid, old->sha256, GLOSS_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/app/stored-images/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("shown", test_shown);
  ADD ("damaged", test_damaged);
  ADD ("own", test_own);
#undef ADD
  return g_test_run ();
}
