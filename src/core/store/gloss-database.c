/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A library: one connection, its tables, and the transactions that change it. It belongs to the thread that
 * opened it. What it applies is durable when the call returns and undone whole when the call fails; it never
 * deletes a record's row, never changes a row without its history row, and never touches a file that is no
 * library. Applying costs one look-up, one write and one history row for each edit, and one sync of the disk
 * for all of them.
 */

#include "config.h"

#include "core/store/gloss-database-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/gloss-error.h"
#include "core/base/gloss-time.h"
#include "core/store/gloss-database-sources.h"
#include "core/store/gloss-history.h"
#include "core/store/gloss-migrations.h"
#include "core/store/gloss-schema.h"

/* What SQLite appends to the path for the files it keeps beside the library, and the library itself. */
static const char *const file_suffixes[] = { "-wal", "-shm", "-journal", "" };

/* The path without symbolic links, beside which SQLite keeps its files. */
static char *
resolve_links (const char *path)
{
  g_autofree char *absolute = gloss_connection_dup_absolute (path);
  char *real = realpath (absolute, NULL);
  char *copy = g_strdup (real != NULL ? real : absolute);

  free (real);
  return copy;
}

/* SQLite keeps its log and its locks beside the file: both must be writable. */
static gboolean
is_writable (const char *path)
{
  g_autofree char *real = resolve_links (path);
  g_autofree char *folder = g_path_get_dirname (real);

  return g_access (real, W_OK) == 0 && g_access (folder, W_OK | X_OK) == 0;
}

static GlossConnectionMode
choose_read_mode (const char *path)
{
  g_autofree char *real = resolve_links (path);
  g_autofree char *folder = g_path_get_dirname (real);
  g_autofree char *wal = g_strconcat (real, "-wal", NULL);

  if (is_writable (path))
    return GLOSS_CONNECTION_QUERY;
  if (g_access (folder, W_OK) != 0 && g_access (wal, F_OK) != 0)
    return GLOSS_CONNECTION_IMMUTABLE;

  return GLOSS_CONNECTION_READ;
}

