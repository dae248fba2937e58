/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text in columns of a terminal, where a Chinese character takes two cells and an accent none. Any thread. */

int gloss_columns_measure (const char *text);
char *gloss_columns_fit (const char *text, int cells);
char *gloss_columns_pad (const char *text, int cells);
int gloss_columns_get_terminal (void);

G_END_DECLS
