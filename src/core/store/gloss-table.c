/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table of records: its columns, read once per connection from the schema, and the SQL made from them. It
 * owns the SQL; statements belong to the connection. The only place where a row becomes a record and a record
 * a row. A column that the schema does not name never reaches SQL: names from outside are looked up, not
 * pasted.
 */

#include "config.h"

#include "core/store/gloss-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"
#include "core/base/gloss-json.h"

/* Beyond it not every integer is a double. */
#define MAX_EXACT_INTEGER (G_GINT64_CONSTANT (1) << 53)

typedef enum
{
  TYPE_TEXT,
  TYPE_INTEGER,
  TYPE_REAL
} ColumnType;

typedef struct
{
  const char *name; /* interned */
  ColumnType type;
  gboolean is_long; /* the history holds its hash */
} Column;

struct _GlossTable
{
  char *name;
  GArray *columns; /* of Column */
  GArray *sorted;  /* of Column *, by name */
  char *list;
  char *sql_find;
  char *sql_insert;
  char *sql_update;
};

static void
table_free (gpointer data)
{
  GlossTable *self = data;

  g_array_unref (self->sorted);
  g_array_unref (self->columns);
  g_free (self->name);
  g_free (self->list);
  g_free (self->sql_find);
  g_free (self->sql_insert);
  g_free (self->sql_update);
  g_free (self);
}

static GlossTable *
table_new (const char *name)
{
  GlossTable *self = g_new0 (GlossTable, 1);

  self->name = g_strdup (name);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->sorted = g_array_new (FALSE, FALSE, sizeof (Column *));

  return self;
}

/* They stand in the capture's own row, which never changes: the history would only hold them twice. */
static gboolean
is_long_column (const char *table, const char *column)
{
  static const char *const columns[] = { "headers", "html", "text", NULL };

  return g_str_equal (table, "capture") && g_strv_contains (columns, column);
}

static void
add_column (GlossTable *self, const char *name, const char *type)
{
  Column column = { .name = g_intern_string (name), .is_long = is_long_column (self->name, name) };

  column.type = g_str_equal (type, "INTEGER") ? TYPE_INTEGER
                : g_str_equal (type, "REAL")  ? TYPE_REAL
                                              : TYPE_TEXT;
  g_array_append_val (self->columns, column);
}

static int
compare_columns (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(Column *const *) a)->name, (*(Column *const *) b)->name);
}

/* Once every column is known: the array no longer moves. */
static void
sort_columns (GlossTable *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      g_array_append_val (self->sorted, column);
    }
  g_array_sort (self->sorted, compare_columns);
}

/* Names come from our own schema and are plain words; quoting keeps the reserved ones among them harmless. */
static void
make_sql (GlossTable *self)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autoptr (GString) sets = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *name = g_array_index (self->columns, Column, i).name;
      const char *comma = i > 0 ? ", " : "";

      g_string_append_printf (list, "%st.\"%s\"", comma, name);
      g_string_append_printf (names, "%s\"%s\"", comma, name);
      g_string_append_printf (values, "%s?%u", comma, i + 1);
      g_string_append_printf (sets, "%s\"%s\" = ?%u", comma, name, i + 1);
    }

  self->sql_find = g_strdup_printf ("SELECT %s FROM \"%s\" AS t WHERE t.uuid = ?1", list->str, self->name);
  self->sql_insert =
    g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)", self->name, names->str, values->str);
  self->sql_update = g_strdup_printf ("UPDATE \"%s\" SET %s WHERE uuid = ?1", self->name, sets->str);
  self->list = g_strdup (list->str);
}

/**
 * gloss_table_load_all:
 * @connection: a connection to a library
 * @error: return location
 *
 * Reads the schema: every table whose first column is `uuid`.
 *
 * Returns: (transfer full) (element-type utf8 GlossTable): the tables by name, or %NULL with @error set
 */
