/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a captured page keeps beside its text: all of it comes back, each part is there once, and what is not
 * what was saved is not given out. */

#include "config.h"

#include <string.h>

#include "core/base/gloss-error.h"
#include "core/base/gloss-json.h"
#include "core/exchange/gloss-export-json.h"
#include "core/store/gloss-connection.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-web-page.h"

#define URI "https://example.org/article"

static char *
add (GlossTestLibrary *fixture, GlossCapture *capture, GlossAdded expected, GlossChange **change)
{
  g_autoptr (GError) error = NULL;
  GlossAdded added;
  char *article = NULL;

  gloss_database_add_capture (fixture->database, capture, GLOSS_TEST_WHO, &article, &added, change, &error);
  g_assert_no_error (error);
  g_assert_cmpint (added, ==, expected);
  return article;
}

static GlossCapture *
load (GlossTestLibrary *fixture, const char *article)
{
  g_autoptr (GError) error = NULL;
  GlossCapture *capture = gloss_database_load_capture (fixture->database, article, &error);

  g_assert_no_error (error);
  return capture;
}

static void
assert_page (GlossTestLibrary *fixture, const char *capture, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) page = gloss_database_load_mhtml (fixture->database, capture, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (page, expected));
}

static gint64
query (GlossTestLibrary *fixture, const char *sql)
{
  g_autoptr (GlossConnection) connection =
    gloss_connection_open (fixture->path, GLOSS_CONNECTION_QUERY, NULL);
  gint64 value;

  g_assert_true (gloss_connection_query_int (connection, sql, &value, NULL));
  return value;
}

static void
test_round_trip (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (URI, 4000, 3, 5000);
  g_autoptr (GlossCapture) capture = gloss_test_web_page_capture (page);
  const GlossCaptureFields *made = gloss_capture_get_fields (capture);
  g_autofree char *article = add (fixture, capture, GLOSS_ADDED_ARTICLE, NULL);
  g_autoptr (GlossCapture) loaded = load (fixture, article);
  const GlossCaptureFields *fields = gloss_capture_get_fields (loaded);
  g_autoptr (GlossRecord) record = gloss_test_load_record (fixture->database, "article", article);

  g_assert_cmpstr (fields->html, ==, made->html);
  g_assert_cmpstr (gloss_text_get_utf8 (fields->text), ==, gloss_text_get_utf8 (made->text));
  g_assert_cmpint (fields->status, ==, 200);
  g_assert_cmpstr (fields->headers, ==, made->headers);
  g_assert_cmpstr (fields->archive, ==, made->archive);
  g_assert_cmpstr (fields->sha256, ==, made->sha256);
  g_assert_cmpstr (fields->mhtml_sha256, ==, made->mhtml_sha256);
  g_assert_cmpstr (gloss_record_get_string (record, "canonical_uri"), ==, made->canonical_uri);
  assert_page (fixture, fields->uuid, made->mhtml);

  for (guint i = 0; i < made->resources->len; i++)
    {
      GlossCaptureResource *resource = g_ptr_array_index (made->resources, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes =
        gloss_database_load_resource (fixture->database, fields->uuid,
                                      gloss_capture_resource_get_sha256 (resource), &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (bytes, gloss_capture_resource_get_bytes (resource)));
    }
  /* Three images and the page: what is a part too is one row. */
  g_assert_cmpint (query (fixture, "SELECT count (*) FROM capture_resource"), ==, 4);
}

/* The images come first, in the order of the document. */
static void
assert_resources (JsonArray *exported, GPtrArray *made)
{
  g_assert_cmpuint (json_array_get_length (exported), >=, made->len);
  for (guint i = 0; i < made->len; i++)
    {
      JsonObject *resource = json_array_get_object_element (exported, i);

      g_assert_cmpstr (json_object_get_string_member (resource, "sha256"), ==,
                       gloss_capture_resource_get_sha256 (made->pdata[i]));
      g_assert_cmpstr (json_object_get_string_member (resource, "uri"), ==,
                       gloss_capture_resource_get_uri (made->pdata[i]));
      g_assert_cmpstr (json_object_get_string_member (resource, "media_type"), ==, "image/jpeg");
    }
}

/* What a second person needs to repeat the check. */
static void
test_export (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (URI, 1000, 2, 5000);
  g_autoptr (GlossCapture) capture = gloss_test_web_page_capture (page);
  const GlossCaptureFields *made = gloss_capture_get_fields (capture);
  g_autofree char *article = add (fixture, capture, GLOSS_ADDED_ARTICLE, NULL);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *exported;

  gloss_export_json (fixture->database, NULL, out, NULL, &error);
  g_assert_no_error (error);
  root =
    gloss_json_parse_object (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)),
                             (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)),
                             &error);
  g_assert_no_error (error);
  exported = json_array_get_object_element (json_object_get_array_member (root, "articles"), 0);
  g_assert_cmpstr (json_object_get_string_member (exported, "uuid"), ==, article);
  g_assert_cmpstr (json_object_get_string_member (exported, "canonical_uri"), ==, made->canonical_uri);
  exported = json_array_get_object_element (json_object_get_array_member (exported, "captures"), 0);
  g_assert_cmpint (json_object_get_int_member (exported, "status"), ==, 200);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (exported, "headers"),
                                                  "server"),
                   ==, "a server");
  g_assert_cmpstr (json_object_get_string_member (exported, "mhtml_sha256"), ==, made->mhtml_sha256);
  g_assert_cmpstr (json_object_get_string_member (exported, "archive"), ==, made->archive);
  assert_resources (json_object_get_array_member (exported, "resources"), made->resources);
  g_assert_cmpstr (json_object_get_string_member (exported, "text"), ==, gloss_text_get_utf8 (made->text));
}

