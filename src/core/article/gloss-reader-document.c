/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The writer of reader documents. Whatever is added goes into the HTML and, as its textContent, into the
 * canonical text at the same time, so that the two can't differ: only elements and text that a parser gives
 * back as they are leave it. It never reads a file and writes no script, style or address of its own. Linear
 * in what is added.
 */

#include "config.h"

#include "core/article/gloss-reader-document.h"

#include <string.h>

struct _GlossReaderDocument
{
  GString *main;
  GString *text;
};

static void
append_escaped (GString *html, const char *utf8, gsize length)
{
  const char *end = utf8 + length;

  while (utf8 < end)
    {
      gsize n_plain = 0;

      while (utf8 + n_plain < end && strchr ("&<>", utf8[n_plain]) == NULL)
        n_plain++;
      g_string_append_len (html, utf8, n_plain);
      utf8 += n_plain;

      if (utf8 < end)
        {
          g_string_append (html, *utf8 == '&' ? "&amp;" : *utf8 == '<' ? "&lt;" : "&gt;");
          utf8++;
        }
    }
}

/* Takes up one of the entities that cmark writes, and returns what is after it. */
static const char *
append_entity (GString *text, const char *entity)
{
  static const struct
  {
    const char *entity;
    char c;
  } entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' } };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (entity, entities[i].entity))
      {
        g_string_append_c (text, entities[i].c);
        return entity + strlen (entities[i].entity);
      }

  g_assert_not_reached ();
}

/**
 * gloss_reader_document_new:
 *
 * Returns: (transfer full): an empty document
 */
GlossReaderDocument *
gloss_reader_document_new (void)
{
  GlossReaderDocument *self = g_new0 (GlossReaderDocument, 1);

  self->main = g_string_new (NULL);
  self->text = g_string_new (NULL);

  return self;
}

void
gloss_reader_document_free (GlossReaderDocument *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->main, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * gloss_reader_document_add_text:
 * @utf8: what stands between two blocks, in the form of gloss_text_normalize()
 * @length: bytes, or -1
 */
void
gloss_reader_document_add_text (GlossReaderDocument *self, const char *utf8, gssize length)
{
  gsize n_bytes;

  g_return_if_fail (self != NULL && utf8 != NULL);

  n_bytes = length < 0 ? strlen (utf8) : (gsize) length;
  append_escaped (self->main, utf8, n_bytes);
  g_string_append_len (self->text, utf8, n_bytes);
}

/**
 * gloss_reader_document_begin_block:
 * @element: a block that holds text, such as `p`, `h1` or `li`
 *
 * Begins an element whose direction goes by its own first letter.
 */
void
gloss_reader_document_begin_block (GlossReaderDocument *self, const char *element)
{
  g_return_if_fail (self != NULL && element != NULL);

  g_string_append_printf (self->main, "<%s dir=\"auto\">", element);
  /* A parser takes away a newline that a pre begins with. */
  if (strcmp (element, "pre") == 0)
    g_string_append_c (self->main, '\n');
}

/**
 * gloss_reader_document_add_part:
 * @element: (nullable): an inline element around it, such as `ins`
 * @utf8: a part of the block's text, in the form of gloss_text_normalize()
 * @length: bytes
 */
void
gloss_reader_document_add_part (GlossReaderDocument *self,
                                const char *element,
                                const char *utf8,
                                gsize length)
{
  g_return_if_fail (self != NULL && utf8 != NULL);

  if (element != NULL)
    g_string_append_printf (self->main, "<%s>", element);
  gloss_reader_document_add_text (self, utf8, (gssize) length);
  if (element != NULL)
    g_string_append_printf (self->main, "</%s>", element);
}

/**
 * gloss_reader_document_end_block:
 * @element: what was begun
 */
void
gloss_reader_document_end_block (GlossReaderDocument *self, const char *element)
{
  g_return_if_fail (self != NULL && element != NULL);

  g_string_append_printf (self->main, "</%s>", element);
}

/**
 * gloss_reader_document_add_block:
 * @element: `p`, `h1` or `h2`
 * @utf8: its text, in the form of gloss_text_normalize()
 * @length: bytes, or -1
 *
 * Adds an element whose direction goes by its own first letter.
 */
void
gloss_reader_document_add_block (GlossReaderDocument *self,
                                 const char *element,
                                 const char *utf8,
                                 gssize length)
{
  g_return_if_fail (self != NULL && element != NULL);

  gloss_reader_document_begin_block (self, element);
  gloss_reader_document_add_text (self, utf8, length);
  gloss_reader_document_end_block (self, element);
}

/**
 * gloss_reader_document_get_length:
 *
 * Returns: the bytes of canonical text written so far
 */
gsize
gloss_reader_document_get_length (GlossReaderDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->text->len;
}

/**
 * gloss_reader_document_add_cmark:
 * @html: one block as cmark_render_html() writes it in safe mode
 *
 * Adds a block of Markdown, its direction going by its own first letter, and takes its text: what is outside
 * tags, with cmark's four entities decoded. That is what a parser finds: cmark closes what it opens, writes <
 * and > in attributes as entities, and starts code blocks with `<pre><code>`, so that no newline follows
 * `<pre>`.
 */
void
gloss_reader_document_add_cmark (GlossReaderDocument *self, const char *html)
{
  gsize n_name;

  g_return_if_fail (self != NULL && html != NULL && html[0] == '<');

  n_name = strcspn (html, " />");
  g_string_append_len (self->main, html, n_name);
  g_string_append (self->main, " dir=\"auto\"");
  g_string_append (self->main, html + n_name);

  while (*html != '\0')
    {
      gsize n_plain = strcspn (html, "<&");

      g_string_append_len (self->text, html, n_plain);
      html += n_plain;

      if (*html == '<')
        html += strcspn (html, ">") + 1;
      else if (*html == '&')
        html = append_entity (self->text, html);
    }
}

/**
 * gloss_reader_document_begin_body:
 *
 * Ends the part of the title and begins that of the blocks.
 */
void
gloss_reader_document_begin_body (GlossReaderDocument *self)
{
  g_return_if_fail (self != NULL);

  g_string_append (self->main, "<div class=\"gloss-body\">");
}

/**
 * gloss_reader_document_finish:
 * @title: what the document is called
 * @text: (out): its canonical text
 *
 * Returns: (transfer full): the document
 */
char *
gloss_reader_document_finish (GlossReaderDocument *self, const char *title, GlossText **text)
{
  GString *html;

  g_return_val_if_fail (self != NULL && title != NULL && text != NULL, NULL);

  html = g_string_sized_new (self->main->len + strlen (title) + 256);
  g_string_append (html, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>");
  append_escaped (html, title, strlen (title));
  g_string_append (html, "</title></head><body><main id=\"gloss-text\">");
  g_string_append_len (html, self->main->str, self->main->len);
  g_string_append (html, "</div></main></body></html>\n");

  *text = gloss_text_new (self->text->str, self->text->len, NULL);
  g_assert (*text != NULL);

  return g_string_free (html, FALSE);
}
