/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the words of an annotation stand, in words and markup. Pure functions over an annotation; main
 * thread, like the annotation. A diff costs what gloss_word_diff_new() costs on the two quotes. */

#include "config.h"

#include "app/annotations/gloss-anchor-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/reader/gloss-capture-time.h"
#include "core/anchor/gloss-claim-change.h"
#include "core/annotation/gloss-anchor-row.h"
#include "core/text/gloss-word-diff.h"
#include "web/gloss-page-meta.h"

#define LINE_BREAK "\342\200\250"
#define ELLIPSIS "…"
/* Translucent, so that they do on light and on dark cards; tests/app measures what stands on them. */
#define DELETED "<span background=\"#e01b24\" background_alpha=\"20%\"><s>"
#define DELETED_END "</s></span>"
#define INSERTED "<span background=\"#26a269\" background_alpha=\"24%\"><b>"
#define INSERTED_END "</b></span>"
/* Around what changed where words are read from the right: without, two Latin names or numbers, the old one
 * and the new one, would stand the other way round. */
#define ISOLATE "\342\201\250"
#define ISOLATE_END "\342\201\251"
/* Three lines of a card hold some 120 characters: a bit of what stands before, then what changed. */
#define EXCERPT_CHARS 100
#define ALL G_MAXINT
#define LEAD_CHARS 24
#define RUN_CHARS 40
#define GAP_CHARS 24
#define TAIL_CHARS 120
#define ARROW_LEAD_CHARS 16
#define ARROW_RUN_CHARS 28
#define ARROW_TAIL_CHARS 28
/* How far a cut is put off to the next space. */
#define SLACK_CHARS 12

typedef struct
{
  GlossClaimChange flags;
  const char *label; /* as it begins a line */
  const char *inner; /* as it goes on in one */
} Alarm;

/* In the order of alarm: the first one that is set names the change. */
static const Alarm alarms[] = {
  { GLOSS_CLAIM_CHANGE_NUMBER | GLOSS_CLAIM_CHANGE_NUMBER_WORD, N_ ("Number changed"),
    N_ ("number changed") },
  { GLOSS_CLAIM_CHANGE_UNIT, N_ ("Unit changed"), N_ ("unit changed") },
  { GLOSS_CLAIM_CHANGE_NEGATION, N_ ("Negation changed"), N_ ("negation changed") },
  { GLOSS_CLAIM_CHANGE_NAME, N_ ("Name changed"), N_ ("name changed") },
};

/* Two of them, by their places above, short enough for a card. */
static const char *const pairs[G_N_ELEMENTS (alarms)][G_N_ELEMENTS (alarms)] = {
  [0] = { [1] = N_ ("Number, unit changed"),
          [2] = N_ ("Number, negation changed"),
          [3] = N_ ("Number, name changed") },
  [1] = { [2] = N_ ("Unit, negation changed"), [3] = N_ ("Unit, name changed") },
  [2] = { [3] = N_ ("Negation, name changed") },
};

/* Two quotes and what differs. */
typedef struct
{
  const char *old;
  const char *new;
  GArray *runs; /* element-type GlossDiffRun */
  guint focus;  /* the run that is shown in any case */
  gboolean rtl; /* how the new one is read */
} Diff;

const char *
gloss_standing_find_capture (GlossAnnotation *annotation)
{
  GPtrArray *rows = gloss_annotation_get_anchors (annotation);

  for (guint i = rows->len; i > 0; i--)
    {
      GlossRecord *row = g_ptr_array_index (rows, i - 1);

      if (!gloss_record_is_null (row, "start_point"))
        return gloss_record_get_string (row, "capture");
    }
  return NULL;
}

guint
gloss_standing_find_last (GlossAnnotation *annotation, GPtrArray *captures)
{
  GPtrArray *rows = gloss_annotation_get_anchors (annotation);
  guint i;

  for (i = 1; i < captures->len; i++)
    {
      const char *capture = gloss_record_get_uuid (g_ptr_array_index (captures, i));
      GlossRecord *row = gloss_anchor_row_find (rows, capture);
      const char *state = row != NULL ? gloss_anchor_row_get_state (row) : "lost";

      if (row != NULL && (strcmp (state, "exact") == 0 || strcmp (state, "moved") == 0 ||
                          !gloss_record_is_null (row, "reviewed")))
        break;
    }
  return i;
}

