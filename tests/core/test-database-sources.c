/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a source is told of the copy of its page, and where that lives. */

#include "config.h"

#include "core/annotation/gloss-capture-commands.h"
#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-time.h"
#include "core/store/gloss-database-extent.h"
#include "core/store/gloss-database-sources.h"
#include "support/gloss-test-library.h"

#define ARTICLE "https://news.example/a"
#define ADDRESS "https://source.example/report"
#define TEXT "The ministry counted 9,800 people."
#define LINK "https://web.archive.org/web/2026/https://source.example/report"

typedef struct
{
  GlossTestLibrary library;
  char *article;
  char *annotation;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossChange) change = NULL;

  gloss_test_library_set_up (&fixture->library, data);
  fixture->article = gloss_test_add_article (fixture->library.database, ARTICLE, "About 10,000 people came.");
  capture = gloss_database_load_capture (fixture->library.database, fixture->article, NULL);
  change = gloss_test_annotate (capture, 0, 12);
  g_assert_true (gloss_database_apply (fixture->library.database, change, GLOSS_TEST_WHO, NULL));
  fixture->annotation = g_strdup (gloss_test_get_annotation (change));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->article);
  g_free (fixture->annotation);
  gloss_test_library_tear_down (&fixture->library, data);
}

/* Returns its uuid. */
static char *
cite (Fixture *fixture, const char *accessed)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("source");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);
  g_autoptr (GlossRecord) source = NULL;
  g_autoptr (GlossChange) change = gloss_change_new ("Add source", fixture->article);

  json_object_set_string_member (values, "annotation", fixture->annotation);
  json_object_set_string_member (values, "uri", ADDRESS);
  json_object_set_string_member (values, "accessed", accessed);
  json_object_set_string_member (values, "stance", "supports");
  json_object_set_int_member (values, "position", 1);
  source = gloss_record_new_for_values ("source", values);
  gloss_change_add (change, NULL, source);
  g_assert_true (gloss_database_apply (fixture->library.database, change, GLOSS_TEST_WHO, NULL));
  return g_strdup (gloss_record_get_uuid (source));
}

/* image: (nullable): a letter, of which the hash of the one image is made. */
static GlossChange *
keep_showing (Fixture *fixture,
              const char *source,
              const char *uri,
              const char *text,
              const char *image,
              GlossAdded expected)
{
  g_autoptr (GlossCapture) plain = gloss_test_make_capture (uri, text);
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *article = NULL;
  GlossCaptureFields fields = *gloss_capture_get_fields (plain);
  g_autofree char *hash = image != NULL ? g_strnfill (64, *image) : NULL;
  g_autofree char *html = NULL;
  g_autofree char *captured = NULL;
  GlossChange *change = NULL;
  GlossAdded added;

  fields.source = source;
  if (image != NULL)
    {
      html = g_strdup_printf ("%s<img src=\"image/%s\" alt=\"\">", fields.html, hash);
      captured = g_strdup_printf ("2026-11-0%dT10:00:00Z", g_ascii_xdigit_value (*image) - 9);
      fields.html = html;
      fields.captured = captured;
    }
  capture = gloss_capture_new (&fields);
  gloss_database_add_capture (fixture->library.database, capture, GLOSS_TEST_WHO, &article, &added, &change,
                              &error);
  g_assert_no_error (error);
  g_assert_cmpint (added, ==, expected);
  g_assert_cmpstr (article, ==, fixture->article);
  return change;
}

static GlossChange *
keep (Fixture *fixture, const char *source, const char *uri, const char *text, GlossAdded expected)
{
  return keep_showing (fixture, source, uri, text, NULL, expected);
}

static GlossRecord *
load (Fixture *fixture, const char *table, const char *uuid)
{
  return gloss_test_load_record (fixture->library.database, table, uuid);
}

