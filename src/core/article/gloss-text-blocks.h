/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture.h"

G_BEGIN_DECLS

/**
 * GlossTextBlock:
 * @start, @end: its bytes in the canonical text; never empty
 * @element: what it is: `h1` to `h6`, `p`, `li`, `blockquote`, `pre`, `dt`, `dd`; %NULL for the white space
 * between blocks
 *
 * A part of a capture's text that stands on lines of its own.
 */
typedef struct
{
  gsize start;
  gsize end;
  const char *element;
} GlossTextBlock;

/* (element-type GlossTextBlock), transfer full: all of the text, in order. */
GArray *gloss_text_blocks_new (GlossCapture *capture);

G_END_DECLS
