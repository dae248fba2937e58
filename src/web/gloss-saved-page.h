/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-page-images.h"

G_BEGIN_DECLS

/**
 * GlossSavedPageFields:
 * @uri: what the page's own addresses start from; never %NULL, and not always one of the web
 * @address: where the page stood on the web, by its own account, checked; or %NULL
 * @saved: when it was saved, by its own account: RFC 3339, UTC; or %NULL
 * @markup: UTF-8
 * @images: those that came with it
 * @n_frames: how many pages stand in the page; nothing of them is in @markup
 * @is_cut: the file ends before its end, so that something may be missing
 *
 * What a saved page gives, borrowed.
 */
typedef struct
{
  const char *uri;
  const char *address;
  const char *saved;
  const char *markup;
  GlossPageImages *images;
  guint n_frames;
  gboolean is_cut;
} GlossSavedPageFields;

/**
 * GlossSavedPage:
 *
 * A page that was saved as MHTML, by whatever program, ready to be read: gloss_html_reader_read_page_async()
 * takes its markup, uri and images. Immutable, atomically counted, readable from any thread.
 */
typedef struct _GlossSavedPage GlossSavedPage;

#define GLOSS_TYPE_SAVED_PAGE (gloss_saved_page_get_type ())
GType gloss_saved_page_get_type (void) G_GNUC_CONST;

/* name: of the file or page, for messages. Takes it apart, decodes and hashes it: on a worker thread. Errors:
 * INVALID (no such file, or no page in it), TOO_LARGE, NOT_TEXT. */
GlossSavedPage *gloss_saved_page_new (GBytes *mhtml, const char *name, GError **error);
GlossSavedPage *gloss_saved_page_ref (GlossSavedPage *self);
void gloss_saved_page_unref (GlossSavedPage *self);
const GlossSavedPageFields *gloss_saved_page_get_fields (GlossSavedPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossSavedPage, gloss_saved_page_unref)

G_END_DECLS
