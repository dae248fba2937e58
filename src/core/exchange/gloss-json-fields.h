/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/gloss-record.h"
#include "core/exchange/gloss-json-writer.h"

G_BEGIN_DECLS

/**
 * GlossJsonField:
 * @name: the member of the document; the last field of a table has %NULL
 * @column: the column of the record that it shows
 * @kind: what an empty column is written as, and whether the column holds JSON as text
 *
 * One line of the table that says how a kind of record is written.
 */
typedef struct
{
  const char *name;
  const char *column;
  enum
  {
    GLOSS_JSON_FIELD_VALUE,   /* a string or a number; null */
    GLOSS_JSON_FIELD_BOOLEAN, /* 0 or 1 in the column; null */
    GLOSS_JSON_FIELD_LIST,    /* JSON as text; [] */
    GLOSS_JSON_FIELD_OBJECT,  /* JSON as text; {} */
    GLOSS_JSON_FIELD_JSON     /* JSON as text; null */
  } kind;
} GlossJsonField;

void gloss_json_fields_write (GlossJsonWriter *writer, const GlossJsonField *fields, GlossRecord *record);
void gloss_json_fields_write_list (GlossJsonWriter *writer,
                                   const char *name,
                                   const GlossJsonField *fields,
                                   GPtrArray *records);

G_END_DECLS
