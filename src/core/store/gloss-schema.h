/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-connection.h"

G_BEGIN_DECLS

/* Private to core/store: whether a library looks as the steps of gloss-migrations.h make one. */

/* Of a library as the newest steps make it: all that is needed to know that one is sound. A new step brings a
 * new one, which the test of this file tells. */
#define GLOSS_SCHEMA_FINGERPRINT "fcd308a990744b36bed7730772b741e6921eeaae536946f3460cfa109bcb0027"
char *gloss_schema_dup_fingerprint (GlossConnection *connection, GError **error);

/* Errors: CORRUPT where a table is not what the code reads and writes; those of reading. */
gboolean gloss_schema_check_tables (GlossConnection *connection, const char *const *steps, GError **error);
/* Adds a sentence for each index and trigger that is missing or differs, and for each trigger there is too
 * many. */
gboolean gloss_schema_report (GlossConnection *connection,
                              const char *const *steps,
                              GPtrArray *problems,
                              GError **error);

G_END_DECLS
