/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/* Writes Glossator JSON (shared format description in data/glossator.schema.json) of the articles (uuids,
 * with what is kept of their sources; NULL: the whole library, trash too) to out, article by article, so that
 * memory stays flat. One snapshot. Document order; the same library gives the same bytes but for `exported`.
 * Errors: those of reading and of the stream. */
gboolean gloss_export_json (GlossDatabase *database,
                            const char *const *articles,
                            GOutputStream *out,
                            GCancellable *cancellable,
                            GError **error);
/* The same to a file, replaced atomically: on failure the old file stands as it was. */
gboolean gloss_export_json_to_file (GlossDatabase *database,
                                    const char *const *articles,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
