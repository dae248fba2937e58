/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By which address an article of the web is known: one page is linked with many, of which most say only how a
 * reader came to it. A pure function on input from outside; the parameters are those of
 * data/tracking-parameters.txt, read once. It never changes what is stored of a capture. */

#include "config.h"

#include "core/article/gloss-address-identity.h"

#include "core/article/gloss-address-resources.h"
#include "core/article/gloss-address.h"

#include <gio/gio.h>
#include <string.h>

/* Names as they are compared, in lower case; of those that end in a star what stands before it. */
typedef struct
{
  GHashTable *names;
  GPtrArray *prefixes;
} Tracking;

static Tracking *
read_tracking (void)
{
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (gloss_address_get_resource (), "/glossator/core/address/tracking-parameters.txt",
                            G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  Tracking *tracking = g_new0 (Tracking, 1);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert (bytes != NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  tracking->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tracking->prefixes = g_ptr_array_new_with_free_func (g_free);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_suffix (*line, "*"))
      g_ptr_array_add (tracking->prefixes, g_strndup (*line, strlen (*line) - 1));
    else if (**line != '\0' && **line != '#')
      g_hash_table_add (tracking->names, g_strdup (*line));
  return tracking;
}

static const Tracking *
get_tracking (void)
{
  static gsize tracking = 0;

  if (g_once_init_enter (&tracking))
    g_once_init_leave (&tracking, (gsize) read_tracking ());
  return (const Tracking *) tracking;
}

static gboolean
is_tracking (const char *parameter)
{
  const Tracking *tracking = get_tracking ();
  g_autofree char *decoded = g_uri_unescape_segment (parameter, strchr (parameter, '='), NULL);
  g_autofree char *name = decoded != NULL ? g_ascii_strdown (decoded, -1) : NULL;

  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < tracking->prefixes->len; i++)
    if (g_str_has_prefix (name, g_ptr_array_index (tracking->prefixes, i)))
      return TRUE;
  return g_hash_table_contains (tracking->names, name);
}

/* What is left of a query, in its order and byte for byte; empty where nothing is. */
static char *
dup_clean_query (const char *query)
{
  g_auto (GStrv) parameters = g_strsplit (query, "&", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (char **parameter = parameters; *parameter != NULL; parameter++)
    if (!is_tracking (*parameter))
      g_ptr_array_add (kept, *parameter);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("&", (char **) kept->pdata);
}

/**
 * gloss_address_dup_identity:
 * @uri: any address
 *
 * Pages of the web are known by their address without the parameters that only track readers, and without a
 * place in the page; one that scripts take for an address of its own (`#!` or `#/`) stays.
 *
 * Returns: (transfer full): the address by which an article is known; of what is no address of the web, @uri
 */
char *
gloss_address_dup_identity (const char *uri)
{
  g_autofree char *whole = NULL;
  g_autofree char *query = NULL;
  char *fragment;
  char *mark;

  g_return_val_if_fail (uri != NULL, NULL);

  if (!gloss_address_check (uri, NULL))
    return g_strdup (uri);
  whole = gloss_address_dup_from_text (uri, NULL);
  fragment = strchr (whole, '#');
  if (fragment != NULL)
    *fragment++ = '\0';
  mark = strchr (whole, '?');
  if (mark != NULL)
    {
      query = dup_clean_query (mark + 1);
      *mark = '\0';
    }
  return g_strconcat (whole, query != NULL && *query != '\0' ? "?" : "", query != NULL ? query : "",
                      fragment != NULL && (*fragment == '!' || *fragment == '/') ? "#" : NULL, fragment,
                      NULL);
}
