/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an image is, by its first bytes and never by what a server says of it. Pure functions on a stranger's
 * bytes: every read is bounded, every loop goes forward. Cost: the headers, for SVG a search through all of
 * it.
 *
 * The formats are those that WebKit decodes without running or loading anything. SVG is one of them: as an
 * image it has no scripts and may load nothing. It is a document all the same, so what makes it larger than
 * it is (entities) and what would be read in another encoding than the one looked at here is no image. */

#include "config.h"

#include "core/article/gloss-image-type.h"

#include <string.h>

#define SVG_MAX_BYTES ((gsize) 4 << 20)
/* The root of an SVG stands behind a declaration, a document type and comments of its editor. */
#define SVG_MAX_PROLOG ((gsize) 16 << 10)

typedef struct
{
  const guint8 *data;
  gsize size;
} Span;

/* Numbers past the end are 0, which no header takes for a size. */
static guint32
get_big (Span span, gsize at, guint n)
{
  guint32 value = 0;

  if (at > span.size || span.size - at < n)
    return 0;
  for (guint i = 0; i < n; i++)
    value = value << 8 | span.data[at + i];
  return value;
}

static guint32
get_little (Span span, gsize at, guint n)
{
  guint32 value = 0;

  if (at > span.size || span.size - at < n)
    return 0;
  for (guint i = n; i > 0; i--)
    value = value << 8 | span.data[at + i - 1];
  return value;
}

static gboolean
has (Span span, gsize at, const char *magic, gsize length)
{
  return at <= span.size && span.size - at >= length && memcmp (span.data + at, magic, length) == 0;
}

static gboolean
read_png (Span span, GlossImageType *type)
{
  if (!has (span, 0, "\x89PNG\r\n\x1a\n", 8) || !has (span, 12, "IHDR", 4))
    return FALSE;
  *type = (GlossImageType){ "image/png", get_big (span, 16, 4), get_big (span, 20, 4) };
  return TRUE;
}

static gboolean
read_gif (Span span, GlossImageType *type)
{
  if (!has (span, 0, "GIF87a", 6) && !has (span, 0, "GIF89a", 6))
    return FALSE;
  *type = (GlossImageType){ "image/gif", get_little (span, 6, 2), get_little (span, 8, 2) };
  return TRUE;
}

static gboolean
read_bmp (Span span, GlossImageType *type)
{
  guint32 header = get_little (span, 14, 4), height;

  if (!has (span, 0, "BM", 2))
    return FALSE;
  if (header == 12)
    {
      *type = (GlossImageType){ "image/bmp", get_little (span, 18, 2), get_little (span, 20, 2) };
      return TRUE;
    }
  /* From top to bottom where it is negative. */
  height = get_little (span, 22, 4);
  *type = (GlossImageType){ "image/bmp", get_little (span, 18, 4), (gint32) height < 0 ? -height : height };
  return header >= 40 && header <= 124;
}

static gboolean
read_webp (Span span, GlossImageType *type)
{
  guint32 bits;

  if (!has (span, 0, "RIFF", 4) || !has (span, 8, "WEBP", 4))
    return FALSE;
  type->media_type = "image/webp";
  if (has (span, 12, "VP8X", 4))
    {
      type->width = get_little (span, 24, 3) + 1;
      type->height = get_little (span, 27, 3) + 1;
      return span.size >= 30;
    }
  if (has (span, 12, "VP8L", 4) && has (span, 20, "\x2f", 1))
    {
      bits = get_little (span, 21, 4);
      type->width = (bits & 0x3fff) + 1;
      type->height = (bits >> 14 & 0x3fff) + 1;
      return span.size >= 25;
    }
  type->width = get_little (span, 26, 2) & 0x3fff;
  type->height = get_little (span, 28, 2) & 0x3fff;
  return has (span, 12, "VP8 ", 4) && has (span, 23, "\x9d\x01\x2a", 3);
}

/* Whether a camera was held so that width and height change places; at is where Exif's TIFF begins. */
static gboolean
is_turned (Span span, gsize at)
{
  guint32 (*get) (Span, gsize, guint) = has (span, at, "MM", 2) ? get_big : get_little;
  gsize directory = at + get (span, at + 4, 4);
  guint n = get (span, directory, 2);

  for (guint i = 0; i < n; i++)
    {
      gsize entry = directory + 2 + (gsize) i * 12;
      guint32 orientation = get (span, entry + 8, 2);

      if (entry >= span.size)
        return FALSE;
      if (get (span, entry, 2) == 0x112)
        return orientation >= 5 && orientation <= 8;
    }
  return FALSE;
}

static gboolean
read_jpeg (Span span, GlossImageType *type)
{
  gboolean turned = FALSE;

  if (!has (span, 0, "\xff\xd8\xff", 3))
    return FALSE;
  type->media_type = "image/jpeg";
  for (gsize at = 2; at + 4 <= span.size;)
    {
      guint marker = span.data[at + 1];
      guint length = get_big (span, at + 2, 2);

      if (span.data[at] != 0xff)
        return FALSE;
      if (marker == 0xff || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8))
        {
          at += marker == 0xff ? 1 : 2;
          continue;
        }
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          type->height = get_big (span, at + (turned ? 7 : 5), 2);
          type->width = get_big (span, at + (turned ? 5 : 7), 2);
          return TRUE;
        }
      if (marker == 0xd9 || marker == 0xda || length < 2)
        return FALSE;
      if (marker == 0xe1 && has (span, at + 4, "Exif\0\0", 6))
        turned = is_turned ((Span){ span.data, MIN (span.size, at + 2 + length) }, at + 10);
      at += 2 + length;
    }
  return FALSE;
}

