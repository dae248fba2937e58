/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The end of a workspace's work: everything to the disk, and where articles were left last of all. Main
 * thread; owns nothing: everything is the workspace's. It waits for the store without blocking.
 */
#include "config.h"

#include "app/window/gloss-workspace-private.h"

#include "core/base/gloss-error.h"

static void
flushed_cb (GTask *task)
{
  GlossWorkspace *self = g_task_get_source_object (task);

  if (gloss_store_get_n_pending (self->store) > 0)
    return;

  if (!self->writes_places && !gloss_workspace_has_unsaved (self))
    {
      self->writes_places = TRUE;
      gloss_reading_places_write (self->places, self->store, self->articles);
      if (gloss_store_get_n_pending (self->store) > 0)
        return;
    }

  g_signal_handlers_disconnect_by_func (self->store, flushed_cb, task);
  if (self->writes_places)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, GLOSS_ERROR, GLOSS_ERROR_FAILED, "not saved");
  self->writes_places = FALSE;
  g_object_unref (task);
}

/**
 * gloss_workspace_flush_async:
 * @self: a workspace
 * @callback: called when nothing is pending any more
 * @data: for @callback
 *
 * Commits what is being typed, and waits for the store; if everything is durable then, writes where articles
 * were left, as well as that can be done.
 */
void
gloss_workspace_flush_async (GlossWorkspace *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (GLOSS_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, gloss_workspace_flush_async);
  if (!self->is_open)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  if (self->document != NULL)
    gloss_document_commit_typing (self->document);
  g_signal_connect_swapped (self->store, "notify::n-pending", G_CALLBACK (flushed_cb), task);
  flushed_cb (task);
}

/**
 * gloss_workspace_flush_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether everything is durable
 */
gboolean
gloss_workspace_flush_finish (GlossWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
