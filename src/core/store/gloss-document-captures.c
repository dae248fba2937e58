/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which capture of an open article is shown, and that its annotations are looked for in the newest. A part of
 * GlossDocument: it works on what that owns, on the main thread; texts are read on the store's reader thread.
 * Nothing is shown that is not durable: where captures come and go by a change, it waits until that is
 * written, so that one that fails leaves the reader where he is. Switching costs reading one text and sorting
 * the annotations.
 */

#include "config.h"

#include "core/store/gloss-document-private.h"

#include <glib/gi18n-lib.h>

#include "core/base/gloss-error.h"

/* Reader thread; data is the capture's uuid. */
static gpointer
read_capture (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return gloss_database_load_capture_with_uuid (database, data, error);
}

static void
free_capture (gpointer capture)
{
  gloss_capture_unref (capture);
}

/* error: NULL if it is shown. */
static void
answer_show (GlossDocument *self, const GError *error)
{
  g_autoptr (GTask) show = g_steal_pointer (&self->show);

  if (show == NULL)
    return;
  if (error != NULL)
    g_task_return_error (show, g_error_copy (error));
  else
    g_task_return_boolean (show, TRUE);
}

gboolean
gloss_document_take_capture (GlossDocument *self, GlossCapture *capture)
{
  if (!gloss_shown_capture_take (&self->shown, capture))
    return FALSE;

  gloss_annotation_list_set_capture (self->annotations, gloss_shown_capture_get_uuid (&self->shown));
  return TRUE;
}

/* Switching ends in a callback that may have to switch again. */
static void follow_target (GlossDocument *self);

/* What is asked for now; the answer may come when it no longer is. */
typedef struct
{
  GlossDocument *document;
  char *uuid;
} Switch;

static void
switch_free (Switch *data)
{
  g_object_unref (data->document);
  g_free (data->uuid);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Switch, switch_free)

/* It can't be read: what is shown stays, and it isn't tried again before it is asked for again. */
static void
give_up (GlossDocument *self, const char *uuid, const GError *error)
{
  if (g_strcmp0 (self->shown.wanted, uuid) == 0)
    gloss_shown_capture_want (&self->shown, NULL);

  if (self->show != NULL)
    answer_show (self, error);
  else
    g_signal_emit_by_name (self, "save-failed", error);
}

static void
switched_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Switch) asked = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossCapture) capture = gloss_store_read_finish (GLOSS_STORE (object), result, &error);
  GlossDocument *self = asked->document;

  if (g_strcmp0 (self->switching, asked->uuid) != 0)
    return;

  g_clear_pointer (&self->switching, g_free);
  if (capture == NULL)
    {
      give_up (self, asked->uuid, error);
      return;
    }

  if (gloss_document_take_capture (self, capture))
    g_signal_emit_by_name (self, "capture-changed");
  follow_target (self);
}

static void
follow_target (GlossDocument *self)
{
  const char *target = gloss_shown_capture_get_target (&self->shown);

  if (self->awaits_captures || self->article == NULL)
    return;

  if (target == NULL || g_strcmp0 (target, gloss_shown_capture_get_uuid (&self->shown)) == 0)
    {
      g_clear_pointer (&self->switching, g_free);
      answer_show (self, NULL);
    }
  else if (g_strcmp0 (target, self->switching) != 0)
    {
      Switch *data = g_new0 (Switch, 1);

      g_free (self->switching);
      self->switching = g_strdup (target);
      data->document = g_object_ref (self);
      data->uuid = g_strdup (target);
      gloss_store_read_async (self->store, read_capture, g_strdup (target), g_free, free_capture, NULL,
                              switched_cb, data);
    }
}

static void
settled_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossDocument) self = data;
  g_autoptr (GError) error = NULL;

  self->n_settling--;
  if (!gloss_store_settle_anchors_finish (GLOSS_STORE (object), result, &error))
    g_signal_emit_by_name (self, "save-failed", error);
}

static void
start_settling (GlossDocument *self)
{
  self->n_settling++;
  gloss_store_settle_anchors_async (self->store, self->uuid, settled_cb, g_object_ref (self));
}

void
gloss_document_settle_next (GlossDocument *self)
{
  if (!self->settles_next)
    return;

  self->settles_next = FALSE;
  start_settling (self);
}

/* Looks for annotations in the newest capture where they were not yet: they were made in an older one, or
 * came from elsewhere; and again for those that were found from what another process changed since. */
