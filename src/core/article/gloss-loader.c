/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a file of plain text or Markdown to its capture: reader document, canonical text, title. It owns
 * nothing, reads no file and needs no display; HTML is the web process's. Linear in the text; any thread.
 */

#include "config.h"

#include "core/article/gloss-loader.h"

#include "core/article/gloss-markdown.h"
#include "core/article/gloss-plain-text.h"
#include "core/base/gloss-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "atacms-decision_final.txt" is "Atacms decision final"; a dash in a date stays. */
static char *
make_title_of_name (const char *name)
{
  const char *extension = strrchr (name, '.');
  g_autofree char *stem = g_strndup (name, extension > name ? (gsize) (extension - name) : strlen (name));
  g_autofree char *first = NULL;

  for (char *p = stem; *p != '\0'; p++)
    if (*p == '_' ||
        (*p == '-' && p > stem && p[1] != '\0' && !(g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[1]))))
      *p = ' ';
  g_strstrip (stem);
  if (*stem == '\0')
    return g_strdup (name);

  first = g_utf8_strup (stem, g_utf8_next_char (stem) - stem);
  return g_strconcat (first, g_utf8_next_char (stem), NULL);
}

static char *
make_title (GlossSourceFile *source)
{
  return g_str_has_prefix (source->uri, GLOSS_SOURCE_FILE_PASTE)
           ? gloss_plain_text_dup_beginning (source->utf8)
           : make_title_of_name (source->name);
}

/**
 * gloss_loader_needs_browser:
 * @source: a file that was read
 *
 * Returns: whether it is HTML or MHTML, of which only a web process makes a capture
 */
gboolean
gloss_loader_needs_browser (GlossSourceFile *source)
{
  g_return_val_if_fail (source != NULL, FALSE);

  return g_str_equal (source->media_type, "text/html") ||
         g_str_equal (source->media_type, GLOSS_SOURCE_FILE_MHTML);
}

/**
 * gloss_loader_capture:
 * @source: a file that was read
 * @error: return location
 *
 * Makes the capture. The title is the document's own, else the file's name made readable, else, for pasted
 * text, its beginning.
 *
 * Returns: (transfer full): the capture, or %NULL with %GLOSS_ERROR_INVALID for HTML and MHTML,
 * %GLOSS_ERROR_EMPTY where no words are left
 */
GlossCapture *
gloss_loader_capture (GlossSourceFile *source, GError **error)
{
  g_autoptr (GlossReaderDocument) document = NULL;
  g_auto (GlossMarkdownMetadata) metadata = { 0 };
  g_autoptr (GlossText) text = NULL;
  g_autofree char *html = NULL;
  gsize start = 0;
  gsize end = G_MAXSIZE;

  g_return_val_if_fail (source != NULL, NULL);

  if (gloss_loader_needs_browser (source))
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID,
                   _ ("“%s” is a web page, which is opened in the window only."), source->name);
      return NULL;
    }

  document = gloss_reader_document_new ();
  if (g_str_equal (source->media_type, "text/markdown") && gloss_markdown_can_render (source->utf8))
    gloss_markdown_write (document, source->utf8, &metadata);
  else
    metadata.title = gloss_plain_text_write (document, source->utf8);
  if (metadata.title == NULL)
    metadata.title = make_title (source);

  html = gloss_reader_document_finish (document, metadata.title, &text);
  if (!gloss_text_fit_range (text, &start, &end))
    {
      g_set_error (error, GLOSS_ERROR, GLOSS_ERROR_EMPTY,
                   _ ("“%s” is empty: there is nothing to read in it."), source->name);
      return NULL;
    }

  return gloss_capture_new (&(GlossCaptureFields){
    .uri = source->uri,
    .media_type = source->media_type,
    .bytes = source->bytes,
    .html = html,
    .text = text,
    .title = metadata.title,
    .byline = metadata.byline,
    .published = metadata.published,
  });
}
