/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever stands where a host does: there is one way to write it, which is as private as what it was written
 * for. */

#include "config.h"

#include "core/article/gloss-host.h"
#include "tests/fuzz/target.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *host = size > 0 ? g_strndup ((const char *) data, size) : g_strdup ("");
  g_autofree char *ascii = gloss_host_dup_ascii (host), *shown = gloss_host_dup_display (host);
  GlossHostScope scope = gloss_host_get_scope (host);

  g_assert_true (g_utf8_validate (shown, -1, NULL));
  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (g_unichar_isgraph (g_utf8_get_char (p)));
  if (ascii == NULL)
    {
      g_assert_cmpint (scope, ==, GLOSS_HOST_PRIVATE);
      return 0;
    }
  else
    {
      g_autofree char *again = gloss_host_dup_ascii (ascii), *again_shown = gloss_host_dup_display (ascii);

      g_assert_cmpstr (again, ==, ascii);
      g_assert_cmpstr (again_shown, ==, shown);
      g_assert_cmpint (gloss_host_get_scope (ascii), ==, scope);
      g_assert_true (g_str_is_ascii (ascii) && strpbrk (ascii, " /\\?#@%\n\t") == NULL);
    }
  return 0;
}
