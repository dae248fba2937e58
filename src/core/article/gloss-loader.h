/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-capture.h"
#include "core/article/gloss-source-file.h"

G_BEGIN_DECLS

/* Whether that is beyond this file. */
gboolean gloss_loader_needs_browser (GlossSourceFile *source);
/* Makes the capture of plain text or Markdown; HTML and MHTML need the web process (GlossFileReader)
 * and fail here with INVALID. One pass over the text; any thread. */
GlossCapture *gloss_loader_capture (GlossSourceFile *source, GError **error);

G_END_DECLS
