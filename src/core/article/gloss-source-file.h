/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The largest file that is opened; the message of GLOSS_ERROR_TOO_LARGE states it. */
#define GLOSS_LOADER_MAX_BYTES (32 * 1024 * 1024)

/* The same of a page with its resources. */
#define GLOSS_LOADER_MAX_MHTML_BYTES (128 * 1024 * 1024)

/* Their media type, whatever header such a file has. */
#define GLOSS_SOURCE_FILE_MHTML "multipart/related"

/* The URI of pasted text is this and the SHA-256 of its bytes. */
#define GLOSS_SOURCE_FILE_PASTE "gloss-paste:"

/**
 * GlossSourceFile:
 * @uri: the file's URI, canonical (the same file always has the same)
 * @media_type: `text/plain`, `text/markdown`, `text/html` or %GLOSS_SOURCE_FILE_MHTML
 * @bytes: the bytes as read
 * @utf8: @bytes decoded to UTF-8 (BOM removed), LF line ends, NUL as U+FFFD; n bytes by strlen(). %NULL for
 *   MHTML, which is no text but holds some
 * @name: the file's name for display, valid UTF-8 without control characters
 *
 * A file that was read and found to be of a kind Glossator opens.
 */
typedef struct
{
  char *uri;
  const char *media_type;
  GBytes *bytes;
  char *utf8;
  char *name;
} GlossSourceFile;

/* Reads at most GLOSS_LOADER_MAX_BYTES (of MHTML its own limit) from a regular file; never blocks on a pipe or a
 * device. Blocking: call it from a GTask thread. Errors: NOT_FOUND, DENIED, NOT_REGULAR, EMPTY, TOO_LARGE,
 * NOT_TEXT, FAILED, each a sentence; G_IO_ERROR_CANCELLED. */
GlossSourceFile *gloss_source_file_read (GFile *file, GCancellable *cancellable, GError **error);
/* Pasted text: uri `gloss-paste:SHA256`. Errors: EMPTY, TOO_LARGE, NOT_TEXT. */
GlossSourceFile *gloss_source_file_new_for_paste (const char *text, GError **error);
void gloss_source_file_free (GlossSourceFile *self);

/* The `uri` that reading the file would give, whether it is there or not. Blocking. */
char *gloss_source_file_dup_uri (GFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossSourceFile, gloss_source_file_free)

G_END_DECLS
