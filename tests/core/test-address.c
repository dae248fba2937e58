/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses are loaded, and how they look. */

#include "config.h"

#include "core/article/gloss-address.h"
#include "core/base/gloss-error.h"

#include <string.h>

static const struct
{
  const char *text;
  const char *address; /* NULL: refused */
} cases[] = {
  { "https://example.org/a?b=c#d", "https://example.org/a?b=c#d" },
  { " \t\nhttps://example.org\n", "https://example.org/" },
  { "HTTP://EXAMPLE.org:80", "http://example.org/" },
  { "https://example.org:443/", "https://example.org/" },
  { "http://example.org:443/", "http://example.org:443/" },
  { "https://example.org:8443?q", "https://example.org:8443/?q" },
  { "example.org", "https://example.org/" },
  { "example.org/a:b", "https://example.org/a:b" },
  { "example.org:8080/a", "http://example.org:8080/a" },
  { "example.org:443/a", "https://example.org/a" },
  { "example.org:8443/a", "https://example.org:8443/a" },
  { "127.0.0.1:8765/a", "http://127.0.0.1:8765/a" },
  { "127.0.0.1:443/a", "https://127.0.0.1/a" },
  { "192.168.1.20/a", "http://192.168.1.20/a" },
  { "nas.local", "http://nas.local/" },
  { "localhost/a", "http://localhost/a" },
  { "93.184.215.14/a", "https://93.184.215.14/a" },
  { "example.org?http://other.example", "https://example.org/?http://other.example" },
  { "localhost:8080", "http://localhost:8080/" },
  { "[::1]:8080/a", "http://[::1]:8080/a" },
  { "http://2130706433/", "http://127.0.0.1/" },
  { "http://[::ffff:7f00:1]/", "http://[::ffff:127.0.0.1]/" },
  { "https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe" },
  { "https://example.org/a b", "https://example.org/a%20b" },
  { "https://example.org/%7Ea/./b?utm_source=c", "https://example.org/~a/b?utm_source=c" },
  { "https://example.org/100%", "https://example.org/100%" },
  { "", NULL },
  { "   ", NULL },
  { "words", NULL },
  { "several words.", NULL },
  { "file:///etc/passwd", NULL },
  { "FILE:/etc/passwd", NULL },
  { "/etc/passwd", NULL },
  { "data:text/html,<p>x", NULL },
  { "javascript:alert(1)", NULL },
  { "java\nscript:alert(1)", NULL },
  { "about:blank", NULL },
  { "blob:https://example.org/1", NULL },
  { "view-source:https://example.org/", NULL },
  { "gloss://reader/1", NULL },
  { "ftp://example.org/", NULL },
  { "ws://example.org/", NULL },
  { "mailto:a@example.org", NULL },
  { "http:", NULL },
  { "http://", NULL },
  { "http:///a", NULL },
  { "http:example.org", NULL },
  { "http://:80/", NULL },
  { "http://example.org:0/", NULL },
  { "http://example.org:65536/", NULL },
  { "http://example.org:x/", NULL },
  /* Browsers read a backslash as a slash, and take an address that lacks slashes. */
  { "http:\\\\example.org\\", NULL },
  { "http:/\\example.org/", NULL },
  { "http://example.org\\@127.0.0.1/", NULL },
  { "http://127.0.0.1\\.example.org/", NULL },
  { "http://example.org\\", NULL },
  { "http:/example.org/", NULL },
  { "http:////example.org/", NULL },
  { "\x01http://example.org/", NULL },
  { "http\x01://example.org/", NULL },
  { "http://exam\x01ple.org/", NULL },
  { "http://exam\x7fple.org/", NULL },
  { "http://exam%09ple.org/", NULL },
  { "http://exam\tple.\norg/", "http://example.org/" },
  { "http:\n//example.org/x", "http://example.org/x" },
  { "h\nttp://example.org/x", "http://example.org/x" },
  { "http://127.\r0.0.1/", "http://127.0.0.1/" },
  { "http://%31%32%37.0.0.1/", "http://127.0.0.1/" },
  { "http://127。0．0｡1/", "http://127.0.0.1/" },
  { "http://example.org./", "http://example.org/" },
  { "http://127.0.0.1./", "http://127.0.0.1/" },
  { "http://127.0.0.1../", NULL },
  { "http://example.org%2F@127.0.0.1/", NULL },
  { "http://example.org%23@127.0.0.1/", NULL },
  { "http://example.org#@127.0.0.1/", "http://example.org/#@127.0.0.1/" },
  { "http://example.org?@127.0.0.1/", "http://example.org/?@127.0.0.1/" },
  { "http://example.org%3A80/", NULL },
  { "http://example.org:80:80/", NULL },
  { "http://example.org:+80/", NULL },
  { "http://example.org:-1/", NULL },
  { "http://example.org:0x50/", NULL },
  { "http://example.org:080/", "http://example.org/" },
  { "http://example.org:/", "http://example.org/" },
  { "http://[fe80::1%25eth0]/", "http://[fe80::1]/" },
  { "http://[::1%00]/", "http://[::1]/" },
  { "http://[::ffff:0x7f.1]/", NULL },
  { "http://[::1].example.org/", NULL },
  { "http://::1/", NULL },
  { "wss://example.org/", NULL },
  { "blob:http://127.0.0.1/1", NULL },
  { "feed:https://example.org/", NULL },
  { "view-source:http://127.0.0.1/", NULL },
  { "jar:http://example.org/!/", NULL },
  { "filesystem:http://example.org/temporary/a", NULL },
  { "webkit-pdfjs-viewer://x/", NULL },
  { "resource:///org/a", NULL },
  { "intent://example.org/", NULL },
  { "vbscript:x", NULL },
  { "unix:/run/a.sock", NULL },
  { "http+unix://%2Frun%2Fa.sock/", NULL },
  { "https://example.org:\f/", NULL },
  { "\rhttps://example.org:\f/", NULL },
  { "https://example.org/a\fb", NULL },
  { "https://example.org/%4%41%00", NULL },
  { "https://example.org/%é", "https://example.org/%%C3%A9" },
  { "https://example.org/% 5", "https://example.org/%%205" },
  { "https://example.org/%4%zz", "https://example.org/%4%zz" },
  { "http://user@example.org/", NULL },
  { "http://user:word@example.org/", NULL },
  { "http://bank.example%20@other.example/", NULL },
  { "user@example.org", NULL },
  { "http://a b.example/", NULL },
  { "http://gro.elpmaxe\u202e.example/", NULL },
  { "http://[::1/", NULL },
  { "http://256.1.1.1/", NULL },
  { "http://\xff/", NULL },
};

