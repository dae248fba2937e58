/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a capture is taken for, and that what was captured comes back as it was. */

#include "config.h"

#include <sqlite3.h>

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-library.h"

#define URI "https://example.org/a"
#define TEXT "The missiles have a range of about 190 miles."

/* Returns the article's uuid. */
static char *
add (GlossTestLibrary *fixture, const char *uri, const char *text, GlossAdded expected, GlossChange **change)
{
  g_autoptr (GlossCapture) capture = gloss_test_make_capture (uri, text);
  g_autoptr (GError) error = NULL;
  char *article = NULL;
  GlossAdded added;

  gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, &article, &added, change, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added, ==, expected);
  return article;
}

static guint
count (GlossTestLibrary *fixture, const char *table)
{
  g_autoptr (GPtrArray) records =
    gloss_database_load_records (fixture->database, table, NULL, NULL, NULL, NULL);

  return records->len;
}

static void
test_article (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = NULL;
  g_autofree char *article = add (fixture, URI, TEXT, GLOSS_ADDED_ARTICLE, &change);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossCapture) stored = gloss_database_load_capture (fixture->database, article, &error);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, TEXT, -1);
  g_autoptr (GlossRecord) record = gloss_test_load_record (fixture->database, "article", article);
  const GlossCaptureFields *fields;

  g_assert_no_error (error);
  g_assert_nonnull (change);
  fields = gloss_capture_get_fields (stored);
  g_assert_cmpstr (fields->article, ==, article);
  g_assert_cmpstr (fields->uri, ==, URI);
  g_assert_cmpstr (fields->sha256, ==, sha256);
  g_assert_cmpstr (fields->media_type, ==, "text/plain");
  g_assert_cmpstr (gloss_text_get_utf8 (fields->text), ==, TEXT);
  g_assert_null (fields->bytes);
  g_assert_cmpstr (gloss_record_get_string (record, "title"), ==, "An article");
  g_assert_cmpstr (gloss_record_get_string (record, "state"), ==, "to-read");
}

static void
test_bytes_are_kept (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *article = add (fixture, URI, TEXT, GLOSS_ADDED_ARTICLE, NULL);
  sqlite3 *handle;
  sqlite3_stmt *statement;

  g_assert_nonnull (article);
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "SELECT bytes, size FROM content JOIN capture USING (sha256)",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpmem (sqlite3_column_blob (statement, 0), sqlite3_column_bytes (statement, 0), TEXT,
                   strlen (TEXT));
  g_assert_cmpint (sqlite3_column_int (statement, 1), ==, strlen (TEXT));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
}

/* The history proves the text and the document by their hashes; it holds neither. */
static void
test_history_holds_hashes (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *article = add (fixture, URI, TEXT, GLOSS_ADDED_ARTICLE, NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, TEXT, -1);
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (fixture->database, article, NULL);
  g_autoptr (GPtrArray) history =
    gloss_database_load_history (fixture->database, gloss_capture_get_fields (capture)->uuid, NULL);
  JsonObject *after = json_object_get_object_member (g_ptr_array_index (history, 0), "after");

  g_assert_cmpuint (history->len, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (after, "text_sha256"), ==, sha256);
  g_assert_cmpuint (strlen (json_object_get_string_member (after, "html_sha256")), ==, 64);
  g_assert_false (json_object_has_member (after, "text"));
  g_assert_false (json_object_has_member (after, "html"));
}

static void
test_nothing (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = NULL;
  g_autofree char *first = add (fixture, URI, TEXT, GLOSS_ADDED_ARTICLE, NULL);
  g_autofree char *head = gloss_database_dup_history_head (fixture->database, NULL);
  g_autofree char *second = add (fixture, URI, TEXT, GLOSS_ADDED_NOTHING, &change);
  g_autofree char *head_after = gloss_database_dup_history_head (fixture->database, NULL);

  g_assert_cmpstr (first, ==, second);
  g_assert_null (change);
  g_assert_cmpstr (head, ==, head_after);
}

