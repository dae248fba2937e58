/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossChoiceFunc:
 * @image: hidden before the call
 * @label: without text or style before the call
 * @id: the choice
 *
 * Shows one choice of a #GtkDropDown.
 */
typedef void (*GlossChoiceFunc) (GtkImage *image, GtkLabel *label, const char *id, gpointer data);

/* For a drop-down over a GtkStringList of ids: an icon and a label each. data is borrowed and has to outlive
 * it. */
GtkListItemFactory *gloss_choice_factory_new (GlossChoiceFunc show, gpointer data);

G_END_DECLS
