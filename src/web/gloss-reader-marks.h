/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-painter.h"

G_BEGIN_DECLS

/**
 * GlossReaderMark:
 * @top: where the annotation stands in the whole page, 0 to 1 of its height
 */
typedef struct
{
  char *uuid;
  double top;
} GlossReaderMark;

/**
 * GlossReaderMarks:
 *
 * Where the annotations that are painted stand in the page, asked anew after each change and told a little
 * later. Main thread. Signal `changed` (): the page has answered.
 */
#define GLOSS_TYPE_READER_MARKS (gloss_reader_marks_get_type ())
G_DECLARE_FINAL_TYPE (GlossReaderMarks, gloss_reader_marks, GLOSS, READER_MARKS, GObject)

GlossReaderMarks *gloss_reader_marks_new (GlossBridge *bridge, GlossPainter *painter);
void gloss_reader_marks_start (GlossReaderMarks *self);
void gloss_reader_marks_stop (GlossReaderMarks *self);
void gloss_reader_marks_clear (GlossReaderMarks *self);
GPtrArray *gloss_reader_marks_get (GlossReaderMarks *self);

G_END_DECLS
