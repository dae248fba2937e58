/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files of other programs that people try to open, told by their bytes, never by their names, and refused
 * with what to do instead. Pure functions; what they cost doesn't grow with the file, but for property lists,
 * which are looked through once.
 */

#include "config.h"

#include "core/article/gloss-foreign-file.h"

#include "core/base/gloss-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How far into a file it is looked for what its container holds. */
#define BEGINNING 4096

typedef enum
{
  SAVE_AS_TEXT,
  SAVE_AS_PAGE,
  UNPACK,
  NOTHING_TO_READ,
} Advice;

typedef struct
{
  gsize offset;
  const char *bytes;
  gsize n_bytes;
  const char *kind;
  Advice advice;
  gboolean is_words; /* a text may begin like that too */
} Kind;

static const Kind kinds[] = {
  { 0, "%PDF-", 5, N_ ("a PDF document"), SAVE_AS_TEXT },
  { 0, "{\\rtf", 5, N_ ("a rich text document"), SAVE_AS_TEXT },
  { 0, "PK\003\004", 4, N_ ("a ZIP archive"), UNPACK },
  { 0, "\320\317\021\340\241\261\032\341", 8, N_ ("an old Word, Excel or PowerPoint file"), SAVE_AS_TEXT },
  { 0, "\211PNG\r\n\032\n", 8, N_ ("a PNG image"), NOTHING_TO_READ },
  { 0, "\377\330\377", 3, N_ ("a JPEG image"), NOTHING_TO_READ },
  { 0, "GIF87a", 6, N_ ("a GIF image"), NOTHING_TO_READ, TRUE },
  { 0, "GIF89a", 6, N_ ("a GIF image"), NOTHING_TO_READ, TRUE },
  { 8, "WEBP", 4, N_ ("a WebP image"), NOTHING_TO_READ, TRUE },
  { 0, "II*\0", 4, N_ ("a TIFF image"), NOTHING_TO_READ },
  { 0, "MM\0*", 4, N_ ("a TIFF image"), NOTHING_TO_READ },
  { 4, "ftyp", 4, N_ ("an MP4 video or a picture of that family"), NOTHING_TO_READ, TRUE },
  { 0, "OggS", 4, N_ ("an Ogg sound or video"), NOTHING_TO_READ, TRUE },
  { 0, "\037\213", 2, N_ ("a gzip archive"), UNPACK },
  { 0, "BZh91AY&SY", 10, N_ ("a bzip2 archive"), UNPACK, TRUE },
  { 0, "\3757zXZ\0", 6, N_ ("an xz archive"), UNPACK },
  { 0, "7z\274\257\047\034", 6, N_ ("a 7z archive"), UNPACK },
  { 0, "Rar!\032\007", 6, N_ ("a RAR archive"), UNPACK },
  { 0, "\177ELF", 4, N_ ("a program"), NOTHING_TO_READ },
  { 0, "SQLite format 3\0", 16, N_ ("an SQLite database"), NOTHING_TO_READ },
  { 0, "bplist00", 8, N_ ("a binary property list"), NOTHING_TO_READ, TRUE },
  { 0, "\377\376\0\0", 4, N_ ("UTF-32 text, which is not supported"), SAVE_AS_TEXT },
  { 0, "\0\0\376\377", 4, N_ ("UTF-32 text, which is not supported"), SAVE_AS_TEXT },
};

/* What a ZIP archive is by what its first entries are called. */
static const struct
{
  const char *sign;
  Kind kind;
} packages[] = {
  { "mimetypeapplication/epub+zip", { .kind = N_ ("an EPUB book"), .advice = SAVE_AS_TEXT } },
  { "mimetypeapplication/vnd.oasis.opendocument",
    { .kind = N_ ("an OpenDocument file"), .advice = SAVE_AS_TEXT } },
  { "word/", { .kind = N_ ("a Word document"), .advice = SAVE_AS_TEXT } },
  { "xl/", { .kind = N_ ("an Excel workbook"), .advice = SAVE_AS_TEXT } },
  { "ppt/", { .kind = N_ ("a PowerPoint presentation"), .advice = SAVE_AS_TEXT } },
  { "index.rdf", { .kind = N_ ("a page archive of old Firefox (MAFF)"), .advice = SAVE_AS_PAGE } },
};

