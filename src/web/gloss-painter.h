/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation-list.h"
#include "core/annotation/gloss-catalog.h"
#include "web/gloss-bridge.h"

G_BEGIN_DECLS

/**
 * GlossPainter:
 *
 * Keeps what is painted over a text the same as a list of annotations. Several changes of the list in one turn of the
 * main loop become one message that holds the difference. Main thread.
 *
 * Signal `changed` (): passages came, went or moved.
 */
#define GLOSS_TYPE_PAINTER (gloss_painter_get_type ())
G_DECLARE_FINAL_TYPE (GlossPainter, gloss_painter, GLOSS, PAINTER, GObject)

/* Where an annotation stands, in code points of the text; is_alarm says already whether it is to be reviewed. FALSE:
 * nowhere. */
typedef gboolean (*GlossPainterLocate) (gpointer data, GlossAnnotation *annotation, gsize *start, gsize *end,
                                        gboolean *is_alarm);

GlossPainter *gloss_painter_new (GlossBridge *bridge);
void gloss_painter_set (GlossPainter *self, GlossCatalog *catalog, GlossText *text, GlossAnnotationList *annotations);
void gloss_painter_set_locate (GlossPainter *self, GlossPainterLocate locate, gpointer data);
void gloss_painter_relocate (GlossPainter *self);
char *gloss_painter_start (GlossPainter *self);
void gloss_painter_stop (GlossPainter *self);
GStrv gloss_painter_find_at (GlossPainter *self, guint offset);
gboolean gloss_painter_find_span (GlossPainter *self, const char *uuid, guint *start, guint *end);
char *gloss_painter_list_starts (GlossPainter *self, GPtrArray *uuids);

G_END_DECLS
