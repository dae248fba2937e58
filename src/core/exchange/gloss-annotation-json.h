/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/exchange/gloss-json-writer.h"
#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/**
 * GlossAnnotationJsonNames:
 * @verdicts: label by "SCALE/ID"
 * @people_and_tags: name by uuid
 *
 * What annotations refer to: read once for all articles.
 */
typedef struct
{
  GHashTable *verdicts;
  GHashTable *people_and_tags;
} GlossAnnotationJsonNames;

/* Writes the member `annotations` of an article: all of its annotations, trash too, in document order, each
 * with what hangs on it and its history. captures: the article's as gloss_database_load_captures() has them.
 * Holds one article's records at a time. Errors: those of reading; those of writing stay in the writer. */
gboolean gloss_annotation_json_write_all (GlossJsonWriter *writer,
                                          GlossDatabase *database,
                                          const char *article,
                                          GPtrArray *captures,
                                          const GlossAnnotationJsonNames *names,
                                          GError **error);

G_END_DECLS
