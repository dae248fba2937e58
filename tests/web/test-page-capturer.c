/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Captures of addresses that are asked for at once: each is made of its own page, and no more processes wait
 * than are needed. */

#include "config.h"

#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"
#include "gloss-test-page.h"
#include "gloss-test-processes.h"
#include "tests/support/gloss-test-server.h"
#include "web/gloss-page-capturer.h"

#define PAGE                                                                                                 \
  "<!DOCTYPE html><title>Edition</title><article><h1>Edition %u of the day</h1><p>The ferry to the islands " \
  "will stop in spring, after forty years, the harbour office said on Monday.<p>Nobody knows yet what will " \
  "come in its place, or when, or who is to pay for it.</article>"

#define N_EDITIONS 3

typedef struct
{
  GlossTestServer *server;
  GlossPageCapturer *capturer;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = gloss_test_server_new (NULL);
  fixture->capturer = gloss_page_capturer_new (NULL);
  gloss_test_server_add (fixture->server, "/edition",
                         &(GlossTestAnswer){ .manner = GLOSS_TEST_NUMBERED, .body = PAGE });
  gloss_test_server_add (fixture->server, "/file",
                         &(GlossTestAnswer){ .type = "application/pdf", .body = "%PDF" });
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

static void
ask (Fixture *fixture, const char *path, GAsyncResult **result)
{
  g_autofree char *uri = g_strconcat (gloss_test_server_get_uri (fixture->server), path, NULL);

  gloss_page_capturer_capture_async (fixture->capturer, uri, NULL, NULL, NULL, keep_result_cb, result);
}

/* What was captured is what that answer was. */
static void
check_edition (Fixture *fixture, GAsyncResult *result, guint number)
{
  g_autofree char *doubt = NULL, *heading = g_strdup_printf ("Edition %u of the day\n", number);
  g_autofree char *sha256 = NULL, *mhtml_sha256 = NULL, *received = g_strdup_printf (PAGE, number);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossCapture) capture =
    gloss_page_capturer_capture_finish (fixture->capturer, result, &doubt, &error);
  const GlossCaptureFields *fields;

  g_assert_no_error (error);
  g_assert_null (doubt);
  fields = gloss_capture_get_fields (capture);
  sha256 = gloss_hash_data (received, strlen (received));
  mhtml_sha256 = gloss_hash_bytes (fields->mhtml);
  g_assert_cmpmem (g_bytes_get_data (fields->bytes, NULL), g_bytes_get_size (fields->bytes), received,
                   strlen (received));
  g_assert_cmpstr (fields->sha256, ==, sha256);
  g_assert_cmpstr (fields->mhtml_sha256, ==, mhtml_sha256);
  g_assert_true (g_str_has_prefix (gloss_text_get_utf8 (fields->text), heading));
}

static void
test_queue (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[N_EDITIONS] = { NULL };

  for (guint i = 0; i < N_EDITIONS; i++)
    ask (fixture, "/edition", &results[i]);
  for (guint i = 0; i < N_EDITIONS; i++)
    GLOSS_TEST_WAIT_FOR (results[i] != NULL);
  for (guint i = 0; i < N_EDITIONS; i++)
    {
      check_edition (fixture, results[i], i + 1);
      g_object_unref (results[i]);
    }
  GLOSS_TEST_WAIT_FOR (gloss_test_count_web_processes () == 0);
}

/* The one behind it finds all that it needs, too, and nothing waits for what is not asked for. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL, none = NULL, second = NULL;
  g_autofree char *doubt = NULL;
  g_autoptr (GError) error = NULL;

  ask (fixture, "/edition", &first);
  ask (fixture, "/file", &none);
  ask (fixture, "/edition", &second);
  GLOSS_TEST_WAIT_FOR (first != NULL && none != NULL && second != NULL);
  check_edition (fixture, first, 1);
  check_edition (fixture, second, 2);
  g_assert_null (gloss_page_capturer_capture_finish (fixture->capturer, none, &doubt, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);

  g_clear_object (&none);
  ask (fixture, "/file", &none);
  GLOSS_TEST_WAIT_FOR (none != NULL);
  GLOSS_TEST_WAIT_FOR (gloss_test_count_web_processes () == 0);
}

/* The process that reads is there before its page is, and does not outlive what it waited for. */
static void
test_expected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  gloss_page_capturer_expect (fixture->capturer);
  gloss_page_capturer_expect (fixture->capturer);
  GLOSS_TEST_WAIT_FOR (gloss_test_count_web_processes () == 1);
  ask (fixture, "/edition", &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  check_edition (fixture, result, 1);
  GLOSS_TEST_WAIT_FOR (gloss_test_count_web_processes () == 0);

  g_clear_object (&result);
  gloss_page_capturer_expect (fixture->capturer);
  GLOSS_TEST_WAIT_FOR (gloss_test_count_web_processes () == 1);
  gloss_test_finalize (fixture->capturer);
  GLOSS_TEST_WAIT_FOR (gloss_test_count_web_processes () == 0);
  fixture->capturer = gloss_page_capturer_new (NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/web/page-capturer/queue", Fixture, NULL, set_up, test_queue, tear_down);
  g_test_add ("/web/page-capturer/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/web/page-capturer/expected", Fixture, NULL, set_up, test_expected, tear_down);

  return g_test_run ();
}
