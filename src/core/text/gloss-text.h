/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GlossText:
 *
 * The canonical text of a capture: valid UTF-8 without NUL or CR, immutable, atomically counted, readable
 * from any thread. The only place that converts between the three units: bytes (core), code points (rows,
 * exports), UTF-16 units (the DOM). Conversions cost O(log n), a sparse index of the text being made once.
 */
typedef struct _GlossText GlossText;

#define GLOSS_TYPE_TEXT (gloss_text_get_type ())
GType gloss_text_get_type (void) G_GNUC_CONST;

/* What gloss_text_new() makes of the bytes, as a plain string. Errors: NOT_TEXT. */
char *gloss_text_normalize (const char *utf8, gssize length, GError **error);

/* Copies. CR LF and CR become LF, NUL becomes U+FFFD. length: in bytes, -1: to the NUL. Errors: NOT_TEXT. */
GlossText *gloss_text_new (const char *utf8, gssize length, GError **error);
GlossText *gloss_text_ref (GlossText *self);
void gloss_text_unref (GlossText *self);

const char *gloss_text_get_utf8 (GlossText *self);
gsize gloss_text_get_n_bytes (GlossText *self);
gsize gloss_text_get_n_points (GlossText *self);
gsize gloss_text_get_n_utf16 (GlossText *self);
/* Lower-case hex SHA-256 of the UTF-8 bytes. */
const char *gloss_text_get_sha256 (GlossText *self);

/* Offsets past the end become the end; one inside a code point goes back to its start. */
gsize gloss_text_point_to_byte (GlossText *self, gsize point);
gsize gloss_text_byte_to_point (GlossText *self, gsize byte);
gsize gloss_text_point_to_utf16 (GlossText *self, gsize point);
gsize gloss_text_utf16_to_point (GlossText *self, gsize utf16);

/* The code points from start to before end, as a new string. */
char *gloss_text_dup_range (GlossText *self, gsize start, gsize end);

/* The grapheme cluster boundary at point, else the next one forwards or backwards. In code points. */
gsize gloss_text_find_boundary (GlossText *self, gsize point, gboolean forwards);

/* White space as the program trims it: the Unicode property, zero width space and byte order mark. */
gboolean gloss_text_is_blank (gunichar c);
gsize gloss_text_count_points (const char *utf8, gsize n_bytes);

/* Code points: trims white space at both ends, then widens to grapheme clusters. FALSE if nothing is left. */
gboolean gloss_text_fit_range (GlossText *self, gsize *start, gsize *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossText, gloss_text_unref)

G_END_DECLS
