/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures and cuts text by the cells it takes on a terminal. Holds nothing. Costs one pass over the text. */

#include "config.h"

#include "cli/gloss-columns.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define EMOJI_PRESENTATION 0xFE0F

static int
measure_char (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

/* The bytes of the longest start of text that takes no more cells than that, and the cells it takes. A
 * character that takes none stays with the one before it. */
static gsize
measure_start (const char *text, int cells, int *taken)
{
  const char *p;
  int last = 0;

  *taken = 0;
  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int width = c == EMOJI_PRESENTATION && last == 1 ? 1 : measure_char (c);

      if (*taken + width > cells)
        break;
      *taken += width;
      last = measure_char (c);
    }
  return p - text;
}

/**
 * gloss_columns_measure:
 * @text: valid UTF-8 without control characters
 *
 * Returns: the cells that @text takes
 */
int
gloss_columns_measure (const char *text)
{
  int taken;

  measure_start (text, G_MAXINT - 2, &taken);
  return taken;
}

/**
 * gloss_columns_fit:
 * @text: UTF-8
 * @cells: at least 1; 0: no limit
 *
 * Makes text that a terminal shows in one line as it is, cut with an ellipsis where it is too long. Control
 * characters, which could give the terminal orders, become spaces.
 *
 * Returns: (transfer full): the text
 */
char *
gloss_columns_fit (const char *text, int cells)
{
  GString *line = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *p;
  int taken;

  for (p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 ? ' ' : c);
    }
  if (cells > 0 && gloss_columns_measure (line->str) > cells)
    {
      g_string_truncate (line, measure_start (line->str, cells - 1, &taken));
      g_string_append (line, "…");
    }
  return g_string_free (line, FALSE);
}

/**
 * gloss_columns_pad:
 * @text: what gloss_columns_fit() made
 *
 * Returns: (transfer full): @text and the spaces that fill @cells
 */
char *
gloss_columns_pad (const char *text, int cells)
{
  return g_strdup_printf ("%s%*s", text, MAX (0, cells - gloss_columns_measure (text)), "");
}

/**
 * gloss_columns_get_terminal:
 *
 * Returns: the cells of a line of standard output, at least 20; 0 where it is no terminal and has no limit
 */
int
gloss_columns_get_terminal (void)
{
  const char *columns = g_getenv ("COLUMNS");
  struct winsize size;

  if (columns != NULL && atoi (columns) > 0)
    return MAX (20, atoi (columns));
  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return MAX (20, size.ws_col);
  return 0;
}
