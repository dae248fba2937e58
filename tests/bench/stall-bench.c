/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stall-bench [CASE]...
 *
 * How long the window would not answer while a page is captured and stored: the longest time between two runs
 * of a source that is due every 5 ms, without what the thread waited for a processor, for each case by
 * itself and for each of what the program says that it is doing. In brackets the processor time that the main
 * thread used in the worst of these times: on a busy machine the first is longer without the program's doing.
 * Beside both the same of a bare web view that loads the page and saves it as MHTML, which is what the
 * platform takes by itself. Needs a display; the pages come from a server of the loopback. The figure to keep
 * is 100 ms.
 *
 * Measured: of ours, two things hold the main thread: the look for scripts, through up to 4 MB (30 to 45 ms),
 * and handing the markup to the process that reads it (80 to 110 ms for 10 MB). All else takes less than
 * 10 ms at once; starting a process takes that little, too, but on a busy machine it lets others go first.
 * WebKit brings the 50 MB of MHTML of a page with 1,000 images over in one message, which it copies several
 * times: 300 ms, a bare view the same; having it saved to a file instead spares a tenth. So the bytes of a
 * page that says that it is over 4 MB are asked for only once.
 */

#include "config.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/window/gloss-intake.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-server.h"
#include "support/gloss-test-wait.h"
#include "web/gloss-html-reader.h"

#define TICK_MS 5
#define KB 1024
#define MB (1024 * KB)
#define IMAGE_SIDE 120

/* Of a server of the loopback. */
#define WAITING "Waiting for 127.0.0.1"
#define LOADING "Loading 127.0.0.1"
#define TAKING "Taking the page over"
#define STORING "Reading and storing"

static const struct
{
  const char *name;
  gsize bytes;
  guint n_images;
} cases[] = {
  { "100 KB, 20 images", 100 * KB, 20 },
  { "10 MB", 10 * MB, 0 },
  { "1,000 images", 100 * KB, 990 },
};

/* The worst of a phase, in ms. */
typedef struct
{
  double gap;
  double used;
} Stall;

typedef struct
{
  char *phase;
  GHashTable *stalls; /* Stall *, by phase */
  GPtrArray *phases;  /* in their order */
  gint64 last;
  double last_waited;
  double last_used;
  guint source;
} Watch;

typedef struct
{
  Watch watch;
  GlossIntake *intake;
  gboolean is_done;
} Bench;

/* How long this thread has waited for a processor, in ms. */
static double
get_waited (void)
{
  g_autofree char *words = NULL;
  guint64 ran = 0, waited = 0;

  if (g_file_get_contents ("/proc/thread-self/schedstat", &words, NULL, NULL))
    sscanf (words, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &ran, &waited);
  return (double) waited / 1e6;
}

