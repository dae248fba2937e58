/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that is nothing but addresses of the web, as it is pasted or dropped. Pure functions. */

#include "config.h"

#include "core/article/gloss-address-list.h"

#include "core/article/gloss-address-identity.h"
#include "core/article/gloss-address.h"
#include "core/base/gloss-error.h"

#include <glib/gi18n-lib.h>

/* What white space parts. */
static char **
split (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \t\r\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_strv_builder_add (words, *part);
  return g_strv_builder_end (words);
}

/* Each page once; NULL where a word is no address. */
static char **
dup_addresses (char **words, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *uri = gloss_address_dup_from_text (*word, error);

      if (uri == NULL)
        return NULL;
      if (g_hash_table_add (seen, gloss_address_dup_identity (uri)))
        g_strv_builder_add (builder, uri);
    }
  return g_strv_builder_end (builder);
}

static guint
count_schemes (char **words)
{
  guint n = 0;

  for (char **word = words; *word != NULL; word++)
    n += gloss_address_is_web (*word) ? 1 : 0;
  return n;
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
  g_auto (GStrv) words = NULL;
  guint n_words;

  g_return_val_if_fail (text != NULL, NULL);

  words = split (text);
  n_words = g_strv_length (words);
  /* An address names its scheme: else any word would be one. */
  if (n_words == 0 || n_words > GLOSS_ADDRESS_LIST_MAX || count_schemes (words) < n_words)
    return NULL;
  return dup_addresses (words, NULL);
}

/**
 * gloss_address_list_dup_from_entry:
 * @text: what a person wrote or pasted where addresses are asked for; UTF-8
 *
 * Finds the addresses of a text: several, where there is white space and either each word names its scheme or
 * none does; else it is one, which may hold spaces.
 *
 * Returns: (transfer full): the addresses in their order, each page once; %NULL with %GLOSS_ERROR_INVALID if
 * it is none, or with %GLOSS_ERROR_TOO_LARGE if there are more than %GLOSS_ADDRESS_LIST_MAX
 */
char **
gloss_address_list_dup_from_entry (const char *text, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) several = NULL;
  g_autofree char *uri = NULL;
  guint n_words, n_schemes;

  g_return_val_if_fail (text != NULL, NULL);

  words = split (text);
  n_words = g_strv_length (words);
  n_schemes = count_schemes (words);
  if (n_schemes > 1 && n_schemes == n_words)
    several = dup_addresses (words, error);
  else if (n_words > 1 && n_schemes == 0)
    several = dup_addresses (words, NULL);
  if (several != NULL && n_words > GLOSS_ADDRESS_LIST_MAX)
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_TOO_LARGE,
                   _ ("These are %u addresses; at most %d can be opened at once."), n_words,
                   GLOSS_ADDRESS_LIST_MAX);
      return NULL;
    }
  if (several != NULL || (n_schemes > 1 && n_schemes == n_words))
    return g_steal_pointer (&several);
  uri = gloss_address_dup_from_text (text, error);
  return uri != NULL ? g_strdupv ((char *[]){ uri, NULL }) : NULL;
}
