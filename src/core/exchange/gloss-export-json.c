/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Glossator JSON, written: the library, or chosen articles, as data/glossator.schema.json describes it. Holds
 * one article at a time; any one thread, that of the database. It changes nothing. Costs one pass over what
 * is exported, and for chosen articles another over their tags and claimants, since those of other articles
 * are nobody's business.
 */

#include "config.h"

#include "core/exchange/gloss-export-json.h"

#include "core/base/gloss-atomic-file.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-time.h"
#include "core/exchange/gloss-annotation-json.h"
#include "core/exchange/gloss-json-fields.h"

#include <glib/gi18n-lib.h>

#define FORMAT_VERSION 1

/* One export: all borrowed. */
typedef struct
{
  GlossJsonWriter *writer;
  GlossDatabase *database;
  GPtrArray *articles; /* records, in the order to be written */
  GHashTable *used;    /* uuids of the tags and people to be written; NULL: all */
  GlossAnnotationJsonNames names;
} Export;

static const GlossJsonField category_fields[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },    { "id", "id", GLOSS_JSON_FIELD_VALUE },
  { "label", "label", GLOSS_JSON_FIELD_VALUE },  { "colour", "colour", GLOSS_JSON_FIELD_VALUE },
  { "icon", "icon", GLOSS_JSON_FIELD_VALUE },    { "deleted", "deleted", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT }, { NULL },
};

