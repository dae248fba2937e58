/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each preference, both ways: the window shows what is set, and sets what is chosen. */

#include "config.h"

#include "app/gloss-app-resources.h"
#include "app/preferences/gloss-preferences-window.h"

typedef struct
{
  GSettings *settings;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = g_settings_new (GLOSS_APP_ID);
  fixture->window = gloss_preferences_window_new (fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  for (const char *const *key =
         (const char *const[]){ "text-scale", "face", "page-theme", "underline", "author", "page-seconds",
                                "page-megabytes", "page-redirects", "page-resources", NULL };
       *key != NULL; key++)
    g_settings_reset (fixture->settings, *key);
  g_object_unref (fixture->settings);
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  GObject *child = gtk_widget_get_template_child (fixture->window, GLOSS_TYPE_PREFERENCES_WINDOW, name);

  g_assert_nonnull (child);
  return child;
}

static void
test_text_size (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *size = get_child (fixture, "text_size_adjustment");

  g_assert_cmpfloat (gtk_adjustment_get_value (size), ==, 100);
  g_settings_set_double (fixture->settings, "text-scale", 1.25);
  g_assert_cmpfloat (gtk_adjustment_get_value (size), ==, 125);
  gtk_adjustment_set_value (size, 150);
  g_assert_cmpfloat (g_settings_get_double (fixture->settings, "text-scale"), ==, 1.5);
}

/* data: the key, the row, and the second and third of the values. */
static void
test_choice (Fixture *fixture, gconstpointer data)
{
  const char *const *words = data;
  AdwComboRow *row = get_child (fixture, words[1]);
  g_autofree char *chosen = NULL;

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  g_settings_set_string (fixture->settings, words[0], words[2]);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);
  adw_combo_row_set_selected (row, 2);
  chosen = g_settings_get_string (fixture->settings, words[0]);
  g_assert_cmpstr (chosen, ==, words[3]);
}

static const struct
{
  const char *key;
  const char *row;
  guint usual;
  double lowest;
  double highest;
} limits[] = {
  { "page-seconds", "page_seconds", 60, 5, 600 },
  { "page-megabytes", "page_megabytes", 64, 1, 128 },
  { "page-redirects", "page_redirects", 20, 0, 20 },
  { "page-resources", "page_resources", 1000, 0, 10000 },
};

/* Beyond its bounds nothing can be set. */
static void
test_limits (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      GtkSpinButton *row = get_child (fixture, limits[i].row);

      g_assert_cmpfloat (gtk_spin_button_get_value (row), ==, limits[i].usual);
      g_settings_set_uint (fixture->settings, limits[i].key, 7);
      g_assert_cmpfloat (gtk_spin_button_get_value (row), ==, 7);
      gtk_spin_button_set_value (row, -1);
      g_assert_cmpuint (g_settings_get_uint (fixture->settings, limits[i].key), ==, limits[i].lowest);
      gtk_spin_button_set_value (row, 1e6);
      g_assert_cmpuint (g_settings_get_uint (fixture->settings, limits[i].key), ==, limits[i].highest);
    }
}

static void
test_underline (Fixture *fixture, gconstpointer data)
{
  GtkSwitch *underline = get_child (fixture, "underline");

  g_assert_false (gtk_switch_get_active (underline));
  g_settings_set_boolean (fixture->settings, "underline", TRUE);
  g_assert_true (gtk_switch_get_active (underline));
  gtk_switch_set_active (underline, FALSE);
  g_assert_false (g_settings_get_boolean (fixture->settings, "underline"));
}

/* A name is set whole, without white space around it, not letter by letter. */
static void
test_author (Fixture *fixture, gconstpointer data)
{
  GtkEditable *row = get_child (fixture, "author");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  gtk_editable_set_text (row, " A. Checker ");
  before = g_settings_get_string (fixture->settings, "author");
  g_assert_cmpstr (before, ==, "");
  g_signal_emit_by_name (row, "apply");
  after = g_settings_get_string (fixture->settings, "author");
  g_assert_cmpstr (after, ==, "A. Checker");

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = gloss_preferences_window_new (fixture->settings);
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "author")), ==, "A. Checker");
}

#define ADD(name, data, func) g_test_add ("/preferences-window/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  static const char *const face[] = { "face", "face", "sans", "mono" };
  static const char *const page_theme[] = { "page-theme", "page_theme", "light", "sepia" };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (gloss_app_get_resource ());
  ADD ("text-size", NULL, test_text_size);
  ADD ("face", face, test_choice);
  ADD ("page-theme", page_theme, test_choice);
  ADD ("limits", NULL, test_limits);
  ADD ("underline", NULL, test_underline);
  ADD ("author", NULL, test_author);
  return g_test_run ();
}
