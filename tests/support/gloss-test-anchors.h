/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation.h"

G_BEGIN_DECLS

/* Rows of table anchor as adding a capture makes them. */

/* What became of an annotation in a further capture: found (nullable) is looked for in text. Each was made
 * later than the one before. */
GlossRecord *gloss_test_anchors_make_row (GlossAnnotation *annotation,
                                          const char *capture,
                                          const char *state,
                                          GlossText *text,
                                          const char *found,
                                          const char *flags);
/* Each row that is not in the trash as canonical JSON, but for when it was touched; element-type char *. */
GPtrArray *gloss_test_anchors_list_rows (GlossAnnotation *annotation);
void gloss_test_anchors_assert_same (GPtrArray *rows, GPtrArray *others);
/* before may be NULL, and both of any table. */
void gloss_test_assert_quote_kept (GlossRecord *before, GlossRecord *after);

G_END_DECLS