/* A page that changed and changed back was captured three times: the newest is what it is now. */
static void
test_capture (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *first = add (fixture, URI, TEXT, GLOSS_ADDED_ARTICLE, NULL);
  g_autofree char *second = add (fixture, URI, "Other words.", GLOSS_ADDED_CAPTURE, NULL);
  g_autofree char *third = NULL;
  g_autoptr (GlossCapture) newest = gloss_database_load_capture (fixture->database, first, NULL);

  g_assert_cmpstr (gloss_text_get_utf8 (gloss_capture_get_fields (newest)->text), ==, "Other words.");
  third = add (fixture, URI, TEXT, GLOSS_ADDED_CAPTURE, NULL);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, ==, third);
  g_assert_cmpuint (count (fixture, "capture"), ==, 3);
  g_assert_cmpuint (count (fixture, "article"), ==, 1);
}

static void
test_alias (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *first = add (fixture, URI, TEXT, GLOSS_ADDED_ARTICLE, NULL);
  g_autofree char *alias = add (fixture, "https://example.org/b", TEXT, GLOSS_ADDED_ALIAS, NULL);
  g_autofree char *again = add (fixture, "https://example.org/b", TEXT, GLOSS_ADDED_NOTHING, NULL);
  g_autofree char *changed =
    add (fixture, "https://example.org/b", "Other words.", GLOSS_ADDED_CAPTURE, NULL);

  g_assert_cmpstr (first, ==, alias);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, ==, changed);
  g_assert_cmpuint (count (fixture, "article_alias"), ==, 1);
}

/* The same bytes, of which something else was read: a page that runs, or an extractor that is newer. */
static char *
add_read_as (GlossTestLibrary *fixture,
             const char *uri,
             const char *words,
             int status,
             const char *finding,
             GlossAdded expected)
{
  g_autoptr (GlossCapture) shell = gloss_test_make_capture (uri, TEXT);
  g_autoptr (GlossText) text = gloss_text_new (words, -1, NULL);
  g_autoptr (GlossCapture) capture = NULL;
  GlossCaptureFields fields = *gloss_capture_get_fields (shell);
  char *article = NULL;
  GlossAdded added;

  fields.text = text;
  fields.status = status;
  fields.finding = finding;
  fields.extent = finding != NULL ? GLOSS_EXTENT_WHOLE : GLOSS_EXTENT_ARTICLE;
  capture = gloss_capture_new (&fields);
  g_assert_true (
    gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, &article, &added, NULL, NULL));
  g_assert_cmpint (added, ==, expected);
  return article;
}

/* One shell of scripts stands at all addresses of many sites: what they show tells pages, and versions,
 * apart.
 */
static void
test_shell (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *first = add_read_as (fixture, URI, "190 miles.", 200, NULL, GLOSS_ADDED_ARTICLE);
  g_autofree char *same = add_read_as (fixture, URI, "190 miles.", 200, NULL, GLOSS_ADDED_NOTHING);
  g_autofree char *other = add_read_as (fixture, URI "/2", "Other words.", 200, NULL, GLOSS_ADDED_ARTICLE);
  g_autofree char *mirror = add_read_as (fixture, URI "/3", "190 miles.", 200, NULL, GLOSS_ADDED_ALIAS);
  g_autofree char *changed = add_read_as (fixture, URI, "180 miles.", 200, NULL, GLOSS_ADDED_CAPTURE);
  g_autofree char *emptied = add_read_as (fixture, URI, "Loading", 200, "nothing", GLOSS_ADDED_CAPTURE);
  g_autoptr (GlossCapture) newest = gloss_database_load_capture (fixture->database, other, NULL);

  g_assert_cmpstr (first, ==, same);
  g_assert_cmpstr (first, !=, other);
  g_assert_cmpstr (first, ==, mirror);
  g_assert_cmpstr (first, ==, changed);
  g_assert_cmpstr (first, ==, emptied);
  g_assert_cmpstr (gloss_text_get_utf8 (gloss_capture_get_fields (newest)->text), ==, "Other words.");
}

