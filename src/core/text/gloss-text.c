/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The canonical text of a capture and the arithmetic of its three units. It owns one NUL-terminated copy of
 * the bytes and an index that holds, for every block of 128 bytes, how many code points and UTF-16 units lie
 * before it: making it costs one pass, a conversion one binary search and a scan of at most one block.
 * Nothing changes after gloss_text_new(), so that any thread may read it; grapheme boundaries are found by
 * looking at the neighbourhood of one place, never by walking the whole text.
 */

#include "config.h"

#include "core/text/gloss-text.h"

#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

/* An eighth of the text is what the counts take, and a scan of 64 bytes is what an offset costs. */
#define BLOCK_BYTES 128

/* Below the first combining mark no two characters form a cluster (CR, which would with LF, does not occur).
 */
#define FIRST_EXTENDING 0x300

typedef struct
{
  gsize points;
  gsize utf16;
} Block;

struct _GlossText
{
  char *utf8;
  gsize n_bytes;
  gsize n_points;
  gsize n_utf16;
  Block *blocks;
  gsize n_blocks;
  char *sha256;
};

G_DEFINE_BOXED_TYPE (GlossText, gloss_text, gloss_text_ref, gloss_text_unref)

static void
free_members (gpointer data)
{
  GlossText *self = data;

  g_free (self->utf8);
  g_free (self->blocks);
  g_free (self->sha256);
}

static inline gboolean
is_continuation (char byte)
{
  return ((guchar) byte & 0xc0) == 0x80;
}

/* Bytes that start a four-byte sequence stand for two UTF-16 units. */
static inline gsize
count_utf16 (char lead)
{
  return (guchar) lead >= 0xf0 ? 2 : 1;
}

/* Where a block begins: never inside a code point. */
static gsize
find_block_start (GlossText *self, gsize block)
{
  gsize byte = block * BLOCK_BYTES;

  while (byte > 0 && is_continuation (self->utf8[byte]))
    byte--;

  return byte;
}

static void
build_index (GlossText *self)
{
  gsize points = 0;
  gsize utf16 = 0;
  gsize byte = 0;

  self->n_blocks = self->n_bytes / BLOCK_BYTES + 1;
  self->blocks = g_new (Block, self->n_blocks);

  for (gsize i = 0; i < self->n_blocks; i++)
    {
      gsize start = find_block_start (self, i);

      for (; byte < start; byte++)
        {
          if (is_continuation (self->utf8[byte]))
            continue;
          points++;
          utf16 += count_utf16 (self->utf8[byte]);
        }

      self->blocks[i] = (Block){ points, utf16 };
    }

  for (; byte < self->n_bytes; byte++)
    {
      if (is_continuation (self->utf8[byte]))
        continue;
      points++;
      utf16 += count_utf16 (self->utf8[byte]);
    }

  self->n_points = points;
  self->n_utf16 = utf16;
}

static inline gsize
get_block_count (const Block *block, gboolean is_utf16)
{
  return is_utf16 ? block->utf16 : block->points;
}

