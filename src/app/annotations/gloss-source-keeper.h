/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/annotations/gloss-source-copies.h"
#include "core/annotation/gloss-undo-stack.h"
#include "core/store/gloss-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossKeeping:
 * @GLOSS_KEEPING_NOTHING: nothing is known of the source here
 * @GLOSS_KEEPING_OFFERED: the library has its page, which the source says nothing of
 * @GLOSS_KEEPING_RUNNING: its page is being read, or waits to be
 * @GLOSS_KEEPING_DOUBTED: its page may not be the one that is meant, and waits for an answer
 * @GLOSS_KEEPING_FAILED: its page could not be read or stored
 *
 * How it stands with the copy of a source.
 */
typedef enum
{
  GLOSS_KEEPING_NOTHING,
  GLOSS_KEEPING_OFFERED,
  GLOSS_KEEPING_RUNNING,
  GLOSS_KEEPING_DOUBTED,
  GLOSS_KEEPING_FAILED,
} GlossKeeping;

/**
 * GlossSourceKeeper:
 *
 * Keeps copies of the pages that sources name, one after the other, behind what the user does: whichever
 * article is open, none takes its place. Main thread; pages run in web processes.
 *
 * Property `busy` (gboolean): something is being read. Signal `changed` (char *source):
 * gloss_source_keeper_get() says something else of it.
 */
#define GLOSS_TYPE_SOURCE_KEEPER (gloss_source_keeper_get_type ())
G_DECLARE_FINAL_TYPE (GlossSourceKeeper, gloss_source_keeper, GLOSS, SOURCE_KEEPER, GObject)

/* The store is open, or will be before anything is kept. */
GlossSourceKeeper *gloss_source_keeper_new (GlossStore *store, GlossUndoStack *undo, GSettings *settings);
/* As gloss_page_loader_get_widget(). */
GtkWidget *gloss_source_keeper_get_widget (GlossSourceKeeper *self);
/* What the library has of the pages of sources, borrowed. */
GlossSourceCopies *gloss_source_keeper_get_copies (GlossSourceKeeper *self);
/* Of what was asked for, never GLOSS_KEEPING_OFFERED. words: what to tell the user, borrowed until ::changed;
 * NULL with GLOSS_KEEPING_NOTHING. */
GlossKeeping gloss_source_keeper_get (GlossSourceKeeper *self, const char *source, const char **words);
/* Of what was asked for: with GLOSS_KEEPING_NOTHING and GLOSS_KEEPING_OFFERED always 0. */
guint gloss_source_keeper_count (GlossSourceKeeper *self, GlossKeeping state);
gboolean gloss_source_keeper_is_busy (GlossSourceKeeper *self);
/* uri: what the source says; if it is no address of the web, that is a failure. Again after one, too. */
void gloss_source_keeper_keep (GlossSourceKeeper *self, const char *source, const char *uri);
/* Stores a page that was doubted. */
void gloss_source_keeper_accept (GlossSourceKeeper *self, const char *source);
/* Stops what is running; lets go of what was doubted or failed. */
void gloss_source_keeper_drop (GlossSourceKeeper *self, const char *source);
void gloss_source_keeper_drop_all (GlossSourceKeeper *self);

G_END_DECLS
