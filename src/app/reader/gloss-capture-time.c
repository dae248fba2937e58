/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The time of a capture, the one way it is written in the window. Any thread; owns nothing.
 */
#include "config.h"

#include "app/reader/gloss-capture-time.h"

#include <glib/gi18n.h>

char *
gloss_capture_time_dup (const char *rfc3339)
{
  g_autoptr (GDateTime) utc = rfc3339 != NULL ? g_date_time_new_from_iso8601 (rfc3339, NULL) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  /* Translators: the time when an article was captured */
  return local != NULL ? g_date_time_format (local, _ ("%-d %b %Y, %H:%M")) : g_strdup ("");
}
