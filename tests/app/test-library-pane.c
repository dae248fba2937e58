/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library beside the article, as it is clicked. */

#include "config.h"

#include "app/gloss-app-resources.h"
#include "app/library/gloss-library-pane.h"
#include "app/library/gloss-library-row.h"
#include "gloss-test-widgets.h"
#include "support/gloss-test-document.h"

#include <adwaita.h>

#define MARGIN 20

typedef struct
{
  GlossTestDocument base;
  GlossLibraryList *articles;
  gboolean is_loaded;
  GtkWidget *window;
  GtkWidget *pane; /* borrowed */
} Fixture;

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  gloss_library_list_load_finish (GLOSS_LIBRARY_LIST (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) data)->is_loaded = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gloss_test_document_set_up (&fixture->base, data);
  fixture->articles = gloss_library_list_new (fixture->base.store);
  gloss_library_list_load_async (fixture->articles, NULL, loaded_cb, fixture);
  GLOSS_TEST_WAIT_FOR (fixture->is_loaded);

  gtk_css_provider_load_from_resource (style, "/glossator/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  fixture->window = gtk_window_new ();
  fixture->pane = gloss_library_pane_new ();
  gloss_library_pane_set_articles (GLOSS_LIBRARY_PANE (fixture->pane), fixture->articles);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 300, 400);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->pane);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->articles);
  gloss_test_document_tear_down (&fixture->base, data);
}

/* The row of the article, once it has a place. */
static GtkWidget *
find_row (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = gloss_test_find_widgets (fixture->pane, GLOSS_TYPE_LIBRARY_ROW);

  for (guint i = 0; i < rows->len; i++)
    if (gloss_library_row_get_article (rows->pdata[i]) != NULL && gtk_widget_get_height (rows->pdata[i]) > 0)
      return rows->pdata[i];
  return NULL;
}

/* Whatever of it selects it has to be what opens it, or the list marks one article and the reader shows
 * another. */
static void
test_row_is_whole (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *item;
  int width, height;

  GLOSS_TEST_WAIT_FOR (find_row (fixture) != NULL);
  row = find_row (fixture);
  item = gtk_widget_get_parent (row);
  width = gtk_widget_get_width (item);
  height = gtk_widget_get_height (item);
  g_assert_cmpint (height, >, 20);

  /* Its padding lies outside of the coordinates of a widget. */
  for (int y = -MARGIN; y < height + MARGIN; y++)
    for (int x = -MARGIN; x < width + MARGIN; x++)
      {
        double row_x, row_y;

        g_assert_true (gtk_widget_translate_coordinates (item, row, x, y, &row_x, &row_y));
        g_assert_true (gtk_widget_contains (row, row_x, row_y) || !gtk_widget_contains (item, x, y));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (gloss_app_get_resource ());
  g_test_add ("/library-pane/row-is-whole", Fixture, NULL, set_up, test_row_is_whole, tear_down);
  return g_test_run ();
}
