/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the blocks of a capture's reader document are in its text. It reads the few things that reader
 * documents are written with, and believes what it read only if the text comes out as stored; else lines are
 * blocks. Pure functions on immutable values, any thread. Linear.
 */

#include "config.h"

#include "core/article/gloss-text-blocks.h"

#include <string.h>

/* A document that nests deeper than people write has its innermost blocks taken for paragraphs. */
#define MAX_DEPTH 64

typedef struct
{
  const char *utf8; /* the canonical text */
  gsize n_bytes;
  gsize at;
  GArray *blocks;
  gsize block_start;
  guint depth;
  const char *open[MAX_DEPTH]; /* names of blocks */
} Scan;

/* Those that say what a block is come first. */
static const char *const block_names[] = { "h1",   "h2",         "h3",        "h4",    "h5",  "h6",
                                           "li",   "blockquote", "dt",        "dd",    "pre", "p",
                                           "div",  "ul",         "ol",        "dl",    "tr",  "figure",
                                           "hr",   "table",      "thead",     "tbody", "br",  "tfoot",
                                           "main", "caption",    "figcaption" };
#define N_KINDS 11

static guint
find_block_name (const char *name, gsize length)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (block_names) &&
         (strlen (block_names[i]) != length || strncmp (block_names[i], name, length) != 0))
    i++;

  return i;
}

static gboolean
is_blank (const char *utf8, gsize length)
{
  for (const char *p = utf8; p < utf8 + length; p = g_utf8_next_char (p))
    if (!gloss_text_is_blank (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

static const char *
find_element (const Scan *self)
{
  for (guint i = MIN (self->depth, MAX_DEPTH); i > 0; i--)
    for (guint kind = 0; kind < N_KINDS; kind++)
      if (self->open[i - 1] == block_names[kind])
        return block_names[kind];

  return "p";
}

/* Ends the block, or the white space, that goes up to here. */
static void
end_block (Scan *self)
{
  GlossTextBlock block = { self->block_start, self->at, NULL };

  if (self->at == self->block_start)
    return;
  if (!is_blank (self->utf8 + block.start, block.end - block.start))
    block.element = find_element (self);
  g_array_append_val (self->blocks, block);
  self->block_start = self->at;
}

/* Whether the text goes on so. */
static gboolean
take_text (Scan *self, const char *text, gsize length)
{
  if (self->n_bytes - self->at < length || memcmp (self->utf8 + self->at, text, length) != 0)
    return FALSE;

  self->at += length;
  return TRUE;
}

/* The entities that documents are written with. Returns what is after it, NULL for another. */
static const char *
take_entity (Scan *self, const char *p)
{
  static const char *const entities[][2] = {
    { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&nbsp;", "\302\240" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (p, entities[i][0]))
      return take_text (self, entities[i][1], strlen (entities[i][1])) ? p + strlen (entities[i][0]) : NULL;

  return NULL;
}

static const char *
skip_tag (const char *p)
{
  char quote = '\0';

  for (; *p != '\0' && (quote != '\0' || *p != '>'); p++)
    if (quote != '\0')
      quote = *p == quote ? '\0' : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;

  return *p == '>' ? p + 1 : NULL;
}

/* Returns what is after it, NULL where it does not end. */
static const char *
take_tag (Scan *self, const char *p)
{
  gboolean is_end = p[1] == '/';
  const char *name = p + 1 + is_end;
  guint i = find_block_name (name, strspn (name, "abcdefghijklmnopqrstuvwxyz123456"));

  if (i < G_N_ELEMENTS (block_names))
    {
      gboolean is_void = strcmp (block_names[i], "br") == 0 || strcmp (block_names[i], "hr") == 0;

      end_block (self);
      if (is_end && self->depth > 0)
        self->depth--;
      else if (!is_end && !is_void)
        {
          if (self->depth < MAX_DEPTH)
            self->open[self->depth] = block_names[i];
          self->depth++;
        }
    }

  return skip_tag (name);
}

/* Whether the document was understood. */
static gboolean
scan_document (Scan *self, const char *html)
{
  static const char beginning[] = "<main id=\"gloss-text\">";
  const char *p = strstr (html, beginning);

  if (p == NULL)
    return FALSE;

  p += strlen (beginning);
  while (p != NULL && *p != '\0' && !g_str_has_prefix (p, "</main>"))
    {
      gsize n_plain = strcspn (p, "<&");

      if (!take_text (self, p, n_plain))
        return FALSE;
      p += n_plain;
      if (*p == '<' && !g_str_has_prefix (p, "</main>"))
        p = take_tag (self, p);
      else if (*p == '&')
        p = take_entity (self, p);
    }
  end_block (self);

  return p != NULL && *p != '\0' && self->at == self->n_bytes;
}

static void
scan_lines (Scan *self)
{
  self->at = self->block_start = 0;
  self->depth = 0;
  g_array_set_size (self->blocks, 0);

  while (self->at < self->n_bytes)
    {
      const char *line = self->utf8 + self->at;
      gboolean is_end = *line == '\n';

      self->at += is_end ? strspn (line, "\n") : strcspn (line, "\n");
      end_block (self);
    }
}

/**
 * gloss_text_blocks_new:
 * @capture: a capture
 *
 * Returns: (transfer full) (element-type GlossTextBlock): the blocks of its text and what is between them, in
 * order; together all of the text
 */
GArray *
gloss_text_blocks_new (GlossCapture *capture)
{
  const GlossCaptureFields *fields;
  Scan scan = { 0 };

  g_return_val_if_fail (capture != NULL, NULL);

  fields = gloss_capture_get_fields (capture);
  scan.utf8 = gloss_text_get_utf8 (fields->text);
  scan.n_bytes = gloss_text_get_n_bytes (fields->text);
  scan.blocks = g_array_new (FALSE, FALSE, sizeof (GlossTextBlock));
  if (!scan_document (&scan, fields->html))
    scan_lines (&scan);

  return scan.blocks;
}
