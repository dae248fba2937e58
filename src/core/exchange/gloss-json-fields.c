/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes records as JSON by a table of their fields. Holds nothing; any thread. */

#include "config.h"

#include "core/exchange/gloss-json-fields.h"

/* What is not of its kind is kept as a string inside it: an export leaves nothing out because one row is
 * damaged. */
static JsonNode *
parse_column (const char *text, const GlossJsonField *field)
{
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  switch (field->kind)
    {
    case GLOSS_JSON_FIELD_LIST:
      if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
        return g_steal_pointer (&node);
      g_clear_pointer (&node, json_node_unref);
      node = json_from_string ("[]", NULL);
      if (text != NULL)
        json_array_add_string_element (json_node_get_array (node), text);
      return g_steal_pointer (&node);
    case GLOSS_JSON_FIELD_OBJECT:
      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        return g_steal_pointer (&node);
      g_clear_pointer (&node, json_node_unref);
      node = json_from_string ("{}", NULL);
      if (text != NULL)
        json_object_set_string_member (json_node_get_object (node), "text", text);
      return g_steal_pointer (&node);
    default:
      if (node == NULL && text != NULL)
        node = json_node_init_string (json_node_alloc (), text);
      return g_steal_pointer (&node);
    }
}

static void
write_value (GlossJsonWriter *writer, const GlossJsonField *field, GlossRecord *record)
{
  JsonNode *node = json_object_get_member (gloss_record_get_values (record), field->column);

  /* Texts of articles go straight to the buffer, without a copy. */
  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    gloss_json_writer_add_string (writer, field->name, json_node_get_string (node));
  else
    gloss_json_writer_add_node (writer, field->name, node);
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
      g_autoptr (JsonNode) node = NULL;

      switch (field->kind)
        {
        case GLOSS_JSON_FIELD_VALUE:
          write_value (writer, field, record);
          break;
        case GLOSS_JSON_FIELD_BOOLEAN:
          if (gloss_record_is_null (record, field->column))
            gloss_json_writer_add_null (writer, field->name);
          else
            gloss_json_writer_add_boolean (writer, field->name,
                                           gloss_record_get_int (record, field->column) != 0);
          break;
        default:
          node = parse_column (gloss_record_get_string (record, field->column), field);
          gloss_json_writer_add_node (writer, field->name, node);
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
