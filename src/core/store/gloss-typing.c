/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text between the keyboard and the history. It owns the newest text of each field that is not history yet,
 * and gives none up before it is durable. A draft is written at most every 400 ms, on the trailing edge, so
 * that at most that much typing and one write lie between a key and the disk; after five seconds of rest, or
 * when asked to, the text becomes one change, one undo step, in whose transaction the draft goes. What
 * another process wrote meanwhile is never overwritten: the typed text becomes a further note beside it. What
 * a field does not accept, such as half a date, stays a draft until it does. Main thread; all writing goes
 * through the store. A key costs a copy of the text.
 */

#include "config.h"

#include "core/store/gloss-typing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/annotation/gloss-text-field.h"
#include "core/base/gloss-error.h"

#define DRAFT_MS 400
#define REST_MS 5000

/* How often a commit is made anew because another process wrote in between. */
#define MAX_CONFLICTS 3

/* A field that is being typed into, or whose text is on its way into the history. */
typedef struct
{
  GlossAnnotation *annotation;
  char *name;
  char *base; /* the value that the text is to replace */
  char *text;
  guint64 version; /* of the text */
  guint64 durable; /* the newest version that is a draft or a row on disk */

  GlossChange *commit; /* on its way, or NULL */
  char *commit_base;   /* what base was before it */
  gboolean commit_again;

  guint n_conflicts;
  gboolean waits; /* for the records to be read again */
  gboolean failed;
  gboolean restored;
} Field;

struct _GlossTyping
{
  GObject parent_instance;

  GlossStore *store;
  GlossUndoStack *undo;
  GlossAnnotationList *annotations;
  char *author;

  GPtrArray *fields; /* element-type Field */
  Field *current;    /* the one with the keyboard, borrowed, or NULL */
  guint64 n_versions;
  guint draft_timeout;
  guint rest_timeout;
  gboolean reported;
};

G_DEFINE_FINAL_TYPE (GlossTyping, gloss_typing, G_TYPE_OBJECT)

enum
{
  SIGNAL_STATE_CHANGED,
  SIGNAL_SAVE_FAILED,
  SIGNAL_COMMITTING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a write was of, for when its answer comes. */
typedef struct
{
  GlossTyping *typing;
  GlossAnnotation *annotation;
  char *name;
  guint64 version;
} Write;

/* Committing ends in a callback that may have to commit again. */
static void commit_field (GlossTyping *self, Field *field);

static void
field_free (gpointer data)
{
  Field *field = data;

  g_object_unref (field->annotation);
  g_clear_pointer (&field->commit, gloss_change_unref);
  g_free (field->name);
  g_free (field->base);
  g_free (field->text);
  g_free (field->commit_base);
  g_free (field);
}

static Write *
write_new (GlossTyping *self, Field *field)
{
  Write *write = g_new0 (Write, 1);

  write->typing = g_object_ref (self);
  write->annotation = g_object_ref (field->annotation);
  write->name = g_strdup (field->name);
  write->version = field->version;

  return write;
}

static void
write_free (Write *write)
{
  g_object_unref (write->typing);
  g_object_unref (write->annotation);
  g_free (write->name);
  g_free (write);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

static Field *
find_field (GlossTyping *self, GlossAnnotation *annotation, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (field->annotation == annotation && (name == NULL || strcmp (field->name, name) == 0))
        return field;
    }

  return NULL;
}

static Field *
add_field (GlossTyping *self, GlossAnnotation *annotation, const char *name, const char *base)
{
  Field *field = g_new0 (Field, 1);

  field->annotation = g_object_ref (annotation);
  field->name = g_strdup (name);
  field->base = g_strdup (base);
  g_ptr_array_add (self->fields, field);

  return field;
}

static void
stop_timers (GlossTyping *self)
{
  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
}

static void
remove_field (GlossTyping *self, Field *field)
{
  if (self->current == field)
    {
      stop_timers (self);
      self->current = NULL;
    }
  g_ptr_array_remove (self->fields, field);
}

static void
set_text (GlossTyping *self, Field *field, const char *text)
{
  g_free (field->text);
  field->text = g_strdup (text);
  field->version = ++self->n_versions;
  field->failed = FALSE;
}

static void
emit_state_changed (GlossTyping *self)
{
  g_signal_emit (self, signals[SIGNAL_STATE_CHANGED], 0);
}

/* One message for a disk that stays full, not one for each key. */
static void
report (GlossTyping *self, const GError *error)
{
  if (!self->reported)
    g_signal_emit (self, signals[SIGNAL_SAVE_FAILED], 0, error);
  self->reported = TRUE;
}

static void
draft_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Write) write = data;
  g_autoptr (GError) error = NULL;
  gboolean saved = gloss_store_save_draft_finish (GLOSS_STORE (object), result, &error);
  GlossTyping *self = write->typing;
  Field *field = find_field (self, write->annotation, write->name);

  /* Without the field it is history by now. */
  if (field == NULL)
    return;

  if (saved)
    {
      field->durable = MAX (field->durable, write->version);
      self->reported = FALSE;
    }
  else
    {
      field->failed = TRUE;
      report (self, error);
    }
  emit_state_changed (self);
}

