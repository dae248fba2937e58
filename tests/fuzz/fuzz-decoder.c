/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a file: decoded to normal UTF-8, or refused with a message. The first byte says whether as
 * HTML. */

#include "config.h"

#include "core/article/gloss-decoder.h"
#include "core/base/gloss-error.h"
#include "tests/fuzz/target.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (size == 0)
    return 0;

  bytes = g_bytes_new (data + 1, size - 1);
  text = gloss_decoder_decode (bytes, (data[0] & 1) != 0, "name", &error);
  if (text != NULL)
    {
      g_assert_no_error (error);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_null (strchr (text, '\r'));
    }
  else
    {
      g_assert_error (error, GLOSS_ERROR, GLOSS_ERROR_NOT_TEXT);
      g_assert_null (strchr (error->message, '\n'));
    }

  return 0;
}
