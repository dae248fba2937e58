/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking more or less of a page than was taken: all that was captured stays as it was, nothing that was
 * annotated is read anew, and it can be taken back. */

#include "config.h"

#include <glib/gstdio.h>

#include "core/base/gloss-error.h"
#include "core/store/gloss-database-extent.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-web-page.h"

#define URI "https://example.org/article"
#define PART "Some of it."

static GlossCapture *
load (GlossTestLibrary *fixture, const char *article)
{
  g_autoptr (GError) error = NULL;
  GlossCapture *capture = gloss_database_load_capture (fixture->database, article, &error);

  g_assert_no_error (error);
  return capture;
}

/* What is read of the page of a stored capture this time. */
static GlossCapture *
take (GlossCapture *stored, GlossExtent extent, const char *words)
{
  GlossCaptureFields fields = *gloss_capture_get_fields (stored);
  g_autoptr (GlossText) text = gloss_text_new (words, -1, NULL);
  g_autofree char *html = g_strdup_printf ("<!DOCTYPE html><main id=\"gloss-text\">%s</main>", words);

  fields.html = html;
  fields.text = text;
  fields.extent = extent;
  fields.finding = NULL;
  return gloss_capture_new (&fields);
}

static char *
add_page (GlossTestLibrary *fixture, GlossTestWebPage *page, GlossAdded expected)
{
  g_autoptr (GlossCapture) made = gloss_test_web_page_capture (page);
  GlossCaptureFields fields = *gloss_capture_get_fields (made);
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GError) error = NULL;
  GlossAdded added;
  char *article = NULL;

  fields.extent = GLOSS_EXTENT_WHOLE;
  fields.finding = "list";
  capture = gloss_capture_new (&fields);
  gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, &article, &added, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added, ==, expected);
  return article;
}

static GlossChange *
change_extent (GlossTestLibrary *fixture, GlossCapture *taken)
{
  g_autoptr (GError) error = NULL;
  GlossChange *change = NULL;

  gloss_database_change_extent (fixture->database, taken, GLOSS_TEST_WHO, &change, &error);
  g_assert_no_error (error);
  return change;
}

static void
assert_refused (GlossTestLibrary *fixture, GlossCapture *taken, int code)
{
  g_autofree char *head = gloss_database_dup_history_head (fixture->database, NULL);
  g_autofree char *head_after = NULL;
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (gloss_database_change_extent (fixture->database, taken, GLOSS_TEST_WHO, &change, &error));
  g_assert_error (error, GLOSS_ERROR, code);
  g_assert_null (change);
  head_after = gloss_database_dup_history_head (fixture->database, NULL);
  g_assert_cmpstr (head, ==, head_after);
}

static void
assert_extent (GlossTestLibrary *fixture, const char *article, GlossExtent expected)
{
  g_autoptr (GError) error = NULL;
  GlossExtent extent;

  gloss_database_load_extent (fixture->database, article, NULL, &extent, &error);
  g_assert_no_error (error);
  g_assert_cmpint (extent, ==, expected);
  extent = GLOSS_EXTENT_UNKNOWN;
  /* By the address, too, whatever tracks its readers. */
  gloss_database_load_extent (fixture->database, NULL, URI "?utm_source=x", &extent, &error);
  g_assert_no_error (error);
  g_assert_cmpint (extent, ==, expected);
}

static guint
count (GlossTestLibrary *fixture, const char *table, const char *column, const char *value)
{
  g_autoptr (GPtrArray) records =
    gloss_database_load_records (fixture->database, table, column, value, NULL, NULL);

  return records->len;
}

