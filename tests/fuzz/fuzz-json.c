/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as JSON: an object that is written in one way, or none; its members are asked for as if they were
 * of any type. */

#include "config.h"

#include "core/base/gloss-json.h"
#include "tests/fuzz/target.h"

/* Twice: halves of surrogate pairs become one and the same character, maybe in two names of members. */
static char *
rewrite (JsonObject *object)
{
  g_autofree char *written = gloss_json_object_to_canonical (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) again = gloss_json_parse_object (written, -1, &error);

  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (written, -1, NULL));
  return gloss_json_object_to_canonical (again);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object =
    gloss_json_parse_object (size > 0 ? (const char *) data : "", (gssize) size, &error);
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (GList) members = NULL;
  g_autofree char *written = NULL, *rewritten = NULL;

  g_assert_true ((object == NULL) == (error != NULL));
  if (object == NULL)
    return 0;
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    {
      gloss_json_get_string (object, l->data);
      gloss_json_get_int (object, l->data, 0);
      gloss_json_get_double (object, l->data, 0);
      gloss_json_get_array (object, l->data);
      gloss_json_is_null (object, l->data);
    }
  written = rewrite (object);
  again = gloss_json_parse_object (written, -1, &error);
  g_assert_no_error (error);
  rewritten = rewrite (again);
  g_assert_cmpstr (rewritten, ==, written);
  return 0;
}
