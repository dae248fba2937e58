/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of sources: made behind what the user does, one after the other, and stored with what the source
 * says of them, or not at all. */

#include "config.h"

#include <string.h>

#include "app/annotations/gloss-source-keeper.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-server.h"
#include "support/gloss-test-wait.h"

typedef struct
{
  GlossTestLibrary library;
  GlossTestServer *server;
  GSettings *settings;
  GlossStore *store;
  GlossUndoStack *undo;
  GlossSourceKeeper *keeper;
  GtkWidget *window;
  char *article;
  char *annotation;
} Fixture;

static GlossKeeping
get_state (Fixture *fixture, const char *source)
{
  const char *words = NULL;
  GlossKeeping state = gloss_source_keeper_get (fixture->keeper, source, &words);

  g_assert_cmpint (words == NULL, ==, state == GLOSS_KEEPING_NOTHING);
  return state;
}

static void
add_article (Fixture *fixture, const char *path, const char *title)
{
  g_autoptr (GString) html = g_string_new (NULL);

  g_string_printf (html, "<!DOCTYPE html><title>%s</title><article><h1>%s</h1>", title, title);
  for (guint i = 0; i < 20; i++)
    g_string_append_printf (
      html, "<p>Paragraph %u of %s says that %u people were counted, which is more than before.</p>", i,
      title, i + 100);
  gloss_test_server_add_page (fixture->server, path, html->str);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossChange) change = NULL;

  gloss_test_library_set_up (&fixture->library, NULL);
  fixture->server = gloss_test_server_new (NULL);
  fixture->article =
    gloss_test_add_article (fixture->library.database, "https://news.example/a", "10,000 people came.");
  capture = gloss_database_load_capture (fixture->library.database, fixture->article, NULL);
  change = gloss_test_annotate (capture, 0, 6);
  g_assert_true (gloss_database_apply (fixture->library.database, change, GLOSS_TEST_WHO, NULL));
  fixture->annotation = g_strdup (gloss_test_get_annotation (change));

  fixture->settings = g_settings_new (GLOSS_APP_ID);
  fixture->store = gloss_test_open_store (fixture->library.path);
  fixture->undo = gloss_undo_stack_new ();
  fixture->keeper = gloss_source_keeper_new (fixture->store, fixture->undo, fixture->settings);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), gloss_source_keeper_get_widget (fixture->keeper));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_source_keeper_drop_all (fixture->keeper);
  g_assert_false (gloss_source_keeper_is_busy (fixture->keeper));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gloss_test_finalize (fixture->keeper);
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
  gloss_test_close_store (fixture->store);
  g_object_unref (fixture->undo);
  g_object_unref (fixture->settings);
  gloss_test_server_free (fixture->server);
  g_free (fixture->article);
  g_free (fixture->annotation);
  gloss_test_library_tear_down (&fixture->library, NULL);
}

static void
submit (Fixture *fixture, GlossChange *change)
{
  gloss_store_submit_async (fixture->store, change, NULL, NULL);
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
}

/* Returns its uuid. */
static char *
cite (Fixture *fixture, const char *path)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);
  g_autoptr (GlossRecord) source = NULL;
  g_autoptr (GlossChange) change = gloss_change_new ("Add source", fixture->article);
  g_autofree char *uri = g_strconcat (gloss_test_server_get_uri (fixture->server), path, NULL);

  json_object_set_string_member (values, "annotation", fixture->annotation);
  json_object_set_string_member (values, "uri", uri);
  json_object_set_string_member (values, "stance", "supports");
  json_object_set_int_member (values, "position", 1);
  source = gloss_record_new_for_values ("source", values);
  gloss_change_add (change, NULL, source);
  submit (fixture, change);
  return g_strdup (gloss_record_get_uuid (source));
}

static GlossRecord *
load_source (Fixture *fixture, const char *source)
{
  return gloss_test_load_record (fixture->library.database, "source", source);
}