/* The article that the source's copy is in. */
static GlossRecord *
load_kept (Fixture *fixture, const char *source)
{
  g_autoptr (GlossRecord) record = load (fixture, "source", source);
  g_autoptr (GlossRecord) capture = load (fixture, "capture", gloss_record_get_string (record, "capture"));

  g_assert_cmpstr (gloss_record_get_string (capture, "sha256"), ==, gloss_record_get_string (record, "hash"));
  return load (fixture, "article", gloss_record_get_string (capture, "article"));
}

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  g_autofree char *source = cite (fixture, NULL);
  g_autoptr (GlossChange) change = keep (fixture, source, ADDRESS, TEXT, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossRecord) record = load (fixture, "source", source);
  g_autoptr (GlossRecord) kept = load_kept (fixture, source);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, TEXT, -1);
  g_autofree char *today = gloss_time_dup_today ();

  g_assert_cmpstr (gloss_record_get_string (record, "hash"), ==, sha256);
  g_assert_cmpstr (gloss_record_get_string (record, "accessed"), ==, today);
  g_assert_cmpstr (gloss_record_get_string (kept, "uri"), ==, ADDRESS);
  g_assert_cmpstr (gloss_record_get_string (kept, "state"), ==, "source");
  g_assert_cmpstr (gloss_change_get_article (change), ==, fixture->article);
}

/* All of it is one step. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  GlossDatabase *database = fixture->library.database;
  g_autofree char *source = cite (fixture, "2026-11-01");
  g_autoptr (GlossChange) change = keep (fixture, source, ADDRESS, TEXT, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossChange) undo = gloss_change_invert (change);
  g_autoptr (GlossChange) redo = gloss_change_invert (undo);
  g_autoptr (GlossRecord) kept = load_kept (fixture, source);
  g_autoptr (GlossRecord) gone = NULL;
  g_autoptr (GlossRecord) undone = NULL;
  g_autoptr (GlossRecord) redone = NULL;

  g_assert_true (gloss_database_apply (database, undo, GLOSS_TEST_WHO, NULL));
  undone = load (fixture, "source", source);
  gone = load (fixture, "article", gloss_record_get_uuid (kept));
  g_assert_true (gloss_record_is_null (undone, "capture"));
  g_assert_true (gloss_record_is_null (undone, "hash"));
  g_assert_cmpstr (gloss_record_get_string (undone, "accessed"), ==, "2026-11-01");
  g_assert_true (gloss_record_is_deleted (gone));

  g_assert_true (gloss_database_apply (database, redo, GLOSS_TEST_WHO, NULL));
  redone = load_kept (fixture, source);
  g_assert_false (gloss_record_is_deleted (redone));
}

/* Two sources of one page share what was kept. */
static void
test_shared (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = cite (fixture, NULL);
  g_autofree char *second = cite (fixture, NULL);
  g_autoptr (GlossChange) one = keep (fixture, first, ADDRESS, TEXT, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossChange) two = keep (fixture, second, ADDRESS, TEXT, GLOSS_ADDED_NOTHING);
  g_autoptr (GlossChange) three = keep (fixture, second, ADDRESS, TEXT, GLOSS_ADDED_NOTHING);
  g_autoptr (GlossRecord) one_record = load (fixture, "source", first);
  g_autoptr (GlossRecord) two_record = load (fixture, "source", second);

  g_assert_cmpuint (gloss_change_get_n_edits (two), ==, 1);
  g_assert_null (three);
  g_assert_cmpstr (gloss_record_get_string (one_record, "capture"), ==,
                   gloss_record_get_string (two_record, "capture"));
}

