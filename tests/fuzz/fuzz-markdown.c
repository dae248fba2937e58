/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as Markdown: what comes out has only the elements of Markdown, and only addresses of web and
 * mail. */

#include "config.h"

#include "core/article/gloss-markdown.h"
#include "tests/fuzz/target.h"

#include <string.h>

static gboolean
is_known_element (const char *tag)
{
  static const char *const names[] = {
    "a",  "blockquote", "body",   "br",    "code", "div",  "em",   "h1",       "h2",
    "h3", "h4",         "h5",     "h6",    "hr",   "li",   "main", "meta",     "ol",
    "p",  "pre",        "strong", "title", "ul",   "html", "head", "!DOCTYPE",
  };
  gsize length;

  tag += *tag == '/';
  length = strcspn (tag, " />");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && strncmp (tag, names[i], length) == 0)
      return TRUE;

  return FALSE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *utf8 = gloss_text_normalize ((const char *) data, size, NULL);
  g_autoptr (GlossReaderDocument) document = NULL;
  g_auto (GlossMarkdownMetadata) metadata = { 0 };
  g_autoptr (GlossText) text = NULL;
  g_autofree char *html = NULL;

  if (utf8 == NULL || !gloss_markdown_can_render (utf8))
    return 0;

  document = gloss_reader_document_new ();
  gloss_markdown_write (document, utf8, &metadata);
  html = gloss_reader_document_finish (document, metadata.title != NULL ? metadata.title : "", &text);

  g_assert_true (g_utf8_validate (html, -1, NULL));
  for (const char *tag = html; (tag = strchr (tag, '<')) != NULL;)
    {
      tag++;
      g_assert_true (is_known_element (tag));
      if (g_str_has_prefix (tag, "a "))
        {
          const char *href = tag + strlen ("a href=\"");

          g_assert_true (g_ascii_strncasecmp (href, "http", 4) == 0 ||
                         g_ascii_strncasecmp (href, "mailto:", 7) == 0);
        }
    }

  return 0;
}
