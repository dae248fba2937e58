/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a host is, in every spelling, and what people are shown of it. */

#include "config.h"

#include "core/article/gloss-host.h"

#include <string.h>

#define PUBLIC GLOSS_HOST_PUBLIC
#define PRIVATE GLOSS_HOST_PRIVATE
#define NAME GLOSS_HOST_NAME

static const struct
{
  const char *host;
  const char *ascii;
  GlossHostScope scope;
} hosts[] = {
  /* Names. */
  { "example.org", "example.org", NAME },
  { "EXAMPLE.org.", "example.org", NAME },
  { "exa%6Dple.org", "example.org", NAME },
  { "a_b.example.org", "a_b.example.org", NAME },
  { "-a-.example.org", "-a-.example.org", NAME },
  { "r3---sn.example.org", "r3---sn.example.org", NAME },
  { "bücher.example", "xn--bcher-kva.example", NAME },
  { "b%C3%BCcher.example", "xn--bcher-kva.example", NAME },
  { "ｅｘａｍｐｌｅ。ｏｒｇ", "example.org", NAME },
  { "faß.example", "xn--fa-hia.example", NAME },
  { "1.example.org", "1.example.org", NAME },
  { "localhost.example.org", "localhost.example.org", NAME },
  { "notlocal.example", "notlocal.example", NAME },
  { "127.0.0.1.example.org", "127.0.0.1.example.org", NAME },
  /* Names that lead nowhere outside. */
  { "localhost", "localhost", PRIVATE },
  { "LOCALHOST.", "localhost", PRIVATE },
  { "ⓛocalhost", "localhost", PRIVATE },
  { "a.localhost", "a.localhost", PRIVATE },
  { "router", "router", PRIVATE },
  { "printer.local", "printer.local", PRIVATE },
  { "printer.LOCAL.", "printer.local", PRIVATE },
  { "printer%2elocal", "printer.local", PRIVATE },
  { "nas.lan", "nas.lan", PRIVATE },
  { "nas.home.arpa", "nas.home.arpa", PRIVATE },
  { "wiki.internal", "wiki.internal", PRIVATE },
  { "wiki.corp", "wiki.corp", PRIVATE },
  { "localhost.localdomain", "localhost.localdomain", PRIVATE },
  /* IPv4, in all networks and at their edges. */
  { "0.0.0.0", "0.0.0.0", PRIVATE },
  { "1.0.0.0", "1.0.0.0", PUBLIC },
  { "9.255.255.255", "9.255.255.255", PUBLIC },
  { "10.0.0.0", "10.0.0.0", PRIVATE },
  { "10.255.255.255", "10.255.255.255", PRIVATE },
  { "11.0.0.0", "11.0.0.0", PUBLIC },
  { "100.63.255.255", "100.63.255.255", PUBLIC },
  { "100.64.0.0", "100.64.0.0", PRIVATE },
  { "100.127.255.255", "100.127.255.255", PRIVATE },
  { "100.128.0.0", "100.128.0.0", PUBLIC },
  { "127.0.0.1", "127.0.0.1", PRIVATE },
  { "127.255.255.254", "127.255.255.254", PRIVATE },
  { "128.0.0.1", "128.0.0.1", PUBLIC },
  { "169.253.255.255", "169.253.255.255", PUBLIC },
  { "169.254.169.254", "169.254.169.254", PRIVATE },
  { "172.15.255.255", "172.15.255.255", PUBLIC },
  { "172.16.0.0", "172.16.0.0", PRIVATE },
  { "172.31.255.255", "172.31.255.255", PRIVATE },
  { "172.32.0.0", "172.32.0.0", PUBLIC },
  { "192.0.0.8", "192.0.0.8", PRIVATE },
  { "192.167.255.255", "192.167.255.255", PUBLIC },
  { "192.168.1.1", "192.168.1.1", PRIVATE },
  { "192.169.0.0", "192.169.0.0", PUBLIC },
  { "198.18.0.1", "198.18.0.1", PRIVATE },
  { "198.19.255.255", "198.19.255.255", PRIVATE },
  { "198.20.0.0", "198.20.0.0", PUBLIC },
  { "203.0.113.5", "203.0.113.5", PUBLIC },
  { "223.255.255.255", "223.255.255.255", PUBLIC },
  { "224.0.0.251", "224.0.0.251", PRIVATE },
  { "240.0.0.1", "240.0.0.1", PRIVATE },
  { "255.255.255.255", "255.255.255.255", PRIVATE },
  /* IPv4, otherwise spelled. */
  { "127.0.0.1.", "127.0.0.1", PRIVATE },
  { "127.1", "127.0.0.1", PRIVATE },
  { "127.0.1", "127.0.0.1", PRIVATE },
  { "2130706433", "127.0.0.1", PRIVATE },
  { "017700000001", "127.0.0.1", PRIVATE },
  { "0x7f000001", "127.0.0.1", PRIVATE },
  { "0X7F.0x0.0.1", "127.0.0.1", PRIVATE },
  { "0177.0.0.01", "127.0.0.1", PRIVATE },
  { "0x7f.1", "127.0.0.1", PRIVATE },
  { "0", "0.0.0.0", PRIVATE },
  { "0x", "0.0.0.0", PRIVATE },
  { "10.0x", "10.0.0.0", PRIVATE },
  { "１２７.０.０.１", "127.0.0.1", PRIVATE },
  { "①②⑦.0.0.1", "127.0.0.1", PRIVATE },
  { "127。0。0。1", "127.0.0.1", PRIVATE },
  { "%31%32%37.0.0.1", "127.0.0.1", PRIVATE },
  { "3232235777", "192.168.1.1", PRIVATE },
  { "0xC0A80101", "192.168.1.1", PRIVATE },
  { "134744072", "8.8.8.8", PUBLIC },
  { "010.8.8.8", "8.8.8.8", PUBLIC },
  /* IPv6. */
  { "[2001:db8::1]", "[2001:db8::1]", PUBLIC },
  { "[2606:4700:0:0::1111]", "[2606:4700::1111]", PUBLIC },
  { "2606:4700::1111", "[2606:4700::1111]", PUBLIC },
  { "[::]", "[::]", PRIVATE },
  { "[::1]", "[::1]", PRIVATE },
  { "[0:0:0:0:0:0:0:1]", "[::1]", PRIVATE },
  { "[fc00::1]", "[fc00::1]", PRIVATE },
  { "[FDff::1]", "[fdff::1]", PRIVATE },
  { "[fe00::1]", "[fe00::1]", PUBLIC },
  { "[fe80::1]", "[fe80::1]", PRIVATE },
  { "[fe80::1%25eth0]", "[fe80::1]", PRIVATE },
  { "[febf::1]", "[febf::1]", PRIVATE },
  { "[fec0::1]", "[fec0::1]", PRIVATE },
  { "[ff02::1]", "[ff02::1]", PRIVATE },
  { "[100::1]", "[100::1]", PRIVATE },
  /* IPv4 in IPv6. */
  { "[::ffff:127.0.0.1]", "[::ffff:127.0.0.1]", PRIVATE },
  { "[::ffff:7f00:1]", "[::ffff:127.0.0.1]", PRIVATE },
  { "[::FFFF:c0a8:0101]", "[::ffff:192.168.1.1]", PRIVATE },
  { "[::ffff:8.8.8.8]", "[::ffff:8.8.8.8]", PUBLIC },
  { "[::127.0.0.1]", "[::127.0.0.1]", PRIVATE },
  { "[::8.8.8.8]", "[::8.8.8.8]", PUBLIC },
  { "[::ffff:0:10.0.0.1]", "[::ffff:0:a00:1]", PRIVATE },
  { "[64:ff9b::10.0.0.1]", "[64:ff9b::a00:1]", PRIVATE },
  { "[64:ff9b::8.8.8.8]", "[64:ff9b::808:808]", PUBLIC },
  { "[64:ff9b:1::8.8.8.8]", "[64:ff9b:1::808:808]", PRIVATE },
  { "[2002:7f00:1::]", "[2002:7f00:1::]", PRIVATE },
  { "[2002:c0a8:101::1]", "[2002:c0a8:101::1]", PRIVATE },
  { "[2002:808:808::1]", "[2002:808:808::1]", PUBLIC },
  { "[2001:0:1::f5ff:fffe]", "[2001:0:1::f5ff:fffe]", PRIVATE },
  { "[2001:0:1::f7f7:f7f7]", "[2001:0:1::f7f7:f7f7]", PUBLIC },
  /* What is no host. */
  { "", NULL, PRIVATE },
  { ".", NULL, PRIVATE },
  { ".org", NULL, PRIVATE },
  { "a..org", NULL, PRIVATE },
  { "a b.org", NULL, PRIVATE },
  { "a/b.org", NULL, PRIVATE },
  { "a@b.org", NULL, PRIVATE },
  { "a%00.org", NULL, PRIVATE },
  { "a%0a.org", NULL, PRIVATE },
  { "a%25.org", NULL, PRIVATE },
  { "\xff.org", NULL, PRIVATE },
  { "%ff.org", NULL, PRIVATE },
  { "256.0.0.1", NULL, PRIVATE },
  { "1.2.3.4.5", NULL, PRIVATE },
  { "4294967296", NULL, PRIVATE },
  { "08.0.0.1", NULL, PRIVATE },
  { "example.1", NULL, PRIVATE },
  { "example.0x1", NULL, PRIVATE },
  { "[", NULL, PRIVATE },
  { "[]", NULL, PRIVATE },
  { "[::1", NULL, PRIVATE },
  { "[127.0.0.1]", NULL, PRIVATE },
  { "[::1]x", NULL, PRIVATE },
  { "[::1]]", NULL, PRIVATE },
  { "[1::2::3]", NULL, PRIVATE },
  { "gro.elpmaxe\u202e.example", NULL, PRIVATE },
  { "a\u200bb.example", "ab.example", NAME },
  { "a\u2066b.example", NULL, PRIVATE },
  { "xn--a.example", NULL, PRIVATE },
  { "xn--zzzzzzzz99999.example", NULL, PRIVATE },
};

static void
test_hosts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *ascii = gloss_host_dup_ascii (hosts[i].host);

      g_test_message ("%s", hosts[i].host);
      g_assert_cmpstr (ascii, ==, hosts[i].ascii);
      g_assert_cmpint (gloss_host_get_scope (hosts[i].host), ==, hosts[i].scope);
      if (ascii != NULL)
        {
          g_autofree char *again = gloss_host_dup_ascii (ascii);

          g_assert_cmpstr (again, ==, ascii);
          g_assert_cmpint (gloss_host_get_scope (ascii), ==, hosts[i].scope);
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

  g_assert_cmpint (gloss_host_get_scope (host), ==, NAME);
  g_assert_cmpint (gloss_host_get_scope (no_host), ==, PRIVATE);
  g_assert_cmpint (gloss_host_get_scope (longest), ==, PRIVATE);
  g_assert_cmpint (gloss_host_get_scope (dots), ==, PRIVATE);
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
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/host/hosts", test_hosts);
  g_test_add_func ("/host/long", test_long);
  g_test_add_func ("/host/display", test_display);
  g_test_add_func ("/host/addresses", test_addresses);
  g_test_add_func ("/host/random", test_random);
  return g_test_run ();
}