/* Many addresses answer the same when they do not answer what was asked. */
static void
test_no_answer (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *first = add_read_as (fixture, URI, "Not found.", 404, NULL, GLOSS_ADDED_ARTICLE);
  g_autofree char *second = add_read_as (fixture, URI "/2", "Not found.", 404, NULL, GLOSS_ADDED_ARTICLE);
  g_autofree char *third = add_read_as (fixture, URI "/3", "Not found.", 200, "empty", GLOSS_ADDED_ARTICLE);

  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (third, !=, second);
}

/* What is read of a file is a matter of its bytes: another program that reads it finds nothing new. */
static void
test_file_read_again (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *first = add_read_as (fixture, "file:///a.html", "One.", 0, NULL, GLOSS_ADDED_ARTICLE);
  g_autofree char *again = add_read_as (fixture, "file:///a.html", "1.", 0, NULL, GLOSS_ADDED_NOTHING);
  g_autofree char *copy = add_read_as (fixture, "file:///b.html", "1.", 0, NULL, GLOSS_ADDED_ALIAS);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, ==, copy);
}

/* A page whose words stay, with the images of these letters: of the web, or a file with its folder. */
static char *
add_showing (
  GlossTestLibrary *fixture, const char *uri, const char *letters, GlossExtent extent, GlossAdded expected)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (GlossCapture) shell = gloss_test_make_capture (uri, TEXT);
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GError) error = NULL;
  GlossCaptureFields fields = *gloss_capture_get_fields (shell);
  g_autoptr (GBytes) mhtml = NULL;
  char *article = NULL;
  GlossAdded added;

  g_string_append (html, fields.html);
  for (const char *p = letters; *p != '\0'; p++)
    {
      g_autofree char *hash = g_strnfill (64, *p);

      g_string_append_printf (html, "<img src=\"image/%s\" alt=\"\">", hash);
    }
  mhtml = g_bytes_new (html->str, html->len);
  fields.html = html->str;
  fields.mhtml = mhtml;
  fields.extent = extent;
  capture = gloss_capture_new (&fields);
  gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, &article, &added, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added, ==, expected);
  return article;
}

static char *
add_with_images (GlossTestLibrary *fixture, const char *uri, const char *letters, GlossAdded expected)
{
  return add_showing (fixture, uri, letters, GLOSS_EXTENT_ARTICLE, expected);
}

/* A picture may be the claim: what shows another one is not the same page, whatever its words. */
static void
test_images (GlossTestLibrary *fixture, gconstpointer data)
{
  static const char *const places[] = { URI, "file:///saved.html" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *elsewhere = g_strconcat (places[i], "2", NULL),
                      *other = g_strconcat (places[i], "3", NULL);
      g_autofree char *first =
        add_with_images (fixture, places[i], i == 0 ? "ab" : "cd", GLOSS_ADDED_ARTICLE);
      g_autofree char *same = add_with_images (fixture, places[i], i == 0 ? "ab" : "cd", GLOSS_ADDED_NOTHING);
      g_autofree char *alias = add_with_images (fixture, elsewhere, i == 0 ? "ab" : "cd", GLOSS_ADDED_ALIAS);
      g_autofree char *changed = add_with_images (fixture, places[i], "a9", GLOSS_ADDED_CAPTURE);
      g_autofree char *missing = add_with_images (fixture, places[i], "a", GLOSS_ADDED_CAPTURE);
      g_autofree char *back = add_with_images (fixture, places[i], "a9", GLOSS_ADDED_CAPTURE);
      g_autofree char *moved = add_with_images (fixture, places[i], "9a", GLOSS_ADDED_CAPTURE);
      g_autofree char *unlike = add_with_images (fixture, other, i == 0 ? "e" : "f", GLOSS_ADDED_ARTICLE);

      g_assert_cmpstr (first, ==, same);
      g_assert_cmpstr (first, ==, alias);
      g_assert_cmpstr (first, ==, changed);
      g_assert_cmpstr (first, ==, missing);
      g_assert_cmpstr (first, ==, back);
      g_assert_cmpstr (first, ==, moved);
      g_assert_cmpstr (first, !=, unlike);
    }
}

