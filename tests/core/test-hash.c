/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 by the samples of FIPS 180-4. */

#include "config.h"

#include "core/base/gloss-hash.h"

#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
test_samples (void)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) with_nul = g_bytes_new_static ("abc\0", 4);
  g_autofree char *empty_data = gloss_hash_data (NULL, 0);
  g_autofree char *empty_bytes = gloss_hash_bytes (nothing);
  g_autofree char *abc = gloss_hash_string ("abc");
  g_autofree char *abc_nul = gloss_hash_bytes (with_nul);

  g_assert_cmpstr (empty_data, ==, EMPTY);
  g_assert_cmpstr (empty_bytes, ==, EMPTY);
  g_assert_cmpstr (abc, ==, ABC);
  g_assert_cmpstr (abc_nul, !=, ABC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hash/samples", test_samples);
  return g_test_run ();
}
