/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two texts parted by a form feed, compared: the runs give both back, and what stays differs in white space
 * at most. */

#include "config.h"

#include "core/text/gloss-diff-units.h"
#include "core/text/gloss-text.h"
#include "core/text/gloss-word-diff.h"
#include "tests/fuzz/target.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *input = g_strndup ((const char *) data, size);
  g_auto (GStrv) parts = g_strsplit (input, "\f", 2);
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  g_autoptr (GArray) runs = NULL;
  gsize old_at = 0, new_at = 0;

  if (g_strv_length (parts) < 2)
    return 0;
  old = gloss_text_normalize (parts[0], -1, NULL);
  new = gloss_text_normalize (parts[1], -1, NULL);
  if (old == NULL || new == NULL)
    return 0;

  runs = gloss_word_diff_new (old, new);
  for (guint i = 0; i < runs->len; i++)
    {
      const GlossDiffRun *run = &g_array_index (runs, GlossDiffRun, i);
      g_autofree char *before = g_strndup (old + run->old_start, run->old_end - run->old_start);
      g_autofree char *after = g_strndup (new + run->new_start, run->new_end - run->new_start);

      g_assert_cmpuint (run->old_start, ==, old_at);
      g_assert_cmpuint (run->new_start, ==, new_at);
      old_at = run->old_end;
      new_at = run->new_end;
      if (run->kind == GLOSS_DIFF_SAME)
        {
          g_strstrip (before);
          g_strstrip (after);
          g_assert_true (gloss_diff_units_is_same (before, strlen (before), after, strlen (after)));
        }
    }
  g_assert_cmpuint (old_at, ==, strlen (old));
  g_assert_cmpuint (new_at, ==, strlen (new));

  return 0;
}
