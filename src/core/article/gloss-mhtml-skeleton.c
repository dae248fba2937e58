/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An MHTML file without what its parts hold, from which, with the parts by their hashes, it is made again
 * byte for byte. A skeleton is a line with the size of the file, then steps, each a line:
 *
 *     Glossator MHTML skeleton 1 SIZE
 *     copy LENGTH                           LENGTH bytes of the file follow the line
 *     plain LENGTH SHA256                   the part as it is
 *     base64 LENGTH SHA256 WIDTH lf|crlf    the part in base64, in lines of WIDTH, which gives LENGTH bytes
 *     quoted LENGTH SHA256 lf|crlf          the part in quoted-printable
 *
 * A part that would not become its own bytes again is copied. Splitting encodes every part once; rebuilding
 * does the same, checks every length before it makes room, asks for no more parts than an MHTML file may
 * have, and never makes more than the first line says, which is at most what such a file may have. Any
 * thread.
 */

#include "config.h"

#include "core/article/gloss-mhtml-skeleton.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/article/gloss-quoted-printable.h"
#include "core/base/gloss-error.h"

#define MAGIC "Glossator MHTML skeleton 1 "
/* A step takes some ninety bytes, a row for the part more. */
#define MIN_PART 256
/* Shorter lines of base64 nobody writes; they would only make a little much. */
#define MIN_WIDTH 16
/* The longest line is a step's. */
#define MAX_LINE 160

static const char *const eols[] = { "\n", "\r\n" };
static const char *const eol_names[] = { "lf", "crlf" };
static const char *const encoding_names[] = { "plain", "base64", "quoted" };

/* How a part's body is laid out. */
typedef struct
{
  GlossMhtmlEncoding encoding;
  gsize width; /* of base64; 0: one line */
  guint eol;   /* in eols */
} Layout;

static gboolean
is_width (gsize width)
{
  return width == 0 || width >= MIN_WIDTH;
}

/* That of the first line; the others show whether it was right. */
static Layout
guess_layout (const char *body, gsize length, GlossMhtmlEncoding encoding)
{
  Layout layout = { .encoding = encoding };
  const char *newline = memchr (body, '\n', length);

  if (newline == NULL)
    return layout;

  layout.eol = newline > body && newline[-1] == '\r' ? 1 : 0;
  layout.width = encoding == GLOSS_MHTML_BASE64 ? (gsize) (newline - body) - layout.eol : 0;
  return layout;
}

static GBytes *
encode_base64 (GBytes *bytes, const Layout *layout)
{
  gsize length, n;
  const guchar *data = g_bytes_get_data (bytes, &length);
  g_autofree char *encoded = g_base64_encode (length > 0 ? data : (const guchar *) "", length);
  GString *out;

  n = strlen (encoded);
  if (layout->width == 0)
    return g_bytes_new_take (g_steal_pointer (&encoded), n);

  out = g_string_sized_new (n + 2 * (n / layout->width));
  for (gsize i = 0; i < n; i += layout->width)
    {
      if (i > 0)
        g_string_append (out, eols[layout->eol]);
      g_string_append_len (out, encoded + i, (gssize) MIN (layout->width, n - i));
    }

  return g_string_free_to_bytes (out);
}

static GBytes *
encode (GBytes *bytes, const Layout *layout)
{
  switch (layout->encoding)
    {
    case GLOSS_MHTML_BASE64:
      return encode_base64 (bytes, layout);
    case GLOSS_MHTML_QUOTED:
      return gloss_quoted_printable_encode (bytes, eols[layout->eol]);
    case GLOSS_MHTML_PLAIN:
    default:
      return g_bytes_ref (bytes);
    }
}

/* How many bytes from the start of its body on the part becomes again, 0 where it does not. */
static gsize
measure_part (const GlossMhtmlPart *part, const char *body, Layout *layout)
{
  g_autoptr (GBytes) encoded = NULL;
  gconstpointer data;
  gsize length;

  if (part->length < MIN_PART)
    return 0;

  *layout = guess_layout (body, part->length, part->encoding);
  if (!is_width (layout->width))
    return 0;
  encoded = encode (part->bytes, layout);
  data = g_bytes_get_data (encoded, &length);
  return length <= part->length && memcmp (data, body, length) == 0 ? length : 0;
}

