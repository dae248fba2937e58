/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeps the anchors of an article's captures in step with one another: an annotation that has no row in the
 * newest capture gets one, and a row that was found from another is found again once that one says something
 * else, because what a person had decided was taken back. Only what was found is: what a person decided is
 * never touched. The thread of the database. Finding that there is nothing to do writes nothing, takes no
 * lock and costs a query over the annotations, and the reading of the rows of those with a decision.
 */

#include "config.h"

#include "core/store/gloss-database-private.h"

#include <glib/gi18n-lib.h>

#include "core/annotation/gloss-anchor-row.h"
#include "core/base/gloss-error.h"

/* Without a decision, all rows of an annotation stand by the same words. */
#define HAS_DECISIONS                                                                                        \
  "(SELECT count (r.reviewed) > 0 OR min (r.quote) <> max (r.quote) OR min (r.prefix) <> max (r.prefix) "    \
  "OR min (r.suffix) <> max (r.suffix) FROM anchor AS r WHERE r.annotation = a.uuid AND r.deleted IS NULL)"

/* The rows of those annotations in captures that are not in the trash, the oldest capture's first. */
static GPtrArray *
load_decided_rows (GlossDatabase *self, const char *article, GError **error)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  static const char rest[] =
    "JOIN annotation AS a ON a.uuid = t.annotation JOIN capture AS c ON c.uuid = t.capture "
    "WHERE a.article = ?1 AND a.deleted IS NULL AND c.deleted IS NULL AND " HAS_DECISIONS
    " ORDER BY a.rowid, c.rowid, t.created, t.rowid";

  if (gloss_database_query_records (self, "anchor", rest, article, rows, error))
    return rows;

  g_ptr_array_unref (rows);
  return NULL;
}

static gboolean
is_of (GlossRecord *row, const char *column, GlossRecord *other)
{
  return g_strcmp0 (gloss_record_get_string (row, column), gloss_record_get_string (other, column)) == 0;
}

/* One from the trash that would not be stale in place of the one that is. */
static GlossRecord *
find_former (GPtrArray *rows, guint start, guint end, const GlossAnchorClaim *claim)
{
  for (guint i = start; i < end; i++)
    {
      GlossRecord *row = g_ptr_array_index (rows, i);

      if (gloss_record_is_deleted (row) && is_of (row, "capture", claim->stale) &&
          !gloss_anchor_claim_is_decision (row) && gloss_anchor_claim_explains (claim, row))
        return gloss_record_ref (row);
    }

  return NULL;
}

/* Those before it in captures with the same text. */
static void
take_twins (GlossAnchorClaim *claim, GPtrArray *rows, guint start, guint end, GHashTable *texts)
{
  const char *text = g_hash_table_lookup (texts, gloss_record_get_string (claim->stale, "capture"));

  for (guint i = start; i < end; i++)
    {
      GlossRecord *row = g_ptr_array_index (rows, i);
      const char *capture = gloss_record_get_string (row, "capture");

      if (!is_of (row, "capture", claim->stale) &&
          g_strcmp0 (g_hash_table_lookup (texts, capture), text) == 0)
        gloss_anchor_claim_take_twin (claim, row);
    }
}

/* The first stale row of an annotation, whose rows these are, with what the others say of it; NULL where
 * there is none. texts: the hash of the text by the uuid of the capture, where the library holds it. */
static GlossAnchorClaim *
find_stale (GPtrArray *rows, guint start, guint end, GHashTable *texts)
{
  GlossAnchorClaim *claim = gloss_anchor_claim_new ();

  for (guint i = start; i < end; i++)
    {
      GlossRecord *row = g_ptr_array_index (rows, i);

      if (gloss_record_is_deleted (row))
        continue;
      if (claim->newest != NULL && !is_of (row, "capture", claim->newest) &&
          g_hash_table_contains (texts, gloss_record_get_string (row, "capture")) &&
          !gloss_anchor_claim_is_decision (row) && !gloss_anchor_claim_explains (claim, row))
        {
          claim->stale = gloss_record_ref (row);
          claim->former = find_former (rows, start, end, claim);
          take_twins (claim, rows, start, i, texts);
          return claim;
        }
      gloss_anchor_claim_take_row (claim, row);
    }

  gloss_anchor_claim_free (claim);
  return NULL;
}