static void
settle_anchors (GlossDocument *self)
{
  GlossRecord *newest = gloss_shown_capture_get_newest (&self->shown);

  self->wants_settling = FALSE;
  if (newest == NULL || !gloss_shown_capture_has_text (newest) || gloss_store_is_read_only (self->store) ||
      !gloss_annotation_list_may_settle (self->annotations, gloss_record_get_uuid (newest)))
    return;

  start_settling (self);
}

void
gloss_document_captures_came_or_went (GlossDocument *self)
{
  GlossRecord *newest = gloss_shown_capture_get_newest (&self->shown);

  gloss_annotation_list_set_newest (self->annotations,
                                    newest != NULL ? gloss_record_get_uuid (newest) : NULL);
  self->awaits_captures = TRUE;
  self->wants_settling = TRUE;
  g_object_notify (G_OBJECT (self), "captures");
}

void
gloss_document_catch_up (GlossDocument *self)
{
  if (self->article == NULL || self->changes_since != NULL || gloss_store_get_n_pending (self->store) > 0)
    return;

  if (self->awaits_captures)
    {
      self->awaits_captures = FALSE;
      follow_target (self);
    }
  if (self->wants_settling)
    settle_anchors (self);
}

/**
 * gloss_document_get_capture:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the capture that is shown, %NULL before it is loaded
 */
GlossCapture *
gloss_document_get_capture (GlossDocument *self)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);

  return self->shown.capture;
}

/**
 * gloss_document_get_captures:
 * @self: a document
 *
 * Returns: (transfer none) (element-type GlossRecord): the article's captures, newest first; their texts are
 * not promised. The array is never changed: where captures come or go there is another
 */
GPtrArray *
gloss_document_get_captures (GlossDocument *self)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);

  return self->shown.captures;
}

/**
 * gloss_document_get_archive:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): where a public archive has the page of the capture that is shown, as
 * is known now; the capture has what was known when it was loaded
 */
const char *
gloss_document_get_archive (GlossDocument *self)
{
  GlossRecord *record;

  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), NULL);

  record = gloss_shown_capture_find (&self->shown, gloss_shown_capture_get_uuid (&self->shown));
  return record != NULL ? gloss_record_get_string (record, "archive") : NULL;
}

/**
 * gloss_document_shows_newest:
 * @self: a document
 *
 * Returns: whether there is no newer capture than the one that is shown
 */
gboolean
gloss_document_shows_newest (GlossDocument *self)
{
  GlossRecord *newest;

  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), FALSE);

  newest = gloss_shown_capture_get_newest (&self->shown);
  return newest == NULL ||
         g_strcmp0 (gloss_record_get_uuid (newest), gloss_shown_capture_get_uuid (&self->shown)) == 0;
}

/**
 * gloss_document_show_capture_async:
 * @self: a document that is loaded
 * @uuid: one of its captures
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is shown
 * @data: for @callback
 *
 * Shows another capture, because the user asked for it. What is being typed is committed before; the
 * annotations stay the same objects. ::capture-changed is emitted before @callback is called.
 */
void
gloss_document_show_capture_async (GlossDocument *self,
                                   const char *uuid,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) overtaken = NULL;

  g_return_if_fail (GLOSS_IS_DOCUMENT (self));
  g_return_if_fail (self->article != NULL);
  g_return_if_fail (uuid != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, gloss_document_show_capture_async);
  if (gloss_shown_capture_find (&self->shown, uuid) == NULL)
    {
      g_task_return_new_error (
        task, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND, "%s",
        _ ("This version of the article is not in the library any more. What is shown stays."));
      return;
    }

  gloss_typing_commit (self->typing);
  overtaken = g_steal_pointer (&self->show);
  gloss_shown_capture_want (&self->shown, uuid);
  self->show = g_steal_pointer (&task);
  follow_target (self);
  if (overtaken != NULL)
    g_task_return_new_error (overtaken, G_IO_ERROR, G_IO_ERROR_CANCELLED, "another capture was asked for");
}

/**
 * gloss_document_show_capture_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: return location
 *
 * Errors: %GLOSS_ERROR_NOT_FOUND where it is not there or came without its text, %GLOSS_ERROR_CORRUPT where
 * the text is not what was captured, %G_IO_ERROR_CANCELLED also where another capture was asked for
 * meanwhile, and those of reading a library. What was shown stays then.
 *
 * Returns: %TRUE once it is shown
 */
gboolean
gloss_document_show_capture_finish (GlossDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
