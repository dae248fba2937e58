/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-reader-document.h"

G_BEGIN_DECLS

/* What a Markdown file says about itself; each may be NULL. Zero-initialised by the caller. */
typedef struct
{
  char *title;
  char *byline;
  char *published;
} GlossMarkdownMetadata;

void gloss_markdown_metadata_clear (GlossMarkdownMetadata *self);

/* Whether it is nested too deeply to be rendered as Markdown in linear time and parsed as HTML without
 * reordering. */
gboolean gloss_markdown_is_too_deep (const char *utf8);

/* Renders CommonMark without running or dropping anything: HTML is shown as text, images as words. */
void gloss_markdown_write (GlossReaderDocument *document, const char *utf8, GlossMarkdownMetadata *metadata);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossMarkdownMetadata, gloss_markdown_metadata_clear)

G_END_DECLS
