/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way times are written: RFC 3339 in UTC, with milliseconds, so that they sort as text. Any thread.
 */

#include "config.h"

#include "core/base/gloss-time.h"

/**
 * gloss_time_dup_now:
 *
 * Tells the time by the wall clock, such as `2026-11-22T13:04:05.678Z`. Two calls may give the same time, or
 * an earlier one when the clock was set back: nothing may rely on times for order.
 *
 * Returns: (transfer full): the time in UTC, 24 characters
 */
char *
gloss_time_dup_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, g_date_time_get_microsecond (now) / 1000);
}
