/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Says in one sentence what capturing an article again brought. It owns nothing and writes nothing; the
 * thread of the database. It costs reading the article's annotations and two reader documents once.
 */

#include "config.h"

#include "core/store/gloss-capture-news.h"

#include <glib/gi18n-lib.h>

#include "core/store/gloss-database-content.h"

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

/* What is damaged can't be compared; who opens it is told. */
static char *
load_html (GlossDatabase *database, GlossRecord *capture)
{
  char *html = NULL;
  g_autofree char *text = NULL;

  gloss_database_load_documents (database, capture, &html, &text, NULL);
  return html;
}

/**
 * gloss_capture_news_load_images:
 * @database: a library
 * @capture: a capture's uuid
 * @changes: (out) (transfer full) (nullable): how they differ; free it with g_free()
 * @error: return location
 *
 * Says how the images of a capture differ from those of the one before it. %NULL where that can't be known:
 * there is none, another extent of the page was taken, or one of the two can't be read.
 *
 * Returns: %FALSE with @error set where the library could not be read
 */
gboolean
gloss_capture_news_load_images (GlossDatabase *database,
                                const char *capture,
                                GlossImageChanges **changes,
                                GError **error)
{
  g_autoptr (GPtrArray) pair = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  g_autofree char *new = NULL;
  g_autofree char *old = NULL;

  g_return_val_if_fail (database != NULL && capture != NULL, FALSE);
  g_return_val_if_fail (changes != NULL, FALSE);

  *changes = NULL;
  if (!gloss_database_query_records (
        database, "capture",
        "JOIN capture AS c ON c.article = t.article WHERE c.uuid = ?1 AND t.rowid <= c.rowid "
        "AND (t.deleted IS NULL OR t.uuid = ?1) ORDER BY t.rowid DESC LIMIT 2",
        capture, pair, error))
    return FALSE;
  if (pair->len < 2 || g_strcmp0 (gloss_record_get_string (pair->pdata[0], "extent"),
                                  gloss_record_get_string (pair->pdata[1], "extent")) != 0)
    return TRUE;

  new = load_html (database, pair->pdata[0]);
  old = load_html (database, pair->pdata[1]);
  if (new != NULL && old != NULL)
    {
      *changes = g_new (GlossImageChanges, 1);
      gloss_image_changes_init (*changes, old, new);
    }
  return TRUE;
}

/* images: NULL: nobody looked at them. */
static char *
dup_same_text (const GlossImageChanges *images)
{
  g_autofree char *shown = images != NULL ? gloss_image_changes_dup_words (images) : NULL;

  if (images == NULL)
    return g_strdup (_ ("the words have not changed"));
  if (shown == NULL)
    return g_strdup (_ ("the text is the same; only the file’s bytes differ"));
  /* Translators: how the images differ, such as “2 images have changed, 1 image is missing” */
  return g_strdup_printf (_ ("the words have not changed; %s"), shown);
}

/**
 * gloss_capture_news_dup_summary:
 * @summary: what became of the annotations
 * @images: (nullable): how the images differ from those of the capture before it; %NULL where that is not
 * known
 * @has_same_text: whether the text is that of the capture before it
 *
 * Returns: (transfer full): the same in words, translated; begins with a small letter, without a full stop
 */
char *
gloss_capture_news_dup_summary (const GlossAnchorSummary *summary,
                                const GlossImageChanges *images,
                                gboolean has_same_text)
{
  g_autofree char *same = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (summary != NULL, NULL);

  same = has_same_text ? dup_same_text (images) : NULL;
  if (same != NULL)
    return gloss_anchor_summary_dup_words_of_same_text (summary, same);

  words = gloss_anchor_summary_dup_words (summary);
  shown = images != NULL ? gloss_image_changes_dup_words (images) : NULL;
  /* Translators: what became of the annotations, then how the images differ, such as “3 exact, 1 not found; 2
   * images have changed” */
  return shown != NULL ? g_strdup_printf (_ ("%s; %s"), words, shown) : g_steal_pointer (&words);
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
  g_autofree GlossImageChanges *changes = NULL;

  g_return_val_if_fail (database != NULL, NULL);
  g_return_val_if_fail (change != NULL, NULL);

  if (!gloss_capture_news_count (database, change, &summary, error))
    return NULL;
  article = gloss_database_load_article (database, gloss_change_get_article (change), error);
  if (article == NULL)
    return NULL;

  captures = gloss_database_list_captures (database, gloss_change_get_article (change), error);
  if (captures == NULL || !gloss_capture_news_load_images (database, get_added (change), &changes, error))
    return NULL;

  words = gloss_capture_news_dup_summary (&summary, changes,
                                          gloss_capture_news_has_same_text (captures, get_added (change)));
  /* Translators: an article's title, then what became of its annotations, such as “3 exact, 1 not found”. */
  return g_strdup_printf (_ ("“%s” was captured again: %s."), gloss_article_get_title (article), words);
}
