/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossPageMenu:
 *
 * How the page looks: theme, typeface, text size. It holds no setting; its buttons activate the window's
 * actions `win.page-theme`, `win.face`, `win.text-larger`, `win.text-smaller` and `win.text-reset`.
 */
#define GLOSS_TYPE_PAGE_MENU (gloss_page_menu_get_type ())
G_DECLARE_FINAL_TYPE (GlossPageMenu, gloss_page_menu, GLOSS, PAGE_MENU, GtkPopover)

void gloss_page_menu_set_scale (GlossPageMenu *self, double scale);

G_END_DECLS
