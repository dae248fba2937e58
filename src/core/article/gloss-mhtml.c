/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An MHTML file taken apart. It owns the file's bytes, its parts and what they hold; nothing changes after
 * gloss_mhtml_new(), so that any thread may read it. The bytes are a stranger's: nothing in them is believed,
 * everything is bounded, what is cut off is read as far as it goes. It never follows an address and never
 * interprets what a part holds. Reading is one pass over the file for each level of parts within parts (eight
 * at most), one decoding and one hash; memory is the file and what it holds.
 *
 * Why not GMime: an MHTML needs five header fields, boundaries and two encodings, of which GLib has one;
 * GMime brings GnuPG's libraries into the process and a third more to the 1.6 ms in which an empty program on
 * GIO starts, and the place of each body in the file, on which keeping it byte for byte rests, would be ours
 * to find all the same.
 */

#include "config.h"

#include "core/article/gloss-mhtml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/article/gloss-quoted-printable.h"
#include "core/base/gloss-error.h"
#include "core/base/gloss-hash.h"

/* RFC 2046 allows 70; some write more. */
#define MAX_BOUNDARY 256

struct _GlossMhtml
{
  GBytes *file;
  GPtrArray *parts;        /* of GlossMhtmlPart */
  GHashTable *by_location; /* borrowed from the parts -> GlossMhtmlPart */
  GHashTable *by_content_id;
  /* Of the outermost level. */
  char *start;
  char *location;
  char *snapshot;
  char *date;
  gboolean is_cut; /* at any level */
};

G_DEFINE_BOXED_TYPE (GlossMhtml, gloss_mhtml, gloss_mhtml_ref, gloss_mhtml_unref)

/* From start to before end. */
typedef struct
{
  const char *start;
  const char *end;
} Span;

/* What the fields of one header say; strings are owned. */
typedef struct
{
  char *type; /* the media type, NULL where the field is missing */
  char *boundary;
  char *charset;
  char *start;
  char *location;
  char *snapshot;
  char *date;
  char *content_id;
  GlossMhtmlEncoding encoding;
} Header;

static void
header_clear (Header *header)
{
  g_free (header->type);
  g_free (header->boundary);
  g_free (header->charset);
  g_free (header->start);
  g_free (header->location);
  g_free (header->snapshot);
  g_free (header->date);
  g_free (header->content_id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Header, header_clear)

static void
part_free (gpointer data)
{
  GlossMhtmlPart *part = data;

  g_free (part->location);
  g_free (part->content_id);
  g_free (part->media_type);
  g_free (part->charset);
  g_clear_pointer (&part->bytes, g_bytes_unref);
  g_free (part->sha256);
  g_free (part);
}

static void
set_invalid_error (GError **error)
{
  g_set_error_literal (
    error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
    _ ("This is no web page saved as MHTML, or a damaged one. Nothing was changed; save the "
       "page again."));
}

static void
set_large_error (GError **error)
{
  g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_TOO_LARGE,
                       _ ("This saved web page holds more than Glossator reads. Nothing was changed; save "
                          "the page again as HTML alone."));
}

/* The first line of span, without its line end; span is moved behind it. */
static Span
take_line (Span *span)
{
  Span line = { span->start, memchr (span->start, '\n', (gsize) (span->end - span->start)) };

  if (line.end == NULL)
    line.end = span->start = span->end;
  else
    span->start = line.end + 1;
  if (line.end > line.start && line.end[-1] == '\r')
    line.end--;

  return line;
}

static gboolean
is_blank (Span span)
{
  while (span.start < span.end && (*span.start == ' ' || *span.start == '\t'))
    span.start++;

  return span.start == span.end;
}

/* A field's value as UTF-8, trimmed. */
static char *
dup_value (const char *start, gsize length)
{
  g_autofree char *value = g_strndup (start, length);

  return g_utf8_make_valid (g_strstrip (value), -1);
}

