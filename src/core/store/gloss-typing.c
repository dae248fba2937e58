/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text between the keyboard and the history. It owns the newest text of each field that is not history yet,
 * and gives none up before it is durable. A draft is written at most every 400 ms, on the trailing edge, so
 * that at most that much typing and one write lie between a key and the disk; after five seconds of rest, or
 * when asked to, the text becomes one change, one undo step, in whose transaction the draft goes. What
 * another process wrote meanwhile is never overwritten: the typed text becomes a further note beside it. Main
 * thread; all writing goes through the store. A key costs a copy of the text.
 */

#include "config.h"

#include "core/store/gloss-typing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/annotation/gloss-commands.h"
#include "core/base/gloss-error.h"

#define DRAFT_MS 400
#define REST_MS 5000

/* How often a commit is made anew because another process wrote in between. */
#define MAX_CONFLICTS 3

static const char *const field_names[] = { "note", "claim", "claim_date", "explanation", NULL };

/* A field that is being typed into, or whose text is on its way into the history. */
typedef struct
{
  GlossAnnotation *annotation;
  const char *name; /* interned */
  char *base;       /* the value that the text is to replace */
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
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a write was of, for when its answer comes. */
typedef struct
{
  GlossTyping *typing;
  GlossAnnotation *annotation;
  const char *name;
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
  write->name = field->name;
  write->version = field->version;

  return write;
}

static void
write_free (Write *write)
{
  g_object_unref (write->typing);
  g_object_unref (write->annotation);
  g_free (write);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

static Field *
find_field (GlossTyping *self, GlossAnnotation *annotation, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (field->annotation == annotation && strcmp (field->name, name) == 0)
        return field;
    }

  return NULL;
}

/* What the record says, "" where it says nothing. */
static const char *
get_value (GlossAnnotation *annotation, const char *name)
{
  const char *value;

  if (strcmp (name, "note") == 0)
    return gloss_annotation_get_note (annotation);

  value = gloss_record_get_string (gloss_annotation_get_record (annotation), name);
  return value != NULL ? value : "";
}

static Field *
add_field (GlossTyping *self, GlossAnnotation *annotation, const char *name, const char *base)
{
  Field *field = g_new0 (Field, 1);

  field->annotation = g_object_ref (annotation);
  field->name = g_intern_string (name);
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

/* The same change under another label. */
static GlossChange *
relabel (GlossChange *change, const char *label)
{
  GlossChange *copy = gloss_change_new (label, gloss_change_get_article (change));

  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    gloss_change_add (copy, gloss_change_get_before (change, i), gloss_change_get_after (change, i));
  for (guint i = 0; i < gloss_change_get_n_cleared_drafts (change); i++)
    {
      const char *table, *uuid, *column;

      gloss_change_get_cleared_draft (change, i, &table, &uuid, &column);
      gloss_change_clear_draft (copy, table, uuid, column);
    }

  return copy;
}

/* The typed text beside what another wrote into the field meanwhile. */
static GlossChange *
make_further_note (GlossTyping *self, Field *field)
{
  g_autofree char *text = NULL;
  GlossChange *change;

  if (strcmp (field->name, "claim") == 0)
    text = g_strdup_printf (_ ("Claim: %s"), field->text);
  else if (strcmp (field->name, "claim_date") == 0)
    text = g_strdup_printf (_ ("Claim date: %s"), field->text);
  else if (strcmp (field->name, "explanation") == 0)
    text = g_strdup_printf (_ ("Explanation: %s"), field->text);

  change = gloss_command_add_note (field->annotation, text != NULL ? text : field->text, self->author);
  gloss_change_clear_draft (change, "annotation", gloss_annotation_get_uuid (field->annotation), field->name);
  return change;
}

/* What makes the text history; NULL where there is nothing to be made. */
static GlossChange *
make_commit (GlossTyping *self, Field *field)
{
  const char *value = get_value (field->annotation, field->name);
  g_autoptr (GlossChange) change = NULL;

  if (strcmp (value, field->text) == 0)
    return NULL;

  if (strcmp (value, field->base) != 0)
    change = *field->text != '\0' ? make_further_note (self, field) : NULL;
  else if (strcmp (field->name, "note") == 0)
    change = gloss_command_set_note (field->annotation, field->text, self->author);
  else
    change = gloss_command_set_text (field->annotation, field->name, field->text);

  return change != NULL && field->restored ? relabel (change, _ ("Restore draft"))
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
  field->base = g_strdup (get_value (field->annotation, field->name));
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
 * @author: (nullable): whose notes they are
 *
 * Returns: (transfer full): the typing, of nothing yet
 */
GlossTyping *
gloss_typing_new (GlossStore *store, GlossUndoStack *undo, const char *author)
{
  GlossTyping *self;

  g_return_val_if_fail (GLOSS_IS_STORE (store), NULL);
  g_return_val_if_fail (GLOSS_IS_UNDO_STACK (undo), NULL);

  self = g_object_new (GLOSS_TYPE_TYPING, NULL);
  self->store = g_object_ref (store);
  self->undo = g_object_ref (undo);
  self->author = g_strdup (author);

  return self;
}

/**
 * gloss_typing_type:
 * @self: a typing
 * @annotation: the annotation that is typed into
 * @name: the field: `note`, `claim`, `claim_date` or `explanation`
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
  g_return_if_fail (name != NULL && g_strv_contains (field_names, name));
  g_return_if_fail (text != NULL);

  field = find_field (self, annotation, name);
  if (self->current != NULL && self->current != field)
    {
      stop_timers (self);
      commit_field (self, g_steal_pointer (&self->current));
    }

  if (field == NULL)
    {
      const char *value = get_value (annotation, name);

      if (strcmp (value, text) == 0)
        return;
      field = add_field (self, annotation, name, value);
    }

  set_text (self, field, text);
  field->restored = FALSE;
  self->current = field;
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  self->rest_timeout = g_timeout_add (REST_MS, rest_timeout_cb, self);
  if (self->draft_timeout == 0)
    self->draft_timeout = g_timeout_add (DRAFT_MS, draft_timeout_cb, self);
  emit_state_changed (self);
}

/**
 * gloss_typing_commit:
 * @self: a typing
 *
 * Makes history of everything that was typed, also of what failed to be saved before.
 */
void
gloss_typing_commit (GlossTyping *self)
{
  g_return_if_fail (GLOSS_IS_TYPING (self));

  for (guint i = self->fields->len; i > 0; i--)
    commit_field (self, g_ptr_array_index (self->fields, i - 1));
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
  Field *field;
  gboolean says_more;

  g_return_val_if_fail (GLOSS_IS_TYPING (self), FALSE);
  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), FALSE);
  g_return_val_if_fail (name != NULL && text != NULL, FALSE);

  if (!g_strv_contains (field_names, name))
    return FALSE;

  says_more = strcmp (get_value (annotation, name), text) != 0;
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

  for (guint i = self->fields->len; i > 0; i--)
    {
      Field *field = g_ptr_array_index (self->fields, i - 1);

      if (!field->waits)
        continue;
      field->waits = FALSE;
      commit_field (self, field);
    }
  emit_state_changed (self);
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
