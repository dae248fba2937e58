/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a capture keeps beside its row, by hashes: the bytes as they came, the reader document and its text,
 * the page as it was, what it shows. A GlossKeptPage owns what is known of that before the library is locked;
 * the rest belongs to the thread of the database. The page's main part is the base that the other three
 * versions of the same words are compressed by, else the bytes as they came. Nothing is read but by its hash,
 * and nothing that has another one is given out.
 */

#include "config.h"

#include "core/store/gloss-database-content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/article/gloss-mhtml-skeleton.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"
#include "core/store/gloss-content.h"

void
gloss_kept_page_clear (GlossKeptPage *page)
{
  g_clear_pointer (&page->mhtml, gloss_mhtml_unref);
  g_clear_pointer (&page->parts, g_ptr_array_unref);
  g_clear_pointer (&page->skeleton, g_bytes_unref);
  g_clear_pointer (&page->skeleton_sha256, g_free);
  g_clear_pointer (&page->html_sha256, g_free);
}

/* What cannot be taken apart is kept in one piece. */
gboolean
gloss_kept_page_init (GlossKeptPage *page, const GlossCaptureFields *fields, GError **error)
{
  page->parts = g_ptr_array_new ();
  page->html_sha256 = gloss_hash_string (fields->html);
  if (fields->mhtml == NULL)
    return TRUE;

  if (g_bytes_get_size (fields->mhtml) > GLOSS_MHTML_MAX_SIZE)
    {
      g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_TOO_LARGE,
                           _ ("This page holds more than Glossator keeps. Nothing was added; save it as HTML "
                              "alone and add that file."));
      return FALSE;
    }

  page->mhtml = gloss_mhtml_new (fields->mhtml, NULL);
  page->skeleton = gloss_mhtml_skeleton_new (fields->mhtml, page->mhtml, page->parts);
  page->skeleton_sha256 = gloss_hash_bytes (page->skeleton);
  return TRUE;
}

void
gloss_database_plan_resource (GlossChange *change,
                              const char *capture,
                              GHashTable *seen,
                              const char *uri,
                              const char *sha256,
                              const char *media_type)
{
  g_autoptr (GlossRecord) blank = NULL;
  g_autoptr (JsonObject) values = NULL;
  g_autoptr (GlossRecord) record = NULL;
  gint64 position = g_hash_table_size (seen);

  if (!g_hash_table_add (seen, g_strconcat (sha256, " ", uri, NULL)))
    return;

  blank = gloss_record_new ("capture_resource");
  values = gloss_record_dup_values (blank);
  json_object_set_string_member (values, "capture", capture);
  json_object_set_string_member (values, "uri", uri);
  json_object_set_string_member (values, "sha256", sha256);
  if (media_type != NULL)
    json_object_set_string_member (values, "media_type", media_type);
  json_object_set_int_member (values, "position", position);
  record = gloss_record_new_for_values ("capture_resource", values);
  gloss_change_add (change, NULL, record);
}

static gboolean
store_string (
  GlossDatabase *self, const char *sha256, const char *string, GlossContentBase *base, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (string, strlen (string));

  return gloss_content_store (self->connection, sha256, bytes, base, error);
}

/* The page comes first: what follows says the same words. */
static gboolean
store_page (GlossDatabase *self, GlossKeptPage *page, GlossContentBase *base, GError **error)
{
  const GlossMhtmlPart *root = page->mhtml != NULL ? gloss_mhtml_get_root (page->mhtml) : NULL;

  if (root != NULL && g_ptr_array_find (page->parts, root, NULL) &&
      !gloss_content_store (self->connection, root->sha256, root->bytes, base, error))
    return FALSE;

  for (guint i = 0; i < page->parts->len; i++)
    {
      const GlossMhtmlPart *part = g_ptr_array_index (page->parts, i);

      if (!gloss_content_store (self->connection, part->sha256, part->bytes, NULL, error))
        return FALSE;
    }

  return page->skeleton == NULL ||
         gloss_content_store (self->connection, page->skeleton_sha256, page->skeleton, NULL, error);
}

