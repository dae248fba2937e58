/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/article/gloss-host.h"

G_BEGIN_DECLS

char *gloss_address_dup_from_text (const char *text, GError **error);
gboolean gloss_address_check (const char *uri, GError **error);
gboolean gloss_address_is_web (const char *uri);
char *gloss_address_dup_host (const char *uri);
char *gloss_address_dup_display (const char *uri);

G_END_DECLS
