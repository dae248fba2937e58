/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scripts and style sheets that are compiled in. Any thread. */

#include "config.h"

#include "web/gloss-web-resources.h"

#include "web/gloss-web-data.h"

/**
 * gloss_web_resources_dup:
 * @name: such as `reader.css`; one that is not there is a mistake of the program
 *
 * Returns: (transfer full): the file's text
 */
char *
gloss_web_resources_dup (const char *name)
{
  g_autofree char *path = g_strconcat ("/glossator/web/", name, NULL);
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  /* Asked for by its own name: a static library's resources are not linked in otherwise. */
  bytes = g_resource_lookup_data (gloss_web_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}
