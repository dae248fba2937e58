/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a user says of anchors in a later capture, as changes. They own nothing, touch nothing they are given
 * and ask no library; main thread, because annotations and their list belong to it. Each costs a copy of the
 * rows it edits. The new row comes before the old one goes, so that who follows edit by edit never sees the
 * annotation without a place; taken back, it goes last.
 */

#include "config.h"

#include "core/annotation/gloss-anchor-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/annotation/gloss-anchor-row.h"
#include "core/base/gloss-time.h"
#include "core/text/gloss-word-diff.h"

static GlossChange *
start_change (GlossAnnotation *annotation, const char *label)
{
  return gloss_change_new (label, gloss_annotation_get_article (annotation));
}

static GlossRecord *
mark_reviewed (GlossRecord *row)
{
  g_autofree char *now = gloss_time_dup_now ();

  return gloss_record_with_string (row, "reviewed", now);
}

/* The row of what the user decided to stand by: looked at, and found as it says. */
static GlossRecord *
make_decided_row (GlossAnnotation *annotation, const char *capture, GlossAnchor *anchor)
{
  g_autoptr (GlossRecord) row =
    gloss_anchor_row_new (gloss_annotation_get_uuid (annotation), capture, anchor);
  g_autoptr (GlossRecord) found = gloss_record_with_string (row, "found", gloss_anchor_get_quote (anchor));

  return mark_reviewed (found);
}

/* Puts a new row in the place of all that the annotation has in the capture. */
static void
replace_rows (GlossChange *change, GlossAnnotation *annotation, const char *capture, GlossAnchor *anchor)
{
  GPtrArray *rows = gloss_annotation_get_anchors (annotation);
  g_autoptr (GlossRecord) decided = make_decided_row (annotation, capture, anchor);

  gloss_change_add (change, NULL, decided);
  for (guint i = 0; i < rows->len; i++)
    {
      GlossRecord *row = g_ptr_array_index (rows, i);
      g_autoptr (GlossRecord) trashed = NULL;

      if (g_strcmp0 (gloss_record_get_string (row, "capture"), capture) != 0)
        continue;
      trashed = gloss_record_with_deleted (row, TRUE);
      gloss_change_add (change, row, trashed);
    }
}

/* The words that stand in the place of what changed, with their surroundings; NULL where it isn't changed, or
 * the text holds other words there than those the user was shown. */
static GlossAnchor *
make_found_anchor (GlossAnnotation *annotation, GlossText *text)
{
  GlossRecord *row = gloss_annotation_get_anchor_row (annotation);
  g_autoptr (GlossAnchor) anchor = NULL;
  gint64 start, end;

  if (row == NULL || strcmp (gloss_anchor_row_get_state (row), "changed") != 0)
    return NULL;

  start = gloss_record_get_int (row, "start_point");
  end = gloss_record_get_int (row, "end_point");
  if (end > (gint64) gloss_text_get_n_points (text))
    return NULL;

  anchor = gloss_anchor_new_for_range (text, (gsize) start, (gsize) end);
  if (anchor == NULL || gloss_anchor_get_start (anchor) != (gsize) start ||
      g_strcmp0 (gloss_anchor_get_quote (anchor), gloss_anchor_row_get_found (row)) != 0)
    return NULL;

  return g_steal_pointer (&anchor);
}

/* What was checked says something else than the words from now on claim. The verdict is the user's: it
 * stays. */
static void
ask_for_attention (GlossChange *change, GlossAnnotation *annotation)
{
  GlossRecord *record = gloss_annotation_get_record (annotation);
  g_autoptr (GlossRecord) unsure = NULL;

  if (g_strcmp0 (gloss_annotation_get_status (annotation), "checked") != 0)
    return;

  unsure = gloss_record_with_string (record, "status", "needs-attention");
  gloss_change_add (change, record, unsure);
}

