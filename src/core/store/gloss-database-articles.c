/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading articles: the list with its counts, one of them, and the one that a user's words mean. Nothing is
 * written. Listing reads every annotation's place in one covering index and no annotation, however many there
 * are.
 */

#include "config.h"

#include "core/store/gloss-database-private.h"

#include <glib/gi18n-lib.h>

#include "core/article/gloss-address-identity.h"
#include "core/base/gloss-error.h"

/* A set of articles: all of them, or one. */
typedef struct
{
  GlossDatabase *database;
  const char *article; /* NULL: all */
  GHashTable *counts;  /* uuid -> GlossArticleCounts */
} Counting;

static GlossArticleCounts *
get_counts (Counting *counting, sqlite3_stmt *statement)
{
  const char *article = (const char *) sqlite3_column_text (statement, 0);
  GlossArticleCounts *counts = g_hash_table_lookup (counting->counts, article);

  if (counts == NULL)
    {
      counts = g_new0 (GlossArticleCounts, 1);
      g_hash_table_insert (counting->counts, g_strdup (article), counts);
    }

  return counts;
}

/* Columns: article, status, verdict's family, how many. */
static void
count_annotations (Counting *counting, sqlite3_stmt *statement)
{
  static const char *const families[] = { "true", "mostly-true", "mixed", "mostly-false", "false", "open" };
  GlossArticleCounts *counts = get_counts (counting, statement);
  const char *status = (const char *) sqlite3_column_text (statement, 1);
  const char *family = (const char *) sqlite3_column_text (statement, 2);
  guint n = (guint) sqlite3_column_int64 (statement, 3);

  G_STATIC_ASSERT (G_N_ELEMENTS (families) == G_N_ELEMENTS (counts->verdicts));

  counts->n_annotations += n;
  if (g_strcmp0 (status, "checked") != 0)
    counts->n_left += n;
  for (guint i = 0; family != NULL && i < G_N_ELEMENTS (families); i++)
    if (g_str_equal (family, families[i]))
      counts->verdicts[i] += n;
}

/* Columns: article, how many. */
static void
count_attention (Counting *counting, sqlite3_stmt *statement)
{
  get_counts (counting, statement)->n_attention += (guint) sqlite3_column_int64 (statement, 1);
}

