/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/* What the library has of the page that a source names, as a row of table capture: that which the source says
 * is its copy, in the trash too, else the newest whose bytes are kept of an article known by its address, none
 * from the trash. capture: (out) (transfer full), NULL where there is none. */
gboolean
gloss_database_find_copy (GlossDatabase *self, GlossRecord *source, GlossRecord **capture, GError **error);

G_END_DECLS
