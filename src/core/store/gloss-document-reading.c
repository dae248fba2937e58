/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How an open article is read, and kept up to date while it is. A part of GlossDocument: it works on what
 * that owns, on the main thread; the reading itself is done on the store's reader thread, in one snapshot. It
 * is read only when no write is under way, and the changes that are made meanwhile are taken up afterwards,
 * so that none is missed. O(n log n).
 */

#include "config.h"

#include "core/store/gloss-document-private.h"

#include "core/base/gloss-json.h"

/* What one reading brings, in one snapshot. */
typedef struct
{
  GlossArticle *article;
  GPtrArray *captures;
  GlossCapture *capture; /* the one to show, NULL where that is the one that is shown */
  GPtrArray *records;
  GPtrArray *drafts;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->article);
  g_clear_pointer (&reading->captures, g_ptr_array_unref);
  g_clear_pointer (&reading->capture, gloss_capture_unref);
  g_clear_pointer (&reading->records, g_ptr_array_unref);
  g_clear_pointer (&reading->drafts, g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* What reading needs to know. */
typedef struct
{
  char *article;
  char *wanted; /* captures, or NULL */
  char *shown;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->article);
  g_free (request->wanted);
  g_free (request->shown);
  g_free (request);
}

static gboolean
read_captures (GlossDatabase *database, const Request *request, Reading *reading, GError **error)
{
  const char *target;

  reading->captures = gloss_database_list_captures (database, request->article, error);
  if (reading->captures == NULL)
    return FALSE;

  target = gloss_shown_capture_choose (reading->captures, request->wanted, request->shown);
  if (target != NULL && g_strcmp0 (target, request->shown) == 0)
    return TRUE;

  reading->capture = target != NULL ? gloss_database_load_capture_with_uuid (database, target, error)
                                    : gloss_database_load_capture (database, request->article, error);
  return reading->capture != NULL;
}

/* Reader thread; data is a Request. */
static gpointer
read_all (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Reading) reading = g_new0 (Reading, 1);
  const char *uuid = ((Request *) data)->article;

  reading->article = gloss_database_load_article (database, uuid, error);
  if (reading->article == NULL || !read_captures (database, data, reading, error))
    return NULL;
  reading->records = gloss_database_load_annotations (database, uuid, error);
  if (reading->records == NULL)
    return NULL;
  reading->drafts = gloss_database_load_drafts (database, error);
  if (reading->drafts == NULL)
    return NULL;

  return g_steal_pointer (&reading);
}

gboolean
gloss_document_apply_change (GlossDocument *self, GlossChange *change)
{
  gloss_annotation_list_apply (self->annotations, change);

  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *record = gloss_change_get_after (change, i);

      if (g_str_equal (gloss_record_get_table (record), "article") &&
          g_strcmp0 (gloss_record_get_uuid (record), self->uuid) == 0)
        gloss_article_set_record (self->article, record);
    }

  return gloss_shown_capture_apply (&self->shown, change, self->uuid);
}

/* Drafts that were there before anything was typed here: the program was killed. */
static void
restore_drafts (GlossDocument *self, GPtrArray *drafts)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      JsonObject *draft = g_ptr_array_index (drafts, i);
      const char *uuid = gloss_json_get_string (draft, "uuid");
      const char *field = gloss_json_get_string (draft, "column");
      const char *text = gloss_json_get_string (draft, "text");
      GlossAnnotation *annotation;

      if (g_strcmp0 (gloss_json_get_string (draft, "table"), "annotation") != 0 || uuid == NULL ||
          field == NULL || text == NULL)
        continue;

      annotation = gloss_annotation_list_find_any (self->annotations, uuid);
      if (annotation != NULL &&
          gloss_typing_restore (self->typing, annotation, field, gloss_json_get_string (draft, "base"), text))
        self->n_restored++;
    }
}

gboolean
gloss_document_makes_annotation (GlossChange *change)
{
  return gloss_change_get_n_edits (change) > 0 && gloss_change_get_before (change, 0) == NULL &&
         g_str_equal (gloss_record_get_table (gloss_change_get_after (change, 0)), "annotation");
}

/* Annotations that the snapshot lacks keep their objects, into which text is being typed. */
static void
keep_unstored (GPtrArray *changes, GPtrArray *records)
{
  for (guint i = 0; i < changes->len; i++)
    {
      GlossChange *change = g_ptr_array_index (changes, i);

      for (guint j = 0; gloss_document_makes_annotation (change) && j < gloss_change_get_n_edits (change);
           j++)
        g_ptr_array_add (records, gloss_record_ref (gloss_change_get_after (change, j)));
    }
}

