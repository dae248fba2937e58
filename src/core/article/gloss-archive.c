/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The addresses at which the Wayback Machine saves a page and shows what it has of it, and the link to a copy
 * that a person found there. Pure functions on input from outside. */

#include "config.h"

#include "core/article/gloss-archive.h"

#include "core/article/gloss-address.h"
#include "core/base/gloss-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAVE "https://web.archive.org/save/"
#define LOOK "https://web.archive.org/web/*/"

/* Those of RFC 3986, which an address keeps; what else is in one is escaped. */
#define RESERVED ":/?[]@!$&'()*+,;=%"

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_INVALID, sentence);
  return FALSE;
}

/* A name without a dot is one of a network's own. */
static gboolean
is_private (const char *host)
{
  GlossHostScope scope = gloss_host_get_scope (host);

  return scope == GLOSS_HOST_PRIVATE || (scope == GLOSS_HOST_NAME && strchr (host, '.') == NULL);
}

/**
 * gloss_archive_can_have:
 * @uri: any address
 * @error: return location
 *
 * Says whether a public archive could have the page: one that anybody on the internet can reach. No name is
 * looked up.
 *
 * Returns: %FALSE with %GLOSS_ERROR_INVALID and the reason, a sentence
 */
gboolean
gloss_archive_can_have (const char *uri, GError **error)
{
  g_autofree char *host = NULL;

  g_return_val_if_fail (uri != NULL, FALSE);

  if (g_ascii_strncasecmp (uri, "file:", strlen ("file:")) == 0)
    return refuse (error, _ ("A file is on this computer alone, where no archive can reach it."));
  if (g_ascii_strncasecmp (uri, "gloss-paste:", strlen ("gloss-paste:")) == 0)
    return refuse (error, _ ("Pasted text has no address that an archive could open."));

  host = gloss_address_dup_host (uri);
  if (host == NULL)
    return refuse (error, _ ("This is not an address of the web that an archive could open."));
  if (is_private (host))
    return refuse (error, _ ("The address is one of a private network, which no archive can reach."));

  return TRUE;
}

/* The fragment is a place in the page, which no server is asked for. */
static char *
dup_address (const char *prefix, const char *uri)
{
  g_autofree char *normal = NULL;
  GString *out;

  g_return_val_if_fail (uri != NULL, NULL);

  if (!gloss_archive_can_have (uri, NULL))
    return NULL;

  normal = gloss_address_dup_from_text (uri, NULL);
  out = g_string_new (prefix);
  normal[strcspn (normal, "#")] = '\0';
  for (const char *p = normal; *p != '\0'; p++)
    {
      gboolean is_stray = *p == '%' && !(g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]));

      if (!is_stray && (g_ascii_isalnum (*p) || strchr ("-._~" RESERVED, *p) != NULL))
        g_string_append_c (out, *p);
      else
        g_string_append_printf (out, "%%%02X", (guchar) *p);
    }

  return g_string_free (out, FALSE);
}

/**
 * gloss_archive_dup_save_address:
 * @uri: the address of a page
 *
 * Returns: (transfer full) (nullable): where the Wayback Machine saves the page; %NULL where it can't have it
 */
char *
gloss_archive_dup_save_address (const char *uri)
{
  return dup_address (SAVE, uri);
}

/**
 * gloss_archive_dup_look_address:
 * @uri: the address of a page
 *
 * Returns: (transfer full) (nullable): where the Wayback Machine lists its copies; %NULL where it can't have
 * any
 */
char *
gloss_archive_dup_look_address (const char *uri)
{
  return dup_address (LOOK, uri);
}

/**
 * gloss_archive_dup_link:
 * @text: what a person entered or pasted; UTF-8
 * @error: return location
 *
 * Returns: (transfer full): an address of the web; %NULL with %GLOSS_ERROR_INVALID
 */
char *
gloss_archive_dup_link (const char *text, GError **error)
{
  char *uri;

  g_return_val_if_fail (text != NULL, NULL);

  uri = gloss_address_dup_from_text (text, NULL);
  if (uri == NULL)
    refuse (error, _ ("An archive link is an address of the web, without a name or password in it."));
  return uri;
}
