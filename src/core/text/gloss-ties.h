/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GlossTie:
 * @old_at: a place in the old text
 * @new_at: the place in the new text that it seems to have become, in the same unit
 */
typedef struct
{
  guint32 old_at;
  guint32 new_at;
} GlossTie;

/* Sorts ties by their old places and keeps the most of them that agree about the order. element-type
 * GlossTie. */
void gloss_ties_keep_increasing (GArray *ties);

G_END_DECLS
