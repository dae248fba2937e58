/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/gloss-test-library.h"

G_BEGIN_DECLS

/* An article in three versions, for tests of what becomes of its annotations. Everything that fails here fails the
 * test. Changes are transfer full. */

/* Passages of the first version, and where they went in the second. */
#define GLOSS_TEST_URI "https://example.org/a"
#define GLOSS_TEST_RANGE "about 190 miles"
#define GLOSS_TEST_FORCES "Almost 10,000 forces were sent"
#define GLOSS_TEST_DENIAL "The ministry did confirm the report"
#define GLOSS_TEST_WITNESS "Nobody saw the convoy leave"
#define GLOSS_TEST_WEATHER "Rain fell over the northern hills for two days"
#define GLOSS_TEST_REST                                                                                      \
  GLOSS_TEST_FORCES                                                                                          \
  " to the border. The ministry did not confirm the report on Monday.\n\nSchools and offices stayed open "   \
  "all through the week without any interruption."

extern const char gloss_test_first_version[];
extern const char gloss_test_second_version[];
/* The same, with another number. */
extern const char gloss_test_third_version[];

typedef struct
{
  char *path;
  GlossDatabase *database;
  char *article;
} GlossTestVersions;

void gloss_test_versions_set_up (GlossTestVersions *self, gconstpointer data);
void gloss_test_versions_tear_down (GlossTestVersions *self, gconstpointer data);
void gloss_test_versions_apply (GlossTestVersions *self, GlossChange *change);
GlossChange *gloss_test_versions_undo (GlossTestVersions *self, GlossChange *change);
/* Returns what was written. */
GlossChange *gloss_test_versions_capture_again (GlossTestVersions *self, const char *text);
GlossCapture *gloss_test_versions_load_capture (GlossTestVersions *self);
GlossChange *
gloss_test_versions_annotate_in (GlossTestVersions *self, GlossCapture *capture, const char *quote);
/* In the newest capture; returns the annotation's uuid. */
char *gloss_test_versions_annotate (GlossTestVersions *self, const char *quote);
/* The one row that counts. */
GlossRecord *gloss_test_versions_load_row (GlossTestVersions *self, const char *annotation);
/* found NULL: lost. */
void gloss_test_versions_assert_row (GlossTestVersions *self,
                                     const char *annotation,
                                     const char *state,
                                     const char *quote,
                                     const char *found,
                                     const char *flags);
void
gloss_test_versions_assert_reviewed (GlossTestVersions *self, const char *annotation, const char *reviewed);
/* As keeping the old words, or leaving it lost, does. */
void gloss_test_versions_review (GlossTestVersions *self, const char *annotation, const char *when);
guint gloss_test_versions_count (GlossTestVersions *self, const char *table);
/* Returns what was written, NULL where nothing was. */
GlossChange *gloss_test_versions_settle (GlossTestVersions *self);
void gloss_test_versions_assert_settled (GlossTestVersions *self);
GlossRecord *gloss_test_versions_load_annotation (GlossTestVersions *self, const char *uuid);

G_END_DECLS
