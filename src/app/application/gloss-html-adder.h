/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-page-loader.h"

G_BEGIN_DECLS

/* No instance, no window: each adds one article to a library, and its result is the exit status. */
int gloss_html_adder_run (const char *library, GFile *file, gboolean keep, const char *who);
int gloss_html_adder_run_for_page (
  const char *library, const char *uri, const GlossPageLimits *limits, gboolean keep, const char *who);

G_END_DECLS
