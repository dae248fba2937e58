/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From an alignment of words to the place of a quote. Its ends are placed by what survived around them: at
 * the first and last word of the quote where these survived; else inside the gap between the nearest
 * survivors, by an alignment of its characters. Never where the error count happens to be least, which cuts
 * words in two.
 */

#include "config.h"

#include "core/anchor/gloss-placement.h"

#include "core/text/gloss-edits.h"
#include "core/text/gloss-text.h"

#include <string.h>

#define NONE GLOSS_WORD_MAP_NONE

/* Gaps up to this many code points on either side are aligned character by character. */
#define MAX_GAP 512
/* Edits are counted in gaps up to this many code points; longer ones are rewritten, whatever they have in
 * common. */
#define MAX_COUNTED 4096
/* A gap without any surviving word can hold the quote only if it is not many times longer. */
#define MAX_GAP_FACTOR 20
#define MIN_GAP_BYTES 400
/* What may have come into a gap beyond twice its length with its edges still those of what it was. */
#define EDGE_BYTES 16

typedef struct
{
  gsize old_start, old_end, new_start, new_end; /* bytes */
} Gap;

typedef struct
{
  gunichar *points;
  guint32 *bytes; /* where each point begins, and one more for the end */
  gsize n;
} Points;

static void
points_clear (Points *self)
{
  g_free (self->points);
  g_free (self->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Points, points_clear)

/* What the comparison sees of a character: one kind of white space and of quotation marks, all digits as 0.
 */
static gunichar
simplify (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isdigit (c) ? '0' : g_ascii_isspace (c) ? ' ' : c;
  if (c == 0x2018 || c == 0x2019)
    return '\'';
  if (c == 0x201c || c == 0x201d)
    return '"';
  if (g_unichar_isdigit (c))
    return '0';

  return g_unichar_isspace (c) ? ' ' : c;
}

/* White space runs are one space. */
static void
points_init (Points *self, const char *utf8, gsize n_bytes)
{
  gunichar last = 0;

  self->n = 0;
  self->points = g_new (gunichar, n_bytes + 1);
  self->bytes = g_new (guint32, n_bytes + 1);

  for (const char *p = utf8; p < utf8 + n_bytes; p = g_utf8_next_char (p))
    {
      gunichar c = simplify ((guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p));

      if (c == ' ' && last == ' ')
        continue;
      last = c;
      self->bytes[self->n] = p - utf8;
      self->points[self->n++] = c;
    }
  self->bytes[self->n] = n_bytes;
}

static gsize
count_edits (const char *a, gsize n_a, const char *b, gsize n_b)
{
  g_auto (Points) first = { 0 };
  g_auto (Points) second = { 0 };

  if (n_a == n_b && memcmp (a, b, n_a) == 0)
    return 0;
  if (n_a > MAX_COUNTED || n_b > MAX_COUNTED)
    return MAX (gloss_text_count_points (a, n_a), gloss_text_count_points (b, n_b));
  points_init (&first, a, n_a);
  points_init (&second, b, n_b);

  return gloss_edits_distance (first.points, first.n, second.points, second.n);
}

static void
table_clear (GlossGapTable *self)
{
  g_clear_pointer (&self->old_bytes, g_free);
  g_clear_pointer (&self->new_low, g_free);
  g_clear_pointer (&self->new_high, g_free);
}

static void
table_fill (GlossGapTable *self, const GlossPassage *old, const GlossPassage *new, const Gap *gap)
{
  g_auto (Points) a = { 0 };
  g_auto (Points) b = { 0 };
  g_autofree guint16 *low = NULL;
  g_autofree guint16 *high = NULL;

  table_clear (self);
  points_init (&a, old->utf8 + gap->old_start, gap->old_end - gap->old_start);
  points_init (&b, new->utf8 + gap->new_start, gap->new_end - gap->new_start);
  low = g_new (guint16, a.n + 1);
  high = g_new (guint16, a.n + 1);
  gloss_edits_map (a.points, a.n, b.points, b.n, low, high);

  self->old_start = gap->old_start;
  self->old_end = gap->old_end;
  self->new_start = gap->new_start;
  self->new_end = gap->new_end;
  self->n = a.n;
  self->new_low = g_new (guint32, a.n + 1);
  self->new_high = g_new (guint32, a.n + 1);
  for (gsize i = 0; i <= a.n; i++)
    {
      self->new_low[i] = gap->new_start + b.bytes[low[i]];
      self->new_high[i] = gap->new_start + b.bytes[high[i]];
    }
  self->old_bytes = g_steal_pointer (&a.bytes);
}

static gsize
table_find (const GlossGapTable *self, gsize byte)
{
  gsize low = 0, high = self->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->old_start + self->old_bytes[middle] < byte)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
is_space (const GlossPassage *self, gsize start, gsize end)
{
  for (const char *p = self->utf8 + start; p < self->utf8 + end; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* Whether nothing lies between a byte and the survivor at its side, white space aside: then what stands
 * beside the survivor now took its place. But where much was put in, it was put in somewhere. */
static gboolean
reaches_edge (const GlossPassage *old, const Gap *gap, gsize byte, gboolean is_start)
{
  if (is_start ? byte <= gap->old_start : byte >= gap->old_end)
    return TRUE;
  if (gap->new_end - gap->new_start > 2 * (gap->old_end - gap->old_start) + EDGE_BYTES)
    return FALSE;

  return is_start ? is_space (old, gap->old_start, byte) : is_space (old, byte, gap->old_end);
}

/* The byte of the new side of a gap that a byte of the old one became. */
static gsize
map_place (GlossAlignment *self, const Gap *gap, gsize byte, gboolean is_start)
{
  gsize n_old = gap->old_end - gap->old_start;
  gsize n_new = gap->new_end - gap->new_start;
  GlossGapTable *table = &self->tables[is_start];
  gsize place;

  if (n_new == 0)
    return gap->new_start;
  if (n_old > 0 && reaches_edge (self->old, gap, byte, is_start))
    return is_start ? gap->new_start : gap->new_end;
  /* Text inserted where the quote begins or ends is not the quote's. */
  if (n_old == 0)
    return is_start ? gap->new_end : gap->new_start;

  if (n_old > MAX_GAP || n_new > MAX_GAP)
    {
      gsize at = gap->new_start + (gsize) ((double) (byte - gap->old_start) / n_old * n_new);

      while (at > gap->new_start && ((guchar) self->new->utf8[at] & 0xc0) == 0x80)
        at--;
      return at;
    }

  if (table->old_bytes == NULL || table->old_start != gap->old_start || table->old_end != gap->old_end ||
      table->new_start != gap->new_start || table->new_end != gap->new_end)
    table_fill (table, self->old, self->new, gap);
  place = table_find (table, byte);

  return is_start ? table->new_high[place] : table->new_low[place];
}

static gsize
find_word (const GlossPassage *self, gsize byte)
{
  gsize low = 0;
  gsize high = self->n_words;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->words[middle].end <= byte)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
is_inside_word (const GlossPassage *self, gsize byte)
{
  gsize word = find_word (self, byte);

  return word < self->n_words && self->words[word].start < byte;
}

/* A quote that did not cut a word must not cut one now. */
static gsize
leave_word (const GlossPassage *self, gsize byte)
{
  const GlossWord *word;

  if (!is_inside_word (self, byte))
    return byte;
  word = &self->words[find_word (self, byte)];

  return byte - word->start <= word->end - byte ? word->start : word->end;
}

static gsize
skip_point_boundary (const GlossPassage *self, gsize byte)
{
  while (byte < self->n_bytes && ((guchar) self->utf8[byte] & 0xc0) == 0x80)
    byte++;

  return byte;
}

static gsize
find_start (GlossAlignment *self, gsize first, const Gap *gap, gsize quote_start, gsize first_kept)
{
  const GlossPassage *old = self->old, *new = self->new;
  const GlossWordMap *map = self->map;
  const GlossWord *kept = &old->words[first_kept];
  const GlossWord *place = &new->words[map->to[first_kept]];
  Gap before = { gap->old_start, kept->start, gap->new_start, place->start };

  if (first_kept == first)
    {
      gsize into = quote_start > kept->start ? quote_start - kept->start : 0;

      return skip_point_boundary (new, place->start + MIN (into, place->end - place->start));
    }
  if (old->is_open_start && gap->old_start == 0)
    {
      gsize back = kept->start - quote_start;

      return skip_point_boundary (new, place->start > back ? place->start - back : 0);
    }

  return map_place (self, &before, quote_start, TRUE);
}

static gsize
find_end (GlossAlignment *self, gsize last, const Gap *gap, gsize quote_end, gsize last_kept)
{
  const GlossPassage *old = self->old, *new = self->new;
  const GlossWordMap *map = self->map;
  const GlossWord *kept = &old->words[last_kept];
  const GlossWord *place = &new->words[map->to[last_kept]];
  Gap after = { kept->end, gap->old_end, place->end, gap->new_end };

  if (last_kept == last)
    {
      gsize short_of = kept->end > quote_end ? kept->end - quote_end : 0;

      return skip_point_boundary (new, place->end - MIN (short_of, place->end - place->start));
    }
  if (old->is_open_end && gap->old_end == old->n_bytes)
    return skip_point_boundary (new, MIN (place->end + (quote_end - kept->end), new->n_bytes));

  return map_place (self, &after, quote_end, FALSE);
}

/* The survivors around the words first to before last, as the gap between them. */
static Gap
find_gap (const GlossAlignment *self, gsize first, gsize last)
{
  const GlossPassage *old = self->old, *new = self->new;
  const GlossWordMap *map = self->map;
  guint32 before = first > 0 ? map->before[first - 1] : NONE;
  guint32 after = last < old->n_words ? map->after[last] : NONE;
  Gap gap = { 0, old->n_bytes, 0, new->n_bytes };

  if (before != NONE)
    {
      gap.old_start = old->words[before].end;
      gap.new_start = new->words[map->to[before]].end;
    }
  if (after != NONE)
    {
      gap.old_end = old->words[after].start;
      gap.new_end = new->words[map->to[after]].start;
    }

  return gap;
}

static gboolean
are_together (const GlossWordMap *map, gsize word, gsize next)
{
  return map->to[word] != NONE && map->to[next] != NONE &&
         (gint64) map->to[next] - map->to[word] == (gint64) next - (gint64) word;
}

/* A mark at the edge of a quote that left its inner neighbour is another one that looks like it. Where the
 * neighbour is gone, its outer one says so: "§ 7" became "§ 8". */
static gboolean
is_stray_mark (const GlossPassage *old, const GlossWordMap *map, gsize mark, gsize inner)
{
  gsize outer = mark + mark - inner;

  if (old->words[mark].weight != 1 || are_together (map, mark, inner))
    return FALSE;

  return map->to[inner] != NONE || outer >= old->n_words || !are_together (map, mark, outer);
}

/* Takes up to n marks that touch the passage at one of its ends into it. */
static void
take_marks (const GlossPassage *new, gsize n, gboolean at_end, GlossPlacement *placement)
{
  gsize word = find_word (new, at_end ? placement->end : placement->start);

  for (; n > 0; n--)
    {
      if (at_end)
        {
          if (word >= new->n_words || new->words[word].start != placement->end ||
              new->words[word].weight != 1)
            return;
          placement->end = new->words[word++].end;
        }
      else
        {
          if (word == 0 || new->words[word - 1].end != placement->start || new->words[word - 1].weight != 1)
            return;
          placement->start = new->words[--word].start;
        }
    }
}

static void
trim (const GlossPassage *new, GlossPlacement *placement)
{
  while (placement->start < placement->end &&
         g_unichar_isspace (g_utf8_get_char (new->utf8 + placement->start)))
    placement->start = g_utf8_next_char (new->utf8 + placement->start) - new->utf8;
  while (placement->start < placement->end &&
         g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (new->utf8 + placement->end))))
    placement->end = g_utf8_prev_char (new->utf8 + placement->end) - new->utf8;
}

/* Counted gap by gap: between survivors there is nothing to count. */
static double
measure (const GlossAlignment *self, gsize quote_start, gsize quote_end, const GlossPlacement *placement)
{
  const GlossPassage *old = self->old, *new = self->new;
  const GlossWordMap *map = self->map;
  gsize old_at = quote_start, new_at = placement->start;
  gsize edits = 0, length;

  for (gsize i = find_word (old, quote_start); i < old->n_words && old->words[i].start < quote_end; i++)
    {
      const GlossWord *word = &old->words[i];
      const GlossWord *place;

      if (map->to[i] == NONE || word->end > quote_end || word->start < old_at)
        continue;
      place = &new->words[map->to[i]];
      if (place->start < new_at || place->end > placement->end)
        continue;
      edits +=
        count_edits (old->utf8 + old_at, word->start - old_at, new->utf8 + new_at, place->start - new_at);
      old_at = word->end;
      new_at = place->end;
    }
  edits += count_edits (old->utf8 + old_at, quote_end - old_at, new->utf8 + new_at, placement->end - new_at);
  length = MAX (gloss_text_count_points (old->utf8 + quote_start, quote_end - quote_start),
                gloss_text_count_points (new->utf8 + placement->start, placement->end - placement->start));

  return length == 0 ? 0 : 1 - (double) MIN (edits, length) / length;
}

/* Where the words first to before last went that were between core_start and core_end; FALSE: nowhere. */
static gboolean
place_core (
  GlossAlignment *self, gsize first, gsize last, gsize core_start, gsize core_end, GlossPlacement *placement)
{
  const GlossPassage *old = self->old;
  Gap gap = find_gap (self, first, last);
  guint32 first_kept = self->map->after[first];

  if (first_kept != NONE && first_kept < last)
    {
      placement->start = find_start (self, first, &gap, core_start, first_kept);
      placement->end = find_end (self, last - 1, &gap, core_end, self->map->before[last - 1]);
      return placement->start < placement->end;
    }

  if (gap.new_end <= gap.new_start ||
      gap.new_end - gap.new_start > MAX_GAP_FACTOR * (core_end - core_start) + MIN_GAP_BYTES ||
      (old->is_open_start && gap.old_start == 0) || (old->is_open_end && gap.old_end == old->n_bytes))
    return FALSE;
  placement->start = map_place (self, &gap, core_start, TRUE);
  placement->end = map_place (self, &gap, core_end, FALSE);

  return placement->start < placement->end;
}

static gsize
skip_marks (const GlossPassage *self, gsize word, gsize end)
{
  while (word < self->n_words && self->words[word].start < end && self->words[word].weight == 1)
    word++;

  return word;
}

static gboolean
has_same_words (const GlossAlignment *self,
                gsize quote_start,
                gsize quote_end,
                const GlossPlacement *placement)
{
  const GlossPassage *old = self->old, *new = self->new;
  gsize i = skip_marks (old, find_word (old, quote_start), quote_end);
  gsize j = skip_marks (new, find_word (new, placement->start), placement->end);

  while (i < old->n_words && old->words[i].start < quote_end &&
         j < new->n_words &&new->words[j].start < placement->end && old->words[i].key == new->words[j].key)
    {
      i = skip_marks (old, i + 1, quote_end);
      j = skip_marks (new, j + 1, placement->end);
    }

  return (i == old->n_words || old->words[i].start >= quote_end) &&
         (j == new->n_words || new->words[j].start >= placement->end);
}

/* Whether the neighbours of the words first to before last stand right at the placement's ends. */
static gboolean
is_held (const GlossAlignment *self, gsize first, gsize last, const GlossPlacement *placement)
{
  gsize new_first = find_word (self->new, placement->start);
  gsize new_last = find_word (self->new, placement->end);

  if (new_last < self->new->n_words && self->new->words[new_last].start < placement->end)
    new_last++;

  return (first == 0 || (gsize) self->map->to[first - 1] + 1 == new_first) &&
         (last == self->old->n_words || self->map->to[last] == new_last);
}

/**
 * gloss_placement_find:
 * @alignment: the text that the quote stands in, the text to find it in, and how they agree
 * @quote_start: the quote's first byte in the old text
 * @quote_end: the byte after its last
 * @placement: (out caller-allocates): where it stands
 *
 * Costs the words of the quote and the square of the gaps (up to 512 code points) that its ends fall into.
 *
 * Returns: %FALSE where the alignment leaves no room for it
 */
gboolean
gloss_placement_find (GlossAlignment *alignment,
                      gsize quote_start,
                      gsize quote_end,
                      GlossPlacement *placement)
{
  const GlossPassage *old = alignment->old, *new = alignment->new;
  const GlossWordMap *map = alignment->map;
  gsize first = find_word (old, quote_start);
  gsize last = first;
  gsize n_leading = 0, n_trailing = 0;
  gsize core_start = quote_start, core_end = quote_end;

  while (last < old->n_words && old->words[last].start < quote_end)
    last++;
  if (first == last)
    return FALSE;

  /* Marks at the edges follow the words they stand at, not a mark that looks like them further on. */
  for (; last - first > 1 && is_stray_mark (old, map, last - 1, last - 2); last--, n_trailing++)
    core_end = old->words[last - 2].end;
  for (; last - first > 1 && is_stray_mark (old, map, first, first + 1); first++, n_leading++)
    core_start = old->words[first + 1].start;

  if (!place_core (alignment, first, last, core_start, core_end, placement))
    return FALSE;
  take_marks (new, n_trailing, TRUE, placement);
  take_marks (new, n_leading, FALSE, placement);
  if (!is_inside_word (old, quote_start))
    placement->start = leave_word (new, placement->start);
  if (!is_inside_word (old, quote_end))
    placement->end = leave_word (new, placement->end);
  trim (new, placement);
  if (placement->end <= placement->start)
    return FALSE;

  placement->is_held = is_held (alignment, find_word (old, quote_start), last + n_trailing, placement);
  placement->has_same_words = has_same_words (alignment, quote_start, quote_end, placement);
  placement->similarity = measure (alignment, quote_start, quote_end, placement);

  return TRUE;
}

/**
 * gloss_placement_find_gap:
 * @alignment: the text that the quote stands in, the text to find it in, and how they agree
 * @quote_start: the quote's first byte in the old text
 * @quote_end: the byte after its last
 * @placement: (out caller-allocates): start and end of what stands between the survivors around it; the rest
 * is 0
 */
void
gloss_placement_find_gap (const GlossAlignment *alignment,
                          gsize quote_start,
                          gsize quote_end,
                          GlossPlacement *placement)
{
  gsize first = find_word (alignment->old, quote_start);
  gsize last = first;
  Gap gap;

  while (last < alignment->old->n_words && alignment->old->words[last].start < quote_end)
    last++;
  gap = find_gap (alignment, first, last);
  *placement = (GlossPlacement){ .start = gap.new_start, .end = gap.new_end };
}

void
gloss_passage_init (GlossPassage *self, const char *utf8, gsize n_bytes, GlossWords *words)
{
  self->utf8 = utf8;
  self->n_bytes = n_bytes;
  self->words = gloss_words_get (words, &self->n_words);
  self->is_open_start = self->is_open_end = FALSE;
}

void
gloss_alignment_init (GlossAlignment *self,
                      const GlossPassage *old,
                      const GlossPassage *new,
                      const GlossWordMap *map)
{
  *self = (GlossAlignment){ .old = old, .new = new, .map = map };
}

void
gloss_alignment_clear (GlossAlignment *self)
{
  table_clear (&self->tables[0]);
  table_clear (&self->tables[1]);
}

/* The next code point, white space runs as one space. */
static gunichar
take_point (const char **p)
{
  gunichar c = g_utf8_get_char (*p);

  if (c == 0)
    return 0;
  *p = g_utf8_next_char (*p);
  if (!g_unichar_isspace (c))
    return c;
  while (g_unichar_isspace (g_utf8_get_char (*p)))
    *p = g_utf8_next_char (*p);

  return ' ';
}

gboolean
gloss_placement_is_same (const char *a, const char *b)
{
  gunichar c;

  do
    {
      c = take_point (&a);
      if (c != take_point (&b))
        return FALSE;
    }
  while (c != 0);

  return TRUE;
}
