/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Folding while reading. It owns nothing, allocates nothing and holds no state but its place, so that the
 * same place read again gives the same characters; any thread may have one of its own. One character costs a
 * table look-up.
 */

#include "config.h"

#include "core/text/gloss-fold-cursor.h"

#include <unicode/uchar.h>

/* Invisible, and lost when words are typed or copied: soft hyphen, zero width space, word joiner, byte order
 * mark. */
static gboolean
is_ignored (gunichar c)
{
  return c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

static gunichar
fold (gunichar c)
{
  if (c < 0x80)
    return c == '`' ? '\'' : c;

  switch (c)
    {
    /* Acute accent, modifier apostrophe, prime, full width apostrophe: typed for the marks below. */
    case 0xb4:
    case 0x2bc:
    case 0x2032:
    case 0xff07:
    case 0x2018 ... 0x201b:
    case 0x2039 ... 0x203a:
    case 0x275b ... 0x275c:
      return '\'';

    case 0x2033:
    case 0x275d ... 0x275e:
      return '"';

    /* Hyphen bullet and minus sign are no dashes by category. */
    case 0x2043:
    case 0x2212:
      return '-';

    default:
      if (u_hasBinaryProperty (c, UCHAR_QUOTATION_MARK))
        return '"';
      return u_charType (c) == U_DASH_PUNCTUATION ? '-' : c;
    }
}

static gunichar
step (GlossFoldCursor *self)
{
  const char *next;

  if (self->at == self->limit)
    return 0;

  if (self->at > self->limit)
    {
      self->at = g_utf8_prev_char (self->at);
      return g_utf8_get_char (self->at);
    }

  next = self->at;
  self->at = g_utf8_next_char (next);
  return g_utf8_get_char (next);
}

/* Moves on to the end of a run of white space. */
static void
pass_over_space (GlossFoldCursor *self)
{
  const char *stop;
  gunichar c;

  do
    {
      stop = self->at;
      c = step (self);
    }
  while (u_isUWhiteSpace (c) || is_ignored (c));

  self->at = stop;
}

/**
 * gloss_fold_cursor_read:
 *
 * Moves the cursor past the next character.
 *
 * Returns: the character, folded where the cursor folds, or 0 at the limit
 */
gunichar
gloss_fold_cursor_read (GlossFoldCursor *self)
{
  gunichar c;

  do
    {
      self->begin = self->at;
      c = step (self);
    }
  while (self->folds && is_ignored (c));

  if (!self->folds)
    return c;

  if (!u_isUWhiteSpace (c))
    return fold (c);

  pass_over_space (self);
  return ' ';
}
