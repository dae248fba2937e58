/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is read of the folders of one page. */
#define GLOSS_PAGE_FOLDER_MAX_FILES 2000
#define GLOSS_PAGE_FOLDER_MAX_BYTES ((gsize) 64 << 20)
#define GLOSS_PAGE_FOLDER_MAX_DEPTH 4

/* What a page shows out of the folder that was saved with it: images, style sheets and fonts, element-type
 * GlossCaptureResource, transfer full. path: of the HTML file. markup: its text. base: an absolute URI that
 * stands for the file. is_cut: (out): not all was read. Blocking. */
GPtrArray *gloss_page_folder_read (
  const char *path, const char *markup, const char *base, GCancellable *cancellable, gboolean *is_cut);

G_END_DECLS
