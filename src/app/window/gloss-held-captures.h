/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Fifty addresses that were pasted may all be doubted, and most pages have a few megabytes. */
#define GLOSS_HELD_CAPTURES_MAX 64
#define GLOSS_HELD_CAPTURES_MAX_BYTES ((gsize) 192 * 1024 * 1024)

/**
 * GlossHeldCaptures:
 *
 * Captures that are not in the library and wait for the user: doubted ones, and those that could not be
 * stored. In memory, and bounded: where there are too many, the oldest are let go, but never the last one.
 * Main thread.
 *
 * Signal `let-go` (char *uri, char *article): there was no more room for one; of the article that it is a
 * capture of, or %NULL.
 */
#define GLOSS_TYPE_HELD_CAPTURES (gloss_held_captures_get_type ())
G_DECLARE_FINAL_TYPE (GlossHeldCaptures, gloss_held_captures, GLOSS, HELD_CAPTURES, GObject)

GlossHeldCaptures *gloss_held_captures_new (guint max, gsize max_bytes);
/* In the place of an earlier one of this address. note, next_uri: as `noted` of GlossIntake, or NULL. */
void gloss_held_captures_add (
  GlossHeldCaptures *self, const char *uri, GlossCapture *capture, const char *note, const char *next_uri);
/* Transfer full; NULL: there is none, and note and next_uri, which may be NULL, are left alone. */
GlossCapture *
gloss_held_captures_take (GlossHeldCaptures *self, const char *uri, char **note, char **next_uri);
void gloss_held_captures_clear (GlossHeldCaptures *self);
guint gloss_held_captures_count (GlossHeldCaptures *self);

G_END_DECLS
