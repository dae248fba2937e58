/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/**
 * gloss_export_dialog_run:
 * @parent: the window it belongs to
 * @overlay: (nullable): where "Exported" is told; %NULL: nowhere
 * @store: an open library
 * @articles: (nullable): uuids of the articles to offer, %NULL: the whole library
 * @title: (nullable): what the articles are called, for the file's name
 * @settings: remembers the folder
 *
 * Asks for a file and writes Glossator JSON to it on the reader's thread. Where there are @articles, the user
 * may choose the whole library instead. A failure is told in words, and that the old file is as it was.
 * Returns at once.
 */
void gloss_export_dialog_run (GtkWindow *parent,
                              AdwToastOverlay *overlay,
                              GlossStore *store,
                              const char *const *articles,
                              const char *title,
                              GSettings *settings);

G_END_DECLS
