/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two captures in one document. It owns both, the document, and the pieces that tell where every byte of
 * either text went; nothing changes after it was made, so that any thread may read it. The runs of the word
 * diff are cut where blocks begin and end in the text they come from; pieces of one paragraph stay in one,
 * whether they come or go, and a paragraph that came or went whole is one of its own. Linear beyond the word
 * diff.
 */

#include "config.h"

#include "core/article/gloss-comparison.h"

#include "core/article/gloss-reader-document.h"
#include "core/article/gloss-text-blocks.h"
#include "core/text/gloss-word-diff.h"
#include "core/text/gloss-words.h"

#include <string.h>

#define NO_BLOCK G_MAXUINT

/* Where a stretch of both texts stands, in bytes. What stays is one piece as far as both texts have the same
 * bytes; where the white space differs, another. */
typedef struct
{
  gsize old_start;
  gsize old_end;
  gsize new_start;
  gsize new_end;
  gsize start; /* of the comparison's text, which has the new bytes, or the old ones of what was taken out */
  gsize end;
} Piece;

struct _GlossComparison
{
  GlossCapture *old;
  GlossCapture *new;
  GlossCapture *capture;
  GArray *pieces;
  GArray *changes;
  GlossImageChanges images;
};

/* A text and its blocks. */
typedef struct
{
  const char *utf8;
  GArray *blocks; /* of GlossTextBlock */
  guint at;       /* the block that was looked up last */
} Side;

/* A run, or a part of one, in a single block of the side that it is from. */
typedef struct
{
  GlossDiffRun run;
  guint old_block; /* NO_BLOCK for white space between blocks, and where the side has nothing of it */
  guint new_block;
  gboolean replaces; /* what was taken out before it, of one block that was of the same kind */
} Part;

/* What writes the document. */
typedef struct
{
  GlossReaderDocument *document;
  GArray *pieces;

  gboolean has_body;
  gboolean ends_line;  /* the text so far */
  const char *element; /* of the block that is open, NULL where none is */
  guint old_block;     /* which one it is on either side, NO_BLOCK where none so far */
  guint new_block;
} Layout;

static GlossText *
get_text (GlossCapture *capture)
{
  return gloss_capture_get_fields (capture)->text;
}

static void
side_init (Side *self, GlossCapture *capture)
{
  self->utf8 = gloss_text_get_utf8 (get_text (capture));
  self->blocks = gloss_text_blocks_new (capture);
}

