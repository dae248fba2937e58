/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlossFileWatch:
 *
 * Whether a file still has the bytes that were captured: looked at when the watch is made, and again whenever
 * the file changes. Main thread; the file is read in a worker thread. It never captures anything.
 *
 * Property `changed` (gboolean): the file is there and its bytes are others. A file that is gone or can't be
 * read has not changed, as far as one can tell.
 */
#define GLOSS_TYPE_FILE_WATCH (gloss_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (GlossFileWatch, gloss_file_watch, GLOSS, FILE_WATCH, GObject)

/* sha256: of the bytes that were captured, lower-case hex. */
GlossFileWatch *gloss_file_watch_new (GFile *file, const char *sha256);
gboolean gloss_file_watch_get_changed (GlossFileWatch *self);

G_END_DECLS
