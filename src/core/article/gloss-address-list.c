/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that is nothing but addresses of the web, as it is pasted or dropped. Pure functions. */

#include "config.h"

#include "core/article/gloss-address-list.h"

#include "core/article/gloss-address-identity.h"
#include "core/article/gloss-address.h"

/* An address names its scheme: else any word would be one. */
static char *
dup_address (const char *word)
{
  return gloss_address_is_web (word) ? gloss_address_dup_from_text (word, NULL) : NULL;
}

/**
 * gloss_address_list_dup:
 * @text: UTF-8
 *
 * Finds the addresses of a text that holds nothing else, with white space between them; each page once, by
 * gloss_address_dup_identity().
 *
 * Returns: (transfer full) (nullable): the addresses in their order, as gloss_address_dup_from_text() gives
 * them; %NULL where the text is more than addresses, none, or more than %GLOSS_ADDRESS_LIST_MAX
 */
char **
gloss_address_list_dup (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) words = NULL;
  guint n = 0;

  g_return_val_if_fail (text != NULL, NULL);

  words = g_strsplit_set (text, " \t\r\n", -1);
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *uri = **word != '\0' ? dup_address (*word) : NULL;

      if (**word == '\0')
        continue;
      if (uri == NULL || ++n > GLOSS_ADDRESS_LIST_MAX)
        return NULL;
      if (g_hash_table_add (seen, gloss_address_dup_identity (uri)))
        g_strv_builder_add (builder, uri);
    }
  return n > 0 ? g_strv_builder_end (builder) : NULL;
}
