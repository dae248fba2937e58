/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what a page names as the next is more of the same article. Pure functions on addresses, which come
 * from outside. */

#include "config.h"

#include "web/gloss-next-page.h"

#include <string.h>

/* More digits are the number of an article, or a year. */
#define MAX_DIGITS 2

/* What stands before the number of a page, in paths and as the name of a parameter. */
static const char *const names[] = { "page",     "paged", "pagina", "pagenum", "seite", "strona",
                                     "stranica", "teil",  "part",   "pg",      "p" };

static gboolean
is_name (const char *word, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (word, names[i], length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_separator (char c)
{
  return strchr ("/-_,.", c) != NULL && c != '\0';
}

/* The path without slashes at its end and without `.html` and the like; its length. */
static gsize
measure_path (const char *path)
{
  gsize length = strlen (path);
  const char *dot;

  while (length > 0 && path[length - 1] == '/')
    length--;
  dot = g_strrstr_len (path, (gssize) length, ".");
  if (dot != NULL && g_ascii_isalpha (dot[1]) && memchr (dot, '/', length - (gsize) (dot - path)) == NULL)
    length = (gsize) (dot - path);
  return length;
}

/* Where the word ends that stands before a number, with what parts it from what is before it: `/a/title` of
 * `/a/title/page-`; end where it is not the name of a number. */
static gsize
skip_name (const char *path, gsize end)
{
  gsize start = end;

  while (start > 0 && g_ascii_isalpha (path[start - 1]))
    start--;
  return start > 0 && is_separator (path[start - 1]) && is_name (path + start, end - start) ? start - 1 : end;
}

/* Whether it ends in a year, with a month and a day or without, that no other word belongs to. */
static gboolean
ends_in_date (const char *path, gsize end)
{
  for (guint n = 0; n < 3; n++)
    {
      gsize start = end;

      while (start > 0 && g_ascii_isdigit (path[start - 1]))
        start--;
      if (start == 0 || start == end || !is_separator (path[start - 1]))
        return FALSE;
      if (end - start == 4)
        return path[start - 1] == '/' &&
               (g_str_has_prefix (path + start, "19") || g_str_has_prefix (path + start, "20"));
      if (end - start > 2)
        return FALSE;
      end = start - 1;
    }
  return FALSE;
}

/* The start of a path that its pages share: `/a/title` of `/a/title-2`, `/a/title/2` and, with names,
 * `/a/title/page-2`. number: 0 where it names none. */
static gsize
measure_stem (const char *path, gsize length, gboolean is_named, guint *number)
{
  gsize start = length, end, stem;

  *number = 0;
  while (start > 0 && g_ascii_isdigit (path[start - 1]))
    start--;
  if (start == length || length - start > MAX_DIGITS || start == 0)
    return length;
  end = is_separator (path[start - 1]) ? start - 1 : start;
  stem = is_named ? skip_name (path, end) : end;
  /* What follows a date is the next month or day, or what is of that day. */
  if (stem == start || (stem == end && ends_in_date (path, end)))
    return length;
  *number = (guint) g_ascii_strtoull (path + start, NULL, 10);
  return stem;
}

/* Whether one path is the other's, some pages on; the first page has no number. */
static gboolean
continues_path (const char *path, const char *next_path, gboolean is_named)
{
  gsize length = measure_path (path), next_length = measure_path (next_path);
  guint number, next_number;
  gsize stem = measure_stem (path, length, is_named, &number);
  gsize next_stem = measure_stem (next_path, next_length, is_named, &next_number);

  if (next_stem < 2 || strncmp (path, next_path, next_stem) != 0)
    return FALSE;
  /* A number at the end may be the title's own: `/top-10`, `/top-10/2`. */
  return (next_stem == stem && next_number > number) || (next_stem == length && next_number > 1);
}

/* Takes the number of the page out of the parameters: 0 where they name none. */
static guint
take_number (GHashTable *parameters)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      gsize length = strlen (value);

      if (!is_name (name, strlen (name)) || length == 0 || length > MAX_DIGITS ||
          strspn (value, "0123456789") != length)
        continue;
      length = (gsize) g_ascii_strtoull (value, NULL, 10);
      g_hash_table_iter_remove (&iter);
      return (guint) length;
    }
  return 0;
}

static GHashTable *
parse_query (const char *query)
{
  return g_uri_parse_params (query != NULL ? query : "", -1, "&", G_URI_PARAMS_NONE, NULL);
}

static gboolean
has_all (GHashTable *parameters, GHashTable *others)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (g_strcmp0 (g_hash_table_lookup (others, name), value) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
continues_query (const char *query, const char *next_query)
{
  g_autoptr (GHashTable) parameters = parse_query (query), next_parameters = parse_query (next_query);
  guint number, next_number;

  if (parameters == NULL || next_parameters == NULL)
    return FALSE;
  number = take_number (parameters);
  next_number = take_number (next_parameters);
  return next_number > MAX (number, 1) && has_all (parameters, next_parameters) &&
         has_all (next_parameters, parameters);
}

/**
 * gloss_next_page_is_part:
 * @uri: where a page is
 * @next_uri: (nullable): what it names as the next, which is often another article
 *
 * Returns: whether @next_uri is more of the same: on the same server, and told apart by the number of a page
 * alone, at the end of the path or in the query
 */
gboolean
gloss_next_page_is_part (const char *uri, const char *next_uri)
{
  g_autoptr (GUri) one = NULL, other = NULL;

  g_return_val_if_fail (uri != NULL, FALSE);

  one = g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);
  other = next_uri != NULL ? g_uri_parse (next_uri, G_URI_FLAGS_ENCODED, NULL) : NULL;
  if (one == NULL || other == NULL || g_strcmp0 (g_uri_get_host (one), g_uri_get_host (other)) != 0 ||
      g_uri_get_port (one) != g_uri_get_port (other))
    return FALSE;
  /* The first page of a server leads to the next of its news. */
  if (measure_path (g_uri_get_path (one)) < 2)
    return FALSE;
  if (g_str_equal (g_uri_get_path (one), g_uri_get_path (other)))
    return continues_query (g_uri_get_query (one), g_uri_get_query (other));
  return g_strcmp0 (g_uri_get_query (one), g_uri_get_query (other)) == 0 &&
         (continues_path (g_uri_get_path (one), g_uri_get_path (other), TRUE) ||
          continues_path (g_uri_get_path (one), g_uri_get_path (other), FALSE));
}