/* A page that changed is a further capture; the other source keeps what it was kept with. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = cite (fixture, NULL);
  g_autofree char *second = cite (fixture, NULL);
  g_autoptr (GlossChange) one = keep (fixture, first, ADDRESS, TEXT, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossChange) two = keep (fixture, second, ADDRESS, "Other words.", GLOSS_ADDED_CAPTURE);
  g_autoptr (GlossRecord) one_kept = load_kept (fixture, first);
  g_autoptr (GlossRecord) two_kept = load_kept (fixture, second);
  g_autoptr (GlossRecord) one_record = load (fixture, "source", first);
  g_autoptr (GlossRecord) two_record = load (fixture, "source", second);

  g_assert_cmpstr (gloss_record_get_uuid (one_kept), ==, gloss_record_get_uuid (two_kept));
  g_assert_cmpstr (gloss_record_get_string (one_record, "capture"), !=,
                   gloss_record_get_string (two_record, "capture"));
}

/* What the library has already is used, and stays what it is. */
static void
test_article (Fixture *fixture, gconstpointer data)
{
  g_autofree char *source = cite (fixture, NULL);
  g_autofree char *elsewhere = cite (fixture, NULL);
  g_autofree char *article = gloss_test_add_article (fixture->library.database, ADDRESS, TEXT);
  g_autoptr (GlossChange) change = keep (fixture, source, ADDRESS, TEXT, GLOSS_ADDED_NOTHING);
  g_autoptr (GlossChange) alias = keep (fixture, elsewhere, ADDRESS "/mirror", TEXT, GLOSS_ADDED_ALIAS);
  g_autoptr (GlossRecord) kept = load_kept (fixture, source);
  g_autoptr (GlossRecord) mirrored = load_kept (fixture, elsewhere);

  g_assert_cmpuint (gloss_change_get_n_edits (change), ==, 1);
  g_assert_cmpuint (gloss_change_get_n_edits (alias), ==, 2);
  g_assert_cmpstr (gloss_record_get_uuid (kept), ==, article);
  g_assert_cmpstr (gloss_record_get_string (kept, "state"), ==, "to-read");
  g_assert_cmpstr (gloss_record_get_uuid (mirrored), ==, article);
}

/* What was kept as a source and is then added is an article to read. */
static void
test_added_later (Fixture *fixture, gconstpointer data)
{
  g_autofree char *source = cite (fixture, NULL);
  g_autoptr (GlossChange) change = keep (fixture, source, ADDRESS, TEXT, GLOSS_ADDED_ARTICLE);
  g_autofree char *article = gloss_test_add_article (fixture->library.database, ADDRESS, TEXT);
  g_autoptr (GlossRecord) kept = load_kept (fixture, source);

  g_assert_cmpstr (gloss_record_get_uuid (kept), ==, article);
  g_assert_cmpstr (gloss_record_get_string (kept, "state"), ==, "to-read");
}

/* A source that went meanwhile has nothing kept for it. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  static const char *const nobody = "00000000-0000-4000-8000-000000000000";
  GlossDatabase *database = fixture->library.database;
  g_autofree char *source = cite (fixture, NULL);
  g_autoptr (GlossRecord) record = load (fixture, "source", source);
  g_autoptr (GlossRecord) trashed = gloss_record_with_deleted (record, TRUE);
  g_autoptr (GlossChange) removal = gloss_change_new ("Delete source", fixture->article);
  g_autofree char *head = NULL;
  g_autofree char *head_after = NULL;
  const char *const sources[] = { source, nobody };

  gloss_change_add (removal, record, trashed);
  g_assert_true (gloss_database_apply (database, removal, GLOSS_TEST_WHO, NULL));
  head = gloss_database_dup_history_head (database, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (GlossCapture) plain = gloss_test_make_capture (ADDRESS, TEXT);
      g_autoptr (GlossCapture) capture = NULL;
      g_autoptr (GError) error = NULL;
      GlossCaptureFields fields = *gloss_capture_get_fields (plain);

      fields.source = sources[i];
      capture = gloss_capture_new (&fields);
      g_assert_false (
        gloss_database_add_capture (database, capture, GLOSS_TEST_WHO, NULL, NULL, NULL, &error));
      g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
    }
  head_after = gloss_database_dup_history_head (database, NULL);
  g_assert_cmpstr (head, ==, head_after);
}

static void
assert_capture (Fixture *fixture, const char *source, const char *expected)
{
  g_autoptr (GlossRecord) record = load (fixture, "source", source);

  g_assert_cmpstr (gloss_record_get_string (record, "capture"), ==, expected);
}

/* Takes less of the copy, as one does before the first annotation. Returns the capture that stands now. */
static char *
narrow (Fixture *fixture, const char *source, GlossChange **change)
{
  g_autoptr (GlossRecord) kept = load_kept (fixture, source);
  g_autoptr (GlossCapture) before =
    gloss_database_load_capture (fixture->library.database, gloss_record_get_uuid (kept), NULL);
  g_autoptr (GlossText) text = gloss_text_new ("9,800 people", -1, NULL);
  g_autoptr (GlossCapture) taken = NULL;
  g_autoptr (GlossCapture) after = NULL;
  g_autoptr (GError) error = NULL;
  GlossCaptureFields fields = *gloss_capture_get_fields (before);

  fields.html = "<!DOCTYPE html><main id=\"gloss-text\">9,800 people</main>";
  fields.text = text;
  fields.extent = GLOSS_EXTENT_WHOLE_PART;
  taken = gloss_capture_new (&fields);
  gloss_database_change_extent (fixture->library.database, taken, GLOSS_TEST_WHO, change, &error);
  g_assert_no_error (error);
  after = gloss_database_load_capture (fixture->library.database, gloss_record_get_uuid (kept), NULL);
  return g_strdup (gloss_capture_get_fields (after)->uuid);
}

