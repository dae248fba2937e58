/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes by their hash: what goes in comes out, once, smaller where it can be; and what a hostile row says is
 * not believed. */

#include "config.h"

#include <string.h>

#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"
#include "core/store/gloss-content.h"
#include "core/store/gloss-database-private.h"
#include "support/gloss-test-library.h"

static char *
store (GlossTestLibrary *fixture, GBytes *bytes, GlossContentBase *base)
{
  g_autoptr (GError) error = NULL;
  char *sha256 = gloss_hash_bytes (bytes);

  gloss_content_store (fixture->database->connection, sha256, bytes, base, &error);
  g_assert_no_error (error);
  return sha256;
}

static void
assert_loads (GlossTestLibrary *fixture, const char *sha256, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gloss_content_load (fixture->database->connection, sha256, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, expected));
}

static gint64
query (GlossTestLibrary *fixture, const char *sql)
{
  gint64 value;

  g_assert_true (gloss_connection_query_int (fixture->database->connection, sql, &value, NULL));
  return value;
}

static GBytes *
make_words (guint n)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (words, "%x ", g_test_rand_int ());

  return g_string_free_to_bytes (words);
}

/* The same words as a document, and something more. */
static GBytes *
make_document (GBytes *words, const char *more)
{
  g_autoptr (GString) text =
    g_string_new_len (g_bytes_get_data (words, NULL), (gssize) g_bytes_get_size (words));
  GString *html = g_string_new ("<main>");

  g_string_replace (text, "1 ", "1</p>\n<p>", 0);
  g_string_append_printf (html, "%s%s</main>", text->str, more);
  return g_string_free_to_bytes (html);
}

static void
test_round_trip (GlossTestLibrary *fixture, gconstpointer data)
{
  const gsize lengths[] = { 0, 1, 20, 1000, 300000 };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (lengths); i++)
    {
      gsize length = lengths[i / 2];
      g_autofree guint8 *block = g_malloc (length + 1);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *sha256 = NULL;

      for (gsize k = 0; k < length; k++)
        block[k] = i % 2 == 0 ? (guint8) g_test_rand_int () : (guint8) ("abcd"[g_test_rand_int_range (0, 4)]);
      bytes = g_bytes_new (block, length);
      sha256 = store (fixture, bytes, NULL);
      assert_loads (fixture, sha256, bytes);
    }

  /* What is random stays as it is; what is not, shrinks. */
  g_assert_cmpint (query (fixture, "SELECT count (*) FROM content WHERE size >= 1000 AND encoding IS NULL "
                                   "AND length (bytes) = size"),
                   ==, 2);
  g_assert_cmpint (query (fixture, "SELECT count (*) FROM content WHERE size >= 1000 AND encoding = 'zstd' "
                                   "AND length (bytes) < size / 2"),
                   ==, 2);
}

static void
test_once (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GBytes) words = make_words (100);
  gint64 n = query (fixture, "SELECT total_changes ()");
  g_autofree char *first = store (fixture, words, NULL);
  g_autofree char *second = store (fixture, words, NULL);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (query (fixture, "SELECT total_changes ()"), ==, n + 1);
}

static void
test_base (GlossTestLibrary *fixture, gconstpointer data)
{
  g_auto (GlossContentBase) base = { NULL };
  g_auto (GlossContentBase) later = { NULL };
  g_autoptr (GBytes) words = make_words (5000);
  g_autoptr (GBytes) document = make_document (words, "");
  g_autoptr (GBytes) other = make_document (words, "more");
  g_autofree char *of_document = store (fixture, document, &base);
  g_autofree char *of_words = store (fixture, words, &base);
  g_autofree char *again = store (fixture, words, &later);
  g_autofree char *of_other = store (fixture, other, &later);

  g_assert_cmpstr (base.sha256, ==, of_document);
  /* The words have a base, so they are none. */
  g_assert_cmpstr (later.sha256, ==, of_document);
  assert_loads (fixture, of_document, document);
  assert_loads (fixture, of_words, words);
  assert_loads (fixture, of_other, other);
  g_assert_cmpint (query (fixture, "SELECT count (*) FROM content WHERE base IS NOT NULL "
                                   "AND length (bytes) < size / 5"),
                   ==, 2);
}

typedef struct
{
  const char *name;
  const char *sql; /* '$' is the hash of the words */
} Damage;

static const Damage damages[] = {
  { "encoding", "UPDATE content SET encoding = 'gzip' WHERE sha256 = '$'" },
  { "raw", "UPDATE content SET encoding = NULL WHERE sha256 = '$'" },
  { "size", "UPDATE content SET size = size - 1 WHERE sha256 = '$'" },
  { "huge", "UPDATE content SET size = 1 << 60 WHERE sha256 = '$'" },
  { "negative", "UPDATE content SET size = -1 WHERE sha256 = '$'" },
  { "empty", "UPDATE content SET bytes = x'' WHERE sha256 = '$'" },
  { "cut", "UPDATE content SET bytes = substr (bytes, 1, 20) WHERE sha256 = '$'" },
  /* A frame that says it holds 2^60 bytes, and one that does not say. */
  { "bomb",
    "UPDATE content SET size = 1 << 60, bytes = x'28b52ffde0000000000000001000000000' WHERE sha256 = '$'" },
  { "silent", "UPDATE content SET bytes = x'28b52ffd0058' WHERE sha256 = '$'" },
  { "no-base", "UPDATE content SET base = NULL WHERE sha256 = '$'" },
  { "base-of-itself", "UPDATE content SET base = sha256 WHERE sha256 = '$'" },
  { "circle",
    "UPDATE content SET base = (SELECT sha256 FROM content WHERE base IS NOT NULL) WHERE base IS NULL; "
    "SELECT '$'" },
};

static void
test_damage (gconstpointer data)
{
  const Damage *damage = data;
  GlossTestLibrary fixture = { NULL };
  g_auto (GlossContentBase) base = { NULL };
  g_autoptr (GBytes) words = make_words (2000);
  g_autoptr (GBytes) document = make_document (words, "");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *of_document = NULL;
  g_autofree char *of_words = NULL;
  g_autoptr (GString) sql = NULL;

  gloss_test_library_set_up (&fixture, NULL);
  of_document = store (&fixture, document, &base);
  of_words = store (&fixture, words, &base);
  gloss_test_exec (fixture.path, "DROP TRIGGER content_is_immutable");

  sql = g_string_new (damage->sql);
  g_string_replace (sql, "$", of_words, 0);
  gloss_test_exec (fixture.path, sql->str);

  bytes = gloss_content_load (fixture.database->connection, of_words, &error);
  g_assert_null (bytes);
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
  g_clear_error (&error);

  /* Who keeps the same bytes again is told, not left with what is damaged. */
  g_assert_false (gloss_content_store (fixture.database->connection, of_words, words, NULL, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);

  gloss_database_close (fixture.database);
  g_free (fixture.path);
}

static void
test_absent (GlossTestLibrary *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_content_load (fixture->database->connection, "none", &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
}

#define ADD(name, func)                                                                                      \
  g_test_add ("/content/" name, GlossTestLibrary, NULL, gloss_test_library_set_up, func,                     \
              gloss_test_library_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("once", test_once);
  ADD ("base", test_base);
  ADD ("absent", test_absent);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strconcat ("/content/damage/", damages[i].name, NULL);

      g_test_add_data_func (name, &damages[i], test_damage);
    }

  return g_test_run ();
}