static const GlossJsonField scale_fields[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },
  { "id", "id", GLOSS_JSON_FIELD_VALUE },
  { "label", "label", GLOSS_JSON_FIELD_VALUE },
  { "definition", "definition", GLOSS_JSON_FIELD_VALUE },
  { "deleted", "deleted", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static const GlossJsonField verdict_fields[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },
  { "id", "id", GLOSS_JSON_FIELD_VALUE },
  { "label", "label", GLOSS_JSON_FIELD_VALUE },
  { "number", "number", GLOSS_JSON_FIELD_VALUE },
  { "colour", "colour", GLOSS_JSON_FIELD_VALUE },
  { "definition", "definition", GLOSS_JSON_FIELD_VALUE },
  { "deleted", "deleted", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static const GlossJsonField tag_fields[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },
  { "name", "name", GLOSS_JSON_FIELD_VALUE },
  { "deleted", "deleted", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static const GlossJsonField person_fields[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },    { "name", "name", GLOSS_JSON_FIELD_VALUE },
  { "role", "role", GLOSS_JSON_FIELD_VALUE },    { "deleted", "deleted", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT }, { NULL },
};

static const GlossJsonField article_head[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },
  { "uri", "uri", GLOSS_JSON_FIELD_VALUE },
  { "canonical_uri", "canonical_uri", GLOSS_JSON_FIELD_VALUE },
  { NULL },
};

static const GlossJsonField article_fields[] = {
  { "title", "title", GLOSS_JSON_FIELD_VALUE },
  { "byline", "byline", GLOSS_JSON_FIELD_VALUE },
  { "site", "site", GLOSS_JSON_FIELD_VALUE },
  { "published", "published", GLOSS_JSON_FIELD_VALUE },
  { "language", "language", GLOSS_JSON_FIELD_VALUE },
  { "added", "created", GLOSS_JSON_FIELD_VALUE },
  { "modified", "modified", GLOSS_JSON_FIELD_VALUE },
  { "opened", "opened", GLOSS_JSON_FIELD_VALUE },
  { "state", "state", GLOSS_JSON_FIELD_VALUE },
  { "progress", "progress", GLOSS_JSON_FIELD_VALUE },
  { "default_scale", "default_scale", GLOSS_JSON_FIELD_VALUE },
  { "deleted", "deleted", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static const GlossJsonField capture_head[] = {
  { "uuid", "uuid", GLOSS_JSON_FIELD_VALUE },
  { "uri", "uri", GLOSS_JSON_FIELD_VALUE },
  { "sha256", "sha256", GLOSS_JSON_FIELD_VALUE },
  { "mhtml_sha256", "mhtml_sha256", GLOSS_JSON_FIELD_VALUE },
  { "captured", "captured", GLOSS_JSON_FIELD_VALUE },
  { "media_type", "media_type", GLOSS_JSON_FIELD_VALUE },
  { "status", "status", GLOSS_JSON_FIELD_VALUE },
  { "headers", "headers", GLOSS_JSON_FIELD_JSON },
  { "archive", "archive", GLOSS_JSON_FIELD_VALUE },
  { "extent", "extent", GLOSS_JSON_FIELD_VALUE },
  { "finding", "finding", GLOSS_JSON_FIELD_VALUE },
  { "text", "text", GLOSS_JSON_FIELD_VALUE },
  { "text_sha256", "text_sha256", GLOSS_JSON_FIELD_VALUE },
  { NULL },
};

static const GlossJsonField resource_fields[] = {
  { "uri", "uri", GLOSS_JSON_FIELD_VALUE },
  { "sha256", "sha256", GLOSS_JSON_FIELD_VALUE },
  { "media_type", "media_type", GLOSS_JSON_FIELD_VALUE },
  { NULL },
};

static const GlossJsonField capture_fields[] = {
  { "deleted", "deleted", GLOSS_JSON_FIELD_VALUE },
  { "extra", "extra", GLOSS_JSON_FIELD_OBJECT },
  { NULL },
};

static int
compare_string_column (gconstpointer a, gconstpointer b, const char *column)
{
  return g_strcmp0 (gloss_record_get_string (*(GlossRecord *const *) a, column),
                    gloss_record_get_string (*(GlossRecord *const *) b, column));
}

static int
compare_created_cb (gconstpointer a, gconstpointer b)
{
  int order = compare_string_column (a, b, "created");

  return order != 0 ? order : compare_string_column (a, b, "uuid");
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  int order = compare_string_column (a, b, "name");

  return order != 0 ? order : compare_string_column (a, b, "uuid");
}

/* The whole library, or the chosen ones, each once; always in the order they were added. */
static GPtrArray *
load_articles (GlossDatabase *database, const char *const *articles, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint i;

  if (articles == NULL)
    {
      records = gloss_database_load_records (database, "article", NULL, NULL, "created", error);
      if (records != NULL)
        g_ptr_array_sort (records, compare_created_cb);
      return g_steal_pointer (&records);
    }
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  for (i = 0; articles[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) found = NULL;

      if (!g_hash_table_add (seen, (char *) articles[i]))
        continue;
      found = gloss_database_load_records (database, "article", "uuid", articles[i], "created", error);
      if (found == NULL)
        return NULL;
      if (found->len == 0)
        {
          g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND,
                       _ ("There is no article %s in this library. Look it up with “glossator list”."),
                       articles[i]);
          return NULL;
        }
      g_ptr_array_extend_and_steal (records, g_steal_pointer (&found));
    }
  g_ptr_array_sort (records, compare_created_cb);
  return g_steal_pointer (&records);
}

static gboolean
has_article (GPtrArray *articles, const char *uuid)
{
  guint i = 0;

  while (i < articles->len && g_strcmp0 (gloss_record_get_uuid (g_ptr_array_index (articles, i)), uuid) != 0)
    i++;
  return i < articles->len;
}

/* Who is to repeat the check reads what it rests on: the article that the copy of a source is in comes along.
 */
static gboolean
add_copy (GlossDatabase *database, GPtrArray *articles, GlossRecord *source, GError **error)
{
  const char *capture = gloss_record_get_string (source, "capture");
  g_autoptr (GPtrArray) captures =
    gloss_database_load_records (database, "capture", "uuid", capture, NULL, error);
  g_autoptr (GPtrArray) found = NULL;
  const char *article;

  if (captures == NULL)
    return FALSE;
  article = captures->len > 0 ? gloss_record_get_string (g_ptr_array_index (captures, 0), "article") : NULL;
  if (article == NULL || has_article (articles, article))
    return TRUE;

  found = gloss_database_load_records (database, "article", "uuid", article, NULL, error);
  if (found == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (articles, g_steal_pointer (&found));
  return TRUE;
}

/* The tags and people that the chosen articles name. What they cite and is kept joins them meanwhile. */
static GHashTable *
find_used (GlossDatabase *database, GPtrArray *articles, GError **error)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint i, j;

  for (i = 0; i < articles->len; i++)
    {
      const char *uuid = gloss_record_get_uuid (g_ptr_array_index (articles, i));
      g_autoptr (GPtrArray) records = gloss_database_load_own_annotations (database, uuid, error);

      if (records == NULL)
        return NULL;
      for (j = 0; j < records->len; j++)
        {
          GlossRecord *record = g_ptr_array_index (records, j);
          const char *table = gloss_record_get_table (record);
          const char *column = g_str_equal (table, "annotation_tag") ? "tag" : "claimant";

          if ((g_str_equal (table, "annotation_tag") || g_str_equal (table, "annotation")) &&
              !gloss_record_is_null (record, column))
            g_hash_table_add (used, g_strdup (gloss_record_get_string (record, column)));
          if (g_str_equal (table, "source") && !gloss_record_is_null (record, "capture") &&
              !add_copy (database, articles, record, error))
            return NULL;
        }
    }
  g_ptr_array_sort (articles, compare_created_cb);
  return g_steal_pointer (&used);
}

static gboolean
write_head (Export *export, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *head = gloss_database_dup_history_head (export->database, &local_error);
  g_autofree char *now = gloss_time_dup_now ();

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  gloss_json_writer_add_string (export->writer, "format", "glossator");
  gloss_json_writer_add_int (export->writer, "version", FORMAT_VERSION);
  gloss_json_writer_add_string (export->writer, "exported", now);
  gloss_json_writer_add_string (export->writer, "generator", "Glossator " GLOSS_VERSION);
  gloss_json_writer_begin_object (export->writer, "library");
  gloss_json_writer_add_string (export->writer, "uuid", gloss_database_get_uuid (export->database));
  gloss_json_writer_add_string (export->writer, "history_head", head);
  gloss_json_writer_end_object (export->writer);
  return TRUE;
}

static gboolean
write_categories (Export *export, GError **error)
{
  g_autoptr (GPtrArray) records =
    gloss_database_load_records (export->database, "category", NULL, NULL, "position", error);

  if (records == NULL)
    return FALSE;
  gloss_json_fields_write_list (export->writer, "categories", category_fields, records);
  return TRUE;
}

static gboolean
write_scales (Export *export, GError **error)
{
  g_autoptr (GPtrArray) scales =
    gloss_database_load_records (export->database, "scale", NULL, NULL, "position", error);
  guint i, j;

  if (scales == NULL)
    return FALSE;
  gloss_json_writer_begin_array (export->writer, "scales");
  for (i = 0; i < scales->len; i++)
    {
      GlossRecord *scale = g_ptr_array_index (scales, i);
      const char *id = gloss_record_get_string (scale, "id");
      g_autoptr (GPtrArray) verdicts =
        gloss_database_load_records (export->database, "verdict", "scale", id, "position", error);

      if (verdicts == NULL)
        return FALSE;
      gloss_json_writer_begin_object (export->writer, NULL);
      gloss_json_fields_write (export->writer, scale_fields, scale);
      gloss_json_fields_write_list (export->writer, "verdicts", verdict_fields, verdicts);
      gloss_json_writer_end_object (export->writer);
      for (j = 0; j < verdicts->len; j++)
        {
          GlossRecord *verdict = g_ptr_array_index (verdicts, j);

          g_hash_table_insert (export->names.verdicts,
                               g_strconcat (id, "/", gloss_record_get_string (verdict, "id"), NULL),
                               g_strdup (gloss_record_get_string (verdict, "label")));
        }
    }
  gloss_json_writer_end_array (export->writer);
  return TRUE;
}

/* Tags or people, by name. */
static gboolean
write_named (
  Export *export, const char *name, const char *table, const GlossJsonField *fields, GError **error)
{
  g_autoptr (GPtrArray) records =
    gloss_database_load_records (export->database, table, NULL, NULL, "name", error);
  g_autoptr (GPtrArray) used = g_ptr_array_new ();
  guint i;

  if (records == NULL)
    return FALSE;
  g_ptr_array_sort (records, compare_names_cb);
  for (i = 0; i < records->len; i++)
    {
      GlossRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (export->names.people_and_tags, g_strdup (gloss_record_get_uuid (record)),
                           g_strdup (gloss_record_get_string (record, "name")));
      if (export->used == NULL || g_hash_table_contains (export->used, gloss_record_get_uuid (record)))
        g_ptr_array_add (used, record);
    }
  gloss_json_fields_write_list (export->writer, name, fields, used);
  return TRUE;
}

static gboolean
write_aliases (Export *export, const char *article, GError **error)
{
  g_autoptr (GPtrArray) records =
    gloss_database_load_records (export->database, "article_alias", "article", article, "created", error);
  guint i;

  if (records == NULL)
    return FALSE;
  g_ptr_array_sort (records, compare_created_cb);
  gloss_json_writer_begin_array (export->writer, "aliases");
  for (i = 0; i < records->len; i++)
    if (!gloss_record_is_deleted (g_ptr_array_index (records, i)))
      gloss_json_writer_add_string (export->writer, NULL,
                                    gloss_record_get_string (g_ptr_array_index (records, i), "uri"));
  gloss_json_writer_end_array (export->writer);
  return TRUE;
}

/* With what each of them shows, by its hash. */
static gboolean
write_captures (Export *export, GPtrArray *captures, GError **error)
{
  gloss_json_writer_begin_array (export->writer, "captures");
  for (guint i = 0; i < captures->len; i++)
    {
      GlossRecord *capture = g_ptr_array_index (captures, i);
      g_autoptr (GPtrArray) resources =
        gloss_database_load_records (export->database, "capture_resource", "capture",
                                     gloss_record_get_uuid (capture), "position", error);

      if (resources == NULL)
        return FALSE;
      gloss_json_writer_begin_object (export->writer, NULL);
      gloss_json_fields_write (export->writer, capture_head, capture);
      gloss_json_fields_write_list (export->writer, "resources", resource_fields, resources);
      gloss_json_fields_write (export->writer, capture_fields, capture);
      gloss_json_writer_end_object (export->writer);
    }
  gloss_json_writer_end_array (export->writer);
  return TRUE;
}

static gboolean
write_article (Export *export, GlossRecord *article, GError **error)
{
  const char *uuid = gloss_record_get_uuid (article);
  g_autoptr (GPtrArray) captures = gloss_database_load_captures (export->database, uuid, error);

  if (captures == NULL)
    return FALSE;
  gloss_json_writer_begin_object (export->writer, NULL);
  gloss_json_fields_write (export->writer, article_head, article);
  if (!write_aliases (export, uuid, error))
    return FALSE;
  gloss_json_fields_write (export->writer, article_fields, article);
  if (!write_captures (export, captures, error) ||
      !gloss_annotation_json_write_all (export->writer, export->database, uuid, captures, &export->names,
                                        error))
    return FALSE;
  if (!gloss_json_writer_has_failed (export->writer))
    gloss_json_writer_end_object (export->writer);
  return TRUE;
}

static gboolean
write_document (Export *export, GError **error)
{
  guint i;

  gloss_json_writer_begin_object (export->writer, NULL);
  if (!write_head (export, error) || !write_categories (export, error) || !write_scales (export, error) ||
      !write_named (export, "tags", "tag", tag_fields, error) ||
      !write_named (export, "people", "person", person_fields, error))
    return FALSE;
  gloss_json_writer_begin_array (export->writer, "articles");
  for (i = 0; i < export->articles->len && !gloss_json_writer_has_failed (export->writer); i++)
    if (!write_article (export, g_ptr_array_index (export->articles, i), error))
      return FALSE;
  if (gloss_json_writer_has_failed (export->writer))
    return TRUE;
  gloss_json_writer_end_array (export->writer);
  gloss_json_writer_end_object (export->writer);
  return TRUE;
}

/* An error of the stream, as a sentence that says what became of the library. */
static void
take_write_error (GError **error, GError *stream_error)
{
  g_autoptr (GError) cause = stream_error;

  if (cause->domain == GLOSS_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_set_error_literal (
      error, GLOSS_ERROR, GLOSS_ERROR_FULL,
      _ ("The export could not be written whole: no space is left. The library is unchanged; "
         "free some space or export to another place."));
  else
    g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_FAILED,
                 _ ("The export could not be written whole (%s). The library is unchanged; export to another "
                    "place."),
                 cause->message);
}

static gboolean
export_snapshot (GlossDatabase *database,
                 const char *const *articles,
                 GlossJsonWriter *writer,
                 GError **error)
{
  g_autoptr (GPtrArray) records = load_articles (database, articles, error);
  g_autoptr (GHashTable) used = NULL;
  g_autoptr (GHashTable) verdicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) people_and_tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Export export = { writer, database, records, NULL, { verdicts, people_and_tags } };

  if (records == NULL)
    return FALSE;
  if (articles != NULL)
    {
      used = find_used (database, records, error);
      if (used == NULL)
        return FALSE;
      export.used = used;
    }
  return write_document (&export, error);
}

/**
 * gloss_export_json:
 * @articles: (nullable): uuids; %NULL: the whole library, with what lies in the trash
 * @out: where to write; neither flushed nor closed
 *
 * Writes Glossator JSON. See the header.
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND (one of @articles; nothing is written), %GLOSS_ERROR_FULL and
 * %GLOSS_ERROR_FAILED (the stream), %G_IO_ERROR_CANCELLED, those of #GlossDatabase.
 */
gboolean
gloss_export_json (GlossDatabase *database,
                   const char *const *articles,
                   GOutputStream *out,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GlossJsonWriter) writer = NULL;
  g_autoptr (GError) stream_error = NULL;
  gboolean read;

  g_return_val_if_fail (database != NULL && G_IS_OUTPUT_STREAM (out), FALSE);

  if (!gloss_database_begin_snapshot (database, error))
    return FALSE;
  writer = gloss_json_writer_new (out, cancellable);
  read = export_snapshot (database, articles, writer, error);
  gloss_database_end_snapshot (database);
  if (!read)
    return FALSE;
  if (!gloss_json_writer_finish (writer, &stream_error))
    {
      take_write_error (error, g_steal_pointer (&stream_error));
      return FALSE;
    }
  return TRUE;
}

/**
 * gloss_export_json_to_file:
 * @file: a local file, new or to be replaced
 *
 * The same to a file, replaced atomically: on failure the old file stands as it was.
 *
 * Errors: as gloss_export_json() and gloss_atomic_file_open(); %GLOSS_ERROR_INVALID for a file that is not
 * local, and for the library itself.
 */
gboolean
gloss_export_json_to_file (GlossDatabase *database,
                           const char *const *articles,
                           GFile *file,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GlossAtomicFile) target = NULL;

  g_return_val_if_fail (database != NULL && G_IS_FILE (file), FALSE);

  path = g_file_get_path (file);
  if (path == NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
                   _ ("“%s” is not a file of this computer. Export to a local file and copy it there."), uri);
      return FALSE;
    }
  if (gloss_database_owns_file (database, path))
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
                   _ ("“%s” is the library itself, which was left as it is. Export to another file."), shown);
      return FALSE;
    }
  target = gloss_atomic_file_open (path, error);
  return target != NULL &&
         gloss_export_json (database, articles, gloss_atomic_file_get_stream (target), cancellable, error) &&
         gloss_atomic_file_commit (target, error);
}
