/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-store.h"

G_BEGIN_DECLS

/* Runs the main loop until something is so, and fails the test if it never is. It wakes by itself too, for
 * conditions that no event comes with. */
#define GLOSS_TEST_WAIT_FOR(condition)                                                                       \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    GlossTestWait wait = gloss_test_wait_begin (#condition);                                                 \
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

/* A store that must open, and one that nothing else must hold. */
GlossStore *gloss_test_open_store (const char *path);
void gloss_test_close_store (GlossStore *store);

G_END_DECLS
