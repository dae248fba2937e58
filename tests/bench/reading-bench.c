/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reading-bench [IMAGES [ROUNDS]]
 *
 * How long it takes to open a stored article of 5,000 words with images (20), against a bare web view that
 * loads the same document with the same images in it as data, one after the other, ROUNDS times (15). Both
 * until WebKit has painted contents and the images in sight are decoded, `seen`; ours from asking the library
 * for the capture, and not before it says that it has painted, `words`. Medians; the first round of each is
 * not counted. Needs a display.
 */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/reader/gloss-stored-images.h"
#include "core/article/gloss-capture-resource.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-prose.h"
#include "support/gloss-test-wait.h"
#include "web/gloss-reader-view.h"

#define N_BYTES 32000 /* of prose: 5,000 words */
#define WIDTH 800
#define HEIGHT 600

/* Until WebKit has painted contents, by its own word, and the images in sight are decoded. Frames say less:
 * the first ones after a load may paint nothing. */
#define SEEN                                                                                                 \
  "const painted = () => performance.getEntriesByName ('first-contentful-paint').length > 0;"                \
  "while (!painted ()) await new Promise (done => requestAnimationFrame (done));"                            \
  "await Promise.all ([...document.images].filter (i => i.getBoundingClientRect ().top < innerHeight)"       \
  ".map (i => i.decode ()))"

typedef struct
{
  GlossStore *store;
  char *article;
  GlossReaderView *view;
  WebKitWebView *bare;
  char *document; /* with its images in it */
  gboolean is_done;
  GlossCapture *capture;
} Bench;

/* Noise over colours that change slowly: it packs as a photograph does. */
static GBytes *
make_image (GRand *random)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  guint8 *pixels = gdk_pixbuf_get_pixels (picture);
  guint stride = (guint) gdk_pixbuf_get_rowstride (picture);
  guint phase = g_rand_int_range (random, 0, 256);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH * 3; x++)
      pixels[y * stride + x] = (guint8) ((x / 12 + y / 3 + phase + g_rand_int (random) % 24) % 256);
  gdk_pixbuf_save_to_buffer (picture, &data, &size, "jpeg", &error, "quality", "80", NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static void
append_image (GString *stored, GString *whole, GlossCaptureResource *image)
{
  GBytes *bytes = gloss_capture_resource_get_bytes (image);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_string_append_printf (
    stored,
    "<figure><img src=\"image/%s\" alt=\"\" width=\"%d\" height=\"%d\" loading=\"lazy\">"
    "</figure>",
    gloss_capture_resource_get_sha256 (image), WIDTH, HEIGHT);
  g_string_append_printf (
    whole,
    "<figure><img src=\"data:image/jpeg;base64,%s\" alt=\"\" width=\"%d\" height=\"%d\" loading=\"lazy\">"
    "</figure>",
    base64, WIDTH, HEIGHT);
}

/* The same paragraphs and images, once as they are stored and once with the images in it. */
static GlossCapture *
make_article (guint n_images, char **document)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autofree char *prose = gloss_test_prose_new (random, N_BYTES);
  g_auto (GStrv) paragraphs = g_strsplit (prose, "\n", -1);
  g_autoptr (GString) stored =
    g_string_new ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>"
                  "<main id=\"gloss-text\"><div class=\"gloss-body\">");
  g_autoptr (GString) whole = g_string_new (stored->str);
  g_autoptr (GPtrArray) images =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_capture_resource_unref);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GlossText) text = NULL;
  guint n = g_strv_length (paragraphs);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (words, paragraphs[i]);
      g_string_append_printf (stored, "<p>%s</p>", paragraphs[i]);
      g_string_append_printf (whole, "<p>%s</p>", paragraphs[i]);
      while (images->len < n_images * (i + 1) / n)
        {
          g_autoptr (GBytes) bytes = make_image (random);
          GlossCaptureResource *image =
            gloss_capture_resource_new ("https://site.example/i", "image/jpeg", bytes);

          g_ptr_array_add (images, image);
          append_image (stored, whole, image);
        }
    }
  g_string_append (stored, "</div></main></body></html>");
  g_string_append (whole, "</div></main></body></html>");
  *document = g_string_free (g_steal_pointer (&whole), FALSE);
  text = gloss_text_new (words->str, -1, NULL);
  return gloss_capture_new (&(GlossCaptureFields){ .uri = "https://site.example/a",
                                                   .media_type = "text/html",
                                                   .sha256 = gloss_text_get_sha256 (text),
                                                   .html = stored->str,
                                                   .text = text,
                                                   .resources = images });
}

static void
seen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, &error);

  g_assert_no_error (error);
  bench->is_done = TRUE;
}

static void
wait_until_seen (Bench *bench, WebKitWebView *view)
{
  bench->is_done = FALSE;
  webkit_web_view_call_async_javascript_function (view, SEEN, -1, NULL, "bench", NULL, NULL, seen_cb, bench);
  GLOSS_TEST_WAIT_FOR (bench->is_done);
}

