/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a page says that it was saved from, and where it had better not be believed. */

#include "config.h"

#include "core/article/gloss-saved-mark.h"

static const struct
{
  const char *markup;
  const char *address;
} cases[] = {
  { "", NULL },
  { "<!DOCTYPE html>\n<!-- saved from url=(0024)https://news.example/a?b -->\n<html>",
    "https://news.example/a?b" },
  { "<!-- saved from url=(0014)about:internet -->", NULL },
  { "<!-- saved from url=(0022)javascript:alert(1)//x -->", NULL },
  { "<!-- saved from url=(0017)file:///etc/passwd -->", NULL },
  { "<!-- saved from url=https://news.example/ -->", NULL },
  { "<!-- saved from url=(x)https://news.example/ -->", NULL },
  { "<!-- saved from url=(0020)https://a:b@news.example/ -->", NULL },
  { "<!-- saved from url=(0020)news.example/a -->", NULL },
  { "<p>saved from url=(0024)https://news.example/a</p>", NULL },
  { "<!-- saved from url=(0024)https://news.example/a", NULL },
  { "<html lang=\"en\"><!--\n Page saved with SingleFile \n url: https://news.example/a \n saved date: Tue "
    "Nov 03 "
    "2026 16:20:09 GMT+0100\n-->",
    "https://news.example/a" },
  { "<!--\n Page saved with SingleFile \n saved date: Tue -->", NULL },
  { "<!-- url: https://news.example/a -->", NULL },
  /* The first one that is an address counts. */
  { "<!-- saved from url=(0014)about:internet --><!-- saved from url=(0022)https://a.example/ --><!-- saved "
    "from "
    "url=(0022)https://b.example/ -->",
    "https://a.example/" },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = gloss_saved_mark_dup_address (cases[i].markup);

      g_test_message ("%s", cases[i].markup);
      g_assert_cmpstr (address, ==, cases[i].address);
    }
}

/* Only at the beginning, however long the page is. */
static void
test_far (void)
{
  g_autofree char *space = g_strnfill (10000, ' ');
  g_autofree char *far = g_strconcat (space, cases[1].markup, NULL);
  g_autofree char *address = gloss_saved_mark_dup_address (far);

  g_assert_null (address);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/saved-mark/cases", test_cases);
  g_test_add_func ("/saved-mark/far", test_far);

  return g_test_run ();
}