static void
test_narrow (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (URI, 2000, 2, 1000);
  g_autofree char *article = add_page (fixture, page, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossCapture) before = load (fixture, article);
  g_autoptr (GlossCapture) taken = take (before, GLOSS_EXTENT_WHOLE_PART, PART);
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossChange) same = NULL;
  g_autoptr (GlossCapture) after = NULL;
  g_autoptr (GlossCapture) again = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) mhtml = NULL;
  g_autofree char *known = NULL;
  const GlossCaptureFields *old = gloss_capture_get_fields (before);
  const GlossCaptureFields *fields;

  assert_extent (fixture, article, GLOSS_EXTENT_WHOLE);
  g_assert_cmpstr (old->finding, ==, "list");
  change = change_extent (fixture, taken);
  g_assert_nonnull (change);
  g_assert_cmpstr (gloss_change_get_article (change), ==, article);

  after = load (fixture, article);
  fields = gloss_capture_get_fields (after);
  g_assert_cmpstr (fields->uuid, !=, old->uuid);
  g_assert_cmpstr (gloss_text_get_utf8 (fields->text), ==, PART);
  g_assert_cmpint (fields->extent, ==, GLOSS_EXTENT_WHOLE_PART);
  g_assert_null (fields->finding);
  g_assert_cmpstr (fields->uri, ==, old->uri);
  g_assert_cmpstr (fields->sha256, ==, old->sha256);
  g_assert_cmpstr (fields->mhtml_sha256, ==, old->mhtml_sha256);
  g_assert_cmpstr (fields->captured, ==, old->captured);
  g_assert_cmpstr (fields->headers, ==, old->headers);
  g_assert_cmpstr (fields->archive, ==, old->archive);
  g_assert_cmpint (fields->status, ==, old->status);
  g_assert_cmpuint (count (fixture, "capture_resource", "capture", fields->uuid), ==,
                    count (fixture, "capture_resource", "capture", old->uuid));
  original = gloss_database_load_original (fixture->database, fields->uuid, NULL);
  g_assert_nonnull (original);
  mhtml = gloss_database_load_mhtml (fixture->database, fields->uuid, NULL);
  g_assert_nonnull (mhtml);
  assert_extent (fixture, article, GLOSS_EXTENT_WHOLE_PART);

  /* The same once more is nothing, and so is the page, as long as its bytes are the same. */
  again = take (after, GLOSS_EXTENT_WHOLE_PART, PART);
  same = change_extent (fixture, again);
  g_assert_null (same);
  known = add_page (fixture, page, GLOSS_ADDED_NOTHING);
  g_assert_cmpstr (known, ==, article);
}

/* The part that was taken hides nothing: a page that runs and says something else by now is captured again.
 */
static void
test_narrow_of_changed (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (URI, 2000, 2, 1000);
  g_autofree char *article = add_page (fixture, page, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossCapture) before = load (fixture, article);
  g_autoptr (GlossCapture) taken = take (before, GLOSS_EXTENT_WHOLE_PART, PART);
  g_autoptr (GlossChange) change = change_extent (fixture, taken);
  g_autoptr (GlossCapture) now = take (before, GLOSS_EXTENT_WHOLE, "Other words on all of the page.");
  g_autoptr (GlossCapture) newest = NULL;
  GlossAdded added;

  g_assert_nonnull (change);
  g_assert_true (
    gloss_database_add_capture (fixture->database, now, GLOSS_TEST_WHO, NULL, &added, NULL, NULL));
  g_assert_cmpint (added, ==, GLOSS_ADDED_CAPTURE);
  newest = load (fixture, article);
  g_assert_cmpstr (gloss_text_get_utf8 (gloss_capture_get_fields (newest)->text), ==,
                   "Other words on all of the page.");
}

/* Who asks for all of a page gets it, though its bytes and its article are known; who looks at it again has
 * nothing new, though all is read then of what a part was selected in. */