static gboolean
load_uuid (GlossDatabase *self, GError **error)
{
  sqlite3_stmt *statement =
    gloss_connection_prepare (self->connection, "SELECT value FROM meta WHERE key = 'library'", error);
  gboolean has_row;

  if (statement == NULL || !gloss_connection_step (self->connection, statement, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      gloss_connection_set_error_for_path (gloss_connection_get_path (self->connection), SQLITE_CORRUPT, 0,
                                           NULL, error);
      return FALSE;
    }

  self->uuid = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

/* Those of the shipped records that the library has not. */
static GPtrArray *
find_missing_records (GlossConnection *connection, GHashTable *tables, GError **error)
{
  g_autoptr (GPtrArray) shipped = gloss_catalog_make_shipped_records ();
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  for (guint i = 0; i < shipped->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (shipped, i);
      GlossTable *table = g_hash_table_lookup (tables, gloss_record_get_table (record));
      g_autoptr (GlossRecord) current = NULL;

      if (!gloss_table_find (table, connection, gloss_record_get_uuid (record), &current, error))
        return NULL;
      if (current == NULL)
        g_ptr_array_add (missing, gloss_record_ref (record));
    }

  return g_steal_pointer (&missing);
}

static gboolean
insert_records (GlossConnection *connection, GHashTable *tables, GPtrArray *records, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (records, i);

      if (!gloss_table_insert (g_hash_table_lookup (tables, gloss_record_get_table (record)), connection,
                               record, error))
        return FALSE;
    }

  return TRUE;
}

/* What every new library holds: a name of its own, and the categories and scales. */
static gboolean
seed_library (GlossConnection *connection, gpointer data, GError **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (GHashTable) tables = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  sqlite3_stmt *statement =
    gloss_connection_prepare (connection, "INSERT INTO meta (key, value) VALUES ('library', ?1)", error);

  if (statement == NULL)
    return FALSE;
  gloss_connection_bind_text (statement, 1, uuid);
  if (!gloss_connection_run (connection, statement, error))
    return FALSE;

  tables = gloss_table_load_all (connection, error);
  if (tables == NULL)
    return FALSE;
  missing = find_missing_records (connection, tables, error);
  return missing != NULL && insert_records (connection, tables, missing, error);
}

/* What a later version of the program ships comes to older libraries too. Looked for again inside the
 * transaction: another process may do the same. */
static gboolean
add_shipped_records (GlossDatabase *self, GError **error)
{
  g_autoptr (GPtrArray) missing = find_missing_records (self->connection, self->tables, error);
  g_autoptr (GPtrArray) still_missing = NULL;

  if (missing == NULL)
    return FALSE;
  if (missing->len == 0)
    return TRUE;

  if (!gloss_database_begin_write (self, error))
    return FALSE;
  still_missing = find_missing_records (self->connection, self->tables, error);
  if (still_missing == NULL || !insert_records (self->connection, self->tables, still_missing, error))
    {
      gloss_connection_rollback (self->connection);
      return FALSE;
    }

  return gloss_connection_commit (self->connection, error);
}

/* Before anything is written: a library that can only be read is left alone. */
static gboolean
prepare_file (const char *path, GlossFileKind kind, GError **error)
{
  g_autofree char *real = resolve_links (path);
  g_autofree char *folder = g_path_get_dirname (real);

  if (kind == GLOSS_FILE_ABSENT)
    {
      if (g_mkdir_with_parents (folder, 0700) == 0)
        return TRUE;
      gloss_connection_set_error_for_path (path, SQLITE_CANTOPEN, errno, NULL, error);
      return FALSE;
    }
  if (is_writable (path))
    return TRUE;

  gloss_connection_set_error_for_path (path, SQLITE_READONLY, 0, NULL, error);
  return FALSE;
}

static gboolean
open_for_writing (GlossDatabase *self, const char *path, GlossFileKind kind, char **steps, GError **error)
{
  if (!prepare_file (path, kind, error))
    return FALSE;

  self->connection = gloss_connection_open (path, GLOSS_CONNECTION_WRITE, error);
  if (self->connection == NULL)
    return FALSE;

  /* The log comes after the first transaction: until then a kill leaves an empty file, never half a schema.
   */
  return gloss_migrations_run (self->connection, (const char *const *) steps, seed_library, NULL, error) &&
         gloss_connection_exec (self->connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
                                error);
}

static gboolean
open_for_reading (GlossDatabase *self, const char *path, GlossFileKind kind, char **steps, GError **error)
{
  if (kind != GLOSS_FILE_LIBRARY)
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                   _ ("There is no library “%s”. Name another one."), name);
      return FALSE;
    }

  self->is_read_only = TRUE;
  self->connection = gloss_connection_open (path, choose_read_mode (path), error);
  return self->connection != NULL &&
         gloss_migrations_make_readable (&self->connection, (const char *const *) steps, error) &&
         gloss_migrations_check_version (self->connection, self->version, error);
}

/**
 * gloss_database_dup_default_path:
 *
 * Returns: (transfer full) (type filename): where the user's library is
 */
char *
gloss_database_dup_default_path (void)
{
  const char *path = g_getenv ("GLOSSATOR_LIBRARY");

  if (path != NULL && path[0] != '\0')
    return g_strdup (path);

  return g_build_filename (g_get_user_data_dir (), "glossator", "library.db", NULL);
}

/**
 * gloss_database_open:
 * @path: a path in the file system's encoding
 * @mode: what will be done with it
 * @error: return location
 *
 * Opens a library. With %GLOSS_DATABASE_WRITE it is made where there is none (its folder too), brought up to
 * date where it is older, and given the categories and scales it lacks. With %GLOSS_DATABASE_READ_ONLY
 * nothing is written: of an older library a copy is read that has no name.
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND (reading only), %GLOSS_ERROR_NOT_REGULAR, %GLOSS_ERROR_DENIED,
 * %GLOSS_ERROR_READ_ONLY, %GLOSS_ERROR_CORRUPT, %GLOSS_ERROR_NEWER, %GLOSS_ERROR_BUSY, %GLOSS_ERROR_FULL,
 * %GLOSS_ERROR_FAILED.
 *
 * Returns: (transfer full): the library, or %NULL with @error set
 */
