/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row as a value, in one of two forms. A row that was read is one block: its columns that are not null,
 * then their strings; tens of thousands of those are read at once. A row that was made is a sealed JSON
 * object, which nobody changes. The first form grows the second when it is asked for. References to the
 * object are never handed out: json-glib counts without atomics, the record counts with them. Any thread.
 * Reading a column is one hash look-up or a scan over a dozen names; a changed copy copies the row.
 */

#include "config.h"

#include "core/base/gloss-record.h"

#include <string.h>

#include "core/base/gloss-json.h"
#include "core/base/gloss-time.h"

struct _GlossRecord
{
  const char *table;  /* interned */
  JsonObject *values; /* sealed; atomic: NULL in the first form until it is asked for */
  gboolean is_block;
  guint n_columns;
  GlossColumn columns[];
};

G_DEFINE_BOXED_TYPE (GlossRecord, gloss_record, gloss_record_ref, gloss_record_unref)

static void
record_clear (gpointer data)
{
  GlossRecord *self = data;

  g_clear_pointer (&self->values, json_object_unref);
}

/* Takes values. */
static GlossRecord *
record_new_take (const char *table, JsonObject *values)
{
  GlossRecord *self = g_atomic_rc_box_new0 (GlossRecord);

  self->table = g_intern_string (table);
  self->values = values;
  json_object_seal (values);

  return self;
}

/* NULL where the column is null; only in a record that is a block. */
static const GlossColumn *
find_column (GlossRecord *self, const char *name)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].name == name || strcmp (self->columns[i].name, name) == 0)
      return &self->columns[i];

  return NULL;
}

static JsonNode *
make_node (const GlossColumn *column)
{
  switch (column->type)
    {
    case GLOSS_COLUMN_INT:
      return json_node_init_int (json_node_alloc (), column->integer);
    case GLOSS_COLUMN_DOUBLE:
      return json_node_init_double (json_node_alloc (), column->real);
    case GLOSS_COLUMN_STRING:
    default:
      return json_node_init_string (json_node_alloc (), column->string);
    }
}

static JsonObject *
make_values (GlossRecord *self)
{
  JsonObject *values = json_object_new ();

  for (guint i = 0; i < self->n_columns; i++)
    json_object_set_member (values, self->columns[i].name, make_node (&self->columns[i]));

  return values;
}

/* Two threads may ask at once: the first one's object stays. */
static JsonObject *
ensure_values (GlossRecord *self)
{
  JsonObject *values = g_atomic_pointer_get (&self->values);

  if (values != NULL)
    return values;

  values = make_values (self);
  json_object_seal (values);
  if (!g_atomic_pointer_compare_and_exchange (&self->values, NULL, values))
    json_object_unref (values);

  return g_atomic_pointer_get (&self->values);
}

/* A copy of the values to be changed, stamped with the time of the change. */
static JsonObject *
dup_stamped_values (GlossRecord *self)
{
  JsonObject *values = self->is_block ? make_values (self) : gloss_json_copy_object (self->values);
  g_autofree char *now = gloss_time_dup_now ();

  json_object_set_string_member (values, "modified", now);

  return values;
}

static gboolean
are_columns_equal (const GlossColumn *a, const GlossColumn *b)
{
  if (a->type == GLOSS_COLUMN_STRING || b->type == GLOSS_COLUMN_STRING)
    return a->type == b->type && strcmp (a->string, b->string) == 0;
  if (a->type == GLOSS_COLUMN_INT && b->type == GLOSS_COLUMN_INT)
    return a->integer == b->integer;

  return (a->type == GLOSS_COLUMN_INT ? (double) a->integer : a->real) ==
         (b->type == GLOSS_COLUMN_INT ? (double) b->integer : b->real);
}

/* The same as is_covered_by(), of two blocks, and without making objects of them. */
static gboolean
is_block_covered_by (GlossRecord *self, GlossRecord *other)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      const GlossColumn *column;

      if (strcmp (self->columns[i].name, "modified") == 0)
        continue;

      column = find_column (other, self->columns[i].name);
      if (column == NULL || !are_columns_equal (&self->columns[i], column))
        return FALSE;
    }

  return TRUE;
}

/* Whether each column of one has its equal in the other; what is missing there must be null here. */
static gboolean
is_covered_by (JsonObject *values, JsonObject *others)
{
  JsonObjectIter iter;
  const char *column;
  JsonNode *value;

  json_object_iter_init (&iter, values);
  while (json_object_iter_next (&iter, &column, &value))
    {
      JsonNode *other;

      if (strcmp (column, "modified") == 0)
        continue;

      other = json_object_get_member (others, column);
      if (other != NULL ? !gloss_json_node_equal (value, other) : !JSON_NODE_HOLDS_NULL (value))
        return FALSE;
    }

  return TRUE;
}

