/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much of a page was taken, in words. Pure functions; main thread, as the document is. */
#include "config.h"

#include "app/reader/gloss-extent-words.h"

#include <glib/gi18n.h>

gboolean
gloss_extent_words_is_page (GlossCapture *capture)
{
  static const char *const types[] = { "text/html", "application/xhtml+xml", "multipart/related", NULL };
  const GlossCaptureFields *fields;

  g_return_val_if_fail (capture != NULL, FALSE);

  fields = gloss_capture_get_fields (capture);
  return fields->mhtml_sha256 != NULL || g_strv_contains (types, fields->media_type);
}

const char *
gloss_extent_words_get_taken (GlossCapture *capture)
{
  const GlossCaptureFields *fields;
  const char *finding;

  g_return_val_if_fail (capture != NULL, NULL);

  fields = gloss_capture_get_fields (capture);
  finding = gloss_extent_explain_finding (fields->finding);
  if (finding != NULL)
    return finding;
  switch (fields->extent)
    {
    case GLOSS_EXTENT_ARTICLE:
      return _ ("The article of the page was taken.");
    case GLOSS_EXTENT_ARTICLE_PART:
      return _ ("A part of the article was kept.");
    case GLOSS_EXTENT_WHOLE_PART:
      return _ ("A part of the page was kept.");
    case GLOSS_EXTENT_WHOLE:
    case GLOSS_EXTENT_UNKNOWN:
    default:
      return _ ("The whole page was taken.");
    }
}

const char *
gloss_extent_words_get_obstacle (GlossDocument *document)
{
  g_return_val_if_fail (GLOSS_IS_DOCUMENT (document), NULL);

  if (gloss_document_is_read_only (document))
    return _ ("The library can only be read.");
  if (!gloss_document_shows_newest (document))
    return _ ("Only of the newest version more or less can be taken.");
  if (gloss_annotation_list_has_any (gloss_document_get_annotations (document)))
    return _ (
      "There are annotations in the article, or some that were deleted and can be brought back, so what was "
      "taken of the page stays as it is.");
  return NULL;
}

const char *
gloss_extent_words_get_done (GlossExtent extent)
{
  if (gloss_extent_is_part (extent))
    return _ ("Only the selected part was kept");
  return extent == GLOSS_EXTENT_ARTICLE ? _ ("The article alone was taken") : _ ("The whole page was taken");
}
