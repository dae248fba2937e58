/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/article/gloss-article.h"

G_BEGIN_DECLS

/**
 * GlossVerdictBar:
 *
 * A thin bar that shows how far the check of an article is: green for claims found true, amber for mixed, red
 * for false, grey for open verdicts, and the empty track for what has none yet. It says nothing that the
 * words beside it do not say.
 */
#define GLOSS_TYPE_VERDICT_BAR (gloss_verdict_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlossVerdictBar, gloss_verdict_bar, GLOSS, VERDICT_BAR, GtkWidget)

GtkWidget *gloss_verdict_bar_new (void);
void gloss_verdict_bar_set_counts (GlossVerdictBar *self, const GlossArticleCounts *counts);
/* The colour of a verdict's family (see GlossVerdict); NULL and `open` are grey. */
void gloss_verdict_bar_get_colour (const char *family, GdkRGBA *colour);

G_END_DECLS
