/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where annotations stand in the page that their article was taken from. Owns what was found, by uuid. Main
 * thread; resolving runs in a task on immutable values, one at a time. It never changes an annotation, and
 * never places one whose words are not there. Only what is not known yet is looked for: some 20 ms for a page
 * of 100 KB, on the task's thread. */

#include "config.h"

#include "web/gloss-original-passages.h"

#include "core/anchor/gloss-anchor-resolver.h"

/* Where it stands in the article, and in the page; G_MAXSIZE: nowhere. */
typedef struct
{
  gsize from;
  gsize to;
  gsize start;
  gsize end;
  gboolean is_changed;
} Place;

struct _GlossOriginalPassages
{
  GObject parent_instance;

  GlossText *article;
  GlossText *page;
  GlossAnnotationList *annotations;
  GHashTable *places;        /* uuid -> Place */
  GCancellable *cancellable; /* of what is looked for; NULL: nothing is */
  guint idle;
};

G_DEFINE_FINAL_TYPE (GlossOriginalPassages, gloss_original_passages, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GlossText *article;
  GlossText *page;
  GPtrArray *uuids;
  GPtrArray *anchors;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  gloss_text_unref (question->article);
  gloss_text_unref (question->page);
  g_ptr_array_unref (question->uuids);
  g_ptr_array_unref (question->anchors);
  g_free (question);
}

static void
resolve_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;

  g_task_return_pointer (task,
                         gloss_anchor_resolve (question->article, question->page,
                                               (GlossAnchor *const *) question->anchors->pdata,
                                               question->anchors->len, cancellable),
                         (GDestroyNotify) g_array_unref);
}

/* Whether it is known where an annotation stands, as it stands in the article now. */
static gboolean
is_known (GlossOriginalPassages *self, GlossAnnotation *annotation)
{
  GlossAnchor *anchor = gloss_annotation_get_anchor (annotation);
  const Place *place = g_hash_table_lookup (self->places, gloss_annotation_get_uuid (annotation));

  return gloss_anchor_get_start (anchor) == G_MAXSIZE ||
         (place != NULL && place->from == gloss_anchor_get_start (anchor) &&
          place->to == gloss_anchor_get_end (anchor));
}

/* By the words that stand in the article, which may be others than those that the user stands by. */
static Question *
make_question (GlossOriginalPassages *self)
{
  Question *question = g_new0 (Question, 1);

  question->article = gloss_text_ref (self->article);
  question->page = gloss_text_ref (self->page);
  question->uuids = g_ptr_array_new_with_free_func (g_free);
  question->anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_anchor_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->annotations)); i++)
    {
      g_autoptr (GlossAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (self->annotations), i);
      GlossAnchor *anchor = gloss_annotation_get_anchor (annotation);
      GlossAnchor *shown;

      if (is_known (self, annotation))
        continue;
      shown = gloss_anchor_new_for_range (self->article, gloss_anchor_get_start (anchor),
                                          gloss_anchor_get_end (anchor));
      if (shown == NULL)
        shown = gloss_anchor_ref (anchor);
      g_ptr_array_add (question->uuids, g_strdup (gloss_annotation_get_uuid (annotation)));
      g_ptr_array_add (question->anchors, shown);
    }
  return question;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GlossOriginalPassages) self = data;
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GArray) resolutions = g_task_propagate_pointer (G_TASK (result), NULL);

  if (resolutions == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  for (guint i = 0; i < resolutions->len; i++)
    {
      const GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, i);
      GlossAnchor *anchor = g_ptr_array_index (question->anchors, i);
      Place *place = g_new (Place, 1);

      *place = (Place){ gloss_anchor_get_start (anchor), gloss_anchor_get_end (anchor), resolution->start,
                        resolution->end, resolution->state == GLOSS_ANCHOR_CHANGED };
      g_hash_table_replace (self->places, g_strdup (g_ptr_array_index (question->uuids, i)), place);
    }
  g_clear_object (&self->cancellable);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stop (GlossOriginalPassages *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* What is looked for already is looked for again, with what came meanwhile. */
static gboolean
look_cb (gpointer data)
{
  GlossOriginalPassages *self = data;
  g_autoptr (GTask) task = NULL;
  Question *question;

  self->idle = 0;
  stop (self);
  question = make_question (self);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, looked_cb, g_object_ref (self));
  g_task_set_source_tag (task, look_cb);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, resolve_in_thread);
  return G_SOURCE_REMOVE;
}