GlossDatabase *
gloss_database_open (const char *path, GlossDatabaseMode mode, GError **error)
{
  g_auto (GStrv) steps = gloss_migrations_dup_steps ();
  g_autoptr (GlossDatabase) self = NULL;
  GlossFileKind kind;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (GlossDatabase, 1);
  self->version = g_strv_length (steps);
  if (!gloss_migrations_probe (path, self->version, &kind, error))
    return NULL;
  if (mode == GLOSS_DATABASE_WRITE ? !open_for_writing (self, path, kind, steps, error)
                                   : !open_for_reading (self, path, kind, steps, error))
    return NULL;

  if (!gloss_schema_check_tables (self->connection, (const char *const *) steps, error))
    return NULL;

  self->tables = gloss_table_load_all (self->connection, error);
  if (self->tables == NULL || !load_uuid (self, error))
    return NULL;
  if (mode == GLOSS_DATABASE_WRITE && !add_shipped_records (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * gloss_database_close:
 * @self: (transfer full): a library
 *
 * Closes the connection. The last one to close clears SQLite's log away.
 */
void
gloss_database_close (GlossDatabase *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->connection, gloss_connection_close);
  g_clear_pointer (&self->tables, g_hash_table_unref);
  g_free (self->uuid);
  g_free (self);
}

/* Renames without ever overwriting. A file system that cannot promise that gets a look before. */
static gboolean
rename_aside (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  if (g_access (to, F_OK) == 0)
    {
      errno = EEXIST;
      return FALSE;
    }

  return g_rename (from, to) == 0;
}

/**
 * gloss_database_set_aside:
 * @path: the path of a library that cannot be used
 * @error: return location
 *
 * Renames a damaged library, with what SQLite keeps beside it, so that a new one can be made in its place.
 * Nothing must have it open.
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND, %GLOSS_ERROR_DENIED, %GLOSS_ERROR_READ_ONLY, %GLOSS_ERROR_FAILED.
 *
 * Returns: (transfer full) (type filename): its new path, or %NULL with @error set
 */
char *
gloss_database_set_aside (const char *path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *real = NULL;
  g_autofree char *aside = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  real = resolve_links (path);
  aside = g_strdup_printf ("%s.damaged-%s", real, stamp);
  for (guint i = 2; g_access (aside, F_OK) == 0; i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%s-%u", real, stamp, i);
    }

  /* The file itself goes last: as long as it stands, its log is not taken for a leftover. */
  for (guint i = 0; i < G_N_ELEMENTS (file_suffixes); i++)
    {
      g_autofree char *from = g_strconcat (real, file_suffixes[i], NULL);
      g_autofree char *to = g_strconcat (aside, file_suffixes[i], NULL);
      gboolean is_library = file_suffixes[i][0] == '\0';

      if (!rename_aside (from, to) && (is_library || errno != ENOENT))
        {
          gloss_connection_set_error_for_path (path, SQLITE_CANTOPEN, errno, NULL, error);
          return NULL;
        }
    }

  return g_steal_pointer (&aside);
}

const char *
gloss_database_get_uuid (GlossDatabase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uuid;
}

const char *
gloss_database_get_path (GlossDatabase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return gloss_connection_get_path (self->connection);
}

/**
 * gloss_database_owns_file:
 * @self: a library
 * @path: a path in the file system's encoding
 *
 * Returns: whether it is, by whatever name, the library's file or one that SQLite keeps beside it: to replace
 * it would be to lose the library
 */
gboolean
gloss_database_owns_file (GlossDatabase *self, const char *path)
{
  g_autofree char *real = NULL;
  GStatBuf wanted, info;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_stat (path, &wanted) != 0)
    return FALSE;

  real = resolve_links (gloss_connection_get_path (self->connection));
  for (guint i = 0; i < G_N_ELEMENTS (file_suffixes); i++)
    {
      g_autofree char *own = g_strconcat (real, file_suffixes[i], NULL);

      if (g_stat (own, &info) == 0 && info.st_dev == wanted.st_dev && info.st_ino == wanted.st_ino)
        return TRUE;
    }

  return FALSE;
}

gboolean
gloss_database_is_read_only (GlossDatabase *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->is_read_only;
}

/**
 * gloss_database_get_data_version:
 * @self: a library
 *
 * Returns: a number that changes whenever another connection, of this process or another, wrote; 0 where it
 * could not be read
 */
gint64
gloss_database_get_data_version (GlossDatabase *self)
{
  gint64 version;

  g_return_val_if_fail (self != NULL, 0);

  return gloss_connection_query_int (self->connection, "PRAGMA data_version", &version, NULL) ? version : 0;
}

GlossTable *
gloss_database_find_table (GlossDatabase *self, const char *name, GError **error)
{
  GlossTable *table = g_hash_table_lookup (self->tables, name);

  if (table == NULL)
    g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
                 _ ("A library has no records called “%s”. Nothing was changed; report this as a bug."),
                 name);
  return table;
}

