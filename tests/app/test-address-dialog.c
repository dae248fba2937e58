/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that asks for an address, as wide as there is room for it. */

#include "config.h"

#include "app/gloss-app-resources.h"
#include "app/window/gloss-address-dialog.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

#include <adwaita.h>

#define LONG_ADDRESS                                                                                         \
  "https://example.org/a-section/another-section/an-article-with-a-title-that-goes-on-and-on-and-on"

typedef struct
{
  GlossStore *store;
  GlossLibraryList *articles;
  GtkWidget *parent;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = gloss_test_dup_library_path ();

  fixture->store = gloss_test_open_store (path);
  fixture->articles = gloss_library_list_new (fixture->store);
  fixture->parent = adw_window_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  gloss_test_finalize (fixture->articles);
  GLOSS_TEST_WAIT_FOR (gloss_store_get_n_pending (fixture->store) == 0);
  gloss_test_close_store (fixture->store);
}

/* With the frame that it has here. */
static int
get_width (GtkWidget *window)
{
  return gdk_surface_get_width (gtk_native_get_surface (GTK_NATIVE (window)));
}

/* As wide as it comes up over a window of a width. */
static int
show_over (Fixture *fixture, int width)
{
  GtkWidget *dialog;
  int shown;

  gtk_window_set_default_size (GTK_WINDOW (fixture->parent), width, 500);
  gtk_window_present (GTK_WINDOW (fixture->parent));
  GLOSS_TEST_WAIT_FOR (get_width (fixture->parent) == width &&
                       gtk_widget_get_width (fixture->parent) > width - 20);
  dialog = gloss_address_dialog_new (GTK_WINDOW (fixture->parent), fixture->articles, LONG_ADDRESS);
  gtk_window_present (GTK_WINDOW (dialog));
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_width (dialog) > 0);
  shown = get_width (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  return shown;
}

static void
test_width (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (show_over (fixture, 1000), ==, 560);
  g_assert_cmpint (show_over (fixture, 400), <=, 400);
  /* The least that the window itself may have. */
  g_assert_cmpint (show_over (fixture, 360), <=, 360);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_resources_register (gloss_app_get_resource ());

  g_test_add ("/address-dialog/width", Fixture, NULL, set_up, test_width, tear_down);
  return g_test_run ();
}
