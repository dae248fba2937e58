/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an exported file is called until its user says otherwise. A pure function; any thread. */

#include "config.h"

#include "app/exchange/gloss-export-name.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bytes of the title: file systems allow 255 for the whole name. */
#define MAX_NAME 120

/**
 * gloss_export_name_make:
 * @title: (nullable): what is exported; %NULL or nothing but white space is the library
 *
 * Returns: (transfer full): a name that every file system takes, of as much of the title as fits, with the
 * ending of a JSON file
 */
char *
gloss_export_name_make (const char *title)
{
  g_autofree char *valid = g_utf8_make_valid (title != NULL ? title : "", -1);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = valid; *p != '\0' && name->len < MAX_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_space = g_unichar_isspace (c) || g_unichar_iscntrl (c) ||
                          (c < 0x80 && strchr ("/\\:*?\"<>|", (char) c) != NULL);

      if (!is_space)
        g_string_append_unichar (name, c);
      else if (name->len > 0 && name->str[name->len - 1] != ' ')
        g_string_append_c (name, ' ');
    }
  g_strchomp (name->str);
  /* A leading dot would hide the file. */
  for (char *p = name->str; *p == '.'; p++)
    *p = '_';

  /* Translators: the name of an exported file without its ending. */
  return g_strconcat (*name->str != '\0' ? name->str : _ ("Library"), ".json", NULL);
}
