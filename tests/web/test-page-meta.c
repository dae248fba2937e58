/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line under a title. */

#include "config.h"

#include "web/gloss-page-meta.h"

static guint
count_minutes (const char *piece, guint times)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GlossText) text = NULL;

  for (guint i = 0; i < times; i++)
    g_string_append (words, piece);
  text = gloss_text_new (words->str, -1, NULL);
  return gloss_page_meta_get_minutes (text);
}

static void
test_minutes (void)
{
  g_assert_cmpuint (count_minutes ("word ", 0), ==, 1);
  g_assert_cmpuint (count_minutes ("word ", 1), ==, 1);
  g_assert_cmpuint (count_minutes ("word, ", 2300), ==, 10);
  g_assert_cmpuint (count_minutes ("-- ... ", 2300), ==, 1);
  g_assert_cmpuint (count_minutes ("190 miles ", 1150), ==, 10);
  g_assert_cmpuint (count_minutes ("约一万名士兵。", 800), ==, 12);
  g_assert_cmpuint (count_minutes ("كلمة ", 2300), ==, 10);
}

static GlossArticle *
make_article (const char *byline, const char *site, const char *published)
{
  g_autoptr (GlossRecord) empty = gloss_record_new ("article");
  g_autoptr (GlossRecord) one = gloss_record_with_string (empty, "byline", byline);
  g_autoptr (GlossRecord) two = gloss_record_with_string (one, "site", site);
  g_autoptr (GlossRecord) three = gloss_record_with_string (two, "published", published);
  GlossArticleCounts counts = { 0 };

  return gloss_article_new (three, &counts);
}

static void
check (const char *byline, const char *site, const char *published, const char *wanted)
{
  g_autoptr (GlossArticle) article = make_article (byline, site, published);
  g_autoptr (GlossText) text = gloss_text_new ("Some words", -1, NULL);
  g_auto (GStrv) parts = gloss_page_meta_make (article, text, 200);
  g_autofree char *line = g_strjoinv (" · ", parts);

  g_assert_cmpstr (line, ==, wanted);
}

static void
test_line (void)
{
  check ("Ann B", "Site", "2026-01-02T03:04:05Z", "Ann B · Site · 2 January 2026 · 1 min");
  check ("", "Site", "2026-01-02", "Site · 2 January 2026 · 1 min");
  check (NULL, "Site", "spring 1945", "Site · spring 1945 · 1 min");
  check (NULL, "Site", NULL, "Site · 1 min");
}

/* What the byline says of the day is said once; what else it says stays. */
static void
test_byline (void)
{
  check ("By Eva Kolar · 18 November 2026, 9:30 · Updated 19 November", "Site", "2026-11-18",
         "By Eva Kolar · Updated 19 November · Site · 18 November 2026 · 1 min");
  check ("Ann B | 2026-11-18", "Site", "2026-11-18T09:30:00Z", "Ann B · Site · 18 November 2026 · 1 min");
  check ("18.11.2026", "Site", "2026-11-18", "Site · 18 November 2026 · 1 min");
  check ("Ann B · 17 November 2026", "Site", "2026-11-18",
         "Ann B · 17 November 2026 · Site · 18 November 2026 · 1 min");
  check ("Ann B · Brigade 18 · 2026", "Site", "2026-11-18",
         "Ann B · Brigade 18 · 2026 · Site · 18 November 2026 · 1 min");
  check ("Ann B · 18 November 2026", "Site", "spring", "Ann B · 18 November 2026 · Site · spring · 1 min");
  check ("Ann B · 0 · x", "Site", "2026-11-18", "Ann B · 0 · x · Site · 18 November 2026 · 1 min");
}

/* What a server says instead of a page is told apart from one. */
static void
test_answer (void)
{
  g_autoptr (GlossArticle) article = make_article (NULL, "Site", NULL);
  g_autoptr (GlossText) text = gloss_text_new ("Page not found", -1, NULL);
  g_auto (GStrv) parts = gloss_page_meta_make (article, text, 404);

  g_assert_cmpstr (parts[0], ==, "The server answered 404");
  g_assert_cmpstr (parts[1], ==, "Site");
  g_assert_null (gloss_page_meta_dup_answer (0));
  g_assert_null (gloss_page_meta_dup_answer (399));
}

static void
check_direction (const char *words, const char *wanted)
{
  g_autoptr (GlossText) text = gloss_text_new (words, -1, NULL);

  g_assert_cmpstr (gloss_page_meta_get_direction (text), ==, wanted);
}

static void
test_direction (void)
{
  check_direction ("", "ltr");
  check_direction ("12,000 (!)", "ltr");
  check_direction ("Words, ثم كلمات", "ltr");
  check_direction ("10,000 – جندي and words", "rtl");
  check_direction ("«שלום»", "rtl");
  check_direction ("約一万名", "ltr");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web/page-meta/direction", test_direction);
  g_test_add_func ("/web/page-meta/minutes", test_minutes);
  g_test_add_func ("/web/page-meta/line", test_line);
  g_test_add_func ("/web/page-meta/byline", test_byline);
  g_test_add_func ("/web/page-meta/answer", test_answer);
  return g_test_run ();
}
