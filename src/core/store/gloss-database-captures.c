/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Captures: storing one as an article, a further capture or an alias, and reading them. What was
 * captured is written once and never changed; the bytes as received are kept by their hash. Storing is one
 * transaction with its history rows, whose cost is that of hashing and writing the bytes, the document and
 * the text once.
 */

#include "config.h"

#include "core/store/gloss-database-content.h"
#include "core/store/gloss-database-private.h"
#include "core/store/gloss-database-sameness.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/article/gloss-address-identity.h"
#include "core/base/gloss-error.h"

#define NEWEST_CAPTURE "WHERE t.rowid = " GLOSS_NEWEST_CAPTURE ("?1")

static gboolean
find_article_by_uri (GlossDatabase *self, const char *uri, GlossRecord **article, GError **error)
{
  return gloss_database_find_record (
    self, "article",
    "WHERE t.uri = ?1 OR t.uuid IN "
    "(SELECT l.article FROM article_alias AS l WHERE l.uri = ?1 AND l.deleted IS NULL) " GLOSS_BEST_ARTICLE,
    uri, article, error);
}

/* What an article without a title is called: its file's or page's name, else its address. */
static char *
dup_fallback_title (const char *uri)
{
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) decoded = NULL;

  if (g_str_has_prefix (uri, "gloss-paste:"))
    return g_strdup (_ ("Pasted text"));

  if (!g_uri_split (uri, G_URI_FLAGS_ENCODED_PATH, NULL, NULL, NULL, NULL, &path, NULL, NULL, NULL))
    return g_strdup (uri);
  name = g_path_get_basename (path);
  decoded = g_uri_unescape_bytes (name, -1, NULL, NULL);
  if (decoded == NULL || g_str_equal (name, "/") || g_str_equal (name, "."))
    return g_strdup (uri);

  return g_utf8_make_valid (g_bytes_get_data (decoded, NULL), (gssize) g_bytes_get_size (decoded));
}

static void
set_text (JsonObject *values, const char *column, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (values, column, text);
}

static GlossRecord *
make_article (const GlossCaptureFields *fields)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("article");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);
  g_autofree char *title = fields->title != NULL && fields->title[0] != '\0'
                             ? g_strdup (fields->title)
                             : dup_fallback_title (fields->uri);
  g_autofree char *identity = gloss_address_dup_identity (fields->uri);

  set_text (values, "uri", identity);
  set_text (values, "canonical_uri", fields->canonical_uri);
  set_text (values, "title", title);
  set_text (values, "byline", fields->byline);
  set_text (values, "site", fields->site);
  set_text (values, "published", fields->published);
  set_text (values, "language", fields->language);
  set_text (values, "state", fields->source != NULL ? "source" : "to-read");

  return gloss_record_new_for_values ("article", values);
}

static GlossRecord *
make_alias (const char *article, const char *uri)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("article_alias");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);

  set_text (values, "article", article);
  set_text (values, "uri", uri);

  return gloss_record_new_for_values ("article_alias", values);
}

static GlossRecord *
make_capture (const char *article, const GlossCaptureFields *fields, GlossKeptPage *page)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("capture");
  g_autoptr (JsonObject) values = gloss_record_dup_values (blank);

  set_text (values, "article", article);
  set_text (values, "uri", fields->uri);
  set_text (values, "sha256", fields->sha256);
  set_text (values, "captured", fields->captured);
  set_text (values, "media_type", fields->media_type);
  set_text (values, "html_sha256", page->html_sha256);
  set_text (values, "text_sha256", gloss_text_get_sha256 (fields->text));
  set_text (values, "mhtml_sha256", fields->mhtml_sha256);
  set_text (values, "mhtml_skeleton", page->skeleton_sha256);
  set_text (values, "headers", fields->headers);
  set_text (values, "archive", fields->archive);
  set_text (values, "extent", gloss_extent_get_id (fields->extent));
  set_text (values, "finding", fields->finding);
  if (fields->status != 0)
    json_object_set_int_member (values, "status", fields->status);

  return gloss_record_new_for_values ("capture", values);
}