/* What was taken of a copy takes the sources along that cite it, in the trash too, as one step. */
static void
test_narrowed (Fixture *fixture, gconstpointer data)
{
  GlossDatabase *database = fixture->library.database;
  g_autofree char *source = cite (fixture, NULL);
  g_autofree char *removed = cite (fixture, NULL);
  g_autofree char *other = cite (fixture, NULL);
  g_autoptr (GlossChange) one = keep (fixture, source, ADDRESS, TEXT, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossChange) two = keep (fixture, removed, ADDRESS, TEXT, GLOSS_ADDED_NOTHING);
  g_autoptr (GlossChange) three = keep (fixture, other, "https://other.example/", "X.", GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossRecord) before = load (fixture, "source", source);
  g_autoptr (GlossRecord) elsewhere = load (fixture, "source", other);
  g_autoptr (GlossRecord) record = load (fixture, "source", removed);
  g_autoptr (GlossRecord) trashed = gloss_record_with_deleted (record, TRUE);
  g_autoptr (GlossChange) removal = gloss_change_new ("Delete source", fixture->article);
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossChange) undo = NULL;
  g_autoptr (GlossChange) redo = NULL;
  g_autofree char *standing = NULL;

  gloss_change_add (removal, record, trashed);
  g_assert_true (gloss_database_apply (database, removal, GLOSS_TEST_WHO, NULL));

  standing = narrow (fixture, source, &change);
  g_assert_cmpstr (standing, !=, gloss_record_get_string (before, "capture"));
  assert_capture (fixture, source, standing);
  assert_capture (fixture, removed, standing);
  assert_capture (fixture, other, gloss_record_get_string (elsewhere, "capture"));

  undo = gloss_change_invert (change);
  g_assert_true (gloss_database_apply (database, undo, GLOSS_TEST_WHO, NULL));
  assert_capture (fixture, source, gloss_record_get_string (before, "capture"));
  redo = gloss_change_invert (undo);
  g_assert_true (gloss_database_apply (database, redo, GLOSS_TEST_WHO, NULL));
  assert_capture (fixture, source, standing);
}

