/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-mhtml.h"

G_BEGIN_DECLS

/* What holds the parts: their bytes by their hash, or NULL with error set. Transfer full. */
typedef GBytes *(*GlossMhtmlLookup) (const char *sha256, gpointer data, GError **error);

/* mhtml NULL: a file that could not be taken apart; the skeleton then holds it whole. parts: element-type
 * GlossMhtmlPart, borrowed from mhtml; those that the skeleton leaves out are added, each hash once. */
GBytes *gloss_mhtml_skeleton_new (GBytes *file, GlossMhtml *mhtml, GPtrArray *parts);
/* Errors: CORRUPT, TOO_LARGE, those of lookup. */
GBytes *
gloss_mhtml_skeleton_rebuild (GBytes *skeleton, GlossMhtmlLookup lookup, gpointer data, GError **error);

G_END_DECLS
