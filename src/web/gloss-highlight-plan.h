/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The category of a passage that the catalog hasn't. */
#define GLOSS_HIGHLIGHT_UNKNOWN G_MAXUINT16

/**
 * GlossSpan:
 * @start, @end: in UTF-16 units, end exclusive; nothing is painted where end is not after start
 * @category: index in the catalog, or %GLOSS_HIGHLIGHT_UNKNOWN
 * @is_alarm: its words changed and nobody has looked at it yet
 *
 * A passage to be painted.
 */
typedef struct
{
  guint32 start;
  guint32 end;
  guint16 category;
  gboolean is_alarm;
} GlossSpan;

/**
 * GlossSegment:
 * @category: of the innermost passage: the shortest, of equals the last
 * @depth: how many passages hold it, GLOSS_PALETTE_DEPTHS at most
 * @is_alarm: whether one of them, at any depth, is an alarm
 *
 * A part of the text that is painted alike.
 */
typedef struct
{
  guint32 start;
  guint32 end;
  guint16 category;
  guint8 depth;
  guint8 is_alarm;
} GlossSegment;

GArray *gloss_highlight_plan_cut (const GlossSpan *spans, gsize n_spans);
void gloss_highlight_plan_compare (GArray *before, GArray *after, GArray **removed, GArray **added);

G_END_DECLS
