/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of articles with its counts, and which article a user's words mean. */

#include "config.h"

#include <sqlite3.h>

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"
#include "support/gloss-test-library.h"

#define TEXT "The missiles have a range of about 190 miles. Almost 10,000 forces were sent."

typedef struct
{
  char *path;
  GlossDatabase *database;
  char *first;
  char *second;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = gloss_test_dup_library_path ();
  fixture->database = gloss_test_open (fixture->path);
  fixture->first = gloss_test_add_article (fixture->database, "https://example.org/first", TEXT " One.");
  fixture->second = gloss_test_add_article (fixture->database, "https://example.org/second", TEXT " Two.");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_test_assert_sound (fixture->database);
  gloss_database_close (fixture->database);
  g_free (fixture->path);
  g_free (fixture->first);
  g_free (fixture->second);
}

/* Changes one column of one record. */
static void
edit (Fixture *fixture, const char *table, const char *uuid, const char *column, const char *value)
{
  g_autoptr (GlossRecord) before = gloss_test_load_record (fixture->database, table, uuid);
  g_autoptr (GlossRecord) after = gloss_record_with_string (before, column, value);
  g_autoptr (GlossChange) change = gloss_change_new ("Edit", NULL);
  g_autoptr (GError) error = NULL;

  gloss_change_add (change, before, after);
  gloss_database_apply (fixture->database, change, GLOSS_TEST_WHO, &error);
  g_assert_no_error (error);
}

/* Annotates an article, with a status, a verdict of the default scale (or NULL) and a state of its anchor. */
static char *
annotate (Fixture *fixture, const char *article, const char *status, const char *verdict, const char *state)
{
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (fixture->database, article, NULL);
  g_autoptr (GlossChange) basis = gloss_test_annotate (capture, 29, 44);
  g_autoptr (GlossChange) change = gloss_change_new ("Annotate", article);
  g_autoptr (JsonObject) values = gloss_record_dup_values (gloss_change_get_after (basis, 0));
  g_autoptr (GlossRecord) annotation = NULL;
  g_autoptr (JsonObject) anchor_values = gloss_record_dup_values (gloss_change_get_after (basis, 1));
  g_autoptr (GlossRecord) anchor = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (values, "status", status);
  if (verdict != NULL)
    {
      json_object_set_string_member (values, "scale", GLOSS_CATALOG_DEFAULT_SCALE);
      json_object_set_string_member (values, "verdict", verdict);
    }
  annotation = gloss_record_new_for_values ("annotation", values);
  json_object_set_string_member (anchor_values, "state", state);
  if (g_str_equal (state, "changed"))
    json_object_set_string_member (anchor_values, "found",
                                   gloss_record_get_string (gloss_change_get_after (basis, 1), "quote"));
  anchor = gloss_record_new_for_values ("anchor", anchor_values);
  gloss_change_add (change, NULL, annotation);
  gloss_change_add (change, NULL, anchor);
  gloss_database_apply (fixture->database, change, GLOSS_TEST_WHO, &error);
  g_assert_no_error (error);
  return g_strdup (gloss_record_get_uuid (anchor));
}