/* A box of the ISO base media format inside of another: where what it holds begins and ends. */
static gboolean
find_box (Span span, gsize at, gsize end, const char *name, gsize *start, gsize *stop)
{
  while (at + 8 <= end)
    {
      guint32 size = get_big (span, at, 4);
      gsize next = size == 0 ? end : at + size;

      if ((size != 0 && size < 8) || next > end)
        return FALSE;
      if (has (span, at + 4, name, 4))
        {
          *start = at + 8;
          *stop = next;
          return TRUE;
        }
      at = next;
    }
  return FALSE;
}

/* The largest of the sizes that are listed is the image's: others are those of its tiles. */
static gboolean
read_avif (Span span, GlossImageType *type)
{
  gsize start, stop, at, end;
  gboolean is_avif = FALSE;

  if (!has (span, 4, "ftyp", 4) || !find_box (span, 0, span.size, "ftyp", &start, &stop))
    return FALSE;
  for (at = start; at + 4 <= stop; at += 4)
    is_avif = is_avif || has (span, at, "avif", 4) || has (span, at, "avis", 4);
  if (!is_avif || !find_box (span, stop, span.size, "meta", &start, &stop) ||
      !find_box (span, start + 4, stop, "iprp", &start, &stop) ||
      !find_box (span, start, stop, "ipco", &at, &end))
    return FALSE;
  type->media_type = "image/avif";
  while (find_box (span, at, end, "ispe", &start, &stop))
    {
      guint32 width = get_big (span, start + 4, 4), height = get_big (span, start + 8, 4);

      if ((guint64) width * height > (guint64) type->width * type->height)
        {
          type->width = width;
          type->height = height;
        }
      at = stop;
    }
  return TRUE;
}

/* What the declaration says, if anything: the rest is looked at as UTF-8. */
static gboolean
is_in_utf8 (const char *text)
{
  g_autofree char *declaration = NULL;
  const char *end = strstr (text, "?>");

  if (!g_str_has_prefix (text, "<?xml"))
    return TRUE;
  if (end == NULL)
    return FALSE;
  declaration = g_strndup (text, (gsize) (end - text));
  return g_regex_match_simple ("encoding\\s*=\\s*[\"'](utf-8|us-ascii)[\"']", declaration, G_REGEX_CASELESS,
                               0) ||
         strstr (declaration, "encoding") == NULL;
}

/* Passes over what may stand before the root; NULL where something else does. */
static const char *
skip_prolog (const char *text)
{
  while (text != NULL)
    {
      while (g_ascii_isspace (*text))
        text++;
      if (g_str_has_prefix (text, "<!--"))
        text = strstr (text, "-->");
      else if (g_str_has_prefix (text, "<?") || g_str_has_prefix (text, "<!DOCTYPE svg"))
        text = strchr (text, '>');
      else
        return text;
      text = text != NULL ? strchr (text, '>') + 1 : NULL;
    }
  return NULL;
}

static gboolean
read_svg (Span span, GlossImageType *type)
{
  static const char mark[] = "\xef\xbb\xbf";
  gsize skipped = has (span, 0, mark, 3) ? 3 : 0;
  const char *data = (const char *) span.data + skipped, *root;
  g_autofree char *prolog = NULL;

  if (span.size > SVG_MAX_BYTES || !g_utf8_validate_len (data, span.size - skipped, NULL))
    return FALSE;
  prolog = g_strndup (data, MIN (span.size - skipped, SVG_MAX_PROLOG));
  root = is_in_utf8 (prolog) ? skip_prolog (prolog) : NULL;
  if (root == NULL || !g_str_has_prefix (root, "<svg") || strchr (" \t\r\n/>", root[4]) == NULL ||
      g_strstr_len (data, (gssize) (span.size - skipped), "<!ENTITY") != NULL)
    return FALSE;
  *type = (GlossImageType){ "image/svg+xml", 0, 0 };
  return TRUE;
}

/**
 * gloss_image_type_sniff:
 * @self: (out): filled where it is one
 * @bytes: anything
 *
 * Looks whether @bytes are an image that a reader document may show: PNG, JPEG, GIF, WebP, AVIF, BMP or SVG,
 * of at most %GLOSS_IMAGE_MAX_BYTES and %GLOSS_IMAGE_MAX_PIXELS. That they begin as one does not mean that
 * they are whole.
 *
 * Returns: whether they are one
 */
gboolean
gloss_image_type_sniff (GlossImageType *self, GBytes *bytes)
{
  static gboolean (*const readers[]) (Span, GlossImageType *) = { read_png,  read_jpeg, read_gif, read_webp,
                                                                  read_avif, read_bmp,  read_svg };
  Span span;

  g_return_val_if_fail (self != NULL && bytes != NULL, FALSE);

  span.data = g_bytes_get_data (bytes, &span.size);
  if (span.size == 0 || span.size > GLOSS_IMAGE_MAX_BYTES)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      *self = (GlossImageType){ NULL, 0, 0 };
      if (readers[i](span, self))
        return readers[i] == read_svg || (self->width > 0 && self->height > 0 &&
                                          (guint64) self->width * self->height <= GLOSS_IMAGE_MAX_PIXELS);
    }
  return FALSE;
}
