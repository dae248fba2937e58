/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-comparison.h"
#include "web/gloss-reader-view.h"

G_BEGIN_DECLS

/**
 * GlossCompareBar:
 *
 * Stands above a comparison: with which capture, how many changes, and the way from one to the next. Another
 * capture to compare with activates `win.compare` with its uuid, the close button `win.close-comparison`;
 * the arrows activate `win.step-change`.
 */
#define GLOSS_TYPE_COMPARE_BAR (gloss_compare_bar_get_type ())
G_DECLARE_FINAL_TYPE (GlossCompareBar, gloss_compare_bar, GLOSS, COMPARE_BAR, GtkWidget)

GtkWidget *gloss_compare_bar_new (void);
void gloss_compare_bar_set_view (GlossCompareBar *self, GlossReaderView *view);
/* older: records of the captures that can be compared with, newest first; uuid: the one that is. The bar
 * opens and says that it is being compared, until gloss_compare_bar_set_comparison(). */
void gloss_compare_bar_open (GlossCompareBar *self, GPtrArray *older, const char *uuid);
void gloss_compare_bar_set_comparison (GlossCompareBar *self, GlossComparison *comparison);
void gloss_compare_bar_close (GlossCompareBar *self);
/* To the next (1) or previous (-1) change; behind the last one comes the first. */
void gloss_compare_bar_step (GlossCompareBar *self, int step);

G_END_DECLS
