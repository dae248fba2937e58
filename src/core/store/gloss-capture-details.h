/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/gloss-database.h"

G_BEGIN_DECLS

/**
 * GlossCaptureDetails:
 * @capture: its row, with all columns
 * @article: the row of its article
 * @size: bytes of what was received, -1 where they are not kept
 *
 * What makes a capture provable, as the library has it.
 */
typedef struct
{
  GlossRecord *capture;
  GlossRecord *article;
  gint64 size;
} GlossCaptureDetails;

/* Errors also: NOT_FOUND. Transfer full. */
GlossCaptureDetails *
gloss_capture_details_load (GlossDatabase *database, const char *capture, GError **error);
void gloss_capture_details_free (GlossCaptureDetails *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossCaptureDetails, gloss_capture_details_free)

G_END_DECLS
