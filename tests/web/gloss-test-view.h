/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

#include "core/annotation/gloss-annotation-list.h"

/* Whose lists gloss_test_view_annotate() adds to. */
#define GLOSS_TEST_VIEW_ARTICLE "article-1"

/* Waits for the next event, but never so long that a deadline is missed. */
void gloss_test_iterate (void);

/* Shows a view in a window of its own, which is returned; closing waits until the view is gone. */
GtkWidget *gloss_test_view_present (GtkWidget *view);
void gloss_test_view_close (GtkWidget *view);

/* The nth time that the quote stands in text, from 0. Returns the uuid. */
char *gloss_test_view_annotate (
  GlossAnnotationList *list, GlossText *text, const char *quote, const char *category, guint nth);

/* Runs script in a world of the page (NULL: the page's own); its result as a string. */
char *gloss_test_run_script (WebKitWebView *view, const char *world, const char *script);

/* What is on the screen, highlights included: now, and once it has come to rest, to compare others with. */
GdkTexture *gloss_test_take_picture (WebKitWebView *view);
GdkTexture *gloss_test_take_picture_at_rest (WebKitWebView *view);
gsize gloss_test_count_differences (GdkTexture *one, GdkTexture *other);
/* Nothing but one colour: its frame has yet to come over from its process. */
gboolean gloss_test_is_blank (WebKitWebView *view);