GlossStanding
gloss_standing_of (GlossAnnotation *annotation)
{
  const char *state = gloss_annotation_get_anchor_state (annotation);
  GlossRecord *row = gloss_annotation_get_anchor_row (annotation);
  gboolean alarming = row != NULL && gloss_annotation_needs_review (annotation);

  if (strcmp (state, "changed") == 0)
    return alarming ? GLOSS_STANDING_CHANGED : GLOSS_STANDING_KEPT;
  if (strcmp (state, "moved") == 0)
    return GLOSS_STANDING_MOVED;
  if (strcmp (state, "lost") != 0)
    return GLOSS_STANDING_PLAIN;
  if (alarming)
    return GLOSS_STANDING_LOST;
  return row == NULL && gloss_standing_find_capture (annotation) != NULL ? GLOSS_STANDING_ELSEWHERE
                                                                         : GLOSS_STANDING_LEFT;
}

static gboolean
is_reviewed (GlossAnnotation *annotation)
{
  return !gloss_record_is_null (gloss_annotation_get_anchor_row (annotation), "reviewed");
}

/* The two that alarm most by name, of more how many. */
static char *
dup_short_changes (GlossAnnotation *annotation)
{
  GlossClaimChange change = gloss_annotation_get_claim_change (annotation);
  gsize found[G_N_ELEMENTS (alarms)];
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (alarms); i++)
    {
      if ((change & alarms[i].flags) != 0)
        found[n++] = i;
    }
  if (n == 0)
    return g_strdup (_ ("Words changed"));
  if (n == 1)
    return g_strdup (_ (alarms[found[0]].label));
  if (n == 2)
    return g_strdup (_ (pairs[found[0]][found[1]]));
  /* Translators: two changes by name, and how many more there are: "Number, unit changed +1" */
  return g_strdup_printf (_ ("%s +%u"), _ (pairs[found[0]][found[1]]), n - 2);
}

/* Takes what changed. */
static char *
say_kept (GlossAnnotation *annotation, char *changes)
{
  g_autofree char *owned = changes;

  /* Translators: what changed in the article, while the user keeps the old words: "Number changed, kept" */
  return is_reviewed (annotation) ? g_strdup_printf (_ ("%s, kept"), owned) : g_steal_pointer (&owned);
}

char *
gloss_anchor_words_dup_pill (GlossAnnotation *annotation)
{
  switch (gloss_standing_of (annotation))
    {
    case GLOSS_STANDING_MOVED:
      return g_strdup (_ ("Moved"));
    case GLOSS_STANDING_CHANGED:
    case GLOSS_STANDING_KEPT:
      return say_kept (annotation, dup_short_changes (annotation));
    case GLOSS_STANDING_LOST:
    case GLOSS_STANDING_LEFT:
      return g_strdup (_ ("Not found in this version"));
    case GLOSS_STANDING_ELSEWHERE:
      return g_strdup (_ ("Not in this version"));
    case GLOSS_STANDING_PLAIN:
    default:
      return g_strdup ("");
    }
}

char *
gloss_anchor_words_dup_changes (GlossAnnotation *annotation)
{
  GlossClaimChange change = gloss_annotation_get_claim_change (annotation);
  GString *words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (alarms); i++)
    {
      if ((change & alarms[i].flags) == 0)
        continue;
      if (words->len > 0)
        g_string_append_printf (words, ", %s", _ (alarms[i].inner));
      else
        g_string_append (words, _ (alarms[i].label));
    }
  if (words->len == 0)
    g_string_append (words, _ ("Words changed"));

  return g_string_free (words, FALSE);
}