static void
assert_counts (Fixture *fixture, const char *article, const GlossArticleCounts *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossArticle) alone = gloss_database_load_article (fixture->database, article, &error);
  g_autoptr (GPtrArray) listed = gloss_database_list_articles (fixture->database, &error);
  guint n_found = 0;

  g_assert_no_error (error);
  g_assert_cmpmem (gloss_article_get_counts (alone), sizeof *expected, expected, sizeof *expected);
  for (guint i = 0; i < listed->len; i++)
    if (g_str_equal (gloss_article_get_uuid (g_ptr_array_index (listed, i)), article))
      {
        n_found++;
        g_assert_cmpmem (gloss_article_get_counts (g_ptr_array_index (listed, i)), sizeof *expected, expected,
                         sizeof *expected);
      }
  g_assert_cmpuint (n_found, ==, 1);
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  const GlossArticleCounts none = { 0 };
  const GlossArticleCounts some = { 6, 3, 2, { 1, 0, 0, 0, 1, 1 } };
  const GlossArticleCounts fewer = { 5, 2, 1, { 1, 0, 0, 0, 1, 1 } };
  g_autofree char *reviewed = NULL;
  g_autofree char *trashed = NULL;
  g_autoptr (GlossRecord) anchor = NULL;

  g_free (annotate (fixture, fixture->first, "checked", "true", "exact"));
  g_free (annotate (fixture, fixture->first, "checked", "false", "moved"));
  g_free (annotate (fixture, fixture->first, "checked", "unproven", "exact"));
  g_free (annotate (fixture, fixture->first, "to-check", NULL, "changed"));
  g_free (annotate (fixture, fixture->first, "in-work", NULL, "exact"));
  trashed = annotate (fixture, fixture->first, "to-check", NULL, "changed");
  assert_counts (fixture, fixture->first, &some);
  assert_counts (fixture, fixture->second, &none);

  anchor = gloss_test_load_record (fixture->database, "anchor", trashed);
  edit (fixture, "annotation", gloss_record_get_string (anchor, "annotation"), "deleted",
        "2026-01-01T00:00:00Z");
  assert_counts (fixture, fixture->first, &fewer);

  reviewed = annotate (fixture, fixture->second, "to-check", NULL, "changed");
  edit (fixture, "anchor", reviewed, "reviewed", "2026-01-01T00:00:00Z");
  assert_counts (fixture, fixture->second, &(GlossArticleCounts){ .n_annotations = 1, .n_left = 1 });
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) listed = NULL;

  edit (fixture, "article", fixture->first, "opened", "2100-01-01T00:00:00Z");
  listed = gloss_database_list_articles (fixture->database, NULL);
  g_assert_cmpuint (listed->len, ==, 2);
  g_assert_cmpstr (gloss_article_get_uuid (g_ptr_array_index (listed, 0)), ==, fixture->first);

  edit (fixture, "article", fixture->second, "opened", "2100-01-02T00:00:00Z");
  g_ptr_array_unref (listed);
  listed = gloss_database_list_articles (fixture->database, NULL);
  g_assert_cmpstr (gloss_article_get_uuid (g_ptr_array_index (listed, 0)), ==, fixture->second);

  edit (fixture, "article", fixture->second, "deleted", "2026-01-01T00:00:00Z");
  g_ptr_array_unref (listed);
  listed = gloss_database_list_articles (fixture->database, NULL);
  g_assert_cmpuint (listed->len, ==, 1);
}

static void
assert_resolves (Fixture *fixture, const char *words, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = gloss_database_resolve_article (fixture->database, words, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_unresolved (Fixture *fixture, const char *words, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_database_resolve_article (fixture->database, words, &error));
  g_assert_error (error, GLOSS_ERROR, code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_resolve (Fixture *fixture, gconstpointer data)
{
  g_free (gloss_test_add_article (fixture->database, "https://example.org/alias", TEXT " One."));
  edit (fixture, "article", fixture->second, "title", "Größe und Reichweite");

  assert_resolves (fixture, fixture->first, fixture->first);
  assert_resolves (fixture, "https://example.org/second", fixture->second);
  assert_resolves (fixture, "https://example.org/alias", fixture->first);
  assert_resolves (fixture, "An article", fixture->first);
  assert_resolves (fixture, "GRÖSSE UND REICHWEITE", fixture->second);

  assert_unresolved (fixture, "Größe", GLOSS_ERROR_NOT_FOUND);
  assert_unresolved (fixture, "", GLOSS_ERROR_NOT_FOUND);
  assert_unresolved (fixture, "' OR 1 --", GLOSS_ERROR_NOT_FOUND);
  assert_unresolved (fixture, "\xff\xfe", GLOSS_ERROR_NOT_FOUND);

  edit (fixture, "article", fixture->second, "title", "An article");
  assert_unresolved (fixture, "an ARTICLE", GLOSS_ERROR_AMBIGUOUS);
  edit (fixture, "article", fixture->first, "deleted", "2026-01-01T00:00:00Z");
  assert_resolves (fixture, "An article", fixture->second);
  assert_unresolved (fixture, fixture->first, GLOSS_ERROR_NOT_FOUND);
}

static void
assert_known (Fixture *fixture, const char *uri, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = gloss_database_find_address (fixture->database, uri, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

/* A title may look like an address; what is in the trash is not known. */
static void
test_find_address (Fixture *fixture, gconstpointer data)
{
  g_free (gloss_test_add_article (fixture->database, "https://example.org/alias", TEXT " One."));
  edit (fixture, "article", fixture->second, "title", "https://example.org/title");

  assert_known (fixture, "https://example.org/second", fixture->second);
  assert_known (fixture, "https://example.org/alias", fixture->first);
  assert_known (fixture, "https://example.org/alias?utm_source=x#part", fixture->first);
  assert_known (fixture, "https://example.org/title", NULL);
  assert_known (fixture, "https://example.org/", NULL);

  edit (fixture, "article", fixture->first, "deleted", "2026-01-01T00:00:00Z");
  assert_known (fixture, "https://example.org/alias", NULL);
}

static void
test_load_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_database_load_article (fixture->database, "none", &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add ("/articles/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("counts", test_counts);
  ADD ("order", test_order);
  ADD ("resolve", test_resolve);
  ADD ("find-address", test_find_address);
  ADD ("load-missing", test_load_missing);

  return g_test_run ();
}