static void
test_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = gloss_address_dup_from_text (cases[i].text, &error);
      g_autofree char *shown = g_strescape (cases[i].text, NULL);

      g_test_message ("%s", shown);
      g_assert_cmpstr (address, ==, cases[i].address);
      if (address != NULL)
        {
          g_autofree char *again = gloss_address_dup_from_text (address, NULL);

          g_assert_no_error (error);
          g_assert_true (gloss_address_check (address, NULL));
          g_assert_cmpstr (again, ==, address);
        }
      else
        g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
    }
}

static void
test_long (void)
{
  g_autofree char *path = g_strnfill (9000, 'a');
  g_autofree char *text = g_strconcat ("https://example.org/", path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (gloss_address_check (text, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_INVALID);
}

static void
test_host (void)
{
  g_autofree char *name = gloss_address_dup_host ("https://EXAMPLE.org:80/a");
  g_autofree char *address = gloss_address_dup_host ("http://0x7f.1/");
  g_autofree char *none = gloss_address_dup_host ("file:///a");

  g_assert_cmpstr (name, ==, "example.org");
  g_assert_cmpstr (address, ==, "127.0.0.1");
  g_assert_null (none);
}

static void
test_display (void)
{
  static const struct
  {
    const char *uri;
    const char *shown;
  } shown[] = {
    { "https://example.org/a?b#c", "https://example.org/a?b#c" },
    { "https://xn--bcher-kva.example:8443/stra%C3%9Fe", "https://bücher.example:8443/straße" },
    { "https://example.org/%D0%B0%D0%B1%2F%20%25", "https://example.org/аб%2F%20%25" },
    { "https://example.org/%E2%80%AEgpj.exe", "https://example.org/%E2%80%AEgpj.exe" },
    { "https://example.org/\u202e\u200bx", "https://example.org/%E2%80%AE%E2%80%8Bx" },
    { "https://example.org/%F0%9F%98%80%C3", "https://example.org/%F0%9F%98%80%C3" },
    { "https://example.org/%C3", "https://example.org/%C3" },
    { "https://example.org/%", "https://example.org/%" },
    { "https://bank.example@other.example/", "https://other.example/" },
    { "https://bank.example:x%2F@other.example:81/?a@b", "https://other.example:81/?a@b" },
    { "https://аррӏе.com/", "https://xn--80ak6aa92e.com/" },
    { "http://gro.elpmaxe\u202e.example/", "http://gro.elpmaxe%E2%80%AE.example/" },
    { "file:///home/ann/a%20b.html", "file:///home/ann/a%20b.html" },
    { "gloss-paste:abc", "gloss-paste:abc" },
    /* White space that parsing passes over, also between the scheme and the server. */
    { "http:\n//example.org/x", "http://example.org/x" },
    { "ht\ttp:/\r/example.org/x\n?a#b", "http://example.org/x?a#b" },
    { "\n https://example.org?a=://b", "https://example.org/?a=://b" },
    { "http:\n", "http:%0A" },
    { "http:/\n/", "http:/%0A/" },
    { "not an address", "not%20an%20address" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *display = gloss_address_dup_display (shown[i].uri);

      g_assert_cmpstr (display, ==, shown[i].shown);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/text", test_text);
  g_test_add_func ("/address/long", test_long);
  g_test_add_func ("/address/host", test_host);
  g_test_add_func ("/address/display", test_display);
  return g_test_run ();
}
