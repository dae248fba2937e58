/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for what must come, by condition and not by the clock. */

#include "config.h"

#include "support/gloss-test-wait.h"

#include "support/gloss-test-library.h"

/* A failure, not a measure: how long a test waits for what must come. */
#define DEADLINE_SECONDS 60
#define TICK_MS 20

static gboolean
deadline_cb (gpointer data)
{
  g_error ("waited in vain for %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

GlossTestWait
gloss_test_wait_begin (const char *condition)
{
  GlossTestWait wait = { .deadline =
                           g_timeout_add_seconds (DEADLINE_SECONDS, deadline_cb, (gpointer) condition),
                         .tick = g_timeout_add (TICK_MS, tick_cb, NULL) };

  return wait;
}

void
gloss_test_wait_end (GlossTestWait *wait)
{
  g_source_remove (wait->tick);
  g_source_remove (wait->deadline);
}

void
gloss_test_keep_result_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

GlossStore *
gloss_test_open_store (const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GlossStore *store = gloss_store_new (path, GLOSS_TEST_WHO);

  gloss_store_open_async (store, NULL, gloss_test_keep_result_cb, &result);
  GLOSS_TEST_WAIT_FOR (result != NULL);
  gloss_store_open_finish (store, result, &error);
  g_assert_no_error (error);

  return store;
}

void
gloss_test_close_store (GlossStore *store)
{
  gloss_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (store);
}
