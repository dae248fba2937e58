/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-database.h"
#include "core/store/gloss-store.h"
#include "support/gloss-test-wait.h"

G_BEGIN_DECLS

/* What tests of the store have in common: a place for a library, an article in it, annotations on that. */

#define GLOSS_TEST_WHO "A. Checker"

/* A fixture for g_test_add(): a library that must be sound in the end. */
typedef struct
{
  char *path;
  GlossDatabase *database;
} GlossTestLibrary;

void gloss_test_library_set_up (GlossTestLibrary *library, gconstpointer data);
void gloss_test_library_tear_down (GlossTestLibrary *library, gconstpointer data);

/* A path that nothing has yet, in the test's own folder. */
char *gloss_test_dup_library_path (void);
/* A library that must open. */
GlossDatabase *gloss_test_open (const char *path);
GlossCapture *gloss_test_make_capture (const char *uri, const char *text);
/* Adds an article; returns its uuid. */
char *gloss_test_add_article (GlossDatabase *database, const char *uri, const char *text);
/* The change that annotates the code points from start to before end. */
GlossChange *gloss_test_annotate (GlossCapture *capture, gsize start, gsize end);
/* The uuid of the annotation that it makes; borrowed. */
const char *gloss_test_get_annotation (GlossChange *change);
/* What someone does to a library with another program. */
void gloss_test_exec (const char *path, const char *sql);
/* One row; NULL where there is none. */
GlossRecord *gloss_test_load_record (GlossDatabase *database, const char *table, const char *uuid);
/* Fails the test with the first sentence if there is any. */
void gloss_test_assert_sound (GlossDatabase *database);
/* What is decided in one millisecond can't be told from what was found in it; nobody is that fast. */
void gloss_test_wait_for_clock (void);

/* A store that must open, and one that nothing else must hold. */
GlossStore *gloss_test_open_store (const char *path);
void gloss_test_close_store (GlossStore *store);

G_END_DECLS
