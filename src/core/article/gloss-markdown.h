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

/* More than this is shown as plain text: cmark needs up to 200 bytes of memory for each byte of hostile
 * Markdown. */
#define GLOSS_MARKDOWN_MAX_BYTES (4 * 1024 * 1024)

/* FALSE where it is too large, or nested too deeply to be rendered in linear time and parsed without
 * reordering. */
gboolean gloss_markdown_can_render (const char *utf8);

/* Renders CommonMark without running or dropping anything: HTML is shown as text, images as words. */
void gloss_markdown_write (GlossReaderDocument *document, const char *utf8, GlossMarkdownMetadata *metadata);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossMarkdownMetadata, gloss_markdown_metadata_clear)

G_END_DECLS
