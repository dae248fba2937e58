/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quoted-printable: what WebKit wrote is written again, anything is read. */

#include "config.h"

#include "core/article/gloss-quoted-printable.h"

#include <string.h>

typedef struct
{
  const char *plain;
  const char *encoded;
} Pair;

/* As WebKit 2.50 saved them. */
static const Pair pairs[] = {
  { "", "" },
  { "<a href=\"x\">", "<a href=3D\"x\">" },
  { "\xc3\xa9\xe2\x80\x94", "=C3=A9=E2=80=94" },
  { "x \r\ny\t\r\n z", "x=20\r\ny=09\r\n z" },
  { "x ", "x=20" },
  { "x\r\n\r\ny", "x\r\n\r\ny" },
  { "tab\tinside", "tab\tinside" },
  { "rd = \xc3\xa9 \xe2\x80\x94 word = \xc3\xa9 \xe2\x80\x94 word = \xc3\xa9 \xe2\x80\x94 word = \xc3\xa9 "
    "\xe2\x80\x94 word",
    "rd =3D =C3=A9 =E2=80=94 word =3D =C3=A9 =E2=80=94 word =3D =C3=A9 =E2=80=94=\r\n word =3D =C3=A9 "
    "=E2=80=94 word" },
};

static void
test_pairs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GBytes) plain = g_bytes_new_static (pairs[i].plain, strlen (pairs[i].plain));
      g_autoptr (GBytes) written = g_bytes_new_static (pairs[i].encoded, strlen (pairs[i].encoded));
      g_autoptr (GBytes) encoded = gloss_quoted_printable_encode (plain, "\r\n");
      g_autoptr (GBytes) decoded = gloss_quoted_printable_decode (written);

      g_assert_cmpmem (g_bytes_get_data (encoded, NULL), g_bytes_get_size (encoded), pairs[i].encoded,
                       strlen (pairs[i].encoded));
      g_assert_true (g_bytes_equal (decoded, plain));
    }
}

static void
test_lenient (void)
{
  const Pair cases[] = { { "a=b", "a=b" },  { "a=", "a=" },      { "a=4", "a=4" },   { "ab", "a=\nb" },
                         { "ab", "a=\rb" }, { "a\xe9", "a=e9" }, { "a=ZZ", "a=ZZ" }, { "a", "a=\r\n" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) written = g_bytes_new_static (cases[i].encoded, strlen (cases[i].encoded));
      g_autoptr (GBytes) decoded = gloss_quoted_printable_decode (written);

      g_assert_cmpmem (g_bytes_get_data (decoded, NULL), g_bytes_get_size (decoded), cases[i].plain,
                       strlen (cases[i].plain));
    }
}

/* What has no line end survives whatever it is; lines are at most 76 long. */
static void
test_random (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *data = g_malloc (400);
      gsize length = (gsize) g_test_rand_int_range (0, 400);
      g_autoptr (GBytes) plain = NULL;
      g_autoptr (GBytes) encoded = NULL;
      g_autoptr (GBytes) decoded = NULL;
      const char *text;
      gsize n, column = 0;

      for (gsize k = 0; k < length; k++)
        do
          data[k] = (char) g_test_rand_int_range (0, 256);
        while (data[k] == '\r' || data[k] == '\n');
      plain = g_bytes_new (data, length);
      encoded = gloss_quoted_printable_encode (plain, "\n");
      decoded = gloss_quoted_printable_decode (encoded);
      g_assert_true (g_bytes_equal (decoded, plain));

      text = g_bytes_get_data (encoded, &n);
      for (gsize k = 0; k < n; k++)
        {
          column = text[k] == '\n' ? 0 : column + 1;
          g_assert_cmpuint (column, <=, 76);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quoted-printable/pairs", test_pairs);
  g_test_add_func ("/quoted-printable/lenient", test_lenient);
  g_test_add_func ("/quoted-printable/random", test_random);

  return g_test_run ();
}