static void
side_clear (Side *self)
{
  g_clear_pointer (&self->blocks, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, side_clear)

/* The block, or white space between blocks, that holds a byte. Bytes are asked for in order. */
static const GlossTextBlock *
find_block (Side *self, gsize byte)
{
  while (g_array_index (self->blocks, GlossTextBlock, self->at).end <= byte)
    self->at++;

  return &g_array_index (self->blocks, GlossTextBlock, self->at);
}

static guint
find_block_index (Side *self, gsize byte)
{
  return find_block (self, byte)->element != NULL ? self->at : NO_BLOCK;
}

static gsize
count_equal (const char *a, gsize n_a, const char *b, gsize n_b)
{
  gsize n = 0, n_max = MIN (n_a, n_b);

  while (n < n_max && a[n] == b[n])
    n++;
  /* Not between the bytes of a character. */
  while (n > 0 && ((n < n_a && (a[n] & 0xc0) == 0x80) || (n < n_b && (b[n] & 0xc0) == 0x80)))
    n--;

  return n;
}

static gsize
count_blank (const char *utf8, gsize length)
{
  const char *p = utf8;

  while (p < utf8 + length && gloss_text_is_blank (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p - utf8;
}

/* Cuts what stays where the bytes are not the same, which is in white space, and where blocks end. */
static void
cut_same (GArray *parts, Side *old, Side *new, const GlossDiffRun *run)
{
  gsize i = run->old_start, j = run->new_start;

  while (i < run->old_end || j < run->new_end)
    {
      gsize new_end = j < run->new_end ? MIN (run->new_end, find_block (new, j)->end) : j;
      gsize old_end = i < run->old_end ? MIN (run->old_end, find_block (old, i)->end) : i;
      gsize n_equal = count_equal (old->utf8 + i, old_end - i, new->utf8 + j, new_end - j);
      gsize n_old = n_equal > 0 ? n_equal : count_blank (old->utf8 + i, old_end - i);
      gsize n_new = n_equal > 0 ? n_equal : count_blank (new->utf8 + j, new_end - j);
      Part part = { { GLOSS_DIFF_SAME, i, i + n_old, j, j + n_new },
                    n_old > 0 ? find_block_index (old, i) : NO_BLOCK,
                    n_new > 0 ? find_block_index (new, j) : NO_BLOCK,
                    FALSE };

      g_assert (n_old > 0 || n_new > 0);
      g_array_append_val (parts, part);
      i += n_old;
      j += n_new;
    }
}

static void
cut_deleted (GArray *parts, Side *old, const GlossDiffRun *run)
{
  for (gsize i = run->old_start, end; i < run->old_end; i = end)
    {
      Part part = { { 0 }, NO_BLOCK, NO_BLOCK, FALSE };

      end = MIN (run->old_end, find_block (old, i)->end);
      part.run = (GlossDiffRun){ GLOSS_DIFF_DELETED, i, end, run->new_start, run->new_start };
      part.old_block = find_block_index (old, i);
      g_array_append_val (parts, part);
    }
}

static void
cut_inserted (GArray *parts, Side *new, const GlossDiffRun *run, const char *replaced)
{
  const GlossTextBlock *first = find_block (new, run->new_start);
  gboolean replaces =
    first->element != NULL && first->end >= run->new_end && g_strcmp0 (first->element, replaced) == 0;

  for (gsize j = run->new_start, end; j < run->new_end; j = end)
    {
      Part part = { { 0 }, NO_BLOCK, NO_BLOCK, replaces };

      end = MIN (run->new_end, find_block (new, j)->end);
      part.run = (GlossDiffRun){ GLOSS_DIFF_INSERTED, run->old_end, run->old_end, j, end };
      part.new_block = find_block_index (new, j);
      g_array_append_val (parts, part);
    }
}

/* The block that a run was taken out of, NULL where it is of several blocks. */
static const char *
find_replaced (GArray *parts, const Side *old, const GlossDiffRun *run)
{
  const Part *last = &g_array_index (parts, Part, parts->len - 1);

  if (last->run.old_start != run->old_start || last->old_block == NO_BLOCK)
    return NULL;

  return g_array_index (old->blocks, GlossTextBlock, last->old_block).element;
}

/* Whether what was put in goes on with the block before it, and what was taken out does not. */
static gboolean
goes_first (Side *old, Side *new, const GlossDiffRun *deleted, const GlossDiffRun *inserted)
{
  guint block;

  if (deleted->old_start == 0 || inserted->new_start == 0)
    return FALSE;

  block = find_block_index (new, inserted->new_start - 1);
  if (block == NO_BLOCK || find_block_index (new, inserted->new_start) != block)
    return FALSE;

  block = find_block_index (old, deleted->old_start - 1);
  return find_block_index (old, deleted->old_start) != block;
}

static void
cut_change (GArray *parts, Side *old, Side *new, const GlossDiffRun *deleted, const GlossDiffRun *inserted)
{
  GlossDiffRun first = *inserted, last = *deleted;

  if (!goes_first (old, new, deleted, inserted))
    {
      cut_deleted (parts, old, deleted);
      cut_inserted (parts, new, inserted, find_replaced (parts, old, deleted));
      return;
    }

  first.old_start = first.old_end = deleted->old_start;
  last.new_start = last.new_end = inserted->new_end;
  cut_inserted (parts, new, &first, NULL);
  cut_deleted (parts, old, &last);
}

static GArray *
cut_runs (GArray *runs, Side *old, Side *new)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));

  for (guint i = 0; i < runs->len; i++)
    {
      const GlossDiffRun *run = &g_array_index (runs, GlossDiffRun, i);
      gboolean is_replaced =
        run->kind == GLOSS_DIFF_DELETED && i + 1 < runs->len && run[1].kind == GLOSS_DIFF_INSERTED;

      if (is_replaced)
        {
          cut_change (parts, old, new, run, run + 1);
          i++;
        }
      else if (run->kind == GLOSS_DIFF_SAME)
        cut_same (parts, old, new, run);
      else if (run->kind == GLOSS_DIFF_DELETED)
        cut_deleted (parts, old, run);
      else
        cut_inserted (parts, new, run, NULL);
    }

  return parts;
}