/**
 * gloss_record_new:
 * @table: the table's name
 *
 * Makes a record that is not in the library yet: with a new random `uuid`, `created` and `modified` now,
 * `deleted` and `extra` null, and no other columns.
 *
 * Returns: (transfer full): the record
 */
GlossRecord *
gloss_record_new (const char *table)
{
  JsonObject *values;
  g_autofree char *uuid = NULL;
  g_autofree char *now = NULL;

  g_return_val_if_fail (table != NULL, NULL);

  values = json_object_new ();
  uuid = g_uuid_string_random ();
  now = gloss_time_dup_now ();
  json_object_set_string_member (values, "uuid", uuid);
  json_object_set_string_member (values, "created", now);
  json_object_set_string_member (values, "modified", now);
  json_object_set_null_member (values, "deleted");
  json_object_set_null_member (values, "extra");

  return record_new_take (table, values);
}

/**
 * gloss_record_new_for_values:
 * @table: the table's name
 * @values: (transfer none): the columns; the record keeps a reference and seals it, so that changing it
 * afterwards is an error, and so is passing that reference to another thread
 *
 * Makes a record of values as they are. Nothing is added to them and nothing is checked: a record from
 * outside is checked by whoever reads it.
 *
 * Returns: (transfer full): the record
 */
GlossRecord *
gloss_record_new_for_values (const char *table, JsonObject *values)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (values != NULL, NULL);

  return record_new_take (table, json_object_ref (values));
}

/**
 * gloss_record_new_for_columns:
 * @table: the table's name
 * @columns: (array length=n_columns): the columns that are not null, each once, with interned names; strings
 * are copied
 * @n_columns: how many
 *
 * Makes a record of a row that was read, in one allocation.
 *
 * Returns: (transfer full): the record
 */
GlossRecord *
gloss_record_new_for_columns (const char *table, const GlossColumn *columns, guint n_columns)
{
  gsize size = sizeof (GlossRecord) + n_columns * sizeof (GlossColumn);
  gsize n_string_bytes = 0;
  GlossRecord *self;
  char *end;

  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (columns != NULL || n_columns == 0, NULL);

  for (guint i = 0; i < n_columns; i++)
    if (columns[i].type == GLOSS_COLUMN_STRING)
      n_string_bytes += strlen (columns[i].string) + 1;

  self = g_atomic_rc_box_alloc (size + n_string_bytes);
  self->table = g_intern_string (table);
  self->values = NULL;
  self->is_block = TRUE;
  self->n_columns = n_columns;
  end = (char *) self + size;
  for (guint i = 0; i < n_columns; i++)
    {
      self->columns[i] = columns[i];
      if (columns[i].type == GLOSS_COLUMN_STRING)
        {
          self->columns[i].string = end;
          end = g_stpcpy (end, columns[i].string) + 1;
        }
    }

  return self;
}

/**
 * gloss_record_ref:
 * @self: a record
 *
 * Returns: (transfer full): @self, counted once more
 */
GlossRecord *
gloss_record_ref (GlossRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * gloss_record_unref:
 * @self: (transfer full): a record
 *
 * Gives up a reference; the last one frees the record.
 */
void
gloss_record_unref (GlossRecord *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, record_clear);
}

/**
 * gloss_record_get_table:
 * @self: a record
 *
 * Returns: the table's name, an interned string
 */
const char *
gloss_record_get_table (GlossRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->table;
}

/**
 * gloss_record_get_uuid:
 * @self: a record
 *
 * Returns: (nullable): its uuid; %NULL only for a record that was made of values without one
 */
const char *
gloss_record_get_uuid (GlossRecord *self)
{
  return gloss_record_get_string (self, "uuid");
}

/**
 * gloss_record_get_string:
 * @self: a record
 * @column: a column's name
 *
 * Returns: (nullable): the text, borrowed from the record; %NULL where the column is missing, null or no text
 */
const char *
gloss_record_get_string (GlossRecord *self, const char *column)
{
  const GlossColumn *found;

  g_return_val_if_fail (self != NULL && column != NULL, NULL);

  if (!self->is_block)
    return gloss_json_get_string (self->values, column);

  found = find_column (self, column);
  return found != NULL && found->type == GLOSS_COLUMN_STRING ? found->string : NULL;
}

/**
 * gloss_record_get_int:
 * @self: a record
 * @column: a column's name
 *
 * Returns: the number; 0 where the column is missing, null or no number
 */