/* An address that is folded has white space in it that is none of its own (RFC 2557, 4.4.2). */
static char *
dup_location (const char *start, gsize length)
{
  char *value = dup_value (start, length);
  char *to = value;

  for (const char *from = value; *from != '\0'; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
  *to = '\0';

  return value;
}

static char *
dup_content_id (const char *start, gsize length)
{
  g_autofree char *value = dup_value (start, length);
  gsize n = strlen (value);

  if (n >= 2 && value[0] == '<' && value[n - 1] == '>')
    return g_strndup (value + 1, n - 2);

  return g_steal_pointer (&value);
}

/* The value of a parameter that starts at *at, which is moved behind it: a word, or a quoted string. */
static char *
take_parameter (const char **at)
{
  GString *value = g_string_new (NULL);

  while (g_ascii_isspace (**at))
    (*at)++;
  if (**at == '"')
    {
      for ((*at)++; **at != '\0' && **at != '"'; (*at)++)
        {
          if (**at == '\\' && (*at)[1] != '\0')
            (*at)++;
          g_string_append_c (value, **at);
        }
      if (**at == '"')
        (*at)++;
    }
  else
    for (; **at != '\0' && **at != ';' && !g_ascii_isspace (**at); (*at)++)
      g_string_append_c (value, **at);

  return g_string_free (value, FALSE);
}

static gboolean
is_media_type (const char *type)
{
  const char *slash = strchr (type, '/');

  if (slash == NULL || slash == type || slash[1] == '\0' || strlen (type) > 255)
    return FALSE;
  for (const char *p = type; *p != '\0'; p++)
    if (p != slash && !g_ascii_isalnum (*p) && strchr ("!#$&-^_.+", *p) == NULL)
      return FALSE;

  return TRUE;
}

static void
read_content_type (Header *header, const char *start, gsize length)
{
  g_autofree char *value = dup_value (start, length);
  const char *at = value + strcspn (value, ";");
  g_autofree char *type = g_strndup (value, (gsize) (at - value));
  g_autofree char *lower = g_ascii_strdown (g_strstrip (type), -1);

  g_free (header->type);
  header->type = g_strdup (is_media_type (lower) ? lower : "application/octet-stream");

  while (*at == ';')
    {
      const char *name = at + 1 + strspn (at + 1, " \t\r\n");
      gsize n = strcspn (name, "=; \t\r\n");
      g_autofree char *word = g_ascii_strdown (name, (gssize) n);
      char **member = g_str_equal (word, "boundary")  ? &header->boundary
                      : g_str_equal (word, "charset") ? &header->charset
                      : g_str_equal (word, "start")   ? &header->start
                                                      : NULL;

      at = name + n + strspn (name + n, " \t\r\n");
      if (*at == '=')
        {
          g_autofree char *parameter = NULL;

          at++;
          parameter = take_parameter (&at);
          if (member != NULL && *member == NULL)
            *member = g_steal_pointer (&parameter);
        }
      at += strcspn (at, ";");
    }
}

static GlossMhtmlEncoding
read_encoding (const char *start, gsize length)
{
  g_autofree char *value = dup_value (start, length);

  if (g_ascii_strcasecmp (value, "base64") == 0)
    return GLOSS_MHTML_BASE64;

  return g_ascii_strcasecmp (value, "quoted-printable") == 0 ? GLOSS_MHTML_QUOTED : GLOSS_MHTML_PLAIN;
}

/* One field, its folded lines joined. */
static void
read_field (Header *header, const GString *field)
{
  const char *colon = memchr (field->str, ':', field->len);
  const char *value;
  gsize length;
  g_autofree char *name = NULL;

  if (colon == NULL)
    return;
  name = g_strchomp (g_ascii_strdown (field->str, colon - field->str));
  value = colon + 1;
  length = field->len - (gsize) (value - field->str);

  if (g_str_equal (name, "content-type") && header->type == NULL)
    read_content_type (header, value, length);
  else if (g_str_equal (name, "content-transfer-encoding"))
    header->encoding = read_encoding (value, length);
  else if (g_str_equal (name, "content-location") && header->location == NULL)
    header->location = dup_location (value, length);
  else if (g_str_equal (name, "snapshot-content-location") && header->snapshot == NULL)
    header->snapshot = dup_location (value, length);
  else if (g_str_equal (name, "date") && header->date == NULL)
    header->date = dup_value (value, length);
  else if (g_str_equal (name, "content-id") && header->content_id == NULL)
    header->content_id = dup_content_id (value, length);
}

/* Reads up to the blank line; span is left at the body. FALSE: it is too long. */
static gboolean
read_header (Header *header, Span *span)
{
  const char *start = span->start;
  g_autoptr (GString) field = g_string_new (NULL);

  while (span->start < span->end)
    {
      Span line = take_line (span);
      gsize length = (gsize) (line.end - line.start);

      if ((gsize) (line.end - start) > GLOSS_MHTML_MAX_HEADER)
        return FALSE;
      if (length == 0)
        break;
      if (line.start[0] != ' ' && line.start[0] != '\t')
        {
          read_field (header, field);
          g_string_truncate (field, 0);
        }
      g_string_append_len (field, line.start, (gssize) length);
    }

  read_field (header, field);
  return TRUE;
}

/* 0: another line; 1: between two parts; 2: behind the last one. */
static guint
classify_line (Span line, const char *boundary, gsize n_boundary)
{
  if ((gsize) (line.end - line.start) < n_boundary + 2 || memcmp (line.start, "--", 2) != 0 ||
      memcmp (line.start + 2, boundary, n_boundary) != 0)
    return 0;

  line.start += n_boundary + 2;
  if (is_blank (line))
    return 1;
  if (line.end - line.start < 2 || memcmp (line.start, "--", 2) != 0)
    return 0;

  line.start += 2;
  return is_blank (line) ? 2 : 0;
}

/* The bytes up to the next boundary, whose line end is not theirs; span is moved behind the boundary. kind:
 * as of its line; 0 where the file ends without one. */
static Span
take_part (Span *span, const char *boundary, guint *kind)
{
  Span part = { span->start, span->end };
  gsize n_boundary = strlen (boundary);

  for (*kind = 0; span->start < span->end;)
    {
      Span line = take_line (span);
      guint found = classify_line (line, boundary, n_boundary);

      if (found == 0)
        continue;
      *kind = found;
      part.end = line.start;
      if (part.end > part.start && part.end[-1] == '\n')
        part.end--;
      if (part.end > part.start && part.end[-1] == '\r')
        part.end--;
      break;
    }

  return part;
}

static GBytes *
decode_base64 (GBytes *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree guchar *out = g_malloc (length / 4 * 3 + 3);
  int state = 0;
  guint save = 0;
  gsize n = g_base64_decode_step (data, length, out, &state, &save);

  return g_bytes_new_take (g_steal_pointer (&out), n);
}

static GBytes *
decode (GBytes *file, gsize offset, gsize length, GlossMhtmlEncoding encoding)
{
  g_autoptr (GBytes) body = g_bytes_new_from_bytes (file, offset, length);

  switch (encoding)
    {
    case GLOSS_MHTML_BASE64:
      return length > 0 ? decode_base64 (body) : g_steal_pointer (&body);
    case GLOSS_MHTML_QUOTED:
      return gloss_quoted_printable_decode (body);
    case GLOSS_MHTML_PLAIN:
    default:
      return g_steal_pointer (&body);
    }
}

static void
add_part (GlossMhtml *self, Header *header, Span body)
{
  GlossMhtmlPart *part = g_new0 (GlossMhtmlPart, 1);

  part->location = g_steal_pointer (&header->location);
  part->content_id = g_steal_pointer (&header->content_id);
  part->media_type = header->type != NULL ? g_steal_pointer (&header->type) : g_strdup ("text/plain");
  part->charset = header->charset != NULL ? g_ascii_strdown (header->charset, -1) : NULL;
  part->encoding = header->encoding;
  part->offset = (gsize) (body.start - (const char *) g_bytes_get_data (self->file, NULL));
  part->length = (gsize) (body.end - body.start);
  part->bytes = decode (self->file, part->offset, part->length, part->encoding);
  part->sha256 = gloss_hash_bytes (part->bytes);

  g_ptr_array_add (self->parts, part);
  if (part->location != NULL && !g_hash_table_contains (self->by_location, part->location))
    g_hash_table_insert (self->by_location, part->location, part);
  if (part->content_id != NULL && !g_hash_table_contains (self->by_content_id, part->content_id))
    g_hash_table_insert (self->by_content_id, part->content_id, part);
}

static gboolean
is_multipart (const Header *header)
{
  return header->type != NULL && g_str_has_prefix (header->type, "multipart/") && header->boundary != NULL &&
         header->boundary[0] != '\0' && strlen (header->boundary) <= MAX_BOUNDARY;
}

/* A header and its body, with all parts in it. */
static gboolean
read_entity (GlossMhtml *self, Span span, guint depth, GError **error)
{
  g_auto (Header) header = { NULL };
  guint kind;

  if (depth > GLOSS_MHTML_MAX_DEPTH || self->parts->len >= GLOSS_MHTML_MAX_PARTS ||
      !read_header (&header, &span))
    {
      set_large_error (error);
      return FALSE;
    }
  /* Any file has lines; only one of these says what it holds. */
  if (depth == 0 && header.type == NULL)
    {
      set_invalid_error (error);
      return FALSE;
    }
  if (depth == 0)
    {
      self->location = g_strdup (header.location);
      self->snapshot = g_steal_pointer (&header.snapshot);
      self->date = g_steal_pointer (&header.date);
    }
  if (!is_multipart (&header))
    {
      add_part (self, &header, span);
      return TRUE;
    }

  if (depth == 0 && header.start != NULL)
    self->start = dup_content_id (header.start, strlen (header.start));
  /* What stands before the first boundary is for people whose program knows no MIME. */
  take_part (&span, header.boundary, &kind);
  while (kind == 1 && span.start < span.end)
    {
      Span part = take_part (&span, header.boundary, &kind);

      if (!read_entity (self, part, depth + 1, error))
        return FALSE;
    }
  if (kind != 2)
    self->is_cut = TRUE;

  return TRUE;
}

static void
free_members (gpointer data)
{
  GlossMhtml *self = data;

  g_hash_table_unref (self->by_location);
  g_hash_table_unref (self->by_content_id);
  g_ptr_array_unref (self->parts);
  g_bytes_unref (self->file);
  g_free (self->start);
  g_free (self->location);
  g_free (self->snapshot);
  g_free (self->date);
}

/**
 * gloss_mhtml_new:
 * @file: the file's bytes, from anyone
 * @error: return location
 *
 * Takes an MHTML file apart: those of WebKit, Chrome, Outlook and what else keeps to RFC 2557, with either
 * line end. A file that was cut off has the parts that are there.
 *
 * Errors: %GLOSS_ERROR_INVALID where there is no part, %GLOSS_ERROR_TOO_LARGE beyond any of the limits.
 *
 * Returns: (transfer full): the file, or %NULL with @error set
 */
GlossMhtml *
gloss_mhtml_new (GBytes *file, GError **error)
{
  g_autoptr (GlossMhtml) self = NULL;
  gsize length;
  const char *data;

  g_return_val_if_fail (file != NULL, NULL);

  data = g_bytes_get_data (file, &length);
  if (length > GLOSS_MHTML_MAX_SIZE)
    {
      set_large_error (error);
      return NULL;
    }

  self = g_atomic_rc_box_new0 (GlossMhtml);
  self->file = g_bytes_ref (file);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->by_location = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_content_id = g_hash_table_new (g_str_hash, g_str_equal);

  if (length == 0)
    set_invalid_error (error);
  else if (!read_entity (self, (Span){ data, data + length }, 0, error))
    return NULL;
  else if (self->parts->len > 0)
    return g_steal_pointer (&self);
  else
    set_invalid_error (error);

  return NULL;
}

/* Whether nothing but fields stands before the first blank line. */
static gboolean
is_header (Span span)
{
  for (gboolean is_first = TRUE; span.start < span.end; is_first = FALSE)
    {
      Span line = take_line (&span);
      const char *p = line.start;

      if (is_blank (line))
        return !is_first;
      if (!is_first && (*p == ' ' || *p == '\t'))
        continue;
      while (p < line.end && g_ascii_isgraph (*p) && *p != ':')
        p++;
      if (p == line.start || p == line.end || *p != ':')
        return FALSE;
    }

  return TRUE;
}

/**
 * gloss_mhtml_sniff:
 * @data: (array length=length): the first bytes of a file
 * @length: how many
 *
 * Tells MHTML by its header. A mail, or a text about MHTML, is none.
 *
 * Returns: whether a file that begins so says that it is a page with what it shows
 */
gboolean
gloss_mhtml_sniff (const char *data, gsize length)
{
  g_auto (Header) header = { NULL };
  Span span = { data, data + MIN (length, GLOSS_MHTML_MAX_HEADER) };

  if (!is_header (span))
    return FALSE;
  read_header (&header, &span);
  return g_strcmp0 (header.type, "multipart/related") == 0 && is_multipart (&header);
}

GlossMhtml *
gloss_mhtml_ref (GlossMhtml *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
gloss_mhtml_unref (GlossMhtml *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, free_members);
}

/* Returns: (transfer none): the bytes it was read from */
GBytes *
gloss_mhtml_get_file (GlossMhtml *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->file;
}

guint
gloss_mhtml_get_n_parts (GlossMhtml *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->parts->len;
}

/**
 * gloss_mhtml_get_part:
 * @index: less than gloss_mhtml_get_n_parts()
 *
 * Returns: (transfer none): a part, in the order of the file
 */
const GlossMhtmlPart *
gloss_mhtml_get_part (GlossMhtml *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->parts->len, NULL);

  return g_ptr_array_index (self->parts, index);
}

