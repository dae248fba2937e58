/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/**
 * GlossArticleCounts:
 * @n_annotations: those not in the trash
 * @n_left: whose status is not `checked`
 * @n_attention: whose anchor is changed or lost and not reviewed
 * @verdicts: how many of each family, in the order true, mostly-true, mixed, mostly-false, false, open (with
 * a verdict of that family); annotations without a verdict are in none
 */
typedef struct
{
  guint n_annotations;
  guint n_left;
  guint n_attention;
  guint verdicts[6];
} GlossArticleCounts;

/**
 * GlossArticle:
 *
 * An article as the library lists it: its row and its counts. Main thread, except while it is built; emits
 * ::changed when either was replaced. Strings are borrowed and valid until then.
 */
#define GLOSS_TYPE_ARTICLE (gloss_article_get_type ())
G_DECLARE_FINAL_TYPE (GlossArticle, gloss_article, GLOSS, ARTICLE, GObject)

GlossArticle *gloss_article_new (GlossRecord *record, const GlossArticleCounts *counts);
GlossRecord *gloss_article_get_record (GlossArticle *self);
const GlossArticleCounts *gloss_article_get_counts (GlossArticle *self);
void gloss_article_set_record (GlossArticle *self, GlossRecord *record);
void gloss_article_set_counts (GlossArticle *self, const GlossArticleCounts *counts);

const char *gloss_article_get_uuid (GlossArticle *self);
const char *gloss_article_get_title (GlossArticle *self);
const char *gloss_article_get_uri (GlossArticle *self);
/* Whether it came from a file, or from the web. */
gboolean gloss_article_has_file (GlossArticle *self);
gboolean gloss_article_has_page (GlossArticle *self);
/* Whether it came from either, which can be read again. */
gboolean gloss_article_can_check (GlossArticle *self);
const char *gloss_article_get_byline (GlossArticle *self);
/* For display: the site's name, else the address's host, else the file's name, else "Pasted text". Never
 * NULL. */
const char *gloss_article_get_site (GlossArticle *self);
const char *gloss_article_get_published (GlossArticle *self);
/* to-read, in-work, checked, or source: only kept because it is cited. */
const char *gloss_article_get_state (GlossArticle *self);

G_END_DECLS