GlossTable *
gloss_database_get_table (GlossDatabase *self, const char *name)
{
  GlossTable *table = g_hash_table_lookup (self->tables, name);

  g_assert (table != NULL);
  return table;
}

gboolean
gloss_database_begin_write (GlossDatabase *self, GError **error)
{
  g_assert (self->n_snapshots == 0);

  if (self->is_read_only)
    {
      gloss_connection_set_error_for_path (gloss_connection_get_path (self->connection), SQLITE_READONLY, 0,
                                           NULL, error);
      return FALSE;
    }

  if (!gloss_connection_begin (self->connection, error))
    return FALSE;
  if (gloss_migrations_check_version (self->connection, self->version, error))
    return TRUE;

  gloss_connection_rollback (self->connection);
  return FALSE;
}

static gboolean
is_conflict (GlossRecord *before, GlossRecord *current)
{
  if (before == NULL || current == NULL)
    return before != current;

  return !gloss_record_equal (before, current);
}

static gboolean
apply_edit (GlossDatabase *self,
            GlossHistoryHead *head,
            GlossRecord *before,
            GlossRecord *after,
            GlossHistoryRow *row,
            GError **error)
{
  GlossTable *table = gloss_database_find_table (self, gloss_record_get_table (after), error);
  g_autoptr (GlossRecord) current = NULL;
  g_autofree char *before_json = NULL;
  g_autofree char *after_json = NULL;

  if (table == NULL || !gloss_table_check (table, after, error) ||
      !gloss_table_find (table, self->connection, gloss_record_get_uuid (after), &current, error))
    return FALSE;
  if (is_conflict (before, current))
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_CONFLICT,
        _ ("This was changed elsewhere in the meantime, so the change was not made. Nothing was lost; "
           "look at it again and repeat the change."));
      return FALSE;
    }
  if (current == NULL ? !gloss_table_insert (table, self->connection, after, error)
                      : !gloss_table_update (table, self->connection, after, error))
    return FALSE;

  before_json = current != NULL ? gloss_table_dup_canonical (table, current) : NULL;
  after_json = gloss_table_dup_canonical (table, after);
  row->record_table = gloss_record_get_table (after);
  row->record = gloss_record_get_uuid (after);
  row->before = before_json;
  row->after = after_json;
  return gloss_history_append (self->connection, head, row, error);
}

gboolean
gloss_database_apply_edits (GlossDatabase *self, GlossChange *change, const char *who, GError **error)
{
  g_auto (GlossHistoryHead) head = { 0, NULL };
  g_autofree char *now = gloss_time_dup_now ();
  GlossHistoryRow row = { .library = self->uuid, .at = now, .who = who };

  /* Read anew each time: another process may have written since. */
  if (!gloss_history_read_head (self->connection, self->uuid, &head, error))
    return FALSE;

  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    if (!apply_edit (self, &head, gloss_change_get_before (change, i), gloss_change_get_after (change, i),
                     &row, error))
      return FALSE;

  return TRUE;
}

