/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two texts parted by a form feed, and an anchor for every two bytes at the end of the first: resolved with
 * the old text and without it. Whatever comes out lies in the new text, and nothing comes out twice
 * different. */

#include "config.h"

#include "core/anchor/gloss-anchor-resolver.h"
#include "tests/fuzz/target.h"

#include <string.h>

#define MAX_ANCHORS 16

static void
check (GlossText *new, GArray *resolutions)
{
  for (guint i = 0; i < resolutions->len; i++)
    {
      const GlossResolution *resolution = &g_array_index (resolutions, GlossResolution, i);
      g_autofree char *found = NULL;

      if (resolution->state == GLOSS_ANCHOR_LOST)
        continue;
      g_assert_cmpuint (resolution->start, <, resolution->end);
      g_assert_cmpuint (resolution->end, <=, gloss_text_get_n_points (new));
      found = gloss_text_dup_range (new, resolution->start, resolution->end);
      g_assert_cmpstr (found, ==, resolution->found);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *input = g_strndup ((const char *) data, size);
  g_auto (GStrv) parts = g_strsplit (input, "\f", 2);
  g_autoptr (GPtrArray) anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_anchor_unref);
  g_autoptr (GlossText) old = NULL;
  g_autoptr (GlossText) new = NULL;

  if (g_strv_length (parts) < 2)
    return 0;
  old = gloss_text_new (parts[0], -1, NULL);
  new = gloss_text_new (parts[1], -1, NULL);
  if (old == NULL || new == NULL)
    return 0;

  for (gsize i = 0; i + 1 < size && anchors->len < MAX_ANCHORS; i += 2)
    {
      GlossAnchor *anchor = gloss_anchor_new_for_range (old, data[i], (gsize) data[i] + data[i + 1]);

      if (anchor != NULL)
        g_ptr_array_add (anchors, anchor);
    }
  for (int has_old = 0; has_old <= 1; has_old++)
    {
      g_autoptr (GArray) resolutions =
        gloss_anchor_resolve (has_old ? old : NULL, new, (GlossAnchor *const *) anchors->pdata, anchors->len,
                              NULL);

      check (new, resolutions);
    }

  return 0;
}