/* What was linked after the taking goes along as well when that is taken back, and when it is done again. */
static void
test_linked_after_narrowing (Fixture *fixture, gconstpointer data)
{
  GlossDatabase *database = fixture->library.database;
  g_autofree char *first = cite (fixture, NULL);
  g_autofree char *second = cite (fixture, NULL);
  g_autofree char *removed = cite (fixture, NULL);
  g_autoptr (GlossChange) one = keep (fixture, first, ADDRESS, TEXT, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossRecord) before = load (fixture, "source", first);
  const char *whole = gloss_record_get_string (before, "capture");
  g_autoptr (GlossChange) change = NULL;
  g_autofree char *part = narrow (fixture, first, &change);
  g_autoptr (GlossChange) two = keep (fixture, second, ADDRESS, TEXT, GLOSS_ADDED_NOTHING);
  g_autoptr (GlossChange) three = keep (fixture, removed, ADDRESS, TEXT, GLOSS_ADDED_NOTHING);
  g_autoptr (GlossRecord) record = load (fixture, "source", removed);
  g_autoptr (GlossRecord) trashed = gloss_record_with_deleted (record, TRUE);
  g_autoptr (GlossChange) removal = gloss_change_new ("Delete source", fixture->article);
  g_autoptr (GlossChange) undo = gloss_change_invert (change);
  g_autoptr (GlossChange) redo = gloss_change_invert (undo);
  g_autoptr (GlossChange) following = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  gloss_change_add (removal, record, trashed);
  g_assert_true (gloss_database_apply (database, removal, GLOSS_TEST_WHO, NULL));
  assert_capture (fixture, second, part);

  gloss_database_apply_and_follow (database, undo, GLOSS_TEST_WHO, &following, &error);
  g_assert_no_error (error);
  g_assert_nonnull (following);
  g_assert_cmpuint (gloss_change_get_n_edits (following), ==, 2);
  assert_capture (fixture, first, whole);
  assert_capture (fixture, second, whole);
  assert_capture (fixture, removed, whole);

  g_assert_true (gloss_database_apply (database, redo, GLOSS_TEST_WHO, NULL));
  assert_capture (fixture, first, part);
  assert_capture (fixture, second, part);
  history = gloss_database_load_history (database, second, NULL);
  g_assert_cmpuint (history->len, ==, 4); /* made, linked, followed twice */
  problems = gloss_database_check (database, NULL, NULL);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Same bytes and words, another picture: the copy is what shows the one that was seen. */
static void
test_images (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = cite (fixture, NULL);
  g_autofree char *second = cite (fixture, NULL);
  g_autofree char *third = cite (fixture, NULL);
  g_autofree char *fourth = cite (fixture, NULL);
  g_autoptr (GlossChange) one = keep_showing (fixture, first, ADDRESS, TEXT, "a", GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossChange) two = keep_showing (fixture, second, ADDRESS, TEXT, "b", GLOSS_ADDED_CAPTURE);
  g_autoptr (GlossChange) three = keep_showing (fixture, third, ADDRESS "/2", TEXT, "a", GLOSS_ADDED_ALIAS);
  g_autoptr (GlossRecord) of_first = load (fixture, "source", first);
  g_autoptr (GlossRecord) of_second = load (fixture, "source", second);
  g_autoptr (GlossChange) narrowing = NULL;
  g_autoptr (GlossChange) four = NULL;
  g_autofree char *standing = NULL;

  g_assert_cmpstr (gloss_record_get_string (of_first, "capture"), !=,
                   gloss_record_get_string (of_second, "capture"));
  assert_capture (fixture, third, gloss_record_get_string (of_first, "capture"));

  standing = narrow (fixture, second, &narrowing);
  four = keep_showing (fixture, fourth, ADDRESS, TEXT, "b", GLOSS_ADDED_NOTHING);
  assert_capture (fixture, fourth, standing);
}

static GlossRecord *
find_copy (Fixture *fixture, const char *source)
{
  g_autoptr (GlossRecord) record = load (fixture, "source", source);
  g_autoptr (GError) error = NULL;
  GlossRecord *capture = NULL;

  gloss_database_find_copy (fixture->library.database, record, &capture, &error);
  g_assert_no_error (error);
  return capture;
}

/* What another source was kept with is found by the address, as long as it is there. */
static void
test_find_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = cite (fixture, NULL);
  g_autofree char *second = cite (fixture, NULL);
  g_autoptr (GlossRecord) none = find_copy (fixture, second);
  g_autoptr (GlossChange) one = keep (fixture, first, ADDRESS, TEXT, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossChange) other = keep (fixture, first, ADDRESS, "Other words.", GLOSS_ADDED_CAPTURE);
  g_autoptr (GlossRecord) newest = find_copy (fixture, second);
  g_autoptr (GlossRecord) kept = load (fixture, "source", first);
  g_autoptr (GlossChange) undo = gloss_change_invert (other);
  g_autoptr (GlossChange) undo_all = gloss_change_invert (one);
  g_autoptr (GlossRecord) before = NULL;
  g_autoptr (GlossRecord) gone = NULL;

  g_assert_null (none);
  g_assert_cmpstr (gloss_record_get_uuid (newest), ==, gloss_record_get_string (kept, "capture"));
  g_assert_true (gloss_database_apply (fixture->library.database, undo, GLOSS_TEST_WHO, NULL));
  before = find_copy (fixture, second);
  g_assert_cmpstr (gloss_record_get_uuid (before), !=, gloss_record_get_uuid (newest));
  g_assert_true (gloss_database_apply (fixture->library.database, undo_all, GLOSS_TEST_WHO, NULL));
  gone = find_copy (fixture, second);
  g_assert_null (gone);
}

