/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/text/gloss-text.h"

G_BEGIN_DECLS

/**
 * GlossFound:
 * @start, @end: in code points, end exclusive
 */
typedef struct
{
  guint32 start;
  guint32 end;
} GlossFound;

GArray *gloss_text_finder_find (GlossText *text, const char *words);

G_END_DECLS
