/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An open article. It owns the article, its newest capture, the list of its annotations and what is being
 * typed into them, and keeps them up to date by the store's signals. Main thread: it reads and writes through
 * the store alone. It reads only when no write is under way, and takes up the changes that are made while it
 * reads, so that it misses none; after a failed change and after another process wrote it reads everything
 * again, O(n log n).
 */

#include "config.h"

#include "core/store/gloss-document.h"

#include "core/annotation/gloss-text-field.h"
#include "core/base/gloss-json.h"
#include "core/store/gloss-typing.h"

struct _GlossDocument
{
  GObject parent_instance;

  /* owned */
  GlossStore *store;
  GlossUndoStack *undo;
  GlossTyping *typing;
  char *uuid;
  char *author;
  GlossArticle *article;
  GlossCapture *capture;
  GlossAnnotationList *annotations;
  GPtrArray *unstored; /* element-type GlossChange: made the annotations that hold the only copy of a text */

  /* reading */
  GTask *load;              /* the caller's, until it is answered */
  GPtrArray *changes_since; /* element-type GlossChange: made while it is being read; NULL while it is not */
  gboolean wants_reading;

  GlossSaveState save_state;
  gboolean change_failed;
  guint n_restored;
};

G_DEFINE_ENUM_TYPE (GlossSaveState,
                    gloss_save_state,
                    G_DEFINE_ENUM_VALUE (GLOSS_SAVE_STATE_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (GLOSS_SAVE_STATE_SAVING, "saving"),
                    G_DEFINE_ENUM_VALUE (GLOSS_SAVE_STATE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (GlossDocument, gloss_document, G_TYPE_OBJECT)

enum
{
  PROP_SAVE_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_SAVE_FAILED,
  SIGNAL_RELOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What one reading brings, in one snapshot. */
typedef struct
{
  GlossArticle *article;
  GlossCapture *capture;
  GPtrArray *records;
  GPtrArray *drafts;
} Reading;

/* Reading ends in a callback that may have to read again. */
static void start_reading (GlossDocument *self);

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->article);
  g_clear_pointer (&reading->capture, gloss_capture_unref);
  g_clear_pointer (&reading->records, g_ptr_array_unref);
  g_clear_pointer (&reading->drafts, g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* Reader thread; data is the article's uuid. */
static gpointer
read_all (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Reading) reading = g_new0 (Reading, 1);
  const char *uuid = data;

  reading->article = gloss_database_load_article (database, uuid, error);
  if (reading->article == NULL)
    return NULL;
  reading->capture = gloss_database_load_capture (database, uuid, error);
  if (reading->capture == NULL)
    return NULL;
  reading->records = gloss_database_load_annotations (database, uuid, error);
  if (reading->records == NULL)
    return NULL;
  reading->drafts = gloss_database_load_drafts (database, error);
  if (reading->drafts == NULL)
    return NULL;

  return g_steal_pointer (&reading);
}

static void
update_save_state (GlossDocument *self)
{
  GlossSaveState state = GLOSS_SAVE_STATE_SAVED;

  if (self->change_failed || gloss_typing_has_failed (self->typing))
    state = GLOSS_SAVE_STATE_FAILED;
  else if (gloss_store_get_n_pending (self->store) > 0 || gloss_typing_is_unsaved (self->typing))
    state = GLOSS_SAVE_STATE_SAVING;

  if (state == self->save_state)
    return;

  self->save_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_STATE]);
}

static void
apply_change (GlossDocument *self, GlossChange *change)
{
  gloss_annotation_list_apply (self->annotations, change);

  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *record = gloss_change_get_after (change, i);

      if (g_str_equal (gloss_record_get_table (record), "article") &&
          g_strcmp0 (gloss_record_get_uuid (record), self->uuid) == 0)
        gloss_article_set_record (self->article, record);
    }
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

static void
take_capture (GlossDocument *self, GlossCapture *capture)
{
  const char *uuid = gloss_capture_get_fields (capture)->uuid;

  if (self->capture != NULL && g_strcmp0 (gloss_capture_get_fields (self->capture)->uuid, uuid) == 0)
    return;

  g_clear_pointer (&self->capture, gloss_capture_unref);
  self->capture = gloss_capture_ref (capture);
  gloss_annotation_list_set_capture (self->annotations, uuid);
}

static gboolean
makes_annotation (GlossChange *change)
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

      for (guint j = 0; makes_annotation (change) && j < gloss_change_get_n_edits (change); j++)
        g_ptr_array_add (records, gloss_record_ref (gloss_change_get_after (change, j)));
    }
}

