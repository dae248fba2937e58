/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/text/gloss-text.h"

G_BEGIN_DECLS

/**
 * GlossReaderDocument:
 *
 * Writes a reader document and, along with it, the canonical text that a parser will find in it. In order:
 * words or white space before the title, at most one title, then gloss_reader_document_begin_body(), the
 * blocks and what stands between them, gloss_reader_document_finish(). One thread.
 */
typedef struct _GlossReaderDocument GlossReaderDocument;

GlossReaderDocument *gloss_reader_document_new (void);
void gloss_reader_document_free (GlossReaderDocument *self);

/* Lengths in bytes, -1: to the NUL. A text node: nothing but white space where blocks are expected. */
void gloss_reader_document_add_text (GlossReaderDocument *self, const char *utf8, gssize length);
/* An element with nothing but text in it. */
void gloss_reader_document_add_block (GlossReaderDocument *self,
                                      const char *element,
                                      const char *utf8,
                                      gssize length);
/* The same piece by piece: nothing but gloss_reader_document_add_part() between the two. */
void gloss_reader_document_begin_block (GlossReaderDocument *self, const char *element);
/* element: NULL, or an inline one that holds nothing but this text. */
void gloss_reader_document_add_part (GlossReaderDocument *self,
                                     const char *element,
                                     const char *utf8,
                                     gsize length);
void gloss_reader_document_end_block (GlossReaderDocument *self, const char *element);
/* How many bytes of canonical text there are so far. */
gsize gloss_reader_document_get_length (GlossReaderDocument *self);
/* Blocks as cmark renders them: no entities but the four it writes, no < or > inside a tag. */
void gloss_reader_document_add_cmark (GlossReaderDocument *self, const char *html);
void gloss_reader_document_begin_body (GlossReaderDocument *self);

/* The whole document (transfer full) and its text, after the last block. */
char *gloss_reader_document_finish (GlossReaderDocument *self, const char *title, GlossText **text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossReaderDocument, gloss_reader_document_free)

G_END_DECLS
