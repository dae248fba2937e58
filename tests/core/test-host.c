/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a host is, in every spelling, and what people are shown of it. */

#include "config.h"

#include "core/article/gloss-host.h"
#include "tests/support/gloss-test-hosts.h"

#include <string.h>

static void
test_hosts (void)
{
  for (gsize i = 0; i < gloss_test_n_hosts; i++)
    {
      g_autofree char *ascii = gloss_host_dup_ascii (gloss_test_hosts[i].host);
      g_autofree char *shown = g_strescape (gloss_test_hosts[i].host, NULL);

      g_test_message ("%s", shown);
      g_assert_cmpstr (ascii, ==, gloss_test_hosts[i].ascii);
      g_assert_cmpint (gloss_host_get_scope (gloss_test_hosts[i].host), ==, gloss_test_hosts[i].scope);
      if (ascii != NULL)
        {
          g_autofree char *again = gloss_host_dup_ascii (ascii);

          g_assert_cmpstr (again, ==, ascii);
          g_assert_cmpint (gloss_host_get_scope (ascii), ==, gloss_test_hosts[i].scope);
        }
    }
}

static void
test_long (void)
{
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *longer = g_strnfill (64, 'a');
  g_autofree char *longest = g_strnfill (100000, 'a');
  g_autofree char *host = g_strconcat (label, ".example", NULL),
                  *no_host = g_strconcat (longer, ".example", NULL);
  g_autofree char *dots = g_strnfill (100000, '.');

  g_assert_cmpint (gloss_host_get_scope (host), ==, GLOSS_HOST_NAME);
  g_assert_cmpint (gloss_host_get_scope (no_host), ==, GLOSS_HOST_PRIVATE);
  g_assert_cmpint (gloss_host_get_scope (longest), ==, GLOSS_HOST_PRIVATE);
  g_assert_cmpint (gloss_host_get_scope (dots), ==, GLOSS_HOST_PRIVATE);
}

static void
test_display (void)
{
  static const struct
  {
    const char *host;
    const char *shown;
  } cases[] = {
    { "Example.ORG.", "example.org" },
    { "xn--bcher-kva.example", "bücher.example" },
    { "BÜCHER.example", "bücher.example" },
    { "xn--e1afmkfd.xn--p1ai", "пример.рф" },
    { "xn--r8jz45g.example", "例え.example" },
    { "xn--hxajbheg2az3al.example", "παράδειγμα.example" },
    { "xn--mgbh0fb.example", "مثال.example" },
    { "việt.example", "việt.example" },
    { "한국.example", "한국.example" },
    /* Taken for others: all lookalikes, mixed scripts, letters beside the usual ones. */
    { "xn--80ak6aa92e.com", "xn--80ak6aa92e.com" },
    { "аррӏе.com", "xn--80ak6aa92e.com" },
    { "pаypal.com", "xn--pypal-4ve.com" },
    { "paypaı.com", "xn--paypa-r4a.com" },
    { "ɡoogle.com", "xn--oogle-qmc.com" },
    { "exampleα.com", "xn--example-7lf.com" },
    { "l\u0323a.example", "ḷa.example" },
    { "q\u0323a.example", "xn--qa-5wb.example" },
    { "a․b.example", "a%E2%80%A4b.example" },
    { "a\u2044b.example", "xn--ab-c6t.example" },
    { "[::FFFF:7f00:1]", "[::ffff:127.0.0.1]" },
    { "2130706433", "127.0.0.1" },
    { "gro.elpmaxe\u202e.example", "gro.elpmaxe%E2%80%AE.example" },
    { "a b\n", "a%20b%0A" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = gloss_host_dup_display (cases[i].host);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* What the network gives back as an address. */
static void
test_addresses (void)
{
  g_autoptr (GInetAddress) public = g_inet_address_new_from_string ("203.0.113.1");
  g_autoptr (GInetAddress) mapped = g_inet_address_new_from_string ("::ffff:10.1.2.3");
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);
  g_autoptr (GInetAddress) any = g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);

  g_assert_false (gloss_host_address_is_private (public));
  g_assert_true (gloss_host_address_is_private (mapped));
  g_assert_true (gloss_host_address_is_private (loopback));
  g_assert_true (gloss_host_address_is_private (any));
}

/* Whatever comes in, what is shown is plain to see and what is connected to is ASCII. */
static void
test_random (void)
{
  static const gunichar alphabet[] = { 'a',   'x',  'n',    '-',    '.',    '0',    '7',     '%',
                                       'e',   '2',  0x430,  0x3b1,  0x5d0,  0x627,  0x202e,  0x200d,
                                       0x300, 0xdf, 0x4e00, 0x3042, 0xff0e, 0x2066, 0x1f600, ':',
                                       '[',   ']',  ' ',    '\n',   '@',    '/' };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) host = g_string_new (NULL);
      g_autofree char *ascii = NULL, *shown = NULL;

      for (gint32 n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append_unichar (host, alphabet[g_test_rand_int_range (0, G_N_ELEMENTS (alphabet))]);
      ascii = gloss_host_dup_ascii (host->str);
      shown = gloss_host_dup_display (host->str);
      g_assert_true (ascii == NULL || g_str_is_ascii (ascii));
      g_assert_true (g_utf8_validate (shown, -1, NULL));
      for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_true (g_unichar_isgraph (g_utf8_get_char (p)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/hosts", test_hosts);
  g_test_add_func ("/host/long", test_long);
  g_test_add_func ("/host/display", test_display);
  g_test_add_func ("/host/addresses", test_addresses);
  g_test_add_func ("/host/random", test_random);
  return g_test_run ();
}
