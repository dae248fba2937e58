/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way times are written: RFC 3339 in UTC, with milliseconds, so that they sort as text. Any thread.
 */

#include "config.h"

#include "core/base/gloss-time.h"

#include <string.h>

/* Reads n digits and moves on; -1 where there are fewer. */
static int
take_digits (const char **cursor, guint n)
{
  int value = 0;

  for (guint i = 0; i < n; i++, (*cursor)++)
    {
      if (!g_ascii_isdigit (**cursor))
        return -1;
      value = value * 10 + (**cursor - '0');
    }

  return value;
}

static gboolean
take_char (const char **cursor, char expected)
{
  if (**cursor != expected)
    return FALSE;

  (*cursor)++;
  return TRUE;
}

static gboolean
take_date (const char **cursor)
{
  int year, month, day;

  year = take_digits (cursor, 4);
  if (year < 1 || !take_char (cursor, '-'))
    return FALSE;

  month = take_digits (cursor, 2);
  if (month < 1 || month > 12 || !take_char (cursor, '-'))
    return FALSE;

  day = take_digits (cursor, 2);
  return day >= 1 && g_date_valid_dmy (day, month, year);
}

static gboolean
take_clock (const char **cursor)
{
  int hour, minute, second;

  hour = take_digits (cursor, 2);
  if (hour < 0 || hour > 23 || !take_char (cursor, ':'))
    return FALSE;

  minute = take_digits (cursor, 2);
  if (minute < 0 || minute > 59 || !take_char (cursor, ':'))
    return FALSE;

  /* 60 is a leap second. */
  second = take_digits (cursor, 2);
  if (second < 0 || second > 60)
    return FALSE;

  if (take_char (cursor, '.'))
    {
      if (take_digits (cursor, 1) < 0)
        return FALSE;
      while (g_ascii_isdigit (**cursor))
        (*cursor)++;
    }

  return TRUE;
}

static gboolean
take_zone (const char **cursor)
{
  int hour, minute;

  if (take_char (cursor, 'Z'))
    return TRUE;
  if (!take_char (cursor, '+') && !take_char (cursor, '-'))
    return FALSE;

  hour = take_digits (cursor, 2);
  if (hour < 0 || hour > 23 || !take_char (cursor, ':'))
    return FALSE;

  minute = take_digits (cursor, 2);
  return minute >= 0 && minute <= 59;
}

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
 * gloss_time_is_valid:
 * @time: (nullable): what may be a time
 *
 * Checks a time that came from outside: a whole RFC 3339 `date-time`, of a day that exists, with a zone, and
 * with the letters in upper case, as Glossator writes them.
 *
 * Returns: %TRUE if @time is one
 */
gboolean
gloss_time_is_valid (const char *time)
{
  const char *cursor = time;

  return time != NULL && take_date (&cursor) && take_char (&cursor, 'T') && take_clock (&cursor) &&
         take_zone (&cursor) && *cursor == '\0';
}