static void
save_draft (GlossTyping *self, Field *field)
{
  gloss_store_save_draft_async (self->store, "annotation", gloss_annotation_get_uuid (field->annotation),
                                field->name, field->base, field->text, draft_saved_cb,
                                write_new (self, field));
}

static gboolean
draft_timeout_cb (gpointer data)
{
  GlossTyping *self = data;

  self->draft_timeout = 0;
  save_draft (self, self->current);

  return G_SOURCE_REMOVE;
}

static gboolean
rest_timeout_cb (gpointer data)
{
  GlossTyping *self = data;

  self->rest_timeout = 0;
  gloss_typing_commit (self);

  return G_SOURCE_REMOVE;
}

/* Half a date is kept as it is, where it is shown: in a source of an earlier run that never came into being
 * it would not be. */
static gboolean
has_to_wait (Field *field)
{
  return !gloss_text_field_accepts (field->name, field->text) &&
         (!field->restored || gloss_text_field_is_there (field->annotation, field->name));
}

/* What makes the text history; NULL where there is nothing to be made. What another wrote into the field
 * meanwhile stays: the typed text goes beside it. */
static GlossChange *
make_commit (GlossTyping *self, Field *field)
{
  g_autofree char *value = gloss_text_field_dup_value (field->annotation, field->name);
  g_autoptr (GlossChange) change = NULL;

  if (strcmp (value, field->text) == 0)
    return NULL;

  if (strcmp (value, field->base) != 0 || !gloss_text_field_accepts (field->name, field->text) ||
      (field->n_conflicts > 0 && !gloss_text_field_is_there (field->annotation, field->name)))
    change = gloss_text_field_set_aside (field->annotation, field->name, field->text, self->author);
  else
    change =
      gloss_text_field_set (field->annotation, self->annotations, field->name, field->text, self->author);

  return change != NULL && field->restored ? gloss_change_relabel (change, _ ("Restore draft"))
                                           : g_steal_pointer (&change);
}

/* The commit failed: its text is still here, and what it was to replace is what it was. */
static void
take_back_commit (Field *field, const GError *error)
{
  g_free (field->base);
  field->base = g_steal_pointer (&field->commit_base);
  field->waits =
    g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_CONFLICT) && field->n_conflicts < MAX_CONFLICTS;
  field->failed = !field->waits;
  field->n_conflicts++;
}

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Write) write = data;
  g_autoptr (GError) error = NULL;
  gboolean saved = gloss_store_submit_finish (GLOSS_STORE (object), result, &error);
  GlossTyping *self = write->typing;
  Field *field = find_field (self, write->annotation, write->name);

  g_assert (field != NULL && field->commit != NULL);

  g_clear_pointer (&field->commit, gloss_change_unref);
  if (saved)
    {
      g_clear_pointer (&field->commit_base, g_free);
      field->durable = MAX (field->durable, write->version);
      field->n_conflicts = 0;
      self->reported = FALSE;
      if (field->version == write->version)
        remove_field (self, field);
      else if (field->commit_again)
        commit_field (self, field);
    }
  else
    {
      take_back_commit (field, error);
      /* Its document may be gone, and nobody left to read the records again. */
      if (field->waits && field->durable < field->version)
        save_draft (self, field);
    }

  emit_state_changed (self);
}

static void
commit_field (GlossTyping *self, Field *field)
{
  g_autoptr (GlossChange) change = NULL;

  if (field->commit != NULL || field->waits)
    {
      field->commit_again = TRUE;
      return;
    }

  if (field == self->current)
    stop_timers (self);
  if (has_to_wait (field))
    {
      if (field->durable < field->version)
        save_draft (self, field);
      return;
    }

  field->commit_again = FALSE;
  field->failed = FALSE;
  change = make_commit (self, field);
  if (change == NULL)
    {
      gloss_store_save_draft_async (self->store, "annotation", gloss_annotation_get_uuid (field->annotation),
                                    field->name, NULL, NULL, NULL, NULL);
      remove_field (self, field);
      return;
    }

  /* From here on the field's value is what is being committed; where it becomes a further note, what it is.
   */
  field->commit = gloss_change_ref (change);
  field->commit_base = g_steal_pointer (&field->base);
  gloss_undo_stack_push (self->undo, change);
  gloss_store_submit_async (self->store, change, committed_cb, write_new (self, field));
  field->base = gloss_text_field_dup_value (field->annotation, field->name);
}

