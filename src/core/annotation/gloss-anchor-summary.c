/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts what became of annotations in a capture and says it in words. It owns nothing and asks no library;
 * main thread, for the list belongs to it. Linear in rows.
 */

#include "config.h"

#include "core/annotation/gloss-anchor-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/annotation/gloss-anchor-row.h"

static void
count_claim_change (GlossAnchorSummary *self, GlossClaimChange change)
{
  self->n_number += (change & GLOSS_CLAIM_CHANGE_NUMBER) != 0;
  self->n_number_word += (change & GLOSS_CLAIM_CHANGE_NUMBER_WORD) != 0;
  self->n_unit += (change & GLOSS_CLAIM_CHANGE_UNIT) != 0;
  self->n_negation += (change & GLOSS_CLAIM_CHANGE_NEGATION) != 0;
  self->n_name += (change & GLOSS_CLAIM_CHANGE_NAME) != 0;
}

/**
 * gloss_anchor_summary_add:
 * @self: a summary
 * @row: a row of table anchor
 *
 * Counts one annotation.
 */
void
gloss_anchor_summary_add (GlossAnchorSummary *self, GlossRecord *row)
{
  const char *state;

  g_return_if_fail (self != NULL && row != NULL);

  state = gloss_anchor_row_get_state (row);
  self->n_exact += strcmp (state, "exact") == 0;
  self->n_moved += strcmp (state, "moved") == 0;
  self->n_changed += strcmp (state, "changed") == 0;
  self->n_lost += strcmp (state, "lost") == 0;
  self->n_to_review += gloss_anchor_row_needs_review (row) ? 1 : 0;
  count_claim_change (self, gloss_anchor_row_get_claim_change (row));
}

/**
 * gloss_anchor_summary_of_list:
 * @annotations: the annotations of an article
 * @capture: a capture's uuid
 * @self: (out caller-allocates): what to fill
 *
 * Counts the annotations that are listed by their rows in the capture, whichever is shown.
 */
void
gloss_anchor_summary_of_list (GlossAnnotationList *annotations, const char *capture, GlossAnchorSummary *self)
{
  g_return_if_fail (GLOSS_IS_ANNOTATION_LIST (annotations));
  g_return_if_fail (capture != NULL && self != NULL);

  *self = (GlossAnchorSummary){ 0 };
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (annotations)); i++)
    {
      g_autoptr (GlossAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (annotations), i);
      GlossRecord *row = gloss_anchor_row_find (gloss_annotation_get_anchors (annotation), capture);

      if (row != NULL)
        gloss_anchor_summary_add (self, row);
    }
}

/* Takes part, unless there is nothing to say. */
static void
add_part (GString *words, guint n, char *part)
{
  g_autofree char *owned_part = part;

  if (n > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? _ (", ") : "", owned_part);
}

/* What of the claims differs, the figures first. */
static char *
dup_claim_changes (const GlossAnchorSummary *self)
{
  GString *words = g_string_new (NULL);

  add_part (words, self->n_number,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u number", "%u numbers", self->n_number),
                             self->n_number));
  add_part (words, self->n_number_word,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u number word", "%u number words",
                                          self->n_number_word),
                             self->n_number_word));
  add_part (words, self->n_unit,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u unit", "%u units", self->n_unit),
                             self->n_unit));
  add_part (words, self->n_negation,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u negation", "%u negations", self->n_negation),
                             self->n_negation));
  add_part (words, self->n_name,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u name", "%u names", self->n_name),
                             self->n_name));

  return g_string_free (words, FALSE);
}

static char *
dup_changed (const GlossAnchorSummary *self)
{
  g_autofree char *changed =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u changed", "%u changed", self->n_changed),
                     self->n_changed);
  g_autofree char *claims = dup_claim_changes (self);

  /* Translators: how many passages changed, then what differs in them, such as “3 changed (2 numbers, 1
   * unit)”. */
  return *claims != '\0' ? g_strdup_printf (_ ("%s (%s)"), changed, claims) : g_steal_pointer (&changed);
}

/**
 * gloss_anchor_summary_dup_words:
 * @self: a summary
 *
 * Says it for a notice or a line of a terminal: without what there is none of, beginning with a small letter,
 * without a full stop.
 *
 * Returns: (transfer full): the words, translated
 */
char *
gloss_anchor_summary_dup_words (const GlossAnchorSummary *self)
{
  GString *words;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->n_moved == 0 && self->n_changed == 0 && self->n_lost == 0)
    {
      if (self->n_exact == 0)
        return g_strdup (_ ("no annotations"));
      if (self->n_exact == 1)
        return g_strdup (_ ("the text under the annotation is the same"));
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "the text under all %u annotations is the same",
                                           "the text under all %u annotations is the same", self->n_exact),
                              self->n_exact);
    }

  words = g_string_new (NULL);
  add_part (words, self->n_exact,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u exact", "%u exact", self->n_exact),
                             self->n_exact));
  add_part (words, self->n_moved,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u moved", "%u moved", self->n_moved),
                             self->n_moved));
  add_part (words, self->n_changed, dup_changed (self));
  add_part (words, self->n_lost,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u not found", "%u not found", self->n_lost),
                             self->n_lost));

  return g_string_free (words, FALSE);
}

/**
 * gloss_anchor_summary_dup_words_of_same_text:
 * @self: a summary
 * @same: that the text is the same, and what differs besides, a phrase
 *
 * As gloss_anchor_summary_dup_words(), of a capture that has the text of the one before it: nothing of what
 * changed earlier is news.
 *
 * Returns: (transfer full): the words, translated
 */
char *
gloss_anchor_summary_dup_words_of_same_text (const GlossAnchorSummary *self, const char *same)
{
  g_autofree char *to_review = NULL;

  g_return_val_if_fail (self != NULL && same != NULL, NULL);

  if (self->n_to_review == 0)
    return g_strdup (same);

  to_review = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u annotation is still to be reviewed",
                                            "%u annotations are still to be reviewed", self->n_to_review),
                               self->n_to_review);
  /* Translators: two sentences; the second ends without a full stop, which is put behind it. */
  return g_strdup_printf (_ ("%s. %s"), same, to_review);
}