static void
forget (GlossOriginalPassages *self)
{
  stop (self);
  g_hash_table_remove_all (self->places);
  g_clear_pointer (&self->article, gloss_text_unref);
  g_clear_pointer (&self->page, gloss_text_unref);
  g_clear_object (&self->annotations);
}

static void
gloss_original_passages_dispose (GObject *object)
{
  forget (GLOSS_ORIGINAL_PASSAGES (object));
  G_OBJECT_CLASS (gloss_original_passages_parent_class)->dispose (object);
}

static void
gloss_original_passages_finalize (GObject *object)
{
  g_hash_table_unref (GLOSS_ORIGINAL_PASSAGES (object)->places);
  G_OBJECT_CLASS (gloss_original_passages_parent_class)->finalize (object);
}

static void
gloss_original_passages_class_init (GlossOriginalPassagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gloss_original_passages_dispose;
  object_class->finalize = gloss_original_passages_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GLOSS_TYPE_ORIGINAL_PASSAGES, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_original_passages_init (GlossOriginalPassages *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* Returns: (transfer full): one that knows of no text */
GlossOriginalPassages *
gloss_original_passages_new (void)
{
  return g_object_new (GLOSS_TYPE_ORIGINAL_PASSAGES, NULL);
}

/**
 * gloss_original_passages_set:
 * @article: (nullable): what the anchors refer to
 * @page: (nullable): the text of the page
 * @annotations: (nullable): all that may be asked for
 *
 * Forgets what was found in another page.
 */
void
gloss_original_passages_set (GlossOriginalPassages *self,
                             GlossText *article,
                             GlossText *page,
                             GlossAnnotationList *annotations)
{
  g_return_if_fail (GLOSS_IS_ORIGINAL_PASSAGES (self));
  g_return_if_fail ((article == NULL) == (page == NULL) && (article == NULL) == (annotations == NULL));

  forget (self);
  if (article == NULL)
    return;
  self->article = gloss_text_ref (article);
  self->page = gloss_text_ref (page);
  self->annotations = g_object_ref (annotations);
}

/**
 * gloss_original_passages_locate:
 * @start, @end: (out): code points of the page's text
 * @is_alarm: (inout): set where the page has other words there than the article
 *
 * What was not looked for yet is, as soon as the main loop comes round; ::changed follows.
 *
 * Returns: whether it is known to stand in the page
 */
gboolean
gloss_original_passages_locate (
  gpointer object, GlossAnnotation *annotation, gsize *start, gsize *end, gboolean *is_alarm)
{
  GlossOriginalPassages *self = object;
  const Place *place;

  g_return_val_if_fail (GLOSS_IS_ORIGINAL_PASSAGES (self), FALSE);

  if (self->page == NULL)
    return FALSE;
  if (!is_known (self, annotation))
    {
      if (self->idle == 0)
        self->idle = g_idle_add (look_cb, self);
      return FALSE;
    }
  place = g_hash_table_lookup (self->places, gloss_annotation_get_uuid (annotation));
  if (place == NULL || place->start == G_MAXSIZE ||
      gloss_anchor_get_start (gloss_annotation_get_anchor (annotation)) == G_MAXSIZE)
    return FALSE;
  *start = place->start;
  *end = place->end;
  *is_alarm |= place->is_changed;
  return TRUE;
}

/**
 * gloss_original_passages_count:
 * @n_missing: (out): how many are not in the page
 * @n: (out): how many annotations there are
 *
 * Returns: whether all were looked for
 */
gboolean
gloss_original_passages_count (GlossOriginalPassages *self, guint *n_missing, guint *n)
{
  g_return_val_if_fail (GLOSS_IS_ORIGINAL_PASSAGES (self), FALSE);

  *n = *n_missing = 0;
  if (self->annotations == NULL)
    return FALSE;
  *n = g_list_model_get_n_items (G_LIST_MODEL (self->annotations));
  for (guint i = 0; i < *n; i++)
    {
      g_autoptr (GlossAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (self->annotations), i);
      const Place *place = g_hash_table_lookup (self->places, gloss_annotation_get_uuid (annotation));

      if (!is_known (self, annotation))
        return FALSE;
      if (place == NULL || place->start == G_MAXSIZE ||
          gloss_anchor_get_start (gloss_annotation_get_anchor (annotation)) == G_MAXSIZE)
        *n_missing += 1;
    }
  return TRUE;
}
