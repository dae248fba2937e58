/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How two strings of code points differ, and which place of one became which of the other. */

gsize gloss_edits_distance (const gunichar *a, gsize n_a, const gunichar *b, gsize n_b);
void
gloss_edits_map (const gunichar *a, gsize n_a, const gunichar *b, gsize n_b, guint16 *low, guint16 *high);

G_END_DECLS