/* What the reader document shows, then the parts of the page. */
static void
add_resources (GlossChange *change,
               const char *capture,
               const GlossCaptureFields *fields,
               GlossKeptPage *page)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; fields->resources != NULL && i < fields->resources->len; i++)
    {
      GlossCaptureResource *resource = g_ptr_array_index (fields->resources, i);

      gloss_database_plan_resource (change, capture, seen, gloss_capture_resource_get_uri (resource),
                                    gloss_capture_resource_get_sha256 (resource),
                                    gloss_capture_resource_get_media_type (resource));
    }
  for (guint i = 0; i < page->parts->len; i++)
    {
      const GlossMhtmlPart *part = g_ptr_array_index (page->parts, i);
      g_autofree char *uri = part->location != NULL     ? g_strdup (part->location)
                             : part->content_id != NULL ? g_strconcat ("cid:", part->content_id, NULL)
                                                        : g_strdup (fields->uri);

      gloss_database_plan_resource (change, capture, seen, uri, part->sha256, part->media_type);
    }
}

/* What is in doubt names nothing. */
static gboolean
is_renamed (GlossDatabase *self, GlossRecord *article, const GlossCaptureFields *fields)
{
  return !gloss_database_is_in_doubt (fields) && fields->title != NULL && fields->title[0] != '\0' &&
         g_strcmp0 (fields->title, gloss_record_get_string (article, "title")) != 0 &&
         !gloss_database_has_given_title (self, gloss_record_get_uuid (article));
}

/* An article that is in the trash comes out of it; one that was only kept as a source is one to read, once it
 * is asked for by itself. title: what it is called from now on, or NULL. */
static void
add_restoring (GlossChange *change, GlossRecord *article, const GlossCaptureFields *fields, const char *title)
{
  gboolean is_read =
    fields->source == NULL && g_strcmp0 (gloss_record_get_string (article, "state"), "source") == 0;
  g_autoptr (GlossRecord) restored = NULL;
  g_autoptr (GlossRecord) named = NULL;
  g_autoptr (GlossRecord) edited = NULL;

  if (!gloss_record_is_deleted (article) && !is_read && title == NULL)
    return;

  restored = gloss_record_with_deleted (article, FALSE);
  named = title != NULL ? gloss_record_with_string (restored, "title", title) : gloss_record_ref (restored);
  edited = is_read ? gloss_record_with_string (named, "state", "to-read") : gloss_record_ref (named);
  gloss_change_add (change, article, edited);
}

/* A known address: a further capture, if the newest one is not the same, and where all annotations stand in
 * it. */
static GlossChange *
plan_known_uri (GlossDatabase *self,
                GlossRecord *article,
                const GlossCaptureFields *fields,
                GlossKeptPage *page,
                GlossAdded *added,
                GError **error)
{
  const char *uuid = gloss_record_get_uuid (article);
  g_autoptr (GlossChange) change = gloss_change_new (_ ("Add capture"), uuid);
  g_autoptr (GlossRecord) newest = NULL;
  gboolean is_kept, is_named;

  if (!gloss_database_find_record (self, "capture", NEWEST_CAPTURE, uuid, &newest, error) ||
      !gloss_database_is_kept (self, newest, fields, &is_kept, error))
    return NULL;

  is_named = !is_kept && is_renamed (self, article, fields);
  add_restoring (change, article, fields, is_named ? fields->title : NULL);
  *added = GLOSS_ADDED_NOTHING;
  if (!is_kept)
    {
      g_autoptr (GlossRecord) capture = make_capture (uuid, fields, page);

      gloss_change_add (change, NULL, capture);
      add_resources (change, gloss_record_get_uuid (capture), fields, page);
      if (!gloss_database_add_anchors (self, change, uuid, gloss_record_get_uuid (capture), fields->text,
                                       error))
        return NULL;
      *added = GLOSS_ADDED_CAPTURE;
    }

  return g_steal_pointer (&change);
}

static GlossChange *
plan_known_bytes (GlossRecord *article, const GlossCaptureFields *fields, const char *identity)
{
  const char *uuid = gloss_record_get_uuid (article);
  GlossChange *change = gloss_change_new (_ ("Add address"), uuid);
  g_autoptr (GlossRecord) alias = make_alias (uuid, identity);

  add_restoring (change, article, fields, NULL);
  gloss_change_add (change, NULL, alias);
  return change;
}

