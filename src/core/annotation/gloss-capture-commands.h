/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-change.h"

G_BEGIN_DECLS

/* capture: its whole row. archive: NULL or "" takes the link away. NULL where nothing would change. Transfer
 * full. */
GlossChange *gloss_command_set_archive (GlossRecord *capture, const char *archive);

G_END_DECLS