static char *
format_time (const char *time, const char *format)
{
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_new_from_iso8601 (time, NULL) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

char *
gloss_anchor_words_dup_day (const char *time)
{
  /* Translators: a day, in the notation of g_date_time_format(). */
  return format_time (time, _ ("%-d %b %Y"));
}

char *
gloss_anchor_words_dup_short_day (const char *time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autofree char *day = format_time (time, "%F");

  if (strcmp (day, today) == 0)
    return format_time (time, "%H:%M");
  /* Translators: a day in this year, in the notation of g_date_time_format(). */
  return strncmp (day, today, strlen ("2026")) == 0 ? format_time (time, _ ("%-d %b"))
                                                    : gloss_anchor_words_dup_day (time);
}

char *
gloss_anchor_words_dup_day_among (GPtrArray *captures, guint place)
{
  GlossRecord *capture = g_ptr_array_index (captures, place);
  const char *captured = gloss_record_get_string (capture, "captured");
  g_autofree char *day = gloss_anchor_words_dup_short_day (captured);
  gboolean is_hour = strchr (day, ':') != NULL;

  for (guint i = 0; i < captures->len; i++)
    {
      GlossRecord *other = g_ptr_array_index (captures, i);
      g_autofree char *other_day =
        gloss_anchor_words_dup_short_day (gloss_record_get_string (other, "captured"));

      if (i != place && strcmp (day, other_day) == 0)
        return is_hour ? format_time (captured, "%H:%M:%S")
                       : gloss_capture_time_dup_among (capture, captures);
    }
  return g_steal_pointer (&day);
}

/* When the capture of the first row was made, or NULL. */
static const char *
find_first_time (GlossAnnotation *annotation, GPtrArray *captures)
{
  GlossRecord *row = gloss_annotation_get_original_row (annotation);
  const char *uuid = row != NULL ? gloss_record_get_string (row, "capture") : NULL;

  for (guint i = 0; uuid != NULL && captures != NULL && i < captures->len; i++)
    {
      GlossRecord *capture = g_ptr_array_index (captures, i);

      if (g_strcmp0 (gloss_record_get_uuid (capture), uuid) == 0)
        return gloss_record_get_string (capture, "captured");
    }
  return NULL;
}

char *
gloss_anchor_words_dup_was (GlossAnnotation *annotation, GPtrArray *captures)
{
  const char *original = gloss_annotation_get_original_quote (annotation);
  const char *quote = gloss_anchor_get_quote (gloss_annotation_get_anchor (annotation));
  g_autofree char *day = NULL;

  if (original == NULL || strcmp (original, quote) == 0)
    return g_strdup ("");

  day = gloss_anchor_words_dup_day (find_first_time (annotation, captures));
  if (*day == '\0')
    return g_strdup_printf (_ ("Was “%s”"), original);
  /* Translators: the words that were annotated first, and the day when they stood in the article. */
  return g_strdup_printf (_ ("Was “%s”, captured %s"), original, day);
}

char *
gloss_anchor_words_dup_spoken (GlossAnnotation *annotation, GPtrArray *captures)
{
  GlossStanding standing = gloss_standing_of (annotation);
  const char *found = gloss_annotation_get_found (annotation);
  g_autofree char *was = gloss_anchor_words_dup_was (annotation, captures);
  g_autofree char *said = NULL;
  gboolean is_changed = standing == GLOSS_STANDING_CHANGED || standing == GLOSS_STANDING_KEPT;
  GString *words = g_string_new (NULL);

  said = is_changed ? say_kept (annotation, gloss_anchor_words_dup_changes (annotation))
                    : gloss_anchor_words_dup_pill (annotation);
  g_string_append (words, said);
  if (is_changed && found != NULL)
    {
      g_string_append (words, ", ");
      /* Translators: follows a quote; the words that stand in its place now. */
      g_string_append_printf (words, _ ("now “%s”"), found);
    }
  if (*was != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", was);

  return g_string_free (words, FALSE);
}

/* Nothing is parted from the marks that belong to it. */
static char *
pass_marks (char *at)
{
  while (*at != '\0' &&
         (g_unichar_ismark (g_utf8_get_char (at)) || g_unichar_iszerowidth (g_utf8_get_char (at))))
    at = g_utf8_next_char (at);
  return at;
}

/* The end of a word near at, or at itself. */
static char *
find_space_before (char *text, char *at)
{
  char *cut = at;

  for (guint i = 0; i < SLACK_CHARS && cut > text; i++)
    {
      cut = g_utf8_prev_char (cut);
      if (g_unichar_isspace (g_utf8_get_char (cut)))
        return cut;
    }
  return pass_marks (at);
}

/* The start of a word near at, or at itself. */
static char *
find_word_after (char *at)
{
  char *cut = at;

  for (guint i = 0; i < SLACK_CHARS && *cut != '\0'; i++, cut = g_utf8_next_char (cut))
    {
      if (g_unichar_isspace (g_utf8_get_char (cut)))
        return g_utf8_next_char (cut);
    }
  return pass_marks (at);
}

/* The first head and the last tail characters, with an ellipsis for the others; where head is ALL, all. */
static char *
dup_clipped (const char *text, gsize start, gsize end, int head, int tail)
{
  g_autofree char *all = g_strndup (text + start, end - start);
  glong n_chars = g_utf8_strlen (all, -1);
  const char *last;

  if (head == ALL || n_chars <= head + tail + SLACK_CHARS)
    return g_steal_pointer (&all);

  last = tail > 0 ? find_word_after (g_utf8_offset_to_pointer (all, n_chars - tail)) : "";
  if (head == 0)
    return g_strconcat (ELLIPSIS, last, NULL);
  *find_space_before (all, g_utf8_offset_to_pointer (all, head)) = '\0';
  return g_strconcat (all, tail > 0 ? " " ELLIPSIS " " : ELLIPSIS, last, NULL);
}

/* White space at the ends stays outside of the tags: neither struck out nor coloured. */
static void
append (GString *markup, const char *start, const char *text, const char *end, const char *newline)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *joined = g_strjoinv (newline, lines);
  g_autofree char *escaped = g_markup_escape_text (joined, -1);
  gsize first = strspn (escaped, " ");
  gsize last = strlen (escaped);

  while (last > first && escaped[last - 1] == ' ')
    last--;
  if (last > first)
    g_string_append_printf (markup, "%.*s%s%.*s%s%s", (int) first, escaped, start, (int) (last - first),
                            escaped + first, end, escaped + last);
  else
    g_string_append (markup, escaped);
}

static const GlossDiffRun *
get_run (const Diff *diff, guint i)
{
  return i < diff->runs->len ? &g_array_index (diff->runs, GlossDiffRun, i) : NULL;
}

static gboolean
is_kind (const Diff *diff, guint i, GlossDiffKind kind)
{
  return i < diff->runs->len && get_run (diff, i)->kind == kind;
}

static char *
dup_run (const Diff *diff, guint i, int head, int tail)
{
  const GlossDiffRun *run = get_run (diff, i);

  return run->kind == GLOSS_DIFF_DELETED ? dup_clipped (diff->old, run->old_start, run->old_end, head, tail)
                                         : dup_clipped (diff->new, run->new_start, run->new_end, head, tail);
}

/* How much it alarms that the words of the run went, and those after it came instead. */
static guint
weigh_run (const Diff *diff, guint i)
{
  gboolean replaced = is_kind (diff, i, GLOSS_DIFF_DELETED) && is_kind (diff, i + 1, GLOSS_DIFF_INSERTED);
  g_autofree char *words = dup_run (diff, i, ALL, 0);
  g_autofree char *others = replaced ? dup_run (diff, i + 1, ALL, 0) : g_strdup ("");
  GlossClaimChange change = gloss_claim_change_find (words, others);

  for (guint j = 0; j < G_N_ELEMENTS (alarms); j++)
    {
      if ((change & alarms[j].flags) != 0)
        return G_N_ELEMENTS (alarms) - j;
    }
  return 0;
}

static gboolean
is_rtl (const char *words)
{
  g_autoptr (GlossText) text = gloss_text_new (words, -1, NULL);

  return text != NULL && strcmp (gloss_page_meta_get_direction (text), "rtl") == 0;
}

static void
diff_init (Diff *diff, const char *old, const char *new)
{
  int heaviest = -1;

  *diff = (Diff){ .old = old, .new = new, .runs = gloss_word_diff_new (old, new), .rtl = is_rtl (new) };
  for (guint i = 0; i < diff->runs->len; i++)
    {
      gboolean second =
        i > 0 && is_kind (diff, i - 1, GLOSS_DIFF_DELETED) && is_kind (diff, i, GLOSS_DIFF_INSERTED);
      int weight;

      if (is_kind (diff, i, GLOSS_DIFF_SAME) || second)
        continue;
      weight = (int) weigh_run (diff, i);
      if (weight > heaviest)
        {
          heaviest = weight;
          diff->focus = i;
        }
    }
}

/* What went or came, on its own among words that are read the other way. */
static void
append_changed (GString *markup,
                const Diff *diff,
                const char *start,
                const char *text,
                const char *end,
                const char *newline)
{
  g_autofree char *isolated = g_strconcat (diff->rtl ? ISOLATE : "", start, NULL);
  g_autofree char *isolated_end = g_strconcat (end, diff->rtl ? ISOLATE_END : "", NULL);

  append (markup, isolated, text, isolated_end, newline);
}

/* The run before the one in focus, if its words stayed: the first of an excerpt. */
static guint
get_first (const Diff *diff)
{
  return diff->focus > 0 && is_kind (diff, diff->focus - 1, GLOSS_DIFF_SAME) ? diff->focus - 1 : diff->focus;
}

static glong
count_chars (const Diff *diff)
{
  glong n_chars = 0;

  for (guint i = 0; i < diff->runs->len; i++)
    {
      g_autofree char *text = dup_run (diff, i, ALL, 0);

      n_chars += g_utf8_strlen (text, -1);
    }
  return n_chars;
}

/* Words that went and words that came in their place are two. */
static void
part (GString *markup, const Diff *diff, guint i)
{
  const GlossDiffRun *run = get_run (diff, i), *next = get_run (diff, i + 1);

  if (run->kind == GLOSS_DIFF_DELETED && next != NULL && next->kind == GLOSS_DIFF_INSERTED &&
      !g_ascii_isspace (diff->old[run->old_end - 1]) && !g_ascii_isspace (diff->new[next->new_start]))
    g_string_append_c (markup, ' ');
}

/* The run that an excerpt begins with; of those before it an ellipsis is left. */
static char *
dup_first (const Diff *diff, guint i, int lead)
{
  gboolean same = is_kind (diff, i, GLOSS_DIFF_SAME);
  g_autofree char *text = dup_run (diff, i, same ? 0 : RUN_CHARS / 2, same ? lead : RUN_CHARS / 2);

  if (i == 0 || g_str_has_prefix (text, ELLIPSIS))
    return g_steal_pointer (&text);
  return g_strconcat (ELLIPSIS, g_strchug (text), NULL);
}

static char *
dup_excerpt (const Diff *diff, guint i, guint first)
{
  if (i == first)
    return dup_first (diff, i, LEAD_CHARS);
  if (!is_kind (diff, i, GLOSS_DIFF_SAME))
    return dup_run (diff, i, RUN_CHARS / 2, RUN_CHARS / 2);
  return i + 1 == diff->runs->len ? dup_run (diff, i, TAIL_CHARS, 0)
                                  : dup_run (diff, i, GAP_CHARS, GAP_CHARS);
}

char *
gloss_anchor_words_dup_diff (const char *old, const char *new, gboolean whole)
{
  static const char *const tags[][2] = { [GLOSS_DIFF_SAME] = { "", "" },
                                         [GLOSS_DIFF_DELETED] = { DELETED, DELETED_END },
                                         [GLOSS_DIFF_INSERTED] = { INSERTED, INSERTED_END } };
  GString *markup = g_string_new (NULL);
  gboolean is_short;
  guint first = 0;
  Diff diff;

  diff_init (&diff, old, new);
  is_short = whole || count_chars (&diff) <= EXCERPT_CHARS;
  if (!is_short)
    first = get_first (&diff);
  for (guint i = first; i < diff.runs->len; i++)
    {
      g_autofree char *text = is_short ? dup_run (&diff, i, ALL, 0) : dup_excerpt (&diff, i, first);
      const char *const *tag = tags[get_run (&diff, i)->kind];

      if (is_kind (&diff, i, GLOSS_DIFF_SAME))
        append (markup, "", text, "", whole ? LINE_BREAK : " ");
      else
        append_changed (markup, &diff, tag[0], text, tag[1], whole ? LINE_BREAK : " ");
      part (markup, &diff, i);
    }
  g_array_unref (diff.runs);

  return g_string_free (markup, FALSE);
}

char *
gloss_anchor_words_dup_arrow (const char *old, const char *new)
{
  GString *markup = g_string_new ("“");
  g_autofree char *lead = NULL;
  guint i;
  Diff diff;

  diff_init (&diff, old, new);
  i = get_first (&diff);
  lead = i < diff.focus ? dup_first (&diff, i, ARROW_LEAD_CHARS) : g_strdup (i > 0 ? ELLIPSIS : "");
  append (markup, "", lead, "", " ");

  i = diff.focus;
  if (is_kind (&diff, i, GLOSS_DIFF_DELETED))
    {
      gboolean replaced = is_kind (&diff, i + 1, GLOSS_DIFF_INSERTED);
      g_autofree char *went = dup_run (&diff, i, ARROW_RUN_CHARS / 2, ARROW_RUN_CHARS / 2);

      if (replaced)
        append_changed (markup, &diff, "", g_strchomp (went), "", " ");
      else
        append_changed (markup, &diff, "<s>", went, "</s>", " ");
      if (replaced)
        g_string_append (markup, diff.rtl ? " ← " : " → ");
      i++;
    }
  if (is_kind (&diff, i, GLOSS_DIFF_INSERTED))
    {
      g_autofree char *came = dup_run (&diff, i, ARROW_RUN_CHARS / 2, ARROW_RUN_CHARS / 2);

      append_changed (markup, &diff, "<b>", came, "</b>", " ");
      i++;
    }
  if (is_kind (&diff, i, GLOSS_DIFF_SAME))
    {
      g_autofree char *tail = dup_run (&diff, i, ARROW_TAIL_CHARS, 0);

      append (markup, "", tail, "", " ");
      i++;
    }
  if (i < diff.runs->len && !g_str_has_suffix (markup->str, ELLIPSIS))
    g_string_append (markup, ELLIPSIS);
  g_string_append (markup, "”");
  g_array_unref (diff.runs);

  return g_string_free (markup, FALSE);
}
