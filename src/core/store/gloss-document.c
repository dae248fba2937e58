/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An open article. It owns the article, the capture that is shown, the list of its annotations and what is
 * being typed into them, and keeps them up to date by the store's signals. Main thread: it reads and writes
 * through the store alone. After a failed change and after another process wrote it reads everything again,
 * O(n log n).
 */

#include "config.h"

#include "core/store/gloss-document-private.h"

#include "core/annotation/gloss-text-field.h"

G_DEFINE_ENUM_TYPE (GlossSaveState,
                    gloss_save_state,
                    G_DEFINE_ENUM_VALUE (GLOSS_SAVE_STATE_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (GLOSS_SAVE_STATE_SAVING, "saving"),
                    G_DEFINE_ENUM_VALUE (GLOSS_SAVE_STATE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (GlossDocument, gloss_document, G_TYPE_OBJECT)

enum
{
  PROP_SAVE_STATE = 1,
  PROP_CAPTURES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_SAVE_FAILED,
  SIGNAL_RELOADED,
  SIGNAL_CAPTURE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
gloss_document_update_save_state (GlossDocument *self)
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
reload (GlossDocument *self)
{
  if (self->article != NULL)
    gloss_document_start_reading (self);
}

/* Its place among the others is the library's to say. */
static gboolean
brings_capture_back (GlossChange *change)
{
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    {
      GlossRecord *before = gloss_change_get_before (change, i);

      if (before != NULL && g_str_equal (gloss_record_get_table (before), "capture") &&
          gloss_record_is_deleted (before))
        return TRUE;
    }

  return FALSE;
}

/* What was found in later captures was found from what the change says otherwise now. */
static gboolean
edits_earlier_anchor (GlossDocument *self, GlossChange *change)
{
  GlossRecord *newest = gloss_shown_capture_get_newest (&self->shown);

  for (guint i = 0; i < gloss_change_get_n_edits (change) && newest != NULL; i++)
    {
      GlossRecord *after = gloss_change_get_after (change, i);

      if (g_str_equal (gloss_record_get_table (after), "anchor") &&
          g_strcmp0 (gloss_record_get_string (after, "capture"), gloss_record_get_uuid (newest)) != 0 &&
          gloss_annotation_list_find_any (self->annotations, gloss_record_get_string (after, "annotation")) !=
            NULL)
        return TRUE;
    }

  return FALSE;
}

/* What settling wrote is announced after what was submitted meanwhile, which was written after it. */
static void
note_settling (GlossDocument *self, GlossChange *change)
{
  gboolean is_submitted = gloss_store_get_n_pending (self->store) > 0;

  if (self->n_settling > 0 && is_submitted)
    self->wants_reading = TRUE;
  if (!gloss_store_is_read_only (self->store) && edits_earlier_anchor (self, change))
    self->settles_next = TRUE;
}

static void
store_changed_cb (GlossDocument *self, GlossChange *change)
{
  note_settling (self, change);
  self->change_failed = FALSE;
  g_ptr_array_remove (self->unstored, change);
  if (self->changes_since != NULL)
    g_ptr_array_add (self->changes_since, gloss_change_ref (change));
  if (self->article == NULL || !gloss_document_apply_change (self, change))
    return;

  gloss_document_captures_came_or_went (self);
  /* Once it is durable: it is announced before it is written. */
  if (brings_capture_back (change))
    self->wants_reading = TRUE;
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
    gloss_document_makes_annotation (change)
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
  gloss_document_update_save_state (self);
}

static void
store_pending_cb (GlossDocument *self)
{
  gloss_document_settle_next (self);
  if (self->wants_reading && self->changes_since == NULL)
    gloss_document_start_reading (self);
  gloss_document_catch_up (self);
  gloss_document_update_save_state (self);
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
  g_clear_object (&self->undo);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gloss_document_parent_class)->dispose (object);
}

static void
gloss_document_finalize (GObject *object)
{
  GlossDocument *self = GLOSS_DOCUMENT (object);

  g_clear_object (&self->load);
  g_clear_object (&self->show);
  gloss_shown_capture_clear (&self->shown);
  g_free (self->switching);
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
    case PROP_CAPTURES:
      g_value_set_boxed (value, gloss_document_get_captures (GLOSS_DOCUMENT (object)));
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

  /**
   * GlossDocument:captures: (type GPtrArray(GlossRecord))
   *
   * The article's captures, newest first. Told where one came or went, here or by another process.
   */
  properties[PROP_CAPTURES] =
    g_param_spec_boxed ("captures", NULL, NULL, G_TYPE_PTR_ARRAY, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
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

  /**
   * GlossDocument::capture-changed:
   *
   * Another capture is shown: the user asked for it, or the one that was shown went to the trash.
   */
  signals[SIGNAL_CAPTURE_CHANGED] = g_signal_new ("capture-changed", GLOSS_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST,
                                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_document_init (GlossDocument *self)
{
  gloss_shown_capture_init (&self->shown);
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
  g_signal_connect_object (self->typing, "state-changed", G_CALLBACK (gloss_document_update_save_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->typing, "committing", G_CALLBACK (store_unstored), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->typing, "save-failed", G_CALLBACK (typing_failed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/* The library that it is in. */
GlossStore *
gloss_document_get_store (GlossDocument *self)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);

  return self->store;
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
 * gloss_document_is_read_only:
 * @self: a document
 *
 * Returns: whether its library can be read but not changed
 */
gboolean
gloss_document_is_read_only (GlossDocument *self)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), TRUE);

  return gloss_store_is_read_only (self->store);
}

/**
 * gloss_document_submit:
 * @self: a document
 * @change: (transfer full) (nullable): what a command made; %NULL is nothing to do
 *
 * Makes a change, and puts it where it can be taken back. It is shown when this returns, and durable once
 * #save-state is saved. Where it cannot be written, ::save-failed says so and it is taken back from what is
 * shown. An annotation that is made in an older capture is looked for in the newest as soon as it is durable.
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
  if (gloss_document_makes_annotation (change))
    self->wants_settling = TRUE;
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
