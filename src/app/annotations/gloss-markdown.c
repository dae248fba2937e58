/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown to Pango markup, by walking the tree that cmark makes. Notes may come from elsewhere, so nothing
 * in them is trusted: every piece of text is escaped, and tags are written by this file alone. Any thread.
 * Cost: that of cmark, linear in the source. */

#include "config.h"

#include "app/annotations/gloss-markdown.h"

#include <cmark.h>
#include <string.h>

/* Deeper emphasis than anybody writes is shown without further tags: Pango keeps a stack of them. */
#define MAX_DEPTH 16
#define BREAK "\342\200\250"

typedef struct
{
  GString *markup;
  gsize room;       /* characters that may still be shown */
  guint depth;      /* inline tags around the next text */
  guint image;      /* images around the next text: their alternative text is kept */
  guint list_depth; /* lists around the next block */
  gboolean pending_break;
  gboolean full;
} Writer;

gboolean
gloss_link_is_safe (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;
  const char *scheme, *host;

  if (uri == NULL)
    return FALSE;

  parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (parsed == NULL)
    return FALSE;

  scheme = g_uri_get_scheme (parsed);
  host = g_uri_get_host (parsed);
  return (strcmp (scheme, "http") == 0 || strcmp (scheme, "https") == 0) && host != NULL && *host != '\0';
}

static void
write_break (Writer *writer)
{
  if (writer->pending_break && writer->markup->len > 0)
    g_string_append (writer->markup, BREAK);
  writer->pending_break = FALSE;
}

/* Control characters have no look; U+2028 and U+2029 would count as lines of their own. */
static gboolean
is_shown (gunichar c)
{
  return !g_unichar_iscntrl (c) || c == '\t';
}

static void
write_text (Writer *writer, const char *text)
{
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  if (text == NULL || *text == '\0' || writer->full)
    return;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (writer->room == 0)
        {
          g_string_append (kept, "…");
          writer->full = TRUE;
          break;
        }
      if (c == '\n')
        g_string_append (kept, BREAK);
      else if (is_shown (c))
        g_string_append_unichar (kept, c);
      writer->room--;
    }

  write_break (writer);
  escaped = g_markup_escape_text (kept->str, kept->len);
  g_string_append (writer->markup, escaped);
}

static void
open_inline (Writer *writer, const char *tag)
{
  if (writer->depth++ < MAX_DEPTH)
    {
      write_break (writer);
      g_string_append_printf (writer->markup, "<%s>", tag);
    }
}

static void
close_inline (Writer *writer, const char *tag)
{
  if (--writer->depth < MAX_DEPTH)
    g_string_append_printf (writer->markup, "</%s>", tag);
}

static void
write_tagged (Writer *writer, const char *tag, const char *text)
{
  open_inline (writer, tag);
  write_text (writer, text);
  close_inline (writer, tag);
}

static void
write_link (Writer *writer, cmark_node *node, gboolean entering)
{
  const char *uri = cmark_node_get_url (node);

  /* A link in a link can come of an image; the label knows one level only. */
  if (writer->image > 0 || !gloss_link_is_safe (uri))
    return;

  if (entering)
    {
      g_autofree char *escaped = g_markup_escape_text (uri, -1);

      write_break (writer);
      g_string_append_printf (writer->markup, "<a href=\"%s\">", escaped);
    }
  else
    {
      g_string_append (writer->markup, "</a>");
    }
}

static void
write_item_start (Writer *writer, cmark_node *item)
{
  cmark_node *list = cmark_node_parent (item);

  for (guint i = 1; i < MIN (writer->list_depth, MAX_DEPTH); i++)
    write_text (writer, "  ");

  if (cmark_node_get_list_type (list) == CMARK_ORDERED_LIST)
    {
      g_autofree char *number = NULL;
      int n = cmark_node_get_list_start (list);

      for (cmark_node *before = cmark_node_previous (item); before != NULL;
           before = cmark_node_previous (before))
        n++;
      number = g_strdup_printf ("%d. ", n);
      write_text (writer, number);
    }
  else
    {
      write_text (writer, "• ");
    }
}

static void
write_code_block (Writer *writer, cmark_node *node)
{
  g_autofree char *code = g_strdup (cmark_node_get_literal (node));

  write_tagged (writer, "tt", g_strchomp (code));
  writer->pending_break = TRUE;
}

static void
write_block (Writer *writer, cmark_node *node, gboolean entering)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_PARAGRAPH:
      if (!entering)
        writer->pending_break = TRUE;
      break;
    case CMARK_NODE_HEADING:
      if (entering)
        open_inline (writer, "b");
      else
        close_inline (writer, "b");
      writer->pending_break = !entering || writer->pending_break;
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      if (entering)
        open_inline (writer, "i");
      else
        close_inline (writer, "i");
      break;
    case CMARK_NODE_LIST:
      writer->list_depth = entering ? writer->list_depth + 1 : writer->list_depth - 1;
      break;
    case CMARK_NODE_ITEM:
      writer->pending_break = TRUE;
      if (entering)
        write_item_start (writer, node);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      write_text (writer, "———");
      writer->pending_break = TRUE;
      break;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
      write_code_block (writer, node);
      break;
    default:
      break;
    }
}

static void
write_node (Writer *writer, cmark_node *node, gboolean entering)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
      write_text (writer, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_CODE:
      write_tagged (writer, "tt", cmark_node_get_literal (node));
      break;
    case CMARK_NODE_SOFTBREAK:
      write_text (writer, " ");
      break;
    case CMARK_NODE_LINEBREAK:
      write_text (writer, "\n");
      break;
    case CMARK_NODE_EMPH:
      (entering ? open_inline : close_inline) (writer, "i");
      break;
    case CMARK_NODE_STRONG:
      (entering ? open_inline : close_inline) (writer, "b");
      break;
    case CMARK_NODE_LINK:
      write_link (writer, node, entering);
      break;
    case CMARK_NODE_IMAGE:
      writer->image = entering ? writer->image + 1 : writer->image - 1;
      break;
    default:
      write_block (writer, node, entering);
      break;
    }
}

char *
gloss_markdown_to_pango (const char *markdown, gsize max_chars)
{
  Writer writer = { .room = max_chars > 0 ? max_chars : G_MAXSIZE };
  cmark_node *root;
  cmark_iter *iter;
  cmark_event_type event;

  if (markdown == NULL || *markdown == '\0')
    return g_strdup ("");

  writer.markup = g_string_new (NULL);
  root = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_VALIDATE_UTF8);
  iter = cmark_iter_new (root);
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    write_node (&writer, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);
  cmark_iter_free (iter);
  cmark_node_free (root);

  return g_string_free (writer.markup, FALSE);
}
