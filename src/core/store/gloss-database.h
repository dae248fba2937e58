/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-catalog.h"
#include "core/annotation/gloss-change.h"
#include "core/article/gloss-article.h"
#include "core/article/gloss-capture.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GlossDatabase:
 *
 * One connection to a library, all calls synchronous. It belongs to the thread that uses it: the command line uses one
 * on its only thread, #GlossStore one on its writer and one on its reader thread. Every write is one transaction that
 * rolls back whole; none returns before it is durable (WAL, synchronous=FULL).
 * Errors of every call: BUSY (after 5 seconds), FULL, READ_ONLY, CORRUPT, FAILED.
 */
typedef struct _GlossDatabase GlossDatabase;

typedef enum
{
  GLOSS_DATABASE_WRITE,    /* made if it is not there; migrated, after a copy was made, if it is older */
  GLOSS_DATABASE_READ_ONLY /* must be there; nothing is written, no WAL file is left */
} GlossDatabaseMode;

/* $XDG_DATA_HOME/glossator/library.db, or $GLOSSATOR_LIBRARY. Transfer full, a path in the file system's encoding. */
char *gloss_database_dup_default_path (void);

/* Errors also: NOT_FOUND (reading only), NOT_REGULAR, DENIED, NEWER, and CORRUPT for a file that is no library: it is
 * left as it is, and the message names what to do. gloss_database_set_aside() is the user's way out. */
GlossDatabase *gloss_database_open (const char *path, GlossDatabaseMode mode, GError **error);
/* Renames a damaged library (with its -wal and -shm) to a name beside it, which is returned. Never overwrites. */
char *gloss_database_set_aside (const char *path, GError **error);
void gloss_database_close (GlossDatabase *self);

const char *gloss_database_get_uuid (GlossDatabase *self);
const char *gloss_database_get_path (GlossDatabase *self);
/* Whether path names the library's file or one of those beside it. */
gboolean gloss_database_owns_file (GlossDatabase *self, const char *path);
gboolean gloss_database_is_read_only (GlossDatabase *self);
/* Changes whenever another connection wrote. */
gint64 gloss_database_get_data_version (GlossDatabase *self);
/* Applies a change as who (a person's name). Errors also: CONFLICT, INVALID (a column the table has not). */
gboolean gloss_database_apply (GlossDatabase *self, GlossChange *change, const char *who, GError **error);

typedef enum
{
  GLOSS_ADDED_ARTICLE,  /* a new article */
  GLOSS_ADDED_CAPTURE,  /* a known article with other bytes, or a page with other words or images */
  GLOSS_ADDED_ALIAS,    /* known bytes (of a page: words and images, too) at another uri: an alias */
  GLOSS_ADDED_NOTHING   /* same uri, same bytes (of a page: words and images, too) */
} GlossAdded;

/* Stores a capture by design.md section 9's rule. article_out: the article's uuid. An article found in the trash comes
 * back out of it. With a further capture comes a row of anchor for each annotation. change_out (nullable): what was
 * written as a change, for undo; NULL where nothing was, which is GLOSS_ADDED_NOTHING of an article that was not in the
 * trash. */
gboolean gloss_database_add_capture (GlossDatabase *self, GlossCapture *capture, const char *who, char **article_out,
                                     GlossAdded *added_out, GlossChange **change_out, GError **error);

/* Gives each annotation of the article that has no row in the newest capture one: where it stands there, or that it
 * is lost. change_out (nullable): what was written, NULL where nothing lacked, which costs no lock. */
gboolean gloss_database_settle_anchors (GlossDatabase *self, const char *article, const char *who,
                                        GlossChange **change_out, GError **error);

gboolean gloss_database_save_draft (GlossDatabase *self, const char *table, const char *uuid, const char *column,
                                    const char *base, const char *text, GError **error);
gboolean gloss_database_clear_draft (GlossDatabase *self, const char *table, const char *uuid, const char *column,
                                     GError **error);

/* Reading. Arrays are transfer full, element-type GlossRecord unless said. */
GlossCatalog *gloss_database_load_catalog (GlossDatabase *self, GError **error);
/* Element-type GlossArticle, most recently opened or added first, none from the trash. */
GPtrArray *gloss_database_list_articles (GlossDatabase *self, GError **error);
GlossArticle *gloss_database_load_article (GlossDatabase *self, const char *uuid, GError **error);
/* By uuid, uri, alias or unambiguous title. Errors also: NOT_FOUND, AMBIGUOUS. Returns the uuid. */
char *gloss_database_resolve_article (GlossDatabase *self, const char *words, GError **error);
/* By uri or alias alone. Returns the uuid, or NULL without an error. */
char *gloss_database_find_address (GlossDatabase *self, const char *uri, GError **error);
/* The newest one, or that one outside the trash, with html and text but not its bytes. Errors also: NOT_FOUND. */
GlossCapture *gloss_database_load_capture (GlossDatabase *self, const char *article, GError **error);
GlossCapture *gloss_database_load_capture_with_uuid (GlossDatabase *self, const char *uuid, GError **error);
/* What a captured page shows, such as an image, by its hash; the page as it was saved. Errors also: NOT_FOUND. */
GBytes *gloss_database_load_resource (GlossDatabase *self, const char *capture, const char *sha256, GError **error);
GBytes *gloss_database_load_mhtml (GlossDatabase *self, const char *capture, GError **error);
/* Rows of capture without html, text and headers, the one added last first, none from the trash. */
GPtrArray *gloss_database_list_captures (GlossDatabase *self, const char *article, GError **error);
/* Whole rows with their html and text, trash too, the one added first first: for an export. */
GPtrArray *gloss_database_load_captures (GlossDatabase *self, const char *article, GError **error);
/* Rows of annotation, note, source, anchor, annotation_tag, tag, person, contact_log, annotation_link and quantity that
 * belong to the article (trash too), and every tag and person of the library. */
GPtrArray *gloss_database_load_annotations (GlossDatabase *self, const char *article, GError **error);
/* The same without the tags and people: for what reads one article after another. */
GPtrArray *gloss_database_load_own_annotations (GlossDatabase *self, const char *article, GError **error);
/* Rows of any table, trash too, in order of column order_by, then uuid: "capture" where "article" is so and so. column
 * NULL: every row; value NULL: where it is empty; order_by NULL: by uuid. Errors also: INVALID. */
GPtrArray *gloss_database_load_records (GlossDatabase *self, const char *table, const char *column, const char *value,
                                        const char *order_by, GError **error);
/* Rows of history of one record, oldest first, as JSON objects {library, seq, when, who, table, uuid, before, after,
 * previous, hash}; before and after are objects of the columns that are not empty. Element-type JsonObject. */
GPtrArray *gloss_database_load_history (GlossDatabase *self, const char *uuid, GError **error);
/* The hash of the last row of this library's own chain, or NULL. */
char *gloss_database_dup_history_head (GlossDatabase *self, GError **error);
/* All drafts as JSON objects {table, uuid, column, base, text, modified}; element-type JsonObject. */
GPtrArray *gloss_database_load_drafts (GlossDatabase *self, GError **error);

/* Integrity of file, references, hashes, pages, anchors, history chains. Returns what is wrong, one sentence each
 * (char*), empty where all is well; NULL with error where it could not be looked at. */
GPtrArray *gloss_database_check (GlossDatabase *self, GCancellable *cancellable, GError **error);

/* One read snapshot over several calls: an export sees one state. */
gboolean gloss_database_begin_snapshot (GlossDatabase *self, GError **error);
void gloss_database_end_snapshot (GlossDatabase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossDatabase, gloss_database_close)

G_END_DECLS