/* The images of the reader document, that, and its text. */
static gboolean
store_shown (GlossDatabase *self,
             const GlossCaptureFields *fields,
             const char *html_sha256,
             GlossContentBase *base,
             GError **error)
{
  for (guint i = 0; fields->resources != NULL && i < fields->resources->len; i++)
    {
      GlossCaptureResource *resource = g_ptr_array_index (fields->resources, i);

      if (!gloss_content_store (self->connection, gloss_capture_resource_get_sha256 (resource),
                                gloss_capture_resource_get_bytes (resource), NULL, error))
        return FALSE;
    }

  return store_string (self, html_sha256, fields->html, base, error) &&
         store_string (self, gloss_text_get_sha256 (fields->text), gloss_text_get_utf8 (fields->text), base,
                       error);
}

/* Inside the transaction. What is there already is not written again. */
gboolean
gloss_database_store_content (GlossDatabase *self,
                              const GlossCaptureFields *fields,
                              GlossKeptPage *page,
                              GError **error)
{
  g_auto (GlossContentBase) base = { NULL };

  if (!store_page (self, page, &base, error))
    return FALSE;
  if (fields->bytes != NULL &&
      !gloss_content_store (self->connection, fields->sha256, fields->bytes, &base, error))
    return FALSE;

  return store_shown (self, fields, page->html_sha256, &base, error);
}

/* Inside the transaction, like the above. What is kept of the capture serves as the base; where that is
 * damaged, it goes without one. */
gboolean
gloss_database_store_documents (GlossDatabase *self,
                                GlossRecord *capture,
                                const GlossCaptureFields *fields,
                                const char *html_sha256,
                                GError **error)
{
  g_auto (GlossContentBase) base = { NULL };
  const char *kept = gloss_record_get_string (capture, "html_sha256");
  g_autoptr (GBytes) bytes = NULL;

  if (kept == NULL)
    kept = gloss_record_get_string (capture, "sha256");
  bytes = kept != NULL ? gloss_content_load (self->connection, kept, NULL) : NULL;
  if (bytes != NULL && !gloss_content_store (self->connection, kept, bytes, &base, error))
    return FALSE;
  return store_shown (self, fields, html_sha256, &base, error);
}

/* What is no text is not taken for one, even where it is the file that was kept: a library that someone else
 * made may name any. */
static char *
load_string (GlossDatabase *self, const char *sha256, GError **error)
{
  g_autoptr (GBytes) bytes = gloss_content_load (self->connection, sha256, error);
  gsize length;
  const char *data;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    return g_strdup ("");
  if (g_utf8_validate_len (data, length, NULL))
    return g_strndup (data, length);

  g_set_error (
    error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT,
    _ ("The file kept as %s is no text, so it is not the text of an article: the library was changed "
       "outside Glossator. It was left as it is; restore a backup of the library."),
    sha256);
  return NULL;
}

/**
 * gloss_database_load_documents:
 * @self: a library
 * @capture: a row of capture
 * @html: (out): the reader document, %NULL where it is not kept
 * @text: (out): its text, the same
 * @error: return location
 *
 * Reads what version 1 of the schema wrote into the row, and later ones beside it.
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND, %GLOSS_ERROR_CORRUPT.
 *
 * Returns: %FALSE with @error set where they should be there and are not
 */
gboolean
gloss_database_load_documents (
  GlossDatabase *self, GlossRecord *capture, char **html, char **text, GError **error)
{
  const char *html_sha256 = gloss_record_get_string (capture, "html_sha256");

  *html = *text = NULL;
  if (html_sha256 == NULL)
    {
      *html = g_strdup (gloss_record_get_string (capture, "html"));
      *text = g_strdup (gloss_record_get_string (capture, "text"));
      return TRUE;
    }

  *html = load_string (self, html_sha256, error);
  *text = *html != NULL ? load_string (self, gloss_record_get_string (capture, "text_sha256"), error) : NULL;
  return *text != NULL;
}

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND) ||
         g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
}

