/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of files that are opened at once: while they are, and at their end. */

#include "config.h"

#include <string.h>

#include "app/window/gloss-file-batch.h"
#include "core/base/gloss-error.h"

static void
fail (GlossFileBatch *batch, const char *name, GQuark domain, int code, const char *words)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, words);

  gloss_file_batch_end_failed (batch, name, error);
}

static void
test_one (void)
{
  g_autoptr (GlossFileBatch) batch = gloss_file_batch_new ();

  g_assert_true (gloss_file_batch_is_over (batch));
  g_assert_false (gloss_file_batch_is_several (batch));
  gloss_file_batch_begin (batch);
  g_assert_false (gloss_file_batch_is_over (batch));
  g_assert_false (gloss_file_batch_is_several (batch));
  gloss_file_batch_end_added (batch, GLOSS_ADDED_ARTICLE);
  g_assert_true (gloss_file_batch_is_over (batch));
}

static void
test_several (void)
{
  g_autoptr (GlossFileBatch) batch = gloss_file_batch_new ();
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *summary = NULL;
  GPtrArray *failures;

  for (guint i = 0; i < 8; i++)
    gloss_file_batch_begin (batch);
  first = gloss_file_batch_dup_status (batch, "a.mhtml");
  g_assert_cmpstr (first, ==, "File 1 of 8: a.mhtml");
  g_assert_cmpfloat (gloss_file_batch_get_progress (batch), ==, 0);

  gloss_file_batch_end_added (batch, GLOSS_ADDED_ARTICLE);
  gloss_file_batch_end_added (batch, GLOSS_ADDED_ARTICLE);
  gloss_file_batch_end_added (batch, GLOSS_ADDED_NOTHING);
  gloss_file_batch_end_added (batch, GLOSS_ADDED_CAPTURE);
  g_assert_cmpfloat (gloss_file_batch_get_progress (batch), ==, 0.5);
  gloss_file_batch_end_doubted (batch);
  fail (batch, "b.pdf", GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT, "“b.pdf” is a PDF document.");
  fail (batch, "c.html", GLOSS_ERROR, GLOSS_ERROR_EMPTY, "The page holds no text.");
  g_assert_false (gloss_file_batch_is_over (batch));
  last = gloss_file_batch_dup_status (batch, "d.txt");
  g_assert_cmpstr (last, ==, "File 8 of 8: d.txt");
  fail (batch, "d.txt", G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled");

  g_assert_true (gloss_file_batch_is_over (batch));
  summary = gloss_file_batch_dup_summary (batch);
  g_assert_cmpstr (summary, ==,
                   "2 files were added. 1 was captured again. 1 was in the library already. 1 waits for your "
                   "answer. 2 could not be added. 1 was not opened, as you stopped it.");
  failures = gloss_file_batch_get_failures (batch);
  g_assert_cmpuint (failures->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (failures, 0), ==, "“b.pdf” is a PDF document.");
  g_assert_cmpstr (g_ptr_array_index (failures, 1), ==, "“c.html”: The page holds no text.");
}

/* A file is called what its folder says, not what its address makes of that. */
static void
test_name_for_uri (void)
{
  static const char *const names[][2] = {
    { "file:///tmp/My%20article%20(2).html", "My article (2).html" },
    { "file:///tmp/Who%3F%20100%25%20of%20us%23.html", "Who? 100% of us#.html" },
    { "file:///tmp/%C3%9Cber.html", "Über.html" },
    { "https://example.org/a%20page.html", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = gloss_file_batch_dup_name_for_uri (names[i][0]);

      g_assert_cmpstr (name, ==, names[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/file-batch/one", test_one);
  g_test_add_func ("/file-batch/several", test_several);
  g_test_add_func ("/file-batch/name-for-uri", test_name_for_uri);

  return g_test_run ();
}