GHashTable *
gloss_table_load_all (GlossConnection *connection, GError **error)
{
  g_autoptr (GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, table_free);
  sqlite3_stmt *statement;
  GlossTable *table = NULL;
  GHashTableIter iter;
  gpointer value;
  gboolean has_row;

  statement = gloss_connection_prepare (
    connection,
    "SELECT m.name, p.name, p.type, p.cid FROM sqlite_schema AS m JOIN pragma_table_info (m.name) AS p "
    "WHERE m.type = 'table' ORDER BY m.name, p.cid",
    error);
  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      const char *name, *column;

      if (!gloss_connection_step (connection, statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      name = (const char *) sqlite3_column_text (statement, 0);
      column = (const char *) sqlite3_column_text (statement, 1);
      if (sqlite3_column_int (statement, 3) == 0)
        {
          table = NULL;
          if (g_str_equal (column, "uuid"))
            {
              table = table_new (name);
              g_hash_table_insert (tables, table->name, table);
            }
        }
      if (table != NULL)
        add_column (table, column, (const char *) sqlite3_column_text (statement, 2));
    }

  g_hash_table_iter_init (&iter, tables);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      sort_columns (value);
      make_sql (value);
    }

  return g_steal_pointer (&tables);
}

const char *
gloss_table_get_name (GlossTable *self)
{
  return self->name;
}

const char *
gloss_table_get_columns (GlossTable *self)
{
  return self->list;
}

char *
gloss_table_dup_columns_without (GlossTable *self, const char *const *left_out)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *name = g_array_index (self->columns, Column, i).name;

      if (i > 0)
        g_string_append (list, ", ");
      if (g_strv_contains (left_out, name))
        g_string_append (list, "NULL");
      else
        g_string_append_printf (list, "t.\"%s\"", name);
    }

  return g_string_free (list, FALSE);
}

static const Column *
find_column (GlossTable *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (g_array_index (self->columns, Column, i).name, name))
      return &g_array_index (self->columns, Column, i);

  return NULL;
}

gboolean
gloss_table_has_column (GlossTable *self, const char *column)
{
  return find_column (self, column) != NULL;
}

/* Nothing is written that is not UTF-8, but a file can be damaged: what reads records need not think of it.
 */
static const char *
get_valid_text (sqlite3_stmt *statement, int column, GPtrArray **repaired)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  if (g_utf8_validate (text, -1, NULL))
    return text;

  if (*repaired == NULL)
    *repaired = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (*repaired, g_utf8_make_valid (text, -1));
  return g_ptr_array_index (*repaired, (*repaired)->len - 1);
}

/**
 * gloss_table_read_row:
 * @self: a table
 * @statement: a statement on a row, whose first columns are those of gloss_table_get_columns()
 *
 * Bytes that are no UTF-8, which only damage leaves, become U+FFFD.
 *
 * Returns: (transfer full): the row as a record
 */
GlossRecord *
gloss_table_read_row (GlossTable *self, sqlite3_stmt *statement)
{
  g_autofree GlossColumn *values = g_new (GlossColumn, self->columns->len);
  g_autoptr (GPtrArray) repaired = NULL;
  guint n_values = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      GlossColumn value = { .name = g_array_index (self->columns, Column, i).name };

      switch (sqlite3_column_type (statement, (int) i))
        {
        case SQLITE_INTEGER:
          value.type = GLOSS_COLUMN_INT;
          value.integer = sqlite3_column_int64 (statement, (int) i);
          break;
        case SQLITE_FLOAT:
          value.type = GLOSS_COLUMN_DOUBLE;
          value.real = sqlite3_column_double (statement, (int) i);
          break;
        case SQLITE_TEXT:
          value.type = GLOSS_COLUMN_STRING;
          value.string = get_valid_text (statement, (int) i, &repaired);
          break;
        default:
          continue;
        }
      values[n_values++] = value;
    }

  return gloss_record_new_for_columns (self->name, values, n_values);
}

