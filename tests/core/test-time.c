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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/now", test_now);
  return g_test_run ();
}
