/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a plain text is meant: which line is a title or heading, which lines belong to one paragraph. Only the
 * layout is guessed, never the text: every byte of it is written once, in order, whatever the guess. Linear:
 * no line is looked at more than a few times; nothing is owned but the line at hand.
 */

#include "config.h"

#include "core/article/gloss-plain-text.h"

#include <string.h>

/* In characters. A line longer than MAX_WRAPPED was not broken by a typewriter, an e-mail program or an
 * editor. */
#define MAX_TITLE 120
#define MAX_HEADING 60
#define MAX_WRAPPED 100
#define MIN_WRAPPED 40
#define BEGINNING 60

/* A line without its newline; next is where the following one begins. */
typedef struct
{
  const char *start;
  const char *end;
  const char *next;
  gsize n_points;
  gboolean is_blank;
} Line;

static Line
read_line (const char *p)
{
  Line line = { .start = p, .is_blank = TRUE };

  for (; *p != '\0' && *p != '\n'; p = g_utf8_next_char (p))
    {
      if (line.is_blank && !gloss_text_is_blank (g_utf8_get_char (p)))
        line.is_blank = FALSE;
      line.n_points++;
    }

  line.end = p;
  line.next = *p == '\n' ? p + 1 : p;
  return line;
}

static gboolean
is_last (const Line *line)
{
  return *line->next == '\0';
}

/* Whether a sentence ends before the line does: a full stop after a word, then a capital. "U.S. policy" has
 * none. */
static gboolean
has_sentence_end (const Line *line)
{
  gsize n_letters = 0;

  for (const char *p = line->start; p < line->end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c == '.' && n_letters > 2 && p + 2 < line->end && p[1] == ' ' &&
           g_unichar_isupper (g_utf8_get_char (p + 2))) ||
          c == 0x3002)
        return TRUE;
      n_letters = g_unichar_isalnum (c) ? n_letters + 1 : 0;
    }

  return FALSE;
}

/* The last character that is neither white space nor a closing quotation mark or bracket; 0 where there is
 * none. */
static gunichar
get_last_character (const Line *line)
{
  for (const char *p = line->end; p > line->start;)
    {
      gunichar c;

      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (!gloss_text_is_blank (c) && g_utf8_strchr ("\"')]\302\273\342\200\231\342\200\235", -1, c) == NULL)
        return c;
    }

  return 0;
}

static gboolean
ends_sentence (const Line *line)
{
  gunichar c = get_last_character (line);

  return c != 0 && g_utf8_strchr (".!?\342\200\246\343\200\202\357\274\201\357\274\237", -1, c) != NULL;
}

/* Whether the words could stand over others: some letters, no sentence, no end of one. A question may be a
 * title. */
