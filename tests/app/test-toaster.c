/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Toasts that are taken back sooner than they have come. What libadwaita frees too early is seen where
 * MALLOC_PERTURB_ is set, as it is by meson test.
 */

#include "config.h"

#include "app/window/gloss-toaster.h"
#include "gloss-test-widgets.h"
#include "support/gloss-test-wait.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *overlay; /* borrowed */
  GlossToaster *toaster;
} Fixture;

static gboolean
says (Fixture *fixture, const char *words)
{
  return gloss_test_find_label (fixture->overlay, words) != NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = gtk_window_new ();
  fixture->overlay = adw_toast_overlay_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (fixture->overlay));
  fixture->toaster = gloss_toaster_new (ADW_TOAST_OVERLAY (fixture->overlay));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gloss_test_finalize (fixture->toaster);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
test_says_the_last (Fixture *fixture, gconstpointer data)
{
  gloss_toaster_say (fixture->toaster, "One & only");
  GLOSS_TEST_WAIT_FOR (says (fixture, "One & only"));
  gloss_toaster_say (fixture->toaster, "Another");
  GLOSS_TEST_WAIT_FOR (says (fixture, "Another") && !says (fixture, "One & only"));
  gloss_toaster_withdraw (fixture->toaster);
  GLOSS_TEST_WAIT_FOR (!says (fixture, "Another"));
}

/* As one who deletes and takes that back at once, while something was just said. */
static void
test_withdraws_at_once (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      gloss_toaster_say (fixture->toaster, "Nothing changed");
      gloss_toaster_offer_undo (fixture->toaster, "Deleted");
      gloss_toaster_withdraw_undo (fixture->toaster);
      gloss_toaster_say (fixture->toaster, "Done");
      GLOSS_TEST_WAIT_FOR (says (fixture, "Done") && !says (fixture, "Deleted"));
      gloss_toaster_withdraw (fixture->toaster);
      GLOSS_TEST_WAIT_FOR (!says (fixture, "Done") && !says (fixture, "Nothing changed"));
    }
}

/* What is out of date can't be clicked while it still stands there. */
static void
test_no_offer (Fixture *fixture, gconstpointer data)
{
  gloss_toaster_offer_undo (fixture->toaster, "Deleted");
  GLOSS_TEST_WAIT_FOR (says (fixture, "Undo"));
  gloss_toaster_withdraw_undo (fixture->toaster);
  g_assert_false (says (fixture, "Undo"));
  GLOSS_TEST_WAIT_FOR (!says (fixture, "Deleted"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func) g_test_add ("/toaster/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("says-the-last", test_says_the_last);
  ADD ("withdraws-at-once", test_withdraws_at_once);
  ADD ("no-offer", test_no_offer);
  return g_test_run ();
}