/* The images are there already, and what both pages say is written by what they share. */
static void
test_further (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (URI, 4000, 3, 5000);
  g_autoptr (GlossCapture) first = gloss_test_web_page_capture (page);
  g_autoptr (GlossCapture) second = NULL;
  g_autoptr (GlossCapture) loaded = NULL;
  g_autoptr (GlossChange) change = NULL;
  g_autoptr (GlossChange) undo = NULL;
  g_autoptr (GlossChange) redo = NULL;
  g_autofree char *article = add (fixture, first, GLOSS_ADDED_ARTICLE, NULL);
  g_autofree char *same = NULL;
  gint64 n = query (fixture, "SELECT count (*) FROM content");

  gloss_test_web_page_edit (page);
  second = gloss_test_web_page_capture (page);
  same = add (fixture, second, GLOSS_ADDED_CAPTURE, &change);
  g_assert_cmpstr (article, ==, same);
  /* Page, bytes, skeleton, document, text. */
  g_assert_cmpint (query (fixture, "SELECT count (*) FROM content"), ==, n + 5);
  loaded = load (fixture, article);
  assert_page (fixture, gloss_capture_get_fields (loaded)->uuid, gloss_capture_get_fields (second)->mhtml);

  undo = gloss_change_invert (change);
  g_assert_true (gloss_database_apply (fixture->database, undo, GLOSS_TEST_WHO, NULL));
  g_assert_cmpint (query (fixture, "SELECT count (*) FROM capture_resource WHERE deleted IS NULL"), ==, 4);

  redo = gloss_change_invert (undo);
  g_assert_true (gloss_database_apply (fixture->database, redo, GLOSS_TEST_WHO, NULL));
  g_assert_cmpint (query (fixture, "SELECT count (*) FROM capture_resource WHERE deleted IS NULL"), ==, 8);
  assert_page (fixture, gloss_capture_get_fields (loaded)->uuid, gloss_capture_get_fields (second)->mhtml);
}

/* What cannot be taken apart is kept all the same. */
static void
test_odd_page (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) plain = gloss_test_make_capture (URI, "Some words.");
  GlossCaptureFields fields = *gloss_capture_get_fields (plain);
  g_autoptr (GBytes) odd = g_bytes_new_static ("\0no\xff page", 9);
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossCapture) loaded = NULL;
  g_autofree char *article = NULL;

  fields.mhtml = odd;
  capture = gloss_capture_new (&fields);
  article = add (fixture, capture, GLOSS_ADDED_ARTICLE, NULL);
  loaded = load (fixture, article);
  assert_page (fixture, gloss_capture_get_fields (loaded)->uuid, odd);
}

