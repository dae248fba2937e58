/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the history says of a row, and rows that only damage can leave: they are read, told by a check, and
 * crash nothing. That a table takes no other values than its columns can hold is in test-database.c. */

#include "config.h"

#include <math.h>

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"
#include "core/store/gloss-database-private.h"
#include "support/gloss-test-library.h"

#define TEXT "The missiles have a range of about 190 miles."

typedef struct
{
  char *path;
  GlossDatabase *database;
  char *article;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GError) error = NULL;

  fixture->path = gloss_test_dup_library_path ();
  fixture->database = gloss_test_open (fixture->path);
  fixture->article = gloss_test_add_article (fixture->database, "file:///article.txt", TEXT);
  capture = gloss_database_load_capture (fixture->database, fixture->article, &error);
  g_assert_no_error (error);
  change = gloss_test_annotate (capture, 29, 44);
  gloss_database_apply (fixture->database, change, GLOSS_TEST_WHO, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_database_close (fixture->database);
  g_free (fixture->article);
  g_free (fixture->path);
}

/* Keys in order, nothing that is null, whole numbers without a point, long documents as their hash. */
static void
test_canonical (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GlossRecord) record = NULL;
  g_autofree char *hash = gloss_hash_string ("Ä");
  g_autofree char *expected =
    g_strdup_printf ("{\"status\":200,\"text\":{\"sha256\":\"%s\"},\"uuid\":\"u\"}", hash);
  g_autofree char *canonical = NULL;
  g_autofree char *number = NULL;

  json_object_set_string_member (values, "uuid", "u");
  json_object_set_string_member (values, "text", "Ä");
  json_object_set_null_member (values, "html");
  json_object_set_int_member (values, "status", 200);
  record = gloss_record_new_for_values ("capture", values);
  canonical = gloss_table_dup_canonical (gloss_database_get_table (fixture->database, "capture"), record);
  g_assert_cmpstr (canonical, ==, expected);

  g_clear_pointer (&record, gloss_record_unref);
  g_clear_pointer (&values, json_object_unref);
  values = json_object_new ();
  json_object_set_double_member (values, "value", 190.0);
  json_object_set_double_member (values, "score", 0.1);
  record = gloss_record_new_for_values ("quantity", values);
  number = gloss_table_dup_canonical (gloss_database_get_table (fixture->database, "quantity"), record);
  g_assert_cmpstr (number, ==, "{\"score\":0.1,\"value\":190}");
}

/* JSON has no word for them, so that the history could not tell what stood there. */
static void
test_no_number (Fixture *fixture, gconstpointer data)
{
  static const double values[] = { INFINITY, -INFINITY, NAN };
  GlossTable *table = gloss_database_get_table (fixture->database, "quantity");

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (JsonObject) object = json_object_new ();
      g_autoptr (GlossRecord) record = NULL;
      g_autoptr (GError) error = NULL;

      json_object_set_double_member (object, "value", values[i]);
      record = gloss_record_new_for_values ("quantity", object);
      g_assert_false (gloss_table_check (table, record, &error));
      g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
    }
}

/* The constraint is taken out of the schema, and put back once the row lacks it. */
static void
set_null (const char *path, const char *table, const char *column)
{
  g_autofree char *loosen = g_strdup_printf ("UPDATE sqlite_schema SET sql = replace (sql, ' %s TEXT NOT "
                                             "NULL', ' %s TEXT DEFAULT NULL') WHERE name = '%s'",
                                             column, column, table);
  g_autofree char *tighten = g_strdup_printf ("UPDATE sqlite_schema SET sql = replace (sql, ' %s TEXT "
                                              "DEFAULT NULL', ' %s TEXT NOT NULL') WHERE name = '%s'",
                                              column, column, table);
  g_autofree char *sql = g_strdup_printf (
    "PRAGMA writable_schema = ON; %s; PRAGMA writable_schema = RESET; UPDATE %s SET %s = NULL; "
    "PRAGMA writable_schema = ON; %s; PRAGMA writable_schema = RESET",
    loosen, table, column, tighten);

  gloss_test_exec (path, sql);
}

/* Everything that reads rows, on a new connection. */
static void
read_everything (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) articles = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GlossAnnotationList) list = gloss_annotation_list_new (fixture->article);
  g_autofree char *found = NULL;

  gloss_database_close (fixture->database);
  fixture->database = gloss_test_open (fixture->path);
  articles = gloss_database_list_articles (fixture->database, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (articles->len, ==, 1);
  found = gloss_database_resolve_article (fixture->database, "no such title", &error);
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  records = gloss_database_load_annotations (fixture->database, fixture->article, &error);
  g_assert_no_error (error);
  gloss_annotation_list_set_records (list, records);
  problems = gloss_database_check (fixture->database, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, >, 0);
}

static void
test_missing_values (Fixture *fixture, gconstpointer data)
{
  set_null (fixture->path, "annotation", "status");
  read_everything (fixture);
  set_null (fixture->path, "article", "title");
  read_everything (fixture);
  set_null (fixture->path, "annotation", "article");
  read_everything (fixture);
}

static void
test_broken_utf8 (Fixture *fixture, gconstpointer data)
{
  static const char sql[] =
    "UPDATE article SET title = CAST (x'41c3' AS TEXT), byline = CAST (x'ff42' AS TEXT);"
    "UPDATE annotation SET claim = CAST (x'f0' AS TEXT)";
  g_autoptr (GlossRecord) article = NULL;

  gloss_test_exec (fixture->path, sql);

  read_everything (fixture);
  article = gloss_test_load_record (fixture->database, "article", fixture->article);
  g_assert_cmpstr (gloss_record_get_string (article, "title"), ==, "A\357\277\275");
  g_assert_cmpstr (gloss_record_get_string (article, "byline"), ==, "\357\277\275B");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add ("/table/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("canonical", test_canonical);
  ADD ("no-number", test_no_number);
  ADD ("missing-values", test_missing_values);
  ADD ("broken-utf8", test_broken_utf8);

  return g_test_run ();
}
