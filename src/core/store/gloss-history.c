/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The history: one append-only chain of rows for each library of origin, each row holding the hash of the one
 * before. It owns nothing and runs on the thread of its connection, inside the transaction that changes the
 * record, so that no change is without its row. It never rewrites a row. Appending costs one look-up of the
 * last row for each transaction and a few hashes over the record for each row; checking reads every row once.
 */

#include "config.h"

#include "core/store/gloss-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/gloss-hash.h"
#include "core/base/gloss-json.h"

/* A value that was purged stands there as its hash alone; any other is a JSON object. */
static gboolean
is_purged (const char *value)
{
  return value[0] != '{';
}

static char *
dup_value_hash (const char *value)
{
  if (value == NULL)
    return NULL;

  return is_purged (value) ? g_strdup (value) : gloss_hash_string (value);
}

static void
set_nullable_member (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
  else
    json_object_set_null_member (object, member);
}

/* The rule that migrations/0001.sql states. */
static char *
make_hash (const GlossHistoryRow *row)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *before = dup_value_hash (row->before);
  g_autofree char *after = dup_value_hash (row->after);
  g_autofree char *canonical = NULL;

  set_nullable_member (object, "after", after);
  json_object_set_string_member (object, "at", row->at);
  set_nullable_member (object, "before", before);
  json_object_set_string_member (object, "library", row->library);
  set_nullable_member (object, "previous", row->previous);
  json_object_set_string_member (object, "record", row->record);
  json_object_set_string_member (object, "record_table", row->record_table);
  json_object_set_int_member (object, "seq", row->seq);
  json_object_set_string_member (object, "who", row->who);

  canonical = gloss_json_object_to_canonical (object);
  return gloss_hash_string (canonical);
}

void
gloss_history_clear_head (GlossHistoryHead *head)
{
  g_clear_pointer (&head->hash, g_free);
}

