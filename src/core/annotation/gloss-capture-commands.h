/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation.h"
#include "core/annotation/gloss-change.h"

G_BEGIN_DECLS

/* capture: its whole row. archive: NULL or "" takes the link away. NULL where nothing would change. Transfer
 * full. */
GlossChange *gloss_command_set_archive (GlossRecord *capture, const char *archive);
/* Of a source of the annotation, whose copy capture, a row too, becomes. NULL where it is that, or the source is
 * gone. Transfer full. */
GlossChange *
gloss_command_use_copy (GlossAnnotation *annotation, GlossRecord *source, GlossRecord *capture);

G_END_DECLS
