/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rows of table anchor say, as they should be and as other programs may write them. */

#include "config.h"

#include "core/annotation/gloss-anchor-row.h"

static GlossRecord *
make_row (const char *values)
{
  g_autoptr (JsonNode) node = json_from_string (values, NULL);

  g_assert_nonnull (node);
  return gloss_record_new_for_values ("anchor", json_node_get_object (node));
}

static void
test_new (void)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new ("quote", "before ", " after", 7, 12);
  g_autoptr (GlossRecord) row = gloss_anchor_row_new ("annotation", "capture", anchor);

  g_assert_true (gloss_anchor_row_is_placed (row));
  g_assert_cmpstr (gloss_anchor_row_get_state (row), ==, "exact");
  g_assert_cmpstr (gloss_anchor_row_get_found (row), ==, "quote");
  g_assert_false (gloss_anchor_row_needs_review (row));
  g_assert_cmpint (gloss_record_get_int (row, "order_key"), ==, 7);
}

static void
test_states (void)
{
  static const struct
  {
    const char *values, *state, *found;
    gboolean needs_review;
    GlossClaimChange change;
  } cases[] = {
    { "{}", "lost", NULL, TRUE, 0 },
    { "{\"state\":\"exact\"}", "lost", NULL, TRUE, 0 },
    { "{\"state\":\"lost\",\"start_point\":1,\"end_point\":2,\"found\":\"f\"}", "lost", NULL, TRUE, 0 },
    { "{\"state\":\"lost\",\"reviewed\":\"2026-11-22T10:00:00.000Z\"}", "lost", NULL, FALSE, 0 },
    { "{\"start_point\":1,\"end_point\":2,\"quote\":\"q\"}", "exact", "q", FALSE, 0 },
    { "{\"state\":\"moved\",\"start_point\":1,\"end_point\":2,\"quote\":\"q\",\"flags\":\"[\\\"unit\\\"]\"}",
      "moved", "q", FALSE, 0 },
    { "{\"state\":\"moved\",\"start_point\":1,\"end_point\":2,\"quote\":\"q\",\"found\":\"f\"}", "moved", "f",
      FALSE, 0 },
    { "{\"state\":\"changed\",\"start_point\":1,\"end_point\":2,\"quote\":\"q\",\"found\":\"f\","
      "\"flags\":\"[\\\"unit\\\"]\"}",
      "changed", "f", TRUE, GLOSS_CLAIM_CHANGE_UNIT },
    { "{\"state\":\"changed\",\"start_point\":1,\"end_point\":2,\"quote\":\"q\"}", "changed", NULL, TRUE, 0 },
    { "{\"state\":\"\",\"start_point\":1,\"end_point\":2,\"quote\":\"q\"}", "changed", NULL, TRUE, 0 },
    { "{\"state\":\"exact\",\"start_point\":-1,\"end_point\":2}", "lost", NULL, TRUE, 0 },
    { "{\"state\":\"exact\",\"start_point\":3,\"end_point\":2}", "lost", NULL, TRUE, 0 },
    { "{\"state\":7,\"start_point\":\"1\",\"end_point\":[],\"flags\":{}}", "lost", NULL, TRUE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossRecord) row = make_row (cases[i].values);

      g_test_message ("%s", cases[i].values);
      g_assert_cmpstr (gloss_anchor_row_get_state (row), ==, cases[i].state);
      g_assert_cmpstr (gloss_anchor_row_get_found (row), ==, cases[i].found);
      g_assert_cmpint (gloss_anchor_row_needs_review (row), ==, cases[i].needs_review);
      g_assert_cmpuint (gloss_anchor_row_get_claim_change (row), ==, cases[i].change);
    }
}

/* In order: each was made before the next one, whatever the clock said of rows that come of another. */
static void
test_age (void)
{
  static const char *const values[] = {
    "{\"uuid\":\"y\",\"created\":\"2026-01-02\",\"state\":\"exact\"}",
    "{\"uuid\":\"a\",\"created\":\"2026-01-03\",\"state\":\"exact\"}",
    "{\"uuid\":\"z\",\"created\":\"2026-01-01\",\"state\":\"lost\"}",
    "{\"uuid\":\"a\",\"created\":\"2026-01-02\",\"state\":\"changed\"}",
    "{\"uuid\":\"b\",\"created\":\"2026-01-02\",\"state\":\"exact\",\"found\":\"f\"}",
    "{\"uuid\":\"c\",\"created\":\"2026-01-02\",\"state\":\"exact\",\"reviewed\":\"2026-01-03\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_autoptr (GlossRecord) a = make_row (values[i]);
        g_autoptr (GlossRecord) b = make_row (values[j]);
        int order = gloss_anchor_row_compare_age (a, b);

        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

static void
test_find (void)
{
  static const char *const values[] = {
    "{\"uuid\":\"a\",\"capture\":\"1\"}",
    "{\"uuid\":\"b\",\"capture\":\"2\"}",
    "{\"uuid\":\"c\",\"capture\":\"1\"}",
    "{\"uuid\":\"d\"}",
  };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  g_assert_null (gloss_anchor_row_find (rows, "1"));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_ptr_array_add (rows, make_row (values[i]));
  g_assert_cmpstr (gloss_record_get_uuid (gloss_anchor_row_find (rows, "1")), ==, "c");
  g_assert_cmpstr (gloss_record_get_uuid (gloss_anchor_row_find (rows, "2")), ==, "b");
  g_assert_null (gloss_anchor_row_find (rows, "3"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/anchor-row/new", test_new);
  g_test_add_func ("/anchor-row/states", test_states);
  g_test_add_func ("/anchor-row/age", test_age);
  g_test_add_func ("/anchor-row/find", test_find);

  return g_test_run ();
}