static void
append_copy (GByteArray *out, const char *data, gsize length)
{
  g_autofree char *line = NULL;

  if (length == 0)
    return;

  line = g_strdup_printf ("copy %" G_GSIZE_FORMAT "\n", length);
  g_byte_array_append (out, (const guint8 *) line, (guint) strlen (line));
  g_byte_array_append (out, (const guint8 *) data, (guint) length);
}

static void
append_part (GByteArray *out, const GlossMhtmlPart *part, const Layout *layout, gsize length)
{
  g_autoptr (GString) line = g_string_new (encoding_names[layout->encoding]);

  g_string_append_printf (line, " %" G_GSIZE_FORMAT " %s", length, part->sha256);
  if (layout->encoding == GLOSS_MHTML_BASE64)
    g_string_append_printf (line, " %" G_GSIZE_FORMAT, layout->width);
  if (layout->encoding != GLOSS_MHTML_PLAIN)
    g_string_append_printf (line, " %s", eol_names[layout->eol]);
  g_string_append_c (line, '\n');
  g_byte_array_append (out, (const guint8 *) line->str, (guint) line->len);
}

/**
 * gloss_mhtml_skeleton_new:
 * @file: the file's bytes, at most %GLOSS_MHTML_MAX_SIZE
 * @mhtml: (nullable): the same, taken apart; %NULL where it cannot be
 * @parts: (element-type GlossMhtmlPart): where the parts that are left out are added, borrowed from @mhtml,
 * one for each hash
 *
 * Returns: (transfer full): the skeleton: less than a hundred bytes for each part and what no part holds
 */
GBytes *
gloss_mhtml_skeleton_new (GBytes *file, GlossMhtml *mhtml, GPtrArray *parts)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *first = NULL;
  GByteArray *out;
  gsize length, at = 0;
  const char *data;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (parts != NULL, NULL);

  data = g_bytes_get_data (file, &length);
  /* No bytes may have no place, from which nothing can be counted. */
  data = data != NULL ? data : "";
  first = g_strdup_printf (MAGIC "%" G_GSIZE_FORMAT "\n", length);
  out = g_byte_array_new ();
  g_byte_array_append (out, (const guint8 *) first, (guint) strlen (first));

  for (guint i = 0; mhtml != NULL && i < gloss_mhtml_get_n_parts (mhtml); i++)
    {
      const GlossMhtmlPart *part = gloss_mhtml_get_part (mhtml, i);
      Layout layout;
      gsize n = measure_part (part, data + part->offset, &layout);

      if (n == 0)
        continue;
      append_copy (out, data + at, part->offset - at);
      append_part (out, part, &layout, n);
      at = part->offset + n;
      if (g_hash_table_add (seen, part->sha256))
        g_ptr_array_add (parts, (gpointer) part);
    }
  append_copy (out, data + at, length - at);

  return g_byte_array_free_to_bytes (out);
}

static gboolean
set_corrupt_error (GError **error)
{
  g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT,
                       _ (
                         "The stored page is damaged: it cannot be put together as it was saved. The "
                         "article's text and annotations are not touched; restore a backup of the library."));
  return FALSE;
}

static gboolean
parse_size (const char *word, gsize max, gsize *size)
{
  guint64 value;

  if (word == NULL || !g_ascii_string_to_unsigned (word, 10, 0, max, &value, NULL))
    return FALSE;

  *size = (gsize) value;
  return TRUE;
}

static int
find_name (const char *const *names, gsize n_names, const char *name)
{
  for (gsize i = 0; name != NULL && i < n_names; i++)
    if (g_str_equal (names[i], name))
      return (int) i;

  return -1;
}

