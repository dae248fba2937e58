/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/gloss-intake.h"
#include "support/gloss-test-library.h"
#include "support/gloss-test-server.h"

G_BEGIN_DECLS

/**
 * GlossTestIntake:
 *
 * An intake on a library of its own, in a shown window, beside a server; and what it told of, the last of
 * each kind.
 */
typedef struct
{
  GlossTestLibrary library;
  GlossTestServer *server;
  GSettings *settings;
  GlossStore *store;
  GlossIntake *intake;
  GtkWidget *window;

  guint n_added;
  char *article;
  GlossAdded added;
  guint n_together; /* of those that were added */
  guint n_failed;
  GError *error;
  char *failed;
  gboolean was_loaded;
  guint n_doubted;
  char *doubted;
  char *doubt;
  guint n_noted;
  char *note;
  char *next;
  GPtrArray *statuses; /* of char, all of them */
  /* of several files */
  char *summary;
  char *failures;
} GlossTestIntake;

void gloss_test_intake_set_up (GlossTestIntake *self, gconstpointer data);
void gloss_test_intake_tear_down (GlossTestIntake *self, gconstpointer data);

/* Until nothing is on its way. */
void gloss_test_intake_wait (GlossTestIntake *self);
/* An address of the server. Transfer full. */
char *gloss_test_intake_dup_uri (GlossTestIntake *self, const char *path);
/* An article of its own, of a length that reads as one. */
void gloss_test_intake_serve (GlossTestIntake *self, const char *path, const char *title);
/* head: elements before it. */
void
gloss_test_intake_serve_with (GlossTestIntake *self, const char *path, const char *title, const char *head);
/* A file of this test's own, which is taken into the library. Transfer full. */
GFile *
gloss_test_intake_add_file (GlossTestIntake *self, const char *name, const char *content, gsize length);

G_END_DECLS
