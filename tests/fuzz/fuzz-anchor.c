/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text, and a quote, prefix and suffix after it, each ended by a newline of the last three: found in the
 * text's own words, or refused. Ranges of any size are fitted to it. */

#include "config.h"

#include "core/anchor/gloss-anchor.h"
#include "core/base/gloss-error.h"
#include "tests/fuzz/target.h"

#include <string.h>

static void
check_anchor (GlossText *text, GlossAnchor *anchor)
{
  g_autofree char *quote =
    gloss_text_dup_range (text, gloss_anchor_get_start (anchor), gloss_anchor_get_end (anchor));

  g_assert_cmpstr (quote, ==, gloss_anchor_get_quote (anchor));
  g_assert_cmpuint (g_utf8_strlen (gloss_anchor_get_prefix (anchor), -1), <=, GLOSS_ANCHOR_CONTEXT);
  g_assert_cmpuint (g_utf8_strlen (gloss_anchor_get_suffix (anchor), -1), <=, GLOSS_ANCHOR_CONTEXT);
  g_assert_true (g_strrstr (gloss_text_get_utf8 (text), quote) != NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *input = g_strndup ((const char *) data, size);
  g_auto (GStrv) parts = g_strsplit (input, "\n", 4);
  g_autoptr (GlossText) text = NULL;
  g_autoptr (GlossAnchor) found = NULL;
  g_autoptr (GlossAnchor) range = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strv_length (parts) < 4)
    return 0;
  text = gloss_text_new (parts[3], -1, NULL);
  if (text == NULL)
    return 0;

  found = gloss_anchor_new_for_quote (text, parts[0], parts[1], parts[2], &error);
  if (found != NULL)
    check_anchor (text, found);
  else
    g_assert_true (error->domain == GLOSS_ERROR);

  range = gloss_anchor_new_for_range (text, data[0], (gsize) data[0] + data[size - 1]);
  if (range != NULL)
    check_anchor (text, range);

  return 0;
}
