/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The comment by which a program that saves pages says where one came from. Anyone can write one: what is
 * found is a claim, an address like any other. Pure; looks at a page's first kilobytes alone.
 */

#include "config.h"

#include "core/article/gloss-saved-mark.h"

#include "core/article/gloss-address.h"

#include <string.h>

/* Where such a comment ends at the latest. */
#define BEGINNING 8192

/* "saved from url=(0024)https://example.org/a" is that of Internet Explorer, Edge and Chrome, with the
 * length. */
static const char *
find_of_browser (const char *comment)
{
  static const char mark[] = "saved from url=(";
  const char *found = strstr (comment, mark);
  const char *close = found != NULL ? strchr (found, ')') : NULL;

  if (close == NULL ||
      strspn (found + strlen (mark), "0123456789") != (gsize) (close - found) - strlen (mark))
    return NULL;

  return close + 1;
}

/* " Page saved with SingleFile \n url: https://example.org/a \n saved date: …" */
static const char *
find_of_single_file (const char *comment)
{
  static const char mark[] = "\n url:";
  const char *found = strstr (comment, "Page saved with SingleFile");

  found = found != NULL ? strstr (found, mark) : NULL;
  return found != NULL ? found + strlen (mark) : NULL;
}

/* Up to the next white space. */
static char *
dup_address (const char *text)
{
  g_autofree char *address = NULL;

  while (*text == ' ')
    text++;
  address = g_strndup (text, strcspn (text, " \t\n"));

  return gloss_address_is_web (address) ? gloss_address_dup_from_text (address, NULL) : NULL;
}

/**
 * gloss_saved_mark_dup_address:
 * @markup: an HTML file, decoded, in the form of gloss_text_normalize()
 *
 * Finds the address that a page says it was saved from.
 *
 * Returns: (transfer full) (nullable): an address of the web as gloss_address_dup_from_text() gives it
 */
char *
gloss_saved_mark_dup_address (const char *markup)
{
  g_autofree char *beginning = NULL;
  const char *start;
  const char *end;

  g_return_val_if_fail (markup != NULL, NULL);

  beginning = g_strndup (markup, BEGINNING);
  for (start = beginning; (start = strstr (start, "<!--")) != NULL && (end = strstr (start, "-->")) != NULL;
       start = end)
    {
      g_autofree char *comment = g_strndup (start, (gsize) (end - start));
      const char *found = find_of_browser (comment);
      char *address;

      if (found == NULL)
        found = find_of_single_file (comment);
      address = found != NULL ? dup_address (found) : NULL;
      if (address != NULL)
        return address;
    }

  return NULL;
}
