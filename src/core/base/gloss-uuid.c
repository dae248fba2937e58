/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Uuids that follow from a name, which GLib does not make: what is shipped has the same one everywhere. Any
 * thread. */

#include "config.h"

#include "core/base/gloss-uuid.h"

#include <string.h>

/**
 * gloss_uuid_new_for_name:
 * @space: the uuid of the name space
 * @name: a name in it
 *
 * Makes the uuid of a name: version 5 of RFC 4122.
 *
 * Returns: (transfer full) (nullable): the uuid; %NULL where @space is none
 */
char *
gloss_uuid_new_for_name (const char *space, const char *name)
{
  g_autoptr (GChecksum) checksum = NULL;
  guint8 digest[20];
  gsize length = sizeof digest;
  guint8 bytes[16];
  guint n = 0;

  g_return_val_if_fail (space != NULL && name != NULL, NULL);

  if (!g_uuid_string_is_valid (space))
    return NULL;

  for (const char *p = space; *p != '\0'; p++)
    if (*p != '-')
      {
        bytes[n++] = (guint8) (g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));
        p++;
      }

  checksum = g_checksum_new (G_CHECKSUM_SHA1);
  g_checksum_update (checksum, bytes, sizeof bytes);
  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name));
  g_checksum_get_digest (checksum, digest, &length);
  digest[6] = (guint8) ((digest[6] & 0x0f) | 0x50);
  digest[8] = (guint8) ((digest[8] & 0x3f) | 0x80);

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", digest[0],
                          digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7],
                          digest[8], digest[9], digest[10], digest[11], digest[12], digest[13], digest[14],
                          digest[15]);
}
