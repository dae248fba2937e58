/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/library/gloss-article-filter.h"
#include "core/article/gloss-article.h"

static GlossArticle *
make_article (const char *title, const char *site, const char *byline)
{
  GlossArticleCounts none = { 0 };
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GlossRecord) record = NULL;

  json_object_set_string_member (values, "uuid", "00000000-0000-4000-8000-000000000001");
  json_object_set_string_member (values, "uri", "https://harbour.example/a");
  json_object_set_string_member (values, "title", title);
  json_object_set_string_member (values, "site", site);
  json_object_set_string_member (values, "byline", byline);
  record = gloss_record_new_for_values ("article", values);
  return gloss_article_new (record, &none);
}

static void
test_words (void)
{
  static const struct
  {
    const char *words;
    gboolean found;
  } cases[] = {
    { "", TRUE },         { "  ", TRUE },   { "flood", TRUE },       { "FLOOD", TRUE },
    { "floo", TRUE },     { "élan", TRUE }, { "elan", TRUE },        { "harbour.ex", TRUE },
    { "novak", TRUE },    { "Nová", TRUE }, { "novak flood", TRUE }, { "flood drought", FALSE },
    { "nothing", FALSE }, { "数字", TRUE },
  };
  g_autoptr (GlossArticleFilter) filter = gloss_article_filter_new ();
  g_autoptr (GlossArticle) article =
    make_article ("Élan after the flood 有数字", "harbour.example", "Jana Nováková");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].words);
      gloss_article_filter_set_words (filter, cases[i].words);
      g_assert_cmpint (gtk_filter_match (GTK_FILTER (filter), article), ==, cases[i].found);
    }
}

static void
note_change_cb (GtkFilter *filter, GtkFilterChange change, gpointer data)
{
  *(int *) data = change;
}

/* While a word grows, only what is left need be looked at; the list asks for nothing else. */
static void
test_strictness (void)
{
  g_autoptr (GlossArticleFilter) filter = gloss_article_filter_new ();
  int change = -1;

  g_signal_connect (filter, "changed", G_CALLBACK (note_change_cb), &change);
  g_assert_cmpint (gtk_filter_get_strictness (GTK_FILTER (filter)), ==, GTK_FILTER_MATCH_ALL);
  gloss_article_filter_set_words (filter, "fl");
  g_assert_cmpint (change, ==, GTK_FILTER_CHANGE_MORE_STRICT);
  gloss_article_filter_set_words (filter, "flo");
  g_assert_cmpint (change, ==, GTK_FILTER_CHANGE_MORE_STRICT);
  gloss_article_filter_set_words (filter, "fl");
  g_assert_cmpint (change, ==, GTK_FILTER_CHANGE_LESS_STRICT);
  gloss_article_filter_set_words (filter, "port");
  g_assert_cmpint (change, ==, GTK_FILTER_CHANGE_DIFFERENT);
  change = -1;
  gloss_article_filter_set_words (filter, "PORT");
  g_assert_cmpint (change, ==, -1);
}

/* What was folded once is folded again after an edit. */
static void
test_edited (void)
{
  g_autoptr (GlossArticleFilter) filter = gloss_article_filter_new ();
  g_autoptr (GlossArticle) article = make_article ("Before", "site", "");
  g_autoptr (GlossRecord) edited =
    gloss_record_with_string (gloss_article_get_record (article), "title", "After");

  gloss_article_filter_set_words (filter, "before");
  g_assert_true (gtk_filter_match (GTK_FILTER (filter), article));
  gloss_article_set_record (article, edited);
  g_assert_false (gtk_filter_match (GTK_FILTER (filter), article));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/article-filter/words", test_words);
  g_test_add_func ("/article-filter/strictness", test_strictness);
  g_test_add_func ("/article-filter/edited", test_edited);
  return g_test_run ();
}
