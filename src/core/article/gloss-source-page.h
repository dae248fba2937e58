/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-source-file.h"

G_BEGIN_DECLS

/**
 * GlossSourcePage:
 * @mhtml: the page with what it shows, as one file
 * @is_saved: whether a program saved it from the web: MHTML, a page with its folder, or one that says so
 * @is_cut: more was saved with it than is read
 *
 * The page in a file, with what lies beside it.
 */
typedef struct
{
  GBytes *mhtml;
  gboolean is_saved;
  gboolean is_cut;
} GlossSourcePage;

/* source: of HTML or MHTML. Reads the folder beside HTML: blocking. Errors: TOO_LARGE, cancelled. */
GlossSourcePage *
gloss_source_page_new (GlossSourceFile *source, GCancellable *cancellable, GError **error);
void gloss_source_page_free (GlossSourcePage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossSourcePage, gloss_source_page_free)

G_END_DECLS
