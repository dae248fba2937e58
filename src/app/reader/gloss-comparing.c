/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossComparing owns the comparison and the list of annotations in it. Main thread; captures are read on the
 * store's reader thread and compared in a GTask thread, which hold up nobody and keep it until they end. It
 * changes nothing.
 */
#include "config.h"

#include "app/reader/gloss-comparing.h"

#include "core/annotation/gloss-comparison-list.h"

struct _GlossComparing
{
  GObject parent_instance;

  GlossDocument *document;
  GlossComparison *comparison;
  GlossAnnotationList *annotations;
  GCancellable *cancellable;
};

/* What is compared; made on the main thread, filled by the reader, then only read. */
typedef struct
{
  char *uuids[2];
  GlossCapture *captures[2];
} Pair;

enum
{
  READY,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossComparing, gloss_comparing, G_TYPE_OBJECT)

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  for (guint i = 0; i < G_N_ELEMENTS (pair->uuids); i++)
    {
      g_free (pair->uuids[i]);
      g_clear_pointer (&pair->captures[i], gloss_capture_unref);
    }
  g_free (pair);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pair, pair_free)

/* Reader thread. */
static gpointer
read_pair (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  const Pair *asked = data;
  g_autoptr (Pair) pair = g_new0 (Pair, 1);

  for (guint i = 0; i < G_N_ELEMENTS (pair->uuids); i++)
    {
      pair->captures[i] = gloss_database_load_capture_with_uuid (database, asked->uuids[i], error);
      if (pair->captures[i] == NULL)
        return NULL;
    }
  return g_steal_pointer (&pair);
}

static void
compare_in_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Pair *pair = data;

  if (g_task_return_error_if_cancelled (task))
    return;
  g_task_return_pointer (task, gloss_comparison_new (pair->captures[0], pair->captures[1]),
                         (GDestroyNotify) gloss_comparison_unref);
}

static void
compared_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossComparing) self = data;
  g_autoptr (GlossComparison) comparison = g_task_propagate_pointer (G_TASK (result), NULL);

  if (comparison == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->comparison = g_steal_pointer (&comparison);
  self->annotations =
    gloss_comparison_list_new (self->comparison, gloss_document_get_annotations (self->document));
  g_signal_emit (self, signals[READY], 0);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossComparing) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Pair) pair = gloss_store_read_finish (GLOSS_STORE (object), result, &error);
  g_autoptr (GTask) task = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (pair == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  task = g_task_new (NULL, self->cancellable, compared_cb, g_object_ref (self));
  g_task_set_source_tag (task, compare_in_thread);
  g_task_set_task_data (task, g_steal_pointer (&pair), pair_free);
  g_task_run_in_thread (task, compare_in_thread);
}

static void
gloss_comparing_dispose (GObject *object)
{
  GlossComparing *self = GLOSS_COMPARING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->annotations);
  g_clear_object (&self->document);
  g_clear_pointer (&self->comparison, gloss_comparison_unref);

  G_OBJECT_CLASS (gloss_comparing_parent_class)->dispose (object);
}

static void
gloss_comparing_finalize (GObject *object)
{
  g_object_unref (GLOSS_COMPARING (object)->cancellable);

  G_OBJECT_CLASS (gloss_comparing_parent_class)->finalize (object);
}

static void
gloss_comparing_class_init (GlossComparingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gloss_comparing_dispose;
  object_class->finalize = gloss_comparing_finalize;

  signals[READY] =
    g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gloss_comparing_init (GlossComparing *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * gloss_comparing_new:
 * @store: the library
 * @document: the open article
 * @older: the uuid of one of its captures
 * @newer: the uuid of a later one
 *
 * Starts to compare.
 *
 * Returns: (transfer full): the comparison on its way
 */
GlossComparing *
gloss_comparing_new (GlossStore *store, GlossDocument *document, const char *older, const char *newer)
{
  GlossComparing *self = g_object_new (GLOSS_TYPE_COMPARING, NULL);
  Pair *asked = g_new0 (Pair, 1);

  self->document = g_object_ref (document);
  asked->uuids[0] = g_strdup (older);
  asked->uuids[1] = g_strdup (newer);
  gloss_store_read_async (store, read_pair, asked, pair_free, pair_free, self->cancellable, read_cb,
                          g_object_ref (self));
  return self;
}

/**
 * gloss_comparing_cancel:
 * @self: a comparison that nobody wants any more
 *
 * Does nothing further that is not begun, and emits nothing.
 */
void
gloss_comparing_cancel (GlossComparing *self)
{
  g_return_if_fail (GLOSS_IS_COMPARING (self));

  g_cancellable_cancel (self->cancellable);
}

/* The comparison; NULL before it is ready. */
GlossComparison *
gloss_comparing_get_comparison (GlossComparing *self)
{
  g_return_val_if_fail (GLOSS_IS_COMPARING (self), NULL);

  return self->comparison;
}

/* The annotations in the comparison's text; NULL before it is ready. */
GlossAnnotationList *
gloss_comparing_get_annotations (GlossComparing *self)
{
  g_return_val_if_fail (GLOSS_IS_COMPARING (self), NULL);

  return self->annotations;
}