/* A page of which nobody said how much was taken, as those of version 1: the same words can be compared. */
static void
test_images_of_unknown_extent (GlossTestLibrary *fixture, gconstpointer data)
{
  g_free (add_showing (fixture, URI, "ab", GLOSS_EXTENT_UNKNOWN, GLOSS_ADDED_ARTICLE));
  g_free (add_with_images (fixture, URI, "ab", GLOSS_ADDED_NOTHING));
  g_free (add_with_images (fixture, URI, "ac", GLOSS_ADDED_CAPTURE));
  g_free (add_with_images (fixture, URI, "ac", GLOSS_ADDED_NOTHING));
}

/* Who links to a page makes no other article of it; what was loaded is kept as it was. */
static void
test_tracking (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *first = add (fixture, URI "?utm_source=x&id=7#part", TEXT, GLOSS_ADDED_ARTICLE, NULL);
  g_autofree char *second = add (fixture, URI "?id=7&fbclid=1", TEXT, GLOSS_ADDED_NOTHING, NULL);
  g_autofree char *other = add (fixture, URI "?id=8&fbclid=1", "Other words.", GLOSS_ADDED_ARTICLE, NULL);
  g_autofree char *found = gloss_database_resolve_article (fixture->database, URI "?utm_medium=y&id=7", NULL);
  g_autoptr (GlossCapture) stored = gloss_database_load_capture (fixture->database, first, NULL);
  g_autoptr (GlossRecord) record = gloss_test_load_record (fixture->database, "article", first);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, other);
  g_assert_cmpstr (first, ==, found);
  g_assert_cmpstr (gloss_record_get_string (record, "uri"), ==, URI "?id=7");
  g_assert_cmpstr (gloss_capture_get_fields (stored)->uri, ==, URI "?utm_source=x&id=7#part");
}

/* What a page answered with is stored beside it. */
static void
test_answer (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) plain = gloss_test_make_capture (URI, TEXT);
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossCapture) stored = NULL;
  g_autoptr (GlossRecord) record = NULL;
  g_autofree char *article = NULL;
  GlossCaptureFields fields = *gloss_capture_get_fields (plain);

  fields.status = 404;
  fields.headers = "{\"server\":\"x\"}";
  fields.canonical_uri = "https://example.org/canonical";
  capture = gloss_capture_new (&fields);
  g_assert_true (
    gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, &article, NULL, NULL, NULL));
  stored = gloss_database_load_capture (fixture->database, article, NULL);
  g_assert_cmpuint (gloss_capture_get_fields (stored)->status, ==, 404);
  g_assert_cmpstr (gloss_capture_get_fields (stored)->headers, ==, "{\"server\":\"x\"}");
  record = gloss_test_load_record (fixture->database, "article", article);
  g_assert_cmpstr (gloss_record_get_string (record, "canonical_uri"), ==, "https://example.org/canonical");
}

/* A page that was looked at again is the same article, also where it has moved to. */
static void
test_moved (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *article = add (fixture, URI, TEXT, GLOSS_ADDED_ARTICLE, NULL);
  g_autoptr (GlossCapture) plain =
    gloss_test_make_capture ("https://example.org/new?utm_id=1", "Other words.");
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossCapture) lost = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *again = NULL;
  g_autofree char *found = NULL;
  GlossCaptureFields fields = *gloss_capture_get_fields (plain);
  GlossAdded added;

  fields.article = article;
  capture = gloss_capture_new (&fields);
  g_assert_true (
    gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, &again, &added, NULL, NULL));
  g_assert_cmpint (added, ==, GLOSS_ADDED_CAPTURE);
  g_assert_cmpstr (again, ==, article);
  found = gloss_database_resolve_article (fixture->database, "https://example.org/new", NULL);
  g_assert_cmpstr (found, ==, article);
  g_assert_cmpuint (count (fixture, "article_alias"), ==, 1);

  fields.article = "01234567-89ab-4cde-8f01-23456789abcd";
  lost = gloss_capture_new (&fields);
  g_assert_false (
    gloss_database_add_capture (fixture->database, lost, GLOSS_TEST_WHO, NULL, NULL, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_assert_cmpuint (count (fixture, "capture"), ==, 2);
}

/* A site leads to its front page who asks for what is gone: that is no address of the article. */
static void
test_moved_away (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *article = add (fixture, URI, TEXT, GLOSS_ADDED_ARTICLE, NULL);
  g_autoptr (GlossCapture) plain = gloss_test_make_capture ("https://example.org/", "All the news.");
  g_autoptr (GlossCapture) capture = NULL;
  g_autofree char *again = NULL;
  g_autofree char *front = NULL;
  GlossCaptureFields fields = *gloss_capture_get_fields (plain);
  GlossAdded added;

  fields.article = article;
  fields.extent = GLOSS_EXTENT_WHOLE;
  fields.finding = "list";
  capture = gloss_capture_new (&fields);
  g_assert_true (
    gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, &again, &added, NULL, NULL));
  g_assert_cmpint (added, ==, GLOSS_ADDED_CAPTURE);
  g_assert_cmpstr (again, ==, article);
  g_assert_cmpuint (count (fixture, "article_alias"), ==, 0);
  front = add (fixture, "https://example.org/", "Other news.", GLOSS_ADDED_ARTICLE, NULL);
  g_assert_cmpstr (front, !=, article);
}

