/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page in any file that is taken for MHTML: text, of an address that may be loaded, or a sentence. */

#include "config.h"

#include "core/article/gloss-address.h"
#include "core/article/gloss-mhtml-page.h"
#include "core/base/gloss-error.h"
#include "tests/fuzz/target.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GlossMhtml) mhtml = gloss_mhtml_new (file, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *markup = NULL, *base = NULL, *address = NULL, *saved = NULL;

  if (mhtml == NULL)
    return 0;
  markup = gloss_mhtml_dup_markup (mhtml, "page.mhtml", &error);
  base = gloss_mhtml_dup_base (mhtml);
  address = gloss_mhtml_dup_address (mhtml);
  saved = gloss_mhtml_dup_saved (mhtml);
  g_assert_true (markup != NULL ? g_utf8_validate (markup, -1, NULL)
                                : error->domain == GLOSS_ERROR && strchr (error->message, '\n') == NULL);
  g_assert_true (base == NULL || g_utf8_validate (base, -1, NULL));
  g_assert_true (address == NULL || gloss_address_check (address, NULL));
  g_assert_true (saved == NULL || (g_str_has_suffix (saved, "Z") && g_str_is_ascii (saved)));
  g_assert_cmpuint (gloss_mhtml_count_frames (mhtml), <=, gloss_mhtml_get_n_parts (mhtml));
  return 0;
}
