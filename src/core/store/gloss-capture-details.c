/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a capture provable: its row, its article's, and how much was received. A value of one's own; it
 * is read on the thread that has the database and handed on whole. Costs three rows. */

#include "config.h"

#include "core/store/gloss-capture-details.h"

#include <glib/gi18n-lib.h>

#include "core/base/gloss-error.h"
#include "core/store/gloss-database-private.h"

static GlossRecord *
load_record (GlossDatabase *database, const char *table, const char *uuid, GError **error)
{
  g_autoptr (GlossRecord) record = NULL;

  if (!gloss_table_find (gloss_database_get_table (database, table), database->connection, uuid, &record,
                         error))
    return NULL;
  if (record == NULL)
    g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                         _ ("This version is not in the library any more. Nothing else is missing."));
  return g_steal_pointer (&record);
}

static gboolean
load_size (GlossDatabase *database, const char *sha256, gint64 *size, GError **error)
{
  sqlite3_stmt *statement =
    gloss_connection_prepare (database->connection, "SELECT size FROM content WHERE sha256 = ?1", error);
  gboolean has_row;

  *size = -1;
  if (statement == NULL)
    return FALSE;
  gloss_connection_bind_text (statement, 1, sha256);
  if (!gloss_connection_step (database->connection, statement, &has_row, error))
    return FALSE;
  if (has_row)
    *size = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/**
 * gloss_capture_details_load:
 * @database: a library
 * @capture: the uuid of one of its captures, which may be in the trash
 * @error: return location
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND, and those of reading a library.
 *
 * Returns: (transfer full): its details, or %NULL with @error set
 */
GlossCaptureDetails *
gloss_capture_details_load (GlossDatabase *database, const char *capture, GError **error)
{
  g_autoptr (GlossCaptureDetails) self = NULL;

  g_return_val_if_fail (database != NULL, NULL);
  g_return_val_if_fail (capture != NULL, NULL);

  self = g_new0 (GlossCaptureDetails, 1);
  self->capture = load_record (database, "capture", capture, error);
  if (self->capture == NULL)
    return NULL;
  self->article =
    load_record (database, "article", gloss_record_get_string (self->capture, "article"), error);
  if (self->article == NULL ||
      !load_size (database, gloss_record_get_string (self->capture, "sha256"), &self->size, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gloss_capture_details_free (GlossCaptureDetails *self)
{
  g_clear_pointer (&self->capture, gloss_record_unref);
  g_clear_pointer (&self->article, gloss_record_unref);
  g_free (self);
}
