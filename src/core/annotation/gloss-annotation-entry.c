/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Document order: what an annotation is sorted by, kept while it is listed. It owns its annotation and
 * changes nothing of it. Main thread. Comparing two costs O(1), bringing a key up to date a look at the
 * annotation's anchor rows.
 */

#include "config.h"

#include "core/annotation/gloss-annotation-entry.h"

#include <string.h>

/**
 * gloss_annotation_entry_new:
 * @annotation: an annotation
 *
 * Returns: (transfer full): its entry, not listed and without a key
 */
GlossAnnotationEntry *
gloss_annotation_entry_new (GlossAnnotation *annotation)
{
  GlossAnnotationEntry *self;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);

  self = g_new0 (GlossAnnotationEntry, 1);
  self->annotation = g_object_ref (annotation);
  return self;
}

void
gloss_annotation_entry_free (gpointer self)
{
  GlossAnnotationEntry *entry = self;

  g_object_unref (entry->annotation);
  g_free (entry->created);
  g_free (entry);
}

gboolean
gloss_annotation_entry_is_in_trash (const GlossAnnotationEntry *self)
{
  return gloss_record_is_deleted (gloss_annotation_get_record (self->annotation));
}

int
gloss_annotation_entry_compare (const GlossAnnotationEntry *a, const GlossAnnotationEntry *b)
{
  int order;

  if (a == b)
    return 0;
  if (a->lost != b->lost)
    return a->lost ? 1 : -1;
  if (a->place != b->place)
    return a->place < b->place ? -1 : 1;
  if (a->length != b->length)
    return a->length < b->length ? -1 : 1;

  order = g_strcmp0 (a->created, b->created);
  return order != 0
           ? order
           : strcmp (gloss_annotation_get_uuid (a->annotation), gloss_annotation_get_uuid (b->annotation));
}

int
gloss_annotation_entry_compare_cb (gconstpointer a, gconstpointer b)
{
  return gloss_annotation_entry_compare (*(GlossAnnotationEntry *const *) a,
                                         *(GlossAnnotationEntry *const *) b);
}

gboolean
gloss_annotation_entry_update_key (GlossAnnotationEntry *self)
{
  const char *created = gloss_annotation_get_created (self->annotation);
  gint64 place, length;
  gboolean lost = !gloss_annotation_get_place (self->annotation, &place, &length);

  if (lost == self->lost && place == self->place && length == self->length &&
      g_strcmp0 (created, self->created) == 0)
    return FALSE;

  self->lost = lost;
  self->place = place;
  self->length = length;
  g_free (self->created);
  self->created = g_strdup (created);
  return TRUE;
}
