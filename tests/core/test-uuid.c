/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Uuids of names, against the samples that other implementations give. */

#include "config.h"

#include "core/base/gloss-uuid.h"

#define DNS "6ba7b810-9dad-11d1-80b4-00c04fd430c8"

static void
test_samples (void)
{
  g_autofree char *example = gloss_uuid_new_for_name (DNS, "www.example.com");
  g_autofree char *python = gloss_uuid_new_for_name (DNS, "python.org");
  g_autofree char *upper = gloss_uuid_new_for_name ("6BA7B810-9DAD-11D1-80B4-00C04FD430C8", "python.org");

  g_assert_cmpstr (example, ==, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
  g_assert_cmpstr (python, ==, "886313e1-3b8a-5372-9b90-0c9aee199e5d");
  g_assert_cmpstr (upper, ==, python);
  g_assert_true (g_uuid_string_is_valid (example));
}

static void
test_no_space (void)
{
  g_assert_null (gloss_uuid_new_for_name ("", "name"));
  g_assert_null (gloss_uuid_new_for_name ("6ba7b810-9dad-11d1-80b4-00c04fd430c", "name"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uuid/samples", test_samples);
  g_test_add_func ("/uuid/no-space", test_no_space);
  return g_test_run ();
}
