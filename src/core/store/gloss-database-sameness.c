/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether what was captured is in the library already: the same page at another address, or as it was looked
 * at last. The thread of the database; it only reads.
 */

#include "config.h"

#include "core/store/gloss-database-sameness.h"

#include "core/article/gloss-address.h"
#include "core/store/gloss-database-content.h"

/* For captures AS a and b: the same page received once, of which more or less was taken. */
#define SAME_RECEIPT(a, b)                                                                                   \
  b ".article = " a ".article AND " b ".sha256 = " a ".sha256 AND " b ".captured = " a ".captured AND " b    \
    ".mhtml_sha256 IS " a ".mhtml_sha256"

/* What a page of the web says is not told by its bytes alone: it runs, and many are the same few lines that
 * load the article. */
static gboolean
is_of_web (const GlossCaptureFields *fields)
{
  return gloss_address_check (fields->uri, NULL);
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
  g_autofree char *both = NULL;

  *article = NULL;
  if (!is_of_web (fields))
    return gloss_database_find_record (self, "article",
                                       "WHERE t.uuid IN (SELECT c.article FROM capture AS c "
                                       "WHERE c.sha256 = ?1 AND c.deleted IS NULL) " GLOSS_BEST_ARTICLE,
                                       fields->sha256, article, error);
  if (gloss_database_is_in_doubt (fields))
    return TRUE;

  both = g_strconcat (fields->sha256, gloss_text_get_sha256 (fields->text), NULL);
  return gloss_database_find_record (
    self, "article",
    "WHERE t.uuid IN (SELECT c.article FROM capture AS c WHERE c.sha256 = substr (?1, 1, 64) "
    "AND c.text_sha256 = substr (?1, 65) AND EXISTS (SELECT 1 FROM capture AS k WHERE " SAME_RECEIPT (
      "c", "k") " AND k.deleted IS NULL)) " GLOSS_BEST_ARTICLE,
    both, article, error);
}

/* Whether the page says what it said. What was taken of it in another extent can't be compared, and is no
 * difference, unless the page itself led to that. */
static gboolean
says_the_same (GlossDatabase *self,
               GlossRecord *newest,
               const GlossCaptureFields *fields,
               gboolean *is_same,
               GError **error)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  gboolean has_extent = fields->finding != NULL;

  if (!gloss_database_query_records (
        self, "capture",
        "WHERE t.uuid IN (SELECT k.uuid FROM capture AS c JOIN capture AS k ON " SAME_RECEIPT (
          "c", "k") " WHERE c.uuid = ?1)",
        gloss_record_get_uuid (newest), taken, error))
    return FALSE;

  *is_same = FALSE;
  for (guint i = 0; i < taken->len && !*is_same; i++)
    {
      const char *extent = gloss_record_get_string (taken->pdata[i], "extent");

      *is_same = g_strcmp0 (gloss_record_get_string (taken->pdata[i], "text_sha256"),
                            gloss_text_get_sha256 (fields->text)) == 0;
      has_extent |= gloss_extent_from_id (extent) == fields->extent;
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
  return !*is_kept || !is_of_web (fields) || says_the_same (self, newest, fields, is_kept, error);
}
