/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any file that somebody opens: another program's, with one sentence, or not. */

#include "config.h"

#include "core/article/gloss-foreign-file.h"
#include "core/base/gloss-error.h"
#include "tests/fuzz/target.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  gboolean is_foreign =
    gloss_foreign_file_refuse (size > 0 ? (const char *) data : "", size, "page.html", &error);

  g_assert_true (is_foreign == (error != NULL));
  if (is_foreign)
    g_assert_true (g_error_matches (error, GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT) &&
                   strchr (error->message, '\n') == NULL);
  return 0;
}