/* In the order they were typed into: a source comes before what is added to it. */
static void
commit_fields (GlossTyping *self, gboolean only_waiting)
{
  /* Whoever hears of it may commit, too: before any field is looked at. */
  g_signal_emit (self, signals[SIGNAL_COMMITTING], 0);
  for (guint i = 0; i < self->fields->len;)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (field->waits || !only_waiting)
        {
          field->waits = field->waits && !only_waiting;
          commit_field (self, field);
        }
      if (i < self->fields->len && g_ptr_array_index (self->fields, i) == field)
        i++;
    }
}

static void
gloss_typing_dispose (GObject *object)
{
  GlossTyping *self = GLOSS_TYPING (object);

  stop_timers (self);
  self->current = NULL;
  g_ptr_array_set_size (self->fields, 0);
  g_clear_object (&self->store);
  g_clear_object (&self->undo);
  g_clear_object (&self->annotations);

  G_OBJECT_CLASS (gloss_typing_parent_class)->dispose (object);
}

static void
gloss_typing_finalize (GObject *object)
{
  GlossTyping *self = GLOSS_TYPING (object);

  g_ptr_array_unref (self->fields);
  g_free (self->author);

  G_OBJECT_CLASS (gloss_typing_parent_class)->finalize (object);
}

static void
gloss_typing_class_init (GlossTypingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gloss_typing_dispose;
  object_class->finalize = gloss_typing_finalize;

  /**
   * GlossTyping::state-changed:
   *
   * What gloss_typing_is_unsaved() and gloss_typing_has_failed() say may have changed.
   */
  signals[SIGNAL_STATE_CHANGED] =
    g_signal_new ("state-changed", GLOSS_TYPE_TYPING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * GlossTyping::save-failed:
   * @error: why
   *
   * A draft could not be written. The text is kept, and tried again with the next key.
   */
  signals[SIGNAL_SAVE_FAILED] = g_signal_new ("save-failed", GLOSS_TYPE_TYPING, G_SIGNAL_RUN_LAST, 0, NULL,
                                              NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  /**
   * GlossTyping::committing:
   *
   * Text is about to be submitted: what it stands on has to be submitted before.
   */
  signals[SIGNAL_COMMITTING] =
    g_signal_new ("committing", GLOSS_TYPE_TYPING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_typing_init (GlossTyping *self)
{
  self->fields = g_ptr_array_new_with_free_func (field_free);
}

/**
 * gloss_typing_new:
 * @store: the library
 * @undo: where the changes go that typing becomes
 * @annotations: the list of what is typed into
 * @author: (nullable): whose notes they are
 *
 * Returns: (transfer full): the typing, of nothing yet
 */
GlossTyping *
gloss_typing_new (GlossStore *store,
                  GlossUndoStack *undo,
                  GlossAnnotationList *annotations,
                  const char *author)
{
  GlossTyping *self;

  g_return_val_if_fail (GLOSS_IS_STORE (store), NULL);
  g_return_val_if_fail (GLOSS_IS_UNDO_STACK (undo), NULL);

  self = g_object_new (GLOSS_TYPE_TYPING, NULL);
  self->store = g_object_ref (store);
  self->undo = g_object_ref (undo);
  self->annotations = g_object_ref (annotations);
  self->author = g_strdup (author);

  return self;
}

/**
 * gloss_typing_type:
 * @self: a typing
 * @annotation: the annotation that is typed into
 * @name: the field, as gloss-text-field.h names them
 * @text: the whole text of the field
 *
 * Takes up the text of a field after a key. What was typed into another field is committed.
 */
void
gloss_typing_type (GlossTyping *self, GlossAnnotation *annotation, const char *name, const char *text)
{
  Field *field;

  g_return_if_fail (GLOSS_IS_TYPING (self));
  g_return_if_fail (GLOSS_IS_ANNOTATION (annotation));
  g_return_if_fail (name != NULL && gloss_text_field_is_known (name));
  g_return_if_fail (text != NULL);

  field = find_field (self, annotation, name);
  if (self->current != NULL && self->current != field)
    {
      stop_timers (self);
      commit_field (self, g_steal_pointer (&self->current));
    }

  if (field == NULL)
    {
      g_autofree char *value = gloss_text_field_dup_value (annotation, name);

      if (strcmp (value, text) == 0)
        return;
      field = add_field (self, annotation, name, value);
    }

  set_text (self, field, text);
  field->restored = FALSE;
  self->current = field;
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  if (!gloss_text_field_is_unfinished (name))
    self->rest_timeout = g_timeout_add (REST_MS, rest_timeout_cb, self);
  if (self->draft_timeout == 0)
    self->draft_timeout = g_timeout_add (DRAFT_MS, draft_timeout_cb, self);
  emit_state_changed (self);
}

/**
 * gloss_typing_commit:
 * @self: a typing
 *
 * Makes history of everything that was typed, also of what failed to be saved before, in the order it was
 * typed. What its field does not accept stays a draft.
 */
void
gloss_typing_commit (GlossTyping *self)
{
  g_return_if_fail (GLOSS_IS_TYPING (self));

  commit_fields (self, FALSE);
  emit_state_changed (self);
}

/**
 * gloss_typing_restore:
 * @self: a typing
 * @annotation: the annotation that was typed into
 * @name: the field
 * @base: (nullable): the value that the typing started from
 * @text: the draft
 *
 * Makes history of a draft that an earlier run left behind.
 *
 * Returns: %FALSE where it says nothing that the record doesn't, and is cleared away, or where it is of an
 * unknown field, and is left alone
 */
gboolean
gloss_typing_restore (
  GlossTyping *self, GlossAnnotation *annotation, const char *name, const char *base, const char *text)
{
  g_autofree char *value = NULL;
  Field *field;
  gboolean says_more;

  g_return_val_if_fail (GLOSS_IS_TYPING (self), FALSE);
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), FALSE);
  g_return_val_if_fail (name != NULL && text != NULL, FALSE);

  if (!gloss_text_field_is_known (name))
    return FALSE;

  value = gloss_text_field_dup_value (annotation, name);
  says_more = strcmp (value, text) != 0;
  field = add_field (self, annotation, name, base != NULL ? base : "");
  field->restored = TRUE;
  set_text (self, field, text);
  field->durable = field->version;
  commit_field (self, field);

  return says_more;
}

/**
 * gloss_typing_will_retry:
 * @self: a typing
 * @change: a change that could not be applied
 * @error: why
 *
 * Tells whether a failed change is typed text that met what another process wrote. Nobody needs to hear of
 * it: the records are to be read again, and gloss_typing_retry() makes both survive.
 *
 * Returns: %TRUE if so
 */
gboolean
gloss_typing_will_retry (GlossTyping *self, GlossChange *change, const GError *error)
{
  g_return_val_if_fail (GLOSS_IS_TYPING (self), FALSE);

  if (!g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_CONFLICT))
    return FALSE;

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (field->commit == change)
        return field->n_conflicts < MAX_CONFLICTS;
    }

  return FALSE;
}

