/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quoted-printable (RFC 2045, 6.7). Decoding takes anything; encoding writes what WebKit and Chrome write, so
 * that what they wrote can be written again byte for byte: the rules are those of their common ancestor,
 * tried on files they saved. Any thread; one pass, no more than three and a half times the bytes.
 */

#include "config.h"

#include "core/article/gloss-quoted-printable.h"

#include <string.h>

#define MAX_LINE 76

static const char hex_digits[] = "0123456789ABCDEF";

/* 0 where there is none at data. */
static gsize
measure_line_end (const guint8 *data, const guint8 *end)
{
  if (data < end && *data == '\n')
    return 1;
  if (data < end && *data == '\r')
    return data + 1 < end && data[1] == '\n' ? 2 : 1;

  return 0;
}

/**
 * gloss_quoted_printable_decode:
 * @encoded: any bytes
 *
 * Returns: (transfer full): what they stand for; an equals sign that begins neither an escape nor a soft line
 * break stands for itself
 */
GBytes *
gloss_quoted_printable_decode (GBytes *encoded)
{
  gsize length;
  const guint8 *at = g_bytes_get_data (encoded, &length);
  const guint8 *end = length > 0 ? at + length : at;
  GByteArray *out = g_byte_array_sized_new ((guint) length);

  while (at < end)
    {
      const guint8 *equals = memchr (at, '=', (gsize) (end - at));
      gsize n_break;

      g_byte_array_append (out, at, (guint) ((equals != NULL ? equals : end) - at));
      if (equals == NULL)
        break;

      at = equals + 1;
      n_break = measure_line_end (at, end);
      if (n_break > 0)
        at += n_break;
      else if (end - at >= 2 && g_ascii_isxdigit (at[0]) && g_ascii_isxdigit (at[1]))
        {
          guint8 byte =
            (guint8) (g_ascii_xdigit_value ((char) at[0]) << 4 | g_ascii_xdigit_value ((char) at[1]));

          g_byte_array_append (out, &byte, 1);
          at += 2;
        }
      else
        g_byte_array_append (out, equals, 1);
    }

  return g_byte_array_free_to_bytes (out);
}

static gboolean
must_escape (const guint8 *at, const guint8 *end)
{
  if (*at == ' ' || *at == '\t')
    return at + 1 == end || measure_line_end (at + 1, end) > 0;

  return *at < ' ' || *at > '~' || *at == '=';
}

/**
 * gloss_quoted_printable_encode:
 * @bytes: any bytes
 * @eol: what a line ends with
 *
 * A line end in @bytes, of whichever kind, becomes @eol, but for one at their very end, which is escaped.
 *
 * Returns: (transfer full): them encoded, in lines of 76
 */
GBytes *
gloss_quoted_printable_encode (GBytes *bytes, const char *eol)
{
  gsize length;
  const guint8 *at = g_bytes_get_data (bytes, &length);
  const guint8 *end = length > 0 ? at + length : at;
  GString *out = g_string_sized_new (length + length / 8);
  gsize column = 0;

  while (at < end)
    {
      gboolean is_last = at + 1 == end;
      gsize n_break = is_last ? 0 : measure_line_end (at, end);
      gboolean is_escaped = must_escape (at, end);

      if (n_break > 0)
        {
          g_string_append (out, eol);
          column = 0;
          at += n_break;
          continue;
        }

      if (column + (is_escaped ? 3 : 1) + (is_last ? 0 : 1) > MAX_LINE)
        {
          g_string_append_c (out, '=');
          g_string_append (out, eol);
          column = 0;
        }
      if (is_escaped)
        {
          const char escape[] = { '=', hex_digits[*at >> 4], hex_digits[*at & 15] };

          g_string_append_len (out, escape, sizeof escape);
        }
      else
        g_string_append_c (out, (char) *at);
      column += is_escaped ? 3 : 1;
      at++;
    }

  return g_string_free_to_bytes (out);
}
