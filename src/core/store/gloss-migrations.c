/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From whatever lies at a path to a library of the present schema. It owns nothing and runs on the thread of
 * the connection it is given. A file that is another program's, or a newer version's, is told by its first
 * hundred bytes and never written to; a new library is made, and an older one brought up to date, in one
 * transaction each, the latter after a copy was made. Looking costs one read of a hundred bytes.
 */

#include "config.h"

#include "core/store/gloss-migrations.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/base/gloss-error.h"
#include "core/store/gloss-store-resources.h"

#define RESOURCE_FOLDER "/glossator/core/store/migrations"

/* Offsets in the header of an SQLite file, https://www.sqlite.org/fileformat2.html */
#define HEADER_SIZE 100
#define HEADER_USER_VERSION 60
#define HEADER_APPLICATION_ID 68

static guint32
read_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static void
set_foreign_error (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (
    error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT,
    _ ("The file “%s” belongs to another program and is no Glossator library. It was left as it is; name "
       "another library."),
    name);
}

static void
set_newer_error (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (
    error, GLOSS_ERROR, GLOSS_ERROR_NEWER,
    _ ("The library “%s” was written by a newer version of Glossator. It was left as it is; install that "
       "version to open it."),
    name);
}

/* Through SQLite's own file layer: on a system that knows only locks of the process, closing a descriptor of
 * our own would drop those of every connection. */
static gboolean
read_header (const char *path, guint8 header[HEADER_SIZE], GError **error)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree sqlite3_file *file = g_malloc0 ((gsize) vfs->szOsFile);
  g_autofree char *absolute = gloss_connection_dup_absolute (path);
  sqlite3_filename name = sqlite3_create_filename (absolute, "", "", 0, NULL);
  int code, flags;

  code = vfs->xOpen (vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, &flags);
  if (code == SQLITE_OK)
    code = file->pMethods->xRead (file, header, HEADER_SIZE, 0);
  if (file->pMethods != NULL)
    file->pMethods->xClose (file);
  sqlite3_free_filename ((char *) name);

  if (code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ)
    return TRUE;

  gloss_connection_set_error_for_path (path, code, errno, sqlite3_errstr (code), error);
  return FALSE;
}

static gboolean
probe_header (const char *path, guint newest, GError **error)
{
  guint8 header[HEADER_SIZE] = { 0 };

  if (!read_header (path, header, error))
    return FALSE;

  if (memcmp (header, "SQLite format 3", 16) != 0)
    {
      gloss_connection_set_error_for_path (path, SQLITE_NOTADB, 0, NULL, error);
      return FALSE;
    }
  if (read_big_endian (header + HEADER_APPLICATION_ID) != GLOSS_APPLICATION_ID)
    {
      set_foreign_error (path, error);
      return FALSE;
    }
  if (read_big_endian (header + HEADER_USER_VERSION) > newest)
    {
      set_newer_error (path, error);
      return FALSE;
    }

  return TRUE;
}

/**
 * gloss_migrations_probe:
 * @path: a path
 * @newest: the schema version that this program knows
 * @kind: (out): what lies there
 * @error: return location
 *
 * Looks at a file without changing it or anything beside it.
 *
 * Errors: %GLOSS_ERROR_NOT_REGULAR, %GLOSS_ERROR_DENIED, %GLOSS_ERROR_CORRUPT for what is no library,
 * %GLOSS_ERROR_NEWER.
 *
 * Returns: %FALSE with @error set where it cannot be used
 */
gboolean
gloss_migrations_probe (const char *path, guint newest, GlossFileKind *kind, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *absolute = gloss_connection_dup_absolute (path);
  GStatBuf info;

  if (g_stat (absolute, &info) != 0)
    {
      int saved_errno = errno;

      *kind = GLOSS_FILE_ABSENT;
      if (saved_errno == ENOENT)
        return TRUE;
      gloss_connection_set_error_for_path (path, SQLITE_CANTOPEN, saved_errno, NULL, error);
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_REGULAR,
                   _ ("“%s” is no file, so it cannot be a library. It was left as it is; name a file."),
                   name);
      return FALSE;
    }

  *kind = info.st_size == 0 ? GLOSS_FILE_EMPTY : GLOSS_FILE_LIBRARY;
  return *kind == GLOSS_FILE_EMPTY || probe_header (path, newest, error);
}