static void
keep (Fixture *fixture, const char *source)
{
  g_autoptr (GlossRecord) record = load_source (fixture, source);

  gloss_source_keeper_keep (fixture->keeper, source, gloss_record_get_string (record, "uri"));
}

static void
wait_until_idle (Fixture *fixture)
{
  GLOSS_TEST_WAIT_FOR (!gloss_source_keeper_is_busy (fixture->keeper));
}

static gboolean
is_kept (Fixture *fixture, const char *source)
{
  g_autoptr (GlossRecord) record = load_source (fixture, source);

  g_assert_cmpint (gloss_record_is_null (record, "capture"), ==, gloss_record_is_null (record, "hash"));
  return !gloss_record_is_null (record, "capture");
}

/* All of it is one step, which can be taken back. */
static void
test_keep (Fixture *fixture, gconstpointer data)
{
  g_autofree char *source = cite (fixture, "/report");
  g_autoptr (GlossRecord) record = NULL;
  g_autoptr (GlossChange) undo = NULL;

  add_article (fixture, "/report", "Report");
  keep (fixture, source);
  g_assert_cmpint (get_state (fixture, source), ==, GLOSS_KEEPING_RUNNING);
  /* Asking again changes nothing. */
  keep (fixture, source);
  wait_until_idle (fixture);
  g_assert_cmpint (get_state (fixture, source), ==, GLOSS_KEEPING_NOTHING);
  g_assert_true (is_kept (fixture, source));
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/report"), ==, 1);
  record = load_source (fixture, source);
  g_assert_false (gloss_record_is_null (record, "accessed"));

  undo = gloss_undo_stack_undo (fixture->undo);
  g_assert_nonnull (undo);
  submit (fixture, undo);
  g_assert_false (is_kept (fixture, source));
}