static double
get_used (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static gboolean
tick_cb (gpointer data)
{
  Watch *watch = data;
  gint64 now = g_get_monotonic_time ();
  double waited = get_waited (), used = get_used ();
  Stall *stall = g_hash_table_lookup (watch->stalls, watch->phase);

  if (stall == NULL)
    {
      stall = g_new0 (Stall, 1);
      g_hash_table_insert (watch->stalls, g_strdup (watch->phase), stall);
      g_ptr_array_add (watch->phases, g_strdup (watch->phase));
    }
  stall->gap = MAX (stall->gap, (double) (now - watch->last) / 1e3 - (waited - watch->last_waited));
  stall->used = MAX (stall->used, used - watch->last_used);
  watch->last = now;
  watch->last_waited = waited;
  watch->last_used = used;
  return G_SOURCE_CONTINUE;
}

static void
start_watch (Watch *watch, const char *phase)
{
  watch->phase = g_strdup (phase);
  watch->stalls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  watch->phases = g_ptr_array_new_with_free_func (g_free);
  watch->last = g_get_monotonic_time ();
  watch->last_waited = get_waited ();
  watch->last_used = get_used ();
  watch->source = g_timeout_add_full (G_PRIORITY_DEFAULT, TICK_MS, tick_cb, watch, NULL);
}

static void
set_phase (Watch *watch, const char *phase)
{
  g_free (watch->phase);
  watch->phase = g_strdup (phase);
}

static void
stop_watch (Watch *watch)
{
  tick_cb (watch);
  g_source_remove (watch->source);
}

static void
clear_watch (Watch *watch)
{
  g_ptr_array_unref (watch->phases);
  g_hash_table_unref (watch->stalls);
  g_free (watch->phase);
}

/* A status is a phrase and, behind its ellipsis, numbers that go up. */
static void
status_cb (Bench *bench)
{
  g_autofree char *status = NULL;
  char *ellipsis;

  g_object_get (bench->intake, "status", &status, NULL);
  ellipsis = status != NULL ? strstr (status, "…") : NULL;
  if (ellipsis != NULL)
    *ellipsis = '\0';
  set_phase (&bench->watch, status != NULL ? status : STORING);
}

static void
added_cb (Bench *bench)
{
  bench->is_done = TRUE;
}

static void
failed_cb (Bench *bench, const GError *error)
{
  g_error ("%s", error->message);
}

static void
doubted_cb (Bench *bench, const char *uri, const char *words)
{
  g_error ("%s", words);
}

/* Noise: what a photograph is to whoever packs it. */
static GBytes *
make_image (GRand *random)
{
  g_autofree guint32 *pixels = g_new (guint32, IMAGE_SIDE * IMAGE_SIDE);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  for (guint i = 0; i < IMAGE_SIDE * IMAGE_SIDE; i++)
    pixels[i] = g_rand_int (random) | 0xff0000ffU;
  bytes = g_bytes_new (pixels, IMAGE_SIDE * IMAGE_SIDE * sizeof *pixels);
  texture = gdk_memory_texture_new (IMAGE_SIDE, IMAGE_SIDE, GDK_MEMORY_R8G8B8A8, bytes, IMAGE_SIDE * 4);
  return gdk_texture_save_to_png_bytes (texture);
}

static void
add_page (GlossTestServer *server, gsize bytes, guint n_images)
{
  g_autoptr (GString) html = g_string_new ("<!DOCTYPE html><title>A page</title><article><h1>A page</h1>");
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint n_paragraphs = (guint) (bytes / 200);

  for (guint i = 0; i < MAX (n_paragraphs, n_images); i++)
    {
      g_string_append_printf (html, "<p>Paragraph %u", i);
      while (i < n_paragraphs && html->len < (i + 1) * 200)
        g_string_append_printf (html, " says that %u missiles have a range of %u miles,",
                                g_rand_int_range (random, 2, 99), g_rand_int_range (random, 100, 999));
      if (i < n_images)
        {
          g_autofree char *path = g_strdup_printf ("/image/%u.png", i);
          g_autoptr (GBytes) image = make_image (random);

          gloss_test_server_add (server, path, &(GlossTestAnswer){ .type = "image/png", .bytes = image });
          g_string_append_printf (html, "<img width=120 height=120 src=%s>", path);
        }
    }
  gloss_test_server_add_page (server, "/page", html->str);
}

static void
bare_changed_cb (WebKitWebView *view, WebKitLoadEvent event, Bench *bench)
{
  if (event == WEBKIT_LOAD_COMMITTED)
    set_phase (&bench->watch, LOADING);
  bench->is_done |= event == WEBKIT_LOAD_FINISHED;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GInputStream) mhtml = webkit_web_view_save_finish (WEBKIT_WEB_VIEW (source), result, NULL);

  ((Bench *) data)->is_done = mhtml != NULL;
}

