/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shipped, its words and uuids, and verdicts as users type them. */

#include "config.h"

#include "core/annotation/gloss-catalog-words.h"
#include "core/annotation/gloss-catalog.h"
#include "core/base/gloss-error.h"

#include <string.h>

/* The version 5 uuid of "category/claim", as another implementation gives it. */
#define CLAIM_UUID "965e2dc8-bc6d-563f-b60f-a72f66b98f26"

static GlossCatalog *
make_catalog (void)
{
  g_autoptr (GPtrArray) records = gloss_catalog_make_shipped_records ();

  return gloss_catalog_new (records);
}

static void
test_categories (void)
{
  static const char *const expected[][3] = {
    { "claim", "#f5c211", "gloss-claim-symbolic" },
    { "figure", "#62a0ea", "gloss-figure-symbolic" },
    { "quotation", "#8ff0a4", "gloss-quotation-symbolic" },
    { "question", "#dc8add", "gloss-question-symbolic" },
    { "context", "#c0bfbc", "gloss-context-symbolic" },
  };
  g_autoptr (GlossCatalog) catalog = make_catalog ();
  GPtrArray *categories = gloss_catalog_get_categories (catalog);

  g_assert_cmpuint (categories->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < categories->len; i++)
    {
      const GlossCategory *category = g_ptr_array_index (categories, i);

      g_assert_cmpstr (category->id, ==, expected[i][0]);
      g_assert_cmpstr (category->colour, ==, expected[i][1]);
      g_assert_cmpstr (category->icon, ==, expected[i][2]);
      g_assert_true (gloss_catalog_find_category (catalog, expected[i][0]) == category);
    }
  g_assert_null (gloss_catalog_find_category (catalog, "rumour"));
  g_assert_null (gloss_catalog_find_category (catalog, NULL));
}

static void
test_scales (void)
{
  static const char *const scales[] = { "truth-5", "truth-6", "media", "none" };
  static const char *const families[] = { "true",  "mostly-true", "mixed", "mostly-false",
                                          "false", "open",        NULL };
  static const char *const truth[] = { "true", "mostly-true", "mixed", "mostly-false", "false", "unproven" };
  g_autoptr (GlossCatalog) catalog = make_catalog ();
  const GlossScale *default_scale = gloss_catalog_find_scale (catalog, GLOSS_CATALOG_DEFAULT_SCALE);

  g_assert_cmpuint (gloss_catalog_get_scales (catalog)->len, ==, G_N_ELEMENTS (scales));
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      const GlossScale *scale = g_ptr_array_index (gloss_catalog_get_scales (catalog), i);

      g_assert_cmpstr (scale->id, ==, scales[i]);
      for (guint k = 0; k < scale->verdicts->len; k++)
        {
          const GlossVerdict *verdict = g_ptr_array_index (scale->verdicts, k);

          g_assert_cmpstr (verdict->scale, ==, scale->id);
          g_assert_true (g_strv_contains (families, verdict->family));
          g_assert_cmpuint (strlen (verdict->definition), >, 20);
        }
    }

  g_assert_cmpuint (default_scale->verdicts->len, ==, G_N_ELEMENTS (truth));
  for (guint i = 0; i < G_N_ELEMENTS (truth); i++)
    {
      const GlossVerdict *verdict = g_ptr_array_index (default_scale->verdicts, i);

      g_assert_cmpstr (verdict->id, ==, truth[i]);
      g_assert_true (verdict->has_number == (i < 5));
      g_assert_true (!verdict->has_number || verdict->number == 5.0 - i);
    }
  g_assert_cmpuint (gloss_catalog_find_scale (catalog, "none")->verdicts->len, ==, 0);
}