/* One after the other, whatever becomes of each. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = cite (fixture, "/one");
  g_autofree char *pdf = cite (fixture, "/pdf");
  g_autofree char *lost = cite (fixture, "/lost");
  g_autofree char *two = cite (fixture, "/two");
  const char *words;

  add_article (fixture, "/one", "One");
  add_article (fixture, "/two", "Two");
  gloss_test_server_add (fixture->server, "/pdf",
                         &(GlossTestAnswer){ .type = "application/pdf", .body = "%PDF" });
  keep (fixture, one);
  keep (fixture, pdf);
  keep (fixture, lost);
  keep (fixture, two);
  wait_until_idle (fixture);
  g_assert_true (is_kept (fixture, one));
  g_assert_true (is_kept (fixture, two));
  g_assert_false (is_kept (fixture, pdf));
  g_assert_false (is_kept (fixture, lost));
  g_assert_cmpint (gloss_source_keeper_get (fixture->keeper, pdf, &words), ==, GLOSS_KEEPING_FAILED);
  g_assert_nonnull (strstr (words, "application/pdf"));
  g_assert_nonnull (strstr (words, "enter the archive link"));
  g_assert_cmpint (gloss_source_keeper_get (fixture->keeper, lost, &words), ==, GLOSS_KEEPING_DOUBTED);
  g_assert_nonnull (strstr (words, "404"));
}

static void
test_doubted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *accepted = cite (fixture, "/lost");
  g_autofree char *dropped = cite (fixture, "/lost");

  gloss_test_server_add (fixture->server, "/lost",
                         &(GlossTestAnswer){ .status = 404, .body = "<title>Lost</title><p>Not here" });
  keep (fixture, accepted);
  keep (fixture, dropped);
  wait_until_idle (fixture);
  g_assert_cmpuint (gloss_source_keeper_count (fixture->keeper, GLOSS_KEEPING_DOUBTED), ==, 2);
  gloss_source_keeper_accept (fixture->keeper, accepted);
  gloss_source_keeper_drop (fixture->keeper, dropped);
  g_assert_cmpuint (gloss_source_keeper_count (fixture->keeper, GLOSS_KEEPING_DOUBTED), ==, 0);
  gloss_source_keeper_accept (fixture->keeper, dropped);
  g_assert_cmpint (get_state (fixture, dropped), ==, GLOSS_KEEPING_NOTHING);
  wait_until_idle (fixture);
  g_assert_true (is_kept (fixture, accepted));
  g_assert_false (is_kept (fixture, dropped));
}

/* After a failure, it can be tried again. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *source = cite (fixture, "/report");

  gloss_test_server_add (fixture->server, "/report", &(GlossTestAnswer){ .type = "video/mp4", .body = "x" });
  keep (fixture, source);
  wait_until_idle (fixture);
  g_assert_cmpint (get_state (fixture, source), ==, GLOSS_KEEPING_FAILED);
  add_article (fixture, "/report", "Report");
  keep (fixture, source);
  wait_until_idle (fixture);
  g_assert_true (is_kept (fixture, source));
}

/* What is stopped is not kept, and what waits behind it is. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *held = cite (fixture, "/held");
  g_autofree char *waiting = cite (fixture, "/held/too");
  g_autofree char *source = cite (fixture, "/report");

  gloss_test_server_add (fixture->server, "/held", &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD });
  add_article (fixture, "/report", "Report");
  keep (fixture, held);
  keep (fixture, waiting);
  keep (fixture, source);
  GLOSS_TEST_WAIT_FOR (gloss_test_server_count (fixture->server, "/held") == 1);
  gloss_source_keeper_drop (fixture->keeper, waiting);
  gloss_source_keeper_drop (fixture->keeper, held);
  g_assert_cmpint (get_state (fixture, held), ==, GLOSS_KEEPING_NOTHING);
  wait_until_idle (fixture);
  g_assert_true (is_kept (fixture, source));
  g_assert_false (is_kept (fixture, held));
  g_assert_cmpuint (gloss_test_server_count (fixture->server, "/held/too"), ==, 0);
}

/* A source that is removed, or names another address, while its page is read. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/held/1", "/held/2" };

  gloss_test_server_add (fixture->server, "/held/", &(GlossTestAnswer){ .manner = GLOSS_TEST_HELD });
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *source = cite (fixture, paths[i]);
      g_autoptr (GlossRecord) before = load_source (fixture, source);
      g_autoptr (GlossRecord) after = i == 0
                                        ? gloss_record_with_deleted (before, TRUE)
                                        : gloss_record_with_string (before, "uri", "https://other.example/");
      g_autoptr (GlossChange) change = gloss_change_new ("Edit source", fixture->article);

      keep (fixture, source);
      GLOSS_TEST_WAIT_FOR (gloss_test_server_count (fixture->server, paths[i]) == 1);
      gloss_change_add (change, before, after);
      submit (fixture, change);
      g_assert_cmpint (get_state (fixture, source), ==, GLOSS_KEEPING_NOTHING);
      g_assert_false (gloss_source_keeper_is_busy (fixture->keeper));
    }
}

/* What is no address of the web is never asked for. */
static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  static const char *const addresses[] = { "file:///etc/passwd", "javascript:alert(1)",
                                           "page 7 of the report", "ftp://x.example/" };
  g_autofree char *source = cite (fixture, "/report");

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      gloss_source_keeper_keep (fixture->keeper, source, addresses[i]);
      g_assert_cmpint (get_state (fixture, source), ==, GLOSS_KEEPING_FAILED);
    }
  g_assert_cmpuint (gloss_test_server_count_all (fixture->server), ==, 0);
}

#define ADD(name, function) g_test_add ("/source-keeper/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("keep", test_keep);
  ADD ("several", test_several);
  ADD ("doubted", test_doubted);
  ADD ("again", test_again);
  ADD ("drop", test_drop);
  ADD ("gone", test_gone);
  ADD ("addresses", test_addresses);

  return g_test_run ();
}
