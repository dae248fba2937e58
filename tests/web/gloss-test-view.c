/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view of a page in a window, for tests: what its reader and its original are tried with alike. */

#include "config.h"

#include "gloss-test-view.h"

#include <string.h>

#include "core/annotation/gloss-commands.h"
#include "support/gloss-test-wait.h"

/* Far beyond what anything that is shown here keeps changing. */
#define MAX_PICTURES 1000
#define N_SAME_PICTURES 4

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
gloss_test_iterate (void)
{
  guint tick = g_timeout_add (20, tick_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

GtkWidget *
gloss_test_view_present (GtkWidget *view)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 720, 800);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
gloss_test_view_close (GtkWidget *view)
{
  gpointer alive = view;

  g_object_add_weak_pointer (G_OBJECT (view), &alive);
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (view)));
  GLOSS_TEST_WAIT_FOR (alive == NULL);
}

char *
gloss_test_view_annotate (
  GlossAnnotationList *list, GlossText *text, const char *quote, const char *category, guint nth)
{
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
  change = gloss_command_create_annotation (GLOSS_TEST_VIEW_ARTICLE, "capture-1", anchor, category, "Test");
  gloss_annotation_list_apply (list, change);
  for (guint i = 0; i < gloss_change_get_n_edits (change); i++)
    if (g_str_equal (gloss_record_get_table (gloss_change_get_after (change, i)), "annotation"))
      return g_strdup (gloss_record_get_uuid (gloss_change_get_after (change, i)));
  g_assert_not_reached ();
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

gboolean
gloss_test_is_blank (WebKitWebView *view)
{
  g_autoptr (GdkTexture) picture = gloss_test_take_picture (view);
  gsize n;
  g_autofree guint32 *pixels = dup_pixels (picture, &n);

  for (gsize i = 1; i < n; i++)
    if (pixels[i] != pixels[0])
      return FALSE;
  return TRUE;
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
