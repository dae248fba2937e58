/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *gloss_author_dup (GSettings *settings);

G_END_DECLS