static gboolean
can_head (const Line *line, gsize max_points)
{
  gunichar last = get_last_character (line);

  if (line->is_blank || line->n_points > max_points || has_sentence_end (line))
    return FALSE;
  if (last != '?' && last != 0xff1f && ends_sentence (line))
    return FALSE;
  if (last != 0 && g_utf8_strchr (",;:\357\274\214\357\274\232", -1, last) != NULL)
    return FALSE;

  for (const char *p = line->start; p < line->end; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* A line that is far too long to be the next one of the same kind. */
static gboolean
is_much_longer (const Line *next, const Line *line)
{
  return next->n_points > line->n_points &&
         (next->n_points > MAX_WRAPPED ||
          (next->n_points >= MIN_WRAPPED && next->n_points >= 2 * line->n_points));
}

static gboolean
is_title (const Line *line)
{
  Line next = read_line (line->next);

  return can_head (line, MAX_TITLE) && !is_last (line) && (next.is_blank || is_much_longer (&next, line));
}

/* A heading stands over a longer line: right before it, or alone before the next block. */
static gboolean
is_heading (const Line *line)
{
  Line next = *line;
  gboolean is_alone = FALSE;

  if (!can_head (line, MAX_HEADING))
    return FALSE;

  while (!is_last (&next))
    {
      next = read_line (next.next);
      if (!next.is_blank)
        return is_alone ? next.n_points > line->n_points && next.n_points >= MIN_WRAPPED
                        : is_much_longer (&next, line);
      is_alone = TRUE;
    }

  return FALSE;
}

/* A line that begins something: an item of a list, or a paragraph marked by its indent. */
static gboolean
begins_paragraph (const Line *line, const Line *previous)
{
  const char *p = line->start;
  gboolean is_indented = *p == '\t' || g_str_has_prefix (p, "  ") || g_str_has_prefix (p, "\343\200\200");
  gboolean was_indented = g_ascii_isspace (*previous->start);
  gunichar c;

  if (is_indented && !was_indented)
    return TRUE;

  while (p < line->end && g_ascii_isspace (*p))
    p++;
  c = g_utf8_get_char (p);
  if (c == '>' || c == '|')
    return TRUE;
  if (c != 0 && g_utf8_strchr ("-*+\302\267\342\200\242\342\200\243\342\226\252", -1, c) != NULL)
    return g_ascii_isspace (*g_utf8_next_char (p));

  while (g_ascii_isdigit (*p))
    p++;
  return p > line->start && g_ascii_isdigit (p[-1]) && (*p == '.' || *p == ')') && g_ascii_isspace (p[1]);
}

/* Whether the first word of the next line would have had room on this one, in a column of that width. */
static gboolean
has_room (const Line *line, const Line *next, gsize width)
{
  const char *p = next->start;
  gsize n_points = 0;

  while (p < next->end && g_ascii_isspace (*p))
    p++;
  for (; p < next->end && !g_ascii_isspace (*p); p = g_utf8_next_char (p))
    n_points++;

  return line->n_points + 1 + n_points <= width;
}

/* The last of the lines that could be one paragraph: up to the next blank, beginning or long line. */
static Line
find_group_end (const Line *first)
{
  Line last = *first;

  while (!is_last (&last))
    {
      Line next = read_line (last.next);

      if (next.is_blank || next.n_points > MAX_WRAPPED || begins_paragraph (&next, &last))
        break;
      last = next;
    }

  return last;
}

/* Whether the lines were broken to fit a column: nearly all are full, as the next word had no room, and most
 * go on. */
static gboolean
is_wrapped (const Line *first, const Line *last)
{
  gsize width = MAX (first->n_points, last->n_points);
  gsize n_lines = 1;
  gsize n_short = 0;
  gsize n_ended = 0;

  for (Line line = *first; line.start != last->start; line = read_line (line.next))
    width = MAX (width, line.n_points);
  if (first->start == last->start || width > MAX_WRAPPED || width < MIN_WRAPPED)
    return FALSE;

  for (Line line = *first; line.start != last->start; n_lines++)
    {
      Line next = read_line (line.next);

      n_short += has_room (&line, &next, width) || line.n_points * 4 < width * 3;
      n_ended += ends_sentence (&line);
      line = next;
    }

  return n_short * 5 <= n_lines && n_ended * 2 < n_lines;
}

static void
write_line (GlossReaderDocument *document, const Line *line)
{
  gloss_reader_document_add_block (document, is_heading (line) ? "h2" : "p", line->start,
                                   line->end - line->start);
  gloss_reader_document_add_text (document, line->end, line->next - line->end);
}

/* Blank lines stay what they are, between blocks. Returns where the next line begins. */
static const char *
write_group (GlossReaderDocument *document, const Line *first)
{
  Line last;

  if (first->is_blank)
    {
      gloss_reader_document_add_text (document, first->start, first->next - first->start);
      return first->next;
    }
  if (is_heading (first))
    {
      write_line (document, first);
      return first->next;
    }

  last = find_group_end (first);
  if (is_wrapped (first, &last))
    {
      gloss_reader_document_add_block (document, "p", first->start, last.end - first->start);
      gloss_reader_document_add_text (document, last.end, last.next - last.end);
      return last.next;
    }

  /* All of them, so that no line is looked at more than a few times. */
  for (Line line = *first;; line = read_line (line.next))
    {
      write_line (document, &line);
      if (line.start == last.start)
        return last.next;
    }
}

/**
 * gloss_plain_text_write:
 * @document: a new document
 * @utf8: the text, in the form of gloss_text_normalize()
 *
 * Writes the text as a reader document. Lines that an editor broke to fit a column become one paragraph,
 * others one each; short lines over longer ones become headings, the first line the title where it looks like
 * one.
 *
 * Returns: (transfer full) (nullable): the title
 */
char *
gloss_plain_text_write (GlossReaderDocument *document, const char *utf8)
{
  const char *p = utf8;
  Line line = read_line (p);
  char *title = NULL;

  while (line.is_blank && *p != '\0')
    {
      p = line.next;
      line = read_line (p);
    }

  if (is_title (&line))
    {
      gloss_reader_document_add_text (document, utf8, line.start - utf8);
      gloss_reader_document_add_block (document, "h1", line.start, line.end - line.start);
      gloss_reader_document_add_text (document, line.end, line.next - line.end);
      title = g_strstrip (g_strndup (line.start, line.end - line.start));
      p = line.next;
    }
  else
    p = utf8;

  gloss_reader_document_begin_body (document);
  while (*p != '\0')
    {
      line = read_line (p);
      p = write_group (document, &line);
    }

  return title;
}

/**
 * gloss_plain_text_dup_beginning:
 * @utf8: a text with words in it
 *
 * Returns: (transfer full): its first words on one line, about 60 characters at most
 */
char *
gloss_plain_text_dup_beginning (const char *utf8)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gsize n_points = 0;
  gsize cut = 0;

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (gloss_text_is_blank (c))
        {
          cut = words->len;
          continue;
        }
      if (cut == words->len && words->len > 0)
        {
          g_string_append_c (words, ' ');
          n_points++;
        }
      if (n_points >= BEGINNING)
        {
          g_string_truncate (words, cut > 0 ? cut : words->len);
          g_string_append (words, "\342\200\246");
          break;
        }
      g_string_append_unichar (words, c);
      n_points++;
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}
