/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A failure, not a measure: how long a test waits for what must come. */
#define GLOSS_TEST_DEADLINE_SECONDS 120

/* Runs the main loop until something is so, and fails the test if it never is. It wakes by itself too, for
 * conditions that no event comes with. */
#define GLOSS_TEST_WAIT_FOR(condition)                                                                       \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    GlossTestWait wait = gloss_test_wait_begin (G_STRLOC ": " #condition);                                   \
    while (!(condition))                                                                                     \
      g_main_context_iteration (NULL, TRUE);                                                                 \
    gloss_test_wait_end (&wait);                                                                             \
  }                                                                                                          \
  G_STMT_END

typedef struct
{
  guint deadline;
  guint tick;
} GlossTestWait;

GlossTestWait gloss_test_wait_begin (const char *condition);
void gloss_test_wait_end (GlossTestWait *wait);

/* A GAsyncReadyCallback that keeps a reference to the result in data, a GAsyncResult **. */
void gloss_test_keep_result_cb (GObject *object, GAsyncResult *result, gpointer data);

/* Drops the test's reference, which must be the last one: others are waited for. What was under way when a
 * test ended (a task whose answer is yet to be dispatched, a call that WebKit has still to answer) holds its
 * object for a while. */
void gloss_test_finalize (gpointer object);

G_END_DECLS
