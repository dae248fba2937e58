/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times as Glossator writes them, and as others may not. */

#include "config.h"

#include "core/base/gloss-time.h"

#include <string.h>

static void
test_now (void)
{
  g_autofree char *now = gloss_time_dup_now ();

  g_assert_cmpuint (strlen (now), ==, 24);
  g_assert_true (g_str_has_suffix (now, "Z"));
  g_assert_true (gloss_time_is_valid (now));
}

static void
test_valid (void)
{
  static const char *const valid[] = { "2026-11-22T13:04:05Z", "2026-11-22T13:04:05.678Z",
                                       "2026-11-22T13:04:05.123456789+01:00", "2024-02-29T00:00:00-12:30",
                                       "1990-12-31T23:59:60Z" };

  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (gloss_time_is_valid (valid[i]));
}

static void
test_invalid (void)
{
  static const char *const invalid[] = {
    NULL,
    "",
    "2026-11-22",
    "2026-11-22T13:04:05",
    "2026-11-22T13:04Z",
    "2026-11-22 13:04:05Z",
    "2026-11-22T13:04:05.Z",
    "2026-11-22T13:04:05Z ",
    "2026-11-22T24:00:00Z",
    "2026-11-22T13:60:00Z",
    "2026-11-22T13:04:61Z",
    "2026-11-22T13:04:05+24:00",
    "2026-11-22T13:04:05+1:00",
    "2026-02-29T13:04:05Z",
    "2026-13-01T13:04:05Z",
    "2026-00-01T13:04:05Z",
    "2026-01-00T13:04:05Z",
    "0000-01-01T13:04:05Z",
    "26-11-22T13:04:05Z",
    "+2026-11-22T13:04:05Z",
  };

  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (gloss_time_is_valid (invalid[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/now", test_now);
  g_test_add_func ("/time/valid", test_valid);
  g_test_add_func ("/time/invalid", test_invalid);
  return g_test_run ();
}
