/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads and makes rows of table anchor. It owns nothing and asks no library; any thread, as the rows are
 * values. Each call costs a few look-ups of columns, the claim's change parsing a short list.
 */

#include "config.h"

#include "core/annotation/gloss-anchor-row.h"

#include <string.h>

static gboolean
has_state (GlossRecord *self, const char *state)
{
  return g_strcmp0 (gloss_record_get_string (self, "state"), state) == 0;
}

/**
 * gloss_anchor_row_new:
 * @annotation: the annotation's uuid
 * @capture: the uuid of the capture that @anchor was made in
 * @anchor: the words and their place
 *
 * Returns: (transfer full): the row of a passage that was marked by hand
 */
GlossRecord *
gloss_anchor_row_new (const char *annotation, const char *capture, GlossAnchor *anchor)
{
  static const char *const empty_columns[] = { "reviewed", "score", "found" };
  g_autoptr (GlossRecord) blank = NULL;
  g_autoptr (JsonObject) values = NULL;

  g_return_val_if_fail (annotation != NULL && capture != NULL, NULL);
  g_return_val_if_fail (anchor != NULL, NULL);

  blank = gloss_record_new ("anchor");
  values = gloss_record_dup_values (blank);
  json_object_set_string_member (values, "annotation", annotation);
  json_object_set_string_member (values, "capture", capture);
  json_object_set_string_member (values, "quote", gloss_anchor_get_quote (anchor));
  json_object_set_string_member (values, "prefix", gloss_anchor_get_prefix (anchor));
  json_object_set_string_member (values, "suffix", gloss_anchor_get_suffix (anchor));
  json_object_set_int_member (values, "start_point", (gint64) gloss_anchor_get_start (anchor));
  json_object_set_int_member (values, "end_point", (gint64) gloss_anchor_get_end (anchor));
  json_object_set_int_member (values, "order_key", (gint64) gloss_anchor_get_start (anchor));
  json_object_set_string_member (values, "state", "exact");
  json_object_set_string_member (values, "flags", "[]");
  for (guint i = 0; i < G_N_ELEMENTS (empty_columns); i++)
    json_object_set_null_member (values, empty_columns[i]);

  return gloss_record_new_for_values ("anchor", values);
}

/**
 * gloss_anchor_row_find:
 * @rows: (element-type GlossRecord): the anchor rows of one annotation that are not in the trash, oldest
 * first
 * @capture: a capture's uuid
 *
 * Returns: (transfer none) (nullable): the row that says where the annotation stands in the capture
 */
GlossRecord *
gloss_anchor_row_find (GPtrArray *rows, const char *capture)
{
  g_return_val_if_fail (rows != NULL, NULL);
  g_return_val_if_fail (capture != NULL, NULL);

  for (guint i = rows->len; i > 0; i--)
    {
      GlossRecord *row = g_ptr_array_index (rows, i - 1);

      if (g_strcmp0 (gloss_record_get_string (row, "capture"), capture) == 0)
        return row;
    }

  return NULL;
}

/**
 * gloss_anchor_row_any_decided:
 * @rows: (element-type GlossRecord): the anchor rows of one annotation that are not in the trash
 *
 * Returns: whether a person looked at one of them or gave it other words to stand by; else they all agree
 */
gboolean
gloss_anchor_row_any_decided (GPtrArray *rows)
{
  static const char *const copied[] = { "quote", "prefix", "suffix" };

  g_return_val_if_fail (rows != NULL, FALSE);

  for (guint i = 0; i < rows->len; i++)
    {
      if (!gloss_record_is_null (rows->pdata[i], "reviewed"))
        return TRUE;
      for (guint j = 0; j < G_N_ELEMENTS (copied); j++)
        if (g_strcmp0 (gloss_record_get_string (rows->pdata[i], copied[j]),
                       gloss_record_get_string (rows->pdata[0], copied[j])) != 0)
          return TRUE;
    }

  return FALSE;
}

/* Whether it came of another row: a first one is marked by hand, and nothing but that. So it is told without
 * a clock, which may have been set back. */
static gboolean
is_later (GlossRecord *self)
{
  return !gloss_record_is_null (self, "found") || !gloss_record_is_null (self, "reviewed") ||
         !has_state (self, "exact");
}

/**
 * gloss_anchor_row_compare_age:
 * @a: a row of table anchor
 * @b: another of the same annotation
 *
 * Returns: negative where @a was made before @b, positive where it was made after it, 0 where both are one
 */
int
gloss_anchor_row_compare_age (GlossRecord *a, GlossRecord *b)
{
  int order;

  g_return_val_if_fail (a != NULL && b != NULL, 0);

  order = (int) is_later (a) - (int) is_later (b);
  if (order == 0)
    order = g_strcmp0 (gloss_record_get_string (a, "created"), gloss_record_get_string (b, "created"));

  return order != 0 ? order : g_strcmp0 (gloss_record_get_uuid (a), gloss_record_get_uuid (b));
}

/**
 * gloss_anchor_row_is_placed:
 * @self: a row of table anchor
 *
 * Returns: whether it says where the words stand
 */
gboolean
gloss_anchor_row_is_placed (GlossRecord *self)
{
  gint64 start;

  g_return_val_if_fail (self != NULL, FALSE);

  start = gloss_record_get_int (self, "start_point");
  return !gloss_record_is_null (self, "start_point") && start >= 0 &&
         gloss_record_get_int (self, "end_point") > start && !has_state (self, "lost");
}

/**
 * gloss_anchor_row_get_state:
 * @self: a row of table anchor
 *
 * Returns: `exact`, `moved`, `changed` or `lost`
 */
const char *
gloss_anchor_row_get_state (GlossRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!gloss_anchor_row_is_placed (self))
    return "lost";
  if (gloss_record_is_null (self, "state") || has_state (self, "exact"))
    return "exact";

  return has_state (self, "moved") ? "moved" : "changed";
}

/**
 * gloss_anchor_row_get_found:
 * @self: a row of table anchor
 *
 * Returns: (nullable): the words that stand there
 */
const char *
gloss_anchor_row_get_found (GlossRecord *self)
{
  const char *found;

  g_return_val_if_fail (self != NULL, NULL);

  if (!gloss_anchor_row_is_placed (self))
    return NULL;

  found = gloss_record_get_string (self, "found");
  if (found == NULL && strcmp (gloss_anchor_row_get_state (self), "changed") != 0)
    found = gloss_record_get_string (self, "quote");

  return found;
}

/**
 * gloss_anchor_row_get_claim_change:
 * @self: a row of table anchor
 *
 * Returns: what of the claim differs between the words the user stands by and those that stand there
 */
GlossClaimChange
gloss_anchor_row_get_claim_change (GlossRecord *self)
{
  g_return_val_if_fail (self != NULL, GLOSS_CLAIM_CHANGE_NONE);

  if (strcmp (gloss_anchor_row_get_state (self), "changed") != 0)
    return GLOSS_CLAIM_CHANGE_NONE;

  return gloss_claim_change_from_json (gloss_record_get_string (self, "flags"));
}

/**
 * gloss_anchor_row_needs_review:
 * @self: a row of table anchor
 *
 * Returns: whether the words changed or are gone, and nobody looked at it yet
 */
gboolean
gloss_anchor_row_needs_review (GlossRecord *self)
{
  const char *state;

  g_return_val_if_fail (self != NULL, FALSE);

  state = gloss_anchor_row_get_state (self);
  return (strcmp (state, "changed") == 0 || strcmp (state, "lost") == 0) &&
         gloss_record_is_null (self, "reviewed");
}
