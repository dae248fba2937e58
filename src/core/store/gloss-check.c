/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Proving a library: that the file is whole and its rules in force, that every text has its hash and every
 * anchor its words, that every row is what its history says, and that the history has neither gap nor altered
 * row. It only reads, and says what is wrong in sentences. It costs one reading of the whole library, and the
 * memory of one capture.
 */

#include "config.h"

#include "core/store/gloss-database-content.h"
#include "core/store/gloss-database-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/anchor/gloss-placement.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"
#include "core/store/gloss-content.h"
#include "core/store/gloss-history.h"
#include "core/store/gloss-migrations.h"
#include "core/store/gloss-schema.h"

typedef struct
{
  GlossDatabase *database;
  GCancellable *cancellable;
  GPtrArray *problems;
  /* What the rows being looked at have in common. */
  GlossTable *table;
  char *capture;
  GlossText *text;
} Check;

typedef void (*CheckRow) (Check *check, sqlite3_stmt *statement);

static void G_GNUC_PRINTF (2, 3) report (Check *check, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (check->problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static const char *
column_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/* Calls check_row on each row that sql gives; ?1 in it is the library. */
static gboolean
check_rows (Check *check, const char *sql, CheckRow check_row, GError **error)
{
  GlossConnection *connection = check->database->connection;
  sqlite3_stmt *statement = gloss_connection_prepare (connection, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  if (sqlite3_bind_parameter_count (statement) > 0)
    gloss_connection_bind_text (statement, 1, check->database->uuid);

  while (TRUE)
    {
      if (g_cancellable_set_error_if_cancelled (check->cancellable, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
      if (!gloss_connection_step (connection, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      check_row (check, statement);
    }
}

static void
check_integrity_row (Check *check, sqlite3_stmt *statement)
{
  const char *words = column_text (statement, 0);

  if (!g_str_equal (words, "ok"))
    report (check, _ ("The file is damaged: %s."), words);
}

static void
check_reference_row (Check *check, sqlite3_stmt *statement)
{
  report (check, _ ("A record of “%s” refers to one of “%s” that is not there."), column_text (statement, 0),
          column_text (statement, 2));
}

/* uuid, text, text_sha256, where the row itself holds its text */
static void
check_text_row (Check *check, sqlite3_stmt *statement)
{
  const char *text = column_text (statement, 1);
  g_autofree char *hash = gloss_hash_string (text);

  if (g_strcmp0 (hash, column_text (statement, 2)) != 0)
    report (check, _ ("The text of capture %s is not the text that was captured: its hash differs."),
            column_text (statement, 0));
}

/* sha256 */
static void
check_content_row (Check *check, sqlite3_stmt *statement)
{
  const char *sha256 = column_text (statement, 0);
  g_autoptr (GBytes) bytes = gloss_content_load (check->database->connection, sha256, NULL);

  if (bytes == NULL)
    report (check, _ ("The file kept as %s is not the file that was received: its hash differs."), sha256);
}

/* uuid, of a capture whose document or text is gone */
static void
check_documents_row (Check *check, sqlite3_stmt *statement)
{
  report (check, _ ("The text of capture %s is gone: it was removed outside Glossator."),
          column_text (statement, 0));
}

/* uuid, of a capture that keeps its page */
static void
check_page_row (Check *check, sqlite3_stmt *statement)
{
  g_autoptr (GBytes) page = gloss_database_load_mhtml (check->database, column_text (statement, 0), NULL);

  if (page == NULL)
    report (check, _ ("The page of capture %s is not the page that was saved: its hash differs."),
            column_text (statement, 0));
}

/* The text of the anchor's capture, read with the first of the anchors on it. */
static GlossText *
take_text (Check *check, const char *capture)
{
  if (g_strcmp0 (check->capture, capture) == 0)
    return check->text;

  g_free (check->capture);
  check->capture = g_strdup (capture);
  g_clear_pointer (&check->text, gloss_text_unref);
  /* What cannot be read was told with the captures. */
  gloss_database_load_text (check->database, capture, &check->text, NULL);
  return check->text;
}

/* Whether the words that stand at a place are those that the row says: byte for byte what was found or, where
 * the passage was marked in this capture, its quote. What is exact or moved has the words of the quote, but
 * for white space. */
static gboolean
are_words_right (const char *words, const char *state, const char *quote, const char *found)
{
  if (g_str_equal (state, "changed"))
    return g_strcmp0 (words, found) == 0;
  if (found == NULL)
    return g_strcmp0 (words, quote) == 0;

  return g_strcmp0 (words, found) == 0 && gloss_placement_is_same (found, quote);
}

/* uuid, capture, state, quote, start_point, end_point, found: that the words stand at the place, and that
 * what is lost has none. */
static void
check_anchor_row (Check *check, sqlite3_stmt *statement)
{
  GlossText *text = take_text (check, column_text (statement, 1));
  gboolean is_placed = sqlite3_column_type (statement, 4) != SQLITE_NULL;
  gint64 start = sqlite3_column_int64 (statement, 4);
  gint64 end = sqlite3_column_int64 (statement, 5);
  g_autofree char *words = NULL;

  if (is_placed == g_str_equal (column_text (statement, 2), "lost"))
    report (check, _ ("Anchor %s is lost in capture %s but has a place there, or has none but is not lost."),
            column_text (statement, 0), column_text (statement, 1));

  /* Imported without its text: there is nothing to compare with. */
  if (text == NULL || !is_placed)
    return;

  if (start >= 0 && end > start && (gsize) end <= gloss_text_get_n_points (text))
    words = gloss_text_dup_range (text, (gsize) start, (gsize) end);
  if (words == NULL || !are_words_right (words, column_text (statement, 2), column_text (statement, 3),
                                         column_text (statement, 6)))
    report (check, _ ("Anchor %s does not stand on its words in capture %s."), column_text (statement, 0),
            column_text (statement, 1));
}

/* Shipped rows are not the user's: they have no history until they are edited. */
static gboolean
may_lack_history (const char *table)
{
  return g_str_equal (table, "category") || g_str_equal (table, "scale") || g_str_equal (table, "verdict");
}

/* A row and, after its columns, the `after` of the last row of its history. */
static void
check_record_row (Check *check, sqlite3_stmt *statement)
{
  const char *name = gloss_table_get_name (check->table);
  g_autoptr (GlossRecord) record = gloss_table_read_row (check->table, statement);
  g_autofree char *canonical = gloss_table_dup_canonical (check->table, record);
  const char *after = column_text (statement, sqlite3_column_count (statement) - 1);

  if (after == NULL && !may_lack_history (name))
    report (check, _ ("Record %s of “%s” has no history: it was added outside Glossator."),
            gloss_record_get_uuid (record), name);
  else if (after != NULL && !gloss_history_value_matches (after, canonical))
    report (check, _ ("Record %s of “%s” is not what its history says: it was changed outside Glossator."),
            gloss_record_get_uuid (record), name);
}

/* record */
static void
check_removed_row (Check *check, sqlite3_stmt *statement)
{
  report (check,
          _ ("Record %s of “%s” is in the history but not in the library: it was removed outside Glossator."),
          column_text (statement, 0), gloss_table_get_name (check->table));
}

/* That each row is what its history made it, and that none is gone. */
static gboolean
check_table (Check *check, GlossTable *table, GError **error)
{
  const char *name = gloss_table_get_name (table);
  g_autofree char *rows_sql = g_strdup_printf (
    "SELECT %s, (SELECT h.after FROM history AS h WHERE h.record = t.uuid AND h.record_table = '%s' "
    "ORDER BY h.library = ?1 DESC, h.seq DESC LIMIT 1) FROM \"%s\" AS t",
    gloss_table_get_columns (table), name, name);
  g_autofree char *removed_sql =
    g_strdup_printf ("SELECT DISTINCT h.record FROM history AS h WHERE h.record_table = '%s' "
                     "AND NOT EXISTS (SELECT 1 FROM \"%s\" AS t WHERE t.uuid = h.record)",
                     name, name);

  check->table = table;
  return check_rows (check, rows_sql, check_record_row, error) &&
         check_rows (check, removed_sql, check_removed_row, error);
}

static gboolean
check_tables (Check *check, GError **error)
{
  g_autoptr (GList) names =
    g_list_sort (g_hash_table_get_keys (check->database->tables), (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    if (!check_table (check, gloss_database_get_table (check->database, l->data), error))
      return FALSE;

  return TRUE;
}

static gboolean
check_schema (Check *check, GError **error)
{
  g_auto (GStrv) steps = gloss_migrations_dup_steps ();

  return gloss_schema_report (check->database->connection, (const char *const *) steps, check->problems,
                              error);
}

static gboolean
check_all (Check *check, GError **error)
{
  if (!check_rows (check, "PRAGMA integrity_check", check_integrity_row, error))
    return FALSE;
  /* In a damaged file the rest would only say the same in other words, if it can be read at all. */
  if (check->problems->len > 0)
    return TRUE;

  return check_schema (check, error) &&
         check_rows (check, "PRAGMA foreign_key_check", check_reference_row, error) &&
         check_rows (check, "SELECT uuid, text, text_sha256 FROM capture WHERE text IS NOT NULL",
                     check_text_row, error) &&
         check_rows (check, "SELECT sha256 FROM content", check_content_row, error) &&
         check_rows (check,
                     "SELECT uuid FROM capture WHERE html_sha256 IS NOT NULL AND (text_sha256 IS NULL "
                     "OR text_sha256 NOT IN (SELECT sha256 FROM content))",
                     check_documents_row, error) &&
         check_rows (check, "SELECT uuid FROM capture WHERE mhtml_skeleton IS NOT NULL", check_page_row,
                     error) &&
         check_rows (check,
                     "SELECT n.uuid, n.capture, n.state, n.quote, n.start_point, n.end_point, n.found "
                     "FROM anchor AS n ORDER BY n.capture, n.order_key, n.uuid",
                     check_anchor_row, error) &&
         check_tables (check, error) &&
         gloss_history_check (check->database->connection, check->cancellable, check->problems, error);
}

/**
 * gloss_database_check:
 * @self: a library
 * @cancellable: (nullable): asked between rows
 * @error: return location
 *
 * Looks for everything that can be wrong: the file, references, texts, files and anchors against their hashes
 * and words, rows against their history, the history against its hashes. One state of the library is looked
 * at.
 *
 * Errors: %GLOSS_ERROR_BUSY, %GLOSS_ERROR_CORRUPT where it could not even be read, %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong, one translated sentence each; empty where all
 * is well; %NULL with @error set
 */
GPtrArray *
gloss_database_check (GlossDatabase *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  Check check = { .database = self, .cancellable = cancellable, .problems = problems };
  g_autoptr (GError) local_error = NULL;
  gboolean is_done;

  g_return_val_if_fail (self != NULL, NULL);

  if (!gloss_database_begin_snapshot (self, error))
    return NULL;
  is_done = check_all (&check, &local_error);
  gloss_database_end_snapshot (self);
  g_free (check.capture);
  g_clear_pointer (&check.text, gloss_text_unref);

  /* That it cannot be read to its end is what was asked for. */
  if (g_error_matches (local_error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT))
    g_ptr_array_add (problems, g_strdup (local_error->message));
  else if (!is_done)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&problems);
}
