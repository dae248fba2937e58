/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One connection to a database file. It owns the SQLite handle and the prepared statements, and belongs to
 * the thread that opened it. It knows nothing of records: what it does is open a file the one safe way (WAL,
 * every commit synced, foreign keys enforced, at most five seconds of waiting for another process) and turn
 * each of SQLite's errors into a sentence that says what happened, what was not lost and what to do. It never
 * asks SQLite to log and never swallows an error. Preparing the same SQL again costs one hash look-up.
 */

#include "config.h"

#include "core/store/gloss-connection.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/base/gloss-error.h"
#include "core/store/gloss-file-locks.h"

#define BUSY_MILLISECONDS 5000
/* SQLite's own 2 MB make it read an article with 10,000 annotations several times over. Taken only as it is
 * needed. */
#define CACHE_SQL "PRAGMA cache_size = -32768"

struct _GlossConnection
{
  sqlite3 *handle;
  char *path;
  GHashTable *statements; /* SQL -> sqlite3_stmt */
};

/* What the system said decides where SQLite only knows that reading or writing failed. */
static GlossError
classify (int code, int system_errno)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return GLOSS_ERROR_BUSY;
    case SQLITE_FULL:
      return GLOSS_ERROR_FULL;
    case SQLITE_READONLY:
      return GLOSS_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return GLOSS_ERROR_CORRUPT;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return GLOSS_ERROR_INVALID;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      if (system_errno == ENOSPC || system_errno == EDQUOT)
        return GLOSS_ERROR_FULL;
      if (system_errno == EROFS)
        return GLOSS_ERROR_READ_ONLY;
      if (system_errno == EACCES || system_errno == EPERM)
        return GLOSS_ERROR_DENIED;
      return GLOSS_ERROR_FAILED;
    default:
      return GLOSS_ERROR_FAILED;
    }
}

/**
 * gloss_connection_set_error_for_path:
 * @path: the library's path
 * @code: an extended result code of SQLite
 * @system_errno: the errno behind it, or 0
 * @words: SQLite's own words, shown where Glossator has no better ones
 * @error: return location
 *
 * Sets the error that a result code of SQLite stands for.
 */
void
gloss_connection_set_error_for_path (
  const char *path, int code, int system_errno, const char *words, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  GlossError kind = classify (code, system_errno);

  switch (kind)
    {
    case GLOSS_ERROR_BUSY:
      g_set_error (
        error, GLOSS_ERROR, kind,
        _ ("Another program has held the library “%s” for more than %d seconds. Nothing in it was changed; "
           "try again when that program is done."),
        name, BUSY_MILLISECONDS / 1000);
      break;
    case GLOSS_ERROR_FULL:
      g_set_error (
        error, GLOSS_ERROR, kind,
        _ ("There is no space left for the library “%s”. What was saved before is safe, the last change was "
           "not saved; make some space and try again."),
        name);
      break;
    case GLOSS_ERROR_READ_ONLY:
      g_set_error (
        error, GLOSS_ERROR, kind,
        _ ("The library “%s” can be read but not written. Nothing in it was changed; to change it, allow "
           "writing to the file and its folder."),
        name);
      break;
    case GLOSS_ERROR_DENIED:
      g_set_error (
        error, GLOSS_ERROR, kind,
        _ ("There is no permission to use the library “%s”. It was left as it is; allow reading and writing "
           "the file and its folder."),
        name);
      break;
    case GLOSS_ERROR_CORRUPT:
      g_set_error (
        error, GLOSS_ERROR, kind,
        _ ("The file “%s” is damaged or is no Glossator library. It was left as it is; move it aside and "
           "restore a backup, or name another library."),
        name);
      break;
    case GLOSS_ERROR_INVALID:
      g_set_error (error, GLOSS_ERROR, kind,
                   _ ("The library “%s” does not accept this change (%s). Nothing in it was changed."), name,
                   words);
      break;
    default:
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED,
                   _ ("The library “%s” could not be used: %s. What was saved before is safe; try again."),
                   name, system_errno != 0 ? g_strerror (system_errno) : words);
      break;
    }
}

/**
 * gloss_connection_set_error:
 * @self: a connection whose last call failed
 * @error: return location
 *
 * Sets the error of the call that failed last.
 */
void
gloss_connection_set_error (GlossConnection *self, GError **error)
{
  int code = sqlite3_extended_errcode (self->handle);
  int primary = code & 0xff;
  int system_errno =
    primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN ? sqlite3_system_errno (self->handle) : 0;

  gloss_connection_set_error_for_path (self->path, code, system_errno, sqlite3_errmsg (self->handle), error);
}

/**
 * gloss_connection_dup_absolute:
 * @path: a path in the file system's encoding
 *
 * Makes the path that SQLite is given. It takes some relative ones for no file at all: what is written to ""
 * or
 * ":memory:" is gone when the connection closes. ".." is left to the system, which knows the links before it.
 *
 * Returns: (transfer full): the same place, from the root
 */
char *
gloss_connection_dup_absolute (const char *path)
{
  g_autofree char *folder = NULL;

  if (g_path_is_absolute (path))
    return g_strdup (path);

  folder = g_get_current_dir ();
  return g_build_filename (folder, path, NULL);
}

