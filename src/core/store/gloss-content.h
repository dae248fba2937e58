/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-connection.h"

G_BEGIN_DECLS

/* Private to core/store: bytes by their hash, each once, compressed where that helps. */

/* What is compressed by what it shares with other bytes of the same capture. Both NULL: nothing yet. */
typedef struct
{
  char *sha256;
  GBytes *bytes;
} GlossContentBase;

/* sha256 is that of bytes. base (nullable): the first bytes that are given with one become it. Inside a
 * transaction; nothing is written where they are there. */
gboolean gloss_content_store (
  GlossConnection *connection, const char *sha256, GBytes *bytes, GlossContentBase *base, GError **error);
/* The plain bytes, which have that hash. Errors: NOT_FOUND, CORRUPT. */
GBytes *gloss_content_load (GlossConnection *connection, const char *sha256, GError **error);

void gloss_content_base_clear (GlossContentBase *base);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossContentBase, gloss_content_base_clear)

G_END_DECLS
