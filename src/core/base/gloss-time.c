/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way times are written: RFC 3339 in UTC, with milliseconds, so that they sort as text. Any thread.
 */

#include "config.h"

#include "core/base/gloss-time.h"

#include <stdlib.h>
#include <string.h>

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

/**
 * gloss_time_dup_today:
 *
 * Returns: (transfer full): the day where the user is, such as `2026-11-22`
 */
char *
gloss_time_dup_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

/**
 * gloss_time_is_date:
 * @text: (nullable): what may be a date
 *
 * Checks a date as sources and claims have them, of which the day or the month may not be known.
 *
 * Returns: %TRUE for YYYY, YYYY-MM or YYYY-MM-DD of a day that exists
 */
gboolean
gloss_time_is_date (const char *text)
{
  static const char pattern[] = "dddd-dd-dd";
  gsize length = text != NULL ? strlen (text) : 0;
  int month, day;

  if (length != strlen ("2026") && length != strlen ("2026-11") && length != strlen (pattern))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != pattern[i])
      return FALSE;

  month = length > strlen ("2026") ? atoi (text + strlen ("2026-")) : 1;
  day = length > strlen ("2026-11") ? atoi (text + strlen ("2026-11-")) : 1;
  return g_date_valid_dmy (day, month, atoi (text));
}
