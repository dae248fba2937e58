/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * driver FILE-OR-FOLDER...
 *
 * Runs a fuzz target over inputs that are there, where no fuzzer drives it: the corpus as a plain test, in
 * TAP. Each input is given as a copy of just its size, so that the address sanitizer sees a read past its
 * end.
 */

#include "config.h"

#include "tests/fuzz/target.h"

#include <gio/gio.h>
#include <string.h>

static GPtrArray *paths;

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
      if (g_file_test (argv[i], G_FILE_TEST_IS_DIR))
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

  result = g_test_run ();
  g_ptr_array_unref (paths);
  return result;
}
