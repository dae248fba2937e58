/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/*
 * The rows of one table that hang on one annotation: an array of GlossRecord (which it owns) in order of
 * position, then of creation, then of uuid. Few, so that all of it is linear.
 */

int gloss_rows_compare (GlossRecord *a, GlossRecord *b);
void gloss_rows_sort (GPtrArray *rows);
/* Puts the row in its place, instead of an older version of it, or drops it if it went to the trash. Returns
 * whether anything differs. */
gboolean gloss_rows_take (GPtrArray *rows, GlossRecord *row);
/* NULL where there is none. Borrowed. */
GlossRecord *gloss_rows_find (GPtrArray *rows, const char *uuid);
/* NULL is as good as empty. */
gboolean gloss_rows_equal (GPtrArray *rows, GPtrArray *others);

G_END_DECLS
