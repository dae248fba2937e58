/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_time_dup_now (void);
char *gloss_time_dup_today (void);
/* YYYY, YYYY-MM or YYYY-MM-DD. */
gboolean gloss_time_is_date (const char *text);

G_END_DECLS