static GHashTable *
load_texts (GlossDatabase *self, const char *article, GError **error)
{
  g_autoptr (GPtrArray) captures = gloss_database_list_captures (self, article, error);
  GHashTable *texts;

  if (captures == NULL)
    return NULL;

  texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < captures->len; i++)
    {
      GlossRecord *capture = g_ptr_array_index (captures, i);
      const char *sha256 = gloss_record_get_string (capture, "text_sha256");

      if (sha256 != NULL)
        g_hash_table_insert (texts, g_strdup (gloss_record_get_uuid (capture)), g_strdup (sha256));
    }

  return texts;
}

/* The first stale row of each annotation that has any. */
static GPtrArray *
load_stale (GlossDatabase *self, const char *article, GError **error)
{
  g_autoptr (GHashTable) texts = load_texts (self, article, error);
  g_autoptr (GPtrArray) rows = texts != NULL ? load_decided_rows (self, article, error) : NULL;
  GPtrArray *claims;
  guint end;

  if (rows == NULL)
    return NULL;

  claims = g_ptr_array_new_with_free_func (gloss_anchor_claim_free);
  for (guint start = 0; start < rows->len; start = end)
    {
      GlossAnchorClaim *claim;

      end = start + 1;
      while (end < rows->len && is_of (rows->pdata[end], "annotation", rows->pdata[start]))
        end++;
      claim = find_stale (rows, start, end, texts);
      if (claim != NULL)
        g_ptr_array_add (claims, claim);
    }

  return claims;
}

/* Those whose stale row is in the same capture as that of the first. */
static GPtrArray *
take_of_one_capture (GPtrArray *claims)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (gloss_anchor_claim_free);
  g_autoptr (GlossRecord) first = gloss_record_ref (((GlossAnchorClaim *) claims->pdata[0])->stale);

  for (guint i = claims->len; i > 0; i--)
    if (is_of (((GlossAnchorClaim *) claims->pdata[i - 1])->stale, "capture", first))
      g_ptr_array_add (taken, g_ptr_array_steal_index (claims, i - 1));

  return taken;
}

/* Writes a part of the change. */
static gboolean
write_part (GlossDatabase *self, GlossChange *change, GlossChange *part, const char *who, GError **error)
{
  if (!gloss_database_apply_edits (self, part, who, error))
    return FALSE;

  for (guint i = 0; i < gloss_change_get_n_edits (part); i++)
    gloss_change_add (change, gloss_change_get_before (part, i), gloss_change_get_after (part, i));
  return TRUE;
}

/* Those of one capture. */
static gboolean
write_claims (GlossDatabase *self, GlossChange *change, GPtrArray *claims, const char *who, GError **error)
{
  const char *uuid = gloss_record_get_string (((GlossAnchorClaim *) claims->pdata[0])->stale, "capture");
  g_autoptr (GlossChange) part =
    gloss_change_new (gloss_change_get_label (change), gloss_change_get_article (change));
  g_autoptr (GlossCapture) capture = gloss_database_load_capture_with_uuid (self, uuid, error);

  return capture != NULL &&
         gloss_database_place_claims (self, part, claims, uuid, gloss_capture_get_fields (capture)->text,
                                      error) &&
         write_part (self, change, part, who, error);
}

/* Those that are stale now. Inside the transaction. */
static gboolean
write_round (GlossDatabase *self, GlossChange *change, const char *who, gboolean *is_done, GError **error)
{
  g_autoptr (GPtrArray) claims = load_stale (self, gloss_change_get_article (change), error);

  if (claims == NULL)
    return FALSE;

  *is_done = claims->len == 0;
  while (claims->len > 0)
    {
      g_autoptr (GPtrArray) taken = take_of_one_capture (claims);

      if (!write_claims (self, change, taken, who, error))
        return FALSE;
    }

  return TRUE;
}

/* What is found again may make stale what was found from it, in a capture after it: there are as many rounds
 * as captures at most. */
static gboolean
write_stale (GlossDatabase *self, GlossChange *change, const char *who, GError **error)
{
  g_autoptr (GPtrArray) captures =
    gloss_database_list_captures (self, gloss_change_get_article (change), error);
  gboolean is_done = FALSE;

  if (captures == NULL)
    return FALSE;

  for (guint i = 0; i < captures->len && !is_done; i++)
    if (!write_round (self, change, who, &is_done, error))
      return FALSE;

  return TRUE;
}

