/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is pasted: each address that comes of it may be loaded, and an archive has it or says why not. */

#include "config.h"

#include "core/article/gloss-address-list.h"
#include "core/article/gloss-address.h"
#include "core/article/gloss-archive.h"
#include "tests/fuzz/target.h"

static void
check_archive (const char *uri)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *save = gloss_archive_dup_save_address (uri), *look = gloss_archive_dup_look_address (uri);
  gboolean can_have = gloss_archive_can_have (uri, &error);

  g_assert_true (can_have == (save != NULL) && can_have == (look != NULL) && can_have == (error == NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = size > 0 ? g_strndup ((const char *) data, size) : g_strdup ("");
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) addresses = gloss_address_list_dup (valid);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) entered = gloss_address_list_dup_from_entry (valid, &error);
  g_autofree char *link = gloss_archive_dup_link (valid, NULL);

  g_assert_true ((entered == NULL) == (error != NULL));
  for (guint i = 0; entered != NULL && entered[i] != NULL; i++)
    g_assert_true (gloss_address_check (entered[i], NULL));
  for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      g_assert_cmpuint (i, <, GLOSS_ADDRESS_LIST_MAX);
      g_assert_true (gloss_address_check (addresses[i], NULL));
      check_archive (addresses[i]);
    }
  check_archive (valid);
  g_assert_true (link == NULL || gloss_address_check (link, NULL));
  return 0;
}