/* Also where the row has no flags because nobody looked. */
static gboolean
claims_otherwise (GlossAnnotation *annotation, const char *found)
{
  const char *quote = gloss_anchor_get_quote (gloss_annotation_get_anchor (annotation));

  return gloss_claim_change_find (quote, found) != GLOSS_CLAIM_CHANGE_NONE;
}

static gboolean
accept (GlossChange *change, GlossAnnotation *annotation, GlossText *text)
{
  g_autoptr (GlossAnchor) anchor = make_found_anchor (annotation, text);
  GlossRecord *row = gloss_annotation_get_anchor_row (annotation);

  if (anchor == NULL)
    return FALSE;

  replace_rows (change, annotation, gloss_record_get_string (row, "capture"), anchor);
  if (gloss_annotation_get_claim_change (annotation) != GLOSS_CLAIM_CHANGE_NONE ||
      claims_otherwise (annotation, gloss_anchor_get_quote (anchor)))
    ask_for_attention (change, annotation);
  return TRUE;
}

/* Whether names in it are told by their capitals. Georgian has some, but names are written without. */
static gboolean
has_capitals (GUnicodeScript script)
{
  switch (script)
    {
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_ARMENIAN:
    case G_UNICODE_SCRIPT_CHEROKEE:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_OSAGE:
    case G_UNICODE_SCRIPT_DESERET:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_capitalised (const char *words, gsize start, gsize end)
{
  for (const char *at = words + start; at < words + end; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalpha (letter) && !has_capitals (g_unichar_get_script (letter)))
        return FALSE;
    }
  return TRUE;
}

/* Whether names would have been seen among the words that went and those that came. */
static gboolean
can_tell_names (const char *quote, const char *found)
{
  g_autoptr (GArray) runs = NULL;

  if (is_capitalised (quote, 0, strlen (quote)) && is_capitalised (found, 0, strlen (found)))
    return TRUE;

  runs = gloss_word_diff_new (quote, found);
  for (guint i = 0; i < runs->len; i++)
    {
      const GlossDiffRun *run = &g_array_index (runs, GlossDiffRun, i);

      if (run->kind != GLOSS_DIFF_SAME && (!is_capitalised (quote, run->old_start, run->old_end) ||
                                           !is_capitalised (found, run->new_start, run->new_end)))
        return FALSE;
    }
  return TRUE;
}

/**
 * gloss_command_accept_anchor:
 * @annotation: an annotation
 * @text: the text of the shown capture
 *
 * Makes the words that stand in place of the changed ones those that the user stands by: later captures are
 * judged against them. What was checked needs attention again where they claim something else: another
 * number, unit, negation or name.
 *
 * Returns: (transfer full) (nullable): the change; %NULL where the annotation is not changed in the shown
 * capture, or other words stand at its place in @text than those that were found
 */
GlossChange *
gloss_command_accept_anchor (GlossAnnotation *annotation, GlossText *text)
{
  g_autoptr (GlossChange) change = NULL;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  change = start_change (annotation, _ ("Accept new words"));
  return accept (change, annotation, text) ? g_steal_pointer (&change) : NULL;
}

/**
 * gloss_anchor_is_only_reworded:
 * @annotation: an annotation
 *
 * Tells whether it needs review and reads differently without claiming anything else, as far as that can be
 * told: names can't where there are no capitals. Flags of other programs may say what is not known here, so
 * that there have to be none; and rows without any may come from where nobody looked. Costs a diff.
 *
 * Returns: whether gloss_command_accept_anchors() would accept it
 */
gboolean
gloss_anchor_is_only_reworded (GlossAnnotation *annotation)
{
  GlossRecord *row;
  const char *quote, *found;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), FALSE);

  row = gloss_annotation_get_anchor_row (annotation);
  if (row == NULL || !gloss_annotation_needs_review (annotation))
    return FALSE;

  quote = gloss_record_get_string (row, "quote");
  found = gloss_anchor_row_get_found (row);
  return quote != NULL && found != NULL && g_strcmp0 (gloss_record_get_string (row, "flags"), "[]") == 0 &&
         gloss_claim_change_find (quote, found) == GLOSS_CLAIM_CHANGE_NONE && can_tell_names (quote, found);
}