/* The step files are numbered without a gap. */
char **
gloss_migrations_dup_steps (void)
{
  GResource *resource = gloss_store_get_resource ();
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();

  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf (RESOURCE_FOLDER "/%04u.sql", i);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, name, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autofree char *sql = NULL;

      if (bytes == NULL)
        break;
      sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_strv_builder_add (steps, sql);
    }

  return g_strv_builder_end (steps);
}

/* Not zero only where the file is a library. */
static gboolean
read_version (GlossConnection *connection, gint64 *version, gboolean *is_empty, GError **error)
{
  gint64 application_id, n_objects;

  if (!gloss_connection_query_int (connection, "PRAGMA user_version", version, error) ||
      !gloss_connection_query_int (connection, "PRAGMA application_id", &application_id, error) ||
      !gloss_connection_query_int (connection, "SELECT count(*) FROM sqlite_schema", &n_objects, error))
    return FALSE;

  *is_empty = *version == 0 && application_id == 0 && n_objects == 0;
  if (*is_empty || (application_id == GLOSS_APPLICATION_ID && *version > 0))
    return TRUE;

  set_foreign_error (gloss_connection_get_path (connection), error);
  return FALSE;
}

/* A name that nothing has yet, reserved. */
static char *
reserve_copy (const char *path, gint64 version, GError **error)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *copy = i == 1 ? g_strdup_printf ("%s.v%" G_GINT64_FORMAT, path, version)
                                     : g_strdup_printf ("%s.v%" G_GINT64_FORMAT ".%u", path, version, i);
      int descriptor = g_open (copy, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

      if (descriptor >= 0)
        {
          g_close (descriptor, NULL);
          return g_steal_pointer (&copy);
        }
      if (errno != EEXIST)
        {
          gloss_connection_set_error_for_path (copy, SQLITE_CANTOPEN, errno, NULL, error);
          return NULL;
        }
    }
}

/* Page by page, so that what is damaged is so in the copy. */
static gboolean
fill_copy (GlossConnection *connection, GlossConnection *copy, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (gloss_connection_get_handle (copy), "main",
                                                gloss_connection_get_handle (connection), "main");
  int code = SQLITE_ERROR;

  if (backup != NULL)
    {
      code = sqlite3_backup_step (backup, -1);
      sqlite3_backup_finish (backup);
    }
  if (code == SQLITE_DONE)
    return TRUE;

  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    gloss_connection_set_error_for_path (gloss_connection_get_path (connection), code, 0, NULL, error);
  else
    gloss_connection_set_error (copy, error);
  return FALSE;
}

/* is_older: FALSE where another process has brought the library up to date meanwhile, and made the copy. */
static gboolean
write_copy (GlossConnection *connection, const char *path, gint64 version, gboolean *is_older, GError **error)
{
  g_autoptr (GlossConnection) copy = gloss_connection_open (path, GLOSS_CONNECTION_WRITE, error);
  gint64 copied;

  if (copy == NULL || !fill_copy (connection, copy, error) ||
      !gloss_connection_query_int (copy, "PRAGMA user_version", &copied, error))
    return FALSE;

  *is_older = copied == version;
  return TRUE;
}

static gboolean
copy_database (GlossConnection *connection, gint64 version, GError **error)
{
  static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };
  g_autofree char *path = reserve_copy (gloss_connection_get_path (connection), version, error);
  gboolean is_done, is_older = FALSE;

  if (path == NULL)
    return FALSE;

  is_done = write_copy (connection, path, version, &is_older, error);
  /* Closed by now: nothing half written is left that could be taken for a copy. */
  for (gsize i = 0; (!is_done || !is_older) && i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }

  return is_done;
}

/* Inside the transaction. */
static gboolean
run_steps (GlossConnection *connection,
           const char *const *steps,
           gint64 from,
           GlossMigrationsSeed seed,
           gpointer seed_data,
           GError **error)
{
  guint newest = g_strv_length ((char **) steps);
  g_autofree char *stamp =
    g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u", GLOSS_APPLICATION_ID, newest);

  for (guint i = (guint) from; i < newest; i++)
    if (!gloss_connection_exec (connection, steps[i], error))
      return FALSE;

  return gloss_connection_exec (connection, stamp, error) &&
         (from > 0 || seed == NULL || seed (connection, seed_data, error));
}