static void
write_bytes (Layout *self, const char *inline_element, const char *utf8, gsize length)
{
  if (length == 0)
    return;
  if (self->element != NULL)
    gloss_reader_document_add_part (self->document, inline_element, utf8, length);
  else
    gloss_reader_document_add_text (self->document, utf8, (gssize) length);
  self->ends_line = utf8[length - 1] == '\n';
}

static void
begin_body (Layout *self)
{
  if (!self->has_body)
    gloss_reader_document_begin_body (self->document);
  self->has_body = TRUE;
}

static void
close_block (Layout *self)
{
  if (self->element == NULL)
    return;

  gloss_reader_document_end_block (self->document, self->element);
  begin_body (self);
  self->element = NULL;
}

/* The first block may be the title, which stands before the body. Two blocks are parted by a newline, if only
 * by one that neither text has. */
static void
open_block (Layout *self, const char *element)
{
  gboolean is_heading = strcmp (element, "h1") == 0;

  close_block (self);
  if (!self->ends_line)
    write_bytes (self, NULL, "\n", 1);
  if (is_heading && self->has_body)
    element = "h2";
  else if (!is_heading)
    begin_body (self);

  self->element = element;
  self->old_block = self->new_block = NO_BLOCK;
  gloss_reader_document_begin_block (self->document, element);
}

/* Whether the block that is open is the one that a part belongs to. */
static gboolean
goes_on (const Layout *self, const Part *part)
{
  if (self->element == NULL)
    return FALSE;
  if (part->run.kind == GLOSS_DIFF_DELETED)
    return part->old_block == self->old_block;
  if (self->new_block != NO_BLOCK)
    return part->new_block == self->new_block;
  if (part->run.kind == GLOSS_DIFF_SAME)
    return part->old_block != NO_BLOCK && part->old_block == self->old_block;

  return part->replaces;
}

/* Whether a break between two old blocks was taken out of a new one, in which the words beside it now stand.
 */
static gboolean
was_break (const Layout *self, const Part *part, const Part *next)
{
  return part->run.kind == GLOSS_DIFF_DELETED && self->element != NULL && self->new_block != NO_BLOCK &&
         next != NULL && next->run.kind != GLOSS_DIFF_DELETED && next->new_block == self->new_block;
}

static void
write_part (Layout *self, const Part *part, const Part *next, const Side *old, const Side *new)
{
  static const char *const elements[] = { NULL, "del", "ins" };
  const GlossDiffRun *run = &part->run;
  gboolean is_old = run->kind == GLOSS_DIFF_DELETED;
  const Side *side = is_old ? old : new;
  guint block = is_old ? part->old_block : part->new_block;
  gsize start = is_old ? run->old_start : run->new_start;
  gsize length = (is_old ? run->old_end : run->new_end) - start;
  Piece piece = { run->old_start, run->old_end, run->new_start, run->new_end, 0, 0 };

  if (block == NO_BLOCK && length > 0 && !was_break (self, part, next))
    close_block (self);
  if (block != NO_BLOCK && !goes_on (self, part))
    open_block (self, g_array_index (side->blocks, GlossTextBlock, block).element);
  if (part->old_block != NO_BLOCK)
    self->old_block = part->old_block;
  if (part->new_block != NO_BLOCK)
    self->new_block = part->new_block;

  piece.start = gloss_reader_document_get_length (self->document);
  write_bytes (self, block != NO_BLOCK ? elements[run->kind] : NULL, side->utf8 + start, length);
  piece.end = gloss_reader_document_get_length (self->document);
  g_array_append_val (self->pieces, piece);
}

/* How many words there are, marks left out. */
static gsize
count_words (const char *utf8, gsize n_bytes)
{
  g_autoptr (GlossWords) words = gloss_words_new (utf8, n_bytes);
  gsize n_words, n = 0;
  const GlossWord *word = gloss_words_get (words, &n_words);

  for (gsize i = 0; i < n_words; i++)
    n += word[i].weight > 1;

  return n;
}

static GlossCapture *
make_capture (GlossCapture *new, const char *html, GlossText *text)
{
  GlossCaptureFields fields = *gloss_capture_get_fields (new);

  fields.uuid = GLOSS_COMPARISON_UUID;
  fields.sha256 = gloss_text_get_sha256 (text);
  fields.media_type = "text/html";
  fields.bytes = NULL;
  fields.html = html;
  fields.text = text;

  return gloss_capture_new (&fields);
}

