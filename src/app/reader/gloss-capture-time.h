/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/gloss-record.h"

G_BEGIN_DECLS

/* When something was captured, for a sentence: "22 Nov 2026, 09:15", in the user's time zone. rfc3339: as
 * records have it; "" where that is no time. Transfer full. */
char *gloss_capture_time_dup (const char *rfc3339);
/* The same for one of several captures (element-type GlossRecord): with seconds where another one was made in
 * the same minute. */
char *gloss_capture_time_dup_among (GlossRecord *capture, GPtrArray *captures);

G_END_DECLS
