/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/annotations/gloss-annotations-pane.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-wait.h"

G_BEGIN_DECLS

/*
 * The annotations pane of an article that was captured twice, with every kind of change between. The window's
 * actions are the fixture's own: some do as the window does, all are written down.
 */

/* In document order. */
typedef enum
{
  GLOSS_TEST_REWORDED,
  GLOSS_TEST_NUMBER,
  GLOSS_TEST_SAME,
  GLOSS_TEST_NEGATION,
  GLOSS_TEST_LOST,
  GLOSS_TEST_REWORDED_TOO,
  GLOSS_TEST_N_PASSAGES
} GlossTestPassage;

typedef struct
{
  guint n_copies;     /* of the article that is reviewed */
  guint n_paragraphs; /* that did not change, before it */
  gboolean read_only;
  gboolean thrice; /* captured once more in between, with another number and nothing else changed */
} GlossTestReviewSetup;

typedef struct
{
  char *folder;
  char *path;
  char *article;
  GlossDatabase *beside;
  GlossStore *store;
  GlossUndoStack *undo;
  GlossDocument *document;
  GlossAnnotationList *list; /* borrowed */
  GPtrArray *uuids;          /* of the passages, in order; those of the paragraphs before them first */
  GtkWidget *window;
  GlossAnnotationsPane *pane; /* borrowed */
  char *done;                 /* the last action and its target */
  char *revealed;
} GlossTestReview;

/* data: a GlossTestReviewSetup. */
void gloss_test_review_set_up (GlossTestReview *fixture, gconstpointer data);
void gloss_test_review_tear_down (GlossTestReview *fixture, gconstpointer data);
void gloss_test_review_wait_for_saved (GlossTestReview *fixture);
/* In the last copy. */
GlossAnnotation *gloss_test_review_get_passage (GlossTestReview *fixture, GlossTestPassage passage);
/* The card of a passage, once it is built. */
GtkWidget *gloss_test_review_wait_for_card (GlossTestReview *fixture, GlossTestPassage passage);
/* Presses a button below root by the keyboard. */
void gloss_test_review_press (GlossTestReview *fixture, GtkWidget *root, const char *label);

G_END_DECLS
