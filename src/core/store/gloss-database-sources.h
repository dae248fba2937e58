/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/* What the library has of the page that a source names, as a row of table capture: that which the source says
 * is its copy, in the trash too, else the newest whose bytes are kept of an article known by its address, none
 * from the trash. capture: (out) (transfer full), NULL where there is none. */
gboolean
gloss_database_find_copy (GlossDatabase *self, GlossRecord *source, GlossRecord **capture, GError **error);

/* gloss_database_apply(), told what it wrote besides: following_out is the sources that were linked to a capture after
 * another was taken of its page, and that had to go along as it was taken back; NULL where there were none. */
gboolean gloss_database_apply_and_follow (
  GlossDatabase *self, GlossChange *change, const char *who, GlossChange **following_out, GError **error);

G_END_DECLS
