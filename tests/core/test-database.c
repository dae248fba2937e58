/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a library, whatever lies there, and applying changes whole or not at all. */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "core/store/gloss-database-private.h"
#include "core/store/gloss-migrations.h"
#include "support/gloss-test-library.h"

#define TEXT "The missiles have a range of about 190 miles. Almost 10,000 forces were sent."

typedef struct
{
  char *path;
  GlossDatabase *database;
  char *article;
  GlossCapture *capture;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->path = gloss_test_dup_library_path ();
  fixture->database = gloss_test_open (fixture->path);
  fixture->article = gloss_test_add_article (fixture->database, "file:///article.txt", TEXT);
  fixture->capture = gloss_database_load_capture (fixture->database, fixture->article, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->database != NULL)
    gloss_database_close (fixture->database);
  gloss_capture_unref (fixture->capture);
  g_free (fixture->article);
  g_free (fixture->path);
}

static void
apply (GlossDatabase *database, GlossChange *change)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gloss_database_apply (database, change, GLOSS_TEST_WHO, &error));
  g_assert_no_error (error);
}

static guint
count_files_beside (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;
  guint n = 0;

  while ((entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (entry, name) && !g_str_equal (entry, name))
      n++;

  return n;
}

/* That opening fails so in both modes, and changes neither the file nor its folder. */
static void
assert_refused (const char *path, int code)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length = 0, after_length = 0;
  guint n_beside = count_files_beside (path);

  g_file_get_contents (path, &before, &before_length, NULL);
  for (int mode = GLOSS_DATABASE_WRITE; mode <= GLOSS_DATABASE_READ_ONLY; mode++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gloss_database_open (path, mode, &error));
      g_assert_error (error, GLOSS_ERROR, code);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_null (strchr (error->message, '\n'));
    }

  g_file_get_contents (path, &after, &after_length, NULL);
  g_assert_cmpmem (before, before_length, after, after_length);
  g_assert_cmpuint (count_files_beside (path), ==, n_beside);
}

static void
test_open_new (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autofree char *uuid = NULL;
  g_autoptr (GlossDatabase) database = gloss_test_open (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) articles = gloss_database_list_articles (database, &error);
  g_autoptr (GPtrArray) scales =
    gloss_database_load_records (database, "scale", NULL, NULL, "position", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (articles->len, ==, 0);
  g_assert_cmpuint (scales->len, >, 0);
  g_assert_cmpstr (gloss_database_get_path (database), ==, path);
  g_assert_false (gloss_database_is_read_only (database));
  g_assert_null (gloss_database_dup_history_head (database, &error));
  g_assert_no_error (error);
  gloss_test_assert_sound (database);

  uuid = g_strdup (gloss_database_get_uuid (database));
  g_assert_true (g_uuid_string_is_valid (uuid));
  gloss_database_close (g_steal_pointer (&database));
  g_assert_cmpuint (count_files_beside (path), ==, 0);

  database = gloss_test_open (path);
  g_assert_cmpstr (gloss_database_get_uuid (database), ==, uuid);
}

static void
test_open_makes_folder (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "new", "folder", "library.db", NULL);
  g_autoptr (GlossDatabase) database = gloss_test_open (path);

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

/* What a kill between creating the file and writing it leaves. */
static void
test_open_empty_file (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GlossDatabase) database = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  database = gloss_test_open (path);
  gloss_test_assert_sound (database);
}

