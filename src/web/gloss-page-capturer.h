/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture.h"
#include "web/gloss-page-loader.h"

G_BEGIN_DECLS

/**
 * GlossPageCapturer:
 *
 * Makes captures of addresses of the web: loads the page, ends it, reads its article. Several may be asked
 * for; one is loaded at a time, in their order. Main thread.
 *
 * Properties, those of what is being loaded: `progress` (double: 0 to 1), `status` (char *: a phrase for the
 * user, %NULL while nothing is loaded).
 */
#define GLOSS_TYPE_PAGE_CAPTURER (gloss_page_capturer_get_type ())
G_DECLARE_FINAL_TYPE (GlossPageCapturer, gloss_page_capturer, GLOSS, PAGE_CAPTURER, GObject)

GlossPageCapturer *gloss_page_capturer_new (GlossAddressGate *gate);
/* As gloss_page_loader_get_widget(). */
GtkWidget *gloss_page_capturer_get_widget (GlossPageCapturer *self);
/* An address will probably come soon. */
void gloss_page_capturer_expect (GlossPageCapturer *self);
/* How many pages wait behind the one that is being loaded. */
guint gloss_page_capturer_count_waiting (GlossPageCapturer *self);
/* article: the uuid of the one that is captured again, or NULL. */
void gloss_page_capturer_capture_async (GlossPageCapturer *self,
                                        const char *uri,
                                        const char *article,
                                        const GlossPageLimits *limits,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data);
/* extent: how much of the page is to be taken; UNKNOWN as above. Ended by the same. */
void gloss_page_capturer_capture_extent_async (GlossPageCapturer *self,
                                               const char *uri,
                                               const char *article,
                                               GlossExtent extent,
                                               const GlossPageLimits *limits,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer data);
GlossCapture *gloss_page_capturer_capture_finish (GlossPageCapturer *self,
                                                  GAsyncResult *result,
                                                  char **doubt,
                                                  GError **error);
/* What is to be said of a page that was stored, or NULL. */
char *gloss_page_capturer_dup_note (GlossPageCapturer *self, GAsyncResult *result, char **next_uri);

G_END_DECLS