static void
test_trash (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *article = add (fixture, URI, TEXT, GLOSS_ADDED_ARTICLE, NULL);
  g_autoptr (GlossRecord) record = gloss_test_load_record (fixture->database, "article", article);
  g_autoptr (GlossChange) removal = gloss_command_delete_article (record);
  g_autoptr (GlossChange) restoring = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autofree char *again = NULL;

  g_assert_true (gloss_database_apply (fixture->database, removal, GLOSS_TEST_WHO, NULL));
  again = add (fixture, URI, TEXT, GLOSS_ADDED_NOTHING, &restoring);
  g_assert_cmpstr (article, ==, again);
  g_assert_nonnull (restoring);
  g_assert_cmpuint (gloss_change_get_n_edits (restoring), ==, 1);

  listed = gloss_database_list_articles (fixture->database, NULL);
  g_assert_cmpuint (listed->len, ==, 1);
}

static void
test_titles (GlossTestLibrary *fixture, gconstpointer data)
{
  static const char *const titles[][2] = { { "file:///home/a/caf%C3%A9.txt", "café.txt" },
                                           { "https://example.org/", "https://example.org/" },
                                           { "gloss-paste:00", "Pasted text" },
                                           { "file:///home/a/%FF.txt", "�.txt" } };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (GlossText) text = gloss_text_new (titles[i][0], -1, NULL);
      GlossCaptureFields fields = {
        .uri = titles[i][0], .sha256 = titles[i][0], .media_type = "text/plain", .html = "", .text = text
      };
      g_autoptr (GlossCapture) capture = gloss_capture_new (&fields);
      g_autoptr (GlossRecord) record = NULL;
      g_autofree char *article = NULL;

      g_assert_true (
        gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, &article, NULL, NULL, NULL));
      record = gloss_test_load_record (fixture->database, "article", article);
      g_assert_cmpstr (gloss_record_get_string (record, "title"), ==, titles[i][1]);
    }
}

static char *
dup_title (GlossTestLibrary *fixture, const char *article)
{
  g_autoptr (GlossRecord) record = gloss_test_load_record (fixture->database, "article", article);

  return g_strdup (gloss_record_get_string (record, "title"));
}

static GlossChange *
add_titled (GlossTestLibrary *fixture, const char *title, int status, char **article)
{
  g_autoptr (GlossCapture) plain = gloss_test_make_capture (URI, title);
  GlossCaptureFields fields = *gloss_capture_get_fields (plain);
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GError) error = NULL;
  GlossChange *change = NULL;

  fields.title = title;
  fields.status = status;
  capture = gloss_capture_new (&fields);
  gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, article, NULL, &change, &error);
  g_assert_no_error (error);
  return change;
}