static void
test_asked_for_whole (GlossTestLibrary *fixture, gconstpointer data)
{
  static const struct
  {
    GlossExtent taken;
    gboolean is_asked;
    GlossAdded added[2];
  } cases[] = {
    { GLOSS_EXTENT_ARTICLE, TRUE, { GLOSS_ADDED_CAPTURE, GLOSS_ADDED_NOTHING } },
    { GLOSS_EXTENT_ARTICLE_PART, TRUE, { GLOSS_ADDED_CAPTURE, GLOSS_ADDED_NOTHING } },
    { GLOSS_EXTENT_WHOLE_PART, TRUE, { GLOSS_ADDED_CAPTURE, GLOSS_ADDED_NOTHING } },
    { GLOSS_EXTENT_WHOLE_PART, FALSE, { GLOSS_ADDED_NOTHING, GLOSS_ADDED_NOTHING } },
    { GLOSS_EXTENT_UNKNOWN, TRUE, { GLOSS_ADDED_CAPTURE, GLOSS_ADDED_NOTHING } },
    { GLOSS_EXTENT_UNKNOWN, FALSE, { GLOSS_ADDED_NOTHING, GLOSS_ADDED_NOTHING } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = g_strdup_printf (URI "/%u", i);
      g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (uri, 2000 + 100 * i, 2, 1000);
      g_autoptr (GlossCapture) whole = gloss_test_web_page_capture (page);
      g_autoptr (GlossCapture) first = NULL;
      g_autofree char *article = NULL;
      GlossCaptureFields fields = *gloss_capture_get_fields (whole);

      if (cases[i].taken == GLOSS_EXTENT_UNKNOWN)
        {
          first = take (whole, GLOSS_EXTENT_UNKNOWN, PART);
          gloss_database_add_capture (fixture->database, first, GLOSS_TEST_WHO, &article, NULL, NULL, NULL);
        }
      else
        {
          g_autoptr (GlossCapture) before = NULL;
          g_autoptr (GlossChange) change = NULL;

          article = add_page (fixture, page, GLOSS_ADDED_ARTICLE);
          before = load (fixture, article);
          first = take (before, cases[i].taken, PART);
          change = change_extent (fixture, first);
          g_assert_nonnull (change);
        }

      fields.extent = GLOSS_EXTENT_WHOLE;
      fields.is_asked_whole = cases[i].is_asked;
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].added); j++)
        {
          g_autoptr (GlossCapture) again = gloss_capture_new (&fields);
          g_autoptr (GlossCapture) newest = NULL;
          g_autofree char *same = NULL;
          GlossExtent expected = cases[i].is_asked ? GLOSS_EXTENT_WHOLE : cases[i].taken;
          GlossAdded added;

          g_assert_true (
            gloss_database_add_capture (fixture->database, again, GLOSS_TEST_WHO, &same, &added, NULL, NULL));
          g_assert_cmpint (added, ==, cases[i].added[j]);
          g_assert_cmpstr (same, ==, article);
          newest = load (fixture, article);
          g_assert_cmpint (gloss_capture_get_fields (newest)->extent, ==, expected);
        }
    }
}

/* The list of captures is what it was, with another one in the place of the newest. */
static void
test_undo (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (URI, 2000, 2, 1000);
  g_autofree char *article = add_page (fixture, page, GLOSS_ADDED_ARTICLE);
  g_autofree char *same = NULL;
  g_autoptr (GlossCapture) before = NULL;
  g_autoptr (GlossCapture) taken = NULL;
  g_autoptr (GlossCapture) undone = NULL;
  g_autoptr (GlossCapture) redone = NULL;
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossChange) undo = NULL;
  g_autoptr (GlossChange) redo = NULL;
  g_autoptr (GPtrArray) captures = NULL;

  gloss_test_web_page_edit (page);
  same = add_page (fixture, page, GLOSS_ADDED_CAPTURE);
  before = load (fixture, article);
  taken = take (before, GLOSS_EXTENT_ARTICLE, PART);
  change = change_extent (fixture, taken);
  captures = gloss_database_list_captures (fixture->database, article, NULL);
  g_assert_cmpuint (captures->len, ==, 2);

  undo = gloss_change_invert (change);
  g_assert_true (gloss_database_apply (fixture->database, undo, GLOSS_TEST_WHO, NULL));
  undone = load (fixture, article);
  g_assert_cmpstr (gloss_capture_get_fields (undone)->uuid, ==, gloss_capture_get_fields (before)->uuid);
  assert_extent (fixture, article, GLOSS_EXTENT_WHOLE);

  redo = gloss_change_invert (undo);
  g_assert_true (gloss_database_apply (fixture->database, redo, GLOSS_TEST_WHO, NULL));
  redone = load (fixture, article);
  g_assert_cmpstr (gloss_text_get_utf8 (gloss_capture_get_fields (redone)->text), ==, PART);
  assert_extent (fixture, article, GLOSS_EXTENT_ARTICLE);
}

