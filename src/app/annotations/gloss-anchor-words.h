/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/annotation/gloss-annotation.h"

G_BEGIN_DECLS

/*
 * What a card says about where its words stand in the capture that is shown. captures are the records of the
 * article's, as gloss_document_get_captures() gives them; NULL: none are known. dup_ functions return newly
 * allocated text, "" where there is nothing to say. Everything from a record is escaped in markup.
 */

/**
 * GlossStanding:
 * @GLOSS_STANDING_PLAIN: as they were
 * @GLOSS_STANDING_MOVED: as they were, in another place
 * @GLOSS_STANDING_CHANGED: other words, which nobody has looked at
 * @GLOSS_STANDING_KEPT: other words, looked at; also in a capture that is not the newest
 * @GLOSS_STANDING_LOST: nowhere, which nobody has looked at
 * @GLOSS_STANDING_LEFT: nowhere, looked at
 * @GLOSS_STANDING_ELSEWHERE: not in the older capture that is shown
 *
 * What became of the words of an annotation.
 */
typedef enum
{
  GLOSS_STANDING_PLAIN,
  GLOSS_STANDING_MOVED,
  GLOSS_STANDING_CHANGED,
  GLOSS_STANDING_KEPT,
  GLOSS_STANDING_LOST,
  GLOSS_STANDING_LEFT,
  GLOSS_STANDING_ELSEWHERE
} GlossStanding;

GlossStanding gloss_standing_of (GlossAnnotation *annotation);
/* The uuid of the newest capture in which it has a place, or NULL. Borrowed. */
const char *gloss_standing_find_capture (GlossAnnotation *annotation);
/* Which capture before the newest is the last in which it had the words that the user stands by, or in which
 * he looked at it: its place in captures, newest first; their number where there is none. */
guint gloss_standing_find_last (GlossAnnotation *annotation, GPtrArray *captures);

/* For a pill: "Number changed", "Unit, negation changed, kept", "Not found in this version". */
char *gloss_anchor_words_dup_pill (GlossAnnotation *annotation);
/* All that changed, numbers first: "Number changed, name changed". */
char *gloss_anchor_words_dup_changes (GlossAnnotation *annotation);
/* "Was “forty vehicles”, captured 21 Nov 2026", where the user stands by other words than the first ones. */
char *gloss_anchor_words_dup_was (GlossAnnotation *annotation, GPtrArray *captures);
/* All of the above and the words found, as a sentence goes on. */
char *gloss_anchor_words_dup_spoken (GlossAnnotation *annotation, GPtrArray *captures);

/* Markup: what went struck out, what came bold, both on a ground of their own. Not whole: some hundred
 * characters around the change that matters most, in one paragraph. */
char *gloss_anchor_words_dup_diff (const char *old, const char *new, gboolean whole);
/* Markup: the change that matters most, with an arrow, between a few words: “forty → sixty vehicles”. */
char *gloss_anchor_words_dup_arrow (const char *old, const char *new);

/* The day of a time as records have it, with its year; NULL: "". */
char *gloss_anchor_words_dup_day (const char *time);
/* As short as it is clear: the hour today, the day in this year. */
char *gloss_anchor_words_dup_short_day (const char *time);
/* The same of one of several captures, as much longer as it has to be to tell it from the others. */
char *gloss_anchor_words_dup_day_among (GPtrArray *captures, guint place);

G_END_DECLS
