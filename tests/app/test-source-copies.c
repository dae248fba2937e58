/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the library has of the pages of sources is told as it is by now, whoever wrote it. */

#include "config.h"

#include "app/annotations/gloss-source-copies.h"
#include "core/annotation/gloss-commands.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

#define ADDRESS "https://source.example/report"

typedef struct
{
  GlossTestLibrary library;
  GlossStore *store;
  GlossSourceCopies *copies;
  guint n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gloss_test_library_set_up (&fixture->library, NULL);
  fixture->store = gloss_test_open_store (fixture->library.path);
  fixture->copies = gloss_source_copies_new (fixture->store);
  g_signal_connect_swapped (fixture->copies, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GLOSS_TEST_WAIT_FOR (G_OBJECT (fixture->copies)->ref_count == 1);
  g_assert_finalize_object (fixture->copies);
  gloss_test_close_store (fixture->store);
  gloss_test_library_tear_down (&fixture->library, NULL);
}

static GlossRecord *
make_source (const char *uri, const char *capture)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (GlossRecord) cited = gloss_record_with_string (blank, "uri", uri);

  return gloss_record_with_string (cited, "capture", capture);
}

static GlossCapture *
load_newest (Fixture *fixture, const char *article)
{
  g_autoptr (GError) error = NULL;
  GlossCapture *capture = gloss_database_load_capture (fixture->library.database, article, &error);

  g_assert_no_error (error);
  return capture;
}

/* By the address, whatever tracks its readers; by the capture, where the source has one. */
static void
test_look (Fixture *fixture, gconstpointer data)
{
  g_autofree char *article = gloss_test_add_article (fixture->library.database, ADDRESS, "First.");
  g_autoptr (GlossCapture) first = load_newest (fixture, article);
  const char *uuid = gloss_capture_get_fields (first)->uuid;
  g_autoptr (GlossRecord) citing = make_source (ADDRESS "?utm_source=x", NULL);
  g_autoptr (GlossRecord) kept = make_source ("https://elsewhere.example/", uuid);
  g_autoptr (GlossRecord) nothing = make_source (NULL, NULL);

  GLOSS_TEST_WAIT_FOR (gloss_source_copies_look (fixture->copies, citing) != NULL &&
                       gloss_source_copies_look (fixture->copies, kept) != NULL);
  g_assert_cmpstr (gloss_record_get_uuid (gloss_source_copies_look (fixture->copies, citing)), ==, uuid);
  g_assert_cmpstr (gloss_record_get_uuid (gloss_source_copies_look (fixture->copies, kept)), ==, uuid);
  g_assert_null (gloss_source_copies_look (fixture->copies, nothing));
}

/* What this process removes and brings back: the old answer stands until there is another one. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *article = gloss_test_add_article (fixture->library.database, ADDRESS, "First.");
  g_autoptr (GlossRecord) record = gloss_test_load_record (fixture->library.database, "article", article);
  g_autoptr (GlossRecord) citing = make_source (ADDRESS, NULL);
  g_autoptr (GlossChange) removal = gloss_command_delete_article (record);
  g_autoptr (GlossChange) undo = NULL;
  guint n_changes;

  GLOSS_TEST_WAIT_FOR (gloss_source_copies_look (fixture->copies, citing) != NULL);
  n_changes = fixture->n_changes;
  gloss_store_submit_async (fixture->store, removal, NULL, NULL);
  GLOSS_TEST_WAIT_FOR (gloss_source_copies_look (fixture->copies, citing) == NULL);
  g_assert_cmpuint (fixture->n_changes, >, n_changes);
  undo = gloss_change_invert (removal);
  gloss_store_submit_async (fixture->store, undo, NULL, NULL);
  GLOSS_TEST_WAIT_FOR (gloss_source_copies_look (fixture->copies, citing) != NULL);
}

/* Who shows it is told, without asking again, when another process adds it. */
static void
test_outside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossRecord) citing = make_source (ADDRESS, NULL);
  g_autofree char *article = NULL;

  g_assert_null (gloss_source_copies_look (fixture->copies, citing));
  GLOSS_TEST_WAIT_FOR (G_OBJECT (fixture->copies)->ref_count == 1);
  article = gloss_test_add_article (fixture->library.database, ADDRESS, "First.");
  GLOSS_TEST_WAIT_FOR (fixture->n_changes > 0);
  GLOSS_TEST_WAIT_FOR (gloss_source_copies_look (fixture->copies, citing) != NULL);
}

#define ADD(name, function) g_test_add ("/source-copies/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("look", test_look);
  ADD ("removed", test_removed);
  ADD ("outside", test_outside);

  return g_test_run ();
}
