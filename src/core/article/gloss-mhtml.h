/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a file may hold; beyond any of it reading ends with GLOSS_ERROR_TOO_LARGE. */
#define GLOSS_MHTML_MAX_SIZE ((gsize) 256 << 20)
#define GLOSS_MHTML_MAX_PARTS 10000
#define GLOSS_MHTML_MAX_DEPTH 8
#define GLOSS_MHTML_MAX_HEADER ((gsize) 64 << 10)

/**
 * GlossMhtmlEncoding:
 * @GLOSS_MHTML_PLAIN: 7bit, 8bit, binary, none or one that is not known: the bytes as they stand
 * @GLOSS_MHTML_BASE64: base64
 * @GLOSS_MHTML_QUOTED: quoted-printable
 *
 * How a part's bytes are written in the file.
 */
typedef enum
{
  GLOSS_MHTML_PLAIN,
  GLOSS_MHTML_BASE64,
  GLOSS_MHTML_QUOTED
} GlossMhtmlEncoding;

/**
 * GlossMhtmlPart:
 * @location: (nullable): the Content-Location as it is written, without white space; UTF-8
 * @content_id: (nullable): the Content-ID without its angle brackets; UTF-8
 * @media_type: lower case; `application/octet-stream` where there is none that makes sense
 * @charset: (nullable): what the part says, lower case; not checked
 * @encoding: how it is written
 * @offset: where its body starts in the file, in bytes
 * @length: how long the body is there, without the line end that belongs to the boundary after it
 * @bytes: what it holds, decoded
 * @sha256: of @bytes, lower-case hex
 *
 * One part of an MHTML file. All of it comes from a stranger.
 */
typedef struct
{
  char *location;
  char *content_id;
  char *media_type;
  char *charset;
  GlossMhtmlEncoding encoding;
  gsize offset;
  gsize length;
  GBytes *bytes;
  char *sha256;
} GlossMhtmlPart;

/**
 * GlossMhtml:
 *
 * A page with what it shows, in one file (RFC 2557), read. Immutable, atomically counted, readable from any
 * thread.
 */
typedef struct _GlossMhtml GlossMhtml;

#define GLOSS_TYPE_MHTML (gloss_mhtml_get_type ())
GType gloss_mhtml_get_type (void) G_GNUC_CONST;

/* Whether a file that begins so is one; cheap. */
gboolean gloss_mhtml_sniff (const char *data, gsize length);
/* Errors: INVALID where it is no such file, TOO_LARGE. */
GlossMhtml *gloss_mhtml_new (GBytes *file, GError **error);
GlossMhtml *gloss_mhtml_ref (GlossMhtml *self);
void gloss_mhtml_unref (GlossMhtml *self);

GBytes *gloss_mhtml_get_file (GlossMhtml *self);
/* In the order of the file; at least one. */
guint gloss_mhtml_get_n_parts (GlossMhtml *self);
const GlossMhtmlPart *gloss_mhtml_get_part (GlossMhtml *self, guint index);
/* The page: the part named as the start, else the first HTML, else the first. */
const GlossMhtmlPart *gloss_mhtml_get_root (GlossMhtml *self);
/* What the header of the whole file says: the page's address, and when it was saved. NULL: nothing. */
const char *gloss_mhtml_get_location (GlossMhtml *self);
const char *gloss_mhtml_get_date (GlossMhtml *self);
/* The file ends before its last boundary. */
gboolean gloss_mhtml_is_cut (GlossMhtml *self);
/* The first one at an address; "cid:X" finds by Content-ID. NULL: none. */
const GlossMhtmlPart *gloss_mhtml_find_part (GlossMhtml *self, const char *location);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossMhtml, gloss_mhtml_unref)

G_END_DECLS
