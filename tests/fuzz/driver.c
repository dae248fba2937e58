/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * driver [--changed N] FILE-OR-FOLDER...
 *
 * Runs a fuzz target over inputs that are there, where no fuzzer drives it: the corpus as a plain test, in
 * TAP, then N inputs made of it by chance (the seed is GLib's, so that a failure can be repeated). Each input
 * is given as a copy of just its size, so that the address sanitizer sees a read past its end.
 */

#include "config.h"

#include "tests/fuzz/target.h"

#include <gio/gio.h>
#include <string.h>

/* Bytes: what is changed over and over grows no further. */
#define MAX_CHANGED 16384

static GPtrArray *paths;
static guint64 n_changed;

static void
run_input (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree guint8 *input = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (data, &content, &length, &error));
  g_assert_no_error (error);

  input = g_memdup2 (content, length);
  g_assert_cmpint (LLVMFuzzerTestOneInput (input, length), ==, 0);
}

/* Small numbers, ends of ranges, and what parsers look for. */
static const char *const pieces[] = { "\0", "\xff", "\x80", "\xc3\xa9", "\xe2\x80\xae", "%",    "%00",
                                      "&#", "<",    "\"",   "'",        "\\",           "\r\n", "\n\n",
                                      "=",  ":",    "//",   "]]>",      "--",           "-1" };

/* Cuts, doubles, overwrites and inserts. */
static void
change (GByteArray *input, GPtrArray *corpus)
{
  guint at = input->len > 0 ? (guint) g_test_rand_int_range (0, (gint32) input->len) : 0;
  guint n = input->len > at ? (guint) g_test_rand_int_range (0, (gint32) MIN (input->len - at, 64) + 1) : 0;
  const char *piece = pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))];
  GBytes *other = corpus->pdata[g_test_rand_int_range (0, (gint32) corpus->len)];
  g_autofree guint8 *rest = g_memdup2 (input->data + at, input->len - at);
  gsize n_rest = input->len - at, n_other;
  const guint8 *others = g_bytes_get_data (other, &n_other);

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      g_byte_array_remove_range (input, at, n);
      break;
    case 1:
      if (n_rest > 0)
        input->data[at] = (guint8) g_test_rand_int_range (0, 256);
      break;
    case 2:
      g_byte_array_set_size (input, at);
      g_byte_array_append (input, (const guint8 *) piece, (guint) MAX (strlen (piece), 1));
      g_byte_array_append (input, rest, (guint) n_rest);
      break;
    case 3:
      g_byte_array_append (input, rest, n);
      break;
    default:
      at = n_other > 0 ? (guint) g_test_rand_int_range (0, (gint32) n_other) : 0;
      g_byte_array_append (input, others + at, (guint) (n_other - at));
      break;
    }
}

static void
run_changed (gconstpointer data)
{
  g_autoptr (GPtrArray) corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < paths->len; i++)
    {
      char *content;
      gsize length;

      g_assert_true (g_file_get_contents (paths->pdata[i], &content, &length, NULL));
      g_ptr_array_add (corpus, g_bytes_new_take (content, length));
    }
  for (guint64 i = 0; i < n_changed; i++)
    {
      GBytes *seed = corpus->pdata[g_test_rand_int_range (0, (gint32) corpus->len)];
      g_autoptr (GByteArray) input = g_byte_array_new ();
      g_autofree guint8 *copy = NULL;

      g_byte_array_append (input, g_bytes_get_data (seed, NULL), (guint) g_bytes_get_size (seed));
      for (gint32 n = g_test_rand_int_range (1, 8); n > 0 && input->len < MAX_CHANGED; n--)
        change (input, corpus);
      if (input->len == 0)
        continue;
      copy = g_memdup2 (input->data, input->len);
      g_assert_cmpint (LLVMFuzzerTestOneInput (copy, input->len), ==, 0);
    }
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_folder (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  paths = g_ptr_array_new_with_free_func (g_free);

  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--changed") && i + 1 < argc)
        n_changed = g_ascii_strtoull (argv[++i], NULL, 10);
      else if (g_file_test (argv[i], G_FILE_TEST_IS_DIR))
        add_folder (argv[i]);
      else
        g_ptr_array_add (paths, g_strdup (argv[i]));
    }
  g_assert_cmpuint (paths->len, >, 0);
  g_ptr_array_sort (paths, compare_paths);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);
      g_autofree char *test = g_strconcat ("/corpus/", name, NULL);

      g_test_add_data_func (test, paths->pdata[i], run_input);
    }

  if (n_changed > 0)
    g_test_add_data_func ("/changed", NULL, run_changed);

  result = g_test_run ();
  g_ptr_array_unref (paths);
  return result;
}
