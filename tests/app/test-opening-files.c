/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files on their way into the library: pages that browsers saved, several at once, some of them no article;
 * what is asked about first, and what is left when the user stops it. */

#include "config.h"

#include <string.h>

#include "app/window/gloss-intake.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

typedef struct
{
  GlossTestLibrary library;
  GSettings *settings;
  GlossStore *store;
  GlossIntake *intake;

  guint n_added;
  char *article;
  guint n_failed;
  char *doubted;
  char *doubt;
  GPtrArray *statuses;
  char *summary;
  char *failures;
} Fixture;

static void
added_cb (Fixture *fixture, const char *article)
{
  fixture->n_added++;
  g_free (fixture->article);
  fixture->article = g_strdup (article);
}

static void
failed_cb (Fixture *fixture)
{
  fixture->n_failed++;
}

static void
doubted_cb (Fixture *fixture, const char *uri, const char *words)
{
  g_free (fixture->doubted);
  g_free (fixture->doubt);
  fixture->doubted = g_strdup (uri);
  fixture->doubt = g_strdup (words);
}

static void
status_cb (Fixture *fixture)
{
  char *status;

  g_object_get (fixture->intake, "status", &status, NULL);
  if (status != NULL)
    g_ptr_array_add (fixture->statuses, status);
}

static void
done_cb (Fixture *fixture, GlossFileBatch *batch)
{
  GPtrArray *failures = gloss_file_batch_get_failures (batch);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  g_assert_null (fixture->summary);
  fixture->summary = gloss_file_batch_dup_summary (batch);
  for (guint i = 0; i < failures->len; i++)
    g_ptr_array_add (lines, g_ptr_array_index (failures, i));
  g_ptr_array_add (lines, NULL);
  fixture->failures = g_strjoinv ("\n", (char **) lines->pdata);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gloss_test_library_set_up (&fixture->library, NULL);
  fixture->settings = g_settings_new (GLOSS_APP_ID);
  fixture->store = gloss_test_open_store (fixture->library.path);
  fixture->intake = gloss_intake_new (fixture->store, fixture->settings);
  fixture->statuses = g_ptr_array_new_with_free_func (g_free);
  g_object_ref_sink (gloss_intake_get_widget (fixture->intake));
  g_signal_connect_swapped (fixture->intake, "added", G_CALLBACK (added_cb), fixture);
  g_signal_connect_swapped (fixture->intake, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect_swapped (fixture->intake, "doubted", G_CALLBACK (doubted_cb), fixture);
  g_signal_connect_swapped (fixture->intake, "files-done", G_CALLBACK (done_cb), fixture);
  g_signal_connect_swapped (fixture->intake, "notify::status", G_CALLBACK (status_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (gloss_intake_get_widget (fixture->intake));
  gloss_test_finalize (fixture->intake);
  gloss_test_close_store (fixture->store);
  g_object_unref (fixture->settings);
  gloss_test_library_tear_down (&fixture->library, NULL);
  g_ptr_array_unref (fixture->statuses);
  g_free (fixture->article);
  g_free (fixture->doubted);
  g_free (fixture->doubt);
  g_free (fixture->summary);
  g_free (fixture->failures);
}

static char *
dup_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "saved", name, NULL);
}

static void
add (Fixture *fixture, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  gloss_intake_add_file (fixture->intake, file);
}

/* A file of this test's own; its name is freed. */
static void
add_written (Fixture *fixture, char *name, const char *content, gsize length)
{
  g_autofree char *folder = g_path_get_dirname (fixture->library.path);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, (gssize) length, &error);
  g_assert_no_error (error);
  add (fixture, path);
  g_free (name);
}

static void
wait_until_idle (Fixture *fixture)
{
  GLOSS_TEST_WAIT_FOR (!gloss_intake_is_busy (fixture->intake));
}

static GlossCapture *
load_capture (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GlossCapture *capture = gloss_database_load_capture (fixture->library.database, fixture->article, &error);

  g_assert_no_error (error);
  return capture;
}

