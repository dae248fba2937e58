/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_uuid_new_for_name (const char *space, const char *name);

G_END_DECLS
