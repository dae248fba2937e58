/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No text of more addresses is taken for a list of them. */
#define GLOSS_ADDRESS_LIST_MAX 200

char **gloss_address_list_dup (const char *text);
char **gloss_address_list_dup_from_entry (const char *text, GError **error);

G_END_DECLS
