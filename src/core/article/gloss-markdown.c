/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Markdown as a reader document, by cmark in safe mode. Before rendering, the tree is made harmless without
 * dropping a word: HTML becomes text or code, an image the words of its description, a link that is none of
 * the web or mail its own words. Front matter stays as text and gives title, author and date. It fetches
 * nothing; any thread; linear.
 */

#include "config.h"

#include "core/article/gloss-markdown.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

/* Deeper than any text that is meant; browsers put what is far deeper out of order. */
#define MAX_DEPTH 64

#define KEY_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

static void
take_string (char **place, const char *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

/* `key: value`, the value in quotes or not; anything richer than that is left alone. */
static void
read_front_matter_line (const char *start, const char *end, GlossMarkdownMetadata *metadata)
{
  g_autofree char *line = g_strndup (start, end - start);
  char *value = strchr (line, ':');
  gsize length;

  if (value == NULL)
    return;

  *value++ = '\0';
  g_strstrip (value);
  length = strlen (value);
  if (length >= 2 && (value[0] == '"' || value[0] == '\'') && value[length - 1] == value[0])
    {
      value[length - 1] = '\0';
      g_strstrip (++value);
    }
  else if (strchr ("[{|>&*!", value[0]) != NULL)
    return;
  if (*value == '\0')
    return;

  if (g_ascii_strcasecmp (line, "title") == 0)
    take_string (&metadata->title, value);
  else if (g_ascii_strcasecmp (line, "author") == 0)
    take_string (&metadata->byline, value);
  else if (g_ascii_strcasecmp (line, "date") == 0)
    take_string (&metadata->published, value);
}

/* Returns where the Markdown begins: after front matter, a block of keys between two lines of dashes at the
 * very top. */
static const char *
read_front_matter (const char *utf8, GlossMarkdownMetadata *metadata)
{
  const char *end;

  if (!g_str_has_prefix (utf8, "---\n") || utf8[4 + strspn (utf8 + 4, KEY_CHARACTERS)] != ':')
    return utf8;

  for (end = utf8 + 4; *end != '\0' && !g_str_has_prefix (end, "---\n") && !g_str_equal (end, "---");)
    end += strcspn (end, "\n") + (strchr (end, '\n') != NULL);
  if (*end == '\0')
    return utf8;

  for (const char *line = utf8 + 4; line < end; line += strcspn (line, "\n") + 1)
    read_front_matter_line (line, line + strcspn (line, "\n"), metadata);

  return end + strcspn (end, "\n") + (end[3] == '\n');
}

static void
replace (cmark_node *node, cmark_node_type type, const char *literal)
{
  cmark_node *replacement = cmark_node_new (type);

  cmark_node_set_literal (replacement, literal);
  cmark_node_replace (node, replacement);
  cmark_node_free (node);
}

/* The words in a part of the tree, as cmark makes an image's alt attribute. */
static char *
dup_words (cmark_node *root)
{
  g_autoptr (GString) words = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (root);

  for (cmark_event_type event; (event = cmark_iter_next (iter)) != CMARK_EVENT_DONE;)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      const char *literal = cmark_node_get_literal (node);

      if (event != CMARK_EVENT_ENTER)
        continue;
      if (literal != NULL)
        g_string_append (words, literal);
      else if (cmark_node_get_type (node) == CMARK_NODE_SOFTBREAK ||
               cmark_node_get_type (node) == CMARK_NODE_LINEBREAK)
        g_string_append_c (words, ' ');
    }
  cmark_iter_free (iter);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The words are part of the canonical text, which is the same in every language of the program: not
 * translated. */
static void
replace_image (cmark_node *image)
{
  g_autofree char *words = dup_words (image);
  g_autofree char *literal = *words != '\0' ? g_strdup_printf ("[image: %s]", words) : g_strdup ("[image]");

  replace (image, CMARK_NODE_TEXT, literal);
}

static gboolean
is_safe_link (const char *url)
{
  static const char *const schemes[] = { "http:", "https:", "mailto:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (url, schemes[i], strlen (schemes[i])) == 0)
      return TRUE;

  return FALSE;
}

static void
unwrap (cmark_node *node)
{
  for (cmark_node *child; (child = cmark_node_first_child (node)) != NULL;)
    cmark_node_insert_before (node, child);
  cmark_node_unlink (node);
  cmark_node_free (node);
}

/* On leaving a node, the iterator is past all that is in it, so that it may go. Linear, but for what the
 * depth that is kept costs. */
static void
make_harmless (cmark_node *document)
{
  cmark_iter *iter = cmark_iter_new (document);
  int depth = 0;

  for (cmark_event_type event; (event = cmark_iter_next (iter)) != CMARK_EVENT_DONE;)
    {
      cmark_node *node = cmark_iter_get_node (iter);

      switch (cmark_node_get_type (node))
        {
        case CMARK_NODE_HTML_BLOCK:
          replace (node, CMARK_NODE_CODE_BLOCK, cmark_node_get_literal (node));
          break;
        case CMARK_NODE_HTML_INLINE:
          replace (node, CMARK_NODE_TEXT, cmark_node_get_literal (node));
          break;
        case CMARK_NODE_IMAGE:
          if (event == CMARK_EVENT_EXIT)
            replace_image (node);
          break;
        case CMARK_NODE_LINK:
          if (event == CMARK_EVENT_EXIT && !is_safe_link (cmark_node_get_url (node)))
            unwrap (node);
          break;
        case CMARK_NODE_EMPH:
        case CMARK_NODE_STRONG:
          /* From the outside in: what moves up goes through few, however deep it was. The iterator is at the
           * first child already. */
          if (event == CMARK_EVENT_ENTER && depth >= MAX_DEPTH && cmark_node_first_child (node) != NULL)
            unwrap (node);
          else
            depth += event == CMARK_EVENT_ENTER ? 1 : -1;
          break;
        default:
          break;
        }
    }
  cmark_iter_free (iter);
}

/* What stands before the text of a line can open that many containers: a mark each, or two columns of indent.
 */
static gsize
count_depth (const char **line)
{
  const char *p = *line;
  gsize n_marks = 0;
  gsize n_columns = 0;
  gsize depth = 0;

  for (gboolean is_marks = TRUE; is_marks && *p != '\0' && *p != '\n';)
    {
      const char *digits = p;

      while (g_ascii_isdigit (*digits))
        digits++;

      if (*p == ' ' || *p == '\t')
        n_columns += *p++ == '\t' ? 4 : 1;
      else if (*p == '>' || (*digits != '\0' && strchr (digits > p ? ".)" : "-+*", *digits) != NULL &&
                             g_ascii_isspace (digits[1])))
        {
          p = digits + 1;
          n_marks++;
          depth = n_marks + n_columns / 2;
        }
      else
        is_marks = FALSE;
    }

  *line = p;
  return depth;
}

static void
write_blocks (GlossReaderDocument *document, cmark_node *root)
{
  for (cmark_node *node = cmark_node_first_child (root); node != NULL; node = cmark_node_next (node))
    {
      char *html = cmark_render_html (node, CMARK_OPT_DEFAULT);

      gloss_reader_document_add_cmark (document, html);
      free (html);
    }
}

/* A heading of the first level at the top is the title. */
static void
write_title (GlossReaderDocument *document, cmark_node *root, GlossMarkdownMetadata *metadata)
{
  cmark_node *first = cmark_node_first_child (root);
  g_autofree char *words = NULL;

  if (first == NULL || cmark_node_get_type (first) != CMARK_NODE_HEADING ||
      cmark_node_get_heading_level (first) != 1)
    return;

  words = g_strstrip (dup_words (first));
  if (*words != '\0')
    {
      char *html = cmark_render_html (first, CMARK_OPT_DEFAULT);

      gloss_reader_document_add_cmark (document, html);
      free (html);
      take_string (&metadata->title, words);
      cmark_node_unlink (first);
      cmark_node_free (first);
    }
}

void
gloss_markdown_metadata_clear (GlossMarkdownMetadata *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->byline, g_free);
  g_clear_pointer (&self->published, g_free);
}

/**
 * gloss_markdown_can_render:
 * @utf8: Markdown
 *
 * Returns: %FALSE where it is larger than %GLOSS_MARKDOWN_MAX_BYTES, or its quotations and lists may be
 * nested more than 64 deep
 */
gboolean
gloss_markdown_can_render (const char *utf8)
{
  if (strlen (utf8) > GLOSS_MARKDOWN_MAX_BYTES)
    return FALSE;

  for (const char *line = utf8; *line != '\0';)
    {
      if (count_depth (&line) > MAX_DEPTH)
        return FALSE;
      line += strcspn (line, "\n");
      line += *line == '\n';
    }

  return TRUE;
}

/**
 * gloss_markdown_write:
 * @document: a new document
 * @utf8: Markdown in the form of gloss_text_normalize() that gloss_markdown_can_render()
 * @metadata: (inout): filled in from front matter and title
 *
 * Writes the text as a reader document, front matter first in the body.
 */
void
gloss_markdown_write (GlossReaderDocument *document, const char *utf8, GlossMarkdownMetadata *metadata)
{
  const char *markdown;
  cmark_node *root;

  g_return_if_fail (document != NULL && utf8 != NULL && metadata != NULL);

  markdown = read_front_matter (utf8, metadata);
  root = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_DEFAULT);
  make_harmless (root);
  write_title (document, root, metadata);

  gloss_reader_document_begin_body (document);
  if (markdown > utf8)
    {
      cmark_node *matter = cmark_node_new (CMARK_NODE_CODE_BLOCK);
      g_autofree char *literal = g_strndup (utf8, markdown - utf8);

      cmark_node_set_literal (matter, literal);
      cmark_node_prepend_child (root, matter);
    }
  write_blocks (document, root);
  cmark_node_free (root);
}
