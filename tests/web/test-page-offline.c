/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that is another one at each request, captured and then read, searched, marked and shown as it was:
 * the server counts, and nobody comes any more. */

#include "config.h"

#include "gloss-test-original.h"
#include "gloss-test-page.h"
#include "tests/support/gloss-test-server.h"
#include "web/gloss-page-capturer.h"

#include <string.h>

#define SENTENCE                                                                                             \
  "<p>The ferry has crossed the sound for forty years, the harbour master says, in fog, ice and two "        \
  "strikes, and "                                                                                            \
  "the town has grown up around its hours.</p>"
#define PAGE                                                                                                 \
  "<!DOCTYPE html><html lang=en><title>Edition</title><link rel=stylesheet href=/style.css>"                 \
  "<link rel=preload as=image href=/pictures/preload><link rel=prefetch href=/prefetch><link rel=icon "      \
  "href=/icon>"                                                                                              \
  "<article><h1>Edition %u of the day</h1>" SENTENCE SENTENCE SENTENCE                                       \
  "<p><img src=/pictures/1 alt='A picture.' width=40 height=40><a href=/link ping=/ping>A "                  \
  "link.</a></p>" SENTENCE                                                                                   \
  "<video src=/video poster=/pictures/poster></video><iframe src=/frame></iframe></article>"                 \
  "<form action=/form><input name=q></form><script src=/script.js></script>"                                 \
  "<script>fetch ('/beacon'); setInterval (() => fetch ('/again'), 300)</script>"

/* A picture of one pixel. */
static const guint8 png[] = {
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
  0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x04, 0x00, 0x00, 0x00, 0xb5, 0x1c, 0x0c, 0x02, 0x00,
  0x00, 0x00, 0x0b, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x64, 0xf8, 0x0f, 0x00, 0x01, 0x05, 0x01,
  0x01, 0x27, 0x18, 0xe3, 0x66, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

typedef struct
{
  GlossTestServer *server;
  GlossPageCapturer *capturer;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) picture = g_bytes_new_static (png, sizeof png);

  fixture->server = gloss_test_server_new (NULL);
  fixture->capturer = gloss_page_capturer_new (NULL);
  gloss_test_server_add (fixture->server, "/edition",
                         &(GlossTestAnswer){ .manner = GLOSS_TEST_NUMBERED, .body = PAGE });
  gloss_test_server_add (fixture->server, "/pictures/",
                         &(GlossTestAnswer){ .type = "image/png", .bytes = picture });
  gloss_test_server_add (fixture->server, "/style.css",
                         &(GlossTestAnswer){ .type = "text/css",
                                             .body = "p { background: url(/pictures/p) }" });
  gloss_test_server_add (fixture->server, "/script.js",
                         &(GlossTestAnswer){ .type = "text/javascript",
                                             .body = "fetch ('/pictures/script')" });
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_test_finalize (fixture->capturer);
  gloss_test_server_free (fixture->server);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GlossCapture *
capture (Fixture *fixture)
{
  g_autofree char *uri = g_strconcat (gloss_test_server_get_uri (fixture->server), "/edition", NULL);
  GlossPageLimits limits = GLOSS_PAGE_LIMITS_INIT;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *doubt = NULL;
  GlossCapture *taken;

  gloss_page_capturer_capture_async (fixture->capturer, uri, NULL, &limits, NULL, keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  taken = gloss_page_capturer_capture_finish (fixture->capturer, result, &doubt, &error);
  g_assert_no_error (error);
  return taken;
}

/* All but what the page asks for again and again: the last of that may still be on its way when the page is
 * closed. A page that spoke anywhere else would have to ask for the rest, too. */
static guint
count_requests (Fixture *fixture)
{
  guint n_all, n_again;

  do
    {
      n_again = gloss_test_server_count (fixture->server, "/again");
      n_all = gloss_test_server_count_all (fixture->server);
    }
  while (gloss_test_server_count (fixture->server, "/again") != n_again);
  return n_all - n_again;
}

static gboolean
says (GlossCapture *taken, const char *words)
{
  return strstr (gloss_text_get_utf8 (gloss_capture_get_fields (taken)->text), words) != NULL;
}

static void
read_all (GlossCapture *taken)
{
  TestPage page = { NULL };

  gloss_test_page_open (&page);
  gloss_test_page_show (&page, taken);
  gloss_test_page_wait_for_picture (&page);
  g_assert_no_error (page.failure);
  g_free (gloss_test_page_annotate (&page, "forty years", "claim", 1));
  gloss_reader_view_find (page.view, "harbour");
  GLOSS_TEST_WAIT_FOR (page.matches == 4);
  gloss_reader_view_reveal_range (page.view, 300, 320);
  g_object_set (page.view, "theme", GLOSS_PAGE_THEME_DARK, "text-scale", 2.0, NULL);
  g_free (gloss_test_page_run (&page, "glossator",
                               "scrollTo (0, document.body.scrollHeight);"
                               "const s = dom.selection (); s.removeAllRanges ();"
                               "s.addRange (reader.index.range (0, 7)); return 1"));
  GLOSS_TEST_WAIT_FOR (page.selection != NULL);
  gloss_test_page_show (&page, taken);
  gloss_test_page_wait_for_picture (&page);
  gloss_test_page_close (&page);
}

static void
look_at_original (GlossCapture *taken)
{
  GBytes *mhtml = gloss_capture_get_fields (taken)->mhtml;
  g_autoptr (GlossAnnotationList) list = gloss_annotation_list_new ("article-1");
  TestOriginal original = { NULL };

  g_assert_nonnull (mhtml);
  gloss_test_original_open (&original);
  gloss_original_view_show (original.view, mhtml, gloss_capture_get_fields (taken)->text, original.catalog,
                            list);
  GLOSS_TEST_WAIT_FOR (original.n_painted > 0 || original.failure != NULL);
  g_assert_no_error (original.failure);
  g_free (gloss_test_run_script (gloss_test_original_get_web_view (&original), "glossator",
                                 "scrollTo (0, document.body.scrollHeight); return 1"));
  gloss_test_original_close (&original);
}

static void
test_reading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) first = capture (fixture), second = NULL;
  guint n_requests = count_requests (fixture);

  g_assert_true (says (first, "Edition 1 of the day"));
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/pictures/1"), ==, 1);
  read_all (first);
  look_at_original (first);
  g_assert_cmpuint (count_requests (fixture), ==, n_requests);
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/ping"), ==, 0);

  /* Only who asks for the page again gets another one, and the counters see that. */
  second = capture (fixture);
  g_assert_true (says (second, "Edition 2 of the day"));
  g_assert_true (says (first, "Edition 1 of the day"));
  g_assert_cmpuint (count_requests (fixture), >, n_requests);
  n_requests = count_requests (fixture);
  read_all (first);
  read_all (second);
  g_assert_cmpuint (count_requests (fixture), ==, n_requests);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/web/page-offline/reading", Fixture, NULL, set_up, test_reading, tear_down);
  return g_test_run ();
}
