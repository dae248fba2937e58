/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "core/store/gloss-connection.h"

G_BEGIN_DECLS

/* Private to core/store: the append-only chain of what was changed. */

typedef struct
{
  const char *library;
  gint64 seq;
  const char *at;
  const char *who;
  const char *record_table;
  const char *record;
  const char *before;
  const char *after;
  const char *previous;
  const char *hash;
} GlossHistoryRow;

typedef struct
{
  gint64 seq;
  char *hash;
} GlossHistoryHead;

gboolean gloss_history_read_head (GlossConnection *connection,
                                  const char *library,
                                  GlossHistoryHead *head,
                                  GError **error);
void gloss_history_clear_head (GlossHistoryHead *head);

/* row: without seq, previous and hash, which follow from head; head becomes the new row. */
gboolean gloss_history_append (GlossConnection *connection,
                               GlossHistoryHead *head,
                               const GlossHistoryRow *row,
                               GError **error);

/* Compares the hash of what a row of the record says, as canonical JSON, with a value of the history. */
gboolean gloss_history_value_matches (const char *value, const char *canonical);

GPtrArray *gloss_history_load (GlossConnection *connection, const char *record, GError **error);
/* Adds a sentence for each gap and each row whose hash is not that of its content. */
gboolean gloss_history_check (GlossConnection *connection,
                              GCancellable *cancellable,
                              GPtrArray *problems,
                              GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossHistoryHead, gloss_history_clear_head)

G_END_DECLS
