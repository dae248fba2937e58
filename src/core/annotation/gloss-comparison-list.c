/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The annotations of an article in a comparison of two of its captures. What follows the article's own list
 * hangs on the list that is made and dies with it; it owns that list's source, not the list. Main thread; it
 * reads and writes no library, and what it makes is in none. A change of the source costs O(n log n), once a
 * turn of the main loop.
 */

#include "config.h"

#include "core/annotation/gloss-comparison-list.h"

#include "core/annotation/gloss-anchor-row.h"

typedef struct
{
  GlossAnnotationList *list; /* borrowed: it owns this */
  GlossAnnotationList *source;
  GlossComparison *comparison;
  GPtrArray *followed; /* of GlossAnnotation */
  guint update;
} Follower;

static GlossRecord *
find_row (GlossAnnotation *annotation, GlossCapture *capture)
{
  return gloss_anchor_row_find (gloss_annotation_get_anchors (annotation),
                                gloss_capture_get_fields (capture)->uuid);
}

/* Its row in the comparison, NULL where it stands in neither text. What is lost in the new text stands where
 * the old one has it, as changed: it is as much of an alarm there. */
static GlossRecord *
make_row (GlossComparison *comparison, GlossAnnotation *annotation)
{
  GlossRecord *old_row = find_row (annotation, gloss_comparison_get_old (comparison));
  GlossRecord *new_row = find_row (annotation, gloss_comparison_get_new (comparison));
  gboolean is_new = new_row != NULL && gloss_anchor_row_is_placed (new_row);
  GlossRecord *row = is_new ? new_row : old_row;
  g_autoptr (JsonObject) values = NULL;
  gsize start, end;

  if (row == NULL || !gloss_anchor_row_is_placed (row))
    return NULL;
  start = (gsize) gloss_record_get_int (row, "start_point");
  end = (gsize) gloss_record_get_int (row, "end_point");
  if (!(is_new ? gloss_comparison_map_new : gloss_comparison_map_old) (comparison, start, end, &start, &end))
    return NULL;

  values = gloss_record_dup_values (row);
  json_object_set_string_member (values, "capture", GLOSS_COMPARISON_UUID);
  json_object_set_int_member (values, "start_point", (gint64) start);
  json_object_set_int_member (values, "end_point", (gint64) end);
  json_object_set_int_member (values, "order_key", (gint64) start);
  if (!is_new && new_row != NULL)
    {
      const char *reviewed = gloss_record_get_string (new_row, "reviewed");

      json_object_set_string_member (values, "state", "changed");
      json_object_set_null_member (values, "found");
      if (reviewed != NULL)
        json_object_set_string_member (values, "reviewed", reviewed);
      else
        json_object_set_null_member (values, "reviewed");
    }

  return gloss_record_new_for_values ("anchor", values);
}

static void
fill (Follower *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  const char *newest = gloss_annotation_list_get_newest (self->source);
  gboolean is_newest =
    newest == NULL ||
    g_strcmp0 (newest, gloss_capture_get_fields (gloss_comparison_get_new (self->comparison))->uuid) == 0;

  gloss_annotation_list_set_newest (self->list, is_newest ? NULL : newest);
  for (guint i = 0; i < self->followed->len; i++)
    {
      GlossAnnotation *annotation = g_ptr_array_index (self->followed, i);
      GlossRecord *row = make_row (self->comparison, annotation);

      g_ptr_array_add (records, gloss_record_ref (gloss_annotation_get_record (annotation)));
      if (row != NULL)
        g_ptr_array_add (records, row);
    }
  gloss_annotation_list_set_records (self->list, records);
}

static gboolean
update_cb (gpointer data)
{
  Follower *self = data;

  self->update = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (Follower *self)
{
  if (self->update == 0)
    self->update = g_idle_add_full (G_PRIORITY_DEFAULT, update_cb, self, NULL);
}

static void
items_changed_cb (GListModel *source, guint position, guint n_removed, guint n_added, Follower *self)
{
  for (guint i = 0; i < n_removed; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->followed, position + i), self);
  if (n_removed > 0)
    g_ptr_array_remove_range (self->followed, position, n_removed);

  for (guint i = 0; i < n_added; i++)
    {
      GlossAnnotation *annotation = g_list_model_get_item (source, position + i);

      g_signal_connect_swapped (annotation, "changed", G_CALLBACK (queue_update), self);
      g_ptr_array_insert (self->followed, (int) (position + i), annotation);
    }
  queue_update (self);
}

static void
follower_free (gpointer data)
{
  Follower *self = data;

  g_clear_handle_id (&self->update, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->source, self);
  for (guint i = 0; i < self->followed->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->followed, i), self);
  g_ptr_array_unref (self->followed);
  g_object_unref (self->source);
  gloss_comparison_unref (self->comparison);
  g_free (self);
}

/**
 * gloss_comparison_list_new:
 * @comparison: of two stored captures of an article
 * @annotations: the article's annotations
 *
 * Returns: (transfer full): the list, filled; later changes of @annotations are taken up in an idle
 */
GlossAnnotationList *
gloss_comparison_list_new (GlossComparison *comparison, GlossAnnotationList *annotations)
{
  GlossAnnotationList *list;
  const char *article;
  Follower *self;

  g_return_val_if_fail (comparison != NULL, NULL);
  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (annotations), NULL);
  article = gloss_capture_get_fields (gloss_comparison_get_new (comparison))->article;
  g_return_val_if_fail (article != NULL, NULL);

  list = gloss_annotation_list_new (article);
  gloss_annotation_list_set_capture (list, GLOSS_COMPARISON_UUID);

  self = g_new0 (Follower, 1);
  self->list = list;
  self->source = g_object_ref (annotations);
  self->comparison = gloss_comparison_ref (comparison);
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_data_full (G_OBJECT (list), "gloss-comparison-list", self, follower_free);

  g_signal_connect (annotations, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (G_LIST_MODEL (annotations), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (annotations)),
                    self);
  g_clear_handle_id (&self->update, g_source_remove);
  fill (self);

  return list;
}
