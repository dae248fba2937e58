/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/**
 * GlossFileBatch:
 *
 * What becomes of files that are opened at once: how many, how far, which failed and why. Main thread; a
 * plain struct, which belongs to one owner.
 */
typedef struct _GlossFileBatch GlossFileBatch;

GlossFileBatch *gloss_file_batch_new (void);
void gloss_file_batch_free (GlossFileBatch *self);

/* What a file is called among them. Transfer full. */
char *gloss_file_batch_dup_name (GFile *file);
/* The same, of an address; NULL where it is no file's. */
char *gloss_file_batch_dup_name_for_uri (const char *uri);

/* One more is on its way. */
void gloss_file_batch_begin (GlossFileBatch *self);
/* One of them is in the library, is asked about, or is not: error, of which CANCELLED is not told as a
 * failure. */
void gloss_file_batch_end_added (GlossFileBatch *self, GlossAdded added);
void gloss_file_batch_end_doubted (GlossFileBatch *self);
void gloss_file_batch_end_failed (GlossFileBatch *self, const char *name, const GError *error);

/* Several, so that they are told of as one. */
gboolean gloss_file_batch_is_several (GlossFileBatch *self);
gboolean gloss_file_batch_is_over (GlossFileBatch *self);
/* 0 to 1. */
double gloss_file_batch_get_progress (GlossFileBatch *self);
/* name: of the one that is being read. Transfer full, for the user. */
char *gloss_file_batch_dup_status (GlossFileBatch *self, const char *name);
/* What became of all of them, a sentence or two. */
char *gloss_file_batch_dup_summary (GlossFileBatch *self);
/* A line for each that failed; element-type utf8, borrowed. */
GPtrArray *gloss_file_batch_get_failures (GlossFileBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossFileBatch, gloss_file_batch_free)

G_END_DECLS
