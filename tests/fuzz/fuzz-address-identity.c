/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever an article's address is: what it is known by is an address of the same server, and known by
 * itself. */

#include "config.h"

#include "core/article/gloss-address-identity.h"
#include "core/article/gloss-address.h"
#include "tests/fuzz/target.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *uri = size > 0 ? g_strndup ((const char *) data, size) : g_strdup ("");
  g_autofree char *identity = gloss_address_dup_identity (uri);
  g_autofree char *again = gloss_address_dup_identity (identity);
  g_autofree char *host = gloss_address_dup_host (uri), *same_host = gloss_address_dup_host (identity);

  g_assert_cmpstr (again, ==, identity);
  g_assert_cmpstr (same_host, ==, host);
  g_assert_true (gloss_address_check (identity, NULL) == gloss_address_check (uri, NULL));
  return 0;
}
