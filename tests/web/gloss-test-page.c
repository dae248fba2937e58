/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader as the window has it, for tests: real WebKit, real list, no store. */

#include "config.h"

#include "gloss-test-page.h"

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
  page->view = GLOSS_READER_VIEW (gloss_reader_view_new ());
  g_object_set (page->view, "theme", GLOSS_PAGE_THEME_LIGHT, NULL);
  g_signal_connect_swapped (page->view, "painted", G_CALLBACK (painted_cb), page);
  g_signal_connect_swapped (page->view, "selection", G_CALLBACK (selection_cb), page);
  g_signal_connect_swapped (page->view, "selection-moved", G_CALLBACK (selection_moved_cb), page);
  g_signal_connect_swapped (page->view, "activate", G_CALLBACK (activate_cb), page);
  g_signal_connect_swapped (page->view, "layout", G_CALLBACK (layout_cb), page);
  g_signal_connect_swapped (page->view, "progress", G_CALLBACK (progress_cb), page);
  g_signal_connect_swapped (page->view, "find", G_CALLBACK (find_cb), page);
  g_signal_connect_swapped (page->view, "crashed", G_CALLBACK (crashed_cb), page);
  g_signal_connect_swapped (page->view, "failed", G_CALLBACK (failed_cb), page);
  page->window = gloss_test_view_present (GTK_WIDGET (page->view));
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
  gloss_test_view_close (GTK_WIDGET (page->view));
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
  page->list = gloss_annotation_list_new (GLOSS_TEST_VIEW_ARTICLE);
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

/* The page says that it has painted; its picture has to come over from its process yet. */
void
gloss_test_page_wait_for_picture (TestPage *page)
{
  GLOSS_TEST_WAIT_FOR (page->n_painted == 1);
  GLOSS_TEST_WAIT_FOR (!gloss_test_is_blank (gloss_test_page_get_web_view (page)));
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
  return gloss_test_view_annotate (page->list, gloss_test_page_get_text (page), quote, category, nth);
}

char *
gloss_test_page_run (TestPage *page, const char *world, const char *script)
{
  return gloss_test_run_script (gloss_test_page_get_web_view (page), world, script);
}

GdkTexture *
gloss_test_page_take_picture (TestPage *page)
{
  return gloss_test_take_picture_at_rest (gloss_test_page_get_web_view (page));
}
