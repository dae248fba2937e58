/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By which address an article is known. */

#include "config.h"

#include "core/article/gloss-address-identity.h"
#include "core/article/gloss-address.h"

static const struct
{
  const char *uri;
  const char *identity;
} cases[] = {
  { "https://site.example/a", "https://site.example/a" },
  { "https://site.example", "https://site.example/" },
  { "HTTPS://Site.Example:443/A", "https://site.example/A" },
  { "https://site.example/a?utm_source=x&utm_medium=y", "https://site.example/a" },
  { "https://site.example/a?id=7&utm_source=x&page=2", "https://site.example/a?id=7&page=2" },
  { "https://site.example/a?fbclid=1&b=%2F%20+&gclid", "https://site.example/a?b=%2F%20+" },
  { "https://site.example/a?FBCLID=1&UTM_X=2", "https://site.example/a" },
  { "https://site.example/a?%75tm_source=1&x", "https://site.example/a?x" },
  { "https://site.example/a?mc_eid=1&mc_cid=2&mc=3", "https://site.example/a?mc=3" },
  { "https://site.example/a?autm_source=1&fbclid2=1", "https://site.example/a?autm_source=1&fbclid2=1" },
  { "https://site.example/a?id=utm_source", "https://site.example/a?id=utm_source" },
  { "https://site.example/utm_source=1?", "https://site.example/utm_source=1" },
  { "https://site.example/a?b&&c=&=d", "https://site.example/a?b&&c=&=d" },
  { "https://site.example/a?%=1&%zz&%00=2", "https://site.example/a?%=1&%zz&%00=2" },
  { "https://site.example/a#part-2", "https://site.example/a" },
  { "https://site.example/a?utm_id=1#part?x=1", "https://site.example/a" },
  { "https://site.example/#!/article/7", "https://site.example/#!/article/7" },
  { "https://site.example/?gclid=1#/article/7", "https://site.example/#/article/7" },
  { "http://site.example/a", "http://site.example/a" },
  { "file:///home/ann/a.html?utm_source=x#y", "file:///home/ann/a.html?utm_source=x#y" },
  { "gloss-paste:00", "gloss-paste:00" },
  { "words?utm_source=x", "words?utm_source=x" },
  { "", "" },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *identity = gloss_address_dup_identity (cases[i].uri);
      g_autofree char *again = gloss_address_dup_identity (identity);

      g_assert_cmpstr (identity, ==, cases[i].identity);
      g_assert_cmpstr (again, ==, identity);
    }
}

/* Whatever an address holds: its identity is one that may be loaded, and has itself as identity. */
static void
test_random (void)
{
  static const char letters[] = "?&=#%u_tmfbclid2F/!a.";

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) uri = g_string_new ("https://site.example/");
      g_autofree char *identity = NULL, *again = NULL;

      for (gint32 n = g_test_rand_int_range (0, 30); n > 0; n--)
        g_string_append_c (uri, letters[g_test_rand_int_range (0, sizeof letters - 1)]);
      identity = gloss_address_dup_identity (uri->str);
      again = gloss_address_dup_identity (identity);
      g_assert_cmpstr (again, ==, identity);
      g_assert_cmpint (gloss_address_check (uri->str, NULL), ==, gloss_address_check (identity, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/address-identity/cases", test_cases);
  g_test_add_func ("/core/address-identity/random", test_random);
  return g_test_run ();
}