/* Between head and tail goes the condition on the article. */
static gboolean
count_rows (Counting *counting,
            const char *head,
            const char *tail,
            void (*count) (Counting *, sqlite3_stmt *),
            GError **error)
{
  GlossConnection *connection = counting->database->connection;
  g_autofree char *sql =
    g_strdup_printf ("%s %s %s", head, counting->article != NULL ? "AND a.article = ?1" : "", tail);
  sqlite3_stmt *statement = gloss_connection_prepare (connection, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  if (counting->article != NULL)
    gloss_connection_bind_text (statement, 1, counting->article);

  while (TRUE)
    {
      if (!gloss_connection_step (connection, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      /* Only damage leaves a row without its article, and SQLite trusts the schema that there is none. */
      if (sqlite3_column_type (statement, 0) == SQLITE_TEXT)
        count (counting, statement);
    }
}

/* The trash is left out by a filter, not by WHERE: the groups then come in the order of the index, without
 * sorting. An anchor counts in the capture that is shown, the newest one. Few are changed or lost: they have
 * an index of their own. */
static gboolean
count_all (Counting *counting, GError **error)
{
  return count_rows (counting,
                     "SELECT a.article, a.status, (SELECT v.colour FROM verdict AS v "
                     "WHERE v.scale = a.scale AND v.id = a.verdict), "
                     "count (*) FILTER (WHERE a.deleted IS NULL) FROM annotation AS a WHERE TRUE",
                     "GROUP BY a.article, a.deleted, a.status, a.scale, a.verdict", count_annotations,
                     error) &&
         count_rows (
           counting,
           "SELECT a.article, count (*) FROM anchor AS n JOIN annotation AS a ON a.uuid = n.annotation "
           "WHERE n.state IN ('changed', 'lost') AND n.reviewed IS NULL AND n.deleted IS NULL "
           "AND a.deleted IS NULL AND n.capture = (SELECT c.uuid FROM capture AS c "
           "WHERE c.rowid = " GLOSS_NEWEST_CAPTURE ("a.article") ")",
           "GROUP BY a.article", count_attention, error);
}

/* article NULL: all that rest leaves. */
static GPtrArray *
load_articles (GlossDatabase *self, const char *article, const char *rest, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func (g_object_unref);
  Counting counting = { self, article, counts };

  if (!gloss_database_query_records (self, "article", rest, article, records, error) ||
      !count_all (&counting, error))
    return NULL;

  for (guint i = 0; i < records->len; i++)
    {
      static const GlossArticleCounts none = { 0 };
      GlossRecord *record = g_ptr_array_index (records, i);
      const GlossArticleCounts *found = g_hash_table_lookup (counts, gloss_record_get_uuid (record));

      g_ptr_array_add (articles, gloss_article_new (record, found != NULL ? found : &none));
    }

  return g_steal_pointer (&articles);
}

/**
 * gloss_database_list_articles:
 * @self: a library
 * @error: return location
 *
 * Returns: (transfer full) (element-type GlossArticle): the articles that are not in the trash, the one
 * opened or added last first, or %NULL with @error set
 */
GPtrArray *
gloss_database_list_articles (GlossDatabase *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return load_articles (
    self, NULL, "WHERE t.deleted IS NULL ORDER BY max (coalesce (t.opened, ''), t.created) DESC, t.uuid",
    error);
}

static void
set_not_found (const char *words, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (words, -1);

  g_set_error (
    error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
    _ ("No article of the library is called “%s”. Give its title, its address or its uuid as the list shows "
       "them."),
    shown);
}

/**
 * gloss_database_load_article:
 * @self: a library
 * @uuid: an article's uuid
 * @error: return location
 *
 * Reads one article, from the trash too.
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): the article with its counts, or %NULL with @error set
 */
GlossArticle *
gloss_database_load_article (GlossDatabase *self, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) articles = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  articles = load_articles (self, uuid, "WHERE t.uuid = ?1", error);
  if (articles == NULL)
    return NULL;
  if (articles->len == 0)
    {
      set_not_found (uuid, error);
      return NULL;
    }

  return g_object_ref (g_ptr_array_index (articles, 0));
}

/* The uuids that a statement on one value finds. */
static GPtrArray *
find_uuids (GlossDatabase *self, const char *sql, const char *value, GError **error)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = gloss_connection_prepare (self->connection, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  gloss_connection_bind_text (statement, 1, value);
  while (TRUE)
    {
      if (!gloss_connection_step (self->connection, statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&uuids);
      g_ptr_array_add (uuids, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
    }
}

/* Titles are compared as people do, without regard to case; SQLite itself knows the case of ASCII alone. */
static GPtrArray *
find_by_title (GlossDatabase *self, const char *words, GError **error)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *wanted = g_utf8_casefold (words, -1);
  sqlite3_stmt *statement;
  gboolean has_row;

  statement = gloss_connection_prepare (self->connection,
                                        "SELECT uuid, title FROM article WHERE deleted IS NULL", error);
  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      g_autofree char *valid = NULL;
      g_autofree char *title = NULL;
      const char *found;

      if (!gloss_connection_step (self->connection, statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&uuids);

      found = (const char *) sqlite3_column_text (statement, 1);
      valid = g_utf8_make_valid (found != NULL ? found : "", -1);
      title = g_utf8_casefold (valid, -1);
      if (g_str_equal (title, wanted))
        g_ptr_array_add (uuids, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
    }
}

/**
 * gloss_database_find_address:
 * @self: a library
 * @uri: an address of the web; what it says of how a reader came there does not matter
 * @error: return location
 *
 * Finds the article that is known by an address, as its own or as another one, outside the trash; of several
 * the one that was added first.
 *
 * Returns: (transfer full) (nullable): the article's uuid; %NULL where none is known by it, or with @error
 * set where the library could not be read
 */
char *
gloss_database_find_address (GlossDatabase *self, const char *uri, GError **error)
{
  static const char sql[] =
    "SELECT uuid FROM article WHERE deleted IS NULL AND (uri = ?1 OR uuid IN "
    "(SELECT article FROM article_alias WHERE uri = ?1 AND deleted IS NULL)) ORDER BY created, uuid";
  g_autofree char *identity = NULL;
  g_autoptr (GPtrArray) uuids = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  identity = gloss_address_dup_identity (uri);
  uuids = find_uuids (self, sql, identity, error);
  return uuids != NULL && uuids->len > 0 ? g_strdup (g_ptr_array_index (uuids, 0)) : NULL;
}

/**
 * gloss_database_resolve_article:
 * @self: a library
 * @words: a uuid, an address, or a title
 * @error: return location
 *
 * Finds the article that a user means, outside the trash: by uuid, else by address, else by another address
 * it is known by, else by its whole title, whatever its case. What an address of the web says of how a reader
 * came there does not matter.
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND, %GLOSS_ERROR_AMBIGUOUS.
 *
 * Returns: (transfer full): the article's uuid, or %NULL with @error set
 */
char *
gloss_database_resolve_article (GlossDatabase *self, const char *words, GError **error)
{
  static const char *const queries[] = {
    "SELECT uuid FROM article WHERE uuid = ?1 AND deleted IS NULL",
    "SELECT uuid FROM article WHERE uri = ?1 AND deleted IS NULL",
    "SELECT DISTINCT a.uuid FROM article_alias AS l JOIN article AS a ON a.uuid = l.article "
    "WHERE l.uri = ?1 AND l.deleted IS NULL AND a.deleted IS NULL",
    NULL /* by title */
  };

  g_autofree char *identity = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (words != NULL, NULL);

  if (!g_utf8_validate (words, -1, NULL))
    {
      set_not_found (words, error);
      return NULL;
    }
  identity = gloss_address_dup_identity (words);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GPtrArray) uuids = queries[i] != NULL ? find_uuids (self, queries[i], identity, error)
                                                       : find_by_title (self, words, error);

      if (uuids == NULL)
        return NULL;
      if (uuids->len == 1)
        return g_strdup (g_ptr_array_index (uuids, 0));
      if (uuids->len > 1)
        {
          g_set_error (
            error, GLOSS_ERROR, GLOSS_ERROR_AMBIGUOUS,
            ngettext ("%u article of the library is called “%s”. Give the uuid of the one you mean.",
                      "%u articles of the library are called “%s”. Give the uuid of the one you mean.",
                      uuids->len),
            uuids->len, words);
          return NULL;
        }
    }

  set_not_found (words, error);
  return NULL;
}

/* A title that came with a capture stands beside that in the history: before it where the capture came,
 * behind it where it went. The moment alone would not tell: another change may be as quick. */
gboolean
gloss_database_has_given_title (GlossDatabase *self, const char *article)
{
  gboolean has_row = FALSE;
  sqlite3_stmt *statement = gloss_connection_prepare (
    self->connection,
    "SELECT 1 FROM history AS h WHERE h.record = ?1 AND h.record_table = 'article' AND h.before IS NOT NULL "
    "AND CASE WHEN json_valid (h.before) AND json_valid (h.after) "
    "THEN json_extract (h.before, '$.title') IS NOT json_extract (h.after, '$.title') ELSE 1 END "
    "AND NOT EXISTS (SELECT 1 FROM history AS c WHERE c.library = h.library AND c.at = h.at "
    "AND c.seq IN (h.seq - 1, h.seq + 1) AND c.record_table = 'capture' AND CASE WHEN json_valid (c.after) "
    "THEN (json_extract (c.after, '$.deleted') IS NOT NULL) = (c.seq < h.seq) ELSE 0 END) LIMIT 1",
    NULL);

  if (statement == NULL)
    return TRUE;
  gloss_connection_bind_text (statement, 1, article);
  return !gloss_connection_step (self->connection, statement, &has_row, NULL) || has_row;
}