/**
 * gloss_migrations_run:
 * @connection: a connection that may write
 * @steps: the SQL of each step, %NULL-terminated
 * @seed: (nullable): fills a new library
 * @seed_data: what to give to @seed
 * @error: return location
 *
 * Makes the library if the file is empty, or brings an older one up to date, after a copy of it was made
 * beside it (named by the version it had, never overwritten). Whoever comes second does nothing.
 *
 * Errors: %GLOSS_ERROR_NEWER, %GLOSS_ERROR_CORRUPT for another program's database; what writing may fail
 * with.
 *
 * Returns: %FALSE with @error set; the file then holds what it held
 */
gboolean
gloss_migrations_run (GlossConnection *connection,
                      const char *const *steps,
                      GlossMigrationsSeed seed,
                      gpointer seed_data,
                      GError **error)
{
  guint newest = g_strv_length ((char **) steps);
  gint64 version;
  gboolean is_empty;

  if (!read_version (connection, &version, &is_empty, error))
    return FALSE;
  if (version == newest)
    return TRUE;
  if (version > newest)
    {
      set_newer_error (gloss_connection_get_path (connection), error);
      return FALSE;
    }
  if (!is_empty && !copy_database (connection, version, error))
    return FALSE;

  if (!gloss_connection_begin (connection, error))
    return FALSE;
  if (!read_version (connection, &version, &is_empty, error) ||
      (version < newest && !run_steps (connection, steps, version, seed, seed_data, error)))
    {
      gloss_connection_rollback (connection);
      return FALSE;
    }

  return gloss_connection_commit (connection, error);
}

/**
 * gloss_migrations_make_readable:
 * @connection: (inout): a connection that reads a library
 * @steps: the SQL of each step, %NULL-terminated
 * @error: return location
 *
 * Where the library is older, puts in the place of @connection one to a copy without a name that is brought
 * up to date, so that it can be read without being written. That costs one reading and one writing of the
 * whole library; what others write afterwards is not seen.
 *
 * Errors: %GLOSS_ERROR_FULL, what reading may fail with.
 *
 * Returns: %FALSE with @error set, the connection as it was
 */
gboolean
gloss_migrations_make_readable (GlossConnection **connection, const char *const *steps, GError **error)
{
  g_autoptr (GlossConnection) copy = NULL;
  gint64 version;
  gboolean is_empty;

  if (!read_version (*connection, &version, &is_empty, error))
    return FALSE;
  if (is_empty || version >= (gint64) g_strv_length ((char **) steps))
    return TRUE;

  copy = gloss_connection_open (gloss_connection_get_path (*connection), GLOSS_CONNECTION_TEMPORARY, error);
  if (copy == NULL || !fill_copy (*connection, copy, error) || !gloss_connection_begin (copy, error))
    return FALSE;
  if (!run_steps (copy, steps, version, NULL, NULL, error) || !gloss_connection_commit (copy, error) ||
      !gloss_connection_exec (copy, "PRAGMA query_only = ON", error))
    return FALSE;

  gloss_connection_close (*connection);
  *connection = g_steal_pointer (&copy);
  return TRUE;
}

/* That the schema is the one this program knows: another process may have brought it further meanwhile. */
gboolean
gloss_migrations_check_version (GlossConnection *connection, guint newest, GError **error)
{
  g_autofree char *name = NULL;
  gint64 version;

  if (!gloss_connection_query_int (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == newest)
    return TRUE;
  if (version > newest)
    {
      set_newer_error (gloss_connection_get_path (connection), error);
      return FALSE;
    }

  name = g_filename_display_name (gloss_connection_get_path (connection));
  g_set_error (
    error, GLOSS_ERROR, GLOSS_ERROR_READ_ONLY,
    _ ("The library “%s” was written by an older version of Glossator and must be brought up to date before "
       "it can be read. It was left as it is; allow writing to the file and its folder."),
    name);
  return FALSE;
}