gboolean
gloss_database_load_text (GlossDatabase *self, const char *capture, GlossText **text, GError **error)
{
  sqlite3_stmt *statement =
    gloss_connection_prepare (self->connection, "SELECT text, text_sha256 FROM capture WHERE uuid = ?1",
                              error);
  g_autofree char *utf8 = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean has_row;

  *text = NULL;
  if (statement == NULL)
    return FALSE;
  gloss_connection_bind_text (statement, 1, capture);
  if (!gloss_connection_step (self->connection, statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      utf8 = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      sha256 = g_strdup ((const char *) sqlite3_column_text (statement, 1));
    }
  sqlite3_reset (statement);

  if (utf8 == NULL && sha256 != NULL)
    utf8 = load_string (self, sha256, &local_error);
  if (local_error != NULL && !is_missing (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (utf8 != NULL)
    *text = gloss_text_new (utf8, -1, NULL);

  return TRUE;
}

/**
 * gloss_database_load_resource:
 * @self: a library
 * @capture: the uuid of a capture
 * @sha256: the hash by which its reader document names it
 * @error: return location
 *
 * Reads something that a captured page shows, such as an image, with the hash that was asked for. Only what
 * belongs to this capture is read.
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND, %GLOSS_ERROR_CORRUPT.
 *
 * Returns: (transfer full): its bytes, or %NULL with @error set
 */
GBytes *
gloss_database_load_resource (GlossDatabase *self, const char *capture, const char *sha256, GError **error)
{
  sqlite3_stmt *statement;
  gboolean has_row;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (capture != NULL && sha256 != NULL, NULL);

  statement =
    gloss_connection_prepare (self->connection,
                              "SELECT 1 FROM capture_resource WHERE sha256 = ?1 AND capture = ?2 LIMIT 1",
                              error);
  if (statement == NULL)
    return NULL;
  gloss_connection_bind_text (statement, 1, sha256);
  gloss_connection_bind_text (statement, 2, capture);
  if (!gloss_connection_step (self->connection, statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                   _ ("The captured page does not show the file %s. Nothing is missing because of that."),
                   sha256);
      return NULL;
    }
  sqlite3_reset (statement);

  return gloss_content_load (self->connection, sha256, error);
}

static GBytes *
load_part_cb (const char *sha256, gpointer data, GError **error)
{
  GlossDatabase *self = data;

  return gloss_content_load (self->connection, sha256, error);
}

/**
 * gloss_database_load_mhtml:
 * @self: a library
 * @capture: a capture's uuid
 * @error: return location
 *
 * Puts the page of a capture together again, byte for byte as it was saved, which its hash shows.
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND where none is kept, %GLOSS_ERROR_CORRUPT where it is no longer what was
 * saved.
 *
 * Returns: (transfer full): the MHTML file, or %NULL with @error set
 */
GBytes *
gloss_database_load_mhtml (GlossDatabase *self, const char *capture, GError **error)
{
  g_autoptr (GlossRecord) record = NULL;
  g_autoptr (GBytes) skeleton = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *hash = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (capture != NULL, NULL);

  if (!gloss_table_find (gloss_database_get_table (self, "capture"), self->connection, capture, &record,
                         error))
    return NULL;
  if (record == NULL || gloss_record_is_null (record, "mhtml_skeleton"))
    {
      g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                           _ ("The library does not hold this page as it was on the web. Its text and "
                              "annotations are there."));
      return NULL;
    }

  skeleton = gloss_content_load (self->connection, gloss_record_get_string (record, "mhtml_skeleton"), error);
  file = skeleton != NULL ? gloss_mhtml_skeleton_rebuild (skeleton, load_part_cb, self, error) : NULL;
  if (file == NULL)
    return NULL;

  hash = gloss_hash_bytes (file);
  if (g_strcmp0 (hash, gloss_record_get_string (record, "mhtml_sha256")) == 0)
    return g_steal_pointer (&file);

  g_set_error_literal (
    error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT,
    _ ("The stored page is not the page that was saved: it was changed outside Glossator. It is not shown, "
       "and was left as it is; restore a backup of the library."));
  return NULL;
}