/* A step that names a part, its words already apart. */
static gboolean
parse_layout (char **words, Layout *layout)
{
  guint n = g_strv_length (words);
  int encoding = find_name (encoding_names, G_N_ELEMENTS (encoding_names), words[0]);
  int eol = n > 3 ? find_name (eol_names, G_N_ELEMENTS (eol_names), words[n - 1]) : 0;

  if (encoding < 0 || eol < 0 || n != (guint[]){ 3, 5, 4 }[encoding] || strlen (words[2]) != 64)
    return FALSE;

  *layout = (Layout){ .encoding = (GlossMhtmlEncoding) encoding, .eol = (guint) eol };
  return layout->encoding != GLOSS_MHTML_BASE64 ||
         (parse_size (words[3], GLOSS_MHTML_MAX_SIZE, &layout->width) && is_width (layout->width));
}

/* The words of the next line, NULL where there is none. */
static char **
take_words (const char **at, const char *end)
{
  const char *newline = memchr (*at, '\n', MIN ((gsize) (end - *at), MAX_LINE));
  g_autofree char *line = NULL;

  if (newline == NULL)
    return NULL;

  line = g_strndup (*at, (gsize) (newline - *at));
  *at = newline + 1;
  return g_strsplit (line, " ", 6);
}

/* The first line. */
static gboolean
take_size (const char **at, const char *end, gsize *size)
{
  g_auto (GStrv) words = *at < end ? take_words (at, end) : NULL;
  g_autofree char *line = words != NULL ? g_strjoinv (" ", words) : NULL;

  return line != NULL && g_str_has_prefix (line, MAGIC) &&
         parse_size (line + strlen (MAGIC), GLOSS_MHTML_MAX_SIZE, size);
}

static gboolean
add_part (GByteArray *out, char **words, gsize length, GlossMhtmlLookup lookup, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) encoded = NULL;
  Layout layout;

  if (!parse_layout (words, &layout))
    return set_corrupt_error (error);
  bytes = lookup (words[2], data, error);
  if (bytes == NULL)
    return FALSE;
  /* No encoding makes anything shorter. */
  if (g_bytes_get_size (bytes) > length)
    return set_corrupt_error (error);

  encoded = encode (bytes, &layout);
  if (g_bytes_get_size (encoded) != length)
    return set_corrupt_error (error);

  g_byte_array_append (out, g_bytes_get_data (encoded, NULL), (guint) length);
  return TRUE;
}

/**
 * gloss_mhtml_skeleton_rebuild:
 * @skeleton: what gloss_mhtml_skeleton_new() made, or someone who wants to do harm
 * @lookup: gives the parts
 * @data: what to give to @lookup
 * @error: return location
 *
 * Makes the file again. That it is the file that was split is shown by its hash, which the caller has.
 *
 * Errors: %GLOSS_ERROR_CORRUPT where it is no skeleton or a part does not fit; those of @lookup.
 *
 * Returns: (transfer full): the file's bytes, or %NULL with @error set
 */
GBytes *
gloss_mhtml_skeleton_rebuild (GBytes *skeleton, GlossMhtmlLookup lookup, gpointer data, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  const char *at, *end;
  gsize n, size, length;
  guint n_parts = 0;

  g_return_val_if_fail (skeleton != NULL, NULL);
  g_return_val_if_fail (lookup != NULL, NULL);

  at = g_bytes_get_data (skeleton, &n);
  end = n > 0 ? at + n : at;
  if (!take_size (&at, end, &size))
    return set_corrupt_error (error), NULL;

  while (at < end)
    {
      g_auto (GStrv) words = take_words (&at, end);

      if (words == NULL || words[0] == NULL || !parse_size (words[1], size - out->len, &length))
        return set_corrupt_error (error), NULL;
      if (!g_str_equal (words[0], "copy"))
        {
          if (++n_parts > GLOSS_MHTML_MAX_PARTS)
            return set_corrupt_error (error), NULL;
          if (!add_part (out, words, length, lookup, data, error))
            return NULL;
          continue;
        }
      if (words[2] != NULL || length > (gsize) (end - at))
        return set_corrupt_error (error), NULL;
      g_byte_array_append (out, (const guint8 *) at, (guint) length);
      at += length;
    }

  if (out->len != size)
    return set_corrupt_error (error), NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
