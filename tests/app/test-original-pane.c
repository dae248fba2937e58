/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The original page in the window: where there is one, where there is none, and how it shares the room with
 * the article. */

#include "config.h"

#include "app/gloss-app-resources.h"
#include "app/reader/gloss-original-pane.h"
#include "app/reader/gloss-page-sides.h"
#include "gloss-test-page.h"
#include "gloss-test-widgets.h"
#include "support/gloss-test-document.h"
#include "support/gloss-test-web-page.h"
#include "web/gloss-original-view.h"

#include <adwaita.h>

typedef struct
{
  GlossTestLibrary library;
  GlossStore *store;
  GlossUndoStack *undo;
  GlossDocument *document;
  GtkWidget *window;
  GlossOriginalPane *pane;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gloss_test_library_set_up (&fixture->library, NULL);
  fixture->store = gloss_test_open_store (fixture->library.path);
  fixture->undo = gloss_undo_stack_new ();
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 700);
  fixture->pane = g_object_new (GLOSS_TYPE_ORIGINAL_PANE, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->pane));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_original_pane_set_document (fixture->pane, NULL, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->undo);
  gloss_test_close_store (fixture->store);
  gloss_test_library_tear_down (&fixture->library, NULL);
}

static void
open_article (Fixture *fixture, const char *article)
{
  g_clear_object (&fixture->document);
  fixture->document = gloss_test_load_document (fixture->store, fixture->undo, article);
  gloss_original_pane_set_document (fixture->pane, fixture->store, fixture->document,
                                    gloss_store_get_catalog (fixture->store));
}

static char *
add_page (Fixture *fixture)
{
  g_autoptr (GlossTestWebPage) page = gloss_test_web_page_new ("https://site.example/a", 20000, 2, 2000);
  g_autoptr (GlossCapture) capture = gloss_test_web_page_capture (page);
  g_autoptr (GError) error = NULL;
  char *article = NULL;

  gloss_database_add_capture (fixture->library.database, capture, GLOSS_TEST_WHO, &article, NULL, NULL,
                              &error);
  g_assert_no_error (error);
  return article;
}

static gboolean
shows (Fixture *fixture, const char *name)
{
  GtkWidget *stack = gloss_test_find_widget (GTK_WIDGET (fixture->pane), GTK_TYPE_STACK);

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), name);
}

static gboolean
is_covered (Fixture *fixture)
{
  GtkWidget *spinner = gloss_test_find_widget (GTK_WIDGET (fixture->pane), GTK_TYPE_SPINNER);

  return gtk_widget_get_mapped (spinner);
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *article = add_page (fixture);

  /* Nothing is made for a pane that nobody has opened. */
  open_article (fixture, article);
  g_assert_null (gloss_test_find_widget (GTK_WIDGET (fixture->pane), GLOSS_TYPE_ORIGINAL_VIEW));

  gloss_original_pane_set_open (fixture->pane, TRUE);
  GLOSS_TEST_WAIT_FOR (is_covered (fixture));
  GLOSS_TEST_WAIT_FOR (!is_covered (fixture));
  g_assert_true (shows (fixture, "page"));
  g_assert_nonnull (gloss_test_find_widget (GTK_WIDGET (fixture->pane), GLOSS_TYPE_ORIGINAL_VIEW));

  gloss_original_pane_set_open (fixture->pane, FALSE);
  g_assert_null (gloss_test_find_widget (GTK_WIDGET (fixture->pane), GLOSS_TYPE_ORIGINAL_VIEW));
}

static void
test_no_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *article =
    gloss_test_add_article (fixture->library.database, "file:///a.txt", "Only words.");
  g_autofree char *page = add_page (fixture);

  gloss_original_pane_set_open (fixture->pane, TRUE);
  open_article (fixture, article);
  GLOSS_TEST_WAIT_FOR (shows (fixture, "none"));
  g_assert_nonnull (gloss_test_find_label (GTK_WIDGET (fixture->pane),
                                           "This article was added from a text file: there "
                                           "is no original page."));

  /* What is open next has one. */
  open_article (fixture, page);
  GLOSS_TEST_WAIT_FOR (shows (fixture, "page") && !is_covered (fixture));
}

static gboolean
has_focus (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* Where there is no room for both, keys go to the page as soon as it is there, and back to the article. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_page (fixture);
  GtkWidget *article = gtk_button_new_with_label ("Article");
  GtkWidget *pane = g_object_ref (GTK_WIDGET (fixture->pane));
  GlossPageSides *sides;

  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  sides = g_object_new (GLOSS_TYPE_PAGE_SIDES, "first", article, "second", pane, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (sides));
  g_object_unref (pane);
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (article));
  open_article (fixture, id);
  gtk_widget_grab_focus (article);
  g_assert_true (has_focus (article));

  gloss_page_sides_set_both (sides, TRUE);
  gloss_original_pane_set_open (fixture->pane, TRUE);
  GLOSS_TEST_WAIT_FOR (has_focus (pane));
  gloss_page_sides_set_both (sides, FALSE);
  g_assert_true (has_focus (article));
  gloss_original_pane_set_open (fixture->pane, FALSE);
}

static void
test_sides (Fixture *fixture, gconstpointer data)
{
  GtkWidget *article = gtk_label_new ("Article"), *page = gtk_label_new ("Page");
  GlossPageSides *sides = g_object_new (GLOSS_TYPE_PAGE_SIDES, "first", article, "second", page, NULL);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (sides));
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 300);
  gtk_window_present (GTK_WINDOW (window));
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (article));
  g_assert_false (gtk_widget_get_mapped (page));

  gloss_page_sides_set_both (sides, TRUE);
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (page) && gtk_widget_get_mapped (article));
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 300);
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (page) && !gtk_widget_get_mapped (article));
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 300);
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (page) && gtk_widget_get_mapped (article));
  gloss_page_sides_set_both (sides, FALSE);
  g_assert_false (gtk_widget_get_mapped (page));
  g_assert_true (gtk_widget_get_mapped (article));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (gloss_app_get_resource ());
#define ADD(name, func) g_test_add ("/app/original-pane/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("page", test_page);
  ADD ("no-page", test_no_page);
  ADD ("focus", test_focus);
  ADD ("sides", test_sides);
#undef ADD
  return g_test_run ();
}
