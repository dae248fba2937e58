/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as quoted-printable: decoded to no more than they were, and what is encoded comes back. */

#include "config.h"

#include "core/article/gloss-quoted-printable.h"
#include "tests/fuzz/target.h"

#include <string.h>

/* What is decoded is encoded and comes back, but for carriage returns, which only line ends have. */
static void
check_encoding (GBytes *bytes, const char *eol)
{
  g_autoptr (GBytes) encoded = gloss_quoted_printable_encode (bytes, eol);
  g_autoptr (GBytes) decoded = gloss_quoted_printable_decode (encoded);

  if (g_bytes_get_size (bytes) > 0 &&
      memchr (g_bytes_get_data (bytes, NULL), '\r', g_bytes_get_size (bytes)) == NULL &&
      g_str_equal (eol, "\n"))
    g_assert_true (g_bytes_equal (decoded, bytes));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) decoded = gloss_quoted_printable_decode (bytes);

  g_assert_cmpuint (g_bytes_get_size (decoded), <=, size);
  check_encoding (bytes, "\n");
  check_encoding (bytes, "\r\n");
  return 0;
}
