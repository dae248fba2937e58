/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of 100 KB with 20 images, from a server on the loopback: captured, that is loaded, taken over and
 * read to a capture that could be stored, against loaded in a bare web view of the same size. Both in a
 * window that is shown, both from before the view is made, so with the start of its web process; the bare one
 * until WebKit says that the page is loaded, and its view is gone before the next round. What both find there
 * is the network process, which lives as long as the program, and the page in the server's memory: the first
 * round is not counted. Rounds take turns; what is printed are medians in ms. Captured twice: as a page that
 * comes from the command line or is pasted, and "once typed", as with Ctrl+L, where the process that reads it
 * starts while the address is written. The same once more with a page that runs a script, which is given half
 * a second to change something; that figure can't be near the other.
 *
 * Where the time goes: the load itself, then for a page without scripts some 60 ms to be sure of its rest,
 * 60 ms for WebKit's MHTML, 40 ms for hashes and images, and 100 ms and more for a process to read it in. One
 * with scripts is given its half second of quiet, and frames before and after it. That is not shortened by
 * watching the document: a timer of the page's that has yet to render it is seen by nobody without putting
 * something of ours into the page, and it would be cut short.
 *
 * page-bench [ROUNDS] */

#include "config.h"

#include "tests/support/gloss-test-prose.h"
#include "tests/support/gloss-test-server.h"
#include "web/gloss-page-capturer.h"

#include <stdlib.h>
#include <string.h>
#include <webkit/webkit.h>

#define N_BYTES (100 * 1024)
#define N_IMAGES 20
#define WIDTH 480
#define HEIGHT 320

typedef struct
{
  GlossTestServer *server;
  GtkWidget *window;
  GtkWidget *frame; /* of the capturer and of bare views */
  GlossPageCapturer *capturer;
  gboolean is_done;
} Bench;

/* Such as is worth 40 KB or so. */
static GBytes *
paint (GRand *random)
{
  g_autofree guint8 *pixels = g_malloc (WIDTH * HEIGHT * 3);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guint8 base = (guint8) g_rand_int_range (random, 0, 200);

  for (gsize i = 0; i < WIDTH * HEIGHT * 3; i++)
    pixels[i] = (guint8) (base + i / (WIDTH * 30) % 50 + (g_rand_int (random) % 12 == 0));
  bytes = g_bytes_new (pixels, WIDTH * HEIGHT * 3);
  texture = gdk_memory_texture_new (WIDTH, HEIGHT, GDK_MEMORY_R8G8B8, bytes, WIDTH * 3);
  return gdk_texture_save_to_png_bytes (texture);
}

/* An article with its images, as a newspaper has it. */
static char *
write_page (GRand *random, const char *script)
{
  g_autofree char *prose = gloss_test_prose_new (random, N_BYTES - 6000);
  g_auto (GStrv) paragraphs = g_strsplit (prose, "\n", -1);
  guint n = 0, n_paragraphs = g_strv_length (paragraphs);
  GString *html = g_string_new ("<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A page to be "
                                "measured</title><link rel=stylesheet href=/style.css>");

  g_string_append_printf (html,
                          "%s</head><body><header><nav><a href=/>News</a></nav></header>"
                          "<article><h1>A page to be measured</h1>",
                          script);
  for (guint i = 0; i < n_paragraphs; i++)
    {
      if (paragraphs[i][0] != '\0')
        g_string_append_printf (html, "<p>%s</p>", paragraphs[i]);
      for (; n < N_IMAGES && n * n_paragraphs <= i * N_IMAGES; n++)
        g_string_append_printf (html, "<figure><img src=/images/%u.png alt='Picture %u'></figure>", n, n);
    }
  g_string_append (html, "</article><footer>All rights</footer></body></html>");
  return g_string_free (html, FALSE);
}

static void
serve (Bench *bench)
{
  GRand *random = g_rand_new_with_seed (4);
  g_autofree char *plain = write_page (random, "");
  g_autofree char *scripted =
    write_page (random, "<script>addEventListener ('load', () => document.body.append ('.'))</script>");
  gsize size = 0;

  gloss_test_server_add_page (bench->server, "/plain", plain);
  gloss_test_server_add_page (bench->server, "/scripted", scripted);
  gloss_test_server_add (bench->server, "/style.css",
                         &(GlossTestAnswer){ .type = "text/css",
                                             .body = "article { max-width: 40em; margin: auto }" });
  for (guint i = 0; i < N_IMAGES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/images/%u.png", i);
      g_autoptr (GBytes) image = paint (random);

      size += g_bytes_get_size (image);
      gloss_test_server_add (bench->server, path, &(GlossTestAnswer){ .type = "image/png", .bytes = image });
    }
  g_print ("%zu bytes of page, %d images of %zu bytes\n", strlen (plain), N_IMAGES, size / N_IMAGES);
  g_rand_free (random);
}

