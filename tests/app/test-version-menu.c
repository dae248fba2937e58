/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of versions under the title, in a window whose actions only say that they were activated.
 */

#include "config.h"

#include "app/gloss-app-resources.h"
#include "app/reader/gloss-reader-title.h"
#include "app/reader/gloss-version-menu.h"
#include "gloss-test-widgets.h"
#include "support/gloss-test-document.h"

#include <adwaita.h>

#define EDITED "The missiles have a range of about 290 miles. Almost 10,000 forces were sent."

typedef struct
{
  GlossTestDocument base;
  GtkWidget *window;
  GtkWidget *title; /* borrowed */
  GtkWidget *menu;  /* borrowed */
  char *shown;      /* what win.show-capture was activated with */
  char *compared;   /* what win.compare was */
} Fixture;

static void
show_capture_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  ((Fixture *) data)->shown = g_variant_dup_string (target, NULL);
}

static void
compare_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  ((Fixture *) data)->compared = g_variant_dup_string (target, NULL);
}

static GtkWidget *
find (GtkWidget *root, GType type, guint n)
{
  g_autoptr (GPtrArray) found = gloss_test_find_widgets (root, type);

  return n < found->len ? g_ptr_array_index (found, n) : NULL;
}

static const char *
get_uuid (Fixture *fixture, guint position)
{
  return gloss_record_get_uuid (
    g_ptr_array_index (gloss_document_get_captures (fixture->base.document), position));
}

static void
open_menu (Fixture *fixture)
{
  gtk_popover_popup (GTK_POPOVER (fixture->menu));
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (fixture->menu));
}

static GtkWidget *
get_row (Fixture *fixture, guint position)
{
  return find (fixture->menu, GTK_TYPE_LIST_BOX_ROW, position);
}

static const char *
get_label (GtkWidget *row, guint n)
{
  GtkWidget *label = find (row, GTK_TYPE_LABEL, n);

  return label != NULL ? gtk_label_get_label (GTK_LABEL (label)) : NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = { { "show-capture", show_capture_cb, "s" },
                                          { "compare", compare_cb, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  gloss_test_document_set_up (&fixture->base, data);
  gloss_test_document_load (&fixture->base);
  gloss_test_document_add_capture (&fixture->base, EDITED);
  gloss_test_document_show (&fixture->base, 0);

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  fixture->window = gtk_window_new ();
  fixture->title = gloss_reader_title_new ();
  fixture->menu = find (fixture->title, GLOSS_TYPE_VERSION_MENU, 0);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->title);
  gloss_reader_title_set_document (GLOSS_READER_TITLE (fixture->title), fixture->base.document);
  gtk_window_present (GTK_WINDOW (fixture->window));
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (fixture->title));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* GTK keeps a popover that is open when its window goes. */
  gtk_popover_popdown (GTK_POPOVER (fixture->menu));
  GLOSS_TEST_WAIT_FOR (!gtk_widget_get_mapped (fixture->menu));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_free (fixture->shown);
  g_free (fixture->compared);
  gloss_test_document_tear_down (&fixture->base, data);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  open_menu (fixture);

  g_assert_nonnull (get_row (fixture, 1));
  g_assert_null (get_row (fixture, 2));
  g_assert_cmpstr (get_label (get_row (fixture, 0), 1), ==, "1 changed (1 number)");
  /* Only the other version can be compared with, and nothing became of the annotations in the first one. */
  g_assert_null (find (get_row (fixture, 0), GTK_TYPE_BUTTON, 0));
  g_assert_nonnull (find (get_row (fixture, 1), GTK_TYPE_BUTTON, 0));
  g_assert_cmpstr (get_label (get_row (fixture, 1), 1), ==, "Compare");
  g_assert_true (gtk_widget_has_focus (get_row (fixture, 0)));
}

static void
test_choose (Fixture *fixture, gconstpointer data)
{
  open_menu (fixture);
  g_signal_emit_by_name (get_row (fixture, 1), "activate");
  g_assert_cmpstr (fixture->shown, ==, get_uuid (fixture, 1));
  GLOSS_TEST_WAIT_FOR (!gtk_widget_get_mapped (fixture->menu));
}

static void
test_compare (Fixture *fixture, gconstpointer data)
{
  open_menu (fixture);
  g_signal_emit_by_name (find (get_row (fixture, 1), GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_cmpstr (fixture->compared, ==, get_uuid (fixture, 1));
  GLOSS_TEST_WAIT_FOR (!gtk_widget_get_mapped (fixture->menu));
}

/* The list is right also while it is open. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  open_menu (fixture);
  gloss_test_document_show (&fixture->base, 1);
  g_assert_null (find (get_row (fixture, 1), GTK_TYPE_BUTTON, 0));
  g_assert_nonnull (find (get_row (fixture, 0), GTK_TYPE_BUTTON, 0));
}

static void
test_no_article (Fixture *fixture, gconstpointer data)
{
  gloss_reader_title_set_document (GLOSS_READER_TITLE (fixture->title), NULL);
  g_assert_false (gtk_widget_get_visible (find (fixture->title, GTK_TYPE_MENU_BUTTON, 0)));
  g_assert_null (get_row (fixture, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_resources_register (gloss_app_get_resource ());

#define ADD(name, func) g_test_add ("/version-menu/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("rows", test_rows);
  ADD ("choose", test_choose);
  ADD ("compare", test_compare);
  ADD ("follows", test_follows);
  ADD ("no-article", test_no_article);
  return g_test_run ();
}