/* Whether some annotation has a row, but none in the newest capture. It writes nothing and takes no lock. */
static gboolean
find_whether_unsettled (GlossDatabase *self, const char *article, gboolean *is_unsettled, GError **error)
{
  static const char sql[] =
    "SELECT 1 FROM annotation AS a WHERE a.article = ?1 "
    "AND EXISTS (SELECT 1 FROM anchor AS t WHERE t.annotation = a.uuid) AND " GLOSS_LACKS_ROW " LIMIT 1";
  g_autoptr (GPtrArray) captures = gloss_database_list_captures (self, article, error);
  sqlite3_stmt *statement;

  *is_unsettled = FALSE;
  if (captures == NULL)
    return FALSE;
  if (captures->len == 0)
    return TRUE;

  statement = gloss_connection_prepare (self->connection, sql, error);
  if (statement == NULL)
    return FALSE;
  gloss_connection_bind_text (statement, 1, article);
  gloss_connection_bind_text (statement, 2, gloss_record_get_uuid (g_ptr_array_index (captures, 0)));
  if (!gloss_connection_step (self->connection, statement, is_unsettled, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/* Whether there is anything to do. */
static gboolean
find_whether_to_settle (GlossDatabase *self, const char *article, gboolean *is_unsettled, GError **error)
{
  g_autoptr (GPtrArray) stale = NULL;

  if (!find_whether_unsettled (self, article, is_unsettled, error))
    return FALSE;
  if (*is_unsettled)
    return TRUE;

  stale = load_stale (self, article, error);
  *is_unsettled = stale != NULL && stale->len > 0;
  return stale != NULL;
}

/* Inside the transaction. */
static gboolean
write_lacking (
  GlossDatabase *self, GlossChange *change, GlossCapture *capture, const char *who, GError **error)
{
  const GlossCaptureFields *fields = gloss_capture_get_fields (capture);
  g_autoptr (GlossChange) part =
    gloss_change_new (gloss_change_get_label (change), gloss_change_get_article (change));

  return gloss_database_add_anchors (self, part, gloss_change_get_article (change), fields->uuid,
                                     fields->text, error) &&
         write_part (self, change, part, who, error);
}

/* Inside the transaction. The change has no edits where nothing lacks, or where the newest capture came
 * without its text. */
static GlossChange *
write_settling (GlossDatabase *self, const char *article, const char *who, GError **error)
{
  g_autoptr (GlossChange) change = gloss_change_new (_ ("Find annotations in the newest version"), article);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GlossCapture) capture = gloss_database_load_capture (self, article, &local_error);

  if (!write_stale (self, change, who, error))
    return NULL;
  if (g_error_matches (local_error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND))
    return g_steal_pointer (&change);
  if (capture == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (!write_lacking (self, change, capture, who, error))
    return NULL;

  return g_steal_pointer (&change);
}

/**
 * gloss_database_settle_anchors:
 * @self: a library
 * @article: an article's uuid
 * @who: a person's name, for the history
 * @change_out: (out) (optional) (nullable): what was written; %NULL where there was nothing to do
 * @error: return location
 *
 * Gives every annotation that has no row in the article's newest capture one: it was made while an older one
 * was shown, by another process, or it was imported. What was found from a row that says something else by
 * now, because accepting, keeping or attaching was undone or done again, is found again from what is there
 * now; what a person decided in a capture stays. Where there is nothing to do, nothing is written and no lock
 * is taken. It is not for undo.
 *
 * Errors: those of gloss_database_apply(), and %GLOSS_ERROR_CORRUPT where the text is not what was captured.
 *
 * Returns: %TRUE once it is durable; %FALSE with @error set where nothing of it was done
 */
gboolean
gloss_database_settle_anchors (
  GlossDatabase *self, const char *article, const char *who, GlossChange **change_out, GError **error)
{
  g_autoptr (GlossChange) change = NULL;
  gboolean is_unsettled;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (article != NULL, FALSE);
  g_return_val_if_fail (who != NULL, FALSE);

  if (change_out != NULL)
    *change_out = NULL;
  if (!find_whether_to_settle (self, article, &is_unsettled, error))
    return FALSE;
  if (!is_unsettled)
    return TRUE;

  if (!gloss_database_begin_write (self, error))
    return FALSE;
  change = write_settling (self, article, who, error);
  if (change == NULL || gloss_change_get_n_edits (change) == 0)
    {
      gloss_connection_rollback (self->connection);
      return change != NULL;
    }
  if (!gloss_connection_commit (self->connection, error))
    return FALSE;

  gloss_change_seal (change);
  if (change_out != NULL)
    *change_out = g_steal_pointer (&change);
  return TRUE;
}
