/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes records as JSON by a table of their fields. Holds nothing; any thread. */

#include "config.h"

#include "core/exchange/gloss-json-fields.h"

/* What is not of its kind is kept as a string inside it: an export leaves nothing out because one row is
 * damaged. */
static JsonNode *
parse_column (const char *text, const GlossJsonField *field)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  switch (field->kind)
    {
    case GLOSS_JSON_FIELD_LIST:
      if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
        return g_steal_pointer (&node);
      g_clear_pointer (&node, json_node_unref);
      node = json_from_string ("[]", NULL);
      json_array_add_string_element (json_node_get_array (node), text);
      return g_steal_pointer (&node);
    case GLOSS_JSON_FIELD_OBJECT:
      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        return g_steal_pointer (&node);
      g_clear_pointer (&node, json_node_unref);
      node = json_from_string ("{}", NULL);
      json_object_set_string_member (json_node_get_object (node), "text", text);
      return g_steal_pointer (&node);
    default:
      if (node == NULL)
        node = json_node_init_string (json_node_alloc (), text);
      return g_steal_pointer (&node);
    }
}

/* A column that holds JSON. Nearly all are empty, and those need no parser. */
static void
write_json (GlossJsonWriter *writer, const GlossJsonField *field, GlossRecord *record)
{
  const char *text = gloss_record_get_string (record, field->column);
  g_autoptr (JsonNode) node = NULL;

  if (field->kind == GLOSS_JSON_FIELD_LIST && (text == NULL || g_str_equal (text, "[]")))
    {
      gloss_json_writer_begin_array (writer, field->name);
      gloss_json_writer_end_array (writer);
    }
  else if (field->kind == GLOSS_JSON_FIELD_OBJECT && (text == NULL || g_str_equal (text, "{}")))
    {
      gloss_json_writer_begin_object (writer, field->name);
      gloss_json_writer_end_object (writer);
    }
  else
    {
      node = text != NULL ? parse_column (text, field) : NULL;
      gloss_json_writer_add_node (writer, field->name, node);
    }
}

/**
 * gloss_json_fields_write:
 *
 * Writes the members of @fields, each always, into the object that is open.
 */
void
gloss_json_fields_write (GlossJsonWriter *writer, const GlossJsonField *fields, GlossRecord *record)
{
  const GlossJsonField *field;

  for (field = fields; field->name != NULL; field++)
    {
      switch (field->kind)
        {
        case GLOSS_JSON_FIELD_VALUE:
          gloss_json_writer_add_node (writer, field->name,
                                      json_object_get_member (gloss_record_get_values (record),
                                                              field->column));
          break;
        case GLOSS_JSON_FIELD_BOOLEAN:
          if (gloss_record_is_null (record, field->column))
            gloss_json_writer_add_null (writer, field->name);
          else
            gloss_json_writer_add_boolean (writer, field->name,
                                           gloss_record_get_int (record, field->column) != 0);
          break;
        default:
          write_json (writer, field, record);
        }
    }
}

/**
 * gloss_json_fields_write_list:
 * @records: (element-type GlossRecord): in the order to be written
 *
 * Writes an array of objects, one for each record.
 */
void
gloss_json_fields_write_list (GlossJsonWriter *writer,
                              const char *name,
                              const GlossJsonField *fields,
                              GPtrArray *records)
{
  guint i;

  gloss_json_writer_begin_array (writer, name);
  for (i = 0; i < records->len; i++)
    {
      gloss_json_writer_begin_object (writer, NULL);
      gloss_json_fields_write (writer, fields, g_ptr_array_index (records, i));
      gloss_json_writer_end_object (writer);
    }
  gloss_json_writer_end_array (writer);
}
