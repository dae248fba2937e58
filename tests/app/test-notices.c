/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices that stand beside each other: an address is often the beginning of another. */

#include "config.h"

#include "app/window/gloss-notices.h"
#include "gloss-test-widgets.h"
#include "support/gloss-test-wait.h"

#include <adwaita.h>

#define PARENT "page:https://example.org/news"
#define CHILD "page:https://example.org/news/2"

typedef struct
{
  GtkWidget *window;
  GlossNotices *notices; /* borrowed */
  guint n_closed;
} Fixture;

static gboolean
says (Fixture *fixture, const char *words)
{
  return gloss_test_find_label (GTK_WIDGET (fixture->notices), words) != NULL;
}

static void
say (Fixture *fixture, const char *id, const char *words)
{
  gloss_notices_show (fixture->notices, id, GTK_MESSAGE_INFO, words, NULL, NULL);
}

static void
closed_cb (Fixture *fixture)
{
  fixture->n_closed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = gtk_window_new ();
  fixture->notices = GLOSS_NOTICES (gloss_notices_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->notices));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_signal_connect_swapped (fixture->notices, "closed", G_CALLBACK (closed_cb), fixture);
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* Only the user closes one. */
  g_assert_cmpuint (fixture->n_closed, ==, 0);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
test_replaces (Fixture *fixture, gconstpointer data)
{
  say (fixture, PARENT, "Once");
  say (fixture, PARENT, "Again");
  g_assert_false (says (fixture, "Once"));
  g_assert_true (says (fixture, "Again"));
}

/* A page that waits for an answer keeps its question, whatever is said of the page above it. */
static void
test_beginnings (Fixture *fixture, gconstpointer data)
{
  say (fixture, CHILD, "Child");
  say (fixture, PARENT, "Parent");
  g_assert_true (says (fixture, "Child"));
  gloss_notices_hide (fixture->notices, PARENT);
  g_assert_true (says (fixture, "Child"));
  g_assert_false (says (fixture, "Parent"));
}

static void
test_hides_all (Fixture *fixture, gconstpointer data)
{
  say (fixture, "failed:a", "A");
  say (fixture, "failed:b", "B");
  say (fixture, CHILD, "Child");
  gloss_notices_hide_all (fixture->notices, "failed:");
  g_assert_false (says (fixture, "A"));
  g_assert_false (says (fixture, "B"));
  g_assert_true (says (fixture, "Child"));
}

/* What failed of one article is no news above another, and is there when one comes back. */
static void
test_ties (Fixture *fixture, gconstpointer data)
{
  GtkWidget *one, *other;

  gloss_notices_set_article (fixture->notices, "one");
  say (fixture, "1", "Of one");
  gloss_notices_tie (fixture->notices, "1", "one");
  one = gloss_test_find_label (GTK_WIDGET (fixture->notices), "Of one");
  g_assert_true (gtk_widget_is_visible (one));
  gloss_notices_set_article (fixture->notices, "other");
  g_assert_false (gtk_widget_is_visible (one));
  /* There is nothing to be seen, so there is no room for it. */
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->notices)));
  say (fixture, "2", "Of any");
  other = gloss_test_find_label (GTK_WIDGET (fixture->notices), "Of any");
  g_assert_true (gtk_widget_is_visible (other));
  gloss_notices_set_article (fixture->notices, "one");
  g_assert_true (gtk_widget_is_visible (one));
  g_assert_true (gtk_widget_is_visible (other));
  /* One that comes late waits for its article. */
  gloss_notices_tie (fixture->notices, "2", "third");
  g_assert_false (gtk_widget_is_visible (other));
}

static int
measure (Fixture *fixture, int width)
{
  int natural;

  gtk_widget_measure (GTK_WIDGET (fixture->notices), GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL,
                      NULL);
  return natural;
}

/* Without one there is no room taken, each adds what it needs, and however many there are, the article has
 * room. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) labels = NULL;
  int one, two;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->notices)));
  say (fixture, "1", "One");
  one = measure (fixture, 400);
  g_assert_cmpint (one, >, 20);
  say (fixture, "2", "Two");
  two = measure (fixture, 400);
  g_assert_cmpint (two, ==, 2 * one);
  for (guint i = 3; i < 60; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      say (fixture, id, "More");
    }
  g_assert_cmpint (measure (fixture, 400), ==, 300);
  say (fixture, "last", "Last");
  labels = gloss_test_find_widgets (GTK_WIDGET (fixture->notices), GTK_TYPE_LABEL);
  g_assert_cmpstr (gtk_label_get_label (labels->pdata[0]), ==, "Last");
  gloss_notices_hide_all (fixture->notices, "");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->notices)));
}

/* What takes more lines where there is less room is read whole. */
static void
test_wraps (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label;

  say (
    fixture, "1",
    "A sentence that is so long that it takes several lines in a window that is as narrow as a telephone.");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 300, 500);
  g_assert_cmpint (measure (fixture, 300), >, measure (fixture, 900));
  label = gloss_test_find_widget (GTK_WIDGET (fixture->notices), GTK_TYPE_LABEL);
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_height (label) > 0);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (fixture->notices)), >=, gtk_widget_get_height (label));
}