static void
test_open_missing_read_only (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_database_open (path, GLOSS_DATABASE_READ_ONLY, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_open_text_file (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();

  g_assert_true (g_file_set_contents (path, "A letter, and no library.", -1, NULL));
  assert_refused (path, GLOSS_ERROR_CORRUPT);
}

static void
test_open_foreign (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autofree char *empty = gloss_test_dup_library_path ();

  gloss_test_exec (path, "CREATE TABLE article (uuid TEXT); PRAGMA user_version = 1");
  assert_refused (path, GLOSS_ERROR_CORRUPT);

  gloss_test_exec (empty, "PRAGMA application_id = 1");
  assert_refused (empty, GLOSS_ERROR_CORRUPT);
}

static void
test_open_newer (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();

  gloss_database_close (gloss_test_open (path));
  gloss_test_exec (path, "PRAGMA user_version = 1000");
  assert_refused (path, GLOSS_ERROR_NEWER);
}

/* The newer version is told by the log alone: the file's first page still says the older one. */
static void
test_open_newer_in_log (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;

  gloss_database_close (gloss_test_open (path));
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA user_version = 1000", NULL, NULL, NULL), ==, SQLITE_OK);

  g_assert_null (gloss_database_open (path, GLOSS_DATABASE_WRITE, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NEWER);
  sqlite3_close (handle);
}

static void
test_open_folder (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_refused (path, GLOSS_ERROR_NOT_REGULAR);
}

static void
test_open_damaged (void)
{
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  gloss_database_close (gloss_test_open (path));
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents + 100, 0xa5, length - 100);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));

  g_assert_null (gloss_database_open (path, GLOSS_DATABASE_WRITE, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
}

/* As a user who may not write: root may everywhere. Called in a process of its own. */
static void
open_without_permission (const char *path, const char *folder)
{
  g_autoptr (GlossDatabase) database = NULL;
  g_autoptr (GPtrArray) articles = NULL;
  g_autoptr (GError) error = NULL;

  if (getuid () == 0)
    g_assert_cmpint (setresuid (65534, 65534, 65534), ==, 0);

  g_assert_null (gloss_database_open (path, GLOSS_DATABASE_WRITE, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_READ_ONLY);
  g_clear_error (&error);

  database = gloss_database_open (path, GLOSS_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (gloss_database_is_read_only (database));
  articles = gloss_database_list_articles (database, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (articles->len, ==, 1);
  gloss_test_assert_sound (database);
  g_assert_cmpuint (count_files_beside (path), ==, 0);
}

static void
test_open_without_permission (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gloss-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  GlossDatabase *database = gloss_test_open (path);
  int status;
  pid_t child;

  g_free (gloss_test_add_article (database, "file:///a.txt", TEXT));
  gloss_database_close (database);
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);

  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      open_without_permission (path, folder);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);

  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 4, 12);
  g_autoptr (GlossDatabase) reader = NULL;
  g_autoptr (GError) error = NULL;

  gloss_database_close (g_steal_pointer (&fixture->database));
  reader = gloss_database_open (fixture->path, GLOSS_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);

  g_assert_false (gloss_database_apply (reader, change, GLOSS_TEST_WHO, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (gloss_database_save_draft (reader, "annotation", "a", "note", NULL, "typed", &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_READ_ONLY);

  gloss_database_close (g_steal_pointer (&reader));
  g_assert_cmpuint (count_files_beside (fixture->path), ==, 0);
}

static void
test_set_aside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aside = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  gloss_database_close (g_steal_pointer (&fixture->database));
  aside = gloss_database_set_aside (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_assert_null (gloss_database_set_aside (fixture->path, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  gloss_database_close (gloss_test_open (fixture->path));
  second = gloss_database_set_aside (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, !=, aside);

  fixture->database = gloss_test_open (aside);
  gloss_test_assert_sound (fixture->database);
  g_assert_cmpint (g_unlink (second), ==, 0);
}

static void
test_apply (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 29, 44);
  const char *uuid = gloss_test_get_annotation (change);
  g_autoptr (GlossRecord) stored = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *row;

  apply (fixture->database, change);
  stored = gloss_test_load_record (fixture->database, "annotation", uuid);
  g_assert_nonnull (stored);
  g_assert_true (gloss_record_equal (stored, gloss_change_get_after (change, 0)));

  history = gloss_database_load_history (fixture->database, uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 1);
  row = g_ptr_array_index (history, 0);
  g_assert_cmpstr (json_object_get_string_member (row, "table"), ==, "annotation");
  g_assert_cmpstr (json_object_get_string_member (row, "uuid"), ==, uuid);
  g_assert_cmpstr (json_object_get_string_member (row, "who"), ==, GLOSS_TEST_WHO);
  g_assert_cmpstr (json_object_get_string_member (row, "library"), ==,
                   gloss_database_get_uuid (fixture->database));
  g_assert_cmpint (json_object_get_int_member (row, "seq"), ==, 3);
  g_assert_true (json_object_get_null_member (row, "before"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (row, "after"), "category"),
                   ==, "claim");

  head = gloss_database_dup_history_head (fixture->database, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (head, !=, json_object_get_string_member (row, "hash"));
  gloss_test_assert_sound (fixture->database);
}

static void
test_undo_and_redo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 29, 44);
  g_autoptr (GlossChange) undo = gloss_change_invert (change);
  g_autoptr (GlossChange) redo = gloss_change_invert (undo);
  const char *uuid = gloss_test_get_annotation (change);
  g_autoptr (GlossRecord) undone = NULL;
  g_autoptr (GlossRecord) redone = NULL;
  g_autoptr (GPtrArray) history = NULL;

  apply (fixture->database, change);
  apply (fixture->database, undo);
  undone = gloss_test_load_record (fixture->database, "annotation", uuid);
  g_assert_true (gloss_record_is_deleted (undone));

  apply (fixture->database, redo);
  redone = gloss_test_load_record (fixture->database, "annotation", uuid);
  g_assert_false (gloss_record_is_deleted (redone));

  history = gloss_database_load_history (fixture->database, uuid, NULL);
  g_assert_cmpuint (history->len, ==, 3);
  gloss_test_assert_sound (fixture->database);
}

/* The change fails with code and leaves no trace. */
static void
assert_not_applied (GlossDatabase *database, GlossChange *change, int code)
{
  g_autofree char *before = gloss_database_dup_history_head (database, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (gloss_database_apply (database, change, GLOSS_TEST_WHO, &error));
  g_assert_error (error, GLOSS_ERROR, code);
  after = gloss_database_dup_history_head (database, NULL);
  g_assert_cmpstr (before, ==, after);
  gloss_test_assert_sound (database);
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 29, 44);
  g_autoptr (GlossChange) both = gloss_change_new ("Two edits", fixture->article);
  g_autoptr (GlossChange) unknown = gloss_change_new ("An edit of nothing", fixture->article);
  g_autoptr (GlossRecord) first = NULL;
  g_autoptr (GlossRecord) stale = NULL;
  g_autoptr (GlossRecord) edited = NULL;
  g_autoptr (GlossRecord) other = gloss_record_new ("tag");
  g_autoptr (GlossRecord) named = gloss_record_with_string (other, "name", "numbers");

  apply (fixture->database, change);
  assert_not_applied (fixture->database, change, GLOSS_ERROR_CONFLICT);

  first = gloss_test_load_record (fixture->database, "annotation", gloss_test_get_annotation (change));
  stale = gloss_record_with_string (first, "status", "in-work");
  edited = gloss_record_with_string (stale, "status", "checked");
  gloss_change_add (both, NULL, named);
  gloss_change_add (both, stale, edited);
  assert_not_applied (fixture->database, both, GLOSS_ERROR_CONFLICT);
  g_assert_null (gloss_test_load_record (fixture->database, "tag", gloss_record_get_uuid (named)));

  gloss_change_add (unknown, named, named);
  assert_not_applied (fixture->database, unknown, GLOSS_ERROR_CONFLICT);
}

/* A time stamp alone is no difference: two views of one row may have been read at different moments. */
static void
test_modified_is_no_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 29, 44);
  g_autoptr (GlossChange) edit = gloss_change_new ("Edit", fixture->article);
  g_autoptr (GlossRecord) before = NULL;
  g_autoptr (GlossRecord) after = NULL;

  apply (fixture->database, change);
  before = gloss_record_with_string (gloss_change_get_after (change, 0), "modified", "2001-01-01T00:00:00Z");
  after = gloss_record_with_string (before, "status", "checked");
  gloss_change_add (edit, before, after);
  apply (fixture->database, edit);
  gloss_test_assert_sound (fixture->database);
}

typedef struct
{
  const char *table;
  const char *column;
  const char *text;
  gint64 number;
} BadRecord;

static void
test_invalid (Fixture *fixture, gconstpointer data)
{
  static const BadRecord records[] = {
    { "nothing", "name", "x", 0 },
    { "history", "who", "x", 0 },
    { "meta", "value", "x", 0 },
    { "tag", "colour", "x", 0 },
    { "tag", "name\" --", "x", 0 },
    { "tag; DROP TABLE tag", "name", "x", 0 },
    { "tag", "name", NULL, 5 },
    { "saved_filter", "position", "5", 0 },
    { "tag", "name", "broken \xff", 0 },
    { "tag", "extra", "{}", 0 },
    { "annotation", "article", "none", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (GlossRecord) blank = gloss_record_new (records[i].table);
      g_autoptr (JsonObject) values = gloss_record_dup_values (blank);
      g_autoptr (GlossRecord) record = NULL;
      g_autoptr (GlossChange) change = gloss_change_new ("Bad", NULL);

      if (records[i].text != NULL)
        json_object_set_string_member (values, records[i].column, records[i].text);
      else
        json_object_set_int_member (values, records[i].column, records[i].number);
      record = gloss_record_new_for_values (records[i].table, values);
      gloss_change_add (change, NULL, record);
      assert_not_applied (fixture->database, change, GLOSS_ERROR_INVALID);
    }
}

/* A row may come before the one it refers to, as long as both come. */
static void
test_reference_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 0, 3);
  g_autoptr (GlossChange) reversed = gloss_change_new ("Reversed", fixture->article);

  gloss_change_add (reversed, NULL, gloss_change_get_after (change, 1));
  gloss_change_add (reversed, NULL, gloss_change_get_after (change, 0));
  apply (fixture->database, reversed);
  gloss_test_assert_sound (fixture->database);
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) annotate = gloss_test_annotate (fixture->capture, 29, 44);
  g_autoptr (GlossChange) change = gloss_change_new ("Quantity", fixture->article);
  g_autoptr (GlossRecord) blank = gloss_record_new ("quantity");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);
  g_autoptr (GlossRecord) quantity = NULL;
  g_autoptr (GlossRecord) stored = NULL;

  json_object_set_string_member (values, "annotation", gloss_test_get_annotation (annotate));
  json_object_set_string_member (values, "class", "length");
  json_object_set_int_member (values, "value", 190);
  json_object_set_double_member (values, "value_si", 305775.36);
  json_object_set_double_member (values, "score", 0.1);
  json_object_set_int_member (values, "approximate", 1);
  quantity = gloss_record_new_for_values ("quantity", values);
  gloss_change_add (change, NULL, quantity);

  apply (fixture->database, annotate);
  apply (fixture->database, change);
  stored = gloss_test_load_record (fixture->database, "quantity", gloss_record_get_uuid (quantity));
  g_assert_true (gloss_record_equal (stored, quantity));
  gloss_test_assert_sound (fixture->database);
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 0, 3);
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  /* Five seconds are the user's limit; the test need not wait for them. */
  sqlite3_busy_timeout (gloss_connection_get_handle (fixture->database->connection), 20);
  assert_not_applied (fixture->database, change, GLOSS_ERROR_BUSY);

  g_assert_cmpint (sqlite3_exec (handle, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  apply (fixture->database, change);
}

/* Another program brought the library further while this one had it open. */
static void
test_newer_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 0, 3);
  g_autoptr (GError) error = NULL;

  gloss_test_exec (fixture->path, "PRAGMA user_version = 1000");
  g_assert_false (gloss_database_apply (fixture->database, change, GLOSS_TEST_WHO, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NEWER);
}