static void
take_reading (GlossDocument *self, Reading *reading)
{
  g_autoptr (GPtrArray) changes = g_steal_pointer (&self->changes_since);

  if (self->article == NULL)
    self->article = g_object_ref (reading->article);
  else
    {
      gloss_article_set_record (self->article, gloss_article_get_record (reading->article));
      gloss_article_set_counts (self->article, gloss_article_get_counts (reading->article));
    }
  take_capture (self, reading->capture);
  keep_unstored (self->unstored, reading->records);
  keep_unstored (changes, reading->records);
  gloss_annotation_list_set_records (self->annotations, reading->records);

  for (guint i = 0; i < changes->len; i++)
    apply_change (self, g_ptr_array_index (changes, i));

  self->change_failed = self->unstored->len > 0;
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
    g_signal_emit (self, signals[SIGNAL_RELOADED], 0);
  else
    g_signal_emit (self, signals[SIGNAL_SAVE_FAILED], 0, error);

  gloss_typing_retry (self->typing);
  update_save_state (self);
  if (self->wants_reading)
    start_reading (self);
}

/* Reads everything, now or as soon as no write is under way: a snapshot lacks what is not written yet. */
static void
start_reading (GlossDocument *self)
{
  self->wants_reading = self->changes_since != NULL || gloss_store_get_n_pending (self->store) > 0;
  if (self->wants_reading)
    return;

  self->changes_since = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_change_unref);
  gloss_store_read_async (self->store, read_all, g_strdup (self->uuid), g_free, reading_free,
                          self->load != NULL ? g_task_get_cancellable (self->load) : NULL, read_cb,
                          g_object_ref (self));
}

static void
reload (GlossDocument *self)
{
  if (self->article != NULL)
    start_reading (self);
}

static void
store_changed_cb (GlossDocument *self, GlossChange *change)
{
  self->change_failed = FALSE;
  g_ptr_array_remove (self->unstored, change);
  if (self->changes_since != NULL)
    g_ptr_array_add (self->changes_since, gloss_change_ref (change));
  if (self->article != NULL)
    apply_change (self, change);
}

/* Makes the annotations that text was typed into, before the text. */
static void
store_unstored (GlossDocument *self)
{
  g_autoptr (GPtrArray) changes = g_steal_pointer (&self->unstored);

  self->unstored = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_change_unref);
  for (guint i = 0; i < changes->len; i++)
    gloss_document_submit (self, gloss_change_ref (g_ptr_array_index (changes, i)));
}

static void
store_failed_cb (GlossDocument *self, GlossChange *change, GError *error)
{
  GlossAnnotation *made =
    makes_annotation (change)
      ? gloss_annotation_list_find_any (self->annotations,
                                        gloss_record_get_uuid (gloss_change_get_after (change, 0)))
      : NULL;

  gloss_undo_stack_forget (self->undo, change);
  if (g_strcmp0 (gloss_change_get_article (change), self->uuid) != 0)
    return;

  if (!gloss_typing_will_retry (self->typing, change, error))
    {
      self->change_failed = TRUE;
      if (made != NULL && gloss_typing_get_text (self->typing, made, NULL) != NULL)
        g_ptr_array_add (self->unstored, gloss_change_ref (change));
      g_signal_emit (self, signals[SIGNAL_SAVE_FAILED], 0, error);
    }
  reload (self);
  update_save_state (self);
}

