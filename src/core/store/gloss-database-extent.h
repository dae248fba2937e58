/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/* How much of its page a capture holds: read again, it may be more or less, as long as nothing stands on it.
 */

/* Puts taken, which has the uuid of an article's newest capture and was read from the same bytes, in that
 * one's place, which goes to the trash. change_out (nullable): what was written, for undo; NULL where that is
 * what was there. Errors also: NOT_FOUND; CONFLICT (there is a newer one, or the article has annotations). */
gboolean gloss_database_change_extent (
  GlossDatabase *self, GlossCapture *taken, const char *who, GlossChange **change_out, GError **error);
/* That of an article's newest capture. article (nullable): its uuid; without one it is looked for by address.
 * UNKNOWN where there is none. */
gboolean gloss_database_load_extent (
  GlossDatabase *self, const char *article, const char *uri, GlossExtent *extent, GError **error);
/* The bytes that a capture was made from. Errors also: NOT_FOUND. */
GBytes *gloss_database_load_original (GlossDatabase *self, const char *capture, GError **error);
/* Whether an annotation of the article, in the trash too, stands on one of its captures. */
gboolean
gloss_database_has_anchors (GlossDatabase *self, const char *article, gboolean *has_anchors, GError **error);

G_END_DECLS
