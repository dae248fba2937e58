/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schema of a library held against the one that the steps make. A library may come from someone else, or
 * may have been in another program's hands: what the code takes for granted of its tables is looked at when
 * it is opened, and what guards its rows when it is checked. It owns nothing, runs on the thread of the
 * connection it is given, and writes nothing to it. Each call costs a schema made in memory, about a
 * millisecond.
 */

#include "config.h"

#include "core/store/gloss-schema.h"

#include <glib/gi18n-lib.h>

#include "core/store/gloss-migrations.h"

/* What CREATE made: a table, an index, a trigger or a view. */
typedef struct
{
  char *type;
  char *sql;
} Item;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->type);
  g_free (item->sql);
  g_free (item);
}

static gboolean
is_equal (const Item *item, const Item *other)
{
  return other != NULL && g_str_equal (item->type, other->type) && g_str_equal (item->sql, other->sql);
}

/* name -> Item; what SQLite makes by itself is left out. */
static GHashTable *
load_items (GlossConnection *connection, GError **error)
{
  g_autoptr (GHashTable) items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, item_free);
  sqlite3_stmt *statement = gloss_connection_prepare (
    connection,
    "SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'", error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      Item *item;

      if (!gloss_connection_step (connection, statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&items);

      item = g_new0 (Item, 1);
      item->type = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      item->sql = g_strdup ((const char *) sqlite3_column_text (statement, 2));
      g_hash_table_insert (items, g_strdup ((const char *) sqlite3_column_text (statement, 0)), item);
    }
}

static GHashTable *
make_items (const char *const *steps, GError **error)
{
  g_autoptr (GlossConnection) scratch = gloss_connection_open ("", GLOSS_CONNECTION_SCRATCH, error);

  if (scratch == NULL || !gloss_migrations_run (scratch, steps, NULL, NULL, error))
    return NULL;

  return load_items (scratch, error);
}

static gboolean
load_both (GlossConnection *connection,
           const char *const *steps,
           GHashTable **wanted,
           GHashTable **found,
           GError **error)
{
  *wanted = make_items (steps, error);
  *found = *wanted != NULL ? load_items (connection, error) : NULL;
  return *found != NULL;
}

/**
 * gloss_schema_dup_fingerprint:
 * @connection: a connection to a library
 * @error: return location
 *
 * Returns: (transfer full): the SHA-256 over the SQL of all that there is, or %NULL with @error set
 */
char *
gloss_schema_dup_fingerprint (GlossConnection *connection, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *statement = gloss_connection_prepare (
    connection,
    "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' ORDER BY type, name",
    error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      if (!gloss_connection_step (connection, statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_strdup (g_checksum_get_string (checksum));
      g_checksum_update (checksum, sqlite3_column_text (statement, 0), -1);
    }
}

/* What cannot be read is told by whoever looks closer. */
static gboolean
is_as_made (GlossConnection *connection)
{
  g_autofree char *fingerprint = gloss_schema_dup_fingerprint (connection, NULL);

  return g_strcmp0 (fingerprint, GLOSS_SCHEMA_FINGERPRINT) == 0;
}

/**
 * gloss_schema_check_tables:
 * @connection: a connection to a library of the newest version
 * @steps: the SQL of each step, %NULL-terminated
 * @error: return location
 *
 * Checks that every table is there with the columns and constraints that the steps give it. What there is
 * beyond them does no harm.
 *
 * Errors: %GLOSS_ERROR_CORRUPT; what reading may fail with.
 *
 * Returns: %FALSE with @error set where the library cannot be used
 */
gboolean
gloss_schema_check_tables (GlossConnection *connection, const char *const *steps, GError **error)
{
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GHashTable) found = NULL;
  GHashTableIter iter;
  gpointer name, item;

  if (is_as_made (connection))
    return TRUE;
  if (!load_both (connection, steps, &wanted, &found, error))
    return FALSE;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, &item))
    if (g_str_equal (((Item *) item)->type, "table") && !is_equal (item, g_hash_table_lookup (found, name)))
      {
        gloss_connection_set_error_for_path (gloss_connection_get_path (connection), SQLITE_CORRUPT, 0, NULL,
                                             error);
        return FALSE;
      }

  return TRUE;
}

/**
 * gloss_schema_report:
 * @connection: a connection to a library that gloss_schema_check_tables() let pass
 * @steps: the SQL of each step, %NULL-terminated
 * @problems: (element-type utf8): where sentences are added
 * @error: return location
 *
 * Looks at what guards and finds the rows: without its triggers a library lets a history be rewritten, and
 * one that is not ours may change records that nobody edited.
 *
 * Returns: %FALSE with @error set where it could not be looked at
 */
gboolean
gloss_schema_report (GlossConnection *connection,
                     const char *const *steps,
                     GPtrArray *problems,
                     GError **error)
{
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GHashTable) found = NULL;
  GHashTableIter iter;
  gpointer name, item;

  if (is_as_made (connection))
    return TRUE;
  if (!load_both (connection, steps, &wanted, &found, error))
    return FALSE;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, &item))
    if (!is_equal (item, g_hash_table_lookup (found, name)))
      g_ptr_array_add (problems,
                       g_strdup_printf (_ (
                                          "The rule or index “%s” was removed or changed outside Glossator."),
                                        (char *) name));

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, &item))
    if (g_str_equal (((Item *) item)->type, "trigger") && !g_hash_table_contains (wanted, name))
      g_ptr_array_add (
        problems,
        g_strdup_printf (
          _ ("The rule “%s” was added outside Glossator: it may change records that nobody edited."),
          (char *) name));

  return TRUE;
}
