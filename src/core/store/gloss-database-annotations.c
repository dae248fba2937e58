/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading records: those of an article's annotations, of any table, of the catalog, and their history. Rows
 * come out as they are, those in the trash too. The annotations of an article cost one query for each table,
 * however many there are.
 */

#include "config.h"

#include "core/store/gloss-database-private.h"

#include <glib/gi18n-lib.h>

#include "core/base/gloss-error.h"
#include "core/store/gloss-history.h"

gboolean
gloss_database_query_records (GlossDatabase *self,
                              const char *table_name,
                              const char *rest,
                              const char *value,
                              GPtrArray *records,
                              GError **error)
{
  GlossTable *table = gloss_database_get_table (self, table_name);
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s FROM \"%s\" AS t %s", gloss_table_get_columns (table), table_name, rest);
  sqlite3_stmt *statement = gloss_connection_prepare (self->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  if (value != NULL)
    gloss_connection_bind_text (statement, 1, value);

  return gloss_table_read_all (table, self->connection, statement, records, error);
}

gboolean
gloss_database_find_record (GlossDatabase *self,
                            const char *table,
                            const char *rest,
                            const char *value,
                            GlossRecord **record,
                            GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  *record = NULL;
  if (!gloss_database_query_records (self, table, rest, value, records, error))
    return FALSE;
  if (records->len > 0)
    *record = gloss_record_ref (g_ptr_array_index (records, 0));

  return TRUE;
}

/**
 * gloss_database_load_own_annotations:
 * @self: a library
 * @article: an article's uuid
 * @error: return location
 *
 * Reads the rows of everything that hangs on the article's annotations, without the tags and people that they
 * refer to: what reads one article after another reads those once.
 *
 * Returns: (transfer full) (element-type GlossRecord): the rows, annotations first, or %NULL with @error set
 */
GPtrArray *
gloss_database_load_own_annotations (GlossDatabase *self, const char *article, GError **error)
{
  static const char *const hanging[] = { "anchor",         "note",        "source",         "quantity",
                                         "annotation_tag", "contact_log", "annotation_link" };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (article != NULL, NULL);

  if (!gloss_database_query_records (self, "annotation", "WHERE t.article = ?1", article, records, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (hanging); i++)
    if (!gloss_database_query_records (self, hanging[i],
                                       "JOIN annotation AS a ON a.uuid = t.annotation WHERE a.article = ?1",
                                       article, records, error))
      return NULL;

  return g_steal_pointer (&records);
}

/**
 * gloss_database_load_annotations:
 * @self: a library
 * @article: an article's uuid
 * @error: return location
 *
 * Reads the rows of everything that hangs on the article's annotations, and every tag and person of the
 * library.
 *
 * Returns: (transfer full) (element-type GlossRecord): the rows, annotations first, or %NULL with @error set
 */
GPtrArray *
gloss_database_load_annotations (GlossDatabase *self, const char *article, GError **error)
{
  g_autoptr (GPtrArray) records = gloss_database_load_own_annotations (self, article, error);

  if (records == NULL || !gloss_database_query_records (self, "tag", "", NULL, records, error) ||
      !gloss_database_query_records (self, "person", "", NULL, records, error))
    return NULL;

  return g_steal_pointer (&records);
}

static gboolean
check_column (GlossTable *table, const char *column, GError **error)
{
  if (column == NULL || gloss_table_has_column (table, column))
    return TRUE;

  g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
               _ ("A record of “%s” has no field “%s”. Nothing was changed; report this as a bug."),
               gloss_table_get_name (table), column);
  return FALSE;
}

/**
 * gloss_database_load_records:
 * @self: a library
 * @table: a table of records
 * @column: (nullable): the column to look in; %NULL: every row
 * @value: (nullable): what stands there; %NULL: nothing
 * @order_by: (nullable): the column to order by, before the uuid
 * @error: return location
 *
 * Reads the rows of any table in whose column @column @value stands.
 *
 * Errors: %GLOSS_ERROR_INVALID for a table or column that there is not.
 *
 * Returns: (transfer full) (element-type GlossRecord): the rows, or %NULL with @error set
 */
GPtrArray *
gloss_database_load_records (GlossDatabase *self,
                             const char *table,
                             const char *column,
                             const char *value,
                             const char *order_by,
                             GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  g_autoptr (GString) rest = g_string_new (NULL);
  GlossTable *descriptor;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (table != NULL, NULL);

  descriptor = gloss_database_find_table (self, table, error);
  if (descriptor == NULL || !check_column (descriptor, column, error) ||
      !check_column (descriptor, order_by, error))
    return NULL;

  if (column != NULL && value != NULL)
    g_string_append_printf (rest, "WHERE t.\"%s\" = ?1 ", column);
  else if (column != NULL)
    g_string_append_printf (rest, "WHERE t.\"%s\" IS NULL ", column);
  if (order_by != NULL)
    g_string_append_printf (rest, "ORDER BY t.\"%s\", t.uuid", order_by);
  else
    g_string_append (rest, "ORDER BY t.uuid");

  if (!gloss_database_query_records (self, table, rest->str, column != NULL ? value : NULL, records, error))
    return NULL;

  return g_steal_pointer (&records);
}

/**
 * gloss_database_load_catalog:
 * @self: a library
 * @error: return location
 *
 * Returns: (transfer full): the categories and verdict scales of the library, or %NULL with @error set
 */
GlossCatalog *
gloss_database_load_catalog (GlossDatabase *self, GError **error)
{
  static const char *const tables[] = { "category", "scale", "verdict" };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!gloss_database_query_records (self, tables[i], "WHERE t.deleted IS NULL ORDER BY t.position, t.uuid",
                                       NULL, records, error))
      return NULL;

  return gloss_catalog_new (records);
}

/**
 * gloss_database_load_history:
 * @self: a library
 * @uuid: a record's uuid
 * @error: return location
 *
 * Reads the history of one record as objects {library, seq, when, who, table, uuid, before, after, previous,
 * hash}, where before and after are objects of the columns that are not empty, or null. A capture's text and
 * HTML stand there as {"sha256": …}.
 *
 * Returns: (transfer full) (element-type JsonObject): the rows, oldest first, or %NULL with @error set
 */
GPtrArray *
gloss_database_load_history (GlossDatabase *self, const char *uuid, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  return gloss_history_load (self->connection, uuid, error);
}

/**
 * gloss_database_dup_history_head:
 * @self: a library
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the hash of the last row of the library's own chain; %NULL with @error
 * not set where it is empty
 */
char *
gloss_database_dup_history_head (GlossDatabase *self, GError **error)
{
  g_auto (GlossHistoryHead) head = { 0, NULL };

  g_return_val_if_fail (self != NULL, NULL);

  if (!gloss_history_read_head (self->connection, self->uuid, &head, error))
    return NULL;

  return g_steal_pointer (&head.hash);
}
