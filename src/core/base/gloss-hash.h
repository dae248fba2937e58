/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_hash_data (gconstpointer data, gsize length);
char *gloss_hash_string (const char *string);
char *gloss_hash_bytes (GBytes *bytes);

G_END_DECLS
