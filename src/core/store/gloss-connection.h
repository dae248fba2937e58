/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Private to core/store: one SQLite connection, its prepared statements, and its errors in the user's words.
 */
typedef struct _GlossConnection GlossConnection;

typedef enum
{
  GLOSS_CONNECTION_WRITE, /* made if it is not there */
  GLOSS_CONNECTION_QUERY, /* opened as for writing, so that closing clears the WAL away, but SQL cannot write
                           */
  GLOSS_CONNECTION_READ,  /* the file or its folder cannot be written, a WAL is there */
  GLOSS_CONNECTION_IMMUTABLE, /* the same, and nobody else can be writing: no lock, no file beside it */
  GLOSS_CONNECTION_SCRATCH,   /* in memory, whatever the path, and gone when it is closed */
  GLOSS_CONNECTION_TEMPORARY  /* the same, but a file without a name: for what may be large */
} GlossConnectionMode;

char *gloss_connection_dup_absolute (const char *path);
GlossConnection *gloss_connection_open (const char *path, GlossConnectionMode mode, GError **error);
void gloss_connection_close (GlossConnection *self);
sqlite3 *gloss_connection_get_handle (GlossConnection *self);
const char *gloss_connection_get_path (GlossConnection *self);

void gloss_connection_set_error (GlossConnection *self, GError **error);
void gloss_connection_set_error_for_path (
  const char *path, int code, int system_errno, const char *words, GError **error);

gboolean gloss_connection_exec (GlossConnection *self, const char *sql, GError **error);
sqlite3_stmt *gloss_connection_prepare (GlossConnection *self, const char *sql, GError **error);
gboolean
gloss_connection_step (GlossConnection *self, sqlite3_stmt *statement, gboolean *has_row, GError **error);
gboolean gloss_connection_run (GlossConnection *self, sqlite3_stmt *statement, GError **error);
gboolean gloss_connection_query_int (GlossConnection *self, const char *sql, gint64 *value, GError **error);

gboolean gloss_connection_begin (GlossConnection *self, GError **error);
gboolean gloss_connection_commit (GlossConnection *self, GError **error);
void gloss_connection_rollback (GlossConnection *self);

/* Text is copied by SQLite only where it must be: the string has to live until the statement is reset. */
void gloss_connection_bind_text (sqlite3_stmt *statement, int index, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossConnection, gloss_connection_close)

G_END_DECLS