static GlossChange *
plan_new_article (const GlossCaptureFields *fields, GlossKeptPage *page)
{
  g_autoptr (GlossRecord) article = make_article (fields);
  g_autoptr (GlossRecord) capture = make_capture (gloss_record_get_uuid (article), fields, page);
  GlossChange *change = gloss_change_new (_ ("Add article"), gloss_record_get_uuid (article));

  gloss_change_add (change, NULL, article);
  gloss_change_add (change, NULL, capture);
  add_resources (change, gloss_record_get_uuid (capture), fields, page);
  return change;
}

/* A page that was looked at again stays the article's, wherever it lies now: an address that no article is
 * known by becomes one of this, unless it may be where a site leads who looks for what is gone. */
static GlossChange *
plan_again (GlossDatabase *self,
            const GlossCaptureFields *fields,
            GlossKeptPage *page,
            const char *identity,
            GlossAdded *added,
            GError **error)
{
  g_autoptr (GlossRecord) article = NULL;
  g_autoptr (GlossRecord) by_uri = NULL;
  g_autoptr (GlossChange) change = NULL;

  if (!gloss_database_find_record (self, "article", "WHERE t.uuid = ?1", fields->article, &article, error) ||
      !find_article_by_uri (self, identity, &by_uri, error))
    return NULL;
  if (article == NULL)
    {
      g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                           _ ("The article is not in the library any more. Nothing was added."));
      return NULL;
    }
  change = plan_known_uri (self, article, fields, page, added, error);
  if (change != NULL && by_uri == NULL && !gloss_database_is_in_doubt (fields))
    {
      g_autoptr (GlossRecord) alias = make_alias (fields->article, identity);

      gloss_change_add (change, NULL, alias);
    }
  return g_steal_pointer (&change);
}

/* What storing the capture means for this library. */
static GlossChange *
plan_capture (GlossDatabase *self,
              const GlossCaptureFields *fields,
              GlossKeptPage *page,
              GlossAdded *added,
              GError **error)
{
  g_autofree char *identity = gloss_address_dup_identity (fields->uri);
  g_autoptr (GlossRecord) by_uri = NULL;
  g_autoptr (GlossRecord) by_bytes = NULL;

  if (fields->article != NULL)
    return plan_again (self, fields, page, identity, added, error);
  if (!find_article_by_uri (self, identity, &by_uri, error))
    return NULL;
  if (by_uri != NULL)
    return plan_known_uri (self, by_uri, fields, page, added, error);

  if (!gloss_database_find_same (self, fields, &by_bytes, error))
    return NULL;
  *added = by_bytes != NULL ? GLOSS_ADDED_ALIAS : GLOSS_ADDED_ARTICLE;
  return by_bytes != NULL ? plan_known_bytes (by_bytes, fields, identity) : plan_new_article (fields, page);
}

/* Inside the transaction. The rows refer to the content, so that goes first. */
static GlossChange *
write_capture (GlossDatabase *self,
               const GlossCaptureFields *fields,
               GlossKeptPage *page,
               const char *who,
               GlossAdded *added,
               GError **error)
{
  g_autoptr (GlossChange) planned = plan_capture (self, fields, page, added, error);
  g_autoptr (GlossChange) change = planned == NULL || fields->source == NULL
                                     ? g_steal_pointer (&planned)
                                     : gloss_database_plan_source (self, planned, fields, error);
  gboolean is_kept = change != NULL && (*added == GLOSS_ADDED_ARTICLE || *added == GLOSS_ADDED_CAPTURE);

  if (change == NULL || (is_kept && !gloss_database_store_content (self, fields, page, error)) ||
      !gloss_database_apply_edits (self, change, who, error))
    return NULL;

  return g_steal_pointer (&change);
}

