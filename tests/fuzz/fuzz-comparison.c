/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two stored captures parted by a form feed, each a document and its text parted by a unit separator, which
 * need not agree: what is read of the documents' blocks never goes past the text, and ranges of both texts
 * are in the comparison's.
 */

#include "config.h"

#include "core/article/gloss-comparison.h"
#include "core/article/gloss-text-blocks.h"
#include "tests/fuzz/target.h"

#include <string.h>

static GlossCapture *
make_capture (const char *stored)
{
  g_auto (GStrv) parts = g_strsplit (stored, "\x1f", 2);
  g_autoptr (GlossText) text =
    gloss_text_new (parts[0] != NULL && parts[1] != NULL ? parts[1] : "", -1, NULL);

  if (text == NULL)
    return NULL;
  return gloss_capture_new (&(GlossCaptureFields){ .uri = "https://example.org/",
                                                   .sha256 = gloss_text_get_sha256 (text),
                                                   .media_type = "text/html",
                                                   .html = parts[0] != NULL ? parts[0] : "",
                                                   .text = text });
}

static void
check_blocks (GlossCapture *capture)
{
  g_autoptr (GArray) blocks = gloss_text_blocks_new (capture);
  gsize at = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const GlossTextBlock *block = &g_array_index (blocks, GlossTextBlock, i);

      g_assert_cmpuint (block->start, ==, at);
      g_assert_cmpuint (block->end, >, at);
      at = block->end;
    }
  g_assert_cmpuint (at, ==, gloss_text_get_n_bytes (gloss_capture_get_fields (capture)->text));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *input = g_strndup ((const char *) data, size);
  g_auto (GStrv) parts = g_strsplit (input, "\f", 2);
  g_autoptr (GlossCapture) old = NULL;
  g_autoptr (GlossCapture) new = NULL;
  g_autoptr (GlossComparison) comparison = NULL;
  gsize n_old, n_points, start, end;

  if (g_strv_length (parts) < 2)
    return 0;
  old = make_capture (parts[0]);
  new = make_capture (parts[1]);
  if (old == NULL || new == NULL)
    return 0;

  check_blocks (old);
  check_blocks (new);
  comparison = gloss_comparison_new (old, new);
  n_points =
    gloss_text_get_n_points (gloss_capture_get_fields (gloss_comparison_get_capture (comparison))->text);
  n_old = gloss_text_get_n_points (gloss_capture_get_fields (old)->text);
  for (gsize i = 0; i < n_old; i++)
    {
      g_assert_cmpuint (gloss_comparison_carry (comparison, i), <=,
                        gloss_text_get_n_points (gloss_capture_get_fields (new)->text));
      if (gloss_comparison_map_old (comparison, i, n_old, &start, &end))
        {
          g_assert_cmpuint (start, <, end);
          g_assert_cmpuint (end, <=, n_points);
        }
    }

  return 0;
}