/**
 * gloss_mhtml_get_root:
 *
 * Returns: (transfer none): the page itself: the part that the file names as its start, else the first that
 * is HTML, else the first
 */
const GlossMhtmlPart *
gloss_mhtml_get_root (GlossMhtml *self)
{
  const GlossMhtmlPart *part;

  g_return_val_if_fail (self != NULL, NULL);

  part = self->start != NULL ? g_hash_table_lookup (self->by_content_id, self->start) : NULL;
  for (guint i = 0; part == NULL && i < self->parts->len; i++)
    {
      const GlossMhtmlPart *candidate = g_ptr_array_index (self->parts, i);

      if (g_str_equal (candidate->media_type, "text/html") ||
          g_str_equal (candidate->media_type, "application/xhtml+xml"))
        part = candidate;
    }

  return part != NULL ? part : g_ptr_array_index (self->parts, 0);
}

/**
 * gloss_mhtml_get_location:
 *
 * Returns: (transfer none) (nullable): the address that the file as a whole says the page has: its
 * Snapshot-Content-Location, else its own Content-Location
 */
const char *
gloss_mhtml_get_location (GlossMhtml *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->snapshot != NULL ? self->snapshot : self->location;
}

/* Returns: (transfer none) (nullable): when the file says that the page was saved, as it is written */
const char *
gloss_mhtml_get_date (GlossMhtml *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->date;
}

/* Returns: whether the file ends before its last boundary, so that something may be missing */
gboolean
gloss_mhtml_is_cut (GlossMhtml *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_cut;
}

/**
 * gloss_mhtml_find_part:
 * @location: an address as the parts write theirs, or `cid:` and a Content-ID
 *
 * Returns: (transfer none) (nullable): the first part with it
 */
const GlossMhtmlPart *
gloss_mhtml_find_part (GlossMhtml *self, const char *location)
{
  const GlossMhtmlPart *part;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (location != NULL, NULL);

  part = g_hash_table_lookup (self->by_location, location);
  if (part == NULL && g_ascii_strncasecmp (location, "cid:", 4) == 0)
    part = g_hash_table_lookup (self->by_content_id, location + 4);

  return part;
}
