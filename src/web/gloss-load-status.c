/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said while a page loads. Pure functions. */

#include "config.h"

#include "web/gloss-load-status.h"

#include "core/article/gloss-address.h"

#include <glib/gi18n-lib.h>

static char *
dup_server (const char *uri)
{
  g_autofree char *host = gloss_address_dup_host (uri);

  return gloss_host_dup_display (host != NULL ? host : "");
}

/**
 * gloss_load_status_dup_waiting:
 * @uri: what is loaded
 *
 * Returns: (transfer full): a phrase for a page of which nothing is there
 */
char *
gloss_load_status_dup_waiting (const char *uri)
{
  g_autofree char *server = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  server = dup_server (uri);
  /* Translators: the placeholder is the name of a server. */
  return g_strdup_printf (_ ("Waiting for %s…"), server);
}

/**
 * gloss_load_status_dup_loading:
 * @uri: what is loaded
 * @n_parts: how many parts the page asks for, with itself
 * @n_under_way: how many of them are still arriving; more count as all of them
 *
 * Returns: (transfer full): a phrase for a page of which parts are there
 */
char *
gloss_load_status_dup_loading (const char *uri, guint n_parts, guint n_under_way)
{
  g_autofree char *server = NULL;

  g_return_val_if_fail (uri != NULL, NULL);

  server = dup_server (uri);
  /* Translators: the name of a server, and how much of a page is there: “Loading example.org… 12 of 20
   * parts”. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Loading %s… %u of %u part",
                                       "Loading %s… %u of %u parts", n_parts),
                          server, n_parts - MIN (n_under_way, n_parts), n_parts);
}
