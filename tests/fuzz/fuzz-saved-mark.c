/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as a page that says where it was saved from: an address that may be loaded, or none. */

#include "config.h"

#include "core/article/gloss-address.h"
#include "core/article/gloss-saved-mark.h"
#include "tests/fuzz/target.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *markup = size > 0 ? g_utf8_make_valid ((const char *) data, (gssize) size) : g_strdup ("");
  g_autofree char *address = gloss_saved_mark_dup_address (markup);

  g_assert_true (address == NULL || gloss_address_check (address, NULL));
  return 0;
}
