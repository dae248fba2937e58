/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/gloss-intake.h"
#include "app/window/gloss-reading-places.h"
#include "app/window/gloss-unsaved.h"
#include "app/window/gloss-workspace.h"

G_BEGIN_DECLS

/* Shared by gloss-workspace.c, which owns all of it, and gloss-workspace-flush.c. */
struct _GlossWorkspace
{
  GObject parent_instance;

  GSettings *settings;
  GlossStore *store;
  GlossUndoStack *undo;
  GlossLibraryList *articles;
  GlossIntake *intake;
  GlossDocument *document;
  GlossReadingPlaces *places;
  GlossUnsaved *unsaved;

  gboolean is_open;
  gboolean is_new;
  gboolean has_shown;     /* of what is on its way, or something else that was chosen meanwhile */
  gboolean writes_places; /* the last thing before closing, and nothing to keep the window open for */
  GCancellable *loading;
  char *author;
};

G_END_DECLS
