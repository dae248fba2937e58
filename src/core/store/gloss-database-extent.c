/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How much of its page a capture holds. A capture never changes, so taking more or less makes another one of
 * the same bytes, and the first goes to the trash: one transaction, one change, in which the sources that
 * cite it go along. Only before anything stands on it: what was annotated is never read anew. The thread of
 * the database. Costs a row with its history for each thing that the page shows, and storing two texts.
 */

#include "config.h"

#include "core/store/gloss-database-extent.h"

#include <glib/gi18n-lib.h>

#include "core/article/gloss-address-identity.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"
#include "core/store/gloss-content.h"
#include "core/store/gloss-database-content.h"
#include "core/store/gloss-database-private.h"

static const char *
get_label (GlossExtent extent)
{
  if (gloss_extent_is_part (extent))
    return _ ("Keep only the selected part");
  return extent == GLOSS_EXTENT_ARTICLE ? _ ("Take the article alone") : _ ("Take the whole page");
}

gboolean
gloss_database_has_anchors (GlossDatabase *self, const char *article, gboolean *has_anchors, GError **error)
{
  g_autoptr (GlossRecord) anchor = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (article != NULL && has_anchors != NULL, FALSE);

  if (!gloss_database_find_record (
        self, "anchor",
        "WHERE t.annotation IN (SELECT a.uuid FROM annotation AS a WHERE a.article = ?1) LIMIT 1", article,
        &anchor, error))
    return FALSE;
  *has_anchors = anchor != NULL;
  return TRUE;
}

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_CONFLICT, words);
  return FALSE;
}

/* Inside the transaction: another process may have written since it was asked for. */
static gboolean
check_free (GlossDatabase *self, GlossRecord *capture, const GlossCaptureFields *taken, GError **error)
{
  const char *article = gloss_record_get_string (capture, "article");
  g_autoptr (GlossRecord) newest = NULL;
  gboolean has_anchors;

  if (!gloss_database_find_record (self, "capture", "WHERE t.rowid = " GLOSS_NEWEST_CAPTURE ("?1"), article,
                                   &newest, error) ||
      !gloss_database_has_anchors (self, article, &has_anchors, error))
    return FALSE;
  if (newest == NULL || g_strcmp0 (gloss_record_get_uuid (newest), taken->uuid) != 0)
    return refuse (
      error, _ ("There is a newer version of this article by now, so what was taken of this one stays as "
                "it is. Nothing was changed; look at the newest version."));
  if (has_anchors)
    return refuse (
      error,
      _ ("There are annotations in the article, or some that were deleted and can be brought back, so what "
         "was taken of the page stays as it is. Nothing was changed."));
  if (g_strcmp0 (gloss_record_get_string (capture, "sha256"), taken->sha256) != 0)
    return refuse (error,
                   _ ("What was read is not the page that was captured. Nothing was changed; try it again."));
  return TRUE;
}

static GlossRecord *
make_capture (GlossRecord *capture, const GlossCaptureFields *taken, const char *html_sha256)
{
  static const char *const own[] = { "uuid", "created", "modified", "deleted" };
  g_autoptr (GlossRecord) blank = gloss_record_new ("capture");
  g_autoptr (JsonObject) values = gloss_record_dup_values (capture);

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    json_object_set_member (values, own[i],
                            json_node_copy (
                              json_object_get_member (gloss_record_get_values (blank), own[i])));
  json_object_set_null_member (values, "html");
  json_object_set_null_member (values, "text");
  json_object_set_string_member (values, "html_sha256", html_sha256);
  json_object_set_string_member (values, "text_sha256", gloss_text_get_sha256 (taken->text));
  json_object_set_string_member (values, "extent", gloss_extent_get_id (taken->extent));
  if (taken->finding != NULL)
    json_object_set_string_member (values, "finding", taken->finding);
  else
    json_object_set_null_member (values, "finding");
  return gloss_record_new_for_values ("capture", values);
}

