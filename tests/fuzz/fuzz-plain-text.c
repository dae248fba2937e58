/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a plain text: whatever layout is guessed, the text of the document is the text of the file. */

#include "config.h"

#include "core/article/gloss-plain-text.h"
#include "tests/fuzz/target.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *utf8 = gloss_text_normalize ((const char *) data, size, NULL);
  g_autoptr (GlossReaderDocument) document = NULL;
  g_autoptr (GlossText) text = NULL;
  g_autofree char *title = NULL;
  g_autofree char *beginning = NULL;
  g_autofree char *html = NULL;

  if (utf8 == NULL)
    return 0;

  document = gloss_reader_document_new ();
  title = gloss_plain_text_write (document, utf8);
  beginning = gloss_plain_text_dup_beginning (utf8);
  html = gloss_reader_document_finish (document, title != NULL ? title : beginning, &text);

  g_assert_cmpstr (gloss_text_get_utf8 (text), ==, utf8);
  g_assert_true (g_utf8_validate (html, -1, NULL));
  g_assert_null (strchr (beginning, '\n'));
  g_assert_true (title == NULL || strchr (title, '\n') == NULL);

  return 0;
}