static void
test_absent (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autofree char *article = gloss_test_add_article (fixture->database, URI, "Some words.");
  g_autoptr (GlossCapture) capture = load (fixture, article);
  const GlossCaptureFields *fields = gloss_capture_get_fields (capture);
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_database_load_mhtml (fixture->database, fields->uuid, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (gloss_database_load_mhtml (fixture->database, "none", &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* The bytes are there, but no page shows them. */
  g_assert_null (gloss_database_load_resource (fixture->database, fields->uuid, fields->sha256, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
}

/* What lost its text is read again from the same bytes; with it, both captures have theirs. */
static void
test_lost_text (gconstpointer data)
{
  GlossTestLibrary fixture = { NULL };
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (URI, 1000, 1, 2000);
  g_autoptr (GlossCapture) capture = gloss_test_web_page_capture (page);
  g_autoptr (GlossCapture) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *article = NULL;
  g_autofree char *same = NULL;
  g_autofree char *once_more = NULL;

  gloss_test_library_set_up (&fixture, NULL);
  article = add (&fixture, capture, GLOSS_ADDED_ARTICLE, NULL);
  gloss_test_exec (fixture.path, "DELETE FROM content WHERE sha256 IN (SELECT text_sha256 FROM capture)");
  g_assert_null (gloss_database_load_capture (fixture.database, article, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);

  same = add (&fixture, capture, GLOSS_ADDED_CAPTURE, NULL);
  loaded = load (&fixture, article);
  gloss_test_assert_sound (fixture.database);
  once_more = add (&fixture, capture, GLOSS_ADDED_NOTHING, NULL);

  gloss_database_close (fixture.database);
  g_free (fixture.path);
}

/* Someone else's library names a file that is whole but no text. */
static void
test_no_text (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (URI, 1000, 1, 2000);
  g_autoptr (GlossCapture) capture = gloss_test_web_page_capture (page);
  g_autofree char *article = add (fixture, capture, GLOSS_ADDED_ARTICLE, NULL);
  GlossDatabase *hostile = NULL;
  g_autofree char *path = gloss_test_dup_library_path ();
  g_autofree char *copy_sql = g_strdup_printf ("VACUUM INTO '%s'", path);
  g_autoptr (GPtrArray) captures = NULL;
  g_autoptr (GError) error = NULL;

  gloss_test_exec (fixture->path, copy_sql);
  gloss_test_exec (path, "DROP TRIGGER capture_is_immutable; UPDATE capture SET html_sha256 = "
                         "(SELECT sha256 FROM capture_resource WHERE media_type = 'image/jpeg')");
  hostile = gloss_test_open (path);
  g_assert_null (gloss_database_load_capture (hostile, article, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
  g_clear_error (&error);

  /* Nor does it reach an export. */
  captures = gloss_database_load_captures (hostile, article, &error);
  g_assert_no_error (error);
  g_assert_true (gloss_record_is_null (g_ptr_array_index (captures, 0), "html"));
  gloss_database_close (hostile);
}

typedef struct
{
  const char *name;
  const char *sql;
  const char *words; /* of the check */
} Damage;

static const Damage damages[] = {
  { "page-hash", "DROP TRIGGER capture_is_immutable; UPDATE capture SET mhtml_sha256 = sha256",
    "is not the page that was saved" },
  { "part",
    "DROP TRIGGER content_is_immutable; UPDATE content SET bytes = zeroblob (length (bytes)) WHERE "
    "sha256 IN (SELECT sha256 FROM capture_resource WHERE media_type = 'image/jpeg')",
    "is not the file that was received" },
  { "part-removed",
    "DELETE FROM content WHERE sha256 IN (SELECT sha256 FROM capture_resource WHERE media_type = "
    "'image/jpeg')",
    "refers to one of" },
  { "skeleton", "DROP TRIGGER capture_is_immutable; UPDATE capture SET mhtml_skeleton = sha256",
    "is not the page that was saved" },
  { "resource", "UPDATE capture_resource SET sha256 = (SELECT sha256 FROM capture)",
    "is not what its history says" },
};

static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  GlossTestLibrary fixture = { NULL };
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (URI, 1000, 1, 2000);
  g_autoptr (GlossCapture) capture = gloss_test_web_page_capture (page);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GlossCapture) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *article = NULL;
  gboolean is_told = FALSE;

  gloss_test_library_set_up (&fixture, NULL);
  article = add (&fixture, capture, GLOSS_ADDED_ARTICLE, NULL);
  gloss_test_assert_sound (fixture.database);
  gloss_test_exec (fixture.path, damage->sql);

  problems = gloss_database_check (fixture.database, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    is_told |= strstr (g_ptr_array_index (problems, i), damage->words) != NULL;
  g_assert_true (is_told);

  if (!g_str_equal (damage->name, "resource"))
    {
      loaded = load (&fixture, article);
      g_assert_null (
        gloss_database_load_mhtml (fixture.database, gloss_capture_get_fields (loaded)->uuid, &error));
      g_assert_true (error->domain == GLOSS_ERROR);
    }

  gloss_database_close (fixture.database);
  g_free (fixture.path);
}

/* What packs to 3 KB: what any capture costs beside its page is less than two pages of the file. A row of
 * history that does not fit where it belongs would be one more. */
static void
test_short_page (GlossTestLibrary *fixture, gconstpointer data)
{
  gint64 before = query (fixture, "SELECT page_count FROM pragma_page_count");
  gint64 grown;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *uri = g_strdup_printf (URI "-%u", i);
      g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new (uri, 5000, 0, 0);
      g_autoptr (GlossCapture) capture = gloss_test_web_page_capture (page);
      g_autofree char *article = add (fixture, capture, GLOSS_ADDED_ARTICLE, NULL);
    }
  grown = query (fixture, "SELECT page_count FROM pragma_page_count") - before;
  g_assert_cmpint (grown * query (fixture, "SELECT page_size FROM pragma_page_size"), <, 40 * 10 * 1024);
}

#define ADD(name, func)                                                                                      \
  g_test_add ("/database-content/" name, GlossTestLibrary, NULL, gloss_test_library_set_up, func,            \
              gloss_test_library_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("export", test_export);
  ADD ("further", test_further);
  ADD ("odd-page", test_odd_page);
  ADD ("absent", test_absent);
  ADD ("no-text", test_no_text);
  ADD ("short-page", test_short_page);
  g_test_add_data_func ("/database-content/lost-text", NULL, test_lost_text);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strconcat ("/database-content/damage/", damages[i].name, NULL);

      g_test_add_data_func (name, &damages[i], test_damage);
    }

  return g_test_run ();
}
