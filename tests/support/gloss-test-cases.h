/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/anchor/gloss-anchor.h"

G_BEGIN_DECLS

/* A line of a re-anchoring set: a passage of an old text, to be found in a new one. */
typedef struct
{
  char *id;
  char *old_text; /* names of files */
  char *new_text;
  GlossAnchor *anchor;
} GlossTestCase;

/* All lines of a file, in their order; element-type GlossTestCase. Ends the program, with a word, where one
 * is no case. */
GArray *gloss_test_cases_read (const char *path);
/* A file of a folder as a text. Ends the program, with a word, where it is none. */
GlossText *gloss_test_cases_read_text (const char *folder, const char *name);
/* The folder with the material that is not part of the project: GLOSSATOR_SHARED, else ../shared beside the
 * source tree; NULL where there is none. */
char *gloss_test_cases_dup_shared (void);

G_END_DECLS