/**
 * gloss_database_add_capture:
 * @self: a library
 * @capture: what was captured
 * @who: the name of the person who adds it, for the history
 * @article_out: (out) (optional): the article's uuid; of a source's copy, that of the article which cites it
 * @added_out: (out) (optional): what it was taken for
 * @change_out: (out) (optional) (nullable): what was written; %NULL where nothing was, which is
 * %GLOSS_ADDED_NOTHING of an article that was not in the trash
 * @error: return location
 *
 * Stores a capture: at a known address, or where it says of which article it is, as a further capture if the
 * bytes differ from the newest one's or its text is no longer there; at an unknown address as an alias of the
 * article that has the same bytes; else as a new article. Of pages, saved ones too, the same bytes are the
 * same only where the same text and the same images were read of them. Addresses of the web are compared by
 * gloss_address_dup_identity(), and an article has that as its own; the capture keeps the whole one. With a
 * further capture comes a row of anchor for each annotation of the article, those in the trash too, and the
 * title that the page has now, unless somebody gave it one: all of it is one change. That costs what the
 * resolver does, and a row with its history for each annotation.
 *
 * The copy of a source is stored by the same rule, but that an article which only exists for it has the state
 * `source`; the source gets the capture, its hash and, where that is empty, the day, in the same change.
 *
 * Errors: those of gloss_database_apply(), and %GLOSS_ERROR_NOT_FOUND where there is no such article or
 * source.
 *
 * Returns: %TRUE once it is durable; %FALSE with @error set where nothing of it was done
 */
gboolean
gloss_database_add_capture (GlossDatabase *self,
                            GlossCapture *capture,
                            const char *who,
                            char **article_out,
                            GlossAdded *added_out,
                            GlossChange **change_out,
                            GError **error)
{
  g_auto (GlossKeptPage) page = { NULL };
  g_autoptr (GlossChange) change = NULL;
  GlossAdded added;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (capture != NULL, FALSE);
  g_return_val_if_fail (who != NULL, FALSE);

  /* Before the lock: a page may be long. */
  if (!gloss_kept_page_init (&page, gloss_capture_get_fields (capture), error) ||
      !gloss_database_begin_write (self, error))
    return FALSE;
  change = write_capture (self, gloss_capture_get_fields (capture), &page, who, &added, error);
  if (change == NULL)
    {
      gloss_connection_rollback (self->connection);
      return FALSE;
    }
  if (!gloss_connection_commit (self->connection, error))
    return FALSE;

  gloss_change_seal (change);
  if (article_out != NULL)
    *article_out = g_strdup (gloss_change_get_article (change));
  if (added_out != NULL)
    *added_out = added;
  if (change_out != NULL)
    *change_out = gloss_change_get_n_edits (change) > 0 ? g_steal_pointer (&change) : NULL;
  return TRUE;
}

static GlossCapture *
make_capture_value (GlossDatabase *self, GlossRecord *record, GError **error)
{
  g_autofree char *html = NULL;
  g_autofree char *utf8 = NULL;
  g_autoptr (GlossText) text = NULL;
  GlossCaptureFields fields;

  if (!gloss_database_load_documents (self, record, &html, &utf8, error))
    return NULL;
  if (utf8 == NULL || html == NULL)
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
        _ ("The library does not hold the text of this article. Its annotations are there; add the "
           "article again to read it."));
      return NULL;
    }

  text = gloss_text_new (utf8, -1, error);
  if (text == NULL)
    return NULL;
  if (!gloss_record_is_null (record, "text_sha256") &&
      g_strcmp0 (gloss_record_get_string (record, "text_sha256"), gloss_text_get_sha256 (text)) != 0)
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT,
        _ ("The text of this article is not the text that was captured: it was changed outside Glossator. It "
           "is not shown, and was left as it is; restore a backup of the library."));
      return NULL;
    }

  fields = (GlossCaptureFields){ .uuid = gloss_record_get_uuid (record),
                                 .article = gloss_record_get_string (record, "article"),
                                 .uri = gloss_record_get_string (record, "uri"),
                                 .sha256 = gloss_record_get_string (record, "sha256"),
                                 .captured = gloss_record_get_string (record, "captured"),
                                 .media_type = gloss_record_get_string (record, "media_type"),
                                 .status = (int) gloss_record_get_int (record, "status"),
                                 .headers = gloss_record_get_string (record, "headers"),
                                 .mhtml_sha256 = gloss_record_get_string (record, "mhtml_sha256"),
                                 .archive = gloss_record_get_string (record, "archive"),
                                 .extent = gloss_extent_from_id (gloss_record_get_string (record, "extent")),
                                 .finding = gloss_record_get_string (record, "finding"),
                                 .html = html,
                                 .text = text };
  return gloss_capture_new (&fields);
}

