/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Says in one sentence what capturing an article again brought. It owns nothing and writes nothing; the
 * thread of the database. It costs reading the article's annotations once.
 */

#include "config.h"

#include "core/store/gloss-capture-news.h"

#include <glib/gi18n-lib.h>

/* The uuids of those in the trash. */
static GHashTable *
load_trashed (GlossDatabase *database, const char *article, GError **error)
{
  g_autoptr (GPtrArray) annotations =
    gloss_database_load_records (database, "annotation", "article", article, NULL, error);
  GHashTable *trashed;

  if (annotations == NULL)
    return NULL;

  trashed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < annotations->len; i++)
    {
      GlossRecord *annotation = g_ptr_array_index (annotations, i);

      if (gloss_record_is_deleted (annotation))
        g_hash_table_add (trashed, g_strdup (gloss_record_get_uuid (annotation)));
    }

  return trashed;
}

/**
 * gloss_capture_news_count:
 * @database: a library
 * @change: what gloss_database_add_capture() wrote
 * @summary: (out caller-allocates): what to fill
 * @error: return location
 *
 * Counts what became of the article's annotations in the capture that was added. Those in the trash were
 * looked for too, but nobody is told of them.
 *
 * Returns: %FALSE with @error set where the library could not be read
 */
gboolean
gloss_capture_news_count (GlossDatabase *database,
                          GlossChange *change,
                          GlossAnchorSummary *summary,
                          GError **error)
{
  g_autoptr (GHashTable) trashed = NULL;

  g_return_val_if_fail (database != NULL, FALSE);
  g_return_val_if_fail (change != NULL && gloss_change_get_article (change) != NULL, FALSE);
  g_return_val_if_fail (summary != NULL, FALSE);

  *summary = (GlossAnchorSummary){ 0 };
  trashed = load_trashed (database, gloss_change_get_article (change), error);
  if (trashed == NULL)
    return FALSE;

  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *row = gloss_change_get_after (change, i);

      if (g_str_equal (gloss_record_get_table (row), "anchor") &&
          !g_hash_table_contains (trashed, gloss_record_get_string (row, "annotation")))
        gloss_anchor_summary_add (summary, row);
    }

  return TRUE;
}

/**
 * gloss_capture_news_has_same_text:
 * @captures: (element-type GlossRecord): an article's captures, as gloss_database_list_captures() gives them
 * @capture: the uuid of one of them
 *
 * Returns: whether only the bytes differ from those of the capture before it
 */
gboolean
gloss_capture_news_has_same_text (GPtrArray *captures, const char *capture)
{
  g_return_val_if_fail (captures != NULL && capture != NULL, FALSE);

  for (guint i = 0; i + 1 < captures->len; i++)
    if (g_strcmp0 (gloss_record_get_uuid (captures->pdata[i]), capture) == 0)
      {
        const char *text = gloss_record_get_string (captures->pdata[i], "text_sha256");

        return text != NULL &&
               g_strcmp0 (gloss_record_get_string (captures->pdata[i + 1], "text_sha256"), text) == 0;
      }

  return FALSE;
}

/* The uuid of the capture that the change adds. */
static const char *
get_added (GlossChange *change)
{
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    if (gloss_change_get_before (change, i) == NULL &&
        g_str_equal (gloss_record_get_table (gloss_change_get_after (change, i)), "capture"))
      return gloss_record_get_uuid (gloss_change_get_after (change, i));

  return "";
}

/**
 * gloss_capture_news_dup_words:
 * @database: a library
 * @change: what gloss_database_add_capture() wrote for a further capture
 * @error: return location
 *
 * Returns: (transfer full): a translated sentence; %NULL with @error set where the library could not be read
 */
char *
gloss_capture_news_dup_words (GlossDatabase *database, GlossChange *change, GError **error)
{
  g_autoptr (GlossArticle) article = NULL;
  g_autoptr (GPtrArray) captures = NULL;
  g_autofree char *words = NULL;
  GlossAnchorSummary summary;

  g_return_val_if_fail (database != NULL, NULL);
  g_return_val_if_fail (change != NULL, NULL);

  if (!gloss_capture_news_count (database, change, &summary, error))
    return NULL;
  article = gloss_database_load_article (database, gloss_change_get_article (change), error);
  if (article == NULL)
    return NULL;

  captures = gloss_database_list_captures (database, gloss_change_get_article (change), error);
  if (captures == NULL)
    return NULL;

  words = gloss_capture_news_has_same_text (captures, get_added (change))
            ? gloss_anchor_summary_dup_words_of_same_text (&summary)
            : gloss_anchor_summary_dup_words (&summary);
  /* Translators: an article's title, then what became of its annotations, such as “3 exact, 1 not found”. */
  return g_strdup_printf (_ ("“%s” was captured again: %s."), gloss_article_get_title (article), words);
}
