/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-extent.h"
#include "core/text/gloss-text.h"

G_BEGIN_DECLS

/**
 * GlossReadingExtent:
 * @GLOSS_READING_WHOLE: all that the page says
 * @GLOSS_READING_ARTICLE: its article, without what stands around it, where that can be trusted
 * @GLOSS_READING_ARTICLE_ALONE: the same because the user wants it: however little of the page that is
 *
 * How much of a page becomes its text.
 */
typedef enum
{
  GLOSS_READING_WHOLE,
  GLOSS_READING_ARTICLE,
  GLOSS_READING_ARTICLE_ALONE,
} GlossReadingExtent;

/**
 * GlossReadingFinding:
 * @GLOSS_READING_AS_ASKED: the text is what was asked for
 * @GLOSS_READING_NO_ARTICLE: nothing in the page reads as an article; the whole page was taken
 * @GLOSS_READING_LIST: the page leads to articles and holds none; the whole page was taken
 * @GLOSS_READING_LITTLE: what reads as an article is less than a third of what the page says; the whole page
 * was taken
 * @GLOSS_READING_LOCKED: the page shows little and asks for a password, or says that the rest has to be paid
 * for; the whole page was taken
 * @GLOSS_READING_EMPTY: the page shows no words, as one that is filled by a script does; the text is its
 * title, or nothing
 *
 * What a person has to be told before a page's text is trusted to be the article.
 */
typedef enum
{
  GLOSS_READING_AS_ASKED,
  GLOSS_READING_NO_ARTICLE,
  GLOSS_READING_LIST,
  GLOSS_READING_LITTLE,
  GLOSS_READING_LOCKED,
  GLOSS_READING_EMPTY,
} GlossReadingFinding;

/**
 * GlossReadingFields:
 * @html: the reader document; images that are kept are `<img src="image/SHA256" alt="…">`
 * @text: the canonical text: the textContent of its `<main id="gloss-text">`
 * @extent: how much of the page that is: its article or all of it
 * @finding: whether it is what was asked for, and why not
 * @title, @byline, @site: at most 1,000 characters each, or %NULL
 * @published: RFC 3339, or a part of it (a date, a month, a year, a time without a zone), or %NULL
 * @language: a BCP 47 tag, or %NULL
 * @direction: `ltr`, `rtl` or %NULL
 * @canonical_uri: the address that the page gives for itself: http or https; for a page of the web of the
 * same owner as its own; or %NULL
 * @next_uri: that of the next part of an article in parts, by the same rule, or %NULL
 * @n_missing: how many images the page names in what was taken whose content is not known
 * @n_hidden: how many passages of a whole page its markup hides, so that nobody sees them on the page itself
 * @images: (array zero-terminated=1): the hashes of the images in @html, in order, each once
 *
 * What is read out of a page's markup, to be filled with a designated initialiser. gloss_reading_new()
 * copies.
 */
typedef struct
{
  const char *html;
  GlossText *text;
  GlossReadingExtent extent;
  GlossReadingFinding finding;
  const char *title;
  const char *byline;
  const char *site;
  const char *published;
  const char *language;
  const char *direction;
  const char *canonical_uri;
  const char *next_uri;
  guint n_missing;
  guint n_hidden;
  const char *const *images;
} GlossReadingFields;

/**
 * GlossReading:
 *
 * What was read out of a page: a reader document, its text, and what the page says of itself. Immutable,
 * atomically counted, readable from any thread.
 */
typedef struct _GlossReading GlossReading;

#define GLOSS_TYPE_READING (gloss_reading_get_type ())
GType gloss_reading_get_type (void) G_GNUC_CONST;

GlossReading *gloss_reading_new (const GlossReadingFields *fields);
GlossReading *gloss_reading_ref (GlossReading *self);
void gloss_reading_unref (GlossReading *self);
/* All fields, borrowed. */
const GlossReadingFields *gloss_reading_get_fields (GlossReading *self);
/* What a capture keeps of it: how much that is, and the word for the finding, %NULL where it is what was
 * asked for. */
GlossExtent gloss_reading_get_taken (GlossReading *self);
const char *gloss_reading_get_finding_id (GlossReading *self);
/* How a page is read of which as much is to be taken as that. */
GlossReadingExtent gloss_reading_extent_for (GlossExtent extent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossReading, gloss_reading_unref)

G_END_DECLS
