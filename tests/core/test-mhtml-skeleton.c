/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rebuild (split (x)) == x, whatever x is; and a skeleton that someone made to do harm. */

#include "config.h"

#include <string.h>

#include "core/article/gloss-mhtml-skeleton.h"
#include "core/article/gloss-quoted-printable.h"
#include "core/base/gloss-error.h"

static GBytes *
lookup_cb (const char *sha256, gpointer data, GError **error)
{
  GPtrArray *parts = data;

  for (guint i = 0; i < parts->len; i++)
    {
      const GlossMhtmlPart *part = g_ptr_array_index (parts, i);

      if (g_str_equal (part->sha256, sha256))
        return g_bytes_ref (part->bytes);
    }

  g_set_error_literal (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND, "no such part");
  return NULL;
}

/* Returns how many bytes the skeleton has. */
static gsize
assert_round_trip (GString *file, guint *n_parts)
{
  g_autoptr (GBytes) bytes = g_bytes_new (file->str, file->len);
  g_autoptr (GlossMhtml) mhtml = gloss_mhtml_new (bytes, NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GBytes) skeleton = gloss_mhtml_skeleton_new (bytes, mhtml, parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) rebuilt = gloss_mhtml_skeleton_rebuild (skeleton, lookup_cb, parts, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, rebuilt));
  if (n_parts != NULL)
    *n_parts = parts->len;
  return g_bytes_get_size (skeleton);
}

static GBytes *
make_bytes (gsize length, gboolean is_text)
{
  g_autofree char *data = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    data[i] =
      (char) (is_text ? "ab =\t.<>\"\xc3\n"[g_test_rand_int_range (0, 11)] : g_test_rand_int_range (0, 256));

  return g_bytes_new (data, length);
}

static void
append_base64 (GString *file, GBytes *bytes, gsize width, const char *eol)
{
  g_autofree char *encoded = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  for (gsize i = 0; encoded[i] != '\0'; i++)
    {
      if (i > 0 && i % width == 0)
        g_string_append (file, eol);
      g_string_append_c (file, encoded[i]);
    }
}

static GString *
make_file (guint n_parts, const char *eol)
{
  GString *file = g_string_new (NULL);

  g_string_append_printf (file,
                          "From: <Saved by WebKit>%sContent-Type: multipart/related; boundary=\"-b\"%s%s",
                          eol, eol, eol);
  for (guint i = 0; i < n_parts; i++)
    {
      guint kind = (guint) g_test_rand_int_range (0, 3);
      g_autoptr (GBytes) bytes = make_bytes ((gsize) g_test_rand_int_range (1, 3000), kind == 1);

      g_string_append_printf (file, "---b%sContent-Location: http://a/%u%sContent-Transfer-Encoding: %s%s%s",
                              eol, i, eol,
                              kind == 0   ? "base64"
                              : kind == 1 ? "quoted-printable"
                                          : "binary",
                              eol, eol);
      if (kind == 0)
        append_base64 (file, bytes, g_test_rand_bit () ? 76 : 64, eol);
      else
        {
          g_autoptr (GBytes) encoded =
            kind == 1 ? gloss_quoted_printable_encode (bytes, eol) : g_bytes_ref (bytes);

          g_string_append_len (file, g_bytes_get_data (encoded, NULL), (gssize) g_bytes_get_size (encoded));
        }
      g_string_append (file, eol);
    }
  g_string_append_printf (file, "---b--%s", eol);

  return file;
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GString) file = make_file ((guint) g_test_rand_int_range (0, 8), i % 2 == 0 ? "\r\n" : "\n");

      assert_round_trip (file, NULL);
    }
}

/* Every part is left out, and one that is there twice is kept once. */
static void
test_sizes (void)
{
  g_autoptr (GString) file = g_string_new ("Content-Type: multipart/related; boundary=b\r\n\r\n");
  g_autoptr (GBytes) image = make_bytes (50000, FALSE);
  g_autoptr (GBytes) page = make_bytes (50000, TRUE);
  guint n_parts;

  for (guint i = 0; i < 2; i++)
    {
      g_string_append (file, "--b\r\nContent-Transfer-Encoding: base64\r\n\r\n");
      append_base64 (file, image, 76, "\r\n");
      g_string_append (file, "\r\n");
    }
  g_string_append (file, "--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
  {
    g_autoptr (GBytes) encoded = gloss_quoted_printable_encode (page, "\r\n");

    g_string_append_len (file, g_bytes_get_data (encoded, NULL), (gssize) g_bytes_get_size (encoded));
  }
  g_string_append (file, "\r\n--b--\r\n");

  g_assert_cmpuint (assert_round_trip (file, &n_parts), <, 800);
  g_assert_cmpuint (n_parts, ==, 2);
}

static void
test_truncated (void)
{
  g_autoptr (GString) whole = make_file (4, "\r\n");

  for (gsize i = 0; i < whole->len; i += 7)
    {
      g_autoptr (GString) file = g_string_new_len (whole->str, (gssize) i);

      assert_round_trip (file, NULL);
    }
}

static void
test_mutated (void)
{
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GString) file = make_file (3, i % 2 == 0 ? "\r\n" : "\n");

      for (guint k = 0; k < 5; k++)
        {
          gsize at = (gsize) g_test_rand_int_range (0, (gint32) file->len);

          if (g_test_rand_bit ())
            g_string_erase (file, (gssize) at, 1);
          else
            file->str[at] = "=\r\n -:;\"A\xff"[g_test_rand_int_range (0, 10)];
        }
      assert_round_trip (file, NULL);
    }
}