/* Each of them is the article alone, with both images. */
static void
test_saved (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "chrome.mhtml", "ie.mht", "firefox.html", "single-file.html" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = dup_path (names[i]);
      g_autoptr (GlossCapture) capture = NULL;
      const GlossCaptureFields *fields;

      add (fixture, path);
      wait_until_idle (fixture);
      g_assert_cmpuint (fixture->n_added, ==, i + 1);
      capture = load_capture (fixture);
      fields = gloss_capture_get_fields (capture);
      g_assert_true (g_str_has_suffix (fields->uri, names[i]));
      g_assert_cmpint (fields->extent, ==, GLOSS_EXTENT_ARTICLE);
      g_assert_true (g_str_has_prefix (gloss_text_get_utf8 (fields->text),
                                       "Timber through Grenfeld reaches a record\nThe harbour"));
      g_assert_null (strstr (gloss_text_get_utf8 (fields->text), "Imprint"));
      g_assert_nonnull (strstr (fields->html, "<img src=\"image/"));
      g_assert_null (strstr (fields->html, "[image:"));
      g_assert_nonnull (fields->mhtml_sha256);
    }
  g_assert_null (fixture->summary);
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = dup_path ("webkit.mhtml");

  for (guint i = 0; i < 5; i++)
    add_written (fixture, g_strdup_printf ("%u.txt", i), i == 3 ? "%PDF-1.7" : "words", i == 3 ? 8 : 5);
  add_written (fixture, g_strdup ("z.webarchive"), "bplist00\337_\020\017WebMainResource", 27);
  add (fixture, page);
  g_assert_true (gloss_intake_has_files (fixture->intake));
  wait_until_idle (fixture);

  g_assert_cmpuint (fixture->n_added, ==, 5);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  /* The same words under four names are one article. */
  g_assert_cmpstr (fixture->summary, ==,
                   "2 files were added. 3 were in the library already. 2 could not be added.");
  g_assert_nonnull (strstr (fixture->failures, "“3.txt” is a PDF document."));
  g_assert_nonnull (strstr (fixture->failures, "“z.webarchive” is a web archive of Safari."));
  g_assert_true (g_ptr_array_find_with_equal_func (fixture->statuses, "1 of 7: 0.txt", g_str_equal, NULL));
  g_assert_true (
    g_ptr_array_find_with_equal_func (fixture->statuses, "7 of 7: webkit.mhtml", g_str_equal, NULL));
  g_assert_false (gloss_intake_has_files (fixture->intake));

  /* What comes later is told by itself. */
  add_written (fixture, g_strdup ("later.txt"), "PK\003\004\024", 5);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = dup_path ("webkit.mhtml");

  for (guint i = 0; i < 20; i++)
    add (fixture, page);
  GLOSS_TEST_WAIT_FOR (fixture->n_added == 1);
  gloss_intake_cancel (fixture->intake);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, <, 20);
  g_assert_nonnull (strstr (fixture->summary, "1 file was added."));
  g_assert_nonnull (strstr (fixture->summary, "as you stopped it."));
  g_assert_cmpstr (fixture->failures, ==, "");
}

/* A file that breaks off is stored only when the user says so. */
static void
test_doubt (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path ("chrome.mhtml");
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  add_written (fixture, g_strdup ("cut.mhtml"), content, length - 600);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 0);
  g_assert_nonnull (strstr (fixture->doubt, "“cut.mhtml” breaks off before its end"));

  gloss_intake_keep (fixture->intake, fixture->doubted);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

/* Saved anew and opened again, it is asked about no more: what broke off is not to be added by its old
 * question. */
static void
test_doubt_settled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path ("chrome.mhtml");
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  add_written (fixture, g_strdup ("page.mhtml"), content, length - 600);
  wait_until_idle (fixture);
  g_assert_nonnull (fixture->doubted);
  add_written (fixture, g_strdup ("page.mhtml"), content, length);
  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);

  gloss_intake_keep (fixture->intake, fixture->doubted);
  g_assert_false (gloss_intake_is_busy (fixture->intake));
}

#define ADD(name, func) g_test_add ("/opening-files/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("saved", test_saved);
  ADD ("several", test_several);
  ADD ("cancel", test_cancel);
  ADD ("doubt", test_doubt);
  ADD ("doubt-settled", test_doubt_settled);

  return g_test_run ();
}