static gpointer
read_capture (GlossDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return gloss_database_load_capture (database, data, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Bench *) data)->capture = gloss_store_read_finish (GLOSS_STORE (source), result, NULL);
}

static void
done_cb (Bench *bench)
{
  bench->is_done = TRUE;
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1e3;
}

static void
open_stored (Bench *bench, double *words, double *images)
{
  g_autoptr (GlossRecord) row = gloss_record_new ("article");
  GlossArticleCounts counts = { 0 };
  g_autoptr (GlossArticle) article = gloss_article_new (row, &counts);
  g_autoptr (GlossAnnotationList) annotations = gloss_annotation_list_new (bench->article);
  g_autoptr (GlossStoredImages) source = NULL;
  gint64 start = g_get_monotonic_time ();

  gloss_store_read_async (bench->store, read_capture, bench->article, NULL, NULL, NULL, read_cb, bench);
  GLOSS_TEST_WAIT_FOR (bench->capture != NULL);
  source = gloss_stored_images_new (bench->store, gloss_capture_get_fields (bench->capture)->uuid);
  bench->is_done = FALSE;
  gloss_reader_view_set_images (bench->view, GLOSS_IMAGE_SOURCE (source));
  gloss_reader_view_show (bench->view, gloss_store_get_catalog (bench->store), article, bench->capture,
                          annotations);
  GLOSS_TEST_WAIT_FOR (bench->is_done);
  *words = since (start);
  wait_until_seen (bench, WEBKIT_WEB_VIEW (gtk_widget_get_first_child (GTK_WIDGET (bench->view))));
  *images = since (start);
  gloss_reader_view_set_images (bench->view, NULL);
  gloss_reader_view_show (bench->view, NULL, NULL, NULL, NULL);
  g_clear_pointer (&bench->capture, gloss_capture_unref);
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, Bench *bench)
{
  if (event == WEBKIT_LOAD_FINISHED)
    bench->is_done = TRUE;
}

static double
load_bare (Bench *bench, const char *html)
{
  gint64 start = g_get_monotonic_time ();

  bench->is_done = FALSE;
  webkit_web_view_load_html (bench->bare, html, NULL);
  GLOSS_TEST_WAIT_FOR (bench->is_done);
  wait_until_seen (bench, bench->bare);
  return since (start);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : *(const double *) a > *(const double *) b;
}

static double
get_median (double *numbers, guint n)
{
  qsort (numbers, n, sizeof (double), compare);
  return numbers[n / 2];
}

static void
open_bench (Bench *bench, GlossTestLibrary *library, guint n_images)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *window = gtk_window_new ();
  g_autoptr (GlossCapture) capture = make_article (n_images, &bench->document);
  g_autoptr (GError) error = NULL;

  gloss_test_library_set_up (library, NULL);
  gloss_database_add_capture (library->database, capture, GLOSS_TEST_WHO, &bench->article, NULL, NULL,
                              &error);
  g_assert_no_error (error);
  bench->store = gloss_test_open_store (library->path);
  bench->view = GLOSS_READER_VIEW (gloss_reader_view_new ());
  bench->bare = WEBKIT_WEB_VIEW (webkit_web_view_new ());
  g_signal_connect_swapped (bench->view, "painted", G_CALLBACK (done_cb), bench);
  g_signal_connect (bench->bare, "load-changed", G_CALLBACK (load_changed_cb), bench);
  gtk_widget_set_hexpand (GTK_WIDGET (bench->view), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (bench->bare), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (bench->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (bench->bare));
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1400, 850);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  GlossTestLibrary library = { NULL };
  Bench bench = { NULL };
  guint n_images = argc > 1 ? (guint) atoi (argv[1]) : 20, n_rounds = argc > 2 ? (guint) atoi (argv[2]) : 15;
  g_autofree double *words = g_new0 (double, n_rounds), *images = g_new0 (double, n_rounds);
  g_autofree double *bare = g_new0 (double, n_rounds);
  double first, second;

  /* As the program does where there is no GPU. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  gtk_test_init (&argc, &argv, NULL);
  open_bench (&bench, &library, n_images);
  open_stored (&bench, &first, &second);
  load_bare (&bench, bench.document);
  for (guint i = 0; i < n_rounds; i++)
    {
      load_bare (&bench, "<!DOCTYPE html>Another page");
      open_stored (&bench, &words[i], &images[i]);
      bare[i] = load_bare (&bench, bench.document);
    }
  first = get_median (bare, n_rounds);
  second = get_median (images, n_rounds);
  printf ("%u images, %u rounds: bare %.0f ms; words %.0f ms; seen %.0f ms: %.2f x\n", n_images, n_rounds,
          first, get_median (words, n_rounds), second, second / first);
  gloss_test_close_store (bench.store);
  gloss_test_library_tear_down (&library, NULL);
  g_free (bench.article);
  g_free (bench.document);
  return 0;
}
