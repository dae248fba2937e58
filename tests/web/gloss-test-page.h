/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-commands.h"
#include "gloss-test-view.h"
#include "support/gloss-test-wait.h"
#include "web/gloss-reader-view.h"

/* A reader in a window of its own, and what it said last. */
typedef struct
{
  GtkWidget *window;
  GlossReaderView *view;
  GlossCatalog *catalog;
  GlossArticle *article;
  GlossCapture *capture;
  GlossAnnotationList *list;

  guint n_painted;
  guint n_selections;
  GlossAnchor *selection;
  GdkRectangle rectangle;
  guint n_moves;
  guint n_activated;
  GStrv activated;
  guint n_layouts;
  double progress;
  guint n_found;
  guint matches;
  guint current;
  guint n_crashes;
  GError *failure;
} TestPage;

void gloss_test_page_open (TestPage *page);
void gloss_test_page_close (TestPage *page);
void gloss_test_page_show (TestPage *page, GlossCapture *capture);
/* main: what stands inside main; text: its textContent. */
void gloss_test_page_show_html (TestPage *page, const char *main, const char *text);
void gloss_test_page_wait_for_picture (TestPage *page);
/* One paragraph; waits until it is seen. */
void gloss_test_page_show_text (TestPage *page, const char *text);
/* 20,000 letters, and then the last words. */
void gloss_test_page_show_long_text (TestPage *page, const char *last);
GlossText *gloss_test_page_get_text (TestPage *page);
WebKitWebView *gloss_test_page_get_web_view (TestPage *page);
/* The nth time that the quote stands there, from 0. Returns the uuid. */
char *gloss_test_page_annotate (TestPage *page, const char *quote, const char *category, guint nth);
/* Runs script in a world of the page (NULL: the page's own); its result as a string. */
char *gloss_test_page_run (TestPage *page, const char *world, const char *script);
/* Once it has come to rest. */
GdkTexture *gloss_test_page_take_picture (TestPage *page);
