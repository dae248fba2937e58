/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find in page: over the canonical text, so that what is counted is what is highlighted and nothing outside
 * the article is found. Pure functions. A search costs one pass over the text. */

#include "config.h"

#include "web/gloss-text-finder.h"

/* Each code point becomes one, so that places stay what they are: case, quotation marks, dashes and white
 * space are alike in whatever way they were typed. */
static gunichar
fold (gunichar c)
{
  switch (c)
    {
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
      return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x00ab:
    case 0x00bb:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return '-';
    default:
      return g_unichar_isspace (c) ? ' ' : g_unichar_tolower (c);
    }
}

static GArray *
fold_all (const char *utf8)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = fold (g_utf8_get_char (p));

      g_array_append_val (points, c);
    }
  return points;
}

/**
 * gloss_text_finder_find:
 * @words: what to look for, valid UTF-8
 *
 * Returns: (transfer full) (element-type GlossFound): all places, in order, none overlapping another
 */
GArray *
gloss_text_finder_find (GlossText *text, const char *words)
{
  g_autoptr (GArray) needle = NULL;
  GArray *found;
  const gunichar *wanted;
  guint32 position = 0, start = 0;
  guint matched = 0;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (words != NULL, NULL);

  found = g_array_new (FALSE, FALSE, sizeof (GlossFound));
  needle = fold_all (words);
  if (needle->len == 0)
    return found;

  wanted = (const gunichar *) (void *) needle->data;
  for (const char *p = gloss_text_get_utf8 (text), *retry = p; *p != '\0';)
    {
      if (matched == 0)
        {
          start = position;
          retry = g_utf8_next_char (p);
        }
      if (fold (g_utf8_get_char (p)) == wanted[matched])
        {
          p = g_utf8_next_char (p);
          position++;
          if (++matched < needle->len)
            continue;
          g_array_append_vals (found, &(GlossFound){ start, position }, 1);
          matched = 0;
        }
      else
        {
          p = retry;
          position = start + 1;
          matched = 0;
        }
    }
  return found;
}
