/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses are more of the same article. */

#include "config.h"

#include "web/gloss-next-page.h"

static const struct
{
  const char *uri;
  const char *next;
  gboolean is_part;
} cases[] = {
  { "https://a.example/title", "https://a.example/title/2", TRUE },
  { "https://a.example/title/", "https://a.example/title/2/", TRUE },
  { "https://a.example/title", "https://a.example/title-2", TRUE },
  { "https://a.example/title.html", "https://a.example/title-2.html", TRUE },
  { "https://a.example/title.html", "https://a.example/title_2.html", TRUE },
  { "https://a.example/title,2.html", "https://a.example/title,3.html", TRUE },
  { "https://a.example/title/2", "https://a.example/title/3", TRUE },
  { "https://a.example/title/9", "https://a.example/title/10", TRUE },
  { "https://a.example/title", "https://a.example/title/page/2", TRUE },
  { "https://a.example/title/page/2/", "https://a.example/title/page/3/", TRUE },
  { "https://a.example/title", "https://a.example/title/page-2", TRUE },
  { "https://a.example/title", "https://a.example/title/seite-2.html", TRUE },
  { "https://a.example/title", "https://a.example/title/p2", TRUE },
  { "https://a.example/title.html", "https://a.example/title-Seite2.html", TRUE },
  { "https://a.example/page", "https://a.example/page/2", TRUE },
  { "https://a.example/paged", "https://a.example/paged/2", TRUE },
  { "https://a.example/top-10", "https://a.example/top-10/2", TRUE },
  { "https://a.example/2026/11/22/title", "https://a.example/2026/11/22/title/2", TRUE },
  { "https://a.example/2026/11/22/title/2", "https://a.example/2026/11/22/title/3", TRUE },
  { "https://a.example/2026/11/22/title", "https://a.example/2026/11/22/title-2.html", TRUE },
  { "https://a.example/2026-11-22-title.html", "https://a.example/2026-11-22-title-2.html", TRUE },
  { "https://a.example/2026/11/page/2", "https://a.example/2026/11/page/3", TRUE },
  { "https://a.example/2026/11", "https://a.example/2026/11?page=2", TRUE },
  { "https://a.example/budget-2026", "https://a.example/budget-2026/2", TRUE },
  { "https://a.example/budget-2026.html", "https://a.example/budget-2026-2.html", TRUE },
  { "https://a.example/news/12", "https://a.example/news/12/2", TRUE },
  { "https://a.example/news/1234", "https://a.example/news/1234/2", TRUE },
  { "https://a.example/news/20261", "https://a.example/news/20261/2", TRUE },
  { "https://a.example/title?id=7", "https://a.example/title/2?id=7", TRUE },
  { "https://a.example/title", "https://a.example/title?page=2", TRUE },
  { "https://a.example/title?page=2", "https://a.example/title?page=3", TRUE },
  { "https://a.example/title?id=7", "https://a.example/title?id=7&p=2", TRUE },
  { "https://a.example/title?p=2&id=7", "https://a.example/title?id=7&p=3", TRUE },
  { "https://a.example/title", "https://a.example/title?seite=2#top", TRUE },

  { "https://a.example/title", NULL, FALSE },
  { "https://a.example/title", "", FALSE },
  { "https://a.example/title", "2", FALSE },
  { "https://a.example/title", "https://a.example/title", FALSE },
  { "https://a.example/title", "https://a.example/title#2", FALSE },
  { "https://a.example/story", "https://a.example/story-about-more", FALSE },
  { "https://a.example/story", "https://a.example/story/more", FALSE },
  { "https://a.example/story", "https://a.example/story-about-20", FALSE },
  { "https://a.example/story", "https://a.example/stories-2", FALSE },
  { "https://a.example/story", "https://a.example/story2", FALSE },
  { "https://a.example/story", "https://a.example/story-2026", FALSE },
  { "https://a.example/story", "https://a.example/story-123456", FALSE },
  { "https://a.example/story-2", "https://a.example/story-1", FALSE },
  { "https://a.example/story/2", "https://a.example/story", FALSE },
  { "https://a.example/story/3", "https://a.example/story/2", FALSE },
  { "https://a.example/news/1", "https://a.example/sport/2", FALSE },
  { "https://a.example/2026/11", "https://a.example/2026/12", FALSE },
  { "https://a.example/2026/1/", "https://a.example/2026/2/", FALSE },
  { "https://a.example/2026", "https://a.example/2026/12", FALSE },
  { "https://a.example/2025", "https://a.example/2026", FALSE },
  { "https://a.example/news/1999/11.html", "https://a.example/news/1999/12.html", FALSE },
  { "https://a.example/news/2026-11", "https://a.example/news/2026-12", FALSE },
  { "https://a.example/news/2026-11-22", "https://a.example/news/2026-11-23", FALSE },
  { "https://a.example/2026/11", "https://a.example/2026/11/22", FALSE },
  { "https://a.example/2026/11/22", "https://a.example/2026/11/23", FALSE },
  { "https://a.example/2026/11/22/1", "https://a.example/2026/11/22/2", FALSE },
  { "https://a.example/", "https://a.example/page/2", FALSE },
  { "https://a.example/", "https://a.example/2", FALSE },
  { "https://a.example/", "https://a.example/?page=2", FALSE },
  { "https://a.example/?p=12", "https://a.example/?p=13", FALSE },
  { "https://a.example/title", "https://a.example/title?s=2", FALSE },
  { "https://a.example", "https://a.example/-2", FALSE },
  { "https://a.example/title", "https://b.example/title/2", FALSE },
  { "https://a.example/title", "https://a.example:8080/title/2", FALSE },
  { "https://a.example/title?id=7", "https://a.example/title/2", FALSE },
  { "https://a.example/title?id=7", "https://a.example/title?id=8", FALSE },
  { "https://a.example/title?id=7", "https://a.example/title?id=8&page=2", FALSE },
  { "https://a.example/title?p=1234", "https://a.example/title?p=1235", FALSE },
  { "https://a.example/title?page=3", "https://a.example/title?page=2", FALSE },
  { "https://a.example/title?page=2", "https://a.example/title", FALSE },
  { "https://a.example/title", "https://a.example/title?page=two", FALSE },
  { "https://a.example/title", "https://a.example/title?page=", FALSE },
  { "https://a.example/title", "javascript:2", FALSE },
  { "words", "https://a.example/title/2", FALSE },
};

static void
test_parts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s -> %s", cases[i].uri, cases[i].next);
      g_assert_cmpint (gloss_next_page_is_part (cases[i].uri, cases[i].next), ==, cases[i].is_part);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web/next-page/parts", test_parts);
  return g_test_run ();
}