static void
store_pending_cb (GlossDocument *self)
{
  if (self->wants_reading && self->changes_since == NULL)
    start_reading (self);
  update_save_state (self);
}

static void
typing_failed_cb (GlossDocument *self, GError *error)
{
  g_signal_emit (self, signals[SIGNAL_SAVE_FAILED], 0, error);
}

static void
gloss_document_dispose (GObject *object)
{
  GlossDocument *self = GLOSS_DOCUMENT (object);

  /* What was typed lives on until it is written: each write holds the typing. */
  if (self->typing != NULL)
    {
      gloss_typing_commit (self->typing);
      g_signal_handlers_disconnect_by_data (self->typing, self);
      g_signal_handlers_disconnect_by_data (self->store, self);
    }
  g_clear_object (&self->typing);
  g_clear_object (&self->annotations);
  g_clear_object (&self->article);
  g_clear_pointer (&self->capture, gloss_capture_unref);
  g_clear_object (&self->undo);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gloss_document_parent_class)->dispose (object);
}

static void
gloss_document_finalize (GObject *object)
{
  GlossDocument *self = GLOSS_DOCUMENT (object);

  g_clear_object (&self->load);
  g_ptr_array_unref (self->unstored);
  g_clear_pointer (&self->changes_since, g_ptr_array_unref);
  g_free (self->uuid);
  g_free (self->author);

  G_OBJECT_CLASS (gloss_document_parent_class)->finalize (object);
}

static void
gloss_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SAVE_STATE:
      g_value_set_enum (value, gloss_document_get_save_state (GLOSS_DOCUMENT (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_document_class_init (GlossDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gloss_document_dispose;
  object_class->finalize = gloss_document_finalize;
  object_class->get_property = gloss_document_get_property;

  /**
   * GlossDocument:save-state:
   *
   * A #GlossSaveState: saved once every change is durable, and what is being typed at least as a draft;
   * failed while the last write did.
   */
  properties[PROP_SAVE_STATE] =
    g_param_spec_enum ("save-state", NULL, NULL, GLOSS_TYPE_SAVE_STATE, GLOSS_SAVE_STATE_SAVED,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * GlossDocument::save-failed:
   * @error: why, a sentence for the user
   *
   * A change or a draft could not be written, or what is shown could not be read again. Typed text is kept
   * and tried again with the next key or commit; any other change is taken back from what is shown.
   */
  signals[SIGNAL_SAVE_FAILED] = g_signal_new ("save-failed", GLOSS_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                              NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  /**
   * GlossDocument::reloaded:
   *
   * Everything was read again.
   */
  signals[SIGNAL_RELOADED] =
    g_signal_new ("reloaded", GLOSS_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_document_init (GlossDocument *self)
{
}

/**
 * gloss_document_new:
 * @store: an open library
 * @undo: where changes go that can be taken back
 * @article: the article's uuid
 * @author: (nullable): whose notes are written
 *
 * Makes a document of which nothing is read yet.
 *
 * Returns: (transfer full): the document
 */
GlossDocument *
gloss_document_new (GlossStore *store, GlossUndoStack *undo, const char *article, const char *author)
{
  GlossDocument *self;

  g_return_val_if_fail (GLOSS_IS_STORE (store), NULL);
  g_return_val_if_fail (GLOSS_IS_UNDO_STACK (undo), NULL);
  g_return_val_if_fail (article != NULL, NULL);

  self = g_object_new (GLOSS_TYPE_DOCUMENT, NULL);
  self->store = g_object_ref (store);
  self->undo = g_object_ref (undo);
  self->uuid = g_strdup (article);
  self->author = g_strdup (author);
  self->annotations = gloss_annotation_list_new (article);
  self->typing = gloss_typing_new (store, undo, self->annotations, author);
  self->unstored = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_change_unref);

  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "failed", G_CALLBACK (store_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "outside-change", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::n-pending", G_CALLBACK (store_pending_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->typing, "state-changed", G_CALLBACK (update_save_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->typing, "committing", G_CALLBACK (store_unstored), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->typing, "save-failed", G_CALLBACK (typing_failed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * gloss_document_load_async:
 * @self: a document that was not loaded yet
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is loaded
 * @data: for @callback
 *
 * Reads the article, its newest capture and its annotations, and commits the drafts that an earlier run left.
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
  start_reading (self);
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

/**
 * gloss_document_get_article:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the article, %NULL before it is loaded
 */
GlossArticle *
gloss_document_get_article (GlossDocument *self)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);

  return self->article;
}

/**
 * gloss_document_get_capture:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the article's newest capture, %NULL before it is loaded
 */
GlossCapture *
gloss_document_get_capture (GlossDocument *self)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);

  return self->capture;
}

/**
 * gloss_document_get_annotations:
 * @self: a document
 *
 * Returns: (transfer none): its annotations, empty before it is loaded
 */
GlossAnnotationList *
gloss_document_get_annotations (GlossDocument *self)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);

  return self->annotations;
}

/**
 * gloss_document_get_author:
 * @self: a document
 *
 * Returns: (nullable): whose notes are written
 */
const char *
gloss_document_get_author (GlossDocument *self)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);

  return self->author;
}