/* Of an empty chain: seq 0 and no hash. */
gboolean
gloss_history_read_head (GlossConnection *connection,
                         const char *library,
                         GlossHistoryHead *head,
                         GError **error)
{
  sqlite3_stmt *statement;
  gboolean has_row;

  head->seq = 0;
  head->hash = NULL;
  statement =
    gloss_connection_prepare (connection,
                              "SELECT seq, hash FROM history WHERE library = ?1 ORDER BY seq DESC LIMIT 1",
                              error);
  if (statement == NULL)
    return FALSE;

  gloss_connection_bind_text (statement, 1, library);
  if (!gloss_connection_step (connection, statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      head->seq = sqlite3_column_int64 (statement, 0);
      head->hash = g_strdup ((const char *) sqlite3_column_text (statement, 1));
    }

  sqlite3_reset (statement);
  return TRUE;
}

gboolean
gloss_history_append (GlossConnection *connection,
                      GlossHistoryHead *head,
                      const GlossHistoryRow *row,
                      GError **error)
{
  GlossHistoryRow complete = *row;
  g_autofree char *hash = NULL;
  sqlite3_stmt *statement;

  complete.seq = head->seq + 1;
  complete.previous = head->hash;
  hash = make_hash (&complete);

  statement = gloss_connection_prepare (
    connection,
    "INSERT INTO history (library, seq, at, who, record_table, record, before, after, previous, hash) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    error);
  if (statement == NULL)
    return FALSE;

  gloss_connection_bind_text (statement, 1, complete.library);
  sqlite3_bind_int64 (statement, 2, complete.seq);
  gloss_connection_bind_text (statement, 3, complete.at);
  gloss_connection_bind_text (statement, 4, complete.who);
  gloss_connection_bind_text (statement, 5, complete.record_table);
  gloss_connection_bind_text (statement, 6, complete.record);
  gloss_connection_bind_text (statement, 7, complete.before);
  gloss_connection_bind_text (statement, 8, complete.after);
  gloss_connection_bind_text (statement, 9, complete.previous);
  gloss_connection_bind_text (statement, 10, hash);
  if (!gloss_connection_run (connection, statement, error))
    return FALSE;

  g_free (head->hash);
  head->hash = g_steal_pointer (&hash);
  head->seq = complete.seq;
  return TRUE;
}

gboolean
gloss_history_value_matches (const char *value, const char *canonical)
{
  g_autofree char *hash = NULL;

  if (value == NULL)
    return FALSE;
  if (!is_purged (value))
    return g_str_equal (value, canonical);

  hash = gloss_hash_string (canonical);
  return g_str_equal (value, hash);
}

static const char *
column_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/* Borrowed from the statement until it is stepped. */
static GlossHistoryRow
read_row (sqlite3_stmt *statement)
{
  return (GlossHistoryRow){ .library = column_text (statement, 0),
                            .seq = sqlite3_column_int64 (statement, 1),
                            .at = column_text (statement, 2),
                            .who = column_text (statement, 3),
                            .record_table = column_text (statement, 4),
                            .record = column_text (statement, 5),
                            .before = column_text (statement, 6),
                            .after = column_text (statement, 7),
                            .previous = column_text (statement, 8),
                            .hash = column_text (statement, 9) };
}

#define SELECT_HISTORY                                                                                       \
  "SELECT library, seq, at, who, record_table, record, before, after, previous, hash FROM history "

/* A purged value is told as its hash, a damaged one as the text that stands there: one bad row, which a check
 * tells of, must not keep the rest of a library from being exported. */
static void
set_value_member (JsonObject *object, const char *member, const char *value)
{
  JsonObject *parsed = value != NULL && !is_purged (value) ? gloss_json_parse_object (value, -1, NULL) : NULL;

  if (parsed != NULL)
    json_object_set_object_member (object, member, parsed);
  else
    set_nullable_member (object, member, value);
}

static JsonObject *
row_to_json (const GlossHistoryRow *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "library", row->library);
  json_object_set_int_member (object, "seq", row->seq);
  json_object_set_string_member (object, "when", row->at);
  json_object_set_string_member (object, "who", row->who);
  json_object_set_string_member (object, "table", row->record_table);
  json_object_set_string_member (object, "uuid", row->record);
  set_value_member (object, "before", row->before);
  set_value_member (object, "after", row->after);
  set_nullable_member (object, "previous", row->previous);
  json_object_set_string_member (object, "hash", row->hash);

  return object;
}

/* Element-type JsonObject, oldest first. */
GPtrArray *
gloss_history_load (GlossConnection *connection, const char *record, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  sqlite3_stmt *statement =
    gloss_connection_prepare (connection, SELECT_HISTORY "WHERE record = ?1 ORDER BY library, seq", error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  gloss_connection_bind_text (statement, 1, record);
  while (TRUE)
    {
      GlossHistoryRow row;

      if (!gloss_connection_step (connection, statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);

      row = read_row (statement);
      g_ptr_array_add (rows, row_to_json (&row));
    }
}

static void
check_row (const GlossHistoryRow *row, const char *library, const GlossHistoryHead *head, GPtrArray *problems)
{
  g_autofree char *hash = make_hash (row);
  gboolean is_first = g_strcmp0 (row->library, library) != 0;
  gint64 expected = is_first ? 1 : head->seq + 1;

  if (row->seq != expected)
    g_ptr_array_add (problems,
                     g_strdup_printf (_ ("The history of library %s has a gap before row %" G_GINT64_FORMAT
                                         ": rows were removed outside Glossator."),
                                      row->library, row->seq));
  else if (g_strcmp0 (row->previous, is_first ? NULL : head->hash) != 0)
    g_ptr_array_add (problems,
                     g_strdup_printf (_ ("Row %" G_GINT64_FORMAT " of the history of library %s does not "
                                         "follow from the row before it."),
                                      row->seq, row->library));
  if (!g_str_equal (hash, row->hash))
    g_ptr_array_add (problems,
                     g_strdup_printf (_ ("Row %" G_GINT64_FORMAT " of the history of library %s was altered "
                                         "outside Glossator: its hash is not that of its content."),
                                      row->seq, row->library));
}

gboolean
gloss_history_check (GlossConnection *connection,
                     GCancellable *cancellable,
                     GPtrArray *problems,
                     GError **error)
{
  sqlite3_stmt *statement =
    gloss_connection_prepare (connection, SELECT_HISTORY "ORDER BY library, seq", error);
  g_auto (GlossHistoryHead) head = { 0, NULL };
  g_autofree char *library = NULL;
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  while (TRUE)
    {
      GlossHistoryRow row;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
      if (!gloss_connection_step (connection, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      row = read_row (statement);
      check_row (&row, library, &head, problems);

      if (g_strcmp0 (library, row.library) != 0)
        {
          g_free (library);
          library = g_strdup (row.library);
        }
      gloss_history_clear_head (&head);
      head.seq = row.seq;
      head.hash = g_strdup (row.hash);
    }
}
