/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an article is being read: that it stays there, and how it gets elsewhere. */

#include "config.h"

#include "gloss-test-page.h"

#define WORLD "glossator"

static void
set_up (TestPage *page, gconstpointer data)
{
  gloss_test_page_open (page);
}

static void
tear_down (TestPage *page, gconstpointer data)
{
  gloss_test_page_close (page);
}

/* Reading goes on where it was, in this text or another. */
static void
test_place (TestPage *page, gconstpointer data)
{
  gsize place;
  guint n_painted;

  gloss_test_page_show_long_text (page, "190 miles");
  g_assert_cmpuint (gloss_reader_view_get_place (page->view), ==, 0);
  g_free (gloss_test_page_run (page, WORLD, "window.scrollTo (0, reader.scrollRange () / 2); return 1"));
  GLOSS_TEST_WAIT_FOR (gloss_reader_view_get_place (page->view) > 0);
  place = gloss_reader_view_get_place (page->view);
  g_assert_cmpuint (place, >, 5000);
  g_assert_cmpuint (place, <, 15000);

  n_painted = page->n_painted;
  gloss_reader_view_show (page->view, page->catalog, page->article, page->capture, page->list);
  gloss_reader_view_set_place (page->view, place);
  GLOSS_TEST_WAIT_FOR (page->n_painted > n_painted && page->progress > 0.4);
  GLOSS_TEST_WAIT_FOR (gloss_reader_view_get_place (page->view) == place);

  /* Behind the end is the end. */
  gloss_reader_view_show (page->view, page->catalog, page->article, page->capture, page->list);
  gloss_reader_view_set_place (page->view, G_MAXSIZE);
  GLOSS_TEST_WAIT_FOR (page->progress == 1.0);
}

static gboolean
is_narrow (TestPage *page)
{
  g_autofree char *narrow = gloss_test_page_run (page, WORLD, "return innerWidth < 500");

  return g_str_equal (narrow, "true");
}

/* Another page beside it makes it narrow: what is read there stays in sight. */
static void
test_narrower (TestPage *page, gconstpointer data)
{
  g_autofree char *seen = NULL;

  g_object_set (gtk_widget_get_settings (page->window), "gtk-enable-animations", FALSE, NULL);
  gloss_test_page_show_long_text (page, "190 miles");
  gloss_reader_view_reveal_range (page->view, 10000, 10009);
  GLOSS_TEST_WAIT_FOR (gloss_reader_view_get_place (page->view) > 5000);
  gtk_window_set_default_size (GTK_WINDOW (page->window), 360, 800);
  GLOSS_TEST_WAIT_FOR (is_narrow (page));
  seen = gloss_test_page_run (page, WORLD,
                              "await new Promise (requestAnimationFrame);"
                              "return reader.isSeen (10000, 10009)");
  g_assert_cmpstr (seen, ==, "true");
}

/* On the way to a passage it is that passage that stays, and not what was read before. */
static void
test_narrower_on_the_way (TestPage *page, gconstpointer data)
{
  g_autofree char *seen = NULL;

  gloss_test_page_show_long_text (page, "190 miles");
  g_free (gloss_test_page_run (page, WORLD, "window.scrollTo (0, reader.scrollRange ()); return 1"));
  GLOSS_TEST_WAIT_FOR (gloss_reader_view_get_place (page->view) > 0);
  seen = gloss_test_page_run (page, WORLD,
                              "reader.reveal (10000, 10009, 1); document.body.style.width = '320px';"
                              "reader.stayInPlace (); return reader.isSeen (10000, 10009)");
  g_assert_cmpstr (seen, ==, "true");
}

/* A part of the text is scrolled to and flashed, white space between blocks too, and one past the end is not.
 */
static void
test_reveal_range (TestPage *page, gconstpointer data)
{
  g_autofree char *flash = NULL;
  double progress;

  g_object_set (gtk_widget_get_settings (page->window), "gtk-enable-animations", TRUE, NULL);
  gloss_test_page_show_long_text (page, "190 miles");
  gloss_reader_view_reveal_range (page->view, 10000, 10009);
  flash =
    gloss_test_page_run (page, WORLD, "return [...CSS.highlights.get ('gloss-flash')].join ('|').length");
  g_assert_cmpstr (flash, ==, "9");
  GLOSS_TEST_WAIT_FOR (page->progress > 0.2);
  GLOSS_TEST_WAIT_FOR (gloss_reader_view_get_place (page->view) > 5000);
  progress = page->progress;

  gloss_reader_view_reveal_range (page->view, G_MAXSIZE, G_MAXSIZE);
  GLOSS_TEST_WAIT_FOR (page->progress > progress);

  /* A page on its way begins there. */
  gloss_reader_view_show (page->view, page->catalog, page->article, page->capture, page->list);
  gloss_reader_view_reveal_range (page->view, 10000, 10009);
  GLOSS_TEST_WAIT_FOR (gloss_reader_view_get_place (page->view) > 5000 && page->progress < progress + 0.1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/web/reading-place/" name, TestPage, NULL, set_up, func, tear_down)
  ADD ("stays", test_place);
  ADD ("narrower", test_narrower);
  ADD ("narrower-on-the-way", test_narrower_on_the_way);
  ADD ("reveal-range", test_reveal_range);
#undef ADD
  return g_test_run ();
}
