/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the bytes of a file to text. Nothing is guessed silently: a byte order mark decides, else what an HTML
 * page declares, else it must be UTF-8; only an HTML page that declares nothing is read as windows-1252, as
 * browsers do. Whatever is no text is refused with its kind or the first byte that is wrong. Pure functions,
 * one pass, any thread.
 */

#include "config.h"

#include "core/article/gloss-decoder.h"

#include "core/article/gloss-foreign-file.h"
#include "core/article/gloss-html-charset.h"
#include "core/base/gloss-error.h"
#include "core/text/gloss-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucnv.h>

static char *
decode_utf16 (const char *data, gsize length, const char *encoding, const char *name, GError **error)
{
  gsize n_read = 0;
  gsize n_written = 0;
  g_autofree char *utf8 = g_convert (data, length, "UTF-8", encoding, &n_read, &n_written, NULL);

  if (utf8 == NULL || n_read != length)
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT,
                   _ ("“%s” begins as UTF-16 but breaks at byte %zu. Save it as UTF-8 and open it again."),
                   name, n_read + 3);
      return NULL;
    }

  return gloss_text_normalize (utf8, n_written, error);
}

static char *
decode_utf8 (const char *data, gsize length, gsize offset, const char *name, GError **error)
{
  const char *stop;

  if (!g_utf8_validate_len (data, length, &stop))
    {
      g_set_error (
        error, GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT,
        _ ("“%s” is not valid UTF-8: it breaks at byte %zu. Save it as UTF-8, or as UTF-16 with a byte "
           "order mark, and open it again."),
        name, (gsize) (stop - data) + offset + 1);
      return NULL;
    }

  return gloss_text_normalize (data, length, error);
}

/* What can't be decoded becomes U+FFFD, as in a browser. NULL where ICU has no such converter. */
static char *
convert (const char *data, gsize length, const char *converter)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *from = ucnv_open (converter, &status);
  UConverter *to = ucnv_open ("UTF-8", &status);
  g_autoptr (GString) utf8 = g_string_sized_new (length + length / 4);
  const char *source = data;
  UChar pivot[1024];
  UChar *pivot_source = pivot;
  UChar *pivot_target = pivot;
  gboolean is_first = TRUE;

  if (U_SUCCESS (status))
    do
      {
        char chunk[4096];
        char *target = chunk;

        status = U_ZERO_ERROR;
        ucnv_convertEx (to, from, &target, chunk + sizeof chunk, &source, data + length, pivot, &pivot_source,
                        &pivot_target, pivot + G_N_ELEMENTS (pivot), is_first, TRUE, &status);
        g_string_append_len (utf8, chunk, target - chunk);
        is_first = FALSE;
      }
    while (status == U_BUFFER_OVERFLOW_ERROR);

  g_clear_pointer (&from, ucnv_close);
  g_clear_pointer (&to, ucnv_close);

  return U_SUCCESS (status) ? gloss_text_normalize (utf8->str, utf8->len, NULL) : NULL;
}

/* declared: what is known already, or NULL. */
static char *
decode_html (const char *data, gsize length, const char *declared, const char *name, GError **error)
{
  char *utf8;

  if (declared == NULL)
    declared = gloss_html_charset_sniff (data, length);
  if (declared == NULL)
    declared = g_utf8_validate_len (data, length, NULL) ? "UTF-8" : "windows-1252";

  utf8 = convert (data, length, declared);
  if (utf8 == NULL)
    g_set_error (
      error, GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT,
      _ ("“%s” says that it is encoded as %s, which can't be read here. Save it as UTF-8 and open it "
         "again."),
      name, declared);

  return utf8;
}

/**
 * gloss_decoder_decode:
 * @bytes: a file's bytes
 * @is_html: whether what an HTML page declares counts
 * @name: what the file is called in messages
 * @error: return location
 *
 * Decodes UTF-8 with and without byte order mark, UTF-16 with one, and HTML as it declares. Broken UTF-8 and
 * UTF-16 are refused; in HTML, broken parts of the declared encoding become U+FFFD, as in a browser.
 *
 * Returns: (transfer full): the text in the form of gloss_text_normalize(), or %NULL with
 * %GLOSS_ERROR_NOT_TEXT; the message names the kind of file or the byte, counted from 1
 */
char *
gloss_decoder_decode (GBytes *bytes, gboolean is_html, const char *name, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize offset = 0;

  if (length == 0)
    return g_strdup ("");
  if (gloss_foreign_file_refuse (data, length, name, error))
    return NULL;
  if (length >= 2 && memcmp (data, "\377\376", 2) == 0)
    return decode_utf16 (data + 2, length - 2, "UTF-16LE", name, error);
  if (length >= 2 && memcmp (data, "\376\377", 2) == 0)
    return decode_utf16 (data + 2, length - 2, "UTF-16BE", name, error);

  if (memchr (data, '\0', length) != NULL)
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT,
                   _ (
                     "“%s” holds bytes that no text has: it is a binary file, or UTF-16 without a byte order "
                     "mark. Save it as UTF-8 and open it again."),
                   name);
      return NULL;
    }

  if (length >= 3 && memcmp (data, "\357\273\277", 3) == 0)
    offset = 3;
  if (is_html)
    return decode_html (data + offset, length - offset, offset > 0 ? "UTF-8" : NULL, name, error);

  return decode_utf8 (data + offset, length - offset, offset, name, error);
}

/**
 * gloss_decoder_decode_page:
 * @bytes: a page's HTML
 * @label: (nullable): what comes with it says its encoding is
 * @name: what it is called in messages
 * @error: return location
 *
 * Decodes as a browser does: a byte order mark decides, then the label, then what the page declares. What
 * can't be decoded becomes U+FFFD.
 *
 * Returns: (transfer full): the text in the form of gloss_text_normalize(), or %NULL with
 * %GLOSS_ERROR_NOT_TEXT
 */
char *
gloss_decoder_decode_page (GBytes *bytes, const char *label, const char *name, GError **error)
{
  static const struct
  {
    const char *mark;
    gsize length;
    const char *encoding;
  } marks[] = { { "\357\273\277", 3, "UTF-8" },
                { "\377\376", 2, "UTF-16LE" },
                { "\376\377", 2, "UTF-16BE" } };
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length == 0)
    return g_strdup ("");
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].length && memcmp (data, marks[i].mark, marks[i].length) == 0)
      return decode_html (data + marks[i].length, length - marks[i].length, marks[i].encoding, name, error);

  return decode_html (data, length, label != NULL ? gloss_html_charset_find (label) : NULL, name, error);
}
