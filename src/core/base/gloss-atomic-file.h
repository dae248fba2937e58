/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlossAtomicFile:
 *
 * A file that is written whole or not at all: what is written goes to a nameless file in the same folder, and
 * gloss_atomic_file_commit() puts it in the target's place, durable, in one step. Freed without a commit, or
 * killed at any moment before it, the target stands as it was and nothing is left beside it (on file systems
 * without nameless files, a kill leaves `.glossator-XXXXXX`). Belongs to one thread; all calls block.
 */
typedef struct _GlossAtomicFile GlossAtomicFile;

GlossAtomicFile *gloss_atomic_file_open (const char *path, GError **error);
GOutputStream *gloss_atomic_file_get_stream (GlossAtomicFile *self);
gboolean gloss_atomic_file_commit (GlossAtomicFile *self, GError **error);
void gloss_atomic_file_free (GlossAtomicFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossAtomicFile, gloss_atomic_file_free)

G_END_DECLS
