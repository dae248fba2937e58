/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation.h"

G_BEGIN_DECLS

/**
 * GlossAnnotationEntry:
 * @annotation: owned
 * @listed: whether the list holds it
 *
 * An annotation and the key that it is sorted by while it is listed. The key is kept beside it, so that a
 * list stays sorted while rows change. Main thread.
 */
typedef struct
{
  GlossAnnotation *annotation;
  gboolean listed;

  /* the key */
  gboolean lost;
  gint64 place;
  gint64 length;
  char *created;
} GlossAnnotationEntry;

GlossAnnotationEntry *gloss_annotation_entry_new (GlossAnnotation *annotation);
/* A GDestroyNotify. */
void gloss_annotation_entry_free (gpointer self);
gboolean gloss_annotation_entry_is_in_trash (const GlossAnnotationEntry *self);
/* By place, then by length, then by creation; lost ones last. The second compares what two pointers point to.
 */
int gloss_annotation_entry_compare (const GlossAnnotationEntry *a, const GlossAnnotationEntry *b);
int gloss_annotation_entry_compare_cb (gconstpointer a, gconstpointer b);
/* Brings the key up to date; returns whether it differs from what it was. */
gboolean gloss_annotation_entry_update_key (GlossAnnotationEntry *self);

G_END_DECLS
