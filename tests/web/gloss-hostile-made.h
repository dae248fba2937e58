/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A page of the hostile corpus that is too large to be kept as a file. Fails for an unknown name. */
GBytes *gloss_hostile_make (const char *name);

G_END_DECLS