/* Equal to the last byte wherever they are made: libraries merge by uuid. */
static void
test_stable (void)
{
  g_autoptr (GPtrArray) records = gloss_catalog_make_shipped_records ();
  g_autoptr (GPtrArray) again = gloss_catalog_make_shipped_records ();
  g_autoptr (GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean found = FALSE;

  g_assert_cmpuint (records->len, ==, again->len);
  for (guint i = 0; i < records->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (records, i);

      g_assert_true (gloss_record_equal (record, g_ptr_array_index (again, i)));
      g_assert_true (g_uuid_string_is_valid (gloss_record_get_uuid (record)));
      g_assert_true (g_hash_table_add (uuids, (gpointer) gloss_record_get_uuid (record)));
      if (g_str_equal (gloss_record_get_table (record), "category") &&
          g_strcmp0 (gloss_record_get_string (record, "id"), "claim") == 0)
        {
          found = TRUE;
          g_assert_cmpstr (gloss_record_get_uuid (record), ==, CLAIM_UUID);
        }
    }
  g_assert_true (found);
}

/* gettext finds what the data holds, and nothing that is gone from it. */
static void
test_words (void)
{
  static const char *const columns[] = { "label", "definition" };
  g_autoptr (GPtrArray) records = gloss_catalog_make_shipped_records ();
  g_autoptr (GHashTable) in_data = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_words;
  const char *const *words = gloss_catalog_words_get_all (&n_words);

  for (guint i = 0; i < records->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (columns); k++)
      {
        const char *word = gloss_record_get_string (g_ptr_array_index (records, i), columns[k]);

        if (word != NULL)
          g_hash_table_add (in_data, (gpointer) word);
      }

  g_assert_cmpuint (n_words, ==, g_hash_table_size (in_data));
  for (guint i = 0; i < n_words; i++)
    g_assert_true (g_hash_table_contains (in_data, words[i]));

  g_assert_cmpstr (gloss_catalog_words_translate ("My own words"), ==, "My own words");
  g_assert_null (gloss_catalog_words_translate (NULL));
}

static void
test_own (void)
{
  g_autoptr (GPtrArray) records = gloss_catalog_make_shipped_records ();
  g_autoptr (GlossRecord) blank = gloss_record_new ("category");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);
  g_autoptr (GlossCatalog) catalog = NULL;
  const GlossCategory *last;

  json_object_set_string_member (values, "id", "rumour");
  json_object_set_string_member (values, "label", "Rumour");
  json_object_set_int_member (values, "position", 9);
  g_ptr_array_insert (records, 0, gloss_record_new_for_values ("category", values));
  for (guint i = 1; i < records->len; i++)
    if (g_strcmp0 (gloss_record_get_string (g_ptr_array_index (records, i), "id"), "context") == 0)
      {
        GlossRecord *trashed = gloss_record_with_deleted (g_ptr_array_index (records, i), TRUE);

        g_ptr_array_remove_index (records, i);
        g_ptr_array_insert (records, (int) i, trashed);
      }

  catalog = gloss_catalog_new (records);
  g_assert_cmpuint (gloss_catalog_get_categories (catalog)->len, ==, 5);
  last = g_ptr_array_index (gloss_catalog_get_categories (catalog), 4);
  g_assert_cmpstr (last->id, ==, "rumour");
  g_assert_cmpstr (last->colour, ==, "");
  g_assert_null (gloss_catalog_find_category (catalog, "context"));
}

static void
test_parse (void)
{
  g_autoptr (GlossCatalog) catalog = make_catalog ();
  g_autoptr (GError) error = NULL;
  const GlossVerdict *verdict = gloss_catalog_parse_verdict (catalog, "mostly-true", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (verdict->label, ==, "Mostly true");
  g_assert_true (gloss_catalog_parse_verdict (catalog, "truth-5/mostly-true", &error) == verdict);
  verdict = gloss_catalog_parse_verdict (catalog, "media/satire", &error);
  g_assert_cmpstr (verdict->family, ==, "open");
}

static void
assert_not_found (const char *words, const char *part)
{
  g_autoptr (GlossCatalog) catalog = make_catalog ();
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_catalog_parse_verdict (catalog, words, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_not_found (void)
{
  assert_not_found ("truish", "true, mostly-true, mixed, mostly-false, false, unproven");
  assert_not_found ("", "unproven");
  assert_not_found ("media/true", "original, edited, out-of-context, transformed, staged, satire");
  assert_not_found ("stars/5", "truth-5, truth-6, media, none");
  assert_not_found ("/true", "truth-5, truth-6, media, none");
  assert_not_found ("none/true", "none");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/categories", test_categories);
  g_test_add_func ("/catalog/scales", test_scales);
  g_test_add_func ("/catalog/stable", test_stable);
  g_test_add_func ("/catalog/words", test_words);
  g_test_add_func ("/catalog/own", test_own);
  g_test_add_func ("/catalog/parse", test_parse);
  g_test_add_func ("/catalog/not-found", test_not_found);
  return g_test_run ();
}
