/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for what must come, by condition and not by the clock. */

#include "config.h"

#include "support/gloss-test-wait.h"

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
  GlossTestWait wait = {
    .deadline = g_timeout_add_seconds (GLOSS_TEST_DEADLINE_SECONDS, deadline_cb, (gpointer) condition),
    .tick = g_timeout_add (TICK_MS, tick_cb, NULL),
  };

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

void
gloss_test_finalize (gpointer object)
{
  GLOSS_TEST_WAIT_FOR (g_atomic_int_get (&G_OBJECT (object)->ref_count) == 1);
  g_assert_finalize_object (object);
}