/* Own writes do not count, however many, checkpoints neither; another connection's does. */
static void
test_data_version (Fixture *fixture, gconstpointer data)
{
  gint64 version = gloss_database_get_data_version (fixture->database);
  g_autoptr (GlossDatabase) other = NULL;

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u %s", i, TEXT);
      g_autoptr (GError) error = NULL;

      gloss_database_save_draft (fixture->database, "annotation", text, "note", NULL, text, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (gloss_database_get_data_version (fixture->database), ==, version);

  other = gloss_test_open (fixture->path);
  g_assert_cmpint (gloss_database_get_data_version (fixture->database), ==, version);
  gloss_database_save_draft (other, "annotation", "a", "note", NULL, "typed", NULL);
  g_assert_cmpint (gloss_database_get_data_version (fixture->database), !=, version);
}

static void
test_snapshot (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 0, 3);
  g_autoptr (GlossDatabase) reader = NULL;
  g_autoptr (GError) error = NULL;

  reader = gloss_database_open (fixture->path, GLOSS_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (gloss_database_begin_snapshot (reader, &error));
  apply (fixture->database, change);
  g_assert_null (gloss_test_load_record (reader, "annotation", gloss_test_get_annotation (change)));

  /* One in another ends nothing. */
  g_assert_true (gloss_database_begin_snapshot (reader, &error));
  gloss_database_end_snapshot (reader);
  g_assert_null (gloss_test_load_record (reader, "annotation", gloss_test_get_annotation (change)));

  gloss_database_end_snapshot (reader);
  g_clear_pointer (&change, gloss_change_unref);
  change = gloss_test_annotate (fixture->capture, 4, 12);
  apply (fixture->database, change);
  gloss_record_unref (gloss_test_load_record (reader, "annotation", gloss_test_get_annotation (change)));
}

static void
test_append_only (Fixture *fixture, gconstpointer data)
{
  static const char *const statements[] = {
    "DELETE FROM history",
    "UPDATE history SET who = 'nobody'",
    "UPDATE history SET after = ''",
    "UPDATE capture SET text = 'other'",
    "UPDATE capture SET uri = ''",
    "UPDATE anchor SET quote = 'other'",
    "UPDATE content SET bytes = x''",
  };
  g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, 0, 3);
  sqlite3 *handle;

  apply (fixture->database, change);
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    g_assert_cmpint (sqlite3_exec (handle, statements[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
  sqlite3_close (handle);
  gloss_test_assert_sound (fixture->database);
}

/* Two that write in turns: each goes on from the other's last row of history. */
static void
test_two_writers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossDatabase) other = gloss_test_open (fixture->path);

  for (gsize i = 0; i < 20; i++)
    {
      g_autoptr (GlossChange) change = gloss_test_annotate (fixture->capture, i, i + 4);

      apply (i % 2 == 0 ? fixture->database : other, change);
    }
  gloss_test_assert_sound (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add ("/database/" name, Fixture, NULL, set_up, function, tear_down)
  g_test_add_func ("/database/open/new", test_open_new);
  g_test_add_func ("/database/open/makes-folder", test_open_makes_folder);
  g_test_add_func ("/database/open/empty-file", test_open_empty_file);
  g_test_add_func ("/database/open/missing-read-only", test_open_missing_read_only);
  g_test_add_func ("/database/open/text-file", test_open_text_file);
  g_test_add_func ("/database/open/foreign", test_open_foreign);
  g_test_add_func ("/database/open/newer", test_open_newer);
  g_test_add_func ("/database/open/newer-in-log", test_open_newer_in_log);
  g_test_add_func ("/database/open/folder", test_open_folder);
  g_test_add_func ("/database/open/damaged", test_open_damaged);
  g_test_add_func ("/database/open/without-permission", test_open_without_permission);
  ADD ("read-only", test_read_only);
  ADD ("set-aside", test_set_aside);
  ADD ("apply", test_apply);
  ADD ("undo-and-redo", test_undo_and_redo);
  ADD ("conflict", test_conflict);
  ADD ("modified-is-no-conflict", test_modified_is_no_conflict);
  ADD ("invalid", test_invalid);
  ADD ("reference-order", test_reference_order);
  ADD ("numbers", test_numbers);
  ADD ("busy", test_busy);
  ADD ("newer-meanwhile", test_newer_meanwhile);
  ADD ("data-version", test_data_version);
  ADD ("snapshot", test_snapshot);
  ADD ("append-only", test_append_only);
  ADD ("two-writers", test_two_writers);

  return g_test_run ();
}
