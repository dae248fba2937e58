/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files on their way into the library: pages that browsers saved, several at once, some of them no article;
 * what is asked about first, and what is left when the user stops it. */

#include "config.h"

#include <string.h>

#include "app/gloss-test-intake.h"
#include "support/gloss-test-wait.h"

static char *
dup_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "saved", name, NULL);
}

static void
add (GlossTestIntake *fixture, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  gloss_intake_add_file (fixture->intake, file);
}

static void
add_written (GlossTestIntake *fixture, const char *name, const char *content, gsize length)
{
  g_autoptr (GFile) file = gloss_test_intake_add_file (fixture, name, content, length);
}

static GlossCapture *
load_capture (GlossTestIntake *fixture)
{
  g_autoptr (GError) error = NULL;
  GlossCapture *capture = gloss_database_load_capture (fixture->library.database, fixture->article, &error);

  g_assert_no_error (error);
  return capture;
}

/* Each of them is the article alone, with both images. */
static void
test_saved (GlossTestIntake *fixture, gconstpointer data)
{
  static const char *const names[] = { "chrome.mhtml", "ie.mht", "firefox.html", "single-file.html" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = dup_path (names[i]);
      g_autoptr (GlossCapture) capture = NULL;
      const GlossCaptureFields *fields;

      add (fixture, path);
      gloss_test_intake_wait (fixture);
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

/* The file whose images a browser put into a folder beside it. */
static char *
copy_saved (GlossTestIntake *fixture, GFile **folder)
{
  static const char *const names[] = { "crane.png", "mooring (1).png" };
  g_autofree char *parent = g_path_get_dirname (fixture->library.path);
  g_autofree char *page = dup_path ("firefox.html");
  g_autofree char *beside = dup_path ("firefox_files");
  g_autoptr (GFile) from = g_file_new_for_path (page);
  char *path = g_build_filename (parent, "firefox.html", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autofree char *made = g_build_filename (parent, "firefox_files", NULL);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  *folder = g_file_new_for_path (made);
  g_file_make_directory (*folder, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *image = g_build_filename (beside, names[i], NULL);
      g_autoptr (GFile) one = g_file_new_for_path (image);
      g_autoptr (GFile) other = g_file_get_child (*folder, names[i]);

      g_file_copy (one, other, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  return path;
}

/* The same bytes without their folder are another version, and are not taken without a word. */
static void
test_folder_moved (GlossTestIntake *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = NULL;
  g_autofree char *path = copy_saved (fixture, &folder);
  g_autoptr (GFile) parent = g_file_get_parent (folder);
  g_autoptr (GFile) elsewhere = g_file_get_child (parent, "elsewhere");
  g_autoptr (GlossCapture) without = NULL;
  g_autoptr (GlossCapture) with = NULL;

  add (fixture, path);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_noted, ==, 0);

  g_assert_true (g_file_move (folder, elsewhere, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  add (fixture, path);
  gloss_test_intake_wait (fixture);
  g_assert_cmpint (fixture->added, ==, GLOSS_ADDED_CAPTURE);
  without = load_capture (fixture);
  g_assert_null (strstr (gloss_capture_get_fields (without)->html, "<img"));
  g_assert_nonnull (fixture->note);
  g_assert_nonnull (strstr (fixture->note, "2 of its images are missing"));

  add (fixture, path);
  gloss_test_intake_wait (fixture);
  g_assert_cmpint (fixture->added, ==, GLOSS_ADDED_NOTHING);
  g_assert_cmpuint (fixture->n_noted, ==, 1);

  g_assert_true (g_file_move (elsewhere, folder, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  add (fixture, path);
  gloss_test_intake_wait (fixture);
  g_assert_cmpint (fixture->added, ==, GLOSS_ADDED_CAPTURE);
  g_assert_cmpuint (fixture->n_noted, ==, 1);
  with = load_capture (fixture);
  g_assert_nonnull (strstr (gloss_capture_get_fields (with)->html, "<img src=\"image/"));
}

/* What a page hides is read with it, and told. What holds no words, or is never seen anywhere, does not
 * count. */
static void
test_hidden (GlossTestIntake *fixture, gconstpointer data)
{
  static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><title>Hidden</title><p>Words that are seen.</p>"
    "<p hidden>Not <b hidden>these</b>.</p><div style=\"color: red; Display : NONE\">Nor <i>those</i>.</div>"
    "<p style=\"visibility:hidden !important\">Nor that.</p><dialog>Nor this.</dialog>"
    "<p hidden> </p><div hidden><script>1</script></div><style hidden>p {}</style>"
    "<p style=\"color: red\">Seen.</p><p aria-hidden=true>Seen.</p><dialog open>Seen.</dialog>"
    "<svg style=\"display:none\"><title>An icon</title></svg>";

  add_written (fixture, "hidden.html", page, strlen (page));
  gloss_test_intake_wait (fixture);
  g_assert_cmpint (fixture->added, ==, GLOSS_ADDED_ARTICLE);
  g_assert_cmpstr (fixture->note, ==, "4 passages in it are hidden on the page itself.");
}

static void
test_several (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *page = dup_path ("webkit.mhtml");

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      add_written (fixture, name, i == 3 ? "%PDF-1.7" : "words", i == 3 ? 8 : 5);
    }
  add_written (fixture, "z.webarchive", "bplist00\337_\020\017WebMainResource", 27);
  add (fixture, page);
  g_assert_true (gloss_intake_has_files (fixture->intake));
  gloss_test_intake_wait (fixture);

  g_assert_cmpuint (fixture->n_added, ==, 5);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  /* The same words under four names are one article. */
  g_assert_cmpstr (fixture->summary, ==,
                   "2 files were added. 3 were in the library already. 2 could not be added.");
  g_assert_nonnull (strstr (fixture->failures, "“3.txt” is a PDF document."));
  g_assert_nonnull (strstr (fixture->failures, "“z.webarchive” is a web archive of Safari."));
  g_assert_true (
    g_ptr_array_find_with_equal_func (fixture->statuses, "File 1 of 7: 0.txt", g_str_equal, NULL));
  g_assert_true (
    g_ptr_array_find_with_equal_func (fixture->statuses, "File 7 of 7: webkit.mhtml", g_str_equal, NULL));
  g_assert_false (gloss_intake_has_files (fixture->intake));

  /* What comes later is told by itself. */
  add_written (fixture, "later.txt", "PK\003\004\024", 5);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
}

static void
test_cancel (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *page = dup_path ("webkit.mhtml");

  for (guint i = 0; i < 20; i++)
    add (fixture, page);
  GLOSS_TEST_WAIT_FOR (fixture->n_added >= 1);
  gloss_intake_cancel (fixture->intake);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, <, 20);
  g_assert_nonnull (strstr (fixture->summary, "1 file was added."));
  g_assert_nonnull (strstr (fixture->summary, "as you stopped it."));
  g_assert_cmpstr (fixture->failures, ==, "");
}

/* A file that breaks off is stored only when the user says so. */
static void
test_doubt (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path ("chrome.mhtml");
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  add_written (fixture, "cut.mhtml", content, length - 600);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 0);
  g_assert_nonnull (strstr (fixture->doubt, "“cut.mhtml” breaks off before its end"));

  gloss_intake_keep (fixture->intake, fixture->doubted);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

/* Saved anew and opened again, it is asked about no more: what broke off is not to be added by its old
 * question. */
static void
test_doubt_settled (GlossTestIntake *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path ("chrome.mhtml");
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  add_written (fixture, "page.mhtml", content, length - 600);
  gloss_test_intake_wait (fixture);
  g_assert_nonnull (fixture->doubted);
  add_written (fixture, "page.mhtml", content, length);
  gloss_test_intake_wait (fixture);
  g_assert_cmpuint (fixture->n_added, ==, 1);

  gloss_intake_keep (fixture->intake, fixture->doubted);
  g_assert_false (gloss_intake_is_busy (fixture->intake));
}

#define ADD(name, func)                                                                                      \
  g_test_add ("/opening-files/" name, GlossTestIntake, NULL, gloss_test_intake_set_up, func,                 \
              gloss_test_intake_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("saved", test_saved);
  ADD ("folder-moved", test_folder_moved);
  ADD ("hidden", test_hidden);
  ADD ("several", test_several);
  ADD ("cancel", test_cancel);
  ADD ("doubt", test_doubt);
  ADD ("doubt-settled", test_doubt_settled);

  return g_test_run ();
}
