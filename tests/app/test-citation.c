/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line that names where a quote stands, whatever is known of the article. */

#include "config.h"

#include <locale.h>

#include "app/annotations/gloss-citation.h"

static GlossArticle *
make_article (const char *title, const char *uri, const char *site, const char *published)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (GlossRecord) record = NULL;
  GlossArticleCounts counts = { 0 };

  json_object_set_string_member (values, "uuid", "article-1");
  json_object_set_string_member (values, "title", title);
  json_object_set_string_member (values, "uri", uri);
  json_object_set_string_member (values, "site", site);
  if (published != NULL)
    json_object_set_string_member (values, "published", published);
  record = gloss_record_new_for_values ("article", values);
  return gloss_article_new (record, &counts);
}

static void
assert_citation (const char *quote, GlossArticle *article, const char *expected)
{
  g_autoptr (GlossArticle) owned_article = article;
  g_autofree char *citation = gloss_citation_make (quote, owned_article, NULL);

  g_assert_cmpstr (citation, ==, expected);
}

static void
test_whole (void)
{
  assert_citation ("190 miles", make_article ("A title", "https://x.example/a", "The Paper", "2026-11-22"),
                   "“190 miles” — A title, The Paper, 22 November 2026, https://x.example/a");
}

static void
test_times (void)
{
  assert_citation ("q", make_article ("T", "https://x.example/a", "S", "2026-11-22T10:00:00Z"),
                   "“q” — T, S, 22 November 2026, https://x.example/a");
  assert_citation ("q", make_article ("T", "https://x.example/a", "S", "2026-11"),
                   "“q” — T, S, 2026-11, https://x.example/a");
  assert_citation ("q", make_article ("T", "https://x.example/a", "S", "last week"),
                   "“q” — T, S, last week, https://x.example/a");
  assert_citation ("q", make_article ("T", "https://x.example/a", "S", "2026-99-99"),
                   "“q” — T, S, 2026-99-99, https://x.example/a");
}

/* A place on this computer helps nobody else, and a quote over two blocks is still one line. */
static void
test_local (void)
{
  assert_citation ("one\ntwo", make_article ("T", "file:///home/me/a.txt", "a.txt", NULL),
                   "“one two” — T, a.txt");
  assert_citation ("q", make_article ("T", "gloss-paste:abc", "Pasted text", NULL), "“q” — T, Pasted text");
}

/* Where a public archive has the page, it is said; it stays when the page is gone. */
static void
test_archive (void)
{
  g_autoptr (GlossArticle) article = make_article ("T", "https://x.example/a", "S", NULL);
  g_autofree char *citation =
    gloss_citation_make ("q", article, "https://web.archive.org/web/2026/https://x.example/a");
  g_autofree char *without = gloss_citation_make ("q", article, "");

  g_assert_cmpstr (citation, ==,
                   "“q” — T, S, https://x.example/a, archived at "
                   "https://web.archive.org/web/2026/https://x.example/a");
  g_assert_cmpstr (without, ==, "“q” — T, S, https://x.example/a");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/citation/whole", test_whole);
  g_test_add_func ("/citation/times", test_times);
  g_test_add_func ("/citation/local", test_local);
  g_test_add_func ("/citation/archive", test_archive);
  return g_test_run ();
}
