/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What json-glib leaves open: getters that take outside input without a warning, copies that share nothing
 * (its nodes count their values without atomics, so a shared one must not reach a second thread), and one
 * canonical way of writing JSON, in the spirit of RFC 8785, so that equal values have equal hashes. Any
 * thread. Everything is linear but for the sorting of keys.
 */

#include "config.h"

#include "core/base/gloss-json.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/base/gloss-error.h"

/* The one forward declaration: objects and arrays hold nodes, and nodes are objects and arrays. */
static void append_node (GString *out, JsonNode *node);

/* The parser recurses, so that nesting is bounded before it starts. What json-glib would take besides JSON
 * (comments, other quotation marks) would hide brackets from the count, and is refused. */
static gboolean
check_shape (const char *text, gsize length, GError **error)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (c == '"')
        in_string = !in_string;
      else if (in_string)
        i += c == '\\' ? 1 : 0;
      else if (c == '{' || c == '[')
        {
          if (++depth > GLOSS_JSON_MAX_DEPTH)
            {
              g_set_error (
                error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
                _ ("This JSON is nested more than %d levels deep, which is more than Glossator reads."),
                GLOSS_JSON_MAX_DEPTH);
              return FALSE;
            }
        }
      else if (c == '}' || c == ']')
        depth -= depth > 0 ? 1 : 0;
      else if (!g_ascii_isalnum (c) && !g_ascii_isspace (c) && strchr (",:+-.", c) == NULL)
        {
          g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
                       _ ("This is not valid JSON: it goes wrong at byte %lu."), (gulong) i);
          return FALSE;
        }
    }

  return TRUE;
}

/* The member's node where it holds a scalar of one of the two types; NULL otherwise. */
static JsonNode *
find_value (JsonObject *object, const char *member, GType type, GType other_type)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  return json_node_get_value_type (node) == type || json_node_get_value_type (node) == other_type ? node
                                                                                                  : NULL;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                                          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

/**
 * gloss_json_append_string:
 * @out: where to append
 * @string: UTF-8; what is not becomes U+FFFD, as halves of surrogate pairs pass through a parser of JSON
 *
 * Appends @string as JSON, in quotation marks, with no more escapes than RFC 8785 has. What needs none is
 * copied run by run.
 */
void
gloss_json_append_string (GString *out, const char *string)
{
  static const char escapes[] = "\b\t\n\f\r\"\\";
  static const char letters[] = "btnfr\"\\";
  g_autofree char *valid = g_utf8_validate (string, -1, NULL) ? NULL : g_utf8_make_valid (string, -1);
  const char *run = valid != NULL ? valid : string;

  g_string_append_c (out, '"');
  for (const char *p = run; *p != '\0'; p++)
    {
      const char *escape;

      if ((guchar) *p >= 0x20 && *p != '"' && *p != '\\')
        continue;
      g_string_append_len (out, run, p - run);
      run = p + 1;
      escape = strchr (escapes, *p);
      if (escape != NULL)
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, letters[escape - escapes]);
        }
      else
        g_string_append_printf (out, "\\u%04x", *p);
    }
  g_string_append (out, run);
  g_string_append_c (out, '"');
}

/* The digits and the exponent of the shortest decimal that reads back as value: 0.DIGITS * 10^exponent. Up to
 * 15 significant digits every decimal survives, so that cutting the zeros off the first width that reads back
 * is enough; only subnormal numbers hold less, and are tried from one digit on. */
static void
find_shortest_decimal (double value, char digits[24], int *exponent)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *mark;
  gsize n = 0;

  for (int precision = value < DBL_MIN ? 0 : 14; precision <= 16; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", precision);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }

  mark = strchr (buffer, 'e');
  *exponent = (int) g_ascii_strtoll (mark + 1, NULL, 10) + 1;
  for (const char *p = buffer; p < mark; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
  while (n > 1 && digits[n - 1] == '0')
    n--;
  digits[n] = '\0';
}

/* As ECMAScript writes numbers, which is what RFC 8785 asks for. */
static void
append_double (GString *out, double value)
{
  char digits[24];
  int exponent, n;

  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }
  if (value == 0)
    {
      g_string_append_c (out, '0');
      return;
    }

  if (value < 0)
    g_string_append_c (out, '-');
  find_shortest_decimal (fabs (value), digits, &exponent);
  n = (int) strlen (digits);

  if (exponent > 21 || exponent <= -6)
    {
      g_string_append_c (out, digits[0]);
      if (n > 1)
        g_string_append_printf (out, ".%s", digits + 1);
      g_string_append_printf (out, "e%+d", exponent - 1);
    }
  else if (exponent <= 0)
    {
      g_string_append (out, "0.");
      for (int i = exponent; i < 0; i++)
        g_string_append_c (out, '0');
      g_string_append (out, digits);
    }
  else
    {
      g_string_append_len (out, digits, MIN (n, exponent));
      for (int i = n; i < exponent; i++)
        g_string_append_c (out, '0');
      if (n > exponent)
        g_string_append_printf (out, ".%s", digits + exponent);
    }
}

