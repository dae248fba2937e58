/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the message that something is selected to the highlight on the screen, on an article of 5,000 words
 * with few and with many annotations; and from the parsed page to all of them. Prints medians; the first page
 * of a process is not counted. `registered`: the page has the change; `painted`: the frame after the one that
 * paints it has begun, so one frame more than the eye needs. */

#include "config.h"

#include "core/annotation/gloss-commands.h"
#include "web/gloss-bridge.h"
#include "web/gloss-painter.h"
#include "web/gloss-palette.h"
#include "web/gloss-web-resources.h"

#define N_WORDS 5000
#define N_ROUNDS 41
#define N_OPENED 9
#define ARTICLE "article-1"

typedef struct
{
  GlossBridge *bridge;
  GlossPainter *painter;
  GlossAnnotationList *list;
  GlossText *text;
  gboolean is_ready;
  gboolean is_painted;
  guint round;
  gint64 received;
  GArray *registered;
  GArray *painted;
} Bench;

static GlossChange *
make_annotation (Bench *bench, gsize start, gsize end, const char *category)
{
  g_autoptr (GlossAnchor) anchor = gloss_anchor_new_for_range (bench->text, start, end);

  return gloss_command_create_annotation (ARTICLE, "capture-1", anchor, category, "Bench");
}

static void
annotate (Bench *bench, guint n)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_record_unref);
  static const char *const categories[] = { "claim", "figure", "quotation", "question" };
  gsize n_points = gloss_text_get_n_points (bench->text);

  for (guint i = 0; i < n; i++)
    {
      gsize start = (gsize) g_random_int_range (0, (int) n_points - 60);
      g_autoptr (GlossChange) change =
        make_annotation (bench, start, start + (gsize) g_random_int_range (10, 60), categories[i % 4]);

      for (guint j = 0; j < gloss_change_get_n_edits (change); j++)
        g_ptr_array_add (records, gloss_record_ref (gloss_change_get_after (change, j)));
    }
  gloss_annotation_list_set_records (bench->list, records);
}

static void
registered_cb (gpointer data, JSCValue *value)
{
  Bench *bench = data;
  double elapsed = (double) (g_get_monotonic_time () - bench->received) / 1000.0;

  g_array_append_val (bench->registered, elapsed);
}

static void
selection_cb (Bench *bench, guint start, guint end)
{
  g_autoptr (GlossChange) change = make_annotation (bench, start, end, "context");

  bench->received = g_get_monotonic_time ();
  gloss_annotation_list_apply (bench->list, change);
}

/* The painter has sent the difference: what is asked now is answered after it. */
static void
changed_cb (Bench *bench)
{
  gloss_bridge_measure (bench->bridge, "[]", registered_cb, bench);
}

static void
painted_cb (Bench *bench)
{
  double elapsed = (double) (g_get_monotonic_time () - bench->received) / 1000.0;

  if (bench->received != 0)
    g_array_append_val (bench->painted, elapsed);
  bench->is_painted = TRUE;
}

