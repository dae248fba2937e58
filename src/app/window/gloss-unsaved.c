/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossUnsaved owns changes and documents. Main thread. It writes nothing by itself and drops nothing that is
 * not on the disk, unless it is disposed of itself.
 */
#include "config.h"

#include "app/window/gloss-unsaved.h"

struct _GlossUnsaved
{
  GObject parent_instance;

  GPtrArray *changes;   /* GlossChange */
  GPtrArray *documents; /* GlossDocument */
};

G_DEFINE_FINAL_TYPE (GlossUnsaved, gloss_unsaved, G_TYPE_OBJECT)

static void
save_state_cb (GlossUnsaved *self, GParamSpec *pspec, GlossDocument *document)
{
  if (gloss_document_get_save_state (document) != GLOSS_SAVE_STATE_SAVED)
    return;

  g_signal_handlers_disconnect_by_data (document, self);
  g_ptr_array_remove (self->documents, document);
}

static void
gloss_unsaved_dispose (GObject *object)
{
  GlossUnsaved *self = GLOSS_UNSAVED (object);

  for (guint i = 0; i < self->documents->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->documents, i), self);
  g_ptr_array_set_size (self->documents, 0);

  G_OBJECT_CLASS (gloss_unsaved_parent_class)->dispose (object);
}

static void
gloss_unsaved_finalize (GObject *object)
{
  GlossUnsaved *self = GLOSS_UNSAVED (object);

  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->documents);

  G_OBJECT_CLASS (gloss_unsaved_parent_class)->finalize (object);
}

static void
gloss_unsaved_class_init (GlossUnsavedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gloss_unsaved_dispose;
  G_OBJECT_CLASS (klass)->finalize = gloss_unsaved_finalize;
}

static void
gloss_unsaved_init (GlossUnsaved *self)
{
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_change_unref);
  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gloss_unsaved_new:
 *
 * Returns: (transfer full): a place where nothing waits yet
 */
GlossUnsaved *
gloss_unsaved_new (void)
{
  return g_object_new (GLOSS_TYPE_UNSAVED, NULL);
}

/**
 * gloss_unsaved_add_change:
 * @self: a place
 * @change: a change that was not applied
 *
 * Keeps a change for gloss_unsaved_take_changes().
 */
void
gloss_unsaved_add_change (GlossUnsaved *self, GlossChange *change)
{
  g_return_if_fail (GLOSS_IS_UNSAVED (self));
  g_return_if_fail (change != NULL);

  g_ptr_array_add (self->changes, gloss_change_ref (change));
}

/**
 * gloss_unsaved_take_changes:
 * @self: a place
 *
 * Returns: (transfer full) (element-type GlossChange): what failed, in that order
 */
GPtrArray *
gloss_unsaved_take_changes (GlossUnsaved *self)
{
  GPtrArray *changes;

  g_return_val_if_fail (GLOSS_IS_UNSAVED (self), NULL);

  changes = self->changes;
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_change_unref);
  return changes;
}

/**
 * gloss_unsaved_forget_change:
 * @self: a place
 * @change: a change that is made again
 */
void
gloss_unsaved_forget_change (GlossUnsaved *self, GlossChange *change)
{
  g_return_if_fail (GLOSS_IS_UNSAVED (self));

  g_ptr_array_remove (self->changes, change);
}

/**
 * gloss_unsaved_keep:
 * @self: a place
 * @document: a document that another one is shown instead of
 *
 * Keeps a document until all of it is on the disk; one of which all is, is not kept.
 */
void
gloss_unsaved_keep (GlossUnsaved *self, GlossDocument *document)
{
  g_return_if_fail (GLOSS_IS_UNSAVED (self));
  g_return_if_fail (GLOSS_IS_DOCUMENT (document));

  if (gloss_document_get_save_state (document) == GLOSS_SAVE_STATE_SAVED)
    return;

  g_ptr_array_add (self->documents, g_object_ref (document));
  g_signal_connect_object (document, "notify::save-state", G_CALLBACK (save_state_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gloss_unsaved_take_document:
 * @self: a place
 * @article: an article's uuid
 *
 * Gives a document back that is to be shown again.
 *
 * Returns: (transfer full) (nullable): the document; %NULL where that article's is not kept
 */
GlossDocument *
gloss_unsaved_take_document (GlossUnsaved *self, const char *article)
{
  g_return_val_if_fail (GLOSS_IS_UNSAVED (self), NULL);
  g_return_val_if_fail (article != NULL, NULL);

  for (guint i = 0; i < self->documents->len; i++)
    {
      GlossDocument *document = g_ptr_array_index (self->documents, i);

      if (g_strcmp0 (gloss_article_get_uuid (gloss_document_get_article (document)), article) != 0)
        continue;

      g_signal_handlers_disconnect_by_data (document, self);
      g_object_ref (document);
      g_ptr_array_remove_index (self->documents, i);
      return document;
    }
  return NULL;
}

/**
 * gloss_unsaved_commit:
 * @self: a place
 *
 * Makes the documents write again what was typed in them.
 */
void
gloss_unsaved_commit (GlossUnsaved *self)
{
  g_autoptr (GPtrArray) documents = NULL;

  g_return_if_fail (GLOSS_IS_UNSAVED (self));

  documents = g_ptr_array_copy (self->documents, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  for (guint i = 0; i < documents->len; i++)
    gloss_document_commit_typing (g_ptr_array_index (documents, i));
}

/**
 * gloss_unsaved_is_failed:
 * @self: a place
 *
 * Returns: whether anything is here that failed, not merely waits for its turn
 */
gboolean
gloss_unsaved_is_failed (GlossUnsaved *self)
{
  g_return_val_if_fail (GLOSS_IS_UNSAVED (self), FALSE);

  for (guint i = 0; i < self->documents->len; i++)
    if (gloss_document_get_save_state (g_ptr_array_index (self->documents, i)) == GLOSS_SAVE_STATE_FAILED)
      return TRUE;
  return self->changes->len > 0;
}