/* Inside the transaction. Returns what was written besides, which may have no edits; NULL on failure. */
static GlossChange *
write_change (GlossDatabase *self, GlossChange *change, const char *who, GError **error)
{
  g_autoptr (GlossChange) following = NULL;

  if (!gloss_database_apply_edits (self, change, who, error) ||
      !gloss_database_clear_drafts (self, change, error))
    return NULL;
  following = gloss_database_plan_following (self, change, error);
  if (following == NULL || !gloss_database_apply_edits (self, following, who, error))
    return NULL;

  return g_steal_pointer (&following);
}

/**
 * gloss_database_apply_and_follow:
 * @self: a library
 * @change: a change
 * @who: the name of the person who makes it, for the history
 * @following_out: (out) (optional) (nullable): what was written besides, sealed; %NULL where nothing was
 * @error: return location
 *
 * Does what gloss_database_apply() does, and tells what came of it: where the change puts a capture in the
 * trash and has another of the same page stand in its place, the sources that were linked to the first since
 * go along, in the same transaction. That costs nothing where no capture goes to the trash.
 *
 * Errors: those of gloss_database_apply().
 *
 * Returns: %TRUE once it is durable; %FALSE with @error set where nothing of it was done
 */
gboolean
gloss_database_apply_and_follow (
  GlossDatabase *self, GlossChange *change, const char *who, GlossChange **following_out, GError **error)
{
  g_autoptr (GlossChange) following = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (change != NULL, FALSE);
  g_return_val_if_fail (who != NULL, FALSE);

  if (following_out != NULL)
    *following_out = NULL;
  if (!gloss_database_begin_write (self, error))
    return FALSE;
  following = write_change (self, change, who, error);
  if (following == NULL)
    {
      gloss_connection_rollback (self->connection);
      return FALSE;
    }
  if (!gloss_connection_commit (self->connection, error))
    return FALSE;

  gloss_change_seal (following);
  if (following_out != NULL && gloss_change_get_n_edits (following) > 0)
    *following_out = g_steal_pointer (&following);
  return TRUE;
}

/**
 * gloss_database_apply:
 * @self: a library
 * @change: a change
 * @who: the name of the person who makes it, for the history
 * @error: return location
 *
 * Applies all edits of a change, each with its history row, and deletes the drafts that it clears, in one
 * transaction.
 *
 * Errors: %GLOSS_ERROR_CONFLICT where a record is not what the change says it was, %GLOSS_ERROR_INVALID,
 * %GLOSS_ERROR_BUSY, %GLOSS_ERROR_FULL, %GLOSS_ERROR_READ_ONLY, %GLOSS_ERROR_NEWER, %GLOSS_ERROR_CORRUPT,
 * %GLOSS_ERROR_FAILED.
 *
 * Returns: %TRUE once it is durable; %FALSE with @error set where nothing of it was done
 */
gboolean
gloss_database_apply (GlossDatabase *self, GlossChange *change, const char *who, GError **error)
{
  return gloss_database_apply_and_follow (self, change, who, NULL, error);
}

/**
 * gloss_database_begin_snapshot:
 * @self: a library
 * @error: return location
 *
 * From here on every call reads the state of this moment, whatever is written meanwhile. Nothing may be
 * written through @self until gloss_database_end_snapshot(). Within a snapshot it begins none, and the outer
 * one stays: what takes care of its own snapshot can also run in one that is there.
 *
 * Returns: %FALSE with @error set on failure
 */
gboolean
gloss_database_begin_snapshot (GlossDatabase *self, GError **error)
{
  gint64 version;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->n_snapshots > 0)
    {
      self->n_snapshots++;
      return TRUE;
    }

  /* The first read fixes the state, not BEGIN. */
  if (!gloss_connection_exec (self->connection, "BEGIN", error))
    return FALSE;
  if (!gloss_connection_query_int (self->connection, "SELECT count(*) FROM meta", &version, error))
    {
      gloss_connection_rollback (self->connection);
      return FALSE;
    }

  self->n_snapshots = 1;
  return TRUE;
}

void
gloss_database_end_snapshot (GlossDatabase *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->n_snapshots > 0);

  if (--self->n_snapshots == 0)
    gloss_connection_rollback (self->connection);
}
