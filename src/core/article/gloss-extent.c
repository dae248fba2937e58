/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How much of a page a capture holds: the words for it in the library, and for the user. Pure functions.
 */

#include "config.h"

#include "core/article/gloss-extent.h"

#include <glib/gi18n-lib.h>

static const char *const ids[] = {
  [GLOSS_EXTENT_ARTICLE] = "article",
  [GLOSS_EXTENT_WHOLE] = "whole",
  [GLOSS_EXTENT_ARTICLE_PART] = "article-part",
  [GLOSS_EXTENT_WHOLE_PART] = "whole-part",
};

const char *
gloss_extent_get_id (GlossExtent extent)
{
  g_return_val_if_fail ((guint) extent < G_N_ELEMENTS (ids), NULL);

  return ids[extent];
}

GlossExtent
gloss_extent_from_id (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (id != NULL && g_strcmp0 (ids[i], id) == 0)
      return (GlossExtent) i;
  return GLOSS_EXTENT_UNKNOWN;
}

gboolean
gloss_extent_is_part (GlossExtent extent)
{
  return extent == GLOSS_EXTENT_ARTICLE_PART || extent == GLOSS_EXTENT_WHOLE_PART;
}

/**
 * gloss_extent_get_base:
 * @extent: that of a capture
 *
 * A part can't be found again in a page that changed. What holds it can: so nothing that was annotated in the
 * part is called lost because less was read.
 *
 * Returns: what the part was selected in; of any other extent itself
 */
GlossExtent
gloss_extent_get_base (GlossExtent extent)
{
  if (extent == GLOSS_EXTENT_ARTICLE_PART)
    return GLOSS_EXTENT_ARTICLE;
  return extent == GLOSS_EXTENT_WHOLE_PART ? GLOSS_EXTENT_WHOLE : extent;
}

const char *
gloss_extent_explain_finding (const char *finding)
{
  if (g_strcmp0 (finding, "nothing") == 0)
    return _ ("Nothing on this page reads as an article; the whole page was taken.");
  if (g_strcmp0 (finding, "list") == 0)
    return _ ("This page leads to articles and holds none itself; the whole page was taken.");
  if (g_strcmp0 (finding, "little") == 0)
    return _ ("What reads as an article is only a small part of this page; the whole page was taken.");
  if (g_strcmp0 (finding, "locked") == 0)
    return _ ("This page shows little and asks for a password or to be paid; the whole page was taken.");
  if (g_strcmp0 (finding, "empty") == 0)
    return _ ("This page shows no words but its title; nothing else could be taken.");
  return NULL;
}

char *
gloss_extent_dup_hidden_words (guint n_hidden)
{
  if (n_hidden == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u passage in it is hidden on the page itself.",
                                       "%u passages in it are hidden on the page itself.", n_hidden),
                          n_hidden);
}
