/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GlossArticleFilter owns the folded words. Main thread. An article is folded once and the result kept with
 * it, so that a keystroke over 10,000 articles costs one substring search each.
 */
#include "config.h"

#include "app/library/gloss-article-filter.h"

#include "core/article/gloss-article.h"

#include <string.h>

typedef struct
{
  GlossRecord *record;
  char *folded;
} Folded;

struct _GlossArticleFilter
{
  GtkFilter parent_instance;

  char *typed;
  GStrv words;
};

G_DEFINE_FINAL_TYPE (GlossArticleFilter, gloss_article_filter, GTK_TYPE_FILTER)

static G_DEFINE_QUARK (gloss - article - filter - folded, folded)

  static void folded_free (Folded *self)
{
  gloss_record_unref (self->record);
  g_free (self->folded);
  g_free (self);
}

static char *
fold (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *small = g_utf8_casefold (valid, -1);
  g_autofree char *apart = g_utf8_normalize (small, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);

  for (const char *at = apart; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_ismark (g_utf8_get_char (at)))
      g_string_append_unichar (folded, g_utf8_get_char (at));
  return g_string_free (folded, FALSE);
}

/* The record tells whether the article was edited since: records are immutable. */
static const char *
get_folded (GlossArticle *article)
{
  GlossRecord *record = gloss_article_get_record (article);
  Folded *known = g_object_get_qdata (G_OBJECT (article), folded_quark ());
  const char *byline = gloss_article_get_byline (article);
  g_autofree char *all = NULL;

  if (known != NULL && known->record == record)
    return known->folded;

  all = g_strjoin ("\n", gloss_article_get_title (article), gloss_article_get_site (article),
                   byline != NULL ? byline : "", NULL);
  known = g_new (Folded, 1);
  known->record = gloss_record_ref (record);
  known->folded = fold (all);
  g_object_set_qdata_full (G_OBJECT (article), folded_quark (), known, (GDestroyNotify) folded_free);
  return known->folded;
}

static gboolean
gloss_article_filter_match (GtkFilter *filter, gpointer item)
{
  GlossArticleFilter *self = GLOSS_ARTICLE_FILTER (filter);
  const char *folded;

  if (self->words == NULL)
    return TRUE;

  folded = get_folded (item);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static GtkFilterMatch
gloss_article_filter_get_strictness (GtkFilter *filter)
{
  return GLOSS_ARTICLE_FILTER (filter)->words == NULL ? GTK_FILTER_MATCH_ALL : GTK_FILTER_MATCH_SOME;
}

static void
gloss_article_filter_finalize (GObject *object)
{
  GlossArticleFilter *self = GLOSS_ARTICLE_FILTER (object);

  g_free (self->typed);
  g_strfreev (self->words);

  G_OBJECT_CLASS (gloss_article_filter_parent_class)->finalize (object);
}

static void
gloss_article_filter_class_init (GlossArticleFilterClass *klass)
{
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  filter_class->match = gloss_article_filter_match;
  filter_class->get_strictness = gloss_article_filter_get_strictness;
  G_OBJECT_CLASS (klass)->finalize = gloss_article_filter_finalize;
}

static void
gloss_article_filter_init (GlossArticleFilter *self)
{
  self->typed = g_strdup ("");
}

/**
 * gloss_article_filter_new:
 *
 * Returns: (transfer full): a filter that keeps everything
 */
GlossArticleFilter *
gloss_article_filter_new (void)
{
  return g_object_new (GLOSS_TYPE_ARTICLE_FILTER, NULL);
}

/**
 * gloss_article_filter_set_words:
 * @self: a filter
 * @words: what was typed, words apart by white space; "" keeps everything
 *
 * Looks for other words. Words that grew are announced as a stricter filter, so that only what is left is
 * looked at.
 */
void
gloss_article_filter_set_words (GlossArticleFilter *self, const char *words)
{
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;
  g_autofree char *folded = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  gboolean any = FALSE;

  g_return_if_fail (GLOSS_IS_ARTICLE_FILTER (self));
  g_return_if_fail (words != NULL);

  folded = fold (words);
  if (strcmp (folded, self->typed) == 0)
    return;

  if (g_str_has_prefix (folded, self->typed))
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (g_str_has_prefix (self->typed, folded))
    change = GTK_FILTER_CHANGE_LESS_STRICT;

  parts = g_strsplit_set (folded, " \t\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      {
        g_strv_builder_add (builder, parts[i]);
        any = TRUE;
      }

  g_strfreev (self->words);
  self->words = any ? g_strv_builder_end (builder) : NULL;
  g_free (self->typed);
  self->typed = g_steal_pointer (&folded);
  gtk_filter_changed (GTK_FILTER (self), change);
}