/* Returns whether another capture is shown than before. What the user asked for since then is read by itself.
 */
static gboolean
take_captures (GlossDocument *self, Reading *reading, gboolean *came_or_went)
{
  *came_or_went = gloss_shown_capture_set_list (&self->shown, reading->captures);

  return reading->capture != NULL &&
         (self->shown.capture == NULL || g_strcmp0 (gloss_capture_get_fields (reading->capture)->uuid,
                                                    gloss_shown_capture_get_target (&self->shown)) == 0) &&
         gloss_document_take_capture (self, reading->capture);
}

static void
take_reading (GlossDocument *self, Reading *reading)
{
  g_autoptr (GPtrArray) changes = g_steal_pointer (&self->changes_since);
  gboolean is_loaded = self->article != NULL;
  gboolean came_or_went, is_other;

  if (self->article == NULL)
    self->article = g_object_ref (reading->article);
  else
    {
      gloss_article_set_record (self->article, gloss_article_get_record (reading->article));
      gloss_article_set_counts (self->article, gloss_article_get_counts (reading->article));
    }
  is_other = take_captures (self, reading, &came_or_went);
  keep_unstored (self->unstored, reading->records);
  keep_unstored (changes, reading->records);
  gloss_annotation_list_set_records (self->annotations, reading->records);

  for (guint i = 0; i < changes->len; i++)
    came_or_went = gloss_document_apply_change (self, g_ptr_array_index (changes, i)) || came_or_went;

  self->change_failed = self->unstored->len > 0;
  self->wants_settling = TRUE;
  if (came_or_went)
    gloss_document_captures_came_or_went (self);
  if (is_other && is_loaded)
    g_signal_emit_by_name (self, "capture-changed");
}

static void
answer_load (GlossDocument *self, Reading *reading, GError *error)
{
  g_autoptr (GTask) load = g_steal_pointer (&self->load);

  if (reading == NULL)
    {
      g_task_return_error (load, g_error_copy (error));
      return;
    }

  if (!gloss_store_is_read_only (self->store))
    restore_drafts (self, reading->drafts);
  g_task_return_boolean (load, TRUE);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossDocument) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Reading) reading = gloss_store_read_finish (GLOSS_STORE (object), result, &error);

  if (reading != NULL)
    take_reading (self, reading);
  else
    g_clear_pointer (&self->changes_since, g_ptr_array_unref);

  if (self->load != NULL)
    answer_load (self, reading, error);
  else if (reading != NULL)
    g_signal_emit_by_name (self, "reloaded");
  else
    g_signal_emit_by_name (self, "save-failed", error);

  gloss_typing_retry (self->typing);
  gloss_document_update_save_state (self);
  if (self->wants_reading)
    gloss_document_start_reading (self);
  gloss_document_catch_up (self);
}

/* Reads everything, now or as soon as no write is under way: a snapshot lacks what is not written yet. */
void
gloss_document_start_reading (GlossDocument *self)
{
  Request *request;

  self->wants_reading = self->changes_since != NULL || gloss_store_get_n_pending (self->store) > 0;
  if (self->wants_reading)
    return;

  request = g_new0 (Request, 1);
  request->article = g_strdup (self->uuid);
  request->wanted = g_strdup (self->shown.wanted);
  request->shown = g_strdup (gloss_shown_capture_get_uuid (&self->shown));
  self->changes_since = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_change_unref);
  gloss_store_read_async (self->store, read_all, request, request_free, reading_free,
                          self->load != NULL ? g_task_get_cancellable (self->load) : NULL, read_cb,
                          g_object_ref (self));
}

/**
 * gloss_document_load_async:
 * @self: a document that was not loaded yet
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is loaded
 * @data: for @callback
 *
 * Reads the article, its captures, the text of the newest and its annotations, and commits the drafts that an
 * earlier run left.
 */
void
gloss_document_load_async (GlossDocument *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));
  g_return_if_fail (self->article == NULL && self->load == NULL);

  self->load = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (self->load, gloss_document_load_async);
  gloss_document_start_reading (self);
}

/**
 * gloss_document_load_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location
 *
 * Errors: those of reading a library; %GLOSS_ERROR_NOT_FOUND where there is no such article.
 *
 * Returns: %TRUE once everything is read
 */
gboolean
gloss_document_load_finish (GlossDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