/**
 * gloss_document_get_save_state:
 * @self: a document
 *
 * Returns: whether everything is durable
 */
GlossSaveState
gloss_document_get_save_state (GlossDocument *self)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), GLOSS_SAVE_STATE_FAILED);

  return self->save_state;
}

/**
 * gloss_document_get_n_restored:
 * @self: a document
 *
 * Returns: how many drafts of an earlier run loading committed
 */
guint
gloss_document_get_n_restored (GlossDocument *self)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), 0);

  return self->n_restored;
}

/**
 * gloss_document_submit:
 * @self: a document
 * @change: (transfer full) (nullable): what a command made; %NULL is nothing to do
 *
 * Makes a change, and puts it where it can be taken back. It is shown when this returns, and durable once
 * #save-state is saved. Where it cannot be written, ::save-failed says so and it is taken back from what is
 * shown.
 */
void
gloss_document_submit (GlossDocument *self, GlossChange *change)
{
  g_autoptr (GlossChange) owned_change = change;

  g_return_if_fail (GLOSS_IS_DOCUMENT (self));

  if (change == NULL)
    return;

  gloss_undo_stack_push (self->undo, change);
  gloss_store_submit_async (self->store, change, NULL, NULL);
}

/**
 * gloss_document_type:
 * @self: a document
 * @annotation: one of its annotations
 * @field: the field, as gloss-text-field.h names them
 * @text: the whole text of the field
 *
 * Takes up the text of a field after a key. It is durable as a draft within a second, and becomes one change
 * when another field is typed into, after five seconds of rest, or by gloss_document_commit_typing().
 */
void
gloss_document_type (GlossDocument *self, GlossAnnotation *annotation, const char *field, const char *text)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));
  g_return_if_fail (GLOSS_IS_ANNOTATION (annotation));
  g_return_if_fail (field != NULL && text != NULL);

  store_unstored (self);
  self->change_failed = FALSE;
  gloss_typing_type (self->typing, annotation, field, text);
}

/**
 * gloss_document_dup_text:
 * @self: a document
 * @annotation: one of its annotations
 * @field: the field, as gloss-text-field.h names them
 *
 * Returns: (transfer full): what the field shall show: what was typed into it and is not history yet, else
 * what the record says
 */
char *
gloss_document_dup_text (GlossDocument *self, GlossAnnotation *annotation, const char *field)
{
  const char *typed;

  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  typed = gloss_typing_get_text (self->typing, annotation, field);
  return typed != NULL ? g_strdup (typed) : gloss_text_field_dup_value (annotation, field);
}

/**
 * gloss_document_commit_typing:
 * @self: a document
 *
 * Makes history of everything that was typed: a field was left, or the window closes.
 */
void
gloss_document_commit_typing (GlossDocument *self)
{
  g_return_if_fail (GLOSS_IS_DOCUMENT (self));

  gloss_typing_commit (self->typing);
}
