/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the user is told of a page while it loads. */
char *gloss_load_status_dup_waiting (const char *uri);
char *gloss_load_status_dup_loading (const char *uri, guint n_parts, guint n_under_way);

G_END_DECLS
