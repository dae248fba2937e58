/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 as lower-case hex, the one form in which hashes are kept and shown. Any thread. */

#include "config.h"

#include "core/base/gloss-hash.h"

#include <string.h>

/**
 * gloss_hash_data:
 * @data: (array length=length) (nullable): the bytes, may be %NULL where @length is 0
 * @length: how many
 *
 * Returns: (transfer full): the SHA-256, 64 lower-case hexadecimal digits
 */
char *
gloss_hash_data (gconstpointer data, gsize length)
{
  g_return_val_if_fail (data != NULL || length == 0, NULL);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, length > 0 ? data : (gconstpointer) "", length);
}

/**
 * gloss_hash_string:
 * @string: a string; its NUL does not enter
 *
 * Returns: (transfer full): the SHA-256, 64 lower-case hexadecimal digits
 */
char *
gloss_hash_string (const char *string)
{
  g_return_val_if_fail (string != NULL, NULL);

  return gloss_hash_data (string, strlen (string));
}

/**
 * gloss_hash_bytes:
 * @bytes: the bytes
 *
 * Returns: (transfer full): the SHA-256, 64 lower-case hexadecimal digits
 */
char *
gloss_hash_bytes (GBytes *bytes)
{
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  return gloss_hash_data (data, length);
}
