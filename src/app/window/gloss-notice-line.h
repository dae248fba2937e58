/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GlossNoticeLine:
 *
 * The words of a notice and its button: beside each other where that leaves the words enough room to be read,
 * else the button below them.
 */
#define GLOSS_TYPE_NOTICE_LINE (gloss_notice_line_get_type ())
G_DECLARE_FINAL_TYPE (GlossNoticeLine, gloss_notice_line, GLOSS, NOTICE_LINE, GtkWidget)

/* words: any widget that wraps. button: NULL where there is none. */
GtkWidget *gloss_notice_line_new (GtkWidget *words, GtkWidget *button);

G_END_DECLS
