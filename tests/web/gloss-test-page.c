/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader as the window has it, for tests: real WebKit, real list, no store. */

#include "config.h"

#include "gloss-test-page.h"

#define ARTICLE "article-1"

/* Far beyond what anything that is shown here keeps changing. */
#define MAX_PICTURES 1000
#define N_SAME_PICTURES 4

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Waits for the next event, but never so long that a deadline is missed. */
void
gloss_test_iterate (void)
{
  guint tick = g_timeout_add (20, tick_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

static void
painted_cb (TestPage *page)
{
  page->n_painted++;
}

static void
selection_cb (TestPage *page, GlossAnchor *anchor, GdkRectangle *rectangle)
{
  page->n_selections++;
  g_clear_pointer (&page->selection, gloss_anchor_unref);
  if (anchor == NULL)
    return;
  page->selection = gloss_anchor_ref (anchor);
  page->rectangle = *rectangle;
}

static void
selection_moved_cb (TestPage *page, GdkRectangle *rectangle)
{
  page->n_moves++;
  page->rectangle = *rectangle;
}

static void
activate_cb (TestPage *page, GStrv uuids, GdkRectangle *rectangle)
{
  page->n_activated++;
  g_strfreev (page->activated);
  page->activated = g_strdupv (uuids);
}

static void
layout_cb (TestPage *page)
{
  page->n_layouts++;
}

static void
progress_cb (TestPage *page, double progress)
{
  page->progress = progress;
}

static void
find_cb (TestPage *page, guint matches, guint current)
{
  page->n_found++;
  page->matches = matches;
  page->current = current;
}

static void
crashed_cb (TestPage *page)
{
  page->n_crashes++;
}

static void
failed_cb (TestPage *page, GError *error)
{
  g_clear_error (&page->failure);
  page->failure = g_error_copy (error);
}

void
gloss_test_page_open (TestPage *page)
{
  g_autoptr (GPtrArray) records = gloss_catalog_make_shipped_records ();
  g_autoptr (GlossRecord) row = gloss_record_new ("article");
  GlossArticleCounts counts = { 0 };

  page->catalog = gloss_catalog_new (records);
  page->article = gloss_article_new (row, &counts);
  page->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (page->window), 720, 800);
  page->view = GLOSS_READER_VIEW (gloss_reader_view_new ());
  g_object_set (page->view, "theme", GLOSS_PAGE_THEME_LIGHT, NULL);
  gtk_window_set_child (GTK_WINDOW (page->window), GTK_WIDGET (page->view));
  g_signal_connect_swapped (page->view, "painted", G_CALLBACK (painted_cb), page);
  g_signal_connect_swapped (page->view, "selection", G_CALLBACK (selection_cb), page);
  g_signal_connect_swapped (page->view, "selection-moved", G_CALLBACK (selection_moved_cb), page);
  g_signal_connect_swapped (page->view, "activate", G_CALLBACK (activate_cb), page);
  g_signal_connect_swapped (page->view, "layout", G_CALLBACK (layout_cb), page);
  g_signal_connect_swapped (page->view, "progress", G_CALLBACK (progress_cb), page);
  g_signal_connect_swapped (page->view, "find", G_CALLBACK (find_cb), page);
  g_signal_connect_swapped (page->view, "crashed", G_CALLBACK (crashed_cb), page);
  g_signal_connect_swapped (page->view, "failed", G_CALLBACK (failed_cb), page);
  gtk_window_present (GTK_WINDOW (page->window));
}

static void
forget_capture (TestPage *page)
{
  g_clear_pointer (&page->capture, gloss_capture_unref);
  g_clear_object (&page->list);
}

void
gloss_test_page_close (TestPage *page)
{
  g_signal_handlers_disconnect_by_data (page->view, page);
  g_object_add_weak_pointer (G_OBJECT (page->view), (gpointer *) &page->view);
  gtk_window_destroy (GTK_WINDOW (page->window));
  GLOSS_TEST_WAIT_FOR (page->view == NULL);
  forget_capture (page);
  g_clear_object (&page->article);
  g_clear_pointer (&page->catalog, gloss_catalog_unref);
  g_clear_pointer (&page->selection, gloss_anchor_unref);
  g_clear_pointer (&page->activated, g_strfreev);
  g_clear_error (&page->failure);
}

void
gloss_test_page_show (TestPage *page, GlossCapture *capture)
{
  page->n_painted = 0;
  forget_capture (page);
  page->capture = gloss_capture_ref (capture);
  page->list = gloss_annotation_list_new (ARTICLE);
  gloss_reader_view_show (page->view, page->catalog, page->article, capture, page->list);
}

void
gloss_test_page_show_html (TestPage *page, const char *main, const char *text)
{
  g_autofree char *html =
    g_strdup_printf ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>"
                     "<main id=\"gloss-text\">%s</main></body></html>",
                     main);
  g_autoptr (GlossText) words = gloss_text_new (text, -1, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
  g_autoptr (GlossCapture) capture =
    gloss_capture_new (&(GlossCaptureFields){ .uri = "https://site.example/a",
                                              .media_type = "text/html",
                                              .bytes = bytes,
                                              .html = html,
                                              .text = words });

  gloss_test_page_show (page, capture);
}

WebKitWebView *
gloss_test_page_get_web_view (TestPage *page)
{
  return WEBKIT_WEB_VIEW (gtk_widget_get_first_child (GTK_WIDGET (page->view)));
}

/* What is on the screen: WebKit's own snapshots leave highlights out. */
GdkTexture *
gloss_test_take_picture (WebKitWebView *view)
{
  GtkWidget *widget = GTK_WIDGET (view);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  return gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node, NULL);
}

