/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GlossExtent:
 * @GLOSS_EXTENT_UNKNOWN: nobody said: plain text, and what was captured before pages were
 * @GLOSS_EXTENT_ARTICLE: the article of the page, without what stands around it
 * @GLOSS_EXTENT_WHOLE: all that the page says
 * @GLOSS_EXTENT_ARTICLE_PART: what the user selected in the article
 * @GLOSS_EXTENT_WHOLE_PART: what the user selected in the whole page
 *
 * How much of a page became the text of a capture.
 */
typedef enum
{
  GLOSS_EXTENT_UNKNOWN,
  GLOSS_EXTENT_ARTICLE,
  GLOSS_EXTENT_WHOLE,
  GLOSS_EXTENT_ARTICLE_PART,
  GLOSS_EXTENT_WHOLE_PART,
} GlossExtent;

/* What stands in the library: NULL for UNKNOWN, which is also what any other word means. */
const char *gloss_extent_get_id (GlossExtent extent);
GlossExtent gloss_extent_from_id (const char *id);

gboolean gloss_extent_is_part (GlossExtent extent);
/* The extent with which a page is read again to be compared with this one; UNKNOWN: the usual one. */
GlossExtent gloss_extent_get_base (GlossExtent extent);

/* A sentence for the user on why the whole page was taken although its article was asked for; finding: the
 * word for it in the library. NULL where there is nothing to say. */
const char *gloss_extent_explain_finding (const char *finding);
/* A sentence on the passages that the page hides and its text holds all the same; NULL where there are none.
 * Transfer full. */
char *gloss_extent_dup_hidden_words (guint n_hidden);

G_END_DECLS