#define SENTENCE "This page is in the library already. It is shown as it was captured."
#define BUTTON "Take the article alone"

/* In the coordinates of the notices, once they are as wide as they are told to be. */
static graphene_rect_t
find_bounds (Fixture *fixture, GtkWidget *widget, int width)
{
  graphene_rect_t bounds;

  gtk_widget_set_size_request (GTK_WIDGET (fixture->notices), width, -1);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 500);
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_width (GTK_WIDGET (fixture->notices)) == width);
  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->notices), &bounds));
  return bounds;
}

static gboolean
overlap (const graphene_rect_t *one, const graphene_rect_t *other)
{
  return graphene_rect_intersection (one, other, NULL);
}

/* Where a button beside the words would leave them a narrow column, it goes below them. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  static const GtkTextDirection directions[] = { GTK_TEXT_DIR_LTR, GTK_TEXT_DIR_RTL };
  GtkWidget *label, *button;
  graphene_rect_t words, below, beside;

  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      gtk_widget_set_default_direction (directions[i]);
      gloss_notices_show (fixture->notices, "1", GTK_MESSAGE_INFO, SENTENCE, BUTTON, NULL);
      label = gloss_test_find_label (GTK_WIDGET (fixture->notices), SENTENCE);
      button = gloss_test_find_button (GTK_WIDGET (fixture->notices), BUTTON);
      g_assert_nonnull (button);

      words = find_bounds (fixture, label, 360);
      below = find_bounds (fixture, button, 360);
      g_assert_cmpfloat (words.size.width, >, 240);
      g_assert_cmpfloat (below.origin.y, >=, words.origin.y + words.size.height);
      g_assert_false (overlap (&words, &below));

      words = find_bounds (fixture, label, 1000);
      beside = find_bounds (fixture, button, 1000);
      g_assert_cmpfloat (beside.origin.y, <, words.origin.y + words.size.height);
      g_assert_false (overlap (&words, &beside));
      g_assert_true ((beside.origin.x > words.origin.x) == (directions[i] == GTK_TEXT_DIR_LTR));
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Words that are so few that they are whole beside the button stay there. */
static void
test_few_words (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t words, button;

  gloss_notices_show (fixture->notices, "1", GTK_MESSAGE_INFO, "It failed.", "Try again", NULL);
  words = find_bounds (fixture, gloss_test_find_label (GTK_WIDGET (fixture->notices), "It failed."), 360);
  button = find_bounds (fixture, gloss_test_find_button (GTK_WIDGET (fixture->notices), "Try again"), 360);
  g_assert_cmpfloat (button.origin.y, <, words.origin.y + words.size.height);
  g_assert_cmpfloat (button.origin.x, >=, words.origin.x + words.size.width);
}

static void
deed_cb (GSimpleAction *action, GVariant *target, gpointer done)
{
  g_assert_cmpstr (g_variant_get_string (target, NULL), ==, "it");
  *(gboolean *) done = TRUE;
}

/* The button does what it says, and the notice is gone; nobody closed it unanswered. */
static void
test_button (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("deed", G_VARIANT_TYPE_STRING);
  gboolean is_done = FALSE;

  g_signal_connect (action, "activate", G_CALLBACK (deed_cb), &is_done);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (fixture->window, "test", G_ACTION_GROUP (group));
  gloss_notices_show (fixture->notices, "1", GTK_MESSAGE_INFO, SENTENCE, BUTTON, "test.deed::it");
  g_signal_emit_by_name (gloss_test_find_button (GTK_WIDGET (fixture->notices), BUTTON), "clicked");
  g_assert_true (is_done);
  g_assert_false (says (fixture, SENTENCE));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func) g_test_add ("/notices/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("replaces", test_replaces);
  ADD ("beginnings", test_beginnings);
  ADD ("hides-all", test_hides_all);
  ADD ("ties", test_ties);
  ADD ("room", test_room);
  ADD ("wraps", test_wraps);
  ADD ("narrow", test_narrow);
  ADD ("few-words", test_few_words);
  ADD ("button", test_button);
  return g_test_run ();
}