/* Only a file: URI can say that nobody else writes. */
static int
open_handle (const char *path, GlossConnectionMode mode, sqlite3 **handle)
{
  g_autofree char *absolute = gloss_connection_dup_absolute (path);

  if (mode == GLOSS_CONNECTION_IMMUTABLE)
    {
      g_autofree char *plain = g_filename_to_uri (absolute, NULL, NULL);
      g_autofree char *uri = g_strconcat (plain, "?immutable=1", NULL);

      return sqlite3_open_v2 (uri, handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                              NULL);
    }

  switch (mode)
    {
    case GLOSS_CONNECTION_WRITE:
      return sqlite3_open_v2 (absolute, handle,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    case GLOSS_CONNECTION_QUERY:
      return sqlite3_open_v2 (absolute, handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    case GLOSS_CONNECTION_SCRATCH:
      return sqlite3_open_v2 (":memory:", handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    case GLOSS_CONNECTION_TEMPORARY:
      return sqlite3_open_v2 ("", handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    case GLOSS_CONNECTION_READ:
    case GLOSS_CONNECTION_IMMUTABLE:
    default:
      return sqlite3_open_v2 (absolute, handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    }
}

/**
 * gloss_connection_open:
 * @path: a path in the file system's encoding
 * @mode: what the connection may do
 * @error: return location
 *
 * Opens a database file. SQLite reads nothing of it before the first statement.
 *
 * Returns: (transfer full): the connection, or %NULL with @error set
 */
GlossConnection *
gloss_connection_open (const char *path, GlossConnectionMode mode, GError **error)
{
  g_autoptr (GlossConnection) self = g_new0 (GlossConnection, 1);
  int code;

  gloss_file_locks_install ();
  self->path = g_strdup (path);
  self->statements =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);

  code = open_handle (path, mode, &self->handle);
  if (code != SQLITE_OK)
    {
      int system_errno = self->handle != NULL ? sqlite3_system_errno (self->handle) : 0;

      gloss_connection_set_error_for_path (path, code, system_errno, sqlite3_errstr (code), error);
      return NULL;
    }

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  /* A library may come from someone else: its schema cannot call anything with a side effect, nor can SQL
   * write to it behind SQLite's back. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);

  if (!gloss_connection_exec (self, CACHE_SQL, error))
    return NULL;
  if (mode == GLOSS_CONNECTION_QUERY && !gloss_connection_exec (self, "PRAGMA query_only = ON", error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gloss_connection_close (GlossConnection *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

sqlite3 *
gloss_connection_get_handle (GlossConnection *self)
{
  return self->handle;
}

const char *
gloss_connection_get_path (GlossConnection *self)
{
  return self->path;
}

/* Runs SQL of the program's own, several statements too. Their rows are not looked at. */
gboolean
gloss_connection_exec (GlossConnection *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  gloss_connection_set_error (self, error);
  return FALSE;
}

/**
 * gloss_connection_prepare:
 * @self: a connection
 * @sql: one statement; names in it come from the program or were checked against the schema
 * @error: return location
 *
 * Prepares a statement, or hands out the one prepared before, with no values bound. Not to be asked for again
 * before it was stepped to its end or reset.
 *
 * Returns: (transfer none): the statement, or %NULL with @error set
 */
sqlite3_stmt *
gloss_connection_prepare (GlossConnection *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }

  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      gloss_connection_set_error (self, error);
      return NULL;
    }

  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

/**
 * gloss_connection_step:
 * @self: a connection
 * @statement: one of its statements
 * @has_row: (out): whether there is a row to read
 * @error: return location
 *
 * Goes to the next row. After the last one, and on failure, the statement is reset and holds no lock.
 *
 * Returns: %FALSE with @error set on failure
 */
gboolean
gloss_connection_step (GlossConnection *self, sqlite3_stmt *statement, gboolean *has_row, GError **error)
{
  int code = sqlite3_step (statement);

  *has_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;

  if (code != SQLITE_DONE)
    gloss_connection_set_error (self, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* Runs a statement to its end. */
gboolean
gloss_connection_run (GlossConnection *self, sqlite3_stmt *statement, GError **error)
{
  gboolean has_row = TRUE;

  while (has_row)
    if (!gloss_connection_step (self, statement, &has_row, error))
      return FALSE;

  return TRUE;
}

/* The one number that sql asks for; 0 where there is no row. */
gboolean
gloss_connection_query_int (GlossConnection *self, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = gloss_connection_prepare (self, sql, error);
  gboolean has_row;

  *value = 0;
  if (statement == NULL || !gloss_connection_step (self, statement, &has_row, error))
    return FALSE;
  if (has_row)
    *value = sqlite3_column_int64 (statement, 0);

  sqlite3_reset (statement);
  return TRUE;
}

/* References between rows are checked when the transaction ends, so that a change may list its rows in any
 * order. */
gboolean
gloss_connection_begin (GlossConnection *self, GError **error)
{
  sqlite3_stmt *begin = gloss_connection_prepare (self, "BEGIN IMMEDIATE", error);
  sqlite3_stmt *defer;

  if (begin == NULL || !gloss_connection_run (self, begin, error))
    return FALSE;

  defer = gloss_connection_prepare (self, "PRAGMA defer_foreign_keys = ON", error);
  if (defer != NULL && gloss_connection_run (self, defer, error))
    return TRUE;

  gloss_connection_rollback (self);
  return FALSE;
}

/* Durable once it returns TRUE; on failure everything is rolled back. */
gboolean
gloss_connection_commit (GlossConnection *self, GError **error)
{
  sqlite3_stmt *commit = gloss_connection_prepare (self, "COMMIT", error);

  if (commit != NULL && gloss_connection_run (self, commit, error))
    return TRUE;

  gloss_connection_rollback (self);
  return FALSE;
}

/* Some errors have rolled back already: then there is nothing to do. SQLite's rollback itself cannot fail:
 * what it could not undo in the file now, the next reader does. */
void
gloss_connection_rollback (GlossConnection *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

void
gloss_connection_bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}
