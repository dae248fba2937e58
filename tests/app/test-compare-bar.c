/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bar above a comparison, without a page: what it says, and what it asks the window for.
 */

#include "config.h"

#include "app/gloss-app-resources.h"
#include "app/reader/gloss-compare-bar.h"
#include "gloss-test-widgets.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *window;
  GlossCompareBar *bar; /* borrowed */
  GPtrArray *older;
  guint n_compared;
  char *compared; /* what win.compare was activated with last */
} Fixture;

/* As the window does: the bar is opened again while its list says what was chosen. */
static void
compare_cb (GSimpleAction *action, GVariant *target, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_compared++;
  g_free (fixture->compared);
  fixture->compared = g_variant_dup_string (target, NULL);
  gloss_compare_bar_open (fixture->bar, fixture->older, fixture->compared);
}

static void
add_capture (Fixture *fixture, const char *uuid, const char *captured)
{
  g_autoptr (JsonObject) values = json_object_new ();

  json_object_set_string_member (values, "uuid", uuid);
  json_object_set_string_member (values, "captured", captured);
  g_ptr_array_add (fixture->older, gloss_record_new_for_values ("capture", values));
}

static gboolean
says (Fixture *fixture, const char *words)
{
  return gloss_test_find_label (GTK_WIDGET (fixture->bar), words) != NULL;
}

static void
show_comparison (Fixture *fixture, const char *old, const char *new)
{
  g_autoptr (GlossCapture) one = gloss_test_make_capture ("file:///article.txt", old);
  g_autoptr (GlossCapture) other = gloss_test_make_capture ("file:///article.txt", new);
  g_autoptr (GlossComparison) comparison = gloss_comparison_new (one, other);

  gloss_compare_bar_set_comparison (fixture->bar, comparison);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = { { "compare", compare_cb, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  fixture->older = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  add_capture (fixture, "b", "2026-11-21T09:15:00.000Z");
  fixture->bar = GLOSS_COMPARE_BAR (gloss_compare_bar_new ());
  fixture->window = gtk_window_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->bar));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_ptr_array_unref (fixture->older);
  g_free (fixture->compared);
}

static void
test_one (Fixture *fixture, gconstpointer data)
{
  gloss_compare_bar_open (fixture->bar, fixture->older, "b");
  GLOSS_TEST_WAIT_FOR (says (fixture, "Comparing with the capture of 21 Nov 2026, 09:15…"));
  show_comparison (fixture, "Forty vehicles and 190 miles.", "Sixty vehicles and 290 miles.");
  GLOSS_TEST_WAIT_FOR (says (fixture, "2 changes since the capture of 21 Nov 2026, 09:15"));
  show_comparison (fixture, "Forty vehicles.", "Forty vehicles.");
  GLOSS_TEST_WAIT_FOR (says (fixture, "The text is the same as in the capture of 21 Nov 2026, 09:15"));
  g_assert_cmpuint (fixture->n_compared, ==, 0);
}

static GlossCapture *
make_with_image (const char *text, char letter)
{
  g_autoptr (GlossCapture) shell = gloss_test_make_capture ("file:///article.html", text);
  GlossCaptureFields fields = *gloss_capture_get_fields (shell);
  g_autofree char *hash = g_strnfill (64, letter);
  g_autofree char *html = g_strdup_printf ("%s<img src=\"image/%s\">", fields.html, hash);

  fields.html = html;
  return gloss_capture_new (&fields);
}

/* What was exchanged is said, though a comparison shows words alone. */
static void
test_images (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GlossCapture) old = make_with_image ("Forty vehicles.", 'a');
  g_autoptr (GlossCapture) new = make_with_image ("Forty vehicles.", 'b');
  g_autoptr (GlossComparison) comparison = gloss_comparison_new (old, new);

  gloss_compare_bar_open (fixture->bar, fixture->older, "b");
  gloss_compare_bar_set_comparison (fixture->bar, comparison);
  GLOSS_TEST_WAIT_FOR (says (fixture, "The text is the same as in the capture of 21 Nov 2026, 09:15; 1 image "
                                      "has changed. Images are not shown here."));
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  GtkWidget *choice = gloss_test_find_widget (GTK_WIDGET (fixture->bar), GTK_TYPE_DROP_DOWN);

  add_capture (fixture, "a", "2026-11-20T08:00:00.000Z");
  gloss_compare_bar_open (fixture->bar, fixture->older, "a");
  show_comparison (fixture, "Forty vehicles.", "Sixty vehicles.");
  g_assert_true (gtk_widget_get_visible (choice));
  GLOSS_TEST_WAIT_FOR (says (fixture, "1 change"));
  g_assert_true (says (fixture, "Since 20 Nov 2026, 08:00"));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==, 1);
  g_assert_cmpuint (fixture->n_compared, ==, 0);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 0);
  g_assert_cmpuint (fixture->n_compared, ==, 1);
  g_assert_cmpstr (fixture->compared, ==, "b");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==, 0);
}

/* Two that were made within a minute are told apart. */
static void
test_same_minute (Fixture *fixture, gconstpointer data)
{
  add_capture (fixture, "a", "2026-11-21T09:15:42.000Z");
  gloss_compare_bar_open (fixture->bar, fixture->older, "a");
  GLOSS_TEST_WAIT_FOR (says (fixture, "Since 21 Nov 2026, 09:15:42"));
  gloss_compare_bar_open (fixture->bar, fixture->older, "b");
  GLOSS_TEST_WAIT_FOR (says (fixture, "Since 21 Nov 2026, 09:15:00"));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (gloss_app_get_resource ());

  g_test_add ("/compare-bar/one", Fixture, NULL, set_up, test_one, tear_down);
  g_test_add ("/compare-bar/images", Fixture, NULL, set_up, test_images, tear_down);
  g_test_add ("/compare-bar/several", Fixture, NULL, set_up, test_several, tear_down);
  g_test_add ("/compare-bar/same-minute", Fixture, NULL, set_up, test_same_minute, tear_down);
  return g_test_run ();
}
