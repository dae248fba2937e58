/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-document.h"
#include "core/store/gloss-shown-capture.h"
#include "core/store/gloss-typing.h"

G_BEGIN_DECLS

/* What the files of GlossDocument share; nothing else includes this. */

struct _GlossDocument
{
  GObject parent_instance;

  /* owned */
  GlossStore *store;
  GlossUndoStack *undo;
  GlossTyping *typing;
  char *uuid;
  char *author;
  GlossArticle *article;
  GlossShownCapture shown;
  GlossAnnotationList *annotations;
  GPtrArray *unstored; /* element-type GlossChange: made the annotations that hold the only copy of a text */

  /* reading */
  GTask *load;              /* the caller's, until it is answered */
  GPtrArray *changes_since; /* element-type GlossChange: made while it is being read; NULL while it is not */
  gboolean wants_reading;

  /* captures */
  GTask *show;              /* the caller's, until it is answered */
  char *switching;          /* the capture that is being read, or NULL */
  gboolean awaits_captures; /* some came or went by a change that may not be written yet */
  gboolean wants_settling;
  gboolean settles_next; /* right after the change that is being submitted */
  guint n_settling;      /* settlings that are not done */

  GlossSaveState save_state;
  gboolean change_failed;
  guint n_restored;
};

/* Brings what is shown up to a change of the library. Returns whether a capture came or went. */
gboolean gloss_document_apply_change (GlossDocument *self, GlossChange *change);
/* Reads everything, now or as soon as no write is under way. */
void gloss_document_start_reading (GlossDocument *self);
void gloss_document_update_save_state (GlossDocument *self);
/* Whether the first thing that the change makes is an annotation. */
gboolean gloss_document_makes_annotation (GlossChange *change);

/* Whether it is another one than before. */
gboolean gloss_document_take_capture (GlossDocument *self, GlossCapture *capture);
/* Tells of it, and has the rest done by gloss_document_catch_up(). */
void gloss_document_captures_came_or_went (GlossDocument *self);
/* Settles anchors right after the change that is being submitted, if that asks for it. */
void gloss_document_settle_next (GlossDocument *self);
/* Shows the capture that is to be shown, and settles anchors, once nothing is being written or read. */
void gloss_document_catch_up (GlossDocument *self);

G_END_DECLS