static void
ready_cb (Bench *bench)
{
  bench->is_ready = TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
get_median (GArray *numbers)
{
  g_array_sort (numbers, compare_numbers);
  return numbers->len > 0 ? g_array_index (numbers, double, numbers->len / 2) : 0.0;
}

static void
wait_for (gboolean *flag)
{
  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
}

/* Shorter than any other passage and of a category that none has, so that it is always seen. */
static void
select_words (GlossSafeView *view, guint start)
{
  g_autofree char *script = g_strdup_printf ("const s = dom.selection (); s.removeAllRanges ();"
                                             "s.addRange (reader.index.range (%u, %u)); return 1",
                                             start, start + 3);

  webkit_web_view_call_async_javascript_function (WEBKIT_WEB_VIEW (view), script, -1, NULL, "glossator", NULL,
                                                  NULL, NULL, NULL);
}

static double
show (Bench *bench, const char *html)
{
  static const char *const meta[] = { "Bench", NULL };
  const GlossPageHead head = { meta, NULL, "ltr" };
  const GlossLook look = { "light", "serif" };
  g_autofree char *segments = NULL;
  gint64 begun;

  bench->is_ready = bench->is_painted = FALSE;
  bench->received = 0;
  gloss_bridge_load (bench->bridge, html, gloss_text_get_n_utf16 (bench->text));
  wait_for (&bench->is_ready);
  begun = g_get_monotonic_time ();
  segments = gloss_painter_start (bench->painter);
  gloss_bridge_start (bench->bridge, &look, &head, segments, 0, -1);
  wait_for (&bench->is_painted);
  return (double) (g_get_monotonic_time () - begun) / 1000.0;
}

static void
run (Bench *bench, GlossSafeView *view, const char *html, guint n)
{
  g_autoptr (GArray) opened = g_array_new (FALSE, FALSE, sizeof (double));

  g_print ("%u annotations\n", n);
  annotate (bench, n);
  for (guint round = 0; round < N_OPENED; round++)
    {
      double elapsed = show (bench, html);

      g_array_append_val (opened, elapsed);
    }
  g_print ("  all of them, from parsed to painted:    %6.1f ms\n", get_median (opened));
  g_array_set_size (bench->registered, 0);
  g_array_set_size (bench->painted, 0);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      bench->is_painted = FALSE;
      select_words (view, 5 + round * 8);
      wait_for (&bench->is_painted);
    }
  g_print ("  one more, from selection to registered: %6.1f ms\n", get_median (bench->registered));
  g_print ("  one more, from selection to painted:    %6.1f ms\n", get_median (bench->painted));
}

static char *
make_article (Bench *bench)
{
  g_autoptr (GString) main = g_string_new ("<div class=\"gloss-body\">"), text = g_string_new (NULL);

  for (guint i = 0; i < N_WORDS; i++)
    {
      const char *between = i == 0 ? "" : i % 80 == 0 ? "\n" : " ";

      if (i % 80 == 0)
        g_string_append_printf (main, "%s%s<p>", i > 0 ? "</p>" : "", between);
      else
        g_string_append (main, between);
      g_string_append_printf (main, "word%u", i % 97);
      g_string_append_printf (text, "%sword%u", between, i % 97);
    }
  bench->text = gloss_text_new (text->str, -1, NULL);
  return g_strdup_printf (
    "<!DOCTYPE html><html><body><main id=\"gloss-text\">%s</p></div></main></body></html>", main->str);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GlossCatalog) catalog = NULL;
  g_autofree char *html = NULL, *colours = NULL, *page = NULL, *css = NULL;
  Bench bench = { NULL };
  GlossSafeView *view;
  GtkWidget *window;

  gtk_init ();
  g_random_set_seed (2);
  records = gloss_catalog_make_shipped_records ();
  catalog = gloss_catalog_new (records);
  html = make_article (&bench);
  bench.list = gloss_annotation_list_new (ARTICLE);
  bench.registered = g_array_new (FALSE, FALSE, sizeof (double));
  bench.painted = g_array_new (FALSE, FALSE, sizeof (double));

  view = gloss_safe_view_new ();
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 720, 860);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  bench.bridge = gloss_bridge_new (view, GLOSS_BRIDGE_READER);
  bench.painter = gloss_painter_new (bench.bridge);
  colours = gloss_palette_make_css (catalog, FALSE);
  page = gloss_web_resources_dup ("reader.css");
  css = g_strconcat (colours, page, NULL);
  gloss_bridge_set_css (bench.bridge, css);
  gloss_painter_set (bench.painter, catalog, bench.text, bench.list);
  g_signal_connect_swapped (bench.bridge, "ready", G_CALLBACK (ready_cb), &bench);
  g_signal_connect_swapped (bench.bridge, "selection", G_CALLBACK (selection_cb), &bench);
  g_signal_connect_swapped (bench.painter, "changed", G_CALLBACK (changed_cb), &bench);
  g_signal_connect_swapped (bench.bridge, "painted", G_CALLBACK (painted_cb), &bench);
  gtk_window_present (GTK_WINDOW (window));

  show (&bench, html);
  run (&bench, view, html, 0);
  run (&bench, view, html, 100);
  run (&bench, view, html, 10000);

  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&bench.painter);
  g_clear_object (&bench.bridge);
  g_clear_object (&bench.list);
  g_clear_pointer (&bench.text, gloss_text_unref);
  g_array_unref (bench.registered);
  g_array_unref (bench.painted);
  return 0;
}
