/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is typed, pasted or sent as an address: an address comes of it that stays the same, or none does.
 */

#include "config.h"

#include "core/article/gloss-address.h"
#include "tests/fuzz/target.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = size > 0 ? g_strndup ((const char *) data, size) : g_strdup ("");
  g_autofree char *address = gloss_address_dup_from_text (text, NULL);
  g_autofree char *shown = gloss_address_dup_display (text), *host = gloss_address_dup_host (text);

  g_assert_true (g_utf8_validate (shown, -1, NULL));
  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (g_unichar_isgraph (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p)));
  if (host != NULL)
    g_assert_true (g_str_is_ascii (host));
  if (address != NULL)
    {
      g_autofree char *again = gloss_address_dup_from_text (address, NULL);

      g_assert_cmpstr (again, ==, address);
    }
  return 0;
}