/* Columns that are empty are left out: a column that a later schema adds then changes no old row's hash. */
char *
gloss_table_dup_canonical (GlossTable *self, GlossRecord *record)
{
  GString *out = g_string_new ("{");
  JsonObject *values = gloss_record_get_values (record);

  for (guint i = 0; i < self->sorted->len; i++)
    {
      const Column *column = g_array_index (self->sorted, Column *, i);
      JsonNode *node = json_object_get_member (values, column->name);
      g_autofree char *value = NULL;

      if (node == NULL || JSON_NODE_HOLDS_NULL (node))
        continue;
      if (column->is_long)
        {
          g_autofree char *hash = gloss_hash_string (json_node_get_string (node));

          value = g_strdup_printf ("{\"sha256\":\"%s\"}", hash);
        }
      else
        value = gloss_json_to_canonical (node);
      g_string_append_printf (out, "%s\"%s\":%s", out->len > 1 ? "," : "", column->name, value);
    }

  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static gboolean
fits_column (const Column *column, JsonNode *node)
{
  GType type;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  type = json_node_get_value_type (node);
  switch (column->type)
    {
    case TYPE_TEXT:
      return type == G_TYPE_STRING && g_utf8_validate (json_node_get_string (node), -1, NULL);
    case TYPE_INTEGER:
      return type == G_TYPE_INT64;
    case TYPE_REAL:
    default:
      return (type == G_TYPE_INT64 && ABS (json_node_get_int (node)) <= MAX_EXACT_INTEGER) ||
             (type == G_TYPE_DOUBLE && isfinite (json_node_get_double (node)));
    }
}

/**
 * gloss_table_check:
 * @self: a table
 * @record: a record that shall become a row of it
 * @error: return location
 *
 * Checks what the schema cannot: that every value has a column and the column's type. A string that SQLite
 * would turn into a number, or the other way round, would no longer be what the history says it is.
 *
 * Errors: %GLOSS_ERROR_INVALID.
 *
 * Returns: %FALSE with @error set where it does not fit
 */
gboolean
gloss_table_check (GlossTable *self, GlossRecord *record, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, gloss_record_get_values (record));
  while (json_object_iter_next (&iter, &name, &node))
    {
      const Column *column = find_column (self, name);

      if (column == NULL || !fits_column (column, node))
        {
          g_set_error (
            error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
            column == NULL
              ? _ ("A record of “%s” has no field “%s”. Nothing was changed; report this as a bug.")
              : _ ("A record of “%s” cannot hold this value in “%s”. Nothing was changed; report this as a "
                   "bug."),
            self->name, name);
          return FALSE;
        }
    }

  return TRUE;
}

/* The strings are not copied: the record outlives the statement's run. */
static void
bind_record (GlossTable *self, sqlite3_stmt *statement, GlossRecord *record)
{
  JsonObject *values = gloss_record_get_values (record);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      JsonNode *node = json_object_get_member (values, column->name);
      int index = (int) i + 1;

      if (node == NULL || JSON_NODE_HOLDS_NULL (node))
        sqlite3_bind_null (statement, index);
      else if (column->type == TYPE_TEXT)
        gloss_connection_bind_text (statement, index, json_node_get_string (node));
      else if (column->type == TYPE_INTEGER)
        sqlite3_bind_int64 (statement, index, json_node_get_int (node));
      else
        sqlite3_bind_double (statement, index, json_node_get_double (node));
    }
}

static gboolean
run_with_record (
  GlossTable *self, GlossConnection *connection, const char *sql, GlossRecord *record, GError **error)
{
  sqlite3_stmt *statement = gloss_connection_prepare (connection, sql, error);
  gboolean is_done;

  if (statement == NULL)
    return FALSE;

  bind_record (self, statement, record);
  is_done = gloss_connection_run (connection, statement, error);
  sqlite3_clear_bindings (statement);
  return is_done;
}

/* record is NULL where there is no such row. */
gboolean
gloss_table_find (
  GlossTable *self, GlossConnection *connection, const char *uuid, GlossRecord **record, GError **error)
{
  sqlite3_stmt *statement = gloss_connection_prepare (connection, self->sql_find, error);
  gboolean has_row;

  *record = NULL;
  if (statement == NULL)
    return FALSE;

  gloss_connection_bind_text (statement, 1, uuid);
  if (!gloss_connection_step (connection, statement, &has_row, error))
    return FALSE;
  if (has_row)
    *record = gloss_table_read_row (self, statement);

  sqlite3_reset (statement);
  return TRUE;
}

gboolean
gloss_table_insert (GlossTable *self, GlossConnection *connection, GlossRecord *record, GError **error)
{
  return run_with_record (self, connection, self->sql_insert, record, error);
}

gboolean
gloss_table_update (GlossTable *self, GlossConnection *connection, GlossRecord *record, GError **error)
{
  return run_with_record (self, connection, self->sql_update, record, error);
}

gboolean
gloss_table_read_all (
  GlossTable *self, GlossConnection *connection, sqlite3_stmt *statement, GPtrArray *records, GError **error)
{
  gboolean has_row;

  while (TRUE)
    {
      if (!gloss_connection_step (connection, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      g_ptr_array_add (records, gloss_table_read_row (self, statement));
    }
}