static void
test_random (void)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GBytes) bytes = make_bytes ((gsize) g_test_rand_int_range (0, 2000), i % 2 == 0);
      g_autoptr (GString) file =
        g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

      assert_round_trip (file, NULL);
    }
}

static GBytes *
give_abc_cb (const char *sha256, gpointer data, GError **error)
{
  return g_bytes_new_static ("abc", 3);
}

#define MAGIC "Glossator MHTML skeleton 1 "
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
test_steps (void)
{
  const char *skeleton = MAGIC "10\ncopy 3\nx\ny"
                               "plain 3 " HASH "\nbase64 4 " HASH " 76 lf\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (skeleton, strlen (skeleton));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = gloss_mhtml_skeleton_rebuild (bytes, give_abc_cb, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), "x\nyabcYWJj", 10);
}

static void
test_hostile (void)
{
  const char *const skeletons[] = {
    "",
    "copy 0\n",
    MAGIC "0",
    MAGIC "-1\n",
    MAGIC "99999999999999999999\n",
    MAGIC "300000000\n",
    MAGIC "3\n",
    MAGIC "3\ncopy 4\nabcd",
    MAGIC "3\ncopy 3\nab",
    MAGIC "3\ncopy 3 3\nabc",
    MAGIC "3\ncopy\nabc",
    MAGIC "3\n\n",
    MAGIC "3\nplain 3\n",
    MAGIC "3\nplain 3 abc\n",
    MAGIC "3\nplain 3 " HASH " lf\n",
    MAGIC "2\nplain 2 " HASH "\n",
    MAGIC "4\nplain 4 " HASH "\n",
    MAGIC "4\nbase64 4 " HASH " 1 lf\n",
    MAGIC "4\nbase64 4 " HASH " 76 cr\n",
    MAGIC "4\nbase64 4 " HASH "\n",
    MAGIC "3\nquoted 3 " HASH " 76 lf\n",
    MAGIC "3\nuuencode 3 " HASH "\n",
    MAGIC "3\nplain 3 " HASH "\nplain 3 " HASH "\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (skeletons); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (skeletons[i], strlen (skeletons[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (gloss_mhtml_skeleton_rebuild (bytes, give_abc_cb, NULL, &error));
      g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
    }
}

/* The same small part as often as a file may hold parts, and once more. */
static void
test_many_parts (void)
{
  for (guint n = GLOSS_MHTML_MAX_PARTS; n <= GLOSS_MHTML_MAX_PARTS + 1; n++)
    {
      GString *skeleton = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL, file = NULL;
      g_autoptr (GError) error = NULL;

      g_string_printf (skeleton, MAGIC "%u\n", 3 * n);
      for (guint i = 0; i < n; i++)
        g_string_append (skeleton, "plain 3 " HASH "\n");
      bytes = g_string_free_to_bytes (skeleton);
      file = gloss_mhtml_skeleton_rebuild (bytes, give_abc_cb, NULL, &error);
      if (n > GLOSS_MHTML_MAX_PARTS)
        g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_CORRUPT);
      else
        g_assert_no_error (error);
      g_assert_true ((file == NULL) == (error != NULL));
    }
}

static void
test_missing_part (void)
{
  const char *skeleton = MAGIC "3\nplain 3 " HASH "\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (skeleton, strlen (skeleton));
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_mhtml_skeleton_rebuild (bytes, lookup_cb, parts, &error));
  g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mhtml-skeleton/round-trip", test_round_trip);
  g_test_add_func ("/mhtml-skeleton/sizes", test_sizes);
  g_test_add_func ("/mhtml-skeleton/truncated", test_truncated);
  g_test_add_func ("/mhtml-skeleton/mutated", test_mutated);
  g_test_add_func ("/mhtml-skeleton/random", test_random);
  g_test_add_func ("/mhtml-skeleton/steps", test_steps);
  g_test_add_func ("/mhtml-skeleton/hostile", test_hostile);
  g_test_add_func ("/mhtml-skeleton/many-parts", test_many_parts);
  g_test_add_func ("/mhtml-skeleton/missing-part", test_missing_part);

  return g_test_run ();
}
