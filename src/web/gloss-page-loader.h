/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/article/gloss-address-gate.h"
#include "web/gloss-page.h"

G_BEGIN_DECLS

/**
 * GlossPageLimits:
 * @seconds: how long a page may load, and once more how long it may take to hand it over
 * @bytes: how large the main resource may be, decoded, and how large all resources together say that they are
 * @redirects: how many times an address may lead to another
 * @resources: how many images, styles and the like may arrive
 */
typedef struct
{
  guint seconds;
  guint64 bytes;
  guint redirects;
  guint resources;
} GlossPageLimits;

/* What is right for the pages of newspapers and authorities. */
#define GLOSS_PAGE_LIMITS_INIT                                                                               \
  {                                                                                                          \
    60, 64 * 1024 * 1024, 20, 1000                                                                           \
  }

/**
 * GlossPageLoader:
 *
 * Loads a page of the web, whatever it does, in a web process and a session of its own that are gone
 * afterwards; one at a time. Main thread.
 *
 * Property `progress` (double): from 0 to 1 while it loads. Property `status` (char *): what it is doing, a
 * phrase for the user; %NULL while it loads nothing. Signal `arriving`: a page, perhaps not the last one, has
 * begun to come.
 */
#define GLOSS_TYPE_PAGE_LOADER (gloss_page_loader_get_type ())
G_DECLARE_FINAL_TYPE (GlossPageLoader, gloss_page_loader, GLOSS, PAGE_LOADER, GObject)

GlossPageLoader *gloss_page_loader_new (GlossAddressGate *gate);
/* Unseen, of one pixel. Pages load in it what comes into sight only where it stands in a window that is
 * shown. */
GtkWidget *gloss_page_loader_get_widget (GlossPageLoader *self);
void gloss_page_loader_load_async (GlossPageLoader *self,
                                   const char *uri,
                                   const GlossPageLimits *limits,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
GlossPage *gloss_page_loader_load_finish (GlossPageLoader *self, GAsyncResult *result, GError **error);
const char *gloss_page_loader_get_status (GlossPageLoader *self);

G_END_DECLS
