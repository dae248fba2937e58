/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "web/gloss-page-loader.h"

G_BEGIN_DECLS

/**
 * GlossAddingFlags:
 * @GLOSS_ADDING_KEEP: a page is stored, too, that may not be the one that is wanted
 * @GLOSS_ADDING_WHOLE: all of it is taken, not its article alone
 *
 * How a page is added.
 */
typedef enum
{
  GLOSS_ADDING_KEEP = 1 << 0,
  GLOSS_ADDING_WHOLE = 1 << 1,
} GlossAddingFlags;

/* No instance, no window: each adds one article to a library, and its result is the exit status. */
int gloss_html_adder_run (const char *library, GFile *file, GlossAddingFlags flags, const char *who);
int gloss_html_adder_run_for_page (const char *library,
                                   const char *uri,
                                   const GlossPageLimits *limits,
                                   GlossAddingFlags flags,
                                   const char *who);

G_END_DECLS
