/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where an annotation stands, told from its rows of anchor. A part of GlossAnnotation that needs nothing of
 * what that keeps to itself. Main thread, like the annotation; each costs what asking for the row does.
 */

#include "config.h"

#include "core/annotation/gloss-annotation.h"

#include "core/annotation/gloss-anchor-row.h"

/**
 * gloss_annotation_get_anchor_state:
 * @self: an annotation
 *
 * Returns: `exact`, `moved`, `changed` or `lost`; what has no place in the shown capture is lost
 */
const char *
gloss_annotation_get_anchor_state (GlossAnnotation *self)
{
  GlossRecord *row = gloss_annotation_get_anchor_row (self);

  return row != NULL ? gloss_anchor_row_get_state (row) : "lost";
}

/**
 * gloss_annotation_get_found:
 * @self: an annotation
 *
 * Returns: (nullable): the words that stand in its place in the shown capture
 */
const char *
gloss_annotation_get_found (GlossAnnotation *self)
{
  GlossRecord *row = gloss_annotation_get_anchor_row (self);

  return row != NULL ? gloss_anchor_row_get_found (row) : NULL;
}

/**
 * gloss_annotation_get_original_quote:
 * @self: an annotation
 *
 * Returns: the words that were marked first, "" where it came without any
 */
const char *
gloss_annotation_get_original_quote (GlossAnnotation *self)
{
  GlossRecord *row = gloss_annotation_get_original_row (self);
  const char *quote = row != NULL ? gloss_record_get_string (row, "quote") : NULL;

  return quote != NULL ? quote : "";
}

/**
 * gloss_annotation_get_place:
 * @self: an annotation
 * @place: (out): its first code point; where it is lost, the place that it had last
 * @length: (out): in code points, 0 where it is lost
 *
 * Tells what document order goes by.
 *
 * Returns: %FALSE where it has no place in the shown capture
 */
gboolean
gloss_annotation_get_place (GlossAnnotation *self, gint64 *place, gint64 *length)
{
  GlossRecord *row;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (self), FALSE);
  g_return_val_if_fail (place != NULL && length != NULL, FALSE);

  row = gloss_annotation_get_anchor_row (self);
  if (row == NULL || !gloss_anchor_row_is_placed (row))
    {
      GPtrArray *rows = gloss_annotation_get_anchors (self);

      if (row == NULL && rows->len > 0)
        row = g_ptr_array_index (rows, rows->len - 1);
      *place = row != NULL ? gloss_record_get_int (row, "order_key") : G_MAXINT64;
      *length = 0;
      return FALSE;
    }

  *place = gloss_record_get_int (row, "start_point");
  *length = gloss_record_get_int (row, "end_point") - *place;
  return TRUE;
}