static void
lay_out (GlossComparison *self, GArray *parts, const Side *old, const Side *new)
{
  g_autoptr (GlossReaderDocument) document = gloss_reader_document_new ();
  Layout layout = { .document = document, .pieces = self->pieces, .ends_line = TRUE };
  const char *title = gloss_capture_get_fields (self->new)->title;
  g_autoptr (GlossText) text = NULL;
  g_autofree char *html = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      write_part (&layout, part, i + 1 < parts->len ? part + 1 : NULL, old, new);
    }
  close_block (&layout);
  begin_body (&layout);

  html = gloss_reader_document_finish (document, title != NULL ? title : "", &text);
  self->capture = make_capture (self->new, html, text);
}

/* The places of changes, of which each has one part or more. */
static void
list_changes (GlossComparison *self, GArray *parts, const Side *old, const Side *new)
{
  GlossText *text = get_text (self->capture);
  GlossDiffKind before = GLOSS_DIFF_SAME;

  for (guint i = 0; i < parts->len; i++)
    {
      const GlossDiffRun *run = &g_array_index (parts, Part, i).run;
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      GlossComparisonChange *change;

      if (run->kind != GLOSS_DIFF_SAME && before == GLOSS_DIFF_SAME)
        {
          GlossComparisonChange begun = { gloss_text_byte_to_point (text, piece->start), 0, 0, 0 };
          g_array_append_val (self->changes, begun);
        }
      before = run->kind;
      if (run->kind == GLOSS_DIFF_SAME)
        continue;

      change = &g_array_index (self->changes, GlossComparisonChange, self->changes->len - 1);
      change->end = gloss_text_byte_to_point (text, piece->end);
      change->n_deleted += count_words (old->utf8 + run->old_start, run->old_end - run->old_start);
      change->n_inserted += count_words (new->utf8 + run->new_start, run->new_end - run->new_start);
    }
  for (guint i = 0; i < self->changes->len; i++)
    {
      GlossComparisonChange *change = &g_array_index (self->changes, GlossComparisonChange, i);

      gloss_text_fit_range (text, &change->start, &change->end);
    }
}

/* The first piece that ends after a byte of the old or the new text, NULL where none does. */
static const Piece *
find_piece (GlossComparison *self, gboolean is_new, gsize byte)
{
  guint low = 0, high = self->pieces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Piece *piece = &g_array_index (self->pieces, Piece, middle);

      if ((is_new ? piece->new_end : piece->old_end) <= byte)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->pieces->len ? &g_array_index (self->pieces, Piece, low) : NULL;
}

/* Where a byte of either text went: within the piece, whose white space may be shorter there. */
static gsize
map_byte (GlossComparison *self, gboolean is_new, gsize byte)
{
  const Piece *piece = find_piece (self, is_new, byte);

  return piece->start +
         MIN (byte - (is_new ? piece->new_start : piece->old_start), piece->end - piece->start);
}

static gboolean
map_range (GlossComparison *self, gboolean is_new, gsize start, gsize end, gsize *start_out, gsize *end_out)
{
  GlossText *from = get_text (is_new ? self->new : self->old), *to = get_text (self->capture);
  gsize first, last;

  if (start >= end || end > gloss_text_get_n_points (from))
    return FALSE;

  first = gloss_text_byte_to_point (to, map_byte (self, is_new, gloss_text_point_to_byte (from, start)));
  /* By its last character, for what follows may stand elsewhere. */
  last = gloss_text_byte_to_point (to, map_byte (self, is_new, gloss_text_point_to_byte (from, end - 1)));
  if (first >= gloss_text_get_n_points (to))
    return FALSE;

  *start_out = first;
  *end_out = MIN (last + 1, gloss_text_get_n_points (to));
  return TRUE;
}

static void
free_members (gpointer data)
{
  GlossComparison *self = data;

  gloss_capture_unref (self->old);
  gloss_capture_unref (self->new);
  gloss_capture_unref (self->capture);
  g_array_unref (self->pieces);
  g_array_unref (self->changes);
}

