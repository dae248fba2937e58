/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether what was captured is in the library already: the same page at another address, or as it was looked
 * at last. The thread of the database; it only reads. Where bytes and words are the same, that costs reading
 * the reader document that is in the library.
 */

#include "config.h"

#include "core/store/gloss-database-sameness.h"

#include "core/article/gloss-address.h"
#include "core/article/gloss-image-changes.h"
#include "core/store/gloss-database-content.h"

/* For captures AS a and b: the same page received once, of which more or less was taken. */
#define SAME_RECEIPT(a, b)                                                                                   \
  b ".article = " a ".article AND " b ".sha256 = " a ".sha256 AND " b ".captured = " a ".captured AND " b    \
    ".mhtml_sha256 IS " a ".mhtml_sha256"

static gboolean
is_of_web (const GlossCaptureFields *fields)
{
  return gloss_address_check (fields->uri, NULL);
}

/* What a page says and shows is not told by its bytes alone: on the web it runs, and many are the same few
 * lines that load the article; of a file, its images lie in a folder that may not be there. */
static gboolean
is_page (const GlossCaptureFields *fields)
{
  return fields->mhtml_sha256 != NULL || is_of_web (fields);
}

/* What can't be read is not known to show the same. */
static gboolean
reads_the_same (GlossDatabase *self, GlossRecord *capture, const GlossCaptureFields *fields)
{
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;
  GlossImageChanges changes;

  if (g_strcmp0 (gloss_record_get_string (capture, "text_sha256"), gloss_text_get_sha256 (fields->text)) !=
        0 ||
      !gloss_database_load_documents (self, capture, &html, &text, NULL) || html == NULL)
    return FALSE;

  gloss_image_changes_init (&changes, html, fields->html);
  return gloss_image_changes_is_empty (&changes);
}

gboolean
gloss_database_is_in_doubt (const GlossCaptureFields *fields)
{
  return fields->status >= 400 || fields->finding != NULL;
}

gboolean
gloss_database_find_same (GlossDatabase *self,
                          const GlossCaptureFields *fields,
                          GlossRecord **article,
                          GError **error)
{
  g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  g_autofree char *both = NULL;

  *article = NULL;
  if (!is_page (fields))
    return gloss_database_find_record (self, "article",
                                       "WHERE t.uuid IN (SELECT c.article FROM capture AS c "
                                       "WHERE c.sha256 = ?1 AND c.deleted IS NULL) " GLOSS_BEST_ARTICLE,
                                       fields->sha256, article, error);
  if (is_of_web (fields) && gloss_database_is_in_doubt (fields))
    return TRUE;

  both = g_strconcat (fields->sha256, gloss_text_get_sha256 (fields->text), NULL);
  if (!gloss_database_query_records (
        self, "capture",
        "JOIN article AS o ON o.uuid = t.article WHERE t.sha256 = substr (?1, 1, 64) "
        "AND t.text_sha256 = substr (?1, 65) AND EXISTS (SELECT 1 FROM capture AS k WHERE " SAME_RECEIPT (
          "t", "k") " AND k.deleted IS NULL) ORDER BY o.deleted IS NOT NULL, o.created, o.uuid",
        both, captures, error))
    return FALSE;
  for (guint i = 0; i < captures->len; i++)
    if (reads_the_same (self, captures->pdata[i], fields))
      return gloss_database_find_record (self, "article", "WHERE t.uuid = ?1",
                                         gloss_record_get_string (captures->pdata[i], "article"), article,
                                         error);
  return TRUE;
}

/* Only who asks for all of a page has more read of it than was taken of it before; but what a part of all was
 * selected in is also read where the page is just looked at again. */
static gboolean
takes_more (GlossRecord *newest, const GlossCaptureFields *fields)
{
  GlossExtent before = gloss_extent_from_id (gloss_record_get_string (newest, "extent"));

  return fields->extent == GLOSS_EXTENT_WHOLE && fields->finding == NULL &&
         (gloss_extent_get_base (before) == GLOSS_EXTENT_ARTICLE ||
          (fields->is_asked_whole && before == GLOSS_EXTENT_WHOLE_PART));
}