static void
wait_for (Bench *bench)
{
  bench->is_done = FALSE;
  while (!bench->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
captured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Bench *bench = data;
  g_autofree char *doubt = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossCapture) capture =
    gloss_page_capturer_capture_finish (GLOSS_PAGE_CAPTURER (source), result, &doubt, &error);

  if (capture == NULL || doubt != NULL)
    g_error ("%s", error != NULL ? error->message : doubt);
  bench->is_done = TRUE;
}

static void
capture (Bench *bench, const char *uri)
{
  gloss_page_capturer_capture_async (bench->capturer, uri, NULL, NULL, NULL, captured_cb, bench);
  wait_for (bench);
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, Bench *bench)
{
  bench->is_done |= event == WEBKIT_LOAD_FINISHED;
}

static void
load_bare (Bench *bench, const char *uri)
{
  g_autoptr (WebKitWebContext) context = webkit_web_context_new ();
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  GtkWidget *view =
    g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", context, "network-session", session, NULL);

  gtk_widget_set_vexpand (view, TRUE);
  gtk_widget_set_size_request (view, 1280, 1024);
  gtk_box_append (GTK_BOX (bench->frame), view);
  g_signal_connect (view, "load-changed", G_CALLBACK (load_changed_cb), bench);
  webkit_web_view_load_uri (WEBKIT_WEB_VIEW (view), uri);
  wait_for (bench);
}

/* So that no round pays for the one before. */
static void
rest (Bench *bench)
{
  GtkWidget *last = gtk_widget_get_last_child (bench->frame);
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  if (WEBKIT_IS_WEB_VIEW (last))
    {
      webkit_web_view_terminate_web_process (WEBKIT_WEB_VIEW (last));
      gtk_box_remove (GTK_BOX (bench->frame), last);
    }
  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (5000);
}

static double
measure (Bench *bench, void (*load) (Bench *, const char *), const char *uri)
{
  gint64 start = g_get_monotonic_time ();
  double elapsed;

  load (bench, uri);
  elapsed = (double) (g_get_monotonic_time () - start) / 1000;
  rest (bench);
  return elapsed;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

static double
get_median (GArray *times)
{
  g_array_sort (times, compare);
  return g_array_index (times, double, times->len / 2);
}

static void
run (Bench *bench, const char *path, guint n_rounds)
{
  g_autofree char *uri = g_strconcat (gloss_test_server_get_uri (bench->server), path, NULL);
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) captured = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i <= n_rounds; i++)
    {
      double one = measure (bench, load_bare, uri), other = measure (bench, capture, uri), typed;

      gloss_page_capturer_expect (bench->capturer);
      rest (bench);
      typed = measure (bench, capture, uri);
      if (i == 0)
        continue;
      g_array_append_val (bare, one);
      g_array_append_val (captured, other);
      g_array_append_val (expected, typed);
    }
  g_print ("%-10s bare %.0f ms, captured %.0f ms: %.2f times; once typed %.0f ms: %.2f times\n", path,
           get_median (bare), get_median (captured), get_median (captured) / get_median (bare),
           get_median (expected), get_median (expected) / get_median (bare));
}

int
main (int argc, char **argv)
{
  guint n_rounds = argc > 1 ? (guint) atoi (argv[1]) : 11;
  Bench bench = { NULL };

  gtk_init ();
  bench.server = gloss_test_server_new (NULL);
  serve (&bench);
  bench.capturer = gloss_page_capturer_new (NULL);
  bench.window = gtk_window_new ();
  bench.frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (bench.frame), gloss_page_capturer_get_widget (bench.capturer));
  gtk_window_set_child (GTK_WINDOW (bench.window), bench.frame);
  gtk_window_present (GTK_WINDOW (bench.window));
  rest (&bench);

  run (&bench, "/plain", MAX (n_rounds, 1));
  run (&bench, "/scripted", MAX (n_rounds, 1));
  gtk_window_destroy (GTK_WINDOW (bench.window));
  g_object_unref (bench.capturer);
  gloss_test_server_free (bench.server);
  return 0;
}
