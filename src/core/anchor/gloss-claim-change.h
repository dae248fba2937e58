/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GlossClaimChange:
 * @GLOSS_CLAIM_CHANGE_NUMBER: a number in digits
 * @GLOSS_CLAIM_CHANGE_NUMBER_WORD: a number in words, such as forty, half or dozens
 * @GLOSS_CLAIM_CHANGE_UNIT: a unit, a currency or a scale, such as miles, percent, € or million
 * @GLOSS_CLAIM_CHANGE_NEGATION: a word that turns the sense, such as not, never or without
 * @GLOSS_CLAIM_CHANGE_NAME: a word written with a capital inside a sentence
 *
 * What differs between a claim and the words that stand in its place, where it alters the claim.
 */
typedef enum
{
  GLOSS_CLAIM_CHANGE_NONE = 0,
  GLOSS_CLAIM_CHANGE_NUMBER = 1 << 0,
  GLOSS_CLAIM_CHANGE_NUMBER_WORD = 1 << 1,
  GLOSS_CLAIM_CHANGE_UNIT = 1 << 2,
  GLOSS_CLAIM_CHANGE_NEGATION = 1 << 3,
  GLOSS_CLAIM_CHANGE_NAME = 1 << 4
} GlossClaimChange;

GlossClaimChange gloss_claim_change_find (const char *quote, const char *found);
/* As exports write them: number, number-word, unit, negation, name; in this order, NULL-terminated, transfer
 * full. */
char **gloss_claim_change_to_strv (GlossClaimChange change);
/* From a JSON list of these, as rows hold it; what is none of them is passed over. */
GlossClaimChange gloss_claim_change_from_json (const char *json);

G_END_DECLS
