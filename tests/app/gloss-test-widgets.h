/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Looking for widgets as a user does: by what they are and what they say. All below root, in order. */

/* (element-type GtkWidget), transfer container. */
GPtrArray *gloss_test_find_widgets (GtkWidget *root, GType type);
/* The first, or NULL. */
GtkWidget *gloss_test_find_widget (GtkWidget *root, GType type);
/* The first button with this label that can be seen and pressed, or NULL. */
GtkWidget *gloss_test_find_button (GtkWidget *root, const char *label);
/* The first label that can be seen and says this, or NULL. */
GtkWidget *gloss_test_find_label (GtkWidget *root, const char *text);

G_END_DECLS
