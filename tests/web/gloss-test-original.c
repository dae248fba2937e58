/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stored page as it was, for tests: real WebKit, real list, no store. */

#include "config.h"

#include "gloss-test-original.h"

#define WORLD "glossator"
#define BOUNDARY "----boundary"

static const guint8 RED_POINT[] = { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d,
                                    0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01,
                                    0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xde, 0x00, 0x00, 0x00,
                                    0x0c, 0x49, 0x44, 0x41, 0x54, 0x08, 0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0x00,
                                    0x00, 0x03, 0x01, 0x01, 0x00, 0x18, 0xdd, 0x8d, 0xb0, 0x00, 0x00, 0x00,
                                    0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82 };

static void
painted_cb (TestOriginal *original)
{
  original->n_painted++;
}

static void
counted_cb (TestOriginal *original, guint n_missing, guint n)
{
  original->n_counted++;
  original->n_missing = n_missing;
  original->n_annotations = n;
}

static void
covered_cb (TestOriginal *original, guint n)
{
  original->n_told_covers++;
  original->n_covers = n;
}

static void
activate_cb (TestOriginal *original, GStrv uuids, GdkRectangle *rectangle)
{
  original->n_activated++;
  g_strfreev (original->activated);
  original->activated = g_strdupv (uuids);
}

static void
link_cb (TestOriginal *original, const char *uri)
{
  original->n_links++;
  g_free (original->link);
  original->link = g_strdup (uri);
}

static void
failed_cb (TestOriginal *original, GError *error)
{
  g_clear_error (&original->failure);
  original->failure = g_error_copy (error);
}

void
gloss_test_original_open (TestOriginal *original)
{
  g_autoptr (GPtrArray) records = gloss_catalog_make_shipped_records ();

  original->catalog = gloss_catalog_new (records);
  original->view = GLOSS_ORIGINAL_VIEW (gloss_original_view_new ());
  g_signal_connect_swapped (original->view, "painted", G_CALLBACK (painted_cb), original);
  g_signal_connect_swapped (original->view, "counted", G_CALLBACK (counted_cb), original);
  g_signal_connect_swapped (original->view, "covered", G_CALLBACK (covered_cb), original);
  g_signal_connect_swapped (original->view, "activate", G_CALLBACK (activate_cb), original);
  g_signal_connect_swapped (original->view, "link", G_CALLBACK (link_cb), original);
  g_signal_connect_swapped (original->view, "failed", G_CALLBACK (failed_cb), original);
  original->window = gloss_test_view_present (GTK_WIDGET (original->view));
}

static void
forget_article (TestOriginal *original)
{
  g_clear_pointer (&original->article, gloss_text_unref);
  g_clear_object (&original->list);
  g_clear_error (&original->failure);
  original->n_painted = original->n_counted = 0;
}

void
gloss_test_original_close (TestOriginal *original)
{
  g_signal_handlers_disconnect_by_data (original->view, original);
  gloss_test_view_close (GTK_WIDGET (original->view));
  forget_article (original);
  g_clear_pointer (&original->catalog, gloss_catalog_unref);
  g_clear_pointer (&original->activated, g_strfreev);
  g_clear_pointer (&original->link, g_free);
  if (original->mhtml != NULL)
    g_string_free (original->mhtml, TRUE);
}

void
gloss_test_original_add (
  TestOriginal *original, const char *location, const char *type, const char *data, gsize size)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) data, size);

  g_string_append_printf (original->mhtml,
                          "--" BOUNDARY "\r\nContent-Type: %s\r\nContent-Transfer-Encoding: base64\r\n"
                          "Content-Location: %s\r\n\r\n%s\r\n",
                          type, location, encoded);
}

void
gloss_test_original_add_image (TestOriginal *original, const char *location)
{
  gloss_test_original_add (original, location, "image/png", (const char *) RED_POINT, sizeof RED_POINT);
}

void
gloss_test_original_begin (TestOriginal *original, const char *html)
{
  if (original->mhtml != NULL)
    g_string_free (original->mhtml, TRUE);
  original->mhtml = g_string_new ("MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; "
                                  "boundary=\"" BOUNDARY "\"\r\n\r\n");
  gloss_test_original_add (original, TEST_ORIGINAL_ADDRESS, "text/html; charset=utf-8", html, strlen (html));
}

void
gloss_test_original_show (TestOriginal *original, const char *article)
{
  g_autoptr (GBytes) mhtml = NULL;

  forget_article (original);
  g_string_append (original->mhtml, "--" BOUNDARY "--\r\n");
  mhtml = g_bytes_new (original->mhtml->str, original->mhtml->len);
  original->article = gloss_text_new (article, -1, NULL);
  original->list = gloss_annotation_list_new (GLOSS_TEST_VIEW_ARTICLE);
  gloss_original_view_show (original->view, mhtml, original->article, original->catalog, original->list);
  GLOSS_TEST_WAIT_FOR (original->n_painted == 1 || original->failure != NULL);
}

char *
gloss_test_original_annotate (TestOriginal *original, const char *quote, const char *category, guint nth)
{
  guint n = original->n_annotations + 1;
  char *uuid = gloss_test_view_annotate (original->list, original->article, quote, category, nth);

  GLOSS_TEST_WAIT_FOR (original->n_annotations == n);
  return uuid;
}

WebKitWebView *
gloss_test_original_get_web_view (TestOriginal *original)
{
  return WEBKIT_WEB_VIEW (gtk_widget_get_first_child (GTK_WIDGET (original->view)));
}

char *
gloss_test_original_run (TestOriginal *original, const char *script)
{
  return gloss_test_run_script (gloss_test_original_get_web_view (original), WORLD, script);
}

char *
gloss_test_original_list_painted (TestOriginal *original)
{
  return gloss_test_original_run (
    original,
    "return [...reader.highlights.segments].sort ((a, b) => a[0] - b[0]).map (([, s]) =>"
    "s.range.toString () + ':' + [...CSS.highlights].find (([, h]) => h === s.highlight)[0]).join ('|')");
}
