/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the original page of a capture takes to be shown, and its annotations to be found and painted, and
 * for how long the window does not answer meanwhile. Run it with tests/support/with-display.
 *
 * original-bench [BYTES [IMAGES [ANNOTATIONS]]] */

#include "config.h"

#include "core/annotation/gloss-commands.h"
#include "support/gloss-test-web-page.h"
#include "web/gloss-original-view.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct
{
  gint64 begun;
  double painted; /* ms */
  double counted;
  guint n_missing;
  gint64 last; /* us of work */
  double stall;
} Bench;

static double
get_elapsed (gint64 since)
{
  return (double) (g_get_monotonic_time () - since) / 1000.0;
}

static void
painted_cb (Bench *bench)
{
  bench->painted = get_elapsed (bench->begun);
}

static void
counted_cb (Bench *bench, guint n_missing, guint n)
{
  if (n > 0)
    bench->counted = get_elapsed (bench->begun);
  bench->n_missing = n_missing;
}

static gint64
get_busy (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* What the thread of the window works between two turns of its main loop, whoever else has the processors. */
static gboolean
tick_cb (gpointer data)
{
  Bench *bench = data;
  gint64 busy = get_busy ();

  bench->stall = MAX (bench->stall, (double) (busy - bench->last) / 1000.0);
  bench->last = busy;
  return G_SOURCE_CONTINUE;
}

static GlossAnnotationList *
make_annotations (GlossText *text, guint n)
{
  GlossAnnotationList *list = gloss_annotation_list_new ("article");
  gsize step = gloss_text_get_n_points (text) / MAX (n, 1);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GlossAnchor) anchor =
        gloss_anchor_new_for_range (text, i * step, i * step + MIN (step + 20, 60));
      g_autoptr (GlossChange) change = NULL;

      if (anchor == NULL)
        continue;
      change = gloss_command_create_annotation ("article", "capture", anchor, "claim", "Bench");
      gloss_annotation_list_apply (list, change);
    }
  return list;
}

int
main (int argc, char **argv)
{
  gsize n_bytes = argc > 1 ? (gsize) atol (argv[1]) : 100 * 1024;
  guint n_images = argc > 2 ? (guint) atoi (argv[2]) : 20;
  guint n = argc > 3 ? (guint) atoi (argv[3]) : 1000;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GlossCatalog) catalog = NULL;
  g_autoptr (GlossTestWebPage) page = NULL;
  g_autoptr (GlossCapture) capture = NULL;
  g_autoptr (GlossAnnotationList) list = NULL;
  const GlossCaptureFields *fields;
  GtkWidget *window, *view;
  g_autofree char *seed = g_strdup ("--seed=R02S00000000000000000000000020261122");
  char *arguments[] = { argv[0], seed, NULL };
  char **list_of_arguments = arguments;
  int n_arguments = 2;
  Bench bench = { 0 };
  gint64 opened;

  /* For the random numbers of the page. */
  g_test_init (&n_arguments, &list_of_arguments, NULL);
  gtk_init ();
  records = gloss_catalog_make_shipped_records ();
  catalog = gloss_catalog_new (records);
  page = gloss_test_web_page_new ("https://site.example/a", n_bytes, n_images, 20 * 1024);
  capture = gloss_test_web_page_capture (page);
  fields = gloss_capture_get_fields (capture);
  list = make_annotations (fields->text, n);

  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 800);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);

  g_timeout_add (2, tick_cb, &bench);
  bench.last = get_busy ();
  bench.begun = g_get_monotonic_time ();
  view = gloss_original_view_new ();
  g_signal_connect_swapped (view, "painted", G_CALLBACK (painted_cb), &bench);
  g_signal_connect_swapped (view, "counted", G_CALLBACK (counted_cb), &bench);
  gtk_window_set_child (GTK_WINDOW (window), view);
  opened = g_get_monotonic_time ();
  gloss_original_view_show (GLOSS_ORIGINAL_VIEW (view), fields->mhtml, fields->text, catalog, list);
  while (bench.painted == 0 || (bench.counted == 0 && n > 0))
    g_main_context_iteration (NULL, TRUE);

  printf ("%zu bytes of prose, %u images, MHTML of %zu bytes, %u annotations\n", n_bytes, n_images,
          g_bytes_get_size (fields->mhtml), g_list_model_get_n_items (G_LIST_MODEL (list)));
  printf ("the view made in %.0f ms, on the screen after %.0f ms, annotations painted after %.0f ms (%u not "
          "found)\n",
          (double) (opened - bench.begun) / 1000.0, bench.painted, bench.counted, bench.n_missing);
  printf ("longest work at a stretch in the window's thread: %.0f ms\n", bench.stall);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
