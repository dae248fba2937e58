/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GlossDiffKind:
 * @GLOSS_DIFF_SAME: stands in both texts, but for the amount and kind of white space
 * @GLOSS_DIFF_DELETED: stands in the old text alone
 * @GLOSS_DIFF_INSERTED: stands in the new text alone
 */
typedef enum
{
  GLOSS_DIFF_SAME,
  GLOSS_DIFF_DELETED,
  GLOSS_DIFF_INSERTED
} GlossDiffKind;

/**
 * GlossDiffRun:
 * @kind: what became of it
 * @old_start, @old_end: bytes of the old text; empty, where it would stand, for what was inserted
 * @new_start, @new_end: bytes of the new text; empty, where it stood, for what was deleted
 */
typedef struct
{
  GlossDiffKind kind;
  gsize old_start;
  gsize old_end;
  gsize new_start;
  gsize new_end;
} GlossDiffRun;

/* (element-type GlossDiffRun), transfer full. */
GArray *gloss_word_diff_new (const char *old, const char *new);

G_END_DECLS