static void
append_value (GString *out, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    gloss_json_append_string (out, json_node_get_string (node));
  else if (type == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (type == G_TYPE_DOUBLE)
    append_double (out, json_node_get_double (node));
  else
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
}

static void
append_object (GString *out, JsonObject *object)
{
  g_autoptr (GList) keys = g_list_sort (json_object_get_members (object), (GCompareFunc) strcmp);

  g_string_append_c (out, '{');
  for (GList *l = keys; l != NULL; l = l->next)
    {
      gloss_json_append_string (out, l->data);
      g_string_append_c (out, ':');
      append_node (out, json_object_get_member (object, l->data));
      if (l->next != NULL)
        g_string_append_c (out, ',');
    }
  g_string_append_c (out, '}');
}

static void
append_array (GString *out, JsonArray *array)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_node (out, json_array_get_element (array, i));
    }
  g_string_append_c (out, ']');
}

static void
append_node (GString *out, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (out, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      append_array (out, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      append_value (out, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
      break;
    }
}

/**
 * gloss_json_parse_object:
 * @text: JSON
 * @length: its length in bytes, -1: up to the NUL
 * @error: return location
 *
 * Parses one JSON object.
 *
 * Errors: %GLOSS_ERROR_INVALID for what is not JSON, not an object, or nested deeper than
 * %GLOSS_JSON_MAX_DEPTH.
 *
 * Returns: (transfer full): the object, or %NULL with @error set
 */
JsonObject *
gloss_json_parse_object (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  JsonNode *root;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = (gssize) strlen (text);
  if (!check_shape (text, (gsize) length, error))
    return NULL;
  if (!json_parser_load_from_data (parser, text, length, &local_error))
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID, _ ("This is not valid JSON: %s"),
                   local_error->message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
                   _ ("A JSON object was expected, and this is none."));
      return NULL;
    }

  return json_node_dup_object (root);
}

/**
 * gloss_json_get_string:
 * @object: an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the string; %NULL where the member is missing or no string
 */
const char *
gloss_json_get_string (JsonObject *object, const char *member)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL, NULL);

  node = find_value (object, member, G_TYPE_STRING, G_TYPE_STRING);
  return node != NULL ? json_node_get_string (node) : NULL;
}

/**
 * gloss_json_double_to_int:
 * @value: a number
 * @fallback: what to return where it is too large, or none
 *
 * Returns: @value, cut towards zero, or @fallback
 */
gint64
gloss_json_double_to_int (double value, gint64 fallback)
{
  return value >= -9.2e18 && value <= 9.2e18 ? (gint64) value : fallback;
}

/**
 * gloss_json_get_int:
 * @object: an object
 * @member: a member's name
 * @fallback: what to return where the member is missing or no number
 *
 * A number with a fraction is cut towards zero; one outside the range of 64 bits gives @fallback.
 *
 * Returns: the number, or @fallback
 */
gint64
gloss_json_get_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL, fallback);

  node = find_value (object, member, G_TYPE_INT64, G_TYPE_DOUBLE);
  if (node == NULL)
    return fallback;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node);

  return gloss_json_double_to_int (json_node_get_double (node), fallback);
}

/**
 * gloss_json_get_double:
 * @object: an object
 * @member: a member's name
 * @fallback: what to return where the member is missing or no number
 *
 * Returns: the number, or @fallback
 */
double
gloss_json_get_double (JsonObject *object, const char *member, double fallback)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL, fallback);

  node = find_value (object, member, G_TYPE_DOUBLE, G_TYPE_INT64);
  return node != NULL ? json_node_get_double (node) : fallback;
}

/**
 * gloss_json_get_array:
 * @object: an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the array; %NULL where the member is missing or no array
 */
JsonArray *
gloss_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL, NULL);

  node = json_object_get_member (object, member);
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * gloss_json_is_null:
 * @object: an object
 * @member: a member's name
 *
 * Returns: %TRUE if the member is missing or null
 */
gboolean
gloss_json_is_null (JsonObject *object, const char *member)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL, TRUE);

  node = json_object_get_member (object, member);
  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

/**
 * gloss_json_node_equal:
 * @a: a node
 * @b: another
 *
 * Compares by value: 5 and 5.0 are equal, and the order of an object's members does not count.
 *
 * Returns: %TRUE if both have the same canonical form
 */
