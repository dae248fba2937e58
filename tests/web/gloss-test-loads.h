/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/support/gloss-test-server.h"
#include "web/gloss-page-loader.h"

/* As many as a page has to show for nobody to wait whether its scripts write some. */
#define TEST_WORDS "Words that say something, and are enough to be read."

/* A loader and its server, which has a picture at every path below /pictures/. */
typedef struct
{
  GlossTestServer *server;
  GlossPageLoader *loader;
  GtkWidget *window;
  guint n_statuses;
  guint n_progresses;
} TestLoads;

/* What became of a load. */
typedef struct
{
  gboolean is_done;
  GlossPage *page;
  GError *error;
} TestLoad;

/* is_shown: not NULL: the loader's widget stands in a window. */
void gloss_test_loads_open (TestLoads *loads, gconstpointer is_shown);
/* Fails where a web process is left. */
void gloss_test_loads_close (TestLoads *loads, gconstpointer is_shown);

/* path: one of the server, or a whole address. */
char *gloss_test_loads_dup_uri (TestLoads *loads, const char *path);
/* data: a TestLoad. */
void gloss_test_loaded_cb (GObject *source, GAsyncResult *result, gpointer data);
GlossPage *
gloss_test_loads_load (TestLoads *loads, const char *path, const GlossPageLimits *limits, GError **error);
GlossPage *gloss_test_loads_load_well (TestLoads *loads, const char *path);
/* Returns: the sentence. */
char *
gloss_test_loads_load_badly (TestLoads *loads, const char *path, const GlossPageLimits *limits, int code);
void
gloss_test_loads_check_fails (TestLoads *loads, const char *path, const GlossPageLimits *limits, int code);
guint gloss_test_loads_count (TestLoads *loads, const char *path);

void gloss_test_check_has (GlossPage *page, const char *words);
void gloss_test_loads_check_final (TestLoads *loads, GlossPage *page, const char *path);
