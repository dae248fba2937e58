/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the list of annotations to what is painted. Owns the plan that the page has. Main thread. It never
 * asks the page anything and never changes the list. A change of the list costs O(n log n) here and a message
 * of the size of the difference. */

#include "config.h"

#include "web/gloss-painter.h"

#include "web/gloss-highlight-plan.h"

/* An annotation and where it stands, which is asked for once: ten thousand of them are planned for every
 * change. */
typedef struct
{
  GlossPainter *painter;
  GlossAnnotation *annotation;
  GlossSpan span; /* empty where it stands nowhere */
} Passage;

struct _GlossPainter
{
  GObject parent_instance;

  GlossBridge *bridge;
  GlossCatalog *catalog;
  GlossText *text;
  GlossAnnotationList *annotations;
  GlossPainterLocate locate; /* NULL: by the anchors */
  gpointer locate_data;
  GPtrArray *passages; /* of Passage, as listed */
  GHashTable *categories;
  GArray *plan; /* of GlossSegment: what the page has; NULL while there is no page */
  guint update;
};

G_DEFINE_FINAL_TYPE (GlossPainter, gloss_painter, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
find_place (GlossPainter *self, GlossAnnotation *annotation, gsize *start, gsize *end, gboolean *is_alarm)
{
  GlossAnchor *anchor = gloss_annotation_get_anchor (annotation);

  *is_alarm = gloss_annotation_needs_review (annotation);
  if (self->locate != NULL)
    return self->locate (self->locate_data, annotation, start, end, is_alarm);
  *start = gloss_anchor_get_start (anchor);
  *end = gloss_anchor_get_end (anchor);
  return *start != G_MAXSIZE;
}

/* Names from elsewhere may be in no catalog. */
static GlossSpan
find_span (GlossPainter *self, GlossAnnotation *annotation)
{
  GlossSpan span = { 0, 0, GLOSS_HIGHLIGHT_UNKNOWN, FALSE };
  const char *id = gloss_annotation_get_category (annotation);
  gpointer index;
  gsize start, end;

  if (!find_place (self, annotation, &start, &end, &span.is_alarm))
    return span;
  span.start = (guint32) gloss_text_point_to_utf16 (self->text, start);
  span.end = (guint32) gloss_text_point_to_utf16 (self->text, end);
  if (id != NULL && g_hash_table_lookup_extended (self->categories, id, NULL, &index))
    span.category = (guint16) GPOINTER_TO_UINT (index);
  return span;
}

static GArray *
make_plan (GlossPainter *self)
{
  g_autofree GlossSpan *spans = g_new (GlossSpan, self->passages->len);

  for (guint i = 0; i < self->passages->len; i++)
    spans[i] = ((Passage *) g_ptr_array_index (self->passages, i))->span;
  return gloss_highlight_plan_cut (spans, self->passages->len);
}

static char *
write_segments (GArray *segments)
{
  GString *json = g_string_sized_new (2 + 20 * (gsize) segments->len);

  for (guint i = 0; i < segments->len; i++)
    {
      const GlossSegment *segment = &g_array_index (segments, GlossSegment, i);
      int category = segment->category == GLOSS_HIGHLIGHT_UNKNOWN ? -1 : segment->category;

      g_string_append_printf (json, "%c%u,%u,%d,%u,%u", i == 0 ? '[' : ',', segment->start, segment->end,
                              category, segment->depth, segment->is_alarm);
    }
  g_string_append (json, segments->len == 0 ? "[]" : "]");
  return g_string_free (json, FALSE);
}

static char *
write_numbers (GArray *numbers)
{
  GString *json = g_string_sized_new (2 + 8 * (gsize) numbers->len);

  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf (json, "%c%u", i == 0 ? '[' : ',', g_array_index (numbers, guint32, i));
  g_string_append (json, numbers->len == 0 ? "[]" : "]");
  return g_string_free (json, FALSE);
}

static gboolean
update_cb (gpointer data)
{
  GlossPainter *self = data;
  g_autoptr (GArray) plan = make_plan (self);
  g_autoptr (GArray) removed = NULL, added = NULL;
  g_autofree char *removed_json = NULL, *added_json = NULL;

  self->update = 0;
  gloss_highlight_plan_compare (self->plan, plan, &removed, &added);
  g_array_unref (self->plan);
  self->plan = g_steal_pointer (&plan);
  if (removed->len > 0 || added->len > 0)
    {
      removed_json = write_numbers (removed);
      added_json = write_segments (added);
      gloss_bridge_update (self->bridge, removed_json, added_json);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_update (GlossPainter *self)
{
  if (self->plan != NULL && self->update == 0)
    self->update = g_idle_add_full (G_PRIORITY_DEFAULT, update_cb, self, NULL);
}

static void
passage_changed_cb (Passage *passage)
{
  passage->span = find_span (passage->painter, passage->annotation);
  queue_update (passage->painter);
}

static void
free_passage (gpointer data)
{
  Passage *passage = data;

  g_signal_handlers_disconnect_by_data (passage->annotation, passage);
  g_object_unref (passage->annotation);
  g_free (passage);
}

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, GlossPainter *self)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (self->passages, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      Passage *passage = g_new0 (Passage, 1);

      passage->painter = self;
      passage->annotation = g_list_model_get_item (model, position + i);
      passage->span = find_span (self, passage->annotation);
      g_signal_connect_swapped (passage->annotation, "changed", G_CALLBACK (passage_changed_cb), passage);
      g_ptr_array_insert (self->passages, (int) (position + i), passage);
    }
  queue_update (self);
}

static void
forget (GlossPainter *self)
{
  gloss_painter_stop (self);
  if (self->annotations != NULL)
    g_signal_handlers_disconnect_by_func (self->annotations, items_changed_cb, self);
  g_ptr_array_set_size (self->passages, 0);
  g_hash_table_remove_all (self->categories);
  g_clear_object (&self->annotations);
  g_clear_pointer (&self->catalog, gloss_catalog_unref);
  g_clear_pointer (&self->text, gloss_text_unref);
}

static void
gloss_painter_dispose (GObject *object)
{
  GlossPainter *self = GLOSS_PAINTER (object);

  forget (self);
  g_clear_object (&self->bridge);
  G_OBJECT_CLASS (gloss_painter_parent_class)->dispose (object);
}

static void
gloss_painter_finalize (GObject *object)
{
  GlossPainter *self = GLOSS_PAINTER (object);

  g_ptr_array_unref (self->passages);
  g_hash_table_unref (self->categories);
  G_OBJECT_CLASS (gloss_painter_parent_class)->finalize (object);
}

static void
gloss_painter_class_init (GlossPainterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gloss_painter_dispose;
  object_class->finalize = gloss_painter_finalize;
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", GLOSS_TYPE_PAINTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gloss_painter_init (GlossPainter *self)
{
  self->passages = g_ptr_array_new_with_free_func (free_passage);
  self->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * gloss_painter_new:
 * @bridge: to the page that is painted on
 */
GlossPainter *
gloss_painter_new (GlossBridge *bridge)
{
  GlossPainter *self;

  g_return_val_if_fail (GLOSS_IS_BRIDGE (bridge), NULL);

  self = g_object_new (GLOSS_TYPE_PAINTER, NULL);
  self->bridge = g_object_ref (bridge);
  return self;
}

/**
 * gloss_painter_set:
 * @catalog: (nullable): the categories, whose order names the highlights
 * @text: (nullable): what the anchors refer to
 * @annotations: (nullable): what is painted, and followed from now on
 *
 * Nothing is painted before gloss_painter_start().
 */
void
gloss_painter_set (GlossPainter *self,
                   GlossCatalog *catalog,
                   GlossText *text,
                   GlossAnnotationList *annotations)
{
  g_return_if_fail (GLOSS_IS_PAINTER (self));
  g_return_if_fail (annotations == NULL || (catalog != NULL && text != NULL));

  forget (self);
  if (annotations == NULL)
    return;

  self->catalog = gloss_catalog_ref (catalog);
  self->text = gloss_text_ref (text);
  self->annotations = g_object_ref (annotations);
  for (guint i = 0; i < gloss_catalog_get_categories (catalog)->len; i++)
    {
      const GlossCategory *category = g_ptr_array_index (gloss_catalog_get_categories (catalog), i);

      g_hash_table_insert (self->categories, g_strdup (category->id), GUINT_TO_POINTER (i));
    }
  g_signal_connect_object (annotations, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  items_changed_cb (G_LIST_MODEL (annotations), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (annotations)),
                    self);
}

/**
 * gloss_painter_set_locate:
 * @locate: (scope forever): says where annotations stand in the text, for a text that is not the capture's
 * @data: for @locate; outlives the painter, or gloss_painter_set() forgets all annotations before it goes
 *
 * For the annotations that gloss_painter_set() gives from now on.
 */
void
gloss_painter_set_locate (GlossPainter *self, GlossPainterLocate locate, gpointer data)
{
  g_return_if_fail (GLOSS_IS_PAINTER (self));

  self->locate = locate;
  self->locate_data = data;
}

/**
 * gloss_painter_relocate:
 *
 * Asks once more where each annotation stands, and has the page painted accordingly.
 */
void
gloss_painter_relocate (GlossPainter *self)
{
  g_return_if_fail (GLOSS_IS_PAINTER (self));

  for (guint i = 0; i < self->passages->len; i++)
    passage_changed_cb (g_ptr_array_index (self->passages, i));
}

/**
 * gloss_painter_start:
 *
 * A page begins that has nothing painted yet. Changes are sent to it from now on.
 *
 * Returns: (transfer full): what it has to begin with, for gloss_bridge_start()
 */
char *
gloss_painter_start (GlossPainter *self)
{
  g_return_val_if_fail (GLOSS_IS_PAINTER (self), NULL);

  gloss_painter_stop (self);
  self->plan = make_plan (self);
  return write_segments (self->plan);
}

/**
 * gloss_painter_stop:
 *
 * The page is gone; nothing is sent until the next gloss_painter_start().
 */
void
gloss_painter_stop (GlossPainter *self)
{
  g_return_if_fail (GLOSS_IS_PAINTER (self));

  g_clear_handle_id (&self->update, g_source_remove);
  g_clear_pointer (&self->plan, g_array_unref);
}

typedef struct
{
  const char *uuid;
  guint length;
  guint order;
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *one = a, *other = b;

  if (one->length != other->length)
    return one->length < other->length ? -1 : 1;
  return one->order > other->order ? -1 : 1;
}

/**
 * gloss_painter_find_at:
 * @offset: of one character, in UTF-16 units
 *
 * Returns: (transfer full): the uuids of the annotations that hold it, innermost first, as they are painted
 */
GStrv
gloss_painter_find_at (GlossPainter *self, guint offset)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autoptr (GStrvBuilder) uuids = g_strv_builder_new ();

  g_return_val_if_fail (GLOSS_IS_PAINTER (self), NULL);

  for (guint i = 0; i < self->passages->len; i++)
    {
      const Passage *passage = g_ptr_array_index (self->passages, i);

      if (passage->span.start <= offset && offset < passage->span.end)
        {
          Hit hit = { gloss_annotation_get_uuid (passage->annotation),
                      passage->span.end - passage->span.start, i };

          g_array_append_val (hits, hit);
        }
    }
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    g_strv_builder_add (uuids, g_array_index (hits, Hit, i).uuid);
  return g_strv_builder_end (uuids);
}

/**
 * gloss_painter_find_span:
 * @uuid: (nullable): of an annotation
 * @start, @end: (out): in UTF-16 units; 0 where it is not found
 *
 * Returns: whether it is listed and stands in the text
 */
gboolean
gloss_painter_find_span (GlossPainter *self, const char *uuid, guint *start, guint *end)
{
  GlossAnnotation *annotation;
  GlossSpan span;

  g_return_val_if_fail (GLOSS_IS_PAINTER (self), FALSE);

  *start = *end = 0;
  if (uuid == NULL || self->annotations == NULL)
    return FALSE;
  annotation = gloss_annotation_list_find (self->annotations, uuid);
  if (annotation == NULL)
    return FALSE;
  span = find_span (self, annotation);
  if (span.start >= span.end)
    return FALSE;
  *start = span.start;
  *end = span.end;
  return TRUE;
}

/**
 * gloss_painter_list_starts:
 * @uuids: (element-type utf8): gets the uuid of each annotation that stands in the text
 *
 * Returns: (transfer full): where they start, in the same order, for gloss_bridge_measure()
 */
char *
gloss_painter_list_starts (GlossPainter *self, GPtrArray *uuids)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (GLOSS_IS_PAINTER (self), NULL);

  for (guint i = 0; i < self->passages->len; i++)
    {
      const Passage *passage = g_ptr_array_index (self->passages, i);

      if (passage->span.start >= passage->span.end)
        continue;
      g_array_append_val (starts, passage->span.start);
      g_ptr_array_add (uuids, g_strdup (gloss_annotation_get_uuid (passage->annotation)));
    }
  return write_numbers (starts);
}
