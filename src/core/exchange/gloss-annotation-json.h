/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/exchange/gloss-json-writer.h"
#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/* Writes the member `annotations` of an article: all of its annotations, trash too, in document order, each
 * with what hangs on it and its history. captures: the article's, oldest first, element-type GlossRecord.
 * verdicts: the labels by "SCALE/ID". Holds one article's records at a time. Errors: those of reading; those
 * of writing stay in the writer. */
gboolean gloss_annotation_json_write_all (GlossJsonWriter *writer,
                                          GlossDatabase *database,
                                          const char *article,
                                          GPtrArray *captures,
                                          GHashTable *verdicts,
                                          GError **error);

G_END_DECLS