static guint32 *
dup_pixels (GdkTexture *texture, gsize *n)
{
  gsize stride = (gsize) gdk_texture_get_width (texture) * 4;
  guint32 *pixels;

  *n = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
  pixels = g_new (guint32, *n);
  gdk_texture_download (texture, (guchar *) pixels, stride);
  return pixels;
}

gsize
gloss_test_count_differences (GdkTexture *one, GdkTexture *other)
{
  gsize n, n_other, differences = 0;
  g_autofree guint32 *pixels = dup_pixels (one, &n), *others = dup_pixels (other, &n_other);

  g_assert_cmpuint (n, ==, n_other);
  for (gsize i = 0; i < n; i++)
    differences += pixels[i] != others[i];
  return differences;
}

static gboolean
is_blank (TestPage *page)
{
  g_autoptr (GdkTexture) picture = gloss_test_take_picture (gloss_test_page_get_web_view (page));
  gsize n;
  g_autofree guint32 *pixels = dup_pixels (picture, &n);

  for (gsize i = 1; i < n; i++)
    if (pixels[i] != pixels[0])
      return FALSE;
  return TRUE;
}

/* The page says that it has painted; its picture has to come over from its process yet. */
void
gloss_test_page_wait_for_picture (TestPage *page)
{
  GLOSS_TEST_WAIT_FOR (page->n_painted == 1);
  GLOSS_TEST_WAIT_FOR (!is_blank (page));
}

void
gloss_test_page_show_text (TestPage *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *main = g_strdup_printf ("<div class=\"gloss-body\"><p>%s</p></div>", escaped);

  gloss_test_page_show_html (page, main, text);
  gloss_test_page_wait_for_picture (page);
}

void
gloss_test_page_show_long_text (TestPage *page, const char *last)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "ten bytes ");
  g_string_append (text, last);
  gloss_test_page_show_text (page, text->str);
}

GlossText *
gloss_test_page_get_text (TestPage *page)
{
  return gloss_capture_get_fields (page->capture)->text;
}

char *
gloss_test_page_annotate (TestPage *page, const char *quote, const char *category, guint nth)
{
  GlossText *text = gloss_test_page_get_text (page);
  const char *place = strstr (gloss_text_get_utf8 (text), quote);
  g_autoptr (GlossAnchor) anchor = NULL;
  g_autoptr (GlossChange) change = NULL;
  gsize byte;

  for (guint i = 0; i < nth; i++)
    place = strstr (place + 1, quote);
  g_assert_nonnull (place);
  byte = (gsize) (place - gloss_text_get_utf8 (text));
  anchor = gloss_anchor_new_for_range (text, gloss_text_byte_to_point (text, byte),
                                       gloss_text_byte_to_point (text, byte + strlen (quote)));
  change = gloss_command_create_annotation (ARTICLE, "capture-1", anchor, category, "Test");
  gloss_annotation_list_apply (page->list, change);
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    if (g_str_equal (gloss_record_get_table (gloss_change_get_after (change, i)), "annotation"))
      return g_strdup (gloss_record_get_uuid (gloss_change_get_after (change, i)));
  g_assert_not_reached ();
}

typedef struct
{
  gboolean is_done;
  char *string;
} Answer;

static void
run_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, &error);

  answer->string =
    value != NULL ? jsc_value_to_string (value) : g_strconcat ("error: ", error->message, NULL);
  answer->is_done = TRUE;
}

char *
gloss_test_run_script (WebKitWebView *view, const char *world, const char *script)
{
  Answer answer = { FALSE };

  webkit_web_view_call_async_javascript_function (view, script, -1, NULL, world, NULL, NULL, run_cb, &answer);
  GLOSS_TEST_WAIT_FOR (answer.is_done);
  return answer.string;
}

char *
gloss_test_page_run (TestPage *page, const char *world, const char *script)
{
  return gloss_test_run_script (gloss_test_page_get_web_view (page), world, script);
}

/* A frame may come over in parts, and later than what the page says of it: from one to the next, several
 * times, nothing is different. */
GdkTexture *
gloss_test_take_picture_at_rest (WebKitWebView *view)
{
  GdkTexture *last = gloss_test_take_picture (view);
  guint n_same = 0;

  for (guint i = 0; n_same < N_SAME_PICTURES && i < MAX_PICTURES; i++)
    {
      g_autoptr (GdkTexture) before = last;
      g_autofree char *frames = gloss_test_run_script (
        view, "test", "await new Promise (r => requestAnimationFrame (() => requestAnimationFrame (r)))");

      last = gloss_test_take_picture (view);
      n_same = gloss_test_count_differences (before, last) == 0 ? n_same + 1 : 0;
    }
  g_assert_cmpuint (n_same, ==, N_SAME_PICTURES);
  return last;
}

GdkTexture *
gloss_test_page_take_picture (TestPage *page)
{
  return gloss_test_take_picture_at_rest (gloss_test_page_get_web_view (page));
}
