/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GlossError:
 * @GLOSS_ERROR_FAILED: something outside the program failed; the message says what
 * @GLOSS_ERROR_INVALID: input that is not what it should be
 * @GLOSS_ERROR_NOT_FOUND: a file, record or passage that is not there
 * @GLOSS_ERROR_AMBIGUOUS: several candidates and nothing that decides between them
 * @GLOSS_ERROR_TOO_LARGE: over a stated limit
 * @GLOSS_ERROR_EMPTY: no text at all
 * @GLOSS_ERROR_NOT_TEXT: bytes that are not text in any encoding that was declared or tried
 * @GLOSS_ERROR_NOT_REGULAR: a folder, pipe or device where a file is needed
 * @GLOSS_ERROR_DENIED: no permission
 * @GLOSS_ERROR_CONFLICT: the record changed since it was read
 * @GLOSS_ERROR_BUSY: another process held the library for more than five seconds
 * @GLOSS_ERROR_READ_ONLY: the library can be read but not written
 * @GLOSS_ERROR_NEWER: the file was written by a newer version
 * @GLOSS_ERROR_CORRUPT: the file is no library, or a damaged one
 * @GLOSS_ERROR_FULL: no space left
 *
 * What can go wrong, by what the caller can do about it. The messages are sentences for the user: what happened, what
 * was not lost, what to do; they are translated and hold no newline.
 */
typedef enum
{
  GLOSS_ERROR_FAILED,
  GLOSS_ERROR_INVALID,
  GLOSS_ERROR_NOT_FOUND,
  GLOSS_ERROR_AMBIGUOUS,
  GLOSS_ERROR_TOO_LARGE,
  GLOSS_ERROR_EMPTY,
  GLOSS_ERROR_NOT_TEXT,
  GLOSS_ERROR_NOT_REGULAR,
  GLOSS_ERROR_DENIED,
  GLOSS_ERROR_CONFLICT,
  GLOSS_ERROR_BUSY,
  GLOSS_ERROR_READ_ONLY,
  GLOSS_ERROR_NEWER,
  GLOSS_ERROR_CORRUPT,
  GLOSS_ERROR_FULL,
} GlossError;

#define GLOSS_ERROR (gloss_error_quark ())
GQuark gloss_error_quark (void);

G_END_DECLS