static void
assert_title (GlossTestLibrary *fixture, const char *title, int status, const char *expected)
{
  g_autofree char *article = NULL;
  g_autoptr (GlossChange) change = add_titled (fixture, title, status, &article);
  g_autofree char *found = dup_title (fixture, article);

  g_assert_cmpstr (found, ==, expected);
}

static void
apply (GlossTestLibrary *fixture, GlossChange *change)
{
  g_autoptr (GError) error = NULL;

  gloss_database_apply (fixture->database, change, GLOSS_TEST_WHO, &error);
  g_assert_no_error (error);
}

/* An article is called what its page is called now, until somebody calls it something. */
static void
test_renamed (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *article = NULL, *undone = NULL;
  g_autoptr (GlossChange) first = add_titled (fixture, "Will cost 655", 200, &article);
  g_autoptr (GlossChange) second = NULL, undoing = NULL, naming = NULL;
  g_autoptr (GlossRecord) record = NULL, named = NULL;

  assert_title (fixture, "Will cost 590", 200, "Will cost 590");
  assert_title (fixture, "Not found", 404, "Will cost 590");
  second = add_titled (fixture, "Will cost 510", 200, NULL);
  undoing = gloss_change_invert (second);
  apply (fixture, undoing);
  undone = dup_title (fixture, article);
  g_assert_cmpstr (undone, ==, "Will cost 590");
  assert_title (fixture, "Will cost 520", 200, "Will cost 520");

  record = gloss_test_load_record (fixture->database, "article", article);
  named = gloss_record_with_string (record, "title", "Bridge");
  naming = gloss_change_new ("Edit", article);
  gloss_change_add (naming, record, named);
  gloss_change_seal (naming);
  apply (fixture, naming);
  assert_title (fixture, "Will cost 530", 200, "Bridge");
}

