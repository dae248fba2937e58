/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-document.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

#define GLOSS_TEST_DOCUMENT_TEXT                                                                             \
  "The missiles have a range of about 190 miles. Almost 10,000 forces were sent."

/* A library with an article and an annotation, to be opened as a document. */
typedef struct
{
  char *path;
  char *article;
  char *uuid;            /* of the annotation */
  GlossDatabase *beside; /* another process */
  GlossStore *store;
  GlossUndoStack *undo;
  GlossDocument *document;
  GlossAnnotation *annotation; /* borrowed */
  guint n_save_failed;
  GError *error; /* of the last ::save-failed */
  guint n_reloaded;
} GlossTestDocument;

/* An article of any library, opened; transfer full. */
GlossDocument *gloss_test_load_document (GlossStore *store, GlossUndoStack *undo, const char *article);

void gloss_test_document_open_store (GlossTestDocument *fixture);
void gloss_test_document_load (GlossTestDocument *fixture);
void gloss_test_document_wait_for_saved (GlossTestDocument *fixture);
void gloss_test_document_close_document (GlossTestDocument *fixture);
void gloss_test_document_close_store (GlossTestDocument *fixture);
void gloss_test_document_set_up (GlossTestDocument *fixture, gconstpointer data);
void gloss_test_document_tear_down (GlossTestDocument *fixture, gconstpointer data);
void gloss_test_document_apply_beside (GlossTestDocument *fixture, GlossChange *change);
GlossAnnotationList *gloss_test_document_load_beside (GlossTestDocument *fixture);
void gloss_test_document_set_note_beside (GlossTestDocument *fixture, const char *text);
guint gloss_test_document_count_drafts (GlossTestDocument *fixture);
void gloss_test_document_save_draft_beside (GlossTestDocument *fixture,
                                            const char *field,
                                            const char *base,
                                            const char *text);
void gloss_test_document_assert_notes_stored (GlossTestDocument *fixture, const char *expected);
void gloss_test_document_type (GlossTestDocument *fixture, const char *field, const char *text);
/* A further capture, of another process; and of this one, which can be taken back. */
void gloss_test_document_add_capture_beside (GlossTestDocument *fixture, const char *text);
void gloss_test_document_add_capture (GlossTestDocument *fixture, const char *text);
/* By its position in gloss_document_get_captures(). */
void gloss_test_document_show (GlossTestDocument *fixture, guint position);
/* Until it is durable or failed. change: transfer full. */
void gloss_test_document_submit_and_wait (GlossTestDocument *fixture, GlossChange *change);
void gloss_test_document_undo (GlossTestDocument *fixture);
void gloss_test_document_redo (GlossTestDocument *fixture);
