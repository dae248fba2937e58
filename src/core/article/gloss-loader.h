/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture.h"
#include "core/article/gloss-source-file.h"

G_BEGIN_DECLS

/* Makes the capture of plain text or Markdown; HTML needs the web process (gloss_html_reader_read_async())
 * and fails here with INVALID. One pass over the text; any thread. */
GlossCapture *gloss_loader_capture (GlossSourceFile *source, GError **error);

G_END_DECLS
