/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anchor rows for tests. Everything that fails here fails the test. */

#include "config.h"

#include "support/gloss-test-anchors.h"

#include <string.h>

#include "core/base/gloss-json.h"

GlossRecord *
gloss_test_anchors_make_row (GlossAnnotation *annotation,
                             const char *capture,
                             const char *state,
                             GlossText *text,
                             const char *found,
                             const char *flags)
{
  static int n;
  g_autoptr (GlossRecord) blank = gloss_record_new ("anchor");
  g_autoptr (JsonObject) values = gloss_record_dup_values (gloss_annotation_get_original_row (annotation));
  g_autofree char *created = g_strdup_printf ("2999-01-01T00:00:00.%03dZ", n++);
  const char *utf8 = gloss_text_get_utf8 (text);
  const char *place = found != NULL ? strstr (utf8, found) : NULL;

  g_assert_true (found == NULL || place != NULL);
  json_object_set_string_member (values, "uuid", gloss_record_get_uuid (blank));
  json_object_set_string_member (values, "created", created);
  json_object_set_string_member (values, "modified", created);
  json_object_set_string_member (values, "capture", capture);
  json_object_set_string_member (values, "state", state);
  json_object_set_string_member (values, "flags", flags);
  json_object_set_string_member (values, "found", found);
  json_object_set_null_member (values, "start_point");
  json_object_set_null_member (values, "end_point");
  if (place != NULL)
    {
      gsize start = gloss_text_byte_to_point (text, place - utf8);
      gsize end = gloss_text_byte_to_point (text, place - utf8 + strlen (found));

      json_object_set_int_member (values, "start_point", (gint64) start);
      json_object_set_int_member (values, "end_point", (gint64) end);
      json_object_set_int_member (values, "order_key", (gint64) start);
    }

  return gloss_record_new_for_values ("anchor", values);
}

/* Missing and null are the same. */
static void
remove_empty (JsonObject *values)
{
  g_autoptr (GList) members = json_object_get_members (values);

  for (GList *member = members; member != NULL; member = member->next)
    if (gloss_json_is_null (values, member->data))
      json_object_remove_member (values, member->data);
}

GPtrArray *
gloss_test_anchors_list_rows (GlossAnnotation *annotation)
{
  GPtrArray *rows = gloss_annotation_get_anchors (annotation);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (JsonObject) values = gloss_record_dup_values (g_ptr_array_index (rows, i));

      json_object_remove_member (values, "modified");
      remove_empty (values);
      g_ptr_array_add (list, gloss_json_object_to_canonical (values));
    }

  return list;
}

void
gloss_test_anchors_assert_same (GPtrArray *rows, GPtrArray *others)
{
  g_assert_cmpuint (rows->len, ==, others->len);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (g_ptr_array_index (rows, i), ==, g_ptr_array_index (others, i));
}

void
gloss_test_assert_quote_kept (GlossRecord *before, GlossRecord *after)
{
  static const char *const columns[] = { "annotation", "capture", "quote", "prefix", "suffix" };

  if (before == NULL || strcmp (gloss_record_get_table (before), "anchor") != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_assert_cmpstr (gloss_record_get_string (before, columns[i]), ==,
                     gloss_record_get_string (after, columns[i]));
}
