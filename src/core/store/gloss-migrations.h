/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-connection.h"

G_BEGIN_DECLS

/* Private to core/store: what kind of file lies there, and the steps from any released schema to the present
 * one. */

/* "Glos": in the header of every library, so that no other program's database is taken for one. */
#define GLOSS_APPLICATION_ID 0x476c6f73

typedef enum
{
  GLOSS_FILE_ABSENT,
  GLOSS_FILE_EMPTY,
  GLOSS_FILE_LIBRARY
} GlossFileKind;

gboolean gloss_migrations_probe (const char *path, guint newest, GlossFileKind *kind, GError **error);

/* Fills a library that was just made; inside the transaction that makes it. */
typedef gboolean (*GlossMigrationsSeed) (GlossConnection *connection, gpointer data, GError **error);

/* The SQL of each step, the first one first; NULL-terminated. */
char **gloss_migrations_dup_steps (void);
gboolean gloss_migrations_run (GlossConnection *connection,
                               const char *const *steps,
                               GlossMigrationsSeed seed,
                               gpointer seed_data,
                               GError **error);
gboolean
gloss_migrations_make_readable (GlossConnection **connection, const char *const *steps, GError **error);
gboolean gloss_migrations_check_version (GlossConnection *connection, guint newest, GError **error);

G_END_DECLS
