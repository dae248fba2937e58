/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headers of a response: as JSON, and what they forbid. Pure functions on input from outside. */

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

/* Of several directives of a policy with the same name the first counts. */
static gboolean
forbids_scripts (const char *policy)
{
  g_auto (GStrv) directives = g_strsplit (policy, ";", -1);

  for (char **directive = directives; *directive != NULL; directive++)
    {
      g_auto (GStrv) words = g_strsplit_set (g_strstrip (*directive), " \t\f", -1);
      gboolean may_run = FALSE;

      if (words[0] == NULL || g_ascii_strcasecmp (words[0], "sandbox") != 0)
        continue;
      for (char **word = words + 1; *word != NULL; word++)
        may_run |= g_ascii_strcasecmp (*word, "allow-scripts") == 0;
      return !may_run;
    }
  return FALSE;
}

/**
 * gloss_page_headers_forbid_scripts:
 * @headers: (nullable): of a response
 *
 * Returns: whether a policy puts the page into a sandbox in which no script runs, whoever's it is
 */
gboolean
gloss_page_headers_forbid_scripts (SoupMessageHeaders *headers)
{
  const char *all =
    headers != NULL ? soup_message_headers_get_list (headers, "Content-Security-Policy") : NULL;
  g_auto (GStrv) policies = g_strsplit (all != NULL ? all : "", ",", -1);
  gboolean is_forbidden = FALSE;

  for (char **policy = policies; *policy != NULL; policy++)
    is_forbidden |= forbids_scripts (*policy);
  return is_forbidden;
}