/* As soon as something stands on the page, in the trash too, and whoever put it there. */
static void
test_annotated (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *article = gloss_test_add_article (fixture->database, URI, "Words of an article.");
  g_autoptr (GlossCapture) before = load (fixture, article);
  g_autoptr (GlossCapture) taken = take (before, GLOSS_EXTENT_ARTICLE_PART, PART);
  g_autoptr (GlossDatabase) beside = gloss_test_open (fixture->path);
  g_autoptr (GlossChange) change = gloss_test_annotate (before, 0, 5);
  g_autoptr (GlossChange) undo = NULL;
  gboolean has_anchors;

  g_assert_true (gloss_database_has_anchors (fixture->database, article, &has_anchors, NULL));
  g_assert_false (has_anchors);
  g_assert_true (gloss_database_apply (beside, change, GLOSS_TEST_WHO, NULL));
  assert_refused (fixture, taken, GLOSS_ERROR_CONFLICT);

  undo = gloss_change_invert (change);
  g_assert_true (gloss_database_apply (beside, undo, GLOSS_TEST_WHO, NULL));
  assert_refused (fixture, taken, GLOSS_ERROR_CONFLICT);
  g_assert_true (gloss_database_has_anchors (fixture->database, article, &has_anchors, NULL));
  g_assert_true (has_anchors);
}

