/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the beginning of a page. */

#include "config.h"

#include "core/article/gloss-html-charset.h"
#include "tests/fuzz/target.h"

#include <unicode/ucnv.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *converter = gloss_html_charset_sniff ((const char *) data, size);

  if (converter != NULL)
    {
      UErrorCode status = U_ZERO_ERROR;

      ucnv_close (ucnv_open (converter, &status));
      g_assert_true (U_SUCCESS (status));
    }

  return 0;
}