/**
 * gloss_comparison_new:
 * @old: a capture
 * @new: another, of the same article
 *
 * Compares their texts. What cannot be told apart from the texts, such as links and emphasis, is left out.
 * Blocking: for a GTask thread.
 *
 * Returns: (transfer full): the comparison
 */
GlossComparison *
gloss_comparison_new (GlossCapture *old, GlossCapture *new)
{
  GlossComparison *self;
  g_auto (Side) old_side = { 0 };
  g_auto (Side) new_side = { 0 };
  g_autoptr (GArray) runs = NULL;
  g_autoptr (GArray) parts = NULL;

  g_return_val_if_fail (old != NULL && new != NULL, NULL);

  self = g_atomic_rc_box_new0 (GlossComparison);
  self->old = gloss_capture_ref (old);
  self->new = gloss_capture_ref (new);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->changes = g_array_new (FALSE, FALSE, sizeof (GlossComparisonChange));

  side_init (&old_side, old);
  side_init (&new_side, new);
  runs = gloss_word_diff_new (old_side.utf8, new_side.utf8);
  parts = cut_runs (runs, &old_side, &new_side);
  lay_out (self, parts, &old_side, &new_side);
  list_changes (self, parts, &old_side, &new_side);
  gloss_image_changes_init (&self->images, gloss_capture_get_fields (old)->html,
                            gloss_capture_get_fields (new)->html);

  return self;
}

GlossComparison *
gloss_comparison_ref (GlossComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
gloss_comparison_unref (GlossComparison *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, free_members);
}

/**
 * gloss_comparison_get_capture:
 *
 * Returns: (transfer none): what can be shown: the new capture's metadata with both texts in one
 */
GlossCapture *
gloss_comparison_get_capture (GlossComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->capture;
}

GlossCapture *
gloss_comparison_get_old (GlossComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->old;
}

GlossCapture *
gloss_comparison_get_new (GlossComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->new;
}

const GlossImageChanges *
gloss_comparison_get_images (GlossComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->images;
}

/**
 * gloss_comparison_get_changes:
 * @n_changes: (out): how many
 *
 * Returns: (transfer none) (array length=n_changes): what differs, in order
 */
const GlossComparisonChange *
gloss_comparison_get_changes (GlossComparison *self, guint *n_changes)
{
  g_return_val_if_fail (self != NULL && n_changes != NULL, NULL);

  *n_changes = self->changes->len;
  return (const GlossComparisonChange *) self->changes->data;
}

/**
 * gloss_comparison_map_old:
 * @start, @end: code points of the old text
 * @start_out, @end_out: (out): code points of the comparison's text; untouched where there is no answer
 *
 * Returns: %FALSE where the range is empty or goes past the text
 */
gboolean
gloss_comparison_map_old (GlossComparison *self, gsize start, gsize end, gsize *start_out, gsize *end_out)
{
  g_return_val_if_fail (self != NULL && start_out != NULL && end_out != NULL, FALSE);

  return map_range (self, FALSE, start, end, start_out, end_out);
}

/**
 * gloss_comparison_map_new:
 * @start, @end: code points of the new text
 * @start_out, @end_out: (out): code points of the comparison's text; untouched where there is no answer
 *
 * Returns: %FALSE where the range is empty or goes past the text
 */
gboolean
gloss_comparison_map_new (GlossComparison *self, gsize start, gsize end, gsize *start_out, gsize *end_out)
{
  g_return_val_if_fail (self != NULL && start_out != NULL && end_out != NULL, FALSE);

  return map_range (self, TRUE, start, end, start_out, end_out);
}

/**
 * gloss_comparison_carry:
 * @old_point: a place in the old text, in code points
 *
 * Returns: the same place in the new text, in code points; its end for what is past the old text's end
 */
gsize
gloss_comparison_carry (GlossComparison *self, gsize old_point)
{
  GlossText *new;
  const Piece *piece;
  gsize byte;

  g_return_val_if_fail (self != NULL, 0);

  new = get_text (self->new);
  byte = gloss_text_point_to_byte (get_text (self->old), old_point);
  piece = find_piece (self, FALSE, byte);
  if (piece == NULL)
    return gloss_text_get_n_points (new);

  return gloss_text_byte_to_point (new, piece->new_start +
                                          MIN (byte - piece->old_start, piece->new_end - piece->new_start));
}