static void
test_not_found (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_database_load_capture (fixture->database, "none", &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (gloss_database_load_capture_with_uuid (fixture->database, "none", &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
}

static const char *
get_text (GlossCapture *capture)
{
  return gloss_text_get_utf8 (gloss_capture_get_fields (capture)->text);
}

static void
test_list (GlossTestLibrary *fixture, gconstpointer data)
{
  static const char *const texts[] = { "Third.", "Second.", "First." };
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossChange) undo = NULL;
  g_autoptr (GPtrArray) captures = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *article = add (fixture, URI, "First.", GLOSS_ADDED_ARTICLE, NULL);

  g_free (add (fixture, URI, "Second.", GLOSS_ADDED_CAPTURE, NULL));
  g_free (add (fixture, "https://example.org/b", "Elsewhere.", GLOSS_ADDED_ARTICLE, NULL));
  g_free (add (fixture, URI, "Third.", GLOSS_ADDED_CAPTURE, &change));

  captures = gloss_database_list_captures (fixture->database, article, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (captures->len, ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < captures->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (captures, i);
      g_autoptr (GlossCapture) capture =
        gloss_database_load_capture_with_uuid (fixture->database, gloss_record_get_uuid (record), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (get_text (capture), ==, texts[i]);
      g_assert_cmpstr (gloss_record_get_string (record, "sha256"), ==,
                       gloss_capture_get_fields (capture)->sha256);
      g_assert_true (gloss_record_is_null (record, "text"));
      g_assert_true (gloss_record_is_null (record, "html"));
    }

  undo = gloss_change_invert (change);
  g_assert_true (gloss_database_apply (fixture->database, undo, GLOSS_TEST_WHO, NULL));
  left = gloss_database_list_captures (fixture->database, article, NULL);
  g_assert_cmpuint (left->len, ==, 2);
  g_assert_null (
    gloss_database_load_capture_with_uuid (fixture->database,
                                           gloss_record_get_uuid (g_ptr_array_index (captures, 0)), &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
}

static void
add_at (GlossTestLibrary *fixture, const char *text, const char *captured, GlossAdded expected)
{
  g_autoptr (GlossText) canonical = gloss_text_new (text, -1, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GlossCaptureFields fields = { .uri = URI,
                                .media_type = "text/plain",
                                .bytes = bytes,
                                .html = text,
                                .text = canonical,
                                .captured = captured };
  g_autoptr (GlossCapture) capture = gloss_capture_new (&fields);
  g_autoptr (GError) error = NULL;
  g_autofree char *article = NULL;
  GlossAdded added;

  gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, &article, &added, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added, ==, expected);
}

/* The clock was set back a year: what was captured last is the newest all the same, is not captured a second
 * time, and its time is what the clock said. */
static void
test_clock_set_back (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) articles = NULL;
  g_autoptr (GPtrArray) captures = NULL;
  g_autoptr (GlossCapture) newest = NULL;
  const char *article;

  add_at (fixture, "First.", "2026-05-01T10:00:00.000Z", GLOSS_ADDED_ARTICLE);
  add_at (fixture, "Second.", "2025-05-01T10:00:00.000Z", GLOSS_ADDED_CAPTURE);
  add_at (fixture, "Second.", "2025-05-01T10:05:00.000Z", GLOSS_ADDED_NOTHING);

  articles = gloss_database_list_articles (fixture->database, NULL);
  article = gloss_article_get_uuid (g_ptr_array_index (articles, 0));
  newest = gloss_database_load_capture (fixture->database, article, NULL);
  captures = gloss_database_list_captures (fixture->database, article, NULL);
  g_assert_cmpstr (get_text (newest), ==, "Second.");
  g_assert_cmpstr (gloss_capture_get_fields (newest)->captured, ==, "2025-05-01T10:00:00.000Z");
  g_assert_cmpuint (captures->len, ==, 2);
  g_assert_cmpstr (gloss_record_get_uuid (g_ptr_array_index (captures, 0)), ==,
                   gloss_capture_get_fields (newest)->uuid);
}

/* On a fast disk two captures have the same time. */
static void
test_same_time (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://example.org/%u", i);
      g_autofree char *text = g_strdup_printf ("Article %u.", i);

      g_ptr_array_add (articles, gloss_test_add_article (database, uri, text));
      g_free (gloss_test_add_article (database, uri, TEXT));
    }
  gloss_test_exec (path,
                   "DROP TRIGGER capture_is_immutable;"
                   "UPDATE capture SET captured = '2026-01-01T00:00:00Z', created = '2026-01-01T00:00:00Z'");

  for (guint i = 0; i < articles->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GlossCapture) capture =
        gloss_database_load_capture (database, g_ptr_array_index (articles, i), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (gloss_text_get_utf8 (gloss_capture_get_fields (capture)->text), ==, TEXT);
    }
}

/* Words that were not captured are not shown as if they had been. */
static void
test_altered_text (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  g_autofree char *article = gloss_test_add_article (database, URI, TEXT);
  g_autoptr (GError) error = NULL;

  gloss_test_exec (path, "DROP TRIGGER content_is_immutable;"
                         "UPDATE content SET size = size + 1");

  g_assert_null (gloss_database_load_capture (database, article, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                                  \
  g_test_add ("/captures/" name, GlossTestLibrary, NULL, gloss_test_library_set_up, function,                \
              gloss_test_library_tear_down)
  ADD ("article", test_article);
  ADD ("bytes-are-kept", test_bytes_are_kept);
  ADD ("history-holds-hashes", test_history_holds_hashes);
  ADD ("nothing", test_nothing);
  ADD ("capture", test_capture);
  ADD ("alias", test_alias);
  ADD ("shell", test_shell);
  ADD ("no-answer", test_no_answer);
  ADD ("file-read-again", test_file_read_again);
  ADD ("images", test_images);
  ADD ("images-of-unknown-extent", test_images_of_unknown_extent);
  ADD ("tracking", test_tracking);
  ADD ("answer", test_answer);
  ADD ("moved", test_moved);
  ADD ("moved-away", test_moved_away);
  ADD ("trash", test_trash);
  ADD ("titles", test_titles);
  ADD ("renamed", test_renamed);
  ADD ("not-found", test_not_found);
  ADD ("list", test_list);
  ADD ("clock-set-back", test_clock_set_back);
  g_test_add_func ("/captures/same-time", test_same_time);
  g_test_add_func ("/captures/altered-text", test_altered_text);

  return g_test_run ();
}
