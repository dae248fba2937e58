/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean gloss_keys_activate (GtkWidget *window, guint keyval, GdkModifierType state);

G_END_DECLS
