/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The time of a capture, the one way it is written in the window. Any thread; owns nothing.
 */
#include "config.h"

#include "app/reader/gloss-capture-time.h"

#include <glib/gi18n.h>

static char *
format (const char *rfc3339, const char *notation)
{
  g_autoptr (GDateTime) utc = rfc3339 != NULL ? g_date_time_new_from_iso8601 (rfc3339, NULL) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, notation) : g_strdup ("");
}

char *
gloss_capture_time_dup (const char *rfc3339)
{
  /* Translators: the time when an article was captured */
  return format (rfc3339, _ ("%-d %b %Y, %H:%M"));
}

char *
gloss_capture_time_dup_among (GlossRecord *capture, GPtrArray *captures)
{
  const char *captured = gloss_record_get_string (capture, "captured");
  g_autofree char *time = gloss_capture_time_dup (captured);

  for (guint i = 0; i < captures->len; i++)
    {
      GlossRecord *other = g_ptr_array_index (captures, i);
      g_autofree char *other_time = gloss_capture_time_dup (gloss_record_get_string (other, "captured"));

      if (g_strcmp0 (gloss_record_get_uuid (other), gloss_record_get_uuid (capture)) != 0 &&
          g_strcmp0 (other_time, time) == 0)
        /* Translators: the time when an article was captured, where it was twice within a minute */
        return format (captured, _ ("%-d %b %Y, %H:%M:%S"));
    }
  return g_steal_pointer (&time);
}
