/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Images in data: addresses (RFC 2397), as programs write them that save a page in one HTML file. The markup
 * is not parsed: whoever asks for an address that stood in no attribute will not find one. Pure, one pass; a
 * stranger's bytes are decoded, never interpreted.
 */

#include "config.h"

#include "core/article/gloss-data-images.h"

#include <string.h>

#define BEGINNING "data:image/"
/* Of a media type with its parameters. */
#define LONGEST_TYPE 128

/* Where the base64 begins; NULL: it is none. */
static const char *
find_base64 (const char *address)
{
  const char *comma = memchr (address, ',', strnlen (address, LONGEST_TYPE));
  static const char mark[] = ";base64";

  if (comma == NULL || strcspn (address, "\"'<> \t\n()") < (gsize) (comma - address) ||
      comma - address < (gssize) strlen (mark) ||
      g_ascii_strncasecmp (comma - strlen (mark), mark, strlen (mark)) != 0)
    return NULL;

  return comma + 1;
}

static gsize
measure_base64 (const char *text)
{
  const char *p = text;

  while (g_ascii_isalnum (*p) || *p == '+' || *p == '/')
    p++;
  while (*p == '=')
    p++;

  return (gsize) (p - text);
}

/* As browsers do, which take it without the padding at its end, too. */
static GBytes *
decode (const char *base64, gsize length)
{
  g_autoptr (GString) padded = g_string_new_len (base64, (gssize) length);
  guchar *decoded;
  gsize n;

  while (padded->len % 4 > 1)
    g_string_append_c (padded, '=');
  decoded = g_base64_decode (padded->str, &n);
  return g_bytes_new_take (decoded, n);
}

/**
 * gloss_data_images_foreach:
 * @markup: a page's markup, UTF-8
 * @func: (scope call): called for each
 * @data: for @func
 *
 * Finds images that are written into a page in base64. Others are text, and so a matter of the page's own.
 */
void
gloss_data_images_foreach (const char *markup, GlossDataImageFunc func, gpointer data)
{
  const char *start = markup;

  g_return_if_fail (markup != NULL && func != NULL);

  while ((start = strstr (start, BEGINNING)) != NULL)
    {
      const char *base64 = find_base64 (start);
      gsize length = base64 != NULL ? measure_base64 (base64) : 0;

      if (length > 0)
        {
          g_autofree char *address = g_strndup (start, (gsize) (base64 - start) + length);
          g_autoptr (GBytes) bytes = decode (base64, length);

          if (g_bytes_get_size (bytes) > 0 && !func (address, bytes, data))
            return;
          start = base64 + length;
        }
      else
        start += strlen (BEGINNING);
    }
}