gint64
gloss_record_get_int (GlossRecord *self, const char *column)
{
  const GlossColumn *found;

  g_return_val_if_fail (self != NULL && column != NULL, 0);

  if (!self->is_block)
    return gloss_json_get_int (self->values, column, 0);

  found = find_column (self, column);
  if (found == NULL || found->type == GLOSS_COLUMN_STRING)
    return 0;

  return found->type == GLOSS_COLUMN_INT ? found->integer : gloss_json_double_to_int (found->real, 0);
}

/**
 * gloss_record_get_double:
 * @self: a record
 * @column: a column's name
 *
 * Returns: the number; 0 where the column is missing, null or no number
 */
double
gloss_record_get_double (GlossRecord *self, const char *column)
{
  const GlossColumn *found;

  g_return_val_if_fail (self != NULL && column != NULL, 0);

  if (!self->is_block)
    return gloss_json_get_double (self->values, column, 0);

  found = find_column (self, column);
  if (found == NULL || found->type == GLOSS_COLUMN_STRING)
    return 0;

  return found->type == GLOSS_COLUMN_DOUBLE ? found->real : (double) found->integer;
}

/**
 * gloss_record_is_null:
 * @self: a record
 * @column: a column's name
 *
 * Returns: %TRUE if the column is missing or null
 */
gboolean
gloss_record_is_null (GlossRecord *self, const char *column)
{
  g_return_val_if_fail (self != NULL && column != NULL, TRUE);

  return self->is_block ? find_column (self, column) == NULL : gloss_json_is_null (self->values, column);
}

/**
 * gloss_record_is_deleted:
 * @self: a record
 *
 * Returns: %TRUE if the record lies in the trash
 */
gboolean
gloss_record_is_deleted (GlossRecord *self)
{
  return !gloss_record_is_null (self, "deleted");
}

/**
 * gloss_record_get_values:
 * @self: a record
 *
 * Columns that are null may be missing.
 *
 * Returns: (transfer none): the columns: sealed, borrowed, and not to be referenced (json-glib counts without
 * atomics)
 */
JsonObject *
gloss_record_get_values (GlossRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ensure_values (self);
}

/**
 * gloss_record_equal:
 * @self: a record
 * @other: another
 *
 * Compares table and all values but `modified`, which says when, not what. A missing column equals a null
 * one, and 5 equals 5.0.
 *
 * Returns: %TRUE if both say the same
 */
gboolean
gloss_record_equal (GlossRecord *self, GlossRecord *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (self == other)
    return TRUE;

  if (self->table != other->table)
    return FALSE;
  if (self->is_block && other->is_block)
    return is_block_covered_by (self, other) && is_block_covered_by (other, self);

  return is_covered_by (ensure_values (self), ensure_values (other)) &&
         is_covered_by (ensure_values (other), ensure_values (self));
}

/**
 * gloss_record_dup_values:
 * @self: a record
 *
 * Copies the columns, for a change of several of them at once. `modified` becomes now.
 *
 * Returns: (transfer full): an object that may be changed and given to gloss_record_new_for_values()
 */
JsonObject *
gloss_record_dup_values (GlossRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return dup_stamped_values (self);
}

/**
 * gloss_record_with_string:
 * @self: a record
 * @column: a column's name
 * @value: (nullable): the new text, %NULL for null
 *
 * Returns: (transfer full): a copy with this text; `modified` is now
 */
GlossRecord *
gloss_record_with_string (GlossRecord *self, const char *column, const char *value)
{
  JsonObject *values;

  g_return_val_if_fail (self != NULL && column != NULL, NULL);

  values = dup_stamped_values (self);
  json_object_set_string_member (values, column, value);

  return record_new_take (self->table, values);
}

/**
 * gloss_record_with_int:
 * @self: a record
 * @column: a column's name
 * @value: the new number
 *
 * Returns: (transfer full): a copy with this number; `modified` is now
 */
GlossRecord *
gloss_record_with_int (GlossRecord *self, const char *column, gint64 value)
{
  JsonObject *values;

  g_return_val_if_fail (self != NULL && column != NULL, NULL);

  values = dup_stamped_values (self);
  json_object_set_int_member (values, column, value);

  return record_new_take (self->table, values);
}

/**
 * gloss_record_with_deleted:
 * @self: a record
 * @deleted: %TRUE to put it in the trash, %FALSE to take it out
 *
 * Returns: (transfer full): a copy that lies in the trash since now, or does not; `modified` is now
 */
GlossRecord *
gloss_record_with_deleted (GlossRecord *self, gboolean deleted)
{
  JsonObject *values;

  g_return_val_if_fail (self != NULL, NULL);

  values = dup_stamped_values (self);
  if (deleted)
    {
      g_autofree char *now = gloss_time_dup_now ();

      json_object_set_string_member (values, "deleted", now);
    }
  else
    json_object_set_null_member (values, "deleted");

  return record_new_take (self->table, values);
}