/* All that belongs to the page, shown or not: it is the same page, of which more may be taken again. */
static gboolean
add_resources (GlossDatabase *self,
               GlossChange *change,
               const char *capture,
               const GlossCaptureFields *taken,
               GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!gloss_database_query_records (
        self, "capture_resource", "WHERE t.capture = ?1 AND t.deleted IS NULL ORDER BY t.position, t.rowid",
        taken->uuid, rows, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      GlossRecord *row = g_ptr_array_index (rows, i);

      gloss_database_plan_resource (change, capture, seen, gloss_record_get_string (row, "uri"),
                                    gloss_record_get_string (row, "sha256"),
                                    gloss_record_get_string (row, "media_type"));
    }
  for (guint i = 0; taken->resources != NULL && i < taken->resources->len; i++)
    {
      GlossCaptureResource *resource = g_ptr_array_index (taken->resources, i);

      gloss_database_plan_resource (change, capture, seen, gloss_capture_resource_get_uri (resource),
                                    gloss_capture_resource_get_sha256 (resource),
                                    gloss_capture_resource_get_media_type (resource));
    }
  return TRUE;
}

static gboolean
is_same (GlossRecord *capture, const GlossCaptureFields *taken, const char *html_sha256)
{
  return g_strcmp0 (gloss_record_get_string (capture, "html_sha256"), html_sha256) == 0 &&
         gloss_extent_from_id (gloss_record_get_string (capture, "extent")) == taken->extent &&
         g_strcmp0 (gloss_record_get_string (capture, "finding"), taken->finding) == 0;
}

/* Inside the transaction. The change has no edits where there is nothing to do. */
static GlossChange *
write_extent (GlossDatabase *self,
              const GlossCaptureFields *taken,
              const char *html_sha256,
              const char *who,
              GError **error)
{
  g_autoptr (GlossRecord) capture = NULL;
  g_autoptr (GlossRecord) trashed = NULL;
  g_autoptr (GlossRecord) made = NULL;
  g_autoptr (GlossChange) change = NULL;

  if (!gloss_database_find_record (self, "capture", "WHERE t.uuid = ?1 AND t.deleted IS NULL", taken->uuid,
                                   &capture, error))
    return NULL;
  if (capture == NULL)
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
        _ ("This version of the article is not in the library any more. Nothing was changed."));
      return NULL;
    }
  if (!check_free (self, capture, taken, error))
    return NULL;

  change = gloss_change_new (get_label (taken->extent), gloss_record_get_string (capture, "article"));
  if (is_same (capture, taken, html_sha256))
    return g_steal_pointer (&change);

  made = make_capture (capture, taken, html_sha256);
  trashed = gloss_record_with_deleted (capture, TRUE);
  gloss_change_add (change, NULL, made);
  if (!add_resources (self, change, gloss_record_get_uuid (made), taken, error))
    return NULL;
  gloss_change_add (change, capture, trashed);
  if (!gloss_database_move_sources (self, change, taken->uuid, gloss_record_get_uuid (made), error) ||
      !gloss_database_store_documents (self, capture, taken, html_sha256, error) ||
      !gloss_database_apply_edits (self, change, who, error))
    return NULL;
  return g_steal_pointer (&change);
}

/**
 * gloss_database_change_extent:
 * @self: a library
 * @taken: what was read of a capture's page this time: with that capture's uuid and sha256, another document
 * and text, an extent, and the images of the document
 * @who: the name of the person who asks for it, for the history
 * @change_out: (out) (optional) (nullable): what was written; %NULL where nothing was, since that is what the
 * capture holds
 * @error: return location
 *
 * Takes more or less of a page than was taken. The new row has all that says what was captured, and when;
 * the earlier one goes to the trash, and the sources whose copy it was have the new one. Title and the like,
 * which are the article's, stay.
 *
 * Errors: those of gloss_database_apply(), %GLOSS_ERROR_NOT_FOUND where the capture is in the trash or not
 * there, %GLOSS_ERROR_CONFLICT where it is not the newest, where the article has annotations, in the trash
 * too, that stand on any of its captures, or where the bytes are others.
 *
 * Returns: %TRUE once it is durable; %FALSE with @error set where nothing of it was done
 */
