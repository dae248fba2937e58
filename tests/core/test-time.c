/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times as Glossator writes them. */

#include "config.h"

#include "core/base/gloss-time.h"

#include <string.h>

static void
test_now (void)
{
  g_autofree char *now = gloss_time_dup_now ();
  g_autoptr (GDateTime) read = g_date_time_new_from_iso8601 (now, NULL);

  g_assert_cmpuint (strlen (now), ==, 24);
  g_assert_true (g_str_has_suffix (now, "Z"));
  g_assert_nonnull (read);
}

static void
test_dates (void)
{
  static const char *const dates[] = { "2026", "2026-11", "2026-11-22", "2024-02-29", "1066-10-14" };
  static const char *const others[] = {
    NULL,         "",           "20",         "2026-",      "2026-13",   "2026-00",  "2026-02-30",
    "2025-02-29", "22-11-2026", "2026/11/22", "2026-11-2 ", "last week", "2026-1-1", "2026-11-22T00:00:00Z"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_true (gloss_time_is_date (dates[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (gloss_time_is_date (others[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/now", test_now);
  g_test_add_func ("/time/dates", test_dates);
  return g_test_run ();
}
