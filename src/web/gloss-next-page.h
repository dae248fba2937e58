/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gloss_next_page_is_part (const char *uri, const char *next_uri);

G_END_DECLS