/**
 * gloss_command_accept_anchors:
 * @annotations: the annotations of an article
 * @text: the text of the shown capture
 * @n_accepted: (out) (optional): how many are accepted
 *
 * Accepts, in one step, all that need review and only read differently (gloss_anchor_is_only_reworded()):
 * none of whose numbers, units, negations or names is another. What was looked at and kept stays kept. O(n).
 *
 * Returns: (transfer full) (nullable): the change; %NULL where there is none of these
 */
GlossChange *
gloss_command_accept_anchors (GlossAnnotationList *annotations, GlossText *text, guint *n_accepted)
{
  g_autoptr (GlossChange) change = NULL;
  guint n = 0;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION_LIST (annotations), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (annotations)); i++)
    {
      g_autoptr (GlossAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (annotations), i);

      if (!gloss_anchor_is_only_reworded (annotation))
        continue;
      if (change == NULL)
        change = start_change (annotation, _ ("Accept rewordings"));
      n += accept (change, annotation, text) ? 1 : 0;
    }

  if (n_accepted != NULL)
    *n_accepted = n;
  return n > 0 ? g_steal_pointer (&change) : NULL;
}

/**
 * gloss_command_keep_anchor:
 * @annotation: an annotation
 *
 * Says that the user looked at it and stands by the words it has: what is changed in the shown capture, or
 * lost there, stays so, and is no alarm any more.
 *
 * Returns: (transfer full) (nullable): the change; %NULL where there is nothing to review in the shown
 * capture
 */
GlossChange *
gloss_command_keep_anchor (GlossAnnotation *annotation)
{
  g_autoptr (GlossRecord) reviewed = NULL;
  GlossRecord *row;
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);

  row = gloss_annotation_get_anchor_row (annotation);
  if (row == NULL || !gloss_anchor_row_needs_review (row))
    return NULL;

  reviewed = mark_reviewed (row);
  change = start_change (annotation,
                         gloss_anchor_row_is_placed (row) ? _ ("Keep old words") : _ ("Leave as not found"));
  gloss_change_add (change, row, reviewed);
  return change;
}

/**
 * gloss_command_attach_anchor:
 * @annotation: an annotation
 * @capture: the uuid of the capture that @anchor was made in
 * @anchor: the passage that the user marked
 *
 * Attaches the annotation to a passage by hand; its words are those that the user stands by from then on.
 * What was checked needs attention again where they claim something else than those before.
 *
 * Returns: (transfer full) (nullable): the change; %NULL where it stands there already, with these words
 */
GlossChange *
gloss_command_attach_anchor (GlossAnnotation *annotation, const char *capture, GlossAnchor *anchor)
{
  GlossRecord *row;
  GlossChange *change;

  g_return_val_if_fail (GLOSS_IS_ANNOTATION (annotation), NULL);
  g_return_val_if_fail (capture != NULL && anchor != NULL, NULL);
  g_return_val_if_fail (gloss_anchor_get_start (anchor) < gloss_anchor_get_end (anchor), NULL);
  g_return_val_if_fail (gloss_anchor_get_end (anchor) != G_MAXSIZE, NULL);

  row = gloss_anchor_row_find (gloss_annotation_get_anchors (annotation), capture);
  if (row != NULL && strcmp (gloss_anchor_row_get_state (row), "exact") == 0 &&
      gloss_record_get_int (row, "start_point") == (gint64) gloss_anchor_get_start (anchor) &&
      g_strcmp0 (gloss_record_get_string (row, "quote"), gloss_anchor_get_quote (anchor)) == 0)
    return NULL;

  change = start_change (annotation, _ ("Attach again"));
  replace_rows (change, annotation, capture, anchor);
  if (claims_otherwise (annotation, gloss_anchor_get_quote (anchor)))
    ask_for_attention (change, annotation);
  return change;
}
