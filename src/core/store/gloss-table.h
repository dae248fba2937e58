/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/gloss-record.h"
#include "core/store/gloss-connection.h"

G_BEGIN_DECLS

/* Private to core/store: a table of records as the schema states it, and the SQL made from that. */
typedef struct _GlossTable GlossTable;

/* name -> GlossTable, read with PRAGMA table_info. */
GHashTable *gloss_table_load_all (GlossConnection *connection, GError **error);

const char *gloss_table_get_name (GlossTable *self);
/* The columns, each preceded by "t.", for a SELECT ... FROM name AS t. */
const char *gloss_table_get_columns (GlossTable *self);
/* The same with NULL in the place of those left out. */
char *gloss_table_dup_columns_without (GlossTable *self, const char *const *left_out);
gboolean gloss_table_has_column (GlossTable *self, const char *column);

GlossRecord *gloss_table_read_row (GlossTable *self, sqlite3_stmt *statement);
/* The row as canonical JSON, empty columns left out, for the history. */
char *gloss_table_dup_canonical (GlossTable *self, GlossRecord *record);
gboolean gloss_table_check (GlossTable *self, GlossRecord *record, GError **error);

gboolean gloss_table_find (
  GlossTable *self, GlossConnection *connection, const char *uuid, GlossRecord **record, GError **error);
gboolean
gloss_table_insert (GlossTable *self, GlossConnection *connection, GlossRecord *record, GError **error);
gboolean
gloss_table_update (GlossTable *self, GlossConnection *connection, GlossRecord *record, GError **error);
/* Reads every row that a statement gives, which selects the columns of gloss_table_get_columns(), into
 * records. */
gboolean gloss_table_read_all (
  GlossTable *self, GlossConnection *connection, sqlite3_stmt *statement, GPtrArray *records, GError **error);

G_END_DECLS
