/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GlossRecord:
 *
 * One row of one table of the library, as an immutable, atomically counted value: the unit of every change,
 * of the history and of undo. Its values are a JSON object whose members are the table's columns, null where
 * a column is empty. The columns are those of `core/store/migrations`; every record has `uuid`, `created`,
 * `modified`, `deleted` (RFC 3339 in UTC, `deleted` null unless the record lies in the trash) and `extra` (a
 * JSON object as text, or null). Any thread may read it.
 */
typedef struct _GlossRecord GlossRecord;

#define GLOSS_TYPE_RECORD (gloss_record_get_type ())
GType gloss_record_get_type (void) G_GNUC_CONST;

typedef enum
{
  GLOSS_COLUMN_INT,
  GLOSS_COLUMN_DOUBLE,
  GLOSS_COLUMN_STRING
} GlossColumnType;

/**
 * GlossColumn:
 * @name: an interned string
 * @type: which member of the union holds
 * @integer: a number without a fraction
 * @real: a number
 * @string: text, UTF-8
 *
 * One column of a row that is not null.
 */
typedef struct
{
  const char *name;
  GlossColumnType type;
  union
  {
    gint64 integer;
    double real;
    const char *string;
  };
} GlossColumn;

GlossRecord *gloss_record_new (const char *table);
/* For rows by the ten thousand: one allocation. Strings are copied; columns left out are null. */
GlossRecord *gloss_record_new_for_columns (const char *table, const GlossColumn *columns, guint n_columns);
GlossRecord *gloss_record_new_for_values (const char *table, JsonObject *values);
GlossRecord *gloss_record_ref (GlossRecord *self);
void gloss_record_unref (GlossRecord *self);

/* Reading. Missing and null are the same: NULL, 0, FALSE. */
const char *gloss_record_get_table (GlossRecord *self);
const char *gloss_record_get_uuid (GlossRecord *self);
const char *gloss_record_get_string (GlossRecord *self, const char *column);
gint64 gloss_record_get_int (GlossRecord *self, const char *column);
double gloss_record_get_double (GlossRecord *self, const char *column);
gboolean gloss_record_is_null (GlossRecord *self, const char *column);
gboolean gloss_record_is_deleted (GlossRecord *self);
JsonObject *gloss_record_get_values (GlossRecord *self);
gboolean gloss_record_equal (GlossRecord *self, GlossRecord *other);

/* A changed copy; `modified` becomes now. */
JsonObject *gloss_record_dup_values (GlossRecord *self);
GlossRecord *gloss_record_with_string (GlossRecord *self, const char *column, const char *value);
GlossRecord *gloss_record_with_int (GlossRecord *self, const char *column, gint64 value);
GlossRecord *gloss_record_with_deleted (GlossRecord *self, gboolean deleted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossRecord, gloss_record_unref)

G_END_DECLS
