/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headers of a response as JSON. A pure function on input from outside. */

#include "config.h"

#include "web/gloss-page-headers.h"

#include "core/base/gloss-json.h"

static void
add (JsonObject *object, const char *name, const char *value)
{
  JsonNode *before = json_object_get_member (object, name);

  if (before == NULL)
    json_object_set_string_member (object, name, value);
  else if (JSON_NODE_HOLDS_ARRAY (before))
    json_array_add_string_element (json_node_get_array (before), value);
  else
    {
      JsonArray *values = json_array_new ();

      json_array_add_string_element (values, json_node_get_string (before));
      json_array_add_string_element (values, value);
      json_object_set_array_member (object, name, values);
    }
}

/**
 * gloss_page_headers_to_json:
 * @headers: (nullable): of a response
 *
 * Returns: (transfer full): a JSON object in canonical form: names in lower case, values as text, those of a
 * name that came several times as a list in their order. Cookies are left out: they are the reader's, not the
 * page's
 */
char *
gloss_page_headers_to_json (SoupMessageHeaders *headers)
{
  g_autoptr (JsonObject) object = json_object_new ();
  SoupMessageHeadersIter iter;
  const char *name, *value;

  if (headers != NULL)
    {
      soup_message_headers_iter_init (&iter, headers);
      while (soup_message_headers_iter_next (&iter, &name, &value))
        {
          g_autofree char *name_text = g_utf8_make_valid (name, -1),
                          *value_text = g_utf8_make_valid (value, -1);
          g_autofree char *lower = g_ascii_strdown (name_text, -1);

          if (!g_str_equal (lower, "set-cookie") && !g_str_equal (lower, "set-cookie2"))
            add (object, lower, value_text);
        }
    }
  return gloss_json_object_to_canonical (object);
}
