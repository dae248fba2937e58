/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-anchor-claim.h"
#include "core/store/gloss-connection.h"
#include "core/store/gloss-database.h"
#include "core/store/gloss-table.h"

G_BEGIN_DECLS

/* The order of an article's captures: that in which they were added, which is that of their row numbers, for
 * no row is ever removed. `captured` is what the clock said, and a clock that was set back says that the page
 * as it is now is older than the one before it.
 * This is the row number of the newest one that is not in the trash, found without reading any document. */
#define GLOSS_NEWEST_CAPTURE(article)                                                                        \
  "(SELECT max (m.rowid) FROM capture AS m WHERE m.article = " article " AND m.deleted IS NULL)"

/* For an annotation AS a: what has no row in capture ?2. An annotation that went to the trash by undoing took
 * its rows along, and brings them back when that is done again: for it, a row in the trash is one. The plus
 * keeps SQLite from the index of captures: an annotation has few rows, a capture has one for each annotation.
 */
#define GLOSS_LACKS_ROW                                                                                      \
  "NOT EXISTS (SELECT 1 FROM anchor AS n WHERE n.annotation = a.uuid AND +n.capture = ?2 "                   \
  "AND (n.deleted IS NULL OR a.deleted IS NOT NULL))"

/* What the files that make up GlossDatabase share. */
struct _GlossDatabase
{
  GlossConnection *connection;
  GHashTable *tables; /* name -> GlossTable */
  char *uuid;
  guint version; /* of the schema */
  gboolean is_read_only;
  guint n_snapshots; /* one within the other; the outermost is the transaction */
};

/* Errors: INVALID. */
GlossTable *gloss_database_find_table (GlossDatabase *self, const char *name, GError **error);
/* Of a table the program itself names. */
GlossTable *gloss_database_get_table (GlossDatabase *self, const char *name);

/* Errors also: READ_ONLY, NEWER. */
gboolean gloss_database_begin_write (GlossDatabase *self, GError **error);
/* All edits of a change, inside a transaction. */
gboolean
gloss_database_apply_edits (GlossDatabase *self, GlossChange *change, const char *who, GError **error);
/* Deletes what the change clears, inside its transaction. */
gboolean gloss_database_clear_drafts (GlossDatabase *self, GlossChange *change, GError **error);

/* Whether somebody gave an article its title, or may have: where the history does not say, too. */
gboolean gloss_database_has_given_title (GlossDatabase *self, const char *article);

/* Adds a row of anchor to change for each annotation of the article that has none in the capture, whose text
 * this is: where it stands there, or that it is lost. Inside the transaction that writes the change. */
gboolean gloss_database_add_anchors (GlossDatabase *self,
                                     GlossChange *change,
                                     const char *article,
                                     const char *capture,
                                     GlossText *text,
                                     GError **error);

/* The same for claims (element-type GlossAnchorClaim): each gets a row in the capture, and the stale one of a
 * claim goes to the trash. */
gboolean gloss_database_place_claims (GlossDatabase *self,
                                      GlossChange *change,
                                      GPtrArray *claims,
                                      const char *capture,
                                      GlossText *text,
                                      GError **error);

/* What change, which stores a capture, becomes where the capture is a copy of a source: one change with the
 * source, of the article in which that is cited. Inside the transaction. Errors: NOT_FOUND. */
GlossChange *gloss_database_plan_source (GlossDatabase *self,
                                         GlossChange *change,
                                         const GlossCaptureFields *fields,
                                         GError **error);

/* Adds to change that the sources whose copy is one capture, those in the trash too, have it in another. */
gboolean gloss_database_move_sources (
  GlossDatabase *self, GlossChange *change, const char *from, const char *to, GError **error);

/* What has to follow a change that was just applied, inside its transaction: the sources whose copy it put in
 * the trash have the one that it put in its place. May have no edits. */
GlossChange *gloss_database_plan_following (GlossDatabase *self, GlossChange *change, GError **error);

/* SELECT the columns of table AS t, then rest, in which ?1 is value. Adds the rows to records. */
gboolean gloss_database_query_records (GlossDatabase *self,
                                       const char *table,
                                       const char *rest,
                                       const char *value,
                                       GPtrArray *records,
                                       GError **error);
/* The first of them in record, or NULL. */
gboolean gloss_database_find_record (GlossDatabase *self,
                                     const char *table,
                                     const char *rest,
                                     const char *value,
                                     GlossRecord **record,
                                     GError **error);

G_END_DECLS