static const Kind safari = { .kind = N_ ("a web archive of Safari"), .advice = SAVE_AS_PAGE };

static gboolean
holds (const char *data, gsize length, const char *sign)
{
  return memmem (data, length, sign, strlen (sign)) != NULL;
}

static gboolean
is_text (const char *data, gsize length)
{
  return memchr (data, '\0', length) == NULL && g_utf8_validate_len (data, length, NULL);
}

static const Kind *
find_package (const char *data, gsize length, const Kind *archive)
{
  for (gsize i = 0; i < G_N_ELEMENTS (packages); i++)
    if (holds (data, MIN (length, BEGINNING), packages[i].sign))
      return &packages[i].kind;

  return archive;
}

/* As text, too: a property list may be XML. */
static gboolean
is_web_archive (const char *data, gsize length)
{
  static const char key[] = "WebMainResource";

  if (length >= 8 && memcmp (data, "bplist00", 8) == 0)
    return holds (data, length, key);
  return holds (data, MIN (length, BEGINNING), "<plist") &&
         holds (data, MIN (length, BEGINNING), "<!DOCTYPE plist") && holds (data, length, key);
}

static const Kind *
find_kind (const char *data, gsize length)
{
  if (is_web_archive (data, length))
    return &safari;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const Kind *kind = &kinds[i];

      if (length >= kind->offset + kind->n_bytes &&
          memcmp (data + kind->offset, kind->bytes, kind->n_bytes) == 0 &&
          !(kind->is_words && is_text (data, length)))
        return kind->advice == UNPACK ? find_package (data, length, kind) : kind;
    }

  return NULL;
}

static char *
dup_sentence (const Kind *kind, const char *name)
{
  const char *what = _ (kind->kind);

  switch (kind->advice)
    {
    case SAVE_AS_PAGE:
      /* Translators: the file's name, and what it is. "Page Source" is what Safari calls it. */
      return g_strdup_printf (
        _ ("“%s” is %s. Nothing was added. Open it in the program that made it and save the page as HTML (in "
           "Safari: Page Source), or open the page in another browser and save it there."),
        name, what);
    case UNPACK:
      return g_strdup_printf (
        _ ("“%s” is %s. Nothing was added. Unpack it, and open the web page or text that is in it."), name,
        what);
    case NOTHING_TO_READ:
      return g_strdup_printf (
        _ (
          "“%s” is %s. Nothing was added. Glossator opens web pages (HTML, MHTML), Markdown and plain text."),
        name, what);
    case SAVE_AS_TEXT:
    default:
      /* Translators: the file's name, and what it is, such as "a PDF document". */
      return g_strdup_printf (
        _ ("“%s” is %s. Nothing was added. Glossator opens web pages (HTML, MHTML), Markdown and plain text: "
           "save it as one of these."),
        name, what);
    }
}

/**
 * gloss_foreign_file_refuse:
 * @data: (array length=length): a file's bytes
 * @length: how many
 * @name: what the file is called in the message
 * @error: return location
 *
 * Refuses what other programs' files are known to begin with. What is text all the same, such as a text that
 * begins with the word “OggS”, passes.
 *
 * Returns: whether it is refused, with %GLOSS_ERROR_NOT_TEXT
 */
gboolean
gloss_foreign_file_refuse (const char *data, gsize length, const char *name, GError **error)
{
  const Kind *kind = find_kind (data, length);
  g_autofree char *sentence = NULL;

  if (kind == NULL)
    return FALSE;

  sentence = dup_sentence (kind, name);
  g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT, sentence);
  return TRUE;
}