/* The last block that begins at or before an offset in code points or UTF-16 units. */
static gsize
find_block (GlossText *self, gsize offset, gboolean is_utf16)
{
  gsize low = 0;
  gsize high = self->n_blocks;

  while (high - low > 1)
    {
      gsize middle = low + (high - low) / 2;

      if (get_block_count (&self->blocks[middle], is_utf16) <= offset)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* Whether each byte of a block is a code point; start: where it begins. The last block is not asked. */
static inline gboolean
is_ascii_block (GlossText *self, gsize block, gsize start)
{
  return start == block * BLOCK_BYTES && block + 1 < self->n_blocks &&
         self->blocks[block + 1].points - self->blocks[block].points == BLOCK_BYTES;
}

/* All three units of one place, which is given in one of the two that are not bytes. */
static void
locate (GlossText *self, gsize offset, gboolean is_utf16, gsize *byte, Block *place)
{
  gsize block = find_block (self, offset, is_utf16);

  *byte = find_block_start (self, block);
  *place = self->blocks[block];
  if (is_ascii_block (self, block, *byte))
    {
      gsize n = offset - get_block_count (place, is_utf16);

      *byte += n;
      place->points += n;
      place->utf16 += n;
      return;
    }

  while (*byte < self->n_bytes)
    {
      gsize width = count_utf16 (self->utf8[*byte]);

      if (get_block_count (place, is_utf16) + (is_utf16 ? width : 1) > offset)
        break;

      place->points++;
      place->utf16 += width;
      *byte = g_utf8_next_char (self->utf8 + *byte) - self->utf8;
    }
}

/* NULL where ICU has no data for it, which leaves code points as the best there is. */
static UBreakIterator *
open_clusters (GlossText *self, UText *utext)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *clusters;

  utext_openUTF8 (utext, self->utf8, self->n_bytes, &status);
  clusters = ubrk_open (UBRK_CHARACTER, "", NULL, 0, &status);
  ubrk_setUText (clusters, utext, &status);

  if (U_SUCCESS (status))
    return clusters;

  g_warning ("No grapheme boundaries: %s", u_errorName (status));
  g_clear_pointer (&clusters, ubrk_close);
  return NULL;
}

/* Whether a character neither joins those beside it nor is joined by them, most letters and ideographs. */
static gboolean
stands_alone (gunichar c)
{
  return c < FIRST_EXTENDING || u_getIntPropertyValue (c, UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_OTHER;
}

/* The cluster boundary at byte, else the next one in the given direction. */
static gsize
widen (GlossText *self, gsize byte, gboolean forwards)
{
  UText utext = UTEXT_INITIALIZER;
  UBreakIterator *clusters;
  gsize found = byte;

  if (byte == 0 || byte == self->n_bytes)
    return byte;

  if (stands_alone (g_utf8_get_char (self->utf8 + byte)) &&
      stands_alone (g_utf8_get_char (g_utf8_prev_char (self->utf8 + byte))))
    return byte;

  clusters = open_clusters (self, &utext);
  if (clusters != NULL)
    {
      if (!ubrk_isBoundary (clusters, byte))
        found = forwards ? ubrk_following (clusters, byte) : ubrk_preceding (clusters, byte);
      ubrk_close (clusters);
    }
  utext_close (&utext);

  return found;
}

/**
 * gloss_text_is_blank:
 * @c: a code point
 *
 * Returns: whether it is white space by the Unicode property, a zero width space or a byte order mark
 */
gboolean
gloss_text_is_blank (gunichar c)
{
  return u_isUWhiteSpace (c) || c == 0x200b || c == 0xfeff;
}

/**
 * gloss_text_count_points:
 * @utf8: (array length=n_bytes): valid UTF-8
 * @n_bytes: how many bytes
 *
 * Returns: how many code points begin there
 */
gsize
gloss_text_count_points (const char *utf8, gsize n_bytes)
{
  gsize n = 0;

  for (gsize i = 0; i < n_bytes; i++)
    n += !is_continuation (utf8[i]);

  return n;
}

GlossText *
gloss_text_ref (GlossText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
gloss_text_unref (GlossText *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, free_members);
}

/**
 * gloss_text_normalize:
 * @utf8: (array length=length): bytes that should be UTF-8, NULs allowed
 * @length: how many bytes, or -1: up to the first NUL
 * @error: return location
 *
 * Makes the one form that all text has in Glossator: CR LF and CR become LF, NUL becomes U+FFFD.
 *
 * Returns: (transfer full): the normalised copy, or %NULL with %GLOSS_ERROR_NOT_TEXT where the bytes are no
 * UTF-8; the message names the first byte that is wrong, counted from 1
 */
char *
gloss_text_normalize (const char *utf8, gssize length, GError **error)
{
  gsize n_bytes = length < 0 ? strlen (utf8) : (gsize) length;
  const char *end = utf8 + n_bytes;
  g_autoptr (GString) normal = g_string_sized_new (n_bytes);

  for (const char *p = utf8; p < end;)
    {
      const char *stop;
      const char *cr;

      /* Validation stops at a NUL too. */
      g_utf8_validate_len (p, end - p, &stop);
      if (stop < end && *stop != '\0')
        {
          g_set_error (
            error, GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT,
            _ ("The text is not valid UTF-8: it breaks at byte %zu. Save it as UTF-8 and open it again."),
            (gsize) (stop - utf8) + 1);
          return NULL;
        }

      while ((cr = memchr (p, '\r', stop - p)) != NULL)
        {
          g_string_append_len (normal, p, cr - p);
          g_string_append_c (normal, '\n');
          p = cr + 1;
          if (p < end && *p == '\n')
            p++;
        }
      g_string_append_len (normal, p, stop - p);

      p = stop;
      if (p < end)
        {
          g_string_append (normal, "\357\277\275");
          p++;
        }
    }

  return g_string_free (g_steal_pointer (&normal), FALSE);
}

/**
 * gloss_text_new:
 * @utf8: (array length=length): UTF-8, NULs allowed
 * @length: how many bytes, or -1: up to the first NUL
 * @error: return location
 *
 * Makes a text from what gloss_text_normalize() makes of the bytes. Costs one pass.
 *
 * Returns: (transfer full): the text, or %NULL with %GLOSS_ERROR_NOT_TEXT
 */
GlossText *
gloss_text_new (const char *utf8, gssize length, GError **error)
{
  g_autofree char *normal = NULL;
  GlossText *self;

  g_return_val_if_fail (utf8 != NULL, NULL);

  normal = gloss_text_normalize (utf8, length, error);
  if (normal == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (GlossText);
  self->n_bytes = strlen (normal);
  self->utf8 = g_steal_pointer (&normal);
  self->sha256 = gloss_hash_data (self->utf8, self->n_bytes);
  build_index (self);

  return self;
}

/**
 * gloss_text_get_utf8:
 *
 * Returns: the text, NUL-terminated
 */
const char *
gloss_text_get_utf8 (GlossText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->utf8;
}

/**
 * gloss_text_get_n_bytes:
 *
 * Returns: its length in bytes of UTF-8
 */
gsize
gloss_text_get_n_bytes (GlossText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bytes;
}

/**
 * gloss_text_get_n_points:
 *
 * Returns: its length in Unicode code points
 */
gsize
gloss_text_get_n_points (GlossText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_points;
}

/**
 * gloss_text_get_n_utf16:
 *
 * Returns: its length in UTF-16 units, as the DOM counts
 */
gsize
gloss_text_get_n_utf16 (GlossText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_utf16;
}

/**
 * gloss_text_get_sha256:
 *
 * Returns: the SHA-256 of the bytes in lower-case hex
 */
const char *
gloss_text_get_sha256 (GlossText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sha256;
}

/**
 * gloss_text_point_to_byte:
 * @point: an offset in code points; past the end means the end
 *
 * Returns: the same place in bytes
 */
gsize
gloss_text_point_to_byte (GlossText *self, gsize point)
{
  gsize byte;
  Block place;

  g_return_val_if_fail (self != NULL, 0);

  locate (self, point, FALSE, &byte, &place);
  return byte;
}

/**
 * gloss_text_byte_to_point:
 * @byte: an offset in bytes; past the end means the end, inside a code point its start
 *
 * Returns: the same place in code points
 */
gsize
gloss_text_byte_to_point (GlossText *self, gsize byte)
{
  gsize block, start, points;

  g_return_val_if_fail (self != NULL, 0);

  byte = MIN (byte, self->n_bytes);
  while (byte > 0 && is_continuation (self->utf8[byte]))
    byte--;

  block = byte / BLOCK_BYTES;
  start = find_block_start (self, block);
  points = self->blocks[block].points;
  if (is_ascii_block (self, block, start))
    return points + (byte - start);
  for (gsize i = start; i < byte; i++)
    points += !is_continuation (self->utf8[i]);

  return points;
}

/**
 * gloss_text_point_to_utf16:
 * @point: an offset in code points; past the end means the end
 *
 * Returns: the same place in UTF-16 units
 */
gsize
gloss_text_point_to_utf16 (GlossText *self, gsize point)
{
  gsize byte;
  Block place;

  g_return_val_if_fail (self != NULL, 0);

  locate (self, point, FALSE, &byte, &place);
  return place.utf16;
}

/**
 * gloss_text_utf16_to_point:
 * @utf16: an offset in UTF-16 units; past the end means the end, inside a surrogate pair its start
 *
 * Returns: the same place in code points
 */
gsize
gloss_text_utf16_to_point (GlossText *self, gsize utf16)
{
  gsize byte;
  Block place;

  g_return_val_if_fail (self != NULL, 0);

  locate (self, utf16, TRUE, &byte, &place);
  return place.points;
}

/**
 * gloss_text_dup_range:
 * @start: first code point
 * @end: code point after the last; where it is not after @start, nothing is between
 *
 * Returns: (transfer full): the text between, "" where there is none
 */
char *
gloss_text_dup_range (GlossText *self, gsize start, gsize end)
{
  gsize first, last;

  g_return_val_if_fail (self != NULL, NULL);

  first = gloss_text_point_to_byte (self, start);
  last = gloss_text_point_to_byte (self, MAX (start, end));
  return g_strndup (self->utf8 + first, last - first);
}

/**
 * gloss_text_find_boundary:
 * @point: an offset in code points; past the end means the end
 * @forwards: where to look if @point lies inside an extended grapheme cluster (UAX #29, by ICU)
 *
 * Returns: the nearest boundary of a cluster at @point or in that direction, in code points
 */
gsize
gloss_text_find_boundary (GlossText *self, gsize point, gboolean forwards)
{
  g_return_val_if_fail (self != NULL, 0);

  return gloss_text_byte_to_point (self, widen (self, gloss_text_point_to_byte (self, point), forwards));
}

/**
 * gloss_text_fit_range:
 * @start: (inout): first code point
 * @end: (inout): code point after the last
 *
 * Trims white space (the Unicode property, zero width space and byte order mark) at both ends, then widens
 * the rest outwards to boundaries of extended grapheme clusters (UAX #29, by ICU), so that a quote never cuts
 * an accent or a flag. Fitting a fitted range changes nothing.
 *
 * Returns: %FALSE where nothing but white space lies between; @start and @end are unchanged then
 */
gboolean
gloss_text_fit_range (GlossText *self, gsize *start, gsize *end)
{
  const char *first, *last;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  first = self->utf8 + gloss_text_point_to_byte (self, *start);
  last = self->utf8 + gloss_text_point_to_byte (self, *end);

  while (first < last && gloss_text_is_blank (g_utf8_get_char (first)))
    first = g_utf8_next_char (first);
  while (first < last && gloss_text_is_blank (g_utf8_get_char (g_utf8_prev_char (last))))
    last = g_utf8_prev_char (last);
  if (first >= last)
    return FALSE;

  *start = gloss_text_byte_to_point (self, widen (self, first - self->utf8, FALSE));
  *end = gloss_text_byte_to_point (self, widen (self, last - self->utf8, TRUE));
  return TRUE;
}
