/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* address: as the page has it. Returns: whether to go on. */
typedef gboolean (*GlossDataImageFunc) (const char *address, GBytes *bytes, gpointer data);

/* The images that stand in a page's markup themselves (data: addresses in base64), in their order. */
void gloss_data_images_foreach (const char *markup, GlossDataImageFunc func, gpointer data);

G_END_DECLS
