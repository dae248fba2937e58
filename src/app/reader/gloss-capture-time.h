/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When something was captured, for a sentence: "22 Nov 2026, 09:15", in the user's time zone. rfc3339: as
 * records have it; "" where that is no time. Transfer full. */
char *gloss_capture_time_dup (const char *rfc3339);

G_END_DECLS
