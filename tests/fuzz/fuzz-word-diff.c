/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two texts parted by a form feed, compared: the runs give both back, and what stays differs in white space
 * at most. */

#include "config.h"

#include "core/text/gloss-diff-units.h"
#include "core/text/gloss-text.h"
#include "core/text/gloss-word-diff.h"
#include "tests/fuzz/target.h"

#include <string.h>

/* Without white space at both ends, which belongs to the ends of texts. */
static char *
dup_trimmed (const char *start, const char *end)
{
  while (start < end && gloss_text_is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (start < end && gloss_text_is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (start, end - start);
}

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
      g_autofree char *before = dup_trimmed (old + run->old_start, old + run->old_end);
      g_autofree char *after = dup_trimmed (new + run->new_start, new + run->new_end);

      g_assert_cmpuint (run->old_start, ==, old_at);
      g_assert_cmpuint (run->new_start, ==, new_at);
      old_at = run->old_end;
      new_at = run->new_end;
      if (run->kind == GLOSS_DIFF_SAME)
        g_assert_true (gloss_diff_units_is_same (before, strlen (before), after, strlen (after)));
    }
  g_assert_cmpuint (old_at, ==, strlen (old));
  g_assert_cmpuint (new_at, ==, strlen (new));

  return 0;
}
