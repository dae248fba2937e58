/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation-list.h"
#include "core/article/gloss-comparison.h"

G_BEGIN_DECLS

/* The annotations of an article where they stand in a comparison's text, for showing it: the same uuids,
 * categories, statuses and verdicts, nothing else that hangs on them. They stand where the new capture has
 * them, else where the old one has, else nowhere. What is to be reviewed is marked so where the new capture
 * is the article's newest. The list follows annotations for as long as it lives. Transfer full. */
GlossAnnotationList *gloss_comparison_list_new (GlossComparison *comparison,
                                                GlossAnnotationList *annotations);

G_END_DECLS