gboolean
gloss_database_change_extent (
  GlossDatabase *self, GlossCapture *taken, const char *who, GlossChange **change_out, GError **error)
{
  const GlossCaptureFields *fields;
  g_autofree char *html_sha256 = NULL;
  g_autoptr (GlossChange) change = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (taken != NULL, FALSE);
  g_return_val_if_fail (who != NULL, FALSE);

  fields = gloss_capture_get_fields (taken);
  g_return_val_if_fail (fields->uuid != NULL && fields->extent != GLOSS_EXTENT_UNKNOWN, FALSE);

  if (change_out != NULL)
    *change_out = NULL;
  html_sha256 = gloss_hash_string (fields->html);
  if (!gloss_database_begin_write (self, error))
    return FALSE;
  change = write_extent (self, fields, html_sha256, who, error);
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

/**
 * gloss_database_load_extent:
 * @self: a library
 * @article: (nullable): an article's uuid
 * @uri: where a page is, or a file; used where @article is %NULL
 * @extent: (out): how much the newest capture holds; %GLOSS_EXTENT_UNKNOWN where there is none
 * @error: return location
 *
 * What was taken of a page is what is to be taken of it again, so that like is compared with like.
 *
 * Returns: %FALSE with @error set where the library could not be read
 */
gboolean
gloss_database_load_extent (
  GlossDatabase *self, const char *article, const char *uri, GlossExtent *extent, GError **error)
{
  static const char by_article[] = "WHERE t.rowid = " GLOSS_NEWEST_CAPTURE ("?1");
  static const char by_uri[] = "WHERE t.rowid = " GLOSS_NEWEST_CAPTURE (
    "(SELECT o.uuid FROM article AS o WHERE o.uri = ?1 OR o.uuid IN (SELECT l.article FROM article_alias AS "
    "l "
    "WHERE l.uri = ?1 AND l.deleted IS NULL) ORDER BY o.deleted IS NOT NULL, o.created, o.uuid LIMIT 1)");
  g_autofree char *identity = NULL;
  g_autoptr (GlossRecord) newest = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (article != NULL || uri != NULL, FALSE);
  g_return_val_if_fail (extent != NULL, FALSE);

  *extent = GLOSS_EXTENT_UNKNOWN;
  identity = article == NULL ? gloss_address_dup_identity (uri) : NULL;
  if (!gloss_database_find_record (self, "capture", article != NULL ? by_article : by_uri,
                                   article != NULL ? article : identity, &newest, error))
    return FALSE;
  if (newest != NULL)
    *extent = gloss_extent_from_id (gloss_record_get_string (newest, "extent"));
  return TRUE;
}

/**
 * gloss_database_load_original:
 * @self: a library
 * @capture: a capture's uuid
 * @error: return location
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND where there is no such capture or its bytes are not kept,
 * %GLOSS_ERROR_CORRUPT.
 *
 * Returns: (transfer full): the bytes as they were received or read, or %NULL with @error set
 */
GBytes *
gloss_database_load_original (GlossDatabase *self, const char *capture, GError **error)
{
  g_autoptr (GlossRecord) record = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (capture != NULL, NULL);

  if (!gloss_database_find_record (self, "capture", "WHERE t.uuid = ?1 AND t.deleted IS NULL", capture,
                                   &record, error))
    return NULL;
  if (record == NULL || gloss_record_is_null (record, "sha256"))
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
        _ ("This version of the article is not in the library any more. Nothing was changed."));
      return NULL;
    }
  return gloss_content_load (self->connection, gloss_record_get_string (record, "sha256"), error);
}
