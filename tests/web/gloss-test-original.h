/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-commands.h"
#include "gloss-test-view.h"
#include "support/gloss-test-wait.h"
#include "web/gloss-original-view.h"

#define TEST_ORIGINAL_ADDRESS "https://site.example/news/a"

/* A stored page beside nothing else, in a window of its own, and what was said of it last. */
typedef struct
{
  GtkWidget *window;
  GlossOriginalView *view;
  GlossCatalog *catalog;
  GlossText *article;
  GlossAnnotationList *list;
  GString *mhtml; /* what is put together */

  guint n_painted;
  guint n_counted;
  guint n_missing;
  guint n_annotations;
  guint n_told_covers;
  guint n_covers;
  guint n_activated;
  GStrv activated;
  guint n_links;
  char *link;
  GError *failure;
} TestOriginal;

void gloss_test_original_open (TestOriginal *original);
void gloss_test_original_close (TestOriginal *original);

/* Puts an MHTML together: first the page, then what it shows. */
void gloss_test_original_begin (TestOriginal *original, const char *html);
void gloss_test_original_add (TestOriginal *original, const char *location, const char *type, const char *data,
                              gsize size);
/* A picture of one red point, at an address. */
void gloss_test_original_add_image (TestOriginal *original, const char *location);
/* Shows it next to an article with that text; waits until it is seen, or failed. */
void gloss_test_original_show (TestOriginal *original, const char *article);
/* The nth time that the quote stands in the article, from 0. Returns the uuid; waits until it was looked for. */
char *gloss_test_original_annotate (TestOriginal *original, const char *quote, const char *category, guint nth);
/* `start-words:name` of each segment in the order of the page, with `|` between. */
char *gloss_test_original_list_painted (TestOriginal *original);
WebKitWebView *gloss_test_original_get_web_view (TestOriginal *original);
/* In the world of the program's scripts. */
char *gloss_test_original_run (TestOriginal *original, const char *script);