/* Where nobody said how much was taken, as in version 1, the same words are the same extent. */
static gboolean
has_same_extent (GlossRecord *taken, const GlossCaptureFields *fields)
{
  GlossExtent before = gloss_extent_from_id (gloss_record_get_string (taken, "extent"));

  return before != GLOSS_EXTENT_UNKNOWN ? before == fields->extent
                                        : g_strcmp0 (gloss_record_get_string (taken, "text_sha256"),
                                                     gloss_text_get_sha256 (fields->text)) == 0;
}

/* The capture and what else was taken of the page as it was received then, in the trash too. */
static gboolean
list_receipt (GlossDatabase *self, GlossRecord *capture, GPtrArray *taken, GError **error)
{
  return gloss_database_query_records (
    self, "capture",
    "WHERE t.uuid IN (SELECT k.uuid FROM capture AS c JOIN capture AS k ON " SAME_RECEIPT (
      "c", "k") " WHERE c.uuid = ?1)",
    gloss_record_get_uuid (capture), taken, error);
}

/* Whether the page says and shows what it did. What was taken of it in another extent can't be compared, and
 * is no difference, unless the page itself or the user led to that. */
static gboolean
says_the_same (GlossDatabase *self,
               GlossRecord *newest,
               const GlossCaptureFields *fields,
               gboolean *is_same,
               GError **error)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  gboolean has_extent = fields->finding != NULL || fields->is_asked_whole;

  *is_same = FALSE;
  if (takes_more (newest, fields))
    return TRUE;
  if (!list_receipt (self, newest, taken, error))
    return FALSE;

  for (guint i = 0; i < taken->len && !*is_same; i++)
    {
      *is_same = reads_the_same (self, taken->pdata[i], fields);
      has_extent |= has_same_extent (taken->pdata[i], fields);
    }
  *is_same |= !has_extent;
  return TRUE;
}

gboolean
gloss_database_is_kept (GlossDatabase *self,
                        GlossRecord *newest,
                        const GlossCaptureFields *fields,
                        gboolean *is_kept,
                        GError **error)
{
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;

  *is_kept = newest != NULL && g_strcmp0 (gloss_record_get_string (newest, "sha256"), fields->sha256) == 0 &&
             gloss_database_load_documents (self, newest, &html, &text, NULL) && html != NULL && text != NULL;
  return !*is_kept || !is_page (fields) || says_the_same (self, newest, fields, is_kept, error);
}

static gboolean
is_received_alike (GlossDatabase *self,
                   GlossRecord *capture,
                   const GlossCaptureFields *fields,
                   gboolean *is_alike,
                   GError **error)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  *is_alike = FALSE;
  if (!list_receipt (self, capture, taken, error))
    return FALSE;
  for (guint i = 0; i < taken->len && !*is_alike; i++)
    *is_alike = reads_the_same (self, taken->pdata[i], fields);
  return TRUE;
}

gboolean
gloss_database_find_kept (
  GlossDatabase *self, const char *article, const GlossCaptureFields *fields, char **capture, GError **error)
{
  g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  g_autofree char *both = g_strconcat (fields->sha256, article, NULL);
  GlossRecord *found = NULL;

  *capture = NULL;
  if (!gloss_database_query_records (self, "capture",
                                     "WHERE t.article = substr (?1, 65) AND t.sha256 = substr (?1, 1, 64) "
                                     "AND t.deleted IS NULL ORDER BY t.rowid DESC",
                                     both, captures, error))
    return FALSE;

  for (guint i = 0; i < captures->len && found == NULL; i++)
    if (reads_the_same (self, captures->pdata[i], fields))
      found = captures->pdata[i];
  for (guint i = 0; i < captures->len && found == NULL; i++)
    {
      gboolean is_alike;

      if (!is_received_alike (self, captures->pdata[i], fields, &is_alike, error))
        return FALSE;
      if (is_alike)
        found = captures->pdata[i];
    }
  if (found == NULL && captures->len > 0)
    found = captures->pdata[0];
  *capture = found != NULL ? g_strdup (gloss_record_get_uuid (found)) : NULL;
  return TRUE;
}