/* What a bare view takes of it. */
static void
measure_bare (Bench *bench, const char *uri)
{
  g_autoptr (WebKitNetworkSession) session = NULL;
  GtkWidget *window = gtk_window_new (), *view;

  gtk_window_present (GTK_WINDOW (window));
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (window));
  start_watch (&bench->watch, WAITING);
  session = webkit_network_session_new_ephemeral ();
  view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "network-session", session, NULL);
  g_signal_connect (view, "load-changed", G_CALLBACK (bare_changed_cb), bench);
  gtk_window_set_child (GTK_WINDOW (window), view);
  webkit_web_view_load_uri (WEBKIT_WEB_VIEW (view), uri);
  while (!bench->is_done)
    g_main_context_iteration (NULL, TRUE);
  bench->is_done = FALSE;
  set_phase (&bench->watch, TAKING);
  webkit_web_view_save (WEBKIT_WEB_VIEW (view), WEBKIT_SAVE_MODE_MHTML, NULL, saved_cb, bench);
  while (!bench->is_done)
    g_main_context_iteration (NULL, TRUE);
  stop_watch (&bench->watch);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
measure_capture (Bench *bench, const char *uri)
{
  g_autoptr (GSettings) settings = g_settings_new (GLOSS_APP_ID);
  g_autoptr (GlossIntake) intake = NULL;
  GlossTestLibrary library;
  GtkWidget *window = gtk_window_new ();
  GlossStore *store;

  gloss_test_library_set_up (&library, NULL);
  store = gloss_test_open_store (library.path);
  intake = bench->intake = gloss_intake_new (store, settings);
  gtk_window_set_child (GTK_WINDOW (window),
                        gloss_page_capturer_get_widget (gloss_intake_get_capturer (intake)));
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_swapped (intake, "notify::status", G_CALLBACK (status_cb), bench);
  g_signal_connect_swapped (intake, "added", G_CALLBACK (added_cb), bench);
  g_signal_connect_swapped (intake, "page-failed", G_CALLBACK (failed_cb), bench);
  g_signal_connect_swapped (intake, "doubted", G_CALLBACK (doubted_cb), bench);
  GLOSS_TEST_WAIT_FOR (gtk_widget_get_mapped (window));

  start_watch (&bench->watch, "Asking");
  gloss_intake_add_address (intake, uri, NULL);
  while (!bench->is_done)
    g_main_context_iteration (NULL, TRUE);
  stop_watch (&bench->watch);
  while (gloss_intake_is_busy (intake))
    g_main_context_iteration (NULL, TRUE);

  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&intake);
  gloss_test_close_store (store);
  gloss_test_library_tear_down (&library, NULL);
}

static void
measure (const char *name, gsize bytes, guint n_images)
{
  g_autoptr (GlossTestServer) server = gloss_test_server_new (NULL);
  g_autofree char *uri = g_strconcat (gloss_test_server_get_uri (server), "/page", NULL);
  Bench bare = { 0 }, ours = { 0 };

  add_page (server, bytes, n_images);
  measure_bare (&bare, uri);
  measure_capture (&ours, uri);
  printf ("%s\n", name);
  for (guint i = 0; i < ours.watch.phases->len; i++)
    {
      const char *phase = g_ptr_array_index (ours.watch.phases, i);
      const Stall *stall = g_hash_table_lookup (ours.watch.stalls, phase);
      const Stall *platform = g_hash_table_lookup (bare.watch.stalls, phase);

      printf ("  %-24s %5.0f ms (%.0f)", phase, stall->gap, stall->used);
      if (platform != NULL)
        printf (", a bare view %.0f ms (%.0f)", platform->gap, platform->used);
      printf ("\n");
    }
  clear_watch (&bare.watch);
  clear_watch (&ours.watch);
}

static void
warm_up (void)
{
  g_autoptr (GlossHtmlReader) reader = gloss_html_reader_new ();
  g_autoptr (GAsyncResult) result = NULL;

  gloss_html_reader_read_page_async (reader, "<p>Words", "https://example.org/", GLOSS_READING_WHOLE, NULL, 0,
                                     NULL, gloss_test_keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  /* As the program does where there is no GPU: emulated GL would be what is measured. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  gtk_test_init (&argc, &argv, NULL);
  /* The first view of a program costs what no other one does, and a window has shown an article by then. */
  warm_up ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_asked = argc == 1;

      for (int j = 1; j < argc; j++)
        is_asked |= strcmp (argv[j], cases[i].name) == 0;
      if (is_asked)
        measure (cases[i].name, cases[i].bytes, cases[i].n_images);
    }
  return 0;
}
