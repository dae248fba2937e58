/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GlossFoldCursor:
 * @at: where reading goes on
 * @begin: where reading the last character began, after whatever was passed over
 * @limit: where reading ends; before @at: the string is read backwards
 * @folds: whether characters are folded; as they are otherwise
 *
 * Reads valid UTF-8 character by character, the way a person compares words: folded, every run of white space
 * is one space, every quotation mark ' or ", every dash -, and soft hyphens and other invisible joints are
 * passed over. The places stay those of the string itself, so that what was found can be mapped back without
 * a table. A value on the stack; it owns nothing.
 */
typedef struct
{
  const char *at;
  const char *begin;
  const char *limit;
  gboolean folds;
} GlossFoldCursor;

/* The next character, 0 at the limit. Reading a whole string costs one pass in all. */
gunichar gloss_fold_cursor_read (GlossFoldCursor *self);

G_END_DECLS
