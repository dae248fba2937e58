/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossArticleFilter:
 *
 * Keeps the articles whose title, site or byline hold all the words that were typed, whatever their case and
 * accents.
 */
#define GLOSS_TYPE_ARTICLE_FILTER (gloss_article_filter_get_type ())
G_DECLARE_FINAL_TYPE (GlossArticleFilter, gloss_article_filter, GLOSS, ARTICLE_FILTER, GtkFilter)

GlossArticleFilter *gloss_article_filter_new (void);
void gloss_article_filter_set_words (GlossArticleFilter *self, const char *words);

G_END_DECLS