/* The first capture that rest leaves. */
static GlossCapture *
load_capture (GlossDatabase *self, const char *rest, const char *value, GError **error)
{
  g_autoptr (GlossRecord) record = NULL;

  if (!gloss_database_find_record (self, "capture", rest, value, &record, error))
    return NULL;
  if (record == NULL)
    {
      g_set_error_literal (
        error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
        _ ("This version of the article is not in the library, or no longer. Its annotations "
           "are there; choose another version, or add the article again."));
      return NULL;
    }

  return make_capture_value (self, record, error);
}

/**
 * gloss_database_load_capture:
 * @self: a library
 * @article: an article's uuid
 * @error: return location
 *
 * Reads the newest capture of an article, the one that was added last, without its bytes.
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND where there is none or its text is not kept, %GLOSS_ERROR_CORRUPT where the
 * text has another hash than when it was captured.
 *
 * Returns: (transfer full): the capture, or %NULL with @error set
 */
GlossCapture *
gloss_database_load_capture (GlossDatabase *self, const char *article, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (article != NULL, NULL);

  return load_capture (self, NEWEST_CAPTURE, article, error);
}

/**
 * gloss_database_load_capture_with_uuid:
 * @self: a library
 * @uuid: a capture's uuid
 * @error: return location
 *
 * Reads a capture that is not in the trash, without its bytes.
 *
 * Errors: those of gloss_database_load_capture().
 *
 * Returns: (transfer full): the capture, or %NULL with @error set
 */
GlossCapture *
gloss_database_load_capture_with_uuid (GlossDatabase *self, const char *uuid, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  return load_capture (self, "WHERE t.uuid = ?1 AND t.deleted IS NULL", uuid, error);
}

/**
 * gloss_database_list_captures:
 * @self: a library
 * @article: an article's uuid
 * @error: return location
 *
 * Reads what is known of the captures of an article that are not in the trash, in the order in which
 * they were added: without their documents, which are long.
 *
 * Returns: (transfer full) (element-type GlossRecord): rows of capture whose html, text and headers are
 * empty, the newest first, or %NULL with @error set
 */
GPtrArray *
gloss_database_list_captures (GlossDatabase *self, const char *article, GError **error)
{
  static const char *const left_out[] = { "html", "text", "headers", NULL };
  GlossTable *table = NULL;
  g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  g_autofree char *columns = NULL;
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (article != NULL, NULL);

  table = gloss_database_get_table (self, "capture");
  columns = gloss_table_dup_columns_without (table, left_out);
  sql = g_strdup_printf (
    "SELECT %s FROM capture AS t WHERE t.article = ?1 AND t.deleted IS NULL ORDER BY t.rowid DESC", columns);
  statement = gloss_connection_prepare (self->connection, sql, error);
  if (statement == NULL)
    return NULL;
  gloss_connection_bind_text (statement, 1, article);
  if (!gloss_table_read_all (table, self->connection, statement, captures, error))
    return NULL;

  return g_steal_pointer (&captures);
}

/* The row with its document and text in it. What is damaged is left out: a check tells of it, and one capture
 * must not keep the rest of a library from being exported. */
static GlossRecord *
fill_documents (GlossDatabase *self, GlossRecord *capture)
{
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) values = NULL;

  if (gloss_record_is_null (capture, "html_sha256"))
    return gloss_record_ref (capture);

  gloss_database_load_documents (self, capture, &html, &text, NULL);
  values = gloss_record_dup_values (capture);
  set_text (values, "html", html);
  set_text (values, "text", text);
  return gloss_record_new_for_values ("capture", values);
}

/**
 * gloss_database_load_captures:
 * @self: a library
 * @article: an article's uuid
 * @error: return location
 *
 * Reads all captures of an article, those in the trash too, in the order in which they were added, which no
 * column says.
 *
 * Returns: (transfer full) (element-type GlossRecord): whole rows, their documents too, or %NULL with @error
 * set
 */
GPtrArray *
gloss_database_load_captures (GlossDatabase *self, const char *article, GError **error)
{
  g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (article != NULL, NULL);

  if (!gloss_database_query_records (self, "capture", "WHERE t.article = ?1 ORDER BY t.rowid", article,
                                     captures, error))
    return NULL;
  for (guint i = 0; i < captures->len; i++)
    {
      GlossRecord *filled = fill_documents (self, g_ptr_array_index (captures, i));

      gloss_record_unref (g_ptr_array_index (captures, i));
      captures->pdata[i] = filled;
    }

  return g_steal_pointer (&captures);
}