/* What was made on it by another process before it is taken back is found in what comes back. */
static void
test_annotated_before_undo (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *article = gloss_test_add_article (fixture->database, URI, "Before. Some of it. After.");
  g_autoptr (GlossCapture) before = load (fixture, article);
  g_autoptr (GlossCapture) taken = take (before, GLOSS_EXTENT_WHOLE_PART, PART);
  g_autoptr (GlossChange) change = change_extent (fixture, taken);
  g_autoptr (GlossCapture) after = load (fixture, article);
  g_autoptr (GlossChange) annotated = gloss_test_annotate (after, 0, 4);
  g_autoptr (GlossChange) undo = gloss_change_invert (change);
  g_autoptr (GlossChange) settled = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GlossRecord *row;

  g_assert_true (gloss_database_apply (fixture->database, annotated, GLOSS_TEST_WHO, NULL));
  g_assert_true (gloss_database_apply (fixture->database, undo, GLOSS_TEST_WHO, NULL));
  g_assert_true (gloss_database_settle_anchors (fixture->database, article, GLOSS_TEST_WHO, &settled, NULL));
  g_assert_nonnull (settled);
  rows = gloss_database_load_records (fixture->database, "anchor", "capture",
                                      gloss_capture_get_fields (before)->uuid, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (gloss_record_get_string (row, "state"), !=, "lost");
  g_assert_cmpint (gloss_record_get_int (row, "start_point"), ==, 8);
}

static void
test_refused (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (URI, 2000, 0, 0);
  g_autofree char *article = add_page (fixture, page, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossCapture) first = load (fixture, article);
  g_autoptr (GlossCapture) taken = take (first, GLOSS_EXTENT_ARTICLE, PART);
  g_autoptr (GlossCapture) newest = NULL;
  g_autoptr (GlossCapture) other = NULL;
  g_autoptr (GlossCapture) gone = NULL;
  g_autoptr (GlossDatabase) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *same = NULL;
  GlossCaptureFields fields;

  gloss_test_web_page_edit (page);
  same = add_page (fixture, page, GLOSS_ADDED_CAPTURE);
  assert_refused (fixture, taken, GLOSS_ERROR_CONFLICT);

  newest = load (fixture, article);
  fields = *gloss_capture_get_fields (newest);
  fields.sha256 = gloss_capture_get_fields (first)->sha256;
  other = gloss_capture_new (&fields);
  assert_refused (fixture, other, GLOSS_ERROR_CONFLICT);

  fields = *gloss_capture_get_fields (newest);
  fields.uuid = article;
  gone = gloss_capture_new (&fields);
  assert_refused (fixture, gone, GLOSS_ERROR_NOT_FOUND);

  reader = gloss_database_open (fixture->path, GLOSS_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_false (gloss_database_change_extent (reader, newest, GLOSS_TEST_WHO, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_READ_ONLY);
}

/* The other documents of the page are kept by what they share with the first. */
static void
test_size (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (URI, 40000, 0, 0);
  g_autofree char *article = add_page (fixture, page, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossCapture) before = load (fixture, article);
  const char *words = gloss_text_get_utf8 (gloss_capture_get_fields (before)->text);
  g_autofree char *half = g_utf8_substring (words, 0, g_utf8_strlen (words, -1) / 2);
  g_autoptr (GlossCapture) taken = take (before, GLOSS_EXTENT_WHOLE_PART, half);
  g_autoptr (GlossChange) change = change_extent (fixture, taken);
  g_autoptr (GlossCapture) after = load (fixture, article);
  g_autoptr (GPtrArray) rows =
    gloss_database_load_records (fixture->database, "capture", "uuid", gloss_capture_get_fields (after)->uuid,
                                 NULL, NULL);

  g_assert_nonnull (change);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (gloss_text_get_utf8 (gloss_capture_get_fields (after)->text), ==, half);
  gloss_test_exec (fixture->path, "CREATE TEMP TABLE held (ok CHECK (ok)); INSERT INTO held SELECT "
                                  "(SELECT base FROM content WHERE sha256 = c.text_sha256) IS NOT NULL AND "
                                  "(SELECT base FROM content WHERE sha256 = c.html_sha256) IS NOT NULL "
                                  "FROM capture AS c WHERE c.deleted IS NULL");
}

static void
test_absent (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GlossExtent extent = GLOSS_EXTENT_WHOLE;

  g_assert_true (gloss_database_load_extent (fixture->database, NULL, URI, &extent, NULL));
  g_assert_cmpint (extent, ==, GLOSS_EXTENT_UNKNOWN);
  g_assert_null (gloss_database_load_original (fixture->database, "nothing", &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
}

static void
test_ids (void)
{
  static const char *const findings[] = { "nothing", "list", "little", "locked", "empty" };

  for (int i = GLOSS_EXTENT_UNKNOWN; i <= GLOSS_EXTENT_WHOLE_PART; i++)
    g_assert_cmpint (gloss_extent_from_id (gloss_extent_get_id ((GlossExtent) i)), ==, i);
  g_assert_null (gloss_extent_get_id (GLOSS_EXTENT_UNKNOWN));
  g_assert_cmpint (gloss_extent_from_id ("half"), ==, GLOSS_EXTENT_UNKNOWN);
  g_assert_cmpint (gloss_extent_get_base (GLOSS_EXTENT_ARTICLE_PART), ==, GLOSS_EXTENT_ARTICLE);
  g_assert_cmpint (gloss_extent_get_base (GLOSS_EXTENT_WHOLE_PART), ==, GLOSS_EXTENT_WHOLE);
  g_assert_cmpint (gloss_extent_get_base (GLOSS_EXTENT_UNKNOWN), ==, GLOSS_EXTENT_UNKNOWN);
  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    g_assert_nonnull (gloss_extent_explain_finding (findings[i]));
  g_assert_null (gloss_extent_explain_finding ("other"));
  g_assert_null (gloss_extent_explain_finding (NULL));
}

#define ADD(name, test)                                                                                      \
  g_test_add ("/database-extent/" name, GlossTestLibrary, NULL, gloss_test_library_set_up, test,             \
              gloss_test_library_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("narrow", test_narrow);
  ADD ("narrow-of-changed", test_narrow_of_changed);
  ADD ("asked-for-whole", test_asked_for_whole);
  ADD ("undo", test_undo);
  ADD ("annotated", test_annotated);
  ADD ("annotated-before-undo", test_annotated_before_undo);
  ADD ("refused", test_refused);
  ADD ("size", test_size);
  ADD ("absent", test_absent);
  g_test_add_func ("/database-extent/ids", test_ids);

  return g_test_run ();
}
