/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The drafts of a library: text that is being typed, one row a field, overwritten, without history. A draft
 * goes in the transaction that turns it into history, so that it is never there twice and never nowhere. Each
 * call is one transaction of its own, durable when it returns.
 */

#include "config.h"

#include "core/store/gloss-database-private.h"

#include "core/base/gloss-time.h"

#define DELETE_DRAFT "DELETE FROM draft WHERE record_table = ?1 AND record = ?2 AND field = ?3"

/* Runs a statement on ?1 table, ?2 uuid, ?3 column, ?4 base, ?5 text, ?6 now, as far as it has them. */
static gboolean
run_on_draft (GlossDatabase *self, const char *sql, const char *const *values, GError **error)
{
  sqlite3_stmt *statement = gloss_connection_prepare (self->connection, sql, error);
  int n;

  if (statement == NULL)
    return FALSE;

  n = sqlite3_bind_parameter_count (statement);
  for (int i = 0; i < n; i++)
    gloss_connection_bind_text (statement, i + 1, values[i]);

  return gloss_connection_run (self->connection, statement, error);
}

static gboolean
write_draft (GlossDatabase *self, const char *sql, const char *const *values, GError **error)
{
  if (!gloss_database_begin_write (self, error))
    return FALSE;
  if (!run_on_draft (self, sql, values, error))
    {
      gloss_connection_rollback (self->connection);
      return FALSE;
    }

  return gloss_connection_commit (self->connection, error);
}

gboolean
gloss_database_clear_drafts (GlossDatabase *self, GlossChange *change, GError **error)
{
  for (guint i = 0; i < gloss_change_get_n_cleared_drafts (change); i++)
    {
      const char *values[3];

      gloss_change_get_cleared_draft (change, i, &values[0], &values[1], &values[2]);
      if (!run_on_draft (self, DELETE_DRAFT, values, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * gloss_database_save_draft:
 * @self: a library
 * @table: the table of the record that is typed into
 * @uuid: its uuid
 * @column: the field, which need not be a column
 * @base: (nullable): the value that the typing started from
 * @text: the text as typed so far
 * @error: return location
 *
 * Stores a draft in place of the one there was.
 *
 * Returns: %TRUE once it is durable
 */
gboolean
gloss_database_save_draft (GlossDatabase *self,
                           const char *table,
                           const char *uuid,
                           const char *column,
                           const char *base,
                           const char *text,
                           GError **error)
{
  g_autofree char *now = gloss_time_dup_now ();
  const char *values[] = { table, uuid, column, base, text, now };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (table != NULL && uuid != NULL && column != NULL && text != NULL, FALSE);

  return write_draft (self,
                      "INSERT INTO draft (record_table, record, field, base, text, modified) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE "
                      "SET base = excluded.base, text = excluded.text, modified = excluded.modified",
                      values, error);
}

/**
 * gloss_database_clear_draft:
 * @self: a library
 * @table: the table of the record that was typed into
 * @uuid: its uuid
 * @column: the field
 * @error: return location
 *
 * Deletes a draft. One that is not there is no error.
 *
 * Returns: %TRUE once it is durable
 */
gboolean
gloss_database_clear_draft (
  GlossDatabase *self, const char *table, const char *uuid, const char *column, GError **error)
{
  const char *values[] = { table, uuid, column };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (table != NULL && uuid != NULL && column != NULL, FALSE);

  return write_draft (self, DELETE_DRAFT, values, error);
}

/**
 * gloss_database_load_drafts:
 * @self: a library
 * @error: return location
 *
 * Reads all drafts, in the order they were last typed in, as objects {table, uuid, column, base, text,
 * modified}.
 *
 * Returns: (transfer full) (element-type JsonObject): the drafts, or %NULL with @error set
 */
GPtrArray *
gloss_database_load_drafts (GlossDatabase *self, GError **error)
{
  static const char *const members[] = { "table", "uuid", "column", "base", "text", "modified" };
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  sqlite3_stmt *statement;
  gboolean has_row;

  g_return_val_if_fail (self != NULL, NULL);

  statement = gloss_connection_prepare (self->connection,
                                        "SELECT record_table, record, field, base, text, modified FROM draft "
                                        "ORDER BY modified, record_table, record, field",
                                        error);
  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      JsonObject *draft;

      if (!gloss_connection_step (self->connection, statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&drafts);

      draft = json_object_new ();
      for (guint i = 0; i < G_N_ELEMENTS (members); i++)
        {
          const char *text = (const char *) sqlite3_column_text (statement, (int) i);

          if (text != NULL)
            json_object_set_string_member (draft, members[i], text);
          else
            json_object_set_null_member (draft, members[i]);
        }
      g_ptr_array_add (drafts, draft);
    }
}