/**
 * gloss_typing_retry:
 * @self: a typing
 *
 * Commits what waited for the records to be read again.
 */
void
gloss_typing_retry (GlossTyping *self)
{
  g_return_if_fail (GLOSS_IS_TYPING (self));

  commit_fields (self, TRUE);
  emit_state_changed (self);
}

/**
 * gloss_typing_get_text:
 * @self: a typing
 * @annotation: an annotation
 * @name: (nullable): a field, %NULL for any
 *
 * Returns: (nullable): what was typed into the field and is not history yet; %NULL where nothing was
 */
const char *
gloss_typing_get_text (GlossTyping *self, GlossAnnotation *annotation, const char *name)
{
  Field *field;

  g_return_val_if_fail (GLOSS_IS_TYPING (self), NULL);
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);

  field = find_field (self, annotation, name);
  return field != NULL ? field->text : NULL;
}

/**
 * gloss_typing_is_unsaved:
 * @self: a typing
 *
 * Returns: %TRUE if there is text that is neither draft nor row on disk
 */
gboolean
gloss_typing_is_unsaved (GlossTyping *self)
{
  g_return_val_if_fail (GLOSS_IS_TYPING (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (field->waits || field->durable < field->version)
        return TRUE;
    }

  return FALSE;
}

/**
 * gloss_typing_has_failed:
 * @self: a typing
 *
 * Returns: %TRUE if there is text whose last write failed
 */
gboolean
gloss_typing_has_failed (GlossTyping *self)
{
  g_return_val_if_fail (GLOSS_IS_TYPING (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    if (((Field *) g_ptr_array_index (self->fields, i))->failed)
      return TRUE;

  return FALSE;
}