/* A source's own copy is told of wherever it lies. */
static void
test_find_own_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *source = cite (fixture, NULL);
  g_autoptr (GlossChange) one = keep (fixture, source, ADDRESS, TEXT, GLOSS_ADDED_ARTICLE);
  g_autoptr (GlossRecord) kept = load_kept (fixture, source);
  g_autoptr (GlossChange) removal = gloss_command_delete_article (kept);
  g_autoptr (GlossRecord) record = load (fixture, "source", source);
  g_autoptr (GlossRecord) copy = NULL;

  g_assert_true (gloss_database_apply (fixture->library.database, removal, GLOSS_TEST_WHO, NULL));
  copy = find_copy (fixture, source);
  g_assert_cmpstr (gloss_record_get_uuid (copy), ==, gloss_record_get_string (record, "capture"));
}

/* The archive link is the one thing that is found out later. */
static void
test_archive (Fixture *fixture, gconstpointer data)
{
  GlossDatabase *database = fixture->library.database;
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (database, fixture->article, NULL);
  const char *uuid = gloss_capture_get_fields (capture)->uuid;
  g_autoptr (GlossRecord) record = load (fixture, "capture", uuid);
  g_autoptr (GlossChange) change = gloss_command_set_archive (record, LINK);
  g_autoptr (GlossChange) undo = gloss_change_invert (change);
  g_autoptr (GlossCapture) linked = NULL;
  g_autoptr (GlossRecord) unlinked = NULL;
  g_autoptr (GPtrArray) history = NULL;

  g_assert_true (gloss_database_apply (database, change, GLOSS_TEST_WHO, NULL));
  linked = gloss_database_load_capture (database, fixture->article, NULL);
  g_assert_cmpstr (gloss_capture_get_fields (linked)->archive, ==, LINK);
  g_assert_true (gloss_database_apply (database, undo, GLOSS_TEST_WHO, NULL));
  unlinked = load (fixture, "capture", uuid);
  g_assert_true (gloss_record_is_null (unlinked, "archive"));
  history = gloss_database_load_history (database, uuid, NULL);
  g_assert_cmpuint (history->len, ==, 3);
}

#define ADD(name, function) g_test_add ("/sources/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("keep", test_keep);
  ADD ("undo", test_undo);
  ADD ("shared", test_shared);
  ADD ("changed", test_changed);
  ADD ("article", test_article);
  ADD ("added-later", test_added_later);
  ADD ("gone", test_gone);
  ADD ("find-copy", test_find_copy);
  ADD ("find-own-copy", test_find_own_copy);
  ADD ("narrowed", test_narrowed);
  ADD ("linked-after-narrowing", test_linked_after_narrowing);
  ADD ("images", test_images);
  ADD ("archive", test_archive);

  return g_test_run ();
}
