/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/text/gloss-words.h"

G_BEGIN_DECLS

/**
 * GlossDiffUnits:
 *
 * A text cut into what a comparison for people shows whole. Words as #GlossWords has them, put together where
 * a person reads one: a number with its separators, a word with an apostrophe or invisible characters in it,
 * all of a grapheme cluster. Every character that is not white space lies in a unit. Units that are equal but
 * for the kind of their white space have equal keys, others do not but for a collision of 64 bits of a hash.
 */

/* (element-type GlossWord), in order, transfer full. Who relies on equal keys asks
 * gloss_diff_units_is_same(). */
GArray *gloss_diff_units_new (const char *utf8, gsize n_bytes);

/* Whether two strings are equal but for the amount and kind of white space. Lengths in bytes. */
gboolean gloss_diff_units_is_same (const char *a, gsize n_a, const char *b, gsize n_b);

G_END_DECLS
