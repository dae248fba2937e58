/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/annotation/gloss-catalog.h"

G_BEGIN_DECLS

/**
 * GlossCategoryDot:
 *
 * A category's colour with its icon on it, so that colour is never the only sign.
 */
#define GLOSS_TYPE_CATEGORY_DOT (gloss_category_dot_get_type ())
G_DECLARE_FINAL_TYPE (GlossCategoryDot, gloss_category_dot, GLOSS, CATEGORY_DOT, GtkWidget)

GtkWidget *gloss_category_dot_new (const GlossCategory *category);

G_END_DECLS
