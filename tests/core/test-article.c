/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles as listed: the words for their site, and when they say that they changed. */

#include "config.h"

#include "core/article/gloss-article.h"

static GlossRecord *
make_record (const char *uri, const char *site)
{
  g_autoptr (GlossRecord) blank = gloss_record_new ("article");
  g_autoptr (GlossRecord) addressed = gloss_record_with_string (blank, "uri", uri);

  return gloss_record_with_string (addressed, "site", site);
}

static void
test_site (void)
{
  static const struct
  {
    const char *uri;
    const char *site;
    const char *expected;
  } samples[] = {
    { "https://www.example.org/a", "The Example", "The Example" },
    { "https://www.example.org/a", NULL, "example.org" },
    { "https://news.example.org:8080/a?b", "", "news.example.org" },
    { "file:///home/me/An%20article.txt", NULL, "An article.txt" },
    { "file:///home/me/broken%FFname.txt", NULL, "broken\xef\xbf\xbdname.txt" },
    { "gloss-paste:abc", NULL, "Pasted text" },
    { "urn:isbn:123", NULL, "urn:isbn:123" },
    { "not a uri", NULL, "not a uri" },
    { NULL, NULL, "Pasted text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GlossRecord) record = make_record (samples[i].uri, samples[i].site);
      g_autoptr (GlossArticle) article = gloss_article_new (record, NULL);

      g_assert_cmpstr (gloss_article_get_site (article), ==, samples[i].expected);
      g_assert_cmpstr (gloss_article_get_state (article), ==, "to-read");
    }
}

/* A saved page is from where it was saved, not from its file. */
static void
test_saved_page (void)
{
  static const char *const samples[][2] = { { "https://www.news.example/2026/a.html", "news.example" },
                                            { "file:///b.html", "page.mhtml" },
                                            { "", "page.mhtml" } };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GlossRecord) file = make_record ("file:///page.mhtml", NULL);
      g_autoptr (GlossRecord) record = gloss_record_with_string (file, "canonical_uri", samples[i][0]);
      g_autoptr (GlossArticle) article = gloss_article_new (record, NULL);

      g_assert_cmpstr (gloss_article_get_site (article), ==, samples[i][1]);
    }
}

static void
count_cb (GlossArticle *article, gpointer data)
{
  ++*(guint *) data;
}

static void
test_changed (void)
{
  g_autoptr (GlossRecord) record = make_record ("file:///a.txt", NULL);
  g_autoptr (GlossRecord) moved = gloss_record_with_string (record, "uri", "file:///b.txt");
  GlossArticleCounts counts = { .n_annotations = 3, .n_left = 1 };
  GlossArticle *article = gloss_article_new (record, &counts);
  guint n_changed = 0;

  g_signal_connect (article, "changed", G_CALLBACK (count_cb), &n_changed);
  gloss_article_set_record (article, record);
  gloss_article_set_counts (article, &counts);
  g_assert_cmpuint (n_changed, ==, 0);

  g_assert_cmpstr (gloss_article_get_site (article), ==, "a.txt");
  gloss_article_set_record (article, moved);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpstr (gloss_article_get_site (article), ==, "b.txt");

  counts.n_left = 0;
  gloss_article_set_counts (article, &counts);
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_cmpuint (gloss_article_get_counts (article)->n_left, ==, 0);

  g_assert_finalize_object (article);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/site", test_site);
  g_test_add_func ("/article/saved-page", test_saved_page);
  g_test_add_func ("/article/changed", test_changed);
  return g_test_run ();
}