gboolean
gloss_json_node_equal (JsonNode *a, JsonNode *b)
{
  g_autofree char *canonical_a = NULL;
  g_autofree char *canonical_b = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (JSON_NODE_HOLDS_NULL (a) || JSON_NODE_HOLDS_NULL (b))
    return JSON_NODE_HOLDS_NULL (a) && JSON_NODE_HOLDS_NULL (b);
  if (JSON_NODE_HOLDS_VALUE (a) && JSON_NODE_HOLDS_VALUE (b))
    {
      if (json_node_get_value_type (a) == G_TYPE_STRING && json_node_get_value_type (b) == G_TYPE_STRING)
        return strcmp (json_node_get_string (a), json_node_get_string (b)) == 0;
      if (json_node_get_value_type (a) == G_TYPE_INT64 && json_node_get_value_type (b) == G_TYPE_INT64)
        return json_node_get_int (a) == json_node_get_int (b);
      if (is_number (a) && is_number (b))
        return json_node_get_double (a) == json_node_get_double (b);
    }

  canonical_a = gloss_json_to_canonical (a);
  canonical_b = gloss_json_to_canonical (b);
  return strcmp (canonical_a, canonical_b) == 0;
}

/**
 * gloss_json_copy_node:
 * @node: a node
 *
 * Copies a node and everything in it, so that the copy may go to another thread.
 *
 * Returns: (transfer full): the copy, which is not sealed
 */
JsonNode *
gloss_json_copy_node (JsonNode *node)
{
  JsonNode *copy;

  g_return_val_if_fail (node != NULL, NULL);

  copy = json_node_alloc ();
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      {
        JsonObject *members = json_object_new ();
        JsonObjectIter iter;
        const char *name;
        JsonNode *member;

        json_object_iter_init_ordered (&iter, json_node_get_object (node));
        while (json_object_iter_next_ordered (&iter, &name, &member))
          json_object_set_member (members, name, gloss_json_copy_node (member));
        json_node_init (copy, JSON_NODE_OBJECT);
        json_node_take_object (copy, members);
        break;
      }
    case JSON_NODE_ARRAY:
      {
        JsonArray *source = json_node_get_array (node);
        JsonArray *array = json_array_new ();

        for (guint i = 0; i < json_array_get_length (source); i++)
          json_array_add_element (array, gloss_json_copy_node (json_array_get_element (source, i)));
        json_node_init (copy, JSON_NODE_ARRAY);
        json_node_take_array (copy, array);
        break;
      }
    case JSON_NODE_VALUE:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        json_node_init_string (copy, json_node_get_string (node));
      else if (json_node_get_value_type (node) == G_TYPE_INT64)
        json_node_init_int (copy, json_node_get_int (node));
      else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
        json_node_init_double (copy, json_node_get_double (node));
      else
        json_node_init_boolean (copy, json_node_get_boolean (node));
      break;
    case JSON_NODE_NULL:
    default:
      json_node_init_null (copy);
      break;
    }

  return copy;
}

/**
 * gloss_json_copy_object:
 * @object: an object
 *
 * Copies an object and everything in it, so that the copy may go to another thread.
 *
 * Returns: (transfer full): the copy, which may be changed
 */
JsonObject *
gloss_json_copy_object (JsonObject *object)
{
  JsonObject *copy;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_val_if_fail (object != NULL, NULL);

  copy = json_object_new ();
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, gloss_json_copy_node (node));

  return copy;
}

/**
 * gloss_json_to_canonical:
 * @node: a node
 *
 * Writes JSON in the one form that equal values share: keys in the order of their bytes, no white space, only
 * the escapes JSON demands, numbers as ECMAScript writes them (5.0 is `5`; integers of 64 bits keep every
 * digit, which RFC 8785 leaves open), whatever the locale. What JSON cannot say (infinite, not a number) is
 * null.
 *
 * Returns: (transfer full): the JSON, UTF-8
 */
char *
gloss_json_to_canonical (JsonNode *node)
{
  GString *out;

  g_return_val_if_fail (node != NULL, NULL);

  out = g_string_new (NULL);
  append_node (out, node);
  return g_string_free (out, FALSE);
}

/**
 * gloss_json_object_to_canonical:
 * @object: an object
 *
 * gloss_json_to_canonical() of an object. No reference is taken, so that several threads may write the same
 * sealed one.
 *
 * Returns: (transfer full): the JSON, UTF-8
 */
char *
gloss_json_object_to_canonical (JsonObject *object)
{
  GString *out;

  g_return_val_if_fail (object != NULL, NULL);

  out = g_string_new (NULL);
  append_object (out, object);
  return g_string_free (out, FALSE);
}
